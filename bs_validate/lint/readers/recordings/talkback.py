"""Read tapes of talkback: one exchange in a JSON5 file, with the host in its ``meta``."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, Exchange, at_least_one, header, status
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a tape, or None for any other document."""
    if type(document) is not dict or not all(type(document.get(name)) is dict for name in ("meta", "req", "res")):
        return None
    meta, request, response = document["meta"], document["req"], document["res"]
    url = f"{meta.get('host', '')}{request.get('url', '')}"
    method, code = str(request.get("method", "")).upper(), status(response.get("status"))
    exchange = Exchange(method, url, code, ("req", "url"), ("res", "status"))
    sent = _body(exchange, REQUEST, ("req", "body"), request, is_plain=bool(meta.get("reqHumanReadable")))
    received = _body(exchange, RESPONSE, ("res", "body"), response, is_plain=bool(meta.get("resHumanReadable")))
    return iter(at_least_one(exchange, (), chain(sent, received)))


def _body(exchange: Exchange, side: str, location: Location, message: dict[str, JSON], *, is_plain: bool) -> Iterator[Body]:
    """Yield the body if there is one: a structure, a text that people can read, or base64."""
    content = message.get("body")
    if content is None:
        return
    headers = message.get("headers")
    if type(content) is str and content and not is_plain:
        content = from_base64(content)
    decoded, unreadable = unpacked(content, header(headers, "content-encoding"))
    yield exchange.body(side, location, decoded, unreadable, header(headers, "content-type"))
