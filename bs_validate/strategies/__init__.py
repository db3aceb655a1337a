"""Provide Hypothesis strategies for tests: valid documents of a schema, and documents with one known fault."""

import os
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate._instance.location import Location, pointer, quoted
from bs_validate._schema import catalog
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema
from bs_validate.strategies.branches import Branch, holds
from bs_validate.strategies.fitting import NotDrawable, fitting
from bs_validate.strategies.spots import Around, Planted, spots
from bs_validate.strategies.values import parts, valid
from bs_validate.strategies.wrong import Wrong, wrongs
from bs_validate.validator import Validator

__all__ = ["Expected", "Fault", "Kind", "NotDrawable", "faults", "kinds", "payloads"]


class Expected(NamedTuple):
    """The one error that a document has: its ``pointer`` (RFC 6901) and its ``code``."""

    pointer: str
    code: str


class Fault(NamedTuple):
    """A document with one fault, and the error that must be reported for it."""

    document: JSON
    expected: Expected


class Kind(NamedTuple):
    """A kind of fault: its ``code`` and its ``pointer``, with ``*`` for any index or undocumented name."""

    pointer: str
    code: str


def payloads(name: str, *, resources: bool = False, schemas: str | os.PathLike[str] | None = None) -> SearchStrategy[JSON]:
    """Draw valid documents of a schema, or bare resources with ``resources``.

    Texts are of all scripts, with joiners and marks, and of every length up to exactly the greatest; optional fields come in
    every combination, with null where it is allowed; phone numbers, email addresses and URLs come in many shapes. ``schemas`` is
    a directory of your own schema files, as a ``Validator`` takes it. Raises ``UnknownSchema``, and ``NotDrawable`` for a
    schema that takes no document; a draw raises it if many documents were made and the schema took none of them.
    """
    schema = _schema(name, schemas)
    if resources:
        return _prepared(name, _resources(schema))
    if schemas is None:
        return _prepared(name, _payloads(name))
    # A user's own schema may have keywords that the drawn values do not satisfy by construction.
    drawn = _prepared(name, valid(schema.document))
    return fitting(drawn, holds(schema.document), f"{name}: no valid document of this schema was found")


def _resources(schema: Schema) -> SearchStrategy[JSON]:
    """Draw resources that are valid alone in a document."""
    envelope = schema.envelope
    drawn = parts(Branch(tuple(catalog.resource_schemas(schema))))
    is_valid = holds(schema.document)
    return drawn.filter(lambda one: is_valid(one if envelope is None else {envelope: [one]}))


def _prepared(name: str, drawn: SearchStrategy[JSON]) -> SearchStrategy[JSON]:
    """Let Hypothesis build its tables of characters, and return the strategy.

    In an empty directory the tables take most of a second, which would fail a health check during the first draw.
    """
    drawn.validate()
    if drawn.is_empty:
        raise NotDrawable(f"{name}: no valid document of this schema can be drawn")
    return drawn


def faults(
    name: str,
    *,
    among: Collection[Kind] | None = None,
    resources: bool = False,
    python: bool = False,
    schemas: str | os.PathLike[str] | None = None,
) -> SearchStrategy[Fault]:
    """Draw documents with exactly one fault, each with the error that must be reported for it.

    With ``resources``, the fault is in a bare resource, and the error is the one that ``validate_resource`` must report. With
    ``python``, some documents hold Python values that JSON cannot write (``not_representable``). ``among`` narrows the faults to
    some ``kinds``. Raises ``UnknownSchema``, ``ValueError`` if no kind is left, or ``NotDrawable``; a draw raises
    ``NotDrawable`` too if no document with exactly one of the faults is found under a schema of your own.
    """
    schema = _schema(name, schemas)
    ways = _wanted(schema, is_packaged=schemas is None, resources=resources, python=python)
    chosen = None if among is None else tuple(among)
    wanted = [way for way in ways if chosen is None or way.kind in chosen]
    if not wanted:
        raise ValueError(f"{name} has none of these faults: among= takes members of kinds({name!r})")
    payloads(name, schemas=schemas)  # prepares the strategies from which the faulty documents are drawn
    drawn = st.sampled_from(wanted).flatmap(_faulty)
    faulty = _faulty_resources(schema, drawn) if resources else drawn
    if schemas is None:
        return faulty
    validator = Validator(schemas)
    report = validator.validate_resource if resources else validator.validate

    def fits(fault: Fault) -> bool:
        return [(one.pointer, one.code) for one in report(fault.document, name).errors] == [fault.expected]

    return fitting(faulty, fits, f"{name}: no document with exactly one of these faults was found")


