"""Read the routes of Mockoon: the responses of an API, in a file for each environment, or in an export of an old version."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import NOT_JSON, RESPONSE, Body, Stored, status
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of an environment, or of an export, in its order, or None for any other document."""
    if type(document) is not dict:
        return None
    if _is_environment(document):
        return _environment((), document)
    found = _exported(document)
    return None if found is None else (body for location, one in found for body in _environment(location, one))


def _is_environment(value: dict[str, JSON]) -> bool:
    return type(value.get("routes")) is list and type(value.get("endpointPrefix")) is str


def _exported(document: dict[str, JSON]) -> list[tuple[Location, dict[str, JSON]]] | None:
    """Return what a version before 1.18 exported, with locations, or None for any other document.

    Version 1.4 put one environment or a list of them into an envelope; later ones put each environment or route into its own.
    """
    data = document.get("data")
    if document.get("id") == "mockoon_export":
        return list(listed(data, ("data",))) if type(data) is list else [(("data",), mapping(data))]
    if text(document.get("source")).startswith("mockoon:"):
        return [((*where, "item"), mapping(one.get("item"))) for where, one in listed(data, ("data",))]
    return None


def _environment(location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    """Yield the bodies of an environment, or of a route that was exported alone."""
    if not _is_environment(one):
        yield from _route(location, one, "")
        return
    prefix = one["endpointPrefix"].strip("/")
    for where, route in listed(one["routes"], (*location, "routes")):
        yield from _route(where, route, prefix)


def _route(location: Location, route: dict[str, JSON], prefix: str) -> Iterator[Body]:
    method = text(route.get("method"))
    path = "/".join(("", *filter(None, (prefix, text(route.get("endpoint")).strip("/")))))
    request = Request("GET" if method in ("", "all") else method, path, url_at=(*location, "endpoint"))
    # A route of version 1.4 has one response, whose parts are in the route itself.
    responses = listed(route["responses"], (*location, "responses")) if "responses" in route else iter([(location, route)])
    for where, one in responses:
        code = status(one.get("statusCode"))
        yield from request.exchanged(where, _received(request, where, one, code), code, (*where, "statusCode"))


def _received(request: Request, location: Location, answered: dict[str, JSON], code: int | None) -> Iterator[Body]:
    """Yield the body of a response, in the file itself or in another one; data that routes share is not read."""
    # Before bodies had a type, a response with the path of a file was that file.
    kind = answered.get("bodyType", "FILE" if text(answered.get("filePath")) else "INLINE")
    if kind == "FILE" and text(answered.get("filePath")):
        yield from request.body(RESPONSE, (*location, "filePath"), Stored(answered["filePath"]), status=code)
    elif kind == "INLINE":
        content = answered.get("body")
        # A block of a template, such as a loop, is JSON only when the template is filled in.
        unreadable = NOT_JSON if "{{#" in text(content) else ""
        yield from request.body(RESPONSE, (*location, "body"), content, status=code, unreadable=unreadable)
