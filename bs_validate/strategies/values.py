"""Draw valid values of a schema, over the whole space that its keywords allow."""

import copy
import json
import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.patterns import compiled
from bs_validate.formats import FORMATS
from bs_validate.strategies import texts
from bs_validate.strategies.branches import (
    KINDS,
    Branch,
    Members,
    bounds,
    branches,
    choices,
    combined,
    holds,
    is_constructed,
    item_schemas,
    kinds,
    members,
    tolerated,
)

_FINITE = st.floats(allow_nan=False, allow_infinity=False)
_FRACTIONS = _FINITE.map(lambda number: math.copysign(abs(number) % 2**20 + 0.5, number) if number.is_integer() else number)
#: All larger numbers of floating point are whole.
_LARGEST_FRACTION = 2.0**53
_WHOLE = st.integers(-(2**53), 2**53)

_SCALARS = st.none() | st.booleans() | st.integers() | _FINITE | st.text(texts.characters)
_NAMES = st.text(texts.characters, max_size=8)

#: JSON values of every kind; they are shallow, because many are drawn for fields that no rule applies to.
anything: SearchStrategy[JSON] = st.one_of(
    _SCALARS,
    st.lists(_SCALARS, max_size=3),
    st.dictionaries(_NAMES, _SCALARS, max_size=2),
    st.sampled_from([[[]], {"": {}}, [{"a": [None]}], {"a": [{"b": {}}]}]).map(copy.deepcopy),
)

#: A strategy for any value of a kind.
ANY: Mapping[str, SearchStrategy[JSON]] = {
    "null": st.none(),
    "boolean": st.booleans(),
    "integer": st.integers() | _WHOLE.map(float),
    "fraction": _FRACTIONS,
    "string": st.text(texts.characters) | texts.words,
    "array": st.lists(anything, max_size=3),
    "object": st.dictionaries(_NAMES, anything, max_size=3),
}

_FILLED = ("x", "0", "-", "é", "李")


def valid(schema: JsonSchema) -> SearchStrategy[JSON]:
    """Draw valid values of a schema."""
    return of(branches(schema), schema)


def of(ways: list[Branch], schema: JsonSchema) -> SearchStrategy[JSON]:
    """Draw values of the ways to satisfy a schema. An engine filters them if drawing by keywords is not enough."""
    drawn = st.one_of([drawn_of(way) for way in ways])
    return drawn if all(map(is_constructed, ways)) and "oneOf" not in schema else drawn.filter(holds(schema))


def parts(part: Branch) -> SearchStrategy[JSON]:
    """Draw values that satisfy several schemas at once."""
    held = {"allOf": [*part.asserted, *part.assumed, *({"not": one} for one in part.denied)]}
    return of(combined(part), part.asserted[0] if len(part.asserted) == 1 and not part.assumed + part.denied else held)


def drawn_of(branch: Branch) -> SearchStrategy[JSON]:
    """Draw values of a branch, of every kind that it accepts."""
    if not any(keyword in one for one in branch.all for keyword in _SAY_SOMETHING) and not branch.not_to_hold:
        return anything
    allowed = kinds(branch) - tolerated(branch)
    listed = choices(branch)
    if listed is not None:
        fitting = [value for value in listed if kind_of(value) in allowed]
        return st.sampled_from(fitting) if fitting else st.nothing()
    return st.one_of([_DRAW[kind](branch) for kind in KINDS if kind in allowed])


_SAY_SOMETHING = ("const", "enum", "format", "items", "maxLength", "minimum", "pattern", "properties", "required", "type")


