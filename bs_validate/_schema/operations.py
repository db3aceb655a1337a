"""Operations: what a method and a URL stand for, read off ``schemas/openapi.json``."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bs_validate._schema.catalog import Catalog
from bs_validate.exceptions import UnknownOperation
from bs_validate.report import FieldError

FILE = "openapi.json"
#: What the paths of the table follow in a URL, whatever the host and what stands before.
_BASE = "/api/v3"
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_SINGULAR = "x-singular-path"
_DIGITS = re.compile("[0-9]{1,9}")


_COLLECTION = re.compile("[a-z_]{1,40}")

#: Media types whose bodies are no JSON and are not meant to be.
_FORMS = ("application/x-www-form-urlencoded", "multipart/")


class Operation(NamedTuple):
    """A documented operation: its method, its path as a template, and the schemas of its bodies by name.

    ``request`` is None where no body is due; ``responses`` has each documented status, with None where no body is due.
    """

    id: str
    method: str
    path: str
    request: str | None
    responses: Mapping[int, str | None]
    pattern: re.Pattern[str]
    singular: re.Pattern[str] | None

    def __str__(self) -> str:
        """Show method and path."""
        return f"{self.method} {self.path}"


class Call(NamedTuple):
    """An operation as it is called: whether by its path in the singular, and which fields of each resource are asked for.

    ``fields`` is None where all are.
    """

    operation: Operation
    is_singular: bool
    fields: frozenset[str] | None


def operations(catalog: Catalog) -> tuple[Operation, ...]:
    """Return the operations whose schemas a catalogue has. Raises ``InvalidSchema`` when the table cannot be read."""
    found = tuple(_operations(catalog.source(FILE), frozenset(catalog.names)))
    collections = {_collection(one) for one in found if one.request is not None or any(one.responses.values())}
    return tuple(one for one in found if _collection(one) in collections)  # one without bodies goes with the others


def call(known: Iterable[Operation], method: str, url: str) -> Call:
    """Return the call that a method and a URL are.

    The URL may be absolute or a path; whatever stands before ``/api/v3/`` does not matter. Raises ``UnknownOperation``.
    """
    known = tuple(known)
    found = find(known, method, url)
    if found is None:
        raise UnknownOperation(_shown(method, url), map(str, known))
    return found


def _shown(method: object, url: object) -> str:
    """Return a call that nobody documented as it may be shown: what follows a collection may be somebody's name or number."""
    verb = method.upper() if type(method) is str and method.lower() in _METHODS else "…"
    parts = _path(url) if isinstance(url, str) else None
    if parts is None:
        return f"{verb} …"
    collection, *rest = parts[0].split("/")[1:]
    return f"{verb} /{collection if _COLLECTION.fullmatch(collection) else '…'}{'/…' if rest else ''}"


def find(known: Iterable[Operation], method: str, url: str) -> Call | None:
    """Return the call that a method and a URL are, or None when they are no documented operation."""
    parts = _path(url) if isinstance(url, str) and isinstance(method, str) else None
    if parts is None:
        return None
    path, query = parts
    for operation in known:
        if operation.method != method.upper():
            continue
        is_singular = operation.singular is not None and operation.singular.fullmatch(path) is not None
        if is_singular or operation.pattern.fullmatch(path):
            return Call(operation, is_singular, _fields(query, operation))
    return None


def asked_for(found: Iterable[FieldError], fields: frozenset[str] | None) -> tuple[FieldError, ...]:
    """Return the errors or warnings of a response without the fields that are missing because nobody asked for them."""
    if fields is None:
        return tuple(found)
    missing = ("required", "absent")
    return tuple(one for one in found if one.code not in missing or len(one.location) < 3 or one.location[2] in fields)


def is_form(media_type: str) -> bool:
    """Say whether a body of a media type, in lower case, is a form, which is not looked at."""
    return media_type.startswith(_FORMS)


def _operations(document: Mapping[str, Any], names: frozenset[str]) -> Iterator[Operation]:
    for path, item in document.get("paths", {}).items():
        for method in _METHODS:
            if method not in item:
                continue
            entry = item[method]
            request = _schema(_resolved(document, entry.get("requestBody", {})))
            responses = {int(status): _schema(_resolved(document, one)) for status, one in entry["responses"].items()}
            needed = {name for name in (request, *responses.values()) if name is not None and "." in name}
            if needed <= names:
                singular = entry.get(_SINGULAR)
                yield Operation(
                    entry["operationId"],
                    method.upper(),
                    path,
                    request,
                    responses,
                    _pattern(path),
                    None if singular is None else _pattern(singular),
                )


def _collection(operation: Operation) -> str:
    return operation.path.split("/")[1]


def _resolved(document: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into the table's own components."""
    found: Any = document
    for part in entry.get("$ref", "").split("/")[1:]:
        found = found[part]
    return entry if "$ref" not in entry else found


def _schema(entry: Mapping[str, Any]) -> str | None:
    """Return the name of the schema that a body refers to: its file without the ending."""
    for media in entry.get("content", {}).values():
        return str(media["schema"]["$ref"]).removesuffix(".json")
    return None


def status_number(status: object) -> int | None:
    """Return a status as a number, be it one of Python's ``HTTPStatus``, or digits; None for what is none."""
    # Answered by the built-in itself: a subclass may lie.
    if isinstance(status, int) and type(status) is not bool:
        return int.__index__(status)
    digits = str.__str__(status) if isinstance(status, str) else ""
    return int(digits) if _DIGITS.fullmatch(digits) else None


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(path)))


def _path(url: str) -> tuple[str, str] | None:
    """Return the path after the base, without ending, and the query; None for what is no URL of the API."""
    from urllib.parse import unquote, urlsplit  # slow to import, and of no use to a file of fixtures

    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    before, found, path = parts.path.rpartition(f"{_BASE}/")
    del before
    return (f"/{unquote(path).removesuffix('.json').strip('/')}", parts.query) if found else None


def _fields(query: str, operation: Operation) -> frozenset[str] | None:
    from urllib.parse import parse_qsl

    names = ("fields", "fields[]", f"fields[{_collection(operation)}]")
    asked = [value for name, value in parse_qsl(query) if name in names] if query else []
    return frozenset(field.strip() for value in asked for field in value.split(",")) or None
