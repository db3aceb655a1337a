"""Read recordings of nock: a list of definitions, each with a request, a status and a response."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import NOT_TEXT, REQUEST, RESPONSE, Body, Exchange, header, status
from bs_validate.lint.readers.recordings.coding import from_hexadecimal, unpacked

JSON = Any

_KEYS = frozenset({"scope", "method", "path", "status", "response"})
_GZIP = "1f8b"  # in hexadecimal digits


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a list of definitions in its order, or None for any other document."""
    if type(document) is not list or not document or not all(map(_is_definition, document)):
        return None
    return (body for index, one in enumerate(document) for body in _definition((index,), one))


def _is_definition(value: JSON) -> bool:
    return type(value) is dict and value.keys() >= _KEYS


def _definition(location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    url = f"{one['scope']}{one['path']}"
    exchange = Exchange(str(one["method"]).upper(), url, status(one["status"]), (*location, "path"), (*location, "status"))
    if "body" in one:
        yield _body(exchange, REQUEST, (*location, "body"), one["body"], "", is_binary=False)
    coding = _coding(one.get("rawHeaders"))
    is_binary = one.get("responseIsBinary") is True
    yield _body(exchange, RESPONSE, (*location, "response"), one["response"], coding, is_binary=is_binary)


def _coding(headers: JSON) -> str:
    """Return the coding of a response. Its headers are a mapping, or before nock 14 a list of names and values in turn."""
    pairs = dict(zip(map(str, headers[::2]), headers[1::2], strict=False)) if type(headers) is list else headers
    return header(pairs, "content-encoding")


def _body(exchange: Exchange, side: str, location: Location, content: JSON, coding: str, *, is_binary: bool) -> Body:
    """Return a body: a structure, a text, or hexadecimal digits, in one piece or in chunks, if it was packed."""
    chunks = from_hexadecimal(content) if is_binary or type(content) is list or _is_packed(content) else None
    decoded, unreadable = unpacked(content if chunks is None else chunks, coding)
    return exchange.body(side, location, decoded, NOT_TEXT if type(decoded) is list else unreadable)


def _is_packed(content: JSON) -> bool:
    return type(content) is str and content.startswith(_GZIP)
