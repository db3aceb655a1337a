"""Find the bodies of HTTP exchanges in recordings: cassettes of VCR, vcrpy and similar tools, and archives (HAR 1.2)."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from bs_validate._instance.location import Location
from bs_validate._schema import operations

JSON = Any

REQUEST = "request"
RESPONSE = "response"

#: A packed body is taken for a bomb when it unpacks to more than this many times its size: JSON reaches about 20 times.
MAX_RATIO = 30
#: Up to this size, in bytes, a body may unpack whatever its ratio.
MIN_LIMIT = 256 * 1024
TOO_LARGE = "it is too large"

_STATUS = re.compile(r"(?<![0-9])[1-5][0-9]{2}(?![0-9])")
#: The character that replaces each letter of a placeholder; it is for private use, so that nobody else writes it.
HIDDEN = "\ue000"
_HIDDEN = re.compile("<[A-Z0-9][A-Z0-9_ .-]*>")
# An unclosed text goes on to the end, so that no quote in it is tried again.
_PLACEHOLDER = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|' + _HIDDEN.pattern, re.DOTALL)
_HEXADECIMAL = re.compile("(?:[0-9a-f]{2})+")
_GZIP = b"\x1f\x8b"


class Body(NamedTuple):
    """A recorded body, and its location in the recording.

    ``content`` is its text, or bytes if it was encoded (base64, gzip), or a JSON structure if it was recorded as one.
    ``unreadable`` is the reason why a body cannot be read, or empty.
    """

    side: str
    method: str
    url: str
    status: int | None
    location: Location
    content: JSON
    unreadable: str = ""


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a recording in its order, or None for a document that is not a recording."""
    found = _exchanges(document)
    if found is None:
        return None
    location, exchanges = found
    return (body for index, one in enumerate(exchanges) for body in _exchange((*location, index), one))


def _exchanges(document: JSON) -> tuple[Location, list[JSON]] | None:
    if type(document) is list:  # php-vcr, nock
        is_one = document and (all(map(_is_exchange, document)) or all(map(_is_nock, document)))
        return ((), document) if is_one else None
    if type(document) is not dict:
        return None
    log = document.get("log")
    if type(log) is dict and type(log.get("entries")) is list:
        return ("log", "entries"), log["entries"]
    for name in ("http_interactions", "interactions"):
        interactions = document.get(name)
        if type(interactions) is list and (name == "http_interactions" or all(map(_is_exchange, interactions))):
            return (name,), interactions
    return None


def _is_exchange(value: JSON) -> bool:
    return type(value) is dict and type(value.get(REQUEST)) is dict and type(value.get(RESPONSE)) is dict


def _is_nock(value: JSON) -> bool:
    return type(value) is dict and value.keys() >= {"scope", "method", "path", "status", "response"}


def _exchange(location: Location, exchange: JSON) -> Iterator[Body]:
    if type(exchange) is not dict:
        return
    if _is_nock(exchange):
        method, url = str(exchange["method"]).upper(), f"{exchange['scope']}{exchange['path']}"
        if "body" in exchange:
            yield from _body(REQUEST, method, url, None, (*location, "body"), exchange["body"])
        yield from _body(RESPONSE, method, url, _status(exchange), (*location, "response"), exchange["response"])
        return
    request = exchange.get(REQUEST)
    if type(request) is not dict:
        return
    method = str(request.get("method", "")).lstrip(":").upper()
    url = str(request.get("uri") or request.get("url") or "")
    for side in (REQUEST, RESPONSE):
        message = exchange.get(side)
        if type(message) is dict:
            status = None if side == REQUEST else _status(message)
            for path, content in _contents(message):
                # An archive holds the content before it was packed, whatever its headers say.
                coding = "" if path[-1] == "text" else _header(message, "content-encoding")
                yield from _body(side, method, url, status, (*location, side, *path), content, coding, _media_type(message))


def _body(
    side: str, method: str, url: str, status: int | None, location: Location, content: JSON, coding: str = "", media: str = ""
) -> Iterator[Body]:
    content, unreadable = _unpacked(_written_out(content), coding)
    if type(content) is list:
        unreadable = "it was not recorded here as text"
    elif operations.is_form(media):
        unreadable = "it is a form"
    yield Body(side, method, url, status, location, content, unreadable)


