"""Faults to errors: in document order, with their field, and with no name in them that nobody documented."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bs_validate import messages
from bs_validate.catalog import Schema
from bs_validate.location import Location, dotted, pointer, quoted
from bs_validate.report import FieldError, Severity

JSON = Any


class Fault(NamedTuple):
    """An error before it is worded: its code, where it is in the document, its params, and which keyword found it."""

    code: str
    location: Location
    params: Mapping[str, JSON]
    keyword: tuple[str | int, ...] = ()


def errors(schema: Schema, document: JSON, found: Iterable[Fault]) -> tuple[FieldError, ...]:
    """Return the faults as errors, in document order."""
    return tuple(field_error(schema, fault, "error") for fault in in_order(schema, document, found))


def field_error(schema: Schema, fault: Fault, severity: Severity) -> FieldError:
    """Return a fault as it is shown: names that the schema does not have are quoted."""
    location = tuple(part if type(part) is int or part in schema.fields else quoted(str(part)) for part in fault.location)
    return FieldError(
        fault.code,
        severity,
        location,
        field_name(schema, location),
        fault.params,
        pointer(fault.keyword),
        sentence=messages.sentence,
    )


def error(code: str, severity: Severity) -> FieldError:
    """Return an error or a warning of a document as a whole that no schema decides."""
    return FieldError(code, severity, (), "", {}, "", sentence=messages.sentence)


def moved(schema: Schema, error: FieldError, location: Location) -> FieldError:
    """Return an error as it would be at another place."""
    return _changed(error, location, field_name(schema, location), error.params)


def placed(error: FieldError, line: int, column: int) -> FieldError:
    """Return what is no JSON with the line and column that it has in what its text stands in."""
    return _changed(error, error.location, error.field, {**error.params, "line": line, "column": column})


def _changed(error: FieldError, location: Location, field: str, params: Mapping[str, JSON]) -> FieldError:
    return FieldError(error.code, error.severity, location, field, params, error.schema_location, sentence=messages.sentence)


def field_name(schema: Schema, location: Location) -> str:
    """Return the part of a location that is relative to its resource, dotted."""
    if schema.envelope is None:
        return dotted(location)
    return dotted(location[2:]) if location[:1] == (schema.envelope,) else ""


def in_order(schema: Schema, document: JSON, found: Iterable[Fault]) -> list[Fault]:
    """Sort faults as the document has their places; what is missing comes after what its object has, as the schema has it."""
    every = list(found)
    if len(every) < 2:
        return every
    ranks: dict[int, dict[str, int]] = {}

    def place(fault: Fault) -> tuple[object, ...]:
        order: list[tuple[int, int, str]] = []
        at: JSON = document
        for part in fault.location:
            if type(at) is dict:
                if id(at) not in ranks:
                    ranks[id(at)] = {name: rank for rank, name in enumerate(at)}
                known = ranks[id(at)]
                order.append((known.get(str(part), len(known)), schema.fields.get(str(part), 0), str(part)))
                at = at.get(part)
            else:
                order.append((part if type(part) is int else 0, 0, ""))
                at = at[part] if type(at) is list and type(part) is int and part < len(at) else None
        return (order, fault.code)

    return sorted(every, key=place)
