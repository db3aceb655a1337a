"""Read stubs of WireMock: one in a file, or many under ``mappings``."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings import patterns
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, Stored, header, status
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, nested, text

JSON = Any

#: The folder of the files that stubs name, seen from the folder of the stubs.
FILES = "../__files"
_SEVERAL = ("hasExactly", "includes")
_URLS = ("url", "urlPath", "urlPathTemplate", "urlPattern", "urlPathPattern")
_RESPONSE_BODIES = ("body", "jsonBody", "base64Body", "bodyFileName")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of one stub, or of all of them in their order, or None for any other document."""
    if type(document) is not dict:
        return None
    if _is_stub(document):
        return _stub((), document)
    stubs = document.get("mappings")
    if type(stubs) is not list or not any(map(_is_stub, stubs)):
        return None
    return (body for location, one in listed(stubs, ("mappings",)) for body in _stub(location, one))


def _is_stub(value: JSON) -> bool:
    requested = mapping(value).get(REQUEST)
    return type(requested) is dict and any(name in requested for name in _URLS) and type(value.get(RESPONSE)) is dict


def _stub(location: Location, stub: dict[str, JSON]) -> Iterator[Body]:
    requested, answered = mapping(stub.get(REQUEST)), mapping(stub.get(RESPONSE))
    url_at = (*location, REQUEST, _url_name(requested) or "")
    request = Request(_method(requested), _url(requested), url_at=url_at)
    code = status(answered.get("status", 200))
    found = chain(_sent(request, location, requested), _received(request, location, answered, code))
    yield from request.exchanged(location, found, code, (*location, RESPONSE, "status"))


def _method(requested: dict[str, JSON]) -> str:
    """Return the method of a stub. One for any method is a ``GET``, or a ``POST`` if it compares bodies."""
    method = text(requested.get("method"))
    return method if method not in ("", "ANY") else "POST" if requested.get("bodyPatterns") else "GET"


def _sent(request: Request, location: Location, requested: dict[str, JSON]) -> Iterator[Body]:
    for where, pattern in nested(requested.get("bodyPatterns"), (*location, REQUEST, "bodyPatterns"), "and"):
        is_partial = pattern.get("ignoreExtraElements") is True
        yield from request.body(REQUEST, (*where, "equalToJson"), pattern.get("equalToJson"), is_partial=is_partial)
        whole = text(pattern.get("equalTo"))
        if whole.lstrip().startswith(("{", "[")):
            yield from request.body(REQUEST, (*where, "equalTo"), whole)


def _received(request: Request, location: Location, answered: dict[str, JSON], code: int | None) -> Iterator[Body]:
    name = next((one for one in _RESPONSE_BODIES if answered.get(one) is not None), None)
    if name is None:
        return
    content: JSON = answered[name]
    unreadable = ""
    if name == "base64Body":
        content, unreadable = unpacked(from_base64(text(content)), header(answered.get("headers"), "content-encoding"))
    elif name == "bodyFileName":
        content = Stored(text(content), FILES)
    yield from request.body(RESPONSE, (*location, RESPONSE, name), content, status=code, unreadable=unreadable)


def _url_name(requested: dict[str, JSON]) -> str | None:
    """Return the name under which a stub has its address, or None if it has none."""
    return next((one for one in _URLS if type(requested.get(one)) is str), None)


def _url(requested: dict[str, JSON]) -> str:
    """Return the address that a stub answers to, with the query that may be beside it."""
    name = _url_name(requested)
    if name is None:
        return ""
    url = str(requested[name])
    url = patterns.of_expression(url) if name.endswith("Pattern") else url
    pairs = [f"{key}={value}" for key, one in mapping(requested.get("queryParameters")).items() for value in _values(one)]
    query = "&".join(pairs)
    return f"{url}?{query}" if query and "?" not in url else url


def _values(matcher: JSON) -> list[str]:
    """Return the values that a parameter is compared with: one, or several in a list."""
    matchers = [mapping(matcher)] + [one for name in _SEVERAL for _, one in listed(mapping(matcher).get(name), ())]
    return [one["equalTo"] for one in matchers if type(one.get("equalTo")) is str]
