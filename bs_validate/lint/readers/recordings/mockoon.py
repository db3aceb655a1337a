"""Read the routes of Mockoon: the responses of an API, in a file for each environment."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import NOT_JSON, RESPONSE, Body, Stored, status
from bs_validate.lint.readers.recordings.collected import Request, listed, text

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of an environment in its order, or None for any other document."""
    if type(document) is not dict or type(document.get("routes")) is not list or type(document.get("endpointPrefix")) is not str:
        return None
    prefix = document["endpointPrefix"].strip("/")
    return (body for location, one in listed(document["routes"], ("routes",)) for body in _route(location, one, prefix))


def _route(location: Location, route: dict[str, JSON], prefix: str) -> Iterator[Body]:
    method = text(route.get("method"))
    path = "/".join(("", *filter(None, (prefix, text(route.get("endpoint")).strip("/")))))
    request = Request("GET" if method in ("", "all") else method, path, url_at=(*location, "endpoint"))
    for where, one in listed(route.get("responses"), (*location, "responses")):
        code = status(one.get("statusCode"))
        yield from request.exchanged(where, _received(request, where, one, code), code, (*where, "statusCode"))


def _received(request: Request, location: Location, answered: dict[str, JSON], code: int | None) -> Iterator[Body]:
    """Yield the body of a response, in the file itself or in another one; data that routes share is not read."""
    kind = answered.get("bodyType", "INLINE")
    if kind == "FILE" and text(answered.get("filePath")):
        yield from request.body(RESPONSE, (*location, "filePath"), Stored(answered["filePath"]), status=code)
    elif kind == "INLINE":
        content = answered.get("body")
        # A block of a template, such as a loop, is JSON only when the template is filled in.
        unreadable = NOT_JSON if "{{#" in text(content) else ""
        yield from request.body(RESPONSE, (*location, "body"), content, status=code, unreadable=unreadable)