def without_placeholders(text: str) -> str:
    """Return a JSON text in which each placeholder outside a text is replaced by a text of the same length."""
    return _PLACEHOLDER.sub(lambda match: match[0] if match[0].startswith('"') else f'"{HIDDEN * (len(match[0]) - 2)}"', text)


def is_placeholder(value: JSON) -> bool:
    """Return whether a value is a placeholder that a recorder put there: ``"<EMAIL>"``, or ``<ID>`` without quotes."""
    return type(value) is str and (_HIDDEN.fullmatch(value) is not None or (bool(value) and not value.strip(HIDDEN)))


def _written_out(content: JSON) -> JSON:
    """Return the bytes of a body that was recorded as an object, or any other body unchanged.

    vcrpy records Python objects (a file in memory, an iterator over chunks), nock records chunks in hexadecimal digits.
    """
    if type(content) is list and content and all(type(chunk) is str and _HEXADECIMAL.fullmatch(chunk) for chunk in content):
        return bytes.fromhex("".join(content))
    if type(content) is dict and content.keys() & {"args", "state"}:
        state, args = content.get("state"), content.get("args")
        chunks = state[:1] if type(state) is list else args[0] if type(args) is list and args else None
        if type(chunks) is list and all(isinstance(chunk, str | bytes) for chunk in chunks):
            return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
        return []
    return content


def _contents(message: dict[str, JSON]) -> Iterator[tuple[Location, JSON]]:
    """Yield the body, if there is one, from the first of the places that recorders use for it.

    An empty text in an archive is not a body: the recorder may have left it out.
    """
    for name in ("body", "content", "postData"):
        body = message.get(name)
        if type(body) is not dict:
            if body is not None:
                yield (name,), body
                return
            continue
        if "_file" in body:
            yield (name,), [body["_file"]]
            return
        for inner in ("string", "base64_string", "text"):
            text = body.get(inner)
            if isinstance(text, str | bytes) and (text or inner != "text"):
                packed = inner == "base64_string" or (inner == "text" and body.get("encoding") == "base64")
                yield (name, inner), _decoded(text) if packed else text
                return
        if name == "body" and not body.keys() & {"string", "base64_string", "encoding"}:
            yield (name,), body
            return


def _decoded(text: str | bytes) -> str | bytes:
    """Return the bytes of base64, or of a JSON array of base64 as Polly writes it; any other text unchanged."""
    try:
        chunks = json.loads(text) if text[:1] in ("[", b"[") else [text]
        return b"".join(map(base64.b64decode, chunks))
    except (RecursionError, TypeError, ValueError):
        return text


def _status(response: dict[str, JSON]) -> int | None:
    status = response.get("status", response.get("status_code"))
    if type(status) is dict:
        status = status.get("code")
    match = _STATUS.search(str(status))
    return int(match[0]) if match else None


def _media_type(message: dict[str, JSON]) -> str:
    data = message.get("postData")
    return str(data.get("mimeType", "")).lower() if type(data) is dict else _header(message, "content-type")


def _header(message: dict[str, JSON], name: str) -> str:
    """Return a header in lower case. Headers are a mapping to values or lists of values, or a list of names with values."""
    headers = message.get("headers")
    pairs: list[tuple[JSON, JSON]] = []
    if type(headers) is dict:
        pairs = list(headers.items())
    elif type(headers) is list:
        pairs = [(one.get("name"), one.get("value")) for one in headers if type(one) is dict]
    for key, value in pairs:
        if str(key).lower() == name:
            return str(value[0] if type(value) is list and value else value).lower()
    return ""


def _unpacked(content: JSON, coding: str) -> tuple[JSON, str]:
    """Return a body as it was before it was packed, and the reason why it cannot be read, or an empty text."""
    data = content
    if type(content) is str and content.startswith("\x1f\x8b"):  # bytes that were written as Latin-1 characters
        try:
            data = content.encode("latin-1")
        except UnicodeEncodeError:
            return content, ""
    if type(data) is not bytes:
        return content, ""
    if not data.startswith(_GZIP) and "deflate" not in coding:
        unknown = next((one for one in ("br", "compress", "zstd") if one in re.split("[ ,]+", coding)), None)
        return data, "" if unknown is None else f"its coding ({unknown}) is not known"
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            unpacked = unpacker.decompress(data, max(MIN_LIMIT, MAX_RATIO * len(data)))
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            return b"", TOO_LARGE
        return (unpacked, "") if unpacker.eof else (data, "")  # A body that was cut off is not JSON.
    return data, ""
