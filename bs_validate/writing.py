"""What was read, as it may be written back: without what only the server sets, and with links as the fields they are.

The target schema decides. Two annotations of its properties say what no keyword of JSON Schema does: ``x-read-from`` names the
place in a read that a field is written from (``"links.user"``), and ``x-forgets`` marks the field whose value says that the
person has asked to be forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bs_validate._schema.applicators import Keywords, in_place
from bs_validate._schema.catalog import Schema, resource_schemas
from bs_validate._schema.patterns import compiled
from bs_validate.exceptions import Forgotten
from bs_validate.validator import DEFAULT, Validator

JSON = Any


def to_write(document: JSON, schema: str, *, validator: Validator | None = None) -> JSON:
    """Return what a write takes of a read: of a document ``{"contacts": [{…}]}`` a document, of a bare resource a resource.

    What the schema of the write does not know or has as read-only is left out, all else is as it was; what was given is not
    changed. What has been read without errors is valid for an update. Raises ``Forgotten`` for a person who has asked to be
    forgotten, as nothing may be written back then, and ``UnknownSchema``.
    """
    using = validator or DEFAULT
    found = using.catalog[schema]
    whole = found.envelope is not None and _is_document(document, found)
    forgotten = _forgotten(document[found.envelope] if whole else [document], found)
    if forgotten is not None:
        del document  # services that collect exceptions keep the local variables on the way
        raise Forgotten(f"{forgotten} is set: the person has asked to be forgotten, and nothing may be written back")
    if not whole:
        return _written(document, found, using)
    return {found.envelope: [_written(resource, found, using) for resource in document[found.envelope]]}


def _is_document(given: JSON, schema: Schema) -> bool:
    """Say whether there are resources in it, and no field that only a resource has."""
    if not isinstance(given, dict) or not isinstance(given.get(schema.envelope), list | tuple):
        return False
    alone = _properties(resource_schemas(schema)).keys() - _properties([schema.document]).keys()
    return alone.isdisjoint(given)


def _forgotten(resources: Iterable[JSON], schema: Schema) -> str | None:
    """Return the field that says of one of the resources that nothing may be written back, or None."""
    marks = [name for name, inner in _properties(resource_schemas(schema)).items() if any(_annotations(inner, "x-forgets"))]
    return next((name for one in resources if isinstance(one, dict) for name in marks if one.get(name) is not None), None)


def _written(resource: JSON, schema: Schema, validator: Validator) -> JSON:
    if not isinstance(resource, dict):
        return resource  # for the validator to refuse
    schemas = resource_schemas(schema)
    marked = _properties(schemas)
    kept: dict[str, JSON] = _kept(resource, schemas)
    for name, inner in marked.items():
        for source in _annotations(inner, "x-read-from"):
            # No read documents it here, so that it may be anything: it stands where it is what the write takes.
            if name in kept and validator.validate_field(kept[name], schema.name, name).valid:
                continue
            kept.pop(name, None)
            kept.update((name, value) for value in _followed(resource, source))
    return kept


def _followed(value: JSON, source: str) -> Iterator[JSON]:
    """Yield what stands at a dotted place, if anything does."""
    for part in source.split("."):
        if type(value) is not dict or part not in value:
            return
        value = value[part]
    yield value


def _kept(value: JSON, schemas: list[Keywords]) -> JSON:
    """Return a value without the properties that its schemas do not take."""
    if not schemas:  # nothing is said of it, so that a value without end ends here
        return value
    inside = [inner for one in schemas for inner in in_place(one)]
    if type(value) is list:
        items = [one["items"] for one in inside if type(one.get("items")) is dict]
        return [_kept(item, items) for item in value]
    if not isinstance(value, dict):
        return value
    known = _properties(schemas)
    closed = any(one.get(keyword) is False for one in inside for keyword in ("additionalProperties", "unevaluatedProperties"))
    patterns = [compiled(pattern) for one in inside for pattern in one.get("patternProperties", ())]
    kept = {}
    for name, inner in value.items():
        if name in known:
            if not any(_annotations(known[name], "readOnly")):
                kept[name] = _kept(inner, known[name])
        elif not closed or any(pattern.search(str(name)) for pattern in patterns):
            kept[name] = inner
    return kept


def _properties(schemas: list[Keywords]) -> Mapping[str, list[Keywords]]:
    """Return the properties that an object's schemas have, each with its schemas."""
    found: dict[str, list[Keywords]] = {}
    for one in schemas:
        for inner in in_place(one):
            for name, schema in inner.get("properties", {}).items():
                found.setdefault(name, []).append(schema)
    return found


def _annotations(schemas: list[Keywords], keyword: str) -> Iterator[JSON]:
    """Go through what the schemas of a value have under a keyword."""
    for one in schemas:
        for inner in in_place(one):
            if keyword in inner:
                yield inner[keyword]
