"""Check one field of a resource by itself: find its location, and the errors and warnings at it."""

import re
from collections.abc import Iterable, Mapping

from bs_validate._check import issues
from bs_validate._instance.location import Location
from bs_validate._schema import catalog
from bs_validate._schema.catalog import Schema
from bs_validate.exceptions import UnknownField
from bs_validate.report import FieldError, Report

_INDEX = re.compile(r"(?<=\.)[0-9]{1,9}(?=\.|$)")


def locations(schema: Schema) -> dict[str, Location]:
    """Return the location of each field in the first resource, by its dotted name, in which every index is 0."""
    return {issues.field_name(schema, place): place for place, _ in catalog.fields(schema)}


def location(schema: Schema, known: Mapping[str, Location], field: object) -> Location:
    """Return the location of a field in the first resource, given those of all fields. Raises ``UnknownField``."""
    if isinstance(field, str):
        place = known.get(field) or known.get(_INDEX.sub("0", field))
        if place is not None:
            start = 1 if schema.envelope is None else 3  # after the first part of the name, which is not an index
            indices = map(int, _INDEX.findall(field))
            return (*place[:start], *(next(indices) if type(part) is int else part for part in place[start:]))
    raise UnknownField(field, known)


def at(schema: Schema, place: Location, found: Iterable[FieldError]) -> tuple[FieldError, ...]:
    """Return the errors at or below the stand-in of a field, moved to the field."""
    stand_in = tuple(0 if type(part) is int else part for part in place)
    return tuple(
        issues.moved(schema, error, (*place, *error.location[len(place) :]))
        for error in found
        if error.location[: len(place)] == stand_in
    )


def advice(schema: Schema, place: Location, report: Report) -> tuple[FieldError, ...]:
    """Return the warnings of a report at or below the stand-in of a field, moved to the field."""
    return at(schema, place, report.warnings)
