"""Read collections that Bruno exports, with all requests in one JSON file."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, status
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, nested, text, variables

JSON = Any

_TYPES = ("folder", "graphql", "graphql-request", "grpc", "http", "http-request", "ws")
#: The kinds of bodies that are read. The content of each is under its own name.
_MODES = ("json", "text")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a collection in its order, or None for any other document."""
    items = document.get("items") if type(document) is dict else None
    if type(items) is not list or not items or not all(mapping(one).get("type") in _TYPES for one in items):
        return None
    known = _variables(document)
    return (body for location, item in nested(items, ("items",), "items") for body in _item(location, item, known))


def _variables(collection: dict[str, JSON]) -> dict[str, str]:
    """Return the variables of a collection, which are those of its environments and those for all requests."""
    lists = [one.get("variables") for _, one in listed(collection.get("environments"), ())]
    lists.append(_sent_with(mapping(mapping(collection.get("root")).get(REQUEST))))
    return {name: value for one in lists for name, value in variables(one, "name").items()}


def _sent_with(request: dict[str, JSON]) -> JSON:
    return mapping(request.get("vars")).get("req")


def _item(location: Location, item: dict[str, JSON], outer: Mapping[str, str]) -> Iterator[Body]:
    own = mapping(item.get(REQUEST))
    if not own:
        return
    known = {**outer, **variables(_sent_with(own), "name")}
    where = (*location, REQUEST)
    request = _asked(own, known, where)
    yield from request.exchanged(where, _sent(request, where, own))
    for at, example in listed(item.get("examples"), (*location, "examples")):
        asked, answered = mapping(example.get(REQUEST)), mapping(example.get(RESPONSE))
        code = status(answered.get("status"))
        request = _asked({**own, **asked}, known, (*at, REQUEST) if "url" in asked else where)
        content = mapping(answered.get("body")).get("content")
        received = request.body(RESPONSE, (*at, RESPONSE, "body", "content"), content, status=code)
        found = chain(_sent(request, (*at, REQUEST), asked), received)
        yield from request.exchanged(at, found, code, (*at, RESPONSE, "status"))


def _asked(request: dict[str, JSON], known: Mapping[str, str], location: Location) -> Request:
    return Request(text(request.get("method")) or "GET", text(request.get("url")), known, (*location, "url"))


def _sent(request: Request, location: Location, asked: dict[str, JSON]) -> Iterator[Body]:
    sent = mapping(asked.get("body"))
    mode = sent.get("mode")
    if mode in _MODES:
        yield from request.body(REQUEST, (*location, "body", mode), sent.get(mode))
