"""Read simulations of Hoverfly: pairs of a request matcher and a response."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings import patterns
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, Stored, header, status
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text

JSON = Any

# The name of a matcher stands beside its value since version 5, and was the key of the value before.
_EXACT = ("exact", "exactMatch")
_WHOLE = ("json", "jsonMatch", *_EXACT)
_PARTIAL = ("jsonPartial", "jsonpartial")
_PATTERNS = {
    "glob": patterns.of_glob,
    "globMatch": patterns.of_glob,
    "regex": patterns.of_expression,
    "regexMatch": patterns.of_expression,
}


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a simulation in its order, or None for any other document."""
    data = document.get("data") if type(document) is dict else None
    if type(data) is not dict or type(data.get("pairs")) is not list:
        return None
    return (body for location, one in listed(data["pairs"], ("data", "pairs")) for body in _pair(location, one))


def _pair(location: Location, pair: dict[str, JSON]) -> Iterator[Body]:
    requested, answered = mapping(pair.get(REQUEST)), mapping(pair.get(RESPONSE))
    # A pair without a method answers to all of them.
    method, path = _exact(requested.get("method")) or "GET", _path(requested.get("path"))
    queries = mapping(requested.get("query")).items()
    query = "&".join(f"{name}={_exact(one)}" for name, one in queries) or _exact(requested.get("query"))
    request = Request(method, f"{path}?{query}" if query else path, url_at=(*location, REQUEST, "path"))
    code = status(answered.get("status"))
    found = chain(_sent(request, location, requested), _received(request, location, answered, code))
    yield from request.exchanged(location, found, code, (*location, RESPONSE, "status"))


def _sent(request: Request, location: Location, requested: dict[str, JSON]) -> Iterator[Body]:
    for where, content, is_partial in _matched(requested.get("body"), (*location, REQUEST, "body")):
        yield from request.body(REQUEST, where, content, is_partial=is_partial)


def _received(request: Request, location: Location, answered: dict[str, JSON], code: int | None) -> Iterator[Body]:
    content, unreadable = answered.get("body"), ""
    where = (*location, RESPONSE, "body")
    if content in (None, "") and text(answered.get("bodyFile")):
        content, where = Stored(answered["bodyFile"]), (*location, RESPONSE, "bodyFile")
    elif answered.get("encodedBody") is True:
        content, unreadable = unpacked(from_base64(text(content)), header(answered.get("headers"), "content-encoding"))
    yield from request.body(RESPONSE, where, content, status=code, unreadable=unreadable)


def _path(matchers: JSON) -> str:
    """Return a path that is compared exactly, or one that a glob or a plain regular expression matches."""
    exact = _exact(matchers)
    if exact:
        return exact
    keyed = [{"matcher": name, "value": value} for name, value in mapping(matchers).items()]
    for _, one in listed(keyed or matchers, ()):
        make = _PATTERNS.get(text(one.get("matcher")))
        if make is not None:
            return make(text(one.get("value")))
    return ""


def _exact(matchers: JSON) -> str:
    return next((text(content) for _, content, is_partial in _matched(matchers, ()) if not is_partial), "")


def _matched(matchers: JSON, location: Location) -> Iterator[tuple[Location, JSON, bool]]:
    """Yield the values with which a part of a request is compared, and whether it may have more than those."""
    if type(matchers) is str:
        yield location, matchers, False
    elif type(matchers) is dict:
        yield from (((*location, name), matchers[name], False) for name in _WHOLE if name in matchers)
    for where, one in listed(matchers, location):
        if one.get("matcher") in (*_WHOLE, *_PARTIAL):
            yield (*where, "value"), one.get("value"), one["matcher"] in _PARTIAL
