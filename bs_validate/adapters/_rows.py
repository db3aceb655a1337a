"""Turn rows of tables into resources. An empty cell is null if the field allows null, and an absent field otherwise."""

from collections.abc import Callable, Mapping
from typing import Any

from bs_validate._instance.location import Location, dotted
from bs_validate._schema import catalog
from bs_validate.validator import DEFAULT, Validator

JSON = Any


def resource_of(schema_name: str, validator: Validator | None = None) -> Callable[[Mapping[Any, JSON]], dict[Any, JSON]]:
    """Return the function that turns a row, a mapping by the names of its columns, into a bare resource.

    A table has a column for each field of any row, and cannot tell null from an absent field. So an empty cell, which is None, is
    whichever of the two the schema takes, and so is one in a record inside a cell. A value with ``tolist``, as NumPy's lists and
    numbers have it, becomes a list or a number; times stay as they are. Pairs, which is how Arrow and pandas return a map, are an
    object where the schema has one, unless a key comes twice.
    """
    using = validator or DEFAULT
    schema = using.catalog[schema_name]
    depth = 0 if schema.envelope is None else 2
    places = [place[depth:] for place, _ in catalog.fields(schema)]
    nullable = frozenset(place for place in places if using.validate_field(None, schema_name, dotted(place)).valid)
    containers = frozenset(place[:-1] for place in places)
    objects = frozenset(place[:-1] for place in places if isinstance(place[-1], str))

    def filled(value: JSON, place: Location) -> JSON:
        if type(value) not in _JSON:
            value = _as_list(value)
        if place not in containers:  # the schema knows nothing below
            return value
        if type(value) is list and place in objects:
            value = _object_of(value)
        if type(value) is list:
            return [filled(one, (*place, 0)) for one in value]
        return record(value, place) if type(value) is dict else value

    def record(row: Mapping[Any, JSON], above: Location = ()) -> dict[Any, JSON]:
        return {
            name: filled(value, (*above, name)) for name, value in row.items() if value is not None or (*above, name) in nullable
        }

    return record


def kind_of(value: object) -> str:
    """Return the name of the class of a value with its package, such as ``pandas.DataFrame``, for a message."""
    kind = type(value)
    package = kind.__module__.partition(".")[0]
    return kind.__qualname__ if package == "builtins" else f"{package}.{kind.__qualname__}"


def _object_of(pairs: list[JSON]) -> JSON:
    """Return the pairs of a map as an object, and any other list unchanged."""
    if not all(type(pair) is tuple and len(pair) == 2 and type(pair[0]) is str for pair in pairs):
        return pairs
    found = dict(pairs)
    return found if len(found) == len(pairs) and pairs else pairs


def _as_list(value: Any) -> JSON:
    """Return a value of NumPy as a JSON value, and any other value unchanged."""
    try:
        # A time in nanoseconds would become an integer.
        return value.tolist() if hasattr(type(value), "tolist") and _letter_of(value) not in ("m", "M") else value
    except Exception:  # noqa: BLE001  # the class of a cell may do anything, and its text may hold a value
        return value


def _letter_of(value: Any) -> str | None:
    return getattr(getattr(value, "dtype", None), "kind", None)


_JSON = frozenset((str, int, float, bool, type(None), list, dict))
