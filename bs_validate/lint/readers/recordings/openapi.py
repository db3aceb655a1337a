"""Read the examples of request bodies and responses in OpenAPI 3.0 and 3.1 descriptions."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text

JSON = Any
#: An object, and its location, which is where a reference led.
Placed = tuple[Location, dict[str, JSON]]

_METHODS = ("get", "put", "post", "delete", "patch")
#: The media types that stand for all others, which generators write that are not told any.
_ANY = ("*/*", "application/*")
#: References may lead to others. A chain with more links than this is not followed.
MAX_LINKS = 8
#: Every operation looks at its servers. No more than this are looked at, nor more characters of an address or a value in it.
MAX_SERVERS = 20
MAX_SERVER_LENGTH = 200

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the examples of a description in the order of its operations, or None for any other document."""
    if (
        type(document) is not dict
        or not text(document.get("openapi")).startswith("3.")
        or type(document.get("paths")) is not dict
    ):
        return None
    return _once(_operations(document))


def _once(found: Iterator[Body]) -> Iterator[Body]:
    """Yield each body once: several messages may refer to one example."""
    seen = set()
    for body in found:
        key = (body.location, body.side == REQUEST and body.method)
        if key not in seen:
            seen.add(key)
            yield body


def _operations(document: dict[str, JSON]) -> Iterator[Body]:
    seen: set[tuple[Location, str]] = set()  # a thousand operations may refer to one response with a thousand examples
    for request, message, side, code in _messages(document):
        key = (message[0], request.method if side == REQUEST else "")
        if key not in seen:
            seen.add(key)
            yield from _content(document, message, request, side, code)
            for schema, media in _schemas(document, message):
                key = (schema[0], request.method if side == REQUEST else "")
                if key not in seen:
                    seen.add(key)
                    yield from _of_schema(schema, request, side, code, media, message[0])


def _messages(document: dict[str, JSON]) -> Iterator[tuple[Request, Placed, str, int | None]]:
    """Yield the bodies of requests and the responses of all operations, with the side and the status."""
    for path, item in document["paths"].items():
        location, entry = _resolved(document, ("paths", path), item)
        for method in _METHODS:
            operation = mapping(entry.get(method))
            servers = operation.get("servers") or entry.get("servers") or document.get("servers")
            where = (*location, method)
            request = Request(method, _base(servers) + str(path), url_at=where)
            yield request, _resolved(document, (*where, "requestBody"), operation.get("requestBody")), REQUEST, None
            for code, response in mapping(operation.get("responses")).items():
                answer = _resolved(document, (*where, "responses", code), response)
                yield request, answer, RESPONSE, _status(str(code))


def _status(code: str) -> int | None:
    """Return the status of a described response, which is 200 for ``2XX``."""
    digits = code.upper().replace("XX", "00")
    return int(digits) if len(digits) == 3 and digits.isascii() and digits.isdigit() else None


def _content(document: dict[str, JSON], message: Placed, request: Request, side: str, code: int | None) -> Iterator[Body]:
    for media, entry in mapping(message[1].get("content")).items():
        location, found = (*message[0], "content", media), mapping(entry)
        kind = str(media).lower()
        bodies = _example(request, side, (*location, "example"), found.get("example"), code, kind)
        yield from _exchanged(request, bodies, code, message[0])
        for name, example in mapping(found.get("examples")).items():
            where, one = _resolved(document, (*location, "examples", name), example)
            for key in ("value", "dataValue", "serializedValue"):
                bodies = _example(request, side, (*where, key), one.get(key), code, kind)
                yield from _exchanged(request, bodies, code, message[0])


def _schemas(document: dict[str, JSON], message: Placed) -> Iterator[tuple[Placed, str]]:
    """Yield the schemas of a message with their media types."""
    for media, entry in mapping(message[1].get("content")).items():
        location = (*message[0], "content", media, "schema")
        yield _resolved(document, location, mapping(entry).get("schema")), str(media).lower()


def _of_schema(schema: Placed, request: Request, side: str, code: int | None, media: str, status_at: Location) -> Iterator[Body]:
    """Yield the examples that the schema of a whole body has itself."""
    location, found = schema
    listed_ones = found.get("examples")
    examples = list(enumerate(listed_ones)) if type(listed_ones) is list else []
    for where, value in [(("example",), found.get("example")), *((("examples", index), one) for index, one in examples)]:
        yield from _exchanged(request, _example(request, side, (*location, *where), value, code, media), code, status_at)


def _exchanged(request: Request, bodies: Iterator[Body], code: int | None, status_at: Location) -> Iterator[Body]:
    """Yield each example with its own exchange, because the description does not say which request gets which response."""
    for body in bodies:
        yield from request.exchanged(body.location, (body,), code, status_at)


def _example(request: Request, side: str, location: Location, value: JSON, code: int | None, media: str) -> Iterator[Body]:
    if "json" in media or (media in _ANY and type(value) is dict):
        yield from request.body(side, location, value, status=code, media=media)


def _base(servers: JSON) -> str:
    """Return the address of the first server that has more than a ``/``, with the default values of its variables."""
    for _, server in islice(listed(servers, ()), MAX_SERVERS):
        url = _with_defaults(text(server.get("url")), mapping(server.get("variables")))
        if url.strip("/"):
            return url.rstrip("/")
    return ""


def _with_defaults(url: str, known: dict[str, JSON]) -> str:
    return _VARIABLE.sub(
        lambda match: text(mapping(known.get(match[1])).get("default"))[:MAX_SERVER_LENGTH], url[:MAX_SERVER_LENGTH]
    )


def _resolved(document: dict[str, JSON], location: Location, value: JSON) -> Placed:
    """Return an object, or the one in the same document that it refers to, with its location."""
    found = mapping(value)
    for _ in range(MAX_LINKS):
        reference = found.get("$ref")
        if type(reference) is not str:
            return location, found
        if not reference.startswith("#/"):
            return location, {}
        parts = [unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/")]
        target: JSON = document
        for part in parts:
            target = mapping(target).get(part)
        location = tuple(parts)
        found = mapping(target)
    return location, {}
