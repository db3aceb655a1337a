"""Read HTTP archives (HAR 1.2), as browsers, proxies, Playwright and Polly write them."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import (
    NOT_JSON,
    NOT_TEXT,
    REQUEST,
    RESPONSE,
    Body,
    Exchange,
    Stored,
    at_least_one,
    header,
    status,
)
from bs_validate.lint.readers.recordings.coding import from_base64, from_hexadecimal, unpacked

JSON = Any

#: The beginnings of the media types whose bodies are not read from the files in which they are.
_OTHER_MEDIA = ("application/javascript", "audio/", "font/", "image/", "text/css", "text/html", "text/javascript", "video/")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of an archive in its order, or None for any other document."""
    log = document.get("log") if type(document) is dict else None
    if type(log) is not dict or type(log.get("entries")) is not list:
        return None
    return chain.from_iterable(_entry(("log", "entries", index), entry) for index, entry in enumerate(log["entries"]))


def _entry(location: Location, entry: JSON) -> list[Body]:
    request = entry.get("request") if type(entry) is dict else None
    if type(request) is not dict:
        return []
    response = entry.get("response")
    answered = response if type(response) is dict else {}
    content = answered.get("content")
    exchange = Exchange(
        str(request.get("method", "")).upper(),
        str(request.get("url") or ""),
        status(answered.get("status")),
        (*location, "request", "url"),
        (*location, "response", "status"),
    )
    found = []
    posted = request.get("postData")
    if type(posted) is dict:
        sent = _content(exchange, REQUEST, (*location, "request", "postData"), request, posted, request.get("bodySize"))
        found += [] if sent is None else [sent]
    if type(content) is dict:
        received = _content(exchange, RESPONSE, (*location, "response", "content"), answered, content, content.get("size"))
        found += [] if received is None else [received]
    return at_least_one(exchange, location, found)


def _content(
    exchange: Exchange, side: str, location: Location, message: dict[str, JSON], content: dict[str, JSON], size: JSON
) -> Body | None:
    """Return the body, or None. An empty text is not a body, because the recorder may have left it out.

    An archive has the content before it was packed, whatever its headers say; Polly has the packed bytes in base64.
    """
    media = str(content.get("mimeType", "")).lower()
    if "_file" in content:
        name = content["_file"]
        unreadable = NOT_TEXT if type(name) is not str else NOT_JSON if media.startswith(_OTHER_MEDIA) else ""
        return exchange.body(side, (*location, "_file"), Stored(str(name)), unreadable, media)
    text = content.get("text")
    if not (isinstance(text, str | bytes) and text):
        return None
    decoded, unreadable = _decoded(text, content), ""
    if isinstance(decoded, bytes) or decoded.startswith("\x1f"):  # Few are packed, so that few need the header.
        decoded, unreadable = unpacked(decoded, header(message.get("headers"), "content-encoding"))
    return exchange.body(side, (*location, "text"), decoded, unreadable, media if side == REQUEST else "", size)


def _decoded(text: str | bytes, content: dict[str, JSON]) -> str | bytes:
    """Return the bytes of a text that was encoded.

    Polly writes base64, and before its version 6 hexadecimal digits, which only versions 4 and 5 call binary.
    """
    if content.get("encoding") == "base64":
        return from_base64(text)
    found = from_hexadecimal(text) if content.get("_isBinary") is True or text[:2] == '["' else None
    return text if found is None else found
