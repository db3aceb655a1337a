"""Read collections of Hoppscotch: folders of requests, in a file of one collection or of several."""

from collections.abc import Iterator, Mapping
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, status
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text, variables, with_query

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of the collections in a file, or None for any other document."""
    if type(document) is list:
        return _collections(list(listed(document, ()))) if document and all(map(_is_collection, document)) else None
    return _collections([((), document)]) if _is_collection(document) else None


def _is_collection(value: JSON) -> bool:
    """Return whether a value is a collection: it has a version and requests.

    Other tools also have folders and requests, but without a version. A collection without folders is recognised by the
    addresses of its requests.
    """
    if type(value) is not dict or "v" not in value or type(value.get("requests")) is not list:
        return False
    if "folders" in value:
        return type(value["folders"]) is list
    return all(type(mapping(one).get("endpoint")) is str for one in value["requests"])


def _collections(found: list[tuple[Location, dict[str, JSON]]]) -> Iterator[Body]:
    for location, collection in found:
        yield from _folder(location, collection, _variables(collection))


def _folder(location: Location, folder: dict[str, JSON], known: Mapping[str, str]) -> Iterator[Body]:
    """Yield the bodies of a folder, whose own folders come before its requests in the file."""
    for where, inner in listed(folder.get("folders"), (*location, "folders")):
        yield from _folder(where, inner, known)
    for where, one in listed(folder.get("requests"), (*location, "requests")):
        yield from _request(where, one, known)


def _variables(collection: dict[str, JSON]) -> dict[str, str]:
    """Return the variables of a collection, which have an initial value and may have a current one."""
    initial, current = (variables(collection.get("variables"), value=f"{name}Value") for name in ("initial", "current"))
    return initial | {name: value for name, value in current.items() if value}


def _request(location: Location, one: dict[str, JSON], known: Mapping[str, str]) -> Iterator[Body]:
    request = _asked(location, one, known)
    yield from request.exchanged(location, _sent(request, location, one))
    for name, saved in mapping(one.get("responses")).items():
        where, answered = (*location, "responses", name), mapping(saved)
        inside = (*where, "originalRequest")
        asked, code = mapping(answered.get("originalRequest")) or one, status(answered.get("code"))
        request = _asked(inside if asked is not one else location, asked, known)
        sent = () if asked is one else _sent(request, inside, asked)
        received = request.body(RESPONSE, (*where, "body"), answered.get("body"), status=code)
        yield from request.exchanged(where, (*sent, *received), code, (*where, "code"))


def _asked(location: Location, one: dict[str, JSON], known: Mapping[str, str]) -> Request:
    asked = [each for _, each in listed(one.get("params"), ()) if each.get("active") is not False]
    url = with_query(text(one.get("endpoint")), ((text(each.get("key")), text(each.get("value"))) for each in asked))
    return Request(text(one.get("method")) or "GET", url, known, (*location, "endpoint"))


def _sent(request: Request, location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    sent = mapping(one.get("body"))
    if type(sent.get("body")) is str:  # the fields of a form are a list
        yield from request.body(REQUEST, (*location, "body", "body"), sent["body"], media=text(sent.get("contentType")).lower())
