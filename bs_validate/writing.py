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
    whole = found.envelope is not None and _is_document(document, found)
    forgotten = _forgotten(document[found.envelope] if whole else [document], found)
    if forgotten is not None:
        del document  # services that collect exceptions keep the local variables of each frame
        raise Forgotten(f"{forgotten} is set: the person has asked to be forgotten, and nothing may be written back")
    if not whole:
        return _written(document, found, using)
    return {found.envelope: [_written(one, found, using) for one in document[found.envelope]]}


def _is_document(given: JSON, schema: Schema) -> bool:
    """Return whether a value has an envelope with resources, and no field that only a resource has."""
    if not isinstance(given, dict) or not isinstance(given.get(schema.envelope), list | tuple):
        return False
    alone = resource(schema).possible().names.keys() - tree.root(schema.document).possible().names.keys()
    return alone.isdisjoint(given)


def _forgotten(resources: Iterable[JSON], schema: Schema) -> str | None:
    """Return the field that shows that one of the resources must not be written back, or None."""
    every = resource(schema).possible()
    marks = [name for name in every.names if any(_annotations(every.property(name), "x-forgets"))]
    return next((name for one in resources if isinstance(one, dict) for name in marks if one.get(name) is not None), None)


def _written(given: JSON, schema: Schema, validator: Validator) -> JSON:
    if not isinstance(given, dict):
        return given  # the validator will refuse it
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
        if type(value) is not dict or part not in value:
            return
        value = value[part]
    yield value


def _kept(value: JSON, node: Node) -> JSON:
    """Return a value without the properties that the schemas at its location do not allow."""
    if not node.parts:  # no schema applies here, so the walk through a value that contains itself ends
        return value
    every = node.possible()
    if type(value) is list:
        items = every.items()
        return [_kept(item, items) for item in value]
    if not isinstance(value, dict):
        return value
    closed = any(
        one.get(keyword) is False for one in every.schemas for keyword in ("additionalProperties", "unevaluatedProperties")
    )
    others = every.others().roots
    kept = {}
    for name, inner in value.items():
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
