"""Read collections of Thunder Client: an export, or the files in which it keeps its requests in a repository."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, Body
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a collection in its order, or None for any other document."""
    if type(document) is list:
        return _requests((), document) if document and all(map(_is_request, document)) else None
    if type(document) is not dict or type(document.get("requests")) is not list:
        return None
    is_export = "Thunder Client" in (document.get("clientName"), document.get("client"))
    return _requests(("requests",), document["requests"]) if is_export or "colName" in document else None


def _is_request(value: JSON) -> bool:
    return type(value) is dict and "colId" in value and "url" in value


def _requests(location: Location, requests: list[JSON]) -> Iterator[Body]:
    for where, one in listed(requests, location):
        request = Request(text(one.get("method")) or "GET", text(one.get("url")), url_at=(*where, "url"))
        yield from request.exchanged(where, _sent(request, where, mapping(one.get("body"))))


def _sent(request: Request, location: Location, sent: dict[str, JSON]) -> Iterator[Body]:
    if sent.get("type", "json") in ("json", "text"):
        yield from request.body(REQUEST, (*location, "body", "raw"), sent.get("raw"))
