"""Read the files of requests-cache: one exchange in each, in JSON or in YAML."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, Exchange, at_least_one, header, status
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked

JSON = Any

#: The names of the content of a response: as JSON or text, or as bytes, which are base64 in JSON.
_DECODED, _ENCODED = "_decoded_content", "_content"


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of an exchange, or None for any other document."""
    if type(document) is not dict or type(document.get(REQUEST)) is not dict or not document.keys() & {_DECODED, _ENCODED}:
        return None
    request = document[REQUEST]
    exchange = Exchange(
        str(request.get("method") or "GET").upper(),
        str(request.get("url") or ""),
        status(document.get("status_code")),
        (REQUEST, "url"),
        ("status_code",),
    )
    return iter(at_least_one(exchange, (), _messages(exchange, document)))


def _messages(exchange: Exchange, document: dict[str, JSON]) -> Iterator[Body]:
    """Yield the bodies in the order of the document: JSON begins with the request, YAML with the response."""
    request, content = document[REQUEST], _DECODED if document.get(_DECODED) is not None else _ENCODED
    for name in document:
        if name == REQUEST:
            yield from _body(exchange, REQUEST, (REQUEST, "body"), request.get("body"), request.get("headers"))
        elif name == content:
            yield from _body(exchange, RESPONSE, (content,), document[content], document.get("headers"))


def _body(exchange: Exchange, side: str, location: Location, content: JSON, headers: JSON) -> Iterator[Body]:
    if content is None or content in ("", b""):
        return
    unreadable = ""
    if location != (_DECODED,) and isinstance(content, str | bytes):
        content, unreadable = unpacked(from_base64(content), header(headers, "content-encoding"))
    yield exchange.body(side, location, content, unreadable, header(headers, "content-type"))
