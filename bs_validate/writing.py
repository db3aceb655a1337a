"""Turn a read into a write: drop the fields that only the server sets, and turn links into fields.

The schema of the write decides. Two annotations of its properties have no counterpart in JSON Schema: ``x-read-from`` is the
place in a read that has the value of a field (``"links.user"``). ``x-forgets`` marks the field that is set when the person has
asked to be forgotten.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bs_validate._schema import tree
from bs_validate._schema.catalog import Schema, resource
from bs_validate._schema.tree import Node
from bs_validate.exceptions import Forgotten
from bs_validate.validator import DEFAULT, Validator

JSON = Any


def to_write(document: JSON, schema: str, *, validator: Validator | None = None) -> JSON:
    """Return the part of a read that may be written back: a document for a document, a resource for a bare resource.

    Fields that the schema of the write does not have, or that are read-only, are left out. The others keep their values, and the
    read itself is not changed. A read without errors gives a valid update. Raises ``Forgotten`` if the person has asked to be
    forgotten, and ``UnknownSchema``.
    """
    using = validator or DEFAULT
    found = using.catalog[schema]
    resources = _resources(document, found)
    forgotten = _forgotten([document] if resources is None else resources, found)
    if forgotten is not None:
        del document, resources  # services that collect exceptions keep the local variables of each frame
        raise Forgotten(f"{forgotten} is set: the person has asked to be forgotten, and nothing may be written back")
    if resources is None:
        return _written(document, found, using)
    return {found.envelope: [_written(one, found, using) for one in resources]}


def _resources(given: JSON, schema: Schema) -> list[JSON] | None:
    """Return the resources in a document, or None for a value that is not a document or has a field that only a resource has."""
    document = _members(given)
    if document is None or schema.envelope is None:
        return None
    alone = resource(schema).possible().names.keys() - tree.root(schema.document).possible().names.keys()
    if not alone.isdisjoint(document):
        return None
    within = document.get(schema.envelope)
    return _items(within) if _members(within) is None else [within]  # one object in place of the list


def _members(value: JSON) -> dict[JSON, JSON] | None:
    """Return the members of an object, or None for another value, and for one of a class that does not tell its members."""
    if type(value) is dict:
        return value
    try:
        return dict(value.items()) if issubclass(type(value), dict) else None
    except Exception:  # noqa: BLE001  # a method of somebody's class may raise anything
        return None


def _items(value: JSON) -> list[JSON] | None:
    """Return the items of a list or a tuple, or None for another value, and for one of a class that does not tell its items."""
    try:
        return list(value) if issubclass(type(value), list | tuple) else None
    except Exception:  # noqa: BLE001  # a method of somebody's class may raise anything
        return None


def _forgotten(resources: Iterable[JSON], schema: Schema) -> str | None:
    """Return the field that shows that one of the resources must not be written back, or None."""
    node = resource(schema).possible()
    marks = [name for name in node.names if any(_annotations(node.property(name), "x-forgets"))]
    every = [members for members in map(_members, resources) if members is not None]
    return next((name for one in every for name in marks if one.get(name) is not None), None)


def _written(given: JSON, schema: Schema, validator: Validator) -> JSON:
    if _members(given) is None:
        return given  # for the validator to refuse
    every = resource(schema).possible()
    kept: dict[str, JSON] = _kept(given, every)
    for name in every.names:
        for source in _annotations(every.property(name), "x-read-from"):
            # A read does not document the field here, so its value is kept only if the write accepts it.
            if name in kept and validator.validate_field(kept[name], schema.name, name).valid:
                continue
            kept.pop(name, None)
            kept.update((name, value) for value in _followed(given, source))
    return kept


def _followed(value: JSON, source: str) -> Iterator[JSON]:
    """Yield the value at a dotted place, if there is one."""
    for part in source.split("."):
        members = _members(value) or {}
        if part not in members:
            return
        value = members[part]
    yield value


def _kept(value: JSON, node: Node) -> JSON:
    """Return a value without the properties that the schemas at its location do not allow."""
    if not node.parts:  # no schema applies here, so the walk through a value that contains itself ends
        return value
    every = node.possible()
    if type(value) is list:
        items = every.items()
        return [_kept(item, items) for item in value]
    members = _members(value)
    if members is None:
        return value
    closed = any(
        one.get(keyword) is False for one in every.schemas for keyword in ("additionalProperties", "unevaluatedProperties")
    )
    others = every.others().roots
    kept = {}
    for name, inner in members.items():
        if name in every.names:
            below = every.property(name)
            if not any(_annotations(below, "readOnly")):
                kept[name] = _kept(inner, below)
        elif not closed or every.property(str(name)).roots != others:  # a pattern of the schema matches the name
            kept[name] = inner
    return kept


def _annotations(node: Node, keyword: str) -> Iterator[JSON]:
    """Yield the values that the schemas at a location have under a keyword."""
    return (one[keyword] for one in node.possible().schemas if keyword in one)