def kind_of(value: JSON) -> str:
    """Return the kind of a JSON value."""
    if type(value) is float:
        return "integer" if value.is_integer() else "fraction"
    return {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer"}.get(type(value), "null")


def is_filled(pattern: str) -> bool:
    """Return whether a pattern means that a text is not blank."""
    search = compiled(pattern).search
    return all(map(search, _FILLED)) and not any(map(search, ["", *texts.BLANK]))


def is_of_control(pattern: str) -> bool:
    """Return whether a pattern matches texts with a character that does not print."""
    search = compiled(pattern).search
    return all(map(search, texts.CONTROLS)) and not any(map(search, _FILLED))


def format_codes(branch: Branch) -> set[str]:
    """Return the codes of the formats of a branch."""
    return {FORMATS[name].code for name in bounds(branch, "format")}


def forbidden_patterns(branch: Branch) -> list[str]:
    """Return the patterns that texts of a branch must not match."""
    return [one["pattern"] for one in branch.not_to_hold if "pattern" in one]


def text_of(branch: Branch, *, shortest: int | None = None, longest: int | None = None) -> SearchStrategy[str]:
    """Draw texts of a branch, or of other lengths if they are given."""
    if shortest is None and longest is None:
        longest = min(bounds(branch, "maxLength"), default=None)
        shortest = max(bounds(branch, "minLength"), default=0)
    shortest = shortest or 0
    if longest is not None and shortest > longest:
        return st.nothing()
    codes = format_codes(branch)
    needed, forbidden = bounds(branch, "pattern"), forbidden_patterns(branch)
    special = [pattern for pattern in needed if not is_filled(pattern)]
    prints = "non_printable" in codes or any(map(is_of_control, forbidden))
    checked = [compiled(pattern).search for pattern in needed]
    refused = [compiled(pattern).search for pattern in forbidden]
    fits: Callable[[str], bool] = lambda text: (  # noqa: E731  # reads best beside its use
        all(search(text) for search in checked) and not any(search(text) for search in refused)
    )
    if codes - {"non_printable"}:
        drawn = texts.TAKEN[min(codes - {"non_printable"})]
    elif any(map(is_filled, forbidden)):
        drawn = texts.blanks
    elif special:
        drawn = st.from_regex(compiled(special[0]), alphabet=texts.printables if prints else texts.characters)
    else:
        # All that is left to require is that the text is not blank. Filtering the blank ones would discard half of all examples.
        least = max(shortest, 1) if needed else shortest
        if longest is not None and least > longest:
            return st.nothing()
        plain = texts.texts(texts.printables if prints else texts.characters, least, longest)
        return plain.map(lambda text: text if fits(text) else _FILLED[0] + text[1:]).filter(fits)
    upper = math.inf if longest is None else longest
    return drawn.filter(lambda text: shortest <= len(text) <= upper and fits(text))


def _integers(branch: Branch) -> SearchStrategy[JSON]:
    lower = [*map(math.ceil, bounds(branch, "minimum")), *(math.floor(one) + 1 for one in bounds(branch, "exclusiveMinimum"))]
    upper = [*map(math.floor, bounds(branch, "maximum")), *(math.ceil(one) - 1 for one in bounds(branch, "exclusiveMaximum"))]
    low, high = max(lower, default=None), min(upper, default=None)
    if low is not None and high is not None and low > high:
        return st.nothing()
    step = next((one for one in bounds(branch, "multipleOf") if type(one) is int), 1)
    whole = st.integers(None if low is None else -(-low // step), None if high is None else high // step)
    inexact = 2**53 // step
    written = whole.filter(lambda number: abs(number) <= inexact).map(lambda number: float(number * step))
    return whole.map(lambda number: number * step) | written


def _in_reach(bound: float) -> float:
    """Return a bound, or the largest number of its sign that may have a fraction."""
    return max(-_LARGEST_FRACTION, min(bound, _LARGEST_FRACTION))


def _fractions(branch: Branch) -> SearchStrategy[JSON]:
    low = max(map(_in_reach, [*bounds(branch, "minimum"), *bounds(branch, "exclusiveMinimum")]), default=None)
    high = min(map(_in_reach, [*bounds(branch, "maximum"), *bounds(branch, "exclusiveMaximum")]), default=None)
    least = -_LARGEST_FRACTION if low is None else max(math.nextafter(low, math.inf), -_LARGEST_FRACTION)
    most = _LARGEST_FRACTION if high is None else min(math.nextafter(high, -math.inf), _LARGEST_FRACTION)
    if least > most:
        return st.nothing()
    return st.floats(least, most).filter(lambda number: not number.is_integer())


def list_of(branch: Branch, *, fewer: int = 0) -> SearchStrategy[list[JSON]]:
    """Draw lists of a branch; ``fewer`` is how many items less than allowed they have."""
    part = item_schemas(branch)
    items = parts(part) if part.asserted or part.assumed else anything
    fewest = max(int(max(bounds(branch, "minItems"), default=0)) - fewer, 0)
    most = max(int(min(bounds(branch, "maxItems"), default=max(fewest, 3))) - fewer, 0)
    if fewest > most or (fewest and items.is_empty):
        return st.nothing()
    if items.is_empty:
        return st.builds(list)
    if any(bounds(branch, "uniqueItems")):
        return st.lists(items, min_size=fewest, max_size=most, unique_by=_same)
    return st.lists(items, min_size=fewest, max_size=most)


def _same(item: JSON) -> str:
    """Return a text that is the same for values that JSON Schema calls equal, such as 1 and 1.0."""
    return json.dumps(_whole(item), sort_keys=True)


def _whole(value: JSON) -> JSON:
    if type(value) is list:
        return [_whole(item) for item in value]
    if type(value) is dict:
        return {name: _whole(item) for name, item in value.items()}
    return int(value) if type(value) is float and value.is_integer() else value


def object_of(branch: Branch) -> SearchStrategy[dict[str, JSON]]:
    """Draw objects of a branch."""
    found = members(branch)
    return members_of(found, {name: parts(part) for name, part in found.named.items()})


def members_of(found: Members, named: Mapping[str, SearchStrategy[JSON]], without: str | None = None) -> SearchStrategy[Any]:
    """Draw objects that have the required members and some of the others, without the one that is named."""
    needed = {name: named.get(name, anything) for name in sorted(found.required) if name != without}
    if any(inner.is_empty for inner in needed.values()):  # a strategy that is built from them does not notice
        return st.nothing()
    optional = {name: inner for name, inner in named.items() if name not in needed and name != without and not inner.is_empty}
    known = st.fixed_dictionaries(needed, optional=optional)
    if found.others is None:
        return known
    rest = parts(found.others) if found.others.asserted else anything
    names = st.text(texts.characters, max_size=8).filter(
        lambda name: name not in named and name not in needed and name != without
    )
    return st.builds(lambda one, other: {**one, **other}, known, st.dictionaries(names, rest, max_size=1))


_DRAW: Mapping[str, Callable[[Branch], SearchStrategy[JSON]]] = {
    "null": lambda _: st.none(),
    "boolean": lambda _: st.booleans(),
    "integer": _integers,
    "fraction": _fractions,
    "string": partial(text_of),
    "array": list_of,
    "object": object_of,
}
