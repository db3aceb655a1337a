"""Read cassettes: lists of pairs of a request and a response, as VCR and many similar tools write them.

These are VCR, vcrpy, betamax, go-vcr, php-vcr, R's vcr, ExVCR, OkReplay, EasyVCR, cassetter and vcr-test. They differ in how they
write the status and the body, and in the case of the names.
"""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import (
    NOT_TEXT,
    REQUEST,
    RESPONSE,
    SIDES,
    Body,
    Exchange,
    at_least_one,
    header,
    status,
)
from bs_validate.lint.readers.recordings.coding import from_base64, from_erlang, from_hexadecimal, unpacked

JSON = Any

_LISTS = ("http_interactions", "interactions")
_STATUS = ("status", "status_code", "statuscode", "code")
_HEADERS = ("headers", "contentheaders", "requestheaders", "responseheaders")
#: The names of bodies. ``parsed_body`` is written by serializers of vcrpy that decode JSON, ``request_body`` by ExVCR.
_BODIES = ("parsed_body", "body", "content", "request_body")
#: The names in a body that have its content, and whether it is in base64.
_CONTENTS = {"string": False, "base64_string": True, "raw_gzip": True, "text": False}


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a cassette in its order, or None for any other document."""
    found = _exchanges(document)
    if found is None:
        return None
    location, exchanges = found
    return (body for index, one in enumerate(exchanges) for body in _exchange((*location, index), one))


def _exchanges(document: JSON) -> tuple[Location, list[JSON]] | None:
    if type(document) is list:
        return ((), document) if document and all(map(_is_exchange, document)) else None
    if type(document) is not dict:
        return None
    for name in _LISTS:
        interactions = document.get(name)
        if type(interactions) is list and (name == "http_interactions" or all(map(_is_exchange, interactions))):
            return (name,), interactions
    return None


def _is_exchange(value: JSON) -> bool:
    """Return whether a value is an exchange. A failed exchange has no response."""
    (_, request), (_, response) = _member(value, REQUEST), _member(value, RESPONSE)
    return type(request) is dict and (type(response) is dict or (response is None and _member(request, "method")[0] != ""))


def _member(holder: JSON, *names: str) -> tuple[str, JSON]:
    """Return the first of some members that an object has, with its name as it is written, in any case; None if it has none."""
    if type(holder) is dict:
        for name in names:
            if name in holder:
                return name, holder[name]
        written = {str(key).lower(): key for key in holder}
        for name in names:
            if name in written:
                return written[name], holder[written[name]]
    return "", None


def _exchange(location: Location, pair: JSON) -> Iterator[Body]:
    name, request = _member(pair, REQUEST)
    if type(request) is not dict:
        return
    method = str(_member(request, "method")[1] or "GET").lstrip(":").upper()
    url_name, url = _url(request)
    answered_name, answered = _member(pair, RESPONSE)
    code, code_at = _status(answered)
    exchange = Exchange(method, url, code, (*location, name, url_name), (*location, answered_name, *code_at))
    yield from at_least_one(exchange, location, _messages(exchange, location, pair))


def _url(request: dict[str, JSON]) -> tuple[str, str]:
    """Return the name under which a request has its address, and the address. Before vcrpy 1, it was in parts."""
    name, url = _member(request, "uri", "url")
    if not name and "host" in request and "path" in request:
        return "path", f"{request.get('protocol')}://{request['host']}:{request.get('port')}{request['path']}"
    return name, str(url or "")


def _messages(exchange: Exchange, location: Location, pair: JSON) -> Iterator[Body]:
    for side in SIDES:
        name, message = _member(pair, side)
        if type(message) is dict:
            yield from _bodies(exchange, side, (*location, name), message)


def _status(response: JSON) -> tuple[int | None, Location]:
    """Return the status of a response, which is a number, a text, or an object with both; and its location in the response."""
    for one in _STATUS:
        name, found = _member(response, one)
        inner, code = _member(found, "code", "status_code") if type(found) is dict else ("", found)
        number = status(code)
        if number is not None:
            return number, (name, inner) if inner else (name,)
    return None, ()


def _bodies(exchange: Exchange, side: str, location: Location, message: dict[str, JSON]) -> Iterator[Body]:
    """Yield the body of a message, if there is one: the first that is not empty."""
    found = [(name, body) for name, body in (_member(message, one) for one in _BODIES) if body is not None]
    if not found:
        return
    name, body = next((one for one in found if one[1] not in ("", {})), found[0])
    coding = _header(message, "content-encoding")
    if _member(message, "binary")[1] is True and type(body) is str:
        body = from_erlang(from_base64(body))
    elif coding and type(body) is str:
        body = _of_vcr_test(body)
    for path, content in _contents(body):
        decoded, unreadable = _unpacked(path, content, coding)
        if type(decoded) is list or (type(body) is dict and _is_path(body)):
            unreadable = NOT_TEXT
        length = "" if coding else _header(message, "content-length")
        media = _header(message, "content-type")
        one = exchange.body(side, (*location, name, *path), decoded, unreadable, media, length)
        yield one._replace(yaml="1.2") if _is_of_cassetter(body) else one


def _unpacked(path: Location, content: JSON, coding: str) -> tuple[JSON, str]:
    """Return a content as it was before it was packed, and the reason why it cannot be read, or an empty text.

    R's vcr packs raw bytes itself, in the format of zlib, not of gzip. They may have been packed already when it received them.
    """
    if path == ("raw_gzip",):
        content, unreadable = unpacked(content, "deflate")
        if unreadable:
            return content, unreadable
    return unpacked(content, coding)


def _of_vcr_test(text: str) -> str | bytes:
    """Return the JSON in base64, or another text unchanged.

    vcr-test writes the unpacked bytes of a packed answer in base64, and nothing in the cassette says so.
    """
    decoded = from_base64(text)
    return decoded if type(decoded) is bytes and decoded.lstrip()[:1] in (b"{", b"[") else text


def _header(message: dict[str, JSON], name: str) -> str:
    """Return a header in lower case; EasyVCR for C# has two objects of headers."""
    return next(filter(None, (header(_member(message, one)[1], name) for one in _HEADERS)), "")