def _faulty_resources(schema: Schema, drawn: SearchStrategy[Fault]) -> SearchStrategy[Fault]:
    """Draw the resources that have the fault of a document."""
    envelope = schema.envelope
    if envelope is None:
        return drawn

    def alone(fault: Fault) -> Fault:
        start, slash, below = fault.expected.pointer.removeprefix(pointer((envelope,)) + "/").partition("/")
        expected = Expected(pointer((envelope, 0)) + slash + below, fault.expected.code)
        return Fault(fault.document[envelope][int(start)], expected)

    return drawn.filter(lambda fault: type(fault.document[envelope]) is list).map(alone)


def kinds(
    name: str, *, resources: bool = False, python: bool = False, schemas: str | os.PathLike[str] | None = None
) -> tuple[Kind, ...]:
    """Return the kinds of faults that ``faults`` draws, given the same options. Raises ``UnknownSchema``."""
    ways = _wanted(_schema(name, schemas), is_packaged=schemas is None, resources=resources, python=python)
    return tuple(dict.fromkeys(way.kind for way in ways))


def _wanted(schema: Schema, *, is_packaged: bool, resources: bool, python: bool) -> "list[_Way]":
    """Return the ways to break a schema, only in resources or anywhere, with or without Python values."""
    start = () if schema.envelope is None or not resources else (schema.envelope, "*")
    ways = _ways(schema.name) if is_packaged else _found(schema)
    return [way for way in ways if way.place[: len(start)] == start and (python or way.kind.code != "not_representable")]


class _Way(NamedTuple):
    """One way to break a schema at one place."""

    place: tuple[str, ...]
    kind: Kind
    around: Around
    wrong: Wrong
    documented: Collection[str]

    def __repr__(self) -> str:
        return f"<{self.kind.code} at {self.kind.pointer or 'the document'}>"


def _schema(name: str, schemas: str | os.PathLike[str] | None) -> Schema:
    return (catalog.packaged() if schemas is None else catalog.directory(schemas))[name]


@cache  # the packaged schemas do not change
def _payloads(name: str) -> SearchStrategy[JSON]:
    return valid(_schema(name, None).document)


@cache
def _ways(name: str) -> tuple[_Way, ...]:
    return _found(_schema(name, None))


def _found(schema: Schema) -> tuple[_Way, ...]:
    documented = frozenset(schema.fields)
    every = list(spots(schema.document))
    is_write = schema.representation != "read"
    ignored = {spot.place for spot in every if is_write and any(one.get("readOnly", False) for one in spot.branch.all)}

    def is_looked_at(place: Location) -> bool:
        return not any(place[:length] in ignored for length in range(1, len(place) + 1))

    return tuple(
        _Way(spot.place, Kind(pointer((*spot.place, *wrong.below)), wrong.code), spot.around, wrong, documented)
        for spot in every
        for wrong in wrongs(spot.branch)
        if wrong.code != "not_representable" or is_looked_at(spot.place)
    )


@cache  # keyed on the ways of the packaged schemas, and of a user's own
def _faulty(way: _Way) -> SearchStrategy[Fault]:
    def fault(planted: Planted) -> Fault:
        # Undocumented names are quoted in errors.
        shown = (part if type(part) is int or part in way.documented else quoted(str(part)) for part in planted.location)
        return Fault(planted.value, Expected(pointer(tuple(shown)), way.wrong.code))

    return way.around(way.wrong.drawn()).map(fault)
