"""Read collections of Postman: 2.0 and 2.1 in JSON, and the YAML files of version 3, each with a request or an example."""

from collections.abc import Iterator, Mapping
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, header, status
from bs_validate.lint.readers.recordings.collected import NO_VARIABLES, Request, listed, mapping, nested, text, variables

JSON = Any

_KINDS = ("http-request", "http-example")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a collection in its order, or None for any other document."""
    if type(document) is not dict:
        return None
    if document.get("$kind") in _KINDS:
        return _file(document)
    inside: Location = ("collection",) if type(document.get("collection")) is dict else ()
    collection = mapping(document["collection"]) if inside else document
    if type(collection.get("info")) is not dict or type(collection.get("item")) is not list:
        return None
    known = variables(collection.get("variable"))
    items = nested(collection["item"], (*inside, "item"), "item")
    return (body for location, item in items for body in _item(location, item, known))


def _item(location: Location, item: dict[str, JSON], known: Mapping[str, str]) -> Iterator[Body]:
    if item.get(REQUEST) is None:
        return
    own = (*location, REQUEST)
    request = _asked(own, item[REQUEST], known)
    yield from request.exchanged(own, _sent(request, own, item[REQUEST]))
    for where, saved in listed(item.get(RESPONSE), (*location, RESPONSE)):
        at, asked = own, item[REQUEST]
        if saved.get("originalRequest"):
            at, asked = (*where, "originalRequest"), saved["originalRequest"]
        request, code = _asked(at, asked, known), status(saved.get("code"))
        sent = () if at == own else _sent(request, at, asked)
        received = request.body(RESPONSE, (*where, "body"), saved.get("body"), status=code)
        yield from request.exchanged(where, (*sent, *received), code, (*where, "code"))


def _asked(location: Location, request: JSON, known: Mapping[str, str]) -> Request:
    """Return a request, which may be only an address."""
    if type(request) is not dict:
        return Request("GET", text(request), known, location)
    url: JSON = request.get("url")
    inside = ("raw" if text(url.get("raw")) else "path",) if type(url) is dict else ()
    return Request(text(request.get("method")) or "GET", _url(url), known, (*location, "url", *inside))


def _sent(request: Request, location: Location, asked: JSON) -> Iterator[Body]:
    sent = mapping(mapping(asked).get("body"))
    if sent.get("mode", "raw") == "raw" and sent.get("disabled") is not True:
        media = _header(mapping(asked).get("header"), "content-type")
        yield from request.body(REQUEST, (*location, "body", "raw"), sent.get("raw"), media=media)


def _header(headers: JSON, name: str) -> str:
    """Return a header in lower case. The headers are a list, or a text with one on each line."""
    if type(headers) is str:
        headers = dict(line.split(": ", 1) for line in headers.splitlines() if ": " in line)
    return header(headers, name)


def _url(url: JSON) -> str:
    """Return an address, which is a text, or an object whose text may be missing."""
    if type(url) is not dict:
        return text(url)
    if text(url.get("raw")):
        return str(url["raw"])
    server, path = _joined(url.get("host"), "."), _joined(url.get("path"), "/")
    asked = [one for _, one in listed(url.get("query"), ()) if one.get("disabled") is not True]
    query = "&".join(f"{one.get('key')}={one.get('value')}" for one in asked)
    return f"{server}/{path.removeprefix('/')}" + (query and f"?{query}")


def _joined(parts: JSON, separator: str) -> str:
    if type(parts) is not list:
        return text(parts)
    return separator.join(text(one.get("value")) if type(one) is dict else text(one) for one in parts)


def _file(document: dict[str, JSON]) -> Iterator[Body]:
    """Yield the bodies of a file of version 3."""
    if document["$kind"] == "http-request":
        request = _asked((), document, NO_VARIABLES)
        yield from request.exchanged((), _message((), document, request, REQUEST, None))
        return
    asked, answered = mapping(document.get(REQUEST)), mapping(document.get(RESPONSE))
    request, code = _asked((REQUEST,), asked, NO_VARIABLES), status(answered.get("statusCode"))
    sent = _message((REQUEST,), asked, request, REQUEST, None)
    received = _message((RESPONSE,), answered, request, RESPONSE, code)
    yield from request.exchanged((), (*sent, *received), code, (RESPONSE, "statusCode"))


def _message(location: Location, message: dict[str, JSON], request: Request, side: str, code: int | None) -> Iterator[Body]:
    body = mapping(message.get("body"))
    if body.get("type", "json") in ("json", "text", "raw"):
        yield from request.body(side, (*location, "body", "content"), body.get("content"), status=code)
