"""List the ways to satisfy a schema. In each, the choices of the tree are made, and a flat list of schemas must hold."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from bs_validate._check.engines.select import select
from bs_validate._schema import tree
from bs_validate._schema.applicators import ANNOTATIONS, JSON, JsonSchema
from bs_validate._schema.tree import Node, Part

#: The JSON types, with ``integer`` and ``fraction`` in place of ``number``.
KINDS = ("null", "boolean", "integer", "fraction", "string", "array", "object")

_NUMBERS = frozenset({"integer", "fraction"})
_ABOUT: Mapping[str, frozenset[str]] = {
    "string": frozenset({"format", "maxLength", "minLength", "pattern"}),
    "array": frozenset({"contains", "items", "maxItems", "minItems", "prefixItems", "uniqueItems"}),
    "object": frozenset({"additionalProperties", "patternProperties", "properties", "required"}),
    **{kind: frozenset({"exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"}) for kind in _NUMBERS},
}
#: Keywords that drawn values satisfy by construction, so that no engine has to check them.
_CONSTRUCTED = frozenset(
    {
        "additionalProperties",
        "allOf",
        "anyOf",
        "const",
        "else",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "if",
        "items",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "properties",
        "required",
        "then",
        "type",
        "unevaluatedProperties",
        "uniqueItems",
    }
)


class Branch(NamedTuple):
    """One way to satisfy a schema, which refuses a value that breaks an ``asserted`` schema.

    A value that breaks an ``assumed`` schema, or satisfies a ``denied`` one, is not refused but belongs to another way.
    """

    asserted: tuple[JsonSchema, ...] = ()
    assumed: tuple[JsonSchema, ...] = ()
    denied: tuple[JsonSchema, ...] = ()

    @property
    def all(self) -> tuple[JsonSchema, ...]:
        """The schemas that hold."""
        return self.asserted + self.assumed

    @property
    def not_to_hold(self) -> tuple[JsonSchema, ...]:
        """The schemas that must not hold, including those of ``not``."""
        return self.denied + tuple(one["not"] for one in self.all if "not" in one)


def branches(schema: JSON) -> list[Branch]:
    """Return the ways to satisfy a schema, the plainest first."""
    return _ways(tree.root(schema))


def _ways(node: Node) -> list[Branch]:
    """Return the possible outcomes of the choices of a node, each with all schemas that hold then."""
    ways = [Branch(tuple(node.schemas))]
    for choice in node.choices:
        if choice.keyword == "if":
            (option,) = choice.options
            then = _both(_assumed(branches(option.condition)), _of_part(option.held))
            other = _both([Branch(denied=(option.condition,))], _of_part(option.failed))
            ways = _both(ways, [*then, *other])
        elif choice.keyword != "dependentSchemas":  # an engine filters the values that are drawn without regard to these
            ways = _both(ways, [way for option in choice.options for way in _assumed(_of_part(option.held))])
    return ways


def _of_part(part: Part | None) -> list[Branch]:
    return [Branch()] if part is None else _ways(tree.node([part]))


def combined(part: Branch) -> list[Branch]:
    """Return the ways to satisfy several schemas at once. Some of the schemas are only assumed to match, or not to match."""
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


def kinds_of(schema: JsonSchema) -> frozenset[str]:
    """Return the kinds that the ``type`` of a schema takes."""
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


def tolerated(branch: Branch) -> frozenset[str]:
    """Return the kinds that a branch accepts only with a warning. They are not drawn."""
    return frozenset(kind for one in branch.all for kind in one.get("x-tolerates", ()))


def bounds(branch: Branch, keyword: str) -> list[JSON]:
    """Return the values of a keyword in all schemas that hold."""
    return [one[keyword] for one in branch.all if keyword in one]


def choices(branch: Branch) -> list[JSON] | None:
    """Return the values that ``enum`` and ``const`` allow, or None if the branch has neither."""
    lists = [*bounds(branch, "enum"), *([value] for value in bounds(branch, "const"))]
    return [value for value in lists[0] if all(value in others for others in lists)] if lists else None


class Members(NamedTuple):
    """The members that an object may have: the schemas of each name, the required names, and the schemas of other names.

    ``others`` is None if other names are refused.
    """

    named: Mapping[str, Branch]
    required: frozenset[str]
    others: Branch | None


def members(branch: Branch) -> Members:
    """Return the members that objects of a branch may have."""
    asserted, assumed = map(_node, (branch.asserted, branch.assumed))
    denied = [one.get("properties", {}) for one in branch.denied]
    names = dict.fromkeys(name for names in (asserted.names, assumed.names, *denied) for name in names)
    found = {
        name: Branch(
            _roots(asserted.property(name)), _roots(assumed.property(name)), tuple(one[name] for one in denied if name in one)
        )
        for name in names
    }
    required = {name for names in bounds(branch, "required") for name in names}
    required |= {name for one in branch.denied for name in one.get("properties", {}) if name not in one.get("required", ())}
    closed = [one.get("properties", {}).keys() for one in branch.all if one.get("additionalProperties") is False]
    is_open = not closed and not any(one.get("unevaluatedProperties") is False for one in branch.all)
    named = {name: inner for name, inner in found.items() if all(name in names for names in closed)}
    rest = (*_roots(asserted.others()), *_roots(assumed.others()))
    return Members(named, frozenset(required), Branch(rest) if is_open else None)


def _node(schemas: tuple[JsonSchema, ...]) -> Node:
    """Return the node of schemas whose choices are made."""
    parts = tuple(Part(one, ()) for one in schemas)
    return Node(parts, parts)


def _roots(node: Node) -> tuple[JsonSchema, ...]:
    return tuple(part.schema for part in node.roots)


def is_constructed(branch: Branch) -> bool:
    """Return whether every value made from a branch is valid, so that no engine has to check it."""
    return all(
        all(keyword.startswith("x-") for keyword in one.keys() - _CONSTRUCTED - ANNOTATIONS - {"not"}) for one in branch.all
    ) and all(map(_is_plain_denial, branch.not_to_hold))


def _is_plain_denial(schema: JsonSchema) -> bool:
    keywords = schema.keys() & frozenset().union(*_ABOUT.values(), {"const", "enum", "not", "allOf", "anyOf", "oneOf", "if"})
    return keywords <= {"pattern"} or (keywords <= {"properties", "required"} and len(schema.get("properties", ())) == 1)


def holds(schema: JsonSchema) -> Callable[[JSON], bool]:
    """Return the function that asks an engine whether a value is valid."""
    return select("auto")(schema).is_valid


def keeps(branch: Branch) -> Callable[[JSON], bool]:
    """Return the function that decides whether a value, valid or not, belongs to a branch."""
    if not branch.assumed and not branch.denied:
        return lambda _: True
    return holds({"allOf": [*branch.assumed, *({"not": one} for one in branch.denied)]})


def item_schemas(branch: Branch) -> Branch:
    """Return the schemas for the items of a list."""
    return Branch(_roots(_node(branch.asserted).items()), _roots(_node(branch.assumed).items()))
