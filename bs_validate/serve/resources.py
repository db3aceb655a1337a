"""The resources that the mock serves, and how a write becomes the record that the server reads back.

Everything follows from the schemas and from the examples in ``schemas/openapi.json``; no resource has code of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bs_validate._instance.decode import number
from bs_validate._schema import catalog, operations, table
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.table import Operation
from bs_validate._schema.tree import Node
from bs_validate.validator import Validator

JSON = Any
Record = dict[str, JSON]

#: The account that all records belong to.
ACCOUNT = 1
ID, CREATED, UPDATED, LINKS = "id", "created_at", "updated_at", "links"
#: A field that the server makes from other fields, whose values it joins with a space.
_JOINED: Mapping[str, tuple[str, ...]] = {"fullname": ("firstname", "lastname")}


class Resource(NamedTuple):
    """A resource: the name of its collection and envelope, and how a write becomes a read.

    - ``blank``: a record without any written value, with every field of a read.
    - ``times``: the times of a record's creation and its last change, as far as a read has them.
    - ``places``: the fields that a client writes, each with its place in a read (``{"user_id": "links.user"}``).
    - ``templates``: the URL templates of related records, by name, below the base of the API.
    """

    collection: str
    read: str
    blank: Record
    times: tuple[str, ...]
    places: Mapping[str, str]
    templates: Mapping[str, str]


def resources(validator: Validator) -> dict[str, Resource]:
    """Return the resources of the documented operations by collection."""
    found = {}
    for operation in validator.operations:
        read = next((name for name in operation.responses.values() if name in validator.catalog.names), None)
        if read is not None:
            collection = operation.path.split("/")[1]
            writes = [one.request for one in validator.operations if one.request and one.path.split("/")[1] == collection]
            found[collection] = Resource(
                collection,
                read,
                _blank(validator.catalog, read),
                tuple(name for name in (CREATED, UPDATED) if name in catalog.resource(validator.catalog[read]).possible().names),
                {name: place for write in writes for name, place in _places(validator.catalog, write)},
                _templates(validator.catalog, operation),
            )
    return found


def create(resource: Resource, fields: Mapping[str, JSON], now: str, identifier: int) -> Record:
    """Return the record of a new resource."""
    return update(resource, fields, now, {**resource.blank, ID: identifier, **dict.fromkeys(resource.times, now)})


def update(resource: Resource, fields: Mapping[str, JSON], now: str, record: Record) -> Record:
    """Return a record after an update, which replaces the values of the fields that were sent.

    Fields that only the server sets are ignored.
    """
    result = _copied(record)
    for name, value in fields.items():
        parent, _, child = resource.places.get(name, "").rpartition(".")
        if parent:
            result[parent][child] = number(value) if type(value) is str else None if value is None else int(value)
        elif child:
            result[child] = value
    for name, parts in _JOINED.items():
        if name in result:
            result[name] = " ".join(str(result[part]) for part in parts if result.get(part))
    return result | ({UPDATED: now} if UPDATED in resource.times else {})


def read_back(resource: Resource, record: Record) -> Record:
    """Return a record from a read of another server, with every field of a read."""
    return {**_copied(resource.blank), **record}


def _copied(record: Record) -> Record:
    return {name: dict(value) if type(value) is dict else value for name, value in record.items()}


def _blank(schemas: Catalog, read: str) -> Record:
    return _empty_object(catalog.resource(schemas[read]).possible(), required_only=True)


def _empty_object(node: Node, *, required_only: bool) -> Record:
    names = {name for schema in node.schemas for name in (*schema.get("required", ()), *schema.get("x-expected", ()))}
    return {name: _empty(node.property(name).possible()) for name in node.names if name in names or not required_only}


def _empty(node: Node) -> JSON:
    """Return the value of a field that was never written."""
    types = [schema["type"] for schema in node.schemas if "type" in schema]
    allowed = {one for kind in types for one in ([kind] if type(kind) is str else kind)}
    if "array" in allowed:
        return []
    if "object" in allowed and node.names:
        return _empty_object(node, required_only=True)
    if "null" in allowed or not allowed:
        return None
    return ACCOUNT if "integer" in allowed else ""


def _places(schemas: Catalog, write: str) -> Iterator[tuple[str, str]]:
    every = catalog.resource(schemas[write]).possible()
    for name in every.names:
        rules = every.property(name).possible().schemas
        if not any(schema.get("readOnly") for schema in rules):
            yield name, next((schema["x-read-from"] for schema in rules if "x-read-from" in schema), name)


def _templates(schemas: Catalog, operation: Operation) -> dict[str, str]:
    """Return the URL templates of the example of an answer, without the base of the API."""
    collection = operation.path.split("/")[1]
    for example in schemas.source(table.FILE).get("components", {}).get("examples", {}).values():
        value = example.get("value", {})
        if type(value) is dict and LINKS in value and collection in value:
            return {name: url.partition(operations.BASE)[2] for name, url in value[LINKS].items()}
    return {}
