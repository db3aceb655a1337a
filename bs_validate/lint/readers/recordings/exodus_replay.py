"""Read logs of ``@exodus/replay``: a list of the calls of ``fetch``, each with its arguments and the response."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import (
    A_FORM,
    NOT_TEXT,
    REQUEST,
    RESPONSE,
    Body,
    Exchange,
    at_least_one,
    header,
    status,
)
from bs_validate.lint.readers.recordings.coding import from_base64, from_hexadecimal, unpacked

JSON = Any

_FORMS = frozenset({"FormData", "URLSearchParams"})
#: The names under which bytes are written, and what reads them.
_BYTES = {"data.base64": from_base64, "data.hex": from_hexadecimal}


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a log in its order, or None for any other document."""
    if type(document) is not list or not document or not all(map(_is_call, document)):
        return None
    return (body for index, one in enumerate(document) for body in _call((index,), one))


def _is_call(value: JSON) -> bool:
    """Return whether a value is a call of ``fetch``; one that failed has an error in place of a response."""
    request = value.get("request") if type(value) is dict else None
    return type(request) is dict and type(request.get("resource")) is str and type(request.get("options")) is dict


def _call(location: Location, call: dict[str, JSON]) -> Iterator[Body]:
    request = call["request"]
    options = request["options"]
    method = str(options.get("method") or "GET").upper()
    exchange = Exchange(
        method, request["resource"], status(call.get("status")), (*location, "request", "resource"), (*location, "status")
    )
    sent = _body(exchange, REQUEST, (*location, "request", "options", "body"), options)
    received = _body(exchange, RESPONSE, (*location, "body"), call)
    yield from at_least_one(exchange, location, chain(sent, received))


def _body(exchange: Exchange, side: str, location: Location, message: dict[str, JSON]) -> Iterator[Body]:
    """Yield the body if there is one: a text, bytes with their type, or the structure of a response that was JSON."""
    content = message.get("body")
    if content is None or content == "":
        return
    headers = _headers(message.get("headers"))
    reason = ""
    if type(content) is dict and message.get("bodyType", "binary") == "binary":
        name = next((one for one in _BYTES if type(content.get(one)) is str), None)
        reason = "" if name else A_FORM if content.get("type") in _FORMS else NOT_TEXT
        content = _BYTES[name](content[name]) if name else content
    decoded, unreadable = unpacked(content, header(headers, "content-encoding"))
    yield exchange.body(side, location, decoded, reason or unreadable, header(headers, "content-type"))


def _headers(pairs: JSON) -> dict[str, JSON]:
    """Return the headers, which are a list of pairs."""
    listed = pairs if type(pairs) is list else []
    return {str(pair[0]): pair[1] for pair in listed if type(pair) is list and len(pair) == 2}
