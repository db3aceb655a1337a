"""The ways to satisfy a schema: each a flat list of keywords, without ``allOf``, ``anyOf``, ``oneOf`` and ``if`` around them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from bs_validate._check.engines import select
from bs_validate._schema.applicators import JSON, Keywords

#: JSON types, but for numbers: a number is an ``integer`` or a ``fraction``.
KINDS = ("null", "boolean", "integer", "fraction", "string", "array", "object")

_NUMBERS = frozenset({"integer", "fraction"})
_ABOUT: Mapping[str, frozenset[str]] = {
    "string": frozenset({"format", "maxLength", "minLength", "pattern"}),
    "array": frozenset({"contains", "items", "maxItems", "minItems", "prefixItems", "uniqueItems"}),
    "object": frozenset({"additionalProperties", "patternProperties", "properties", "required"}),
    **{kind: frozenset({"exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"}) for kind in _NUMBERS},
}
#: What a branch is made into values of without asking an engine, and what says nothing of values.
_CONSTRUCTED = frozenset(
    {
        *("additionalProperties", "allOf", "anyOf", "const", "else", "enum", "exclusiveMaximum", "exclusiveMinimum", "format"),
        *("if", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern", "properties"),
        *("required", "then", "type", "unevaluatedProperties", "uniqueItems"),
        *("$comment", "$id", "$schema", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"),
    }
)


class Branch(NamedTuple):
    """A way to satisfy a schema: what is ``asserted`` refuses whatever breaks it.

    What is ``assumed`` and what is ``denied`` (schemas that must not hold) refuse nothing; without them it is another way.
    """

    asserted: tuple[Keywords, ...] = ()
    assumed: tuple[Keywords, ...] = ()
    denied: tuple[Keywords, ...] = ()

    @property
    def all(self) -> tuple[Keywords, ...]:
        """All keywords that hold."""
        return self.asserted + self.assumed

    @property
    def not_to_hold(self) -> tuple[Keywords, ...]:
        """The schemas that must not hold, those of ``not`` with them."""
        return self.denied + tuple(one["not"] for one in self.all if "not" in one)


def branches(schema: Keywords) -> list[Branch]:
    """Return the ways to satisfy a schema, the plainest first."""
    ways = [Branch((schema,))]
    for one in schema.get("allOf", ()):
        ways = _both(ways, branches(one))
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            ways = _both(ways, [way for one in schema[keyword] for way in _assumed(branches(one))])
    if "if" in schema:
        then = _both(_assumed(branches(schema["if"])), branches(schema.get("then", {})))
        other = _both([Branch(denied=(schema["if"],))], branches(schema.get("else", {})))
        ways = _both(ways, [*then, *other])
    return ways


def combined(part: Branch) -> list[Branch]:
    """Return the ways to satisfy several schemas at once, of which some are only assumed or denied."""
    ways = [Branch(denied=part.denied)]
    for one in part.asserted:
        ways = _both(ways, branches(one))
    for one in part.assumed:
        ways = _both(ways, _assumed(branches(one)))
    return ways


def _both(one: Iterable[Branch], other: Iterable[Branch]) -> list[Branch]:
    return [Branch(a.asserted + b.asserted, a.assumed + b.assumed, a.denied + b.denied) for a, b in product(one, tuple(other))]


def _assumed(ways: Iterable[Branch]) -> list[Branch]:
    return [Branch((), way.all, way.denied) for way in ways]


def kinds_of(schema: Keywords) -> frozenset[str]:
    """Return the kinds that a schema's own ``type`` takes."""
    types = schema.get("type", ["array", "boolean", "null", "number", "object", "string"])
    found = frozenset([types] if type(types) is str else types)
    return found - {"number"} | _NUMBERS if "number" in found else found


def kinds(branch: Branch) -> frozenset[str]:
    """Return the kinds that values of a branch may be of."""
    found = frozenset(KINDS)
    for one in branch.all:
        found &= kinds_of(one)
    for one in branch.not_to_hold:
        found -= {kind for kind in kinds_of(one) if not one.keys() & (_ABOUT.get(kind, frozenset()) | {"const", "enum", "not"})}
    return found


def bounds(branch: Branch, keyword: str) -> list[JSON]:
    """Return what a keyword is in all that holds."""
    return [one[keyword] for one in branch.all if keyword in one]


def choices(branch: Branch) -> list[JSON] | None:
    """Return the values that ``enum`` and ``const`` leave, or None where there is neither."""
    lists = [*bounds(branch, "enum"), *([value] for value in bounds(branch, "const"))]
    return [value for value in lists[0] if all(value in others for others in lists)] if lists else None


class Members(NamedTuple):
    """What an object may have: each name with its schemas, the names that it needs, and the schemas of other names.

    ``others`` is None where other names are refused.
    """

    named: Mapping[str, Branch]
    required: frozenset[str]
    others: Branch | None


def members(branch: Branch) -> Members:
    """Return what objects of a branch may have."""
    found: dict[str, Branch] = {}
    for field, schemas in (("asserted", branch.asserted), ("assumed", branch.assumed), ("denied", branch.denied)):
        for one in schemas:
            for name, inner in one.get("properties", {}).items():
                held = found.get(name, Branch())
                found[name] = held._replace(**{field: (*getattr(held, field), inner)})
    required = {name for names in bounds(branch, "required") for name in names}
    required |= {name for one in branch.denied for name in one.get("properties", {}) if name not in one.get("required", ())}
    closed = [one.get("properties", {}).keys() for one in branch.all if one.get("additionalProperties") is False]
    is_open = not closed and not any(one.get("unevaluatedProperties") is False for one in branch.all)
    rest = tuple(one for one in bounds(branch, "additionalProperties") if type(one) is dict)
    named = {name: inner for name, inner in found.items() if all(name in names for names in closed)}
    return Members(named, frozenset(required), Branch(rest) if is_open else None)


def is_constructed(branch: Branch) -> bool:
    """Say whether every value that is made from a branch is valid, so that no engine need be asked."""
    return all(
        one.keys() - {"not"} <= _CONSTRUCTED or all(keyword.startswith("x-") for keyword in one.keys() - _CONSTRUCTED - {"not"})
        for one in branch.all
    ) and all(map(_is_plain_denial, branch.not_to_hold))


def _is_plain_denial(schema: Keywords) -> bool:
    keywords = schema.keys() & frozenset().union(*_ABOUT.values(), {"const", "enum", "not", "allOf", "anyOf", "oneOf", "if"})
    return keywords <= {"pattern"} or (keywords <= {"properties", "required"} and len(schema.get("properties", ())) == 1)


def holds(schema: Keywords) -> Callable[[JSON], bool]:
    """Return the function that asks an engine whether a value is valid."""
    return select("auto")(schema).is_valid


def keeps(branch: Branch) -> Callable[[JSON], bool]:
    """Return the function that says whether a value, valid or not, belongs to a branch."""
    if not branch.assumed and not branch.denied:
        return lambda _: True
    return holds({"allOf": [*branch.assumed, *({"not": one} for one in branch.denied)]})


def item_schemas(branch: Branch) -> Branch:
    """Return what the items of a list must hold."""

    def inner(schemas: Iterable[Keywords]) -> Iterator[Keywords]:
        return (one["items"] for one in schemas if type(one.get("items")) is dict)

    return Branch(tuple(inner(branch.asserted)), tuple(inner(branch.assumed)))
