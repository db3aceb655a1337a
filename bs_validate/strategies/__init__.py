"""Hypothesis strategies for users' own tests: valid documents of a schema, and documents with one known fault."""

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
from bs_validate.strategies.spots import Around, Planted, spots
from bs_validate.strategies.values import valid
from bs_validate.strategies.wrong import Wrong, wrongs

__all__ = ["Expected", "Fault", "Kind", "faults", "kinds", "payloads"]


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


def payloads(name: str, *, schemas: str | os.PathLike[str] | None = None) -> SearchStrategy[JSON]:
    """Draw valid documents of a schema, over the whole space that it allows.

    Texts are of all scripts, with joiners and marks, and of every length up to exactly the greatest; optional fields come in
    every combination, with null where it is allowed; phone numbers, email addresses and URLs come in many shapes. ``schemas`` is
    a directory of your own schema files, as a ``Validator`` takes it. Raises ``UnknownSchema``.
    """
    return _prepared(_payloads(name) if schemas is None else valid(_schema(name, schemas).document))


def _prepared(drawn: SearchStrategy[JSON]) -> SearchStrategy[JSON]:
    """Return a strategy once Hypothesis has built its tables of characters.

    On a first run in an empty directory that takes most of a second, which within the first draw would fail a health check.
    """
    drawn.validate()
    return drawn


def faults(
    name: str, *, among: Collection[Kind] | None = None, schemas: str | os.PathLike[str] | None = None
) -> SearchStrategy[Fault]:
    """Draw documents with exactly one fault, of any kind at any field, each with the error that must be reported for it.

    Documents with the code ``not_representable`` hold Python values that have no equivalent in JSON, so they cannot be written as
    text. ``among`` narrows the faults to some ``kinds``. Raises ``UnknownSchema``, or ``ValueError`` if no kind is left.
    """
    ways = _ways(name) if schemas is None else _found(_schema(name, schemas))
    wanted = [way for way in ways if among is None or way.kind in among]
    if not wanted:
        raise ValueError(f"{name} has no fault of these kinds")
    payloads(name, schemas=schemas)  # prepares what the faulty documents are drawn from
    return st.sampled_from(wanted).flatmap(_faulty)


def kinds(name: str, *, schemas: str | os.PathLike[str] | None = None) -> tuple[Kind, ...]:
    """Return the kinds of faults that ``faults`` draws. Raises ``UnknownSchema``."""
    ways = _ways(name) if schemas is None else _found(_schema(name, schemas))
    return tuple(dict.fromkeys(way.kind for way in ways))


class _Way(NamedTuple):
    """One way to be wrong at one place."""

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
        _Way(Kind(pointer((*spot.place, *wrong.below)), wrong.code), spot.around, wrong, documented)
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
