"""Find the documented operation that a method and a URL stand for, using ``schemas/openapi.json``."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bs_validate._schema import table
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.table import Operation
from bs_validate.exceptions import UnknownOperation
from bs_validate.report import FieldError

#: The part of a URL that the paths of the table follow, after any host and prefix.
BASE = "/api/v3"
_DIGITS = re.compile("[0-9]{1,9}")
_SLASHES = re.compile("/{2,}")
_COLLECTION = re.compile("[a-z_]{1,40}")
#: A word in a path where an identifier is due, such as ``search``: it is the name of another operation.
_WORD = re.compile("[a-z]+(?:[_-][a-z]+)*")

#: Media types whose bodies are not JSON and are not meant to be.
_FORMS = ("application/x-www-form-urlencoded", "multipart/")


class Call(NamedTuple):
    """A call of an operation: whether its path is in the singular, whether its method is documented, and its values.

    ``fields`` are the fields of each resource that the call asks for, or None if it asks for all. ``path`` and ``query`` have the
    parameters by name, as text.
    """

    operation: Operation
    is_singular: bool
    fields: frozenset[str] | None
    is_undocumented: bool
    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]


def operations(catalog: Catalog) -> tuple[Operation, ...]:
    """Return the operations whose schemas are in a catalogue. Raises ``InvalidSchema`` if the table cannot be read."""
    found = tuple(table.operations(catalog.source(table.FILE), frozenset(catalog.names)))
    collections = {_collection(one) for one in found if one.request is not None or any(one.responses.values())}
    return tuple(one for one in found if _collection(one) in collections)  # an operation without bodies has no schemas of its own


def call(known: Iterable[Operation], method: str, url: str) -> Call:
    """Return the call that a method and a URL stand for.

    The URL may be absolute or a path; anything before ``/api/v3/`` is ignored. Raises ``UnknownOperation``.
    """
    known = tuple(known)
    found = find(known, method, url)
    if found is None:
        raise UnknownOperation(_shown(method, url), map(str, known))
    return found


def _shown(method: object, url: object) -> str:
    """Return an undocumented call without the parts after the collection, which may be a person's name or number."""
    verb = method.upper() if type(method) is str and method.lower() in table.METHODS else "…"
    parts = _path(url) if isinstance(url, str) else None
    if parts is None:
        return f"{verb} …"
    collection, *rest = parts[0].split("/")[1:]
    return f"{verb} /{collection if _COLLECTION.fullmatch(collection) else '…'}{'/…' if rest else ''}"


def find(known: Iterable[Operation], method: str, url: str) -> Call | None:
    """Return the call that a method and a URL stand for, or None if they belong to no documented operation."""
    parts = _path(url) if isinstance(url, str) and isinstance(method, str) else None
    if parts is None:
        return None
    path, query = parts
    verb = method.upper()
    for operation in known:
        is_undocumented = verb in operation.other_methods
        if operation.method != verb and not is_undocumented:
            continue
        singular = None if operation.singular is None else operation.singular.fullmatch(path)
        match = singular or operation.pattern.fullmatch(path)
        if match:
            values = _query(query)
            fields = _fields(values, operation)
            return Call(operation, singular is not None, fields, is_undocumented, _path_values(operation, match), values)
    return None


#: Methods that browsers and caches use by themselves.
_OF_BROWSERS = frozenset({"HEAD", "OPTIONS"})


def undocumented(known: Iterable[Operation], method: str, url: str) -> str | None:
    """Return the name of an undocumented call on a documented collection, such as ``DELETE /hosts/{host_id}``.

    A word in place of an identifier is not shown, as in ``GET /contacts/…``. Returns None for a documented call, for a call of
    another collection, and for methods that browsers and caches use by themselves.
    """
    known = tuple(known)
    parts = _path(url)
    verb = method.upper()
    if parts is None or verb in _OF_BROWSERS:
        return None
    found = find(known, method, url)
    if found is not None:
        return _shown(method, url) if names_another(found) else None
    same_path = next((one for one in known if (match := one.pattern.fullmatch(parts[0])) and not _has_word(match.groups())), None)
    if same_path is not None and method.lower() in table.METHODS:
        return f"{verb} {same_path.path}"
    collections = {
        pattern.pattern.split("/")[1] for one in known for pattern in (one.pattern, one.singular) if pattern is not None
    }
    return _shown(method, url) if parts[0].split("/")[1] in collections else None


def names_another(call: Call) -> bool:
    """Return whether a call has a word where an identifier is due, as ``GET /contacts/search`` has: another operation."""
    return _has_word(call.path.values())


def _has_word(values: Iterable[str]) -> bool:
    return any(map(_WORD.fullmatch, values))


def _path_values(operation: Operation, match: re.Match[str]) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(re.findall(r"\{(.*?)\}", operation.path), match.groups(), strict=True)))


def asked_for(found: Iterable[FieldError], fields: frozenset[str] | None) -> tuple[FieldError, ...]:
    """Return the errors or warnings of a response, without those about missing fields that the call did not ask for."""
    if fields is None:
        return tuple(found)
    missing = ("required", "absent")
    return tuple(one for one in found if one.code not in missing or len(one.location) < 3 or one.location[2] in fields)


def is_form(media_type: str) -> bool:
    """Return whether a media type, in lower case, is that of a form, whose body is not checked."""
    return media_type.startswith(_FORMS)


def _collection(operation: Operation) -> str:
    return operation.path.split("/")[1]


def status_number(status: object) -> int | None:
    """Return a status as a number if it is a number, an ``HTTPStatus`` or digits, or None for anything else."""
    # The built-in methods are used, because a subclass may override them.
    if isinstance(status, int) and type(status) is not bool:
        return int.__index__(status)
    digits = str.__str__(status) if isinstance(status, str) else ""
    return int(digits) if _DIGITS.fullmatch(digits) else None


def single_slashes(path: str) -> str:
    """Return a path with one slash in place of several, which is how Rails reads it. Clients join base URLs and paths so."""
    return _SLASHES.sub("/", path) if "//" in path else path


def _path(url: str) -> tuple[str, str] | None:
    """Return the path after the base, without an ending, and the query, or None if the URL is not one of the API."""
    from urllib.parse import unquote, urlsplit  # slow to import, and not needed for a file of fixtures

    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    _, found, path = single_slashes(parts.path).rpartition(f"{BASE}/")
    return (f"/{unquote(path).strip('/').removesuffix('.json')}", parts.query) if found else None


def _query(query: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a query in their order, including empty values."""
    if not query:
        return ()
    from urllib.parse import parse_qsl

    return tuple(parse_qsl(query, keep_blank_values=True))


def _fields(query: Iterable[tuple[str, str]], operation: Operation) -> frozenset[str] | None:
    names = spellings("fields", operation)
    asked = [value for name, value in query if name in names]
    return frozenset(filter(None, (field.strip() for value in asked for field in value.split(",")))) or None


def spellings(parameter: str, operation: Operation) -> tuple[str, ...]:
    """Return the possible names of a parameter with several values: plain, as a list, or for one collection."""
    return (parameter, f"{parameter}[]", f"{parameter}[{_collection(operation)}]")