def _is_of_cassetter(body: JSON) -> bool:
    return type(body) is dict and body.get("type") in ("none", "json", "text", "binary")


def _is_path(body: dict[str, JSON]) -> bool:
    """Return whether a body of R's vcr is the path of a file that the response was written to."""
    return body.get("file") in (True, "yes", "true")


def _contents(body: JSON) -> Iterator[tuple[Location, JSON]]:
    """Yield the content of a body with its location in the body, if it has one."""
    if type(body) is not dict:
        yield (), body
        return
    if _is_of_cassetter(body):
        if "content" in body:
            content = from_hexadecimal(body["content"]) if body["type"] == "binary" else None
            yield ("content",), body["content"] if content is None else content
        return
    for name, is_base64 in _CONTENTS.items():
        written, text = _member(body, name)
        if isinstance(text, str | bytes) and (text or name != "text"):
            packed = is_base64 or (name == "text" and body.get("encoding") == "base64")
            yield (written,), from_base64(text) if packed else text
            return
    if body.keys() & {"args", "state"}:
        yield (), _written_out(body)
    elif not body.keys() & {*_CONTENTS, "encoding"}:
        yield (), body


def _written_out(content: dict[str, JSON]) -> JSON:
    """Return the bytes of a Python object that vcrpy recorded (a file in memory, an iterator), or an empty list."""
    state, args = content.get("state"), content.get("args")
    chunks = state[:1] if type(state) is list else args[0] if type(args) is list and args else None
    if type(chunks) is list and all(isinstance(chunk, str | bytes) for chunk in chunks):
        return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
    return []
