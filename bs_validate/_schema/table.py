"""Read the documented operations from the table of operations, ``openapi.json``."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bs_validate._instance.location import escaped, pointer
from bs_validate.exceptions import InvalidSchema

JSON = Any

FILE = "openapi.json"
#: The schema of the server's answer with status 422, which does not belong to a resource.
REFUSAL = "unprocessable"

#: The methods of OpenAPI, each a name in a path item.
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_SINGULAR = "x-singular-path"
_UNDOCUMENTED_METHODS = "x-undocumented-methods"
#: The number of a status. OpenAPI also has ``default`` and ranges such as ``4XX``, which are skipped.
_STATUS = re.compile("[1-5][0-9]{2}")
_PLACES = ("path", "query", "header", "cookie")


class Operation(NamedTuple):
    """A documented operation: its method, the template of its path, and the names of the schemas of its bodies.

    ``request`` is None if a request has no body. ``responses`` has the schema for each documented status, or None if there is no
    body. ``parameters`` has the schemas of the parameters by place (``path`` or ``query``) and name. ``other_methods`` are
    undocumented methods that the server treats the same.
    """

    id: str
    method: str
    path: str
    request: str | None
    responses: Mapping[int, str | None]
    pattern: re.Pattern[str]
    singular: re.Pattern[str] | None
    parameters: Mapping[tuple[str, str], Mapping[str, Any]]
    other_methods: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the method and the path."""
        return f"{self.method} {self.path}"


class _At(NamedTuple):
    """A value in the table, and the JSON Pointer that leads to it."""

    value: JSON
    where: str

    def get(self, name: str | int, default: JSON = None) -> "_At":
        """Return a member of an object, or an item of a list."""
        found = self.value[name] if type(name) is int else self.value.get(name, default)
        return _At(found, self.where + pointer((name,)))


def operations(document: Mapping[str, JSON], names: frozenset[str]) -> Iterator[Operation]:
    """Yield the operations whose schemas all have one of the given names.

    Raises ``InvalidSchema``, with the place in the file, if the table is not valid OpenAPI.
    """
    whole = _At(document, "")
    paths = _object(whole.get("paths", {}))
    for path in paths.value:
        item = _object(paths.get(path))
        if not path.startswith("/"):
            raise _refusal(item, "a path must begin with /")
        shared = _parameters(whole, item)
        for method in METHODS:
            if method in item.value:
                found = _operation(whole, path, method, _object(item.get(method)), shared)
                needed = {name for name in (found.request, *found.responses.values()) if name not in (None, REFUSAL)}
                if needed <= names:
                    yield found


def _operation(whole: _At, path: str, method: str, entry: _At, shared: Mapping[tuple[str, str], Mapping[str, JSON]]) -> Operation:
    request = _schema(_resolved(whole, entry.get("requestBody", {})))
    responses = _object(entry.get("responses", {}))
    singular = entry.get(_SINGULAR)
    others = _list(entry.get(_UNDOCUMENTED_METHODS, []))
    return Operation(
        _text(entry.get("operationId", f"{method} {path}")).value,
        method.upper(),
        path,
        request,
        {int(one): _schema(_resolved(whole, responses.get(one))) for one in responses.value if _STATUS.fullmatch(one)},
        _pattern(path),
        None if singular.value is None else _pattern(_text(singular).value),
        MappingProxyType({**shared, **_parameters(whole, entry)}),
        tuple(_text(others.get(index)).value.upper() for index in range(len(others.value))),
    )


def _parameters(whole: _At, entry: _At) -> dict[tuple[str, str], Mapping[str, JSON]]:
    """Return the schemas of parameters by place and name."""
    listed = _list(entry.get("parameters", []))
    found: dict[tuple[str, str], Mapping[str, JSON]] = {}
    for index in range(len(listed.value)):
        one = _resolved(whole, listed.get(index))
        place = one.get("in")
        if place.value not in _PLACES:
            raise _refusal(place, f"must be one of {', '.join(_PLACES)}")
        schema = _object(one.get("schema", {}))
        for rules in (schema, _object(schema.get("items", {}))):
            least = rules.get("minimum", 0)
            if type(least.value) not in (int, float):
                raise _refusal(least, "must be a number")
        found[place.value, _text(one.get("name")).value] = schema.value
    return found


def _resolved(whole: _At, entry: _At) -> _At:
    """Follow a reference into the table's own components."""
    reference = _object(entry).get("$ref")
    if reference.value is None:
        return entry
    if not _text(reference).value.startswith("#/"):
        raise _refusal(reference, "a reference must begin with #/ here")
    found = whole
    for part in reference.value.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if type(found.value) is not dict or name not in found.value:
            raise _refusal(reference, "leads nowhere")
        found = found.get(name)
    return _object(found)


def _schema(entry: _At) -> str | None:
    """Return the name of the schema file that a body refers to, without its ending, or None if it refers to no file."""
    content = _object(entry.get("content", {}))
    for media in content.value:
        reference = _object(_object(content.get(media)).get("schema", {})).get("$ref")
        name = "" if reference.value is None else _text(reference).value
        return name.removesuffix(".json").removeprefix("./") if name.endswith(".json") else None
    return None


def _object(at: _At) -> _At:
    return _checked(at, dict, "must be an object")


def _list(at: _At) -> _At:
    return _checked(at, list, "must be a list")


def _text(at: _At) -> _At:
    return _checked(at, str, "must be text")


def _checked(at: _At, kind: type, why: str) -> _At:
    if type(at.value) is not kind:
        raise _refusal(at, why)
    return at


def _refusal(at: _At, why: str) -> InvalidSchema:
    return InvalidSchema(escaped(f"{FILE}#{at.where}: {why}"))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{.*?\\\}", "([^/]+)", re.escape(path)))
