"""Collect the operations, the fields and the broken rules in the documents of a file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bs_validate._instance.location import Location
from bs_validate._schema import operations
from bs_validate._schema.catalog import Schema
from bs_validate.lint.check import judged
from bs_validate.lint.decide import Named, decide
from bs_validate.lint.payloads import Bare
from bs_validate.lint.place import value_at
from bs_validate.lint.readers import Document
from bs_validate.lint.readers.placeholders import url_without_placeholders
from bs_validate.samples.rules import ANY, Rule, field_name, place_of, places, rules
from bs_validate.validator import Validator

JSON = Any
Place = tuple[str, ...]


class Seen(NamedTuple):
    """The exercised fields and rules, each with the name of the schema, and the exercised operations by name.

    ``documents`` counts the documents that were checked.
    """

    documents: int = 0
    fields: frozenset[tuple[str, str]] = frozenset()
    rules: frozenset[tuple[str, Rule]] = frozenset()
    operations: frozenset[str] = frozenset()

    def __or__(self, other: "Seen") -> "Seen":
        """Return the union of both."""
        return Seen(
            self.documents + other.documents,
            self.fields | other.fields,
            self.rules | other.rules,
            self.operations | other.operations,
        )


class Known(NamedTuple):
    """The fields of a schema, as names by place, and its rules by place and code."""

    schema: Schema
    fields: Mapping[Place, str]
    rules: Mapping[tuple[Place, str], Rule]


def known(schema: Schema) -> Known:
    """Return the fields inside the resource of a schema, and its rules."""
    start = () if schema.envelope is None else (schema.envelope, ANY)
    inside = (place for place, _ in places(schema) if place[: len(start)] == start and len(place) > len(start))
    return Known(
        schema,
        {place: field_name(schema, place) for place in inside},
        {(rule.place, rule.code): rule for rule in rules(schema)},
    )


def seen(
    file: str,
    documents: Iterable[Document],
    validator: Validator,
    named: Named | None,
    every: Mapping[str, Known],
    *,
    is_walked: bool = False,
) -> Seen:
    """Return the fields, rules and operations that the documents of a file exercise.

    ``every`` has the fields and rules of each schema, by its name. ``is_walked`` means that the file was found in a directory.
    """
    total = Seen()
    for document in documents:
        total |= _recorded(document, validator)
        decision = decide(document, file, validator, named, is_walked=is_walked)
        if decision.schema is not None and decision.schema in every and document.decoded.readable:
            found = every[decision.schema]
            _, problems = judged(document, decision, validator, decision.schema, warnings=False)
            values = _resources(document.decoded.value, decision.bare)
            broken = ((place_of(found.schema, _in_envelope(one.location, decision.bare)), one.code) for one in problems)
            total |= Seen(
                1,
                frozenset((decision.schema, field) for value in values for field in _fields(found, value)),
                frozenset((decision.schema, found.rules[one]) for one in broken if one in found.rules),
            )
    return total


def _recorded(document: Document, validator: Validator) -> Seen:
    """Return the operation of the exchange in which a document was recorded."""
    if document.body is None:
        return Seen()
    call = operations.find(validator.operations, document.body.method, url_without_placeholders(document.body.url))
    return Seen() if call is None else Seen(operations=frozenset({str(call.operation)}))


def _resources(value: JSON, bare: Bare | None) -> tuple[JSON, ...]:
    """Return a document as it is, or each bare resource in it with its envelope."""
    if bare is None:
        return (value,)
    return tuple({bare.envelope: [value_at(value, location)]} for location in bare.locations)


def _in_envelope(location: Location, bare: Bare | None) -> Location:
    """Return the location that a part of a bare resource would have inside the envelope."""
    if bare is None:
        return location
    depth = len(bare.locations[0])
    return (bare.envelope, 0, *location[depth:]) if location[:depth] in bare.locations else location


def _fields(found: Known, value: JSON) -> Iterator[str]:
    """Yield the names of the fields that a document has."""
    waiting: list[tuple[Place, JSON]] = [((), value)]
    while waiting:
        place, one = waiting.pop()
        if place in found.fields:
            yield found.fields[place]
        if type(one) is list:
            waiting += [((*place, ANY), item) for item in one]
        elif type(one) is dict:
            # A single resource is tolerated in place of the list.
            above = (*place, ANY) if place == (found.schema.envelope,) else place
            waiting += [((*above, name), item) for name, item in one.items()]
