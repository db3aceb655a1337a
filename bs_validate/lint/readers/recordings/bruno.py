"""Read requests of Bruno in YAML, each in its own file or all in one file."""

from collections.abc import Iterator, Mapping
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, status
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, nested, text, variables

JSON = Any

#: The types of bodies that are not JSON and are not meant to be.
_OTHER_TYPES = ("file", "form-urlencoded", "graphql", "multipart-form", "none", "sparql", "xml")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a request or of a collection in its order, or None for any other document."""
    if type(document) is not dict:
        return None
    if type(document.get("http")) is dict and type(document.get("info")) is dict:
        return _item((), document, {})
    if "opencollection" in document and type(document.get("items")) is list:
        known = _variables(document)
        found = nested(document["items"], ("items",), "items")
        return (body for location, item in found for body in _item(location, item, known))
    return None


def _variables(collection: dict[str, JSON]) -> dict[str, str]:
    """Return the variables of a collection, which are those of its environments and those for all requests."""
    environments = listed(mapping(collection.get("config")).get("environments"), ())
    lists = [one.get("variables") for _, one in environments]
    lists.append(mapping(collection.get(REQUEST)).get("variables"))
    return {name: value for one in lists for name, value in variables(one, "name").items()}


def _item(location: Location, item: dict[str, JSON], outer: Mapping[str, str]) -> Iterator[Body]:
    http = item.get("http")
    if type(http) is not dict:
        return
    known = {**outer, **variables(mapping(item.get("runtime")).get("variables"), "name")}
    own = (*location, "http")
    request = _asked(http, known, (*own, "url"))
    yield from request.exchanged(own, _message(own, http, request, REQUEST, None))
    for where, example in listed(item.get("examples"), (*location, "examples")):
        asked, answered = mapping(example.get(REQUEST)), mapping(example.get(RESPONSE))
        request = _asked({**http, **asked}, known, (*where, REQUEST, "url") if "url" in asked else (*own, "url"))
        code = status(answered.get("status"))
        sent = _message((*where, REQUEST), asked, request, REQUEST, None)
        received = _message((*where, RESPONSE), answered, request, RESPONSE, code)
        yield from request.exchanged(where, (*sent, *received), code, (*where, RESPONSE, "status"))


def _asked(http: Mapping[str, JSON], known: Mapping[str, str], location: Location) -> Request:
    return Request(text(http.get("method")) or "GET", text(http.get("url")), known, location)


def _message(location: Location, message: dict[str, JSON], request: Request, side: str, code: int | None) -> Iterator[Body]:
    """Yield the body of a message, or all its variants, from which a user chooses."""
    if type(message.get("body")) is list:
        variants = [((*where, "body"), one.get("body")) for where, one in listed(message["body"], (*location, "body"))]
    else:
        variants = [((*location, "body"), message.get("body"))]
    for where, body in variants:
        if type(body) is dict and body.get("type") not in _OTHER_TYPES:
            yield from request.body(side, (*where, "data"), body.get("data"), status=code)
