"""The fast path to the issues of a document: one walk down the tree of the schema, asking at each location what holds there.

An engine's own errors carry sentences and copies of values that are not needed, and take longer to make than everything else. So
the engine is only asked whether parts of the document are valid, and the walk goes down where one is not. What there is to ask at
a location is a ``Plan``, worked out once, when a document first has an issue there. ``simple_path`` finds the same issues without
any preparation; ``checker`` says when each is used.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bs_validate._check.engines.interface import CompilePart, ReasonOf
from bs_validate._check.explain import Explain, Refusal, explanation, holds_type, of_type, prepared
from bs_validate._check.issues import Issue, one_issue_one_error
from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location, pointer
from bs_validate._schema import tree
from bs_validate._schema.applicators import ANNOTATIONS, JSON, JsonSchema
from bs_validate._schema.tree import Node, Path
from bs_validate.formats import FORMATS, printable

Holds = Callable[[JSON], bool]

#: Outcomes of the conditions of one location whose plans are kept: ten conditions can fall out in a thousand ways, and documents
#: from outside must not be able to fill the memory.
MAX_VARIANTS = 256

_BRANCHES = frozenset({"else", "if", "then"})
#: Keywords that are asked as a whole; the engine looks into the schemas inside them.
_ASSERTIONS = frozenset(
    {
        "additionalProperties",
        "anyOf",
        "const",
        "dependentRequired",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "required",
        "type",
        "uniqueItems",
    }
)
#: A value of each Python type that JSON values have; for numbers, those that the fewest schemas take.
_ONE_OF_EACH: tuple[JSON, ...] = (None, True, 1, 1.5, "", [], {})


def is_plannable(schema: JSON) -> bool:
    """Return whether a schema has only keywords that a plan knows."""
    if type(schema) is not dict:
        return schema is True
    for keyword, value in schema.items():
        if keyword == "properties":
            inner: Iterable[JSON] = value.values()
        elif keyword == "allOf":
            inner = value
        elif keyword in _BRANCHES or keyword == "items" or (keyword == "additionalProperties" and value is not False):
            inner = (value,)
        elif keyword in _ASSERTIONS or keyword in ANNOTATIONS or keyword == "$id" or keyword.startswith("x-"):
            continue
        else:
            return False
        if not all(map(is_plannable, inner)):
            return False
    return True


class Check(NamedTuple):
    """A keyword of a schema: whether it holds for a value, and what explains it where it may not hold."""

    holds: Holds
    keyword: str
    value: JSON
    schema: JsonSchema
    schema_location: str
    explain: Explain


class Plan:
    """What there is to ask at one location: made of the node of the tree when it is first needed.

    ``is_valid`` returns whether all the schemas take a value. ``checks`` are the keywords about the value itself except
    ``type``, which is among ``checks_with_type``; of two that say the same, the first is reported. ``kinds`` are the Python types
    that surely have the right type. ``children`` has the plans of documented properties, ``items`` is that of the items of an
    array, and ``others`` that of other properties, all None where no schema applies. Where ``is_conditional``, ``settled`` leads
    on to the plan for one value.
    """

    __slots__ = (
        "_compile",
        "_conditions",
        "_node",
        "_options",
        "_reason_of",
        "_variants",
        "checks",
        "checks_with_type",
        "children",
        "is_conditional",
        "is_made",
        "is_valid",
        "items",
        "kinds",
        "others",
    )

    checks: tuple[Check, ...]
    checks_with_type: tuple[Check, ...]
    children: "Mapping[str, Plan | None]"
    is_conditional: bool
    is_valid: Holds
    items: "Plan | None"
    kinds: frozenset[type]
    others: "Plan | None"

    def __init__(self, node: Node, compile_part: CompilePart, reason_of: ReasonOf) -> None:
        """Take the schemas that apply, the engine, and the function that gives the reason of a format."""
        self._node = node
        self._compile = compile_part
        self._reason_of = reason_of
        self._variants: dict[tuple[bool, ...], Plan] = {}
        self.is_made = False
        self.is_valid = self._first_is_valid

    def make(self) -> None:
        """Work out what follows from the schemas."""
        self._options = self._node.options("if")  # alternatives are asked as a whole
        self._conditions = tuple(
            of_type(option.condition) or self._compile(option.condition).is_valid for option in self._options
        )
        self.is_conditional = bool(self._conditions)
        checks = [
            _check((*part.path, keyword), part.schema, self._compile, self._reason_of)
            for part in self._node.parts
            for keyword, value in part.schema.items()
            if keyword in _ASSERTIONS and not _is_left_out(keyword, value, part.schema)
        ]
        self.checks_with_type = tuple(sorted(checks, key=lambda check: check.schema_location))
        self.checks = tuple(check for check in self.checks_with_type if check.keyword != "type")
        types = [check.holds for check in checks if check.keyword == "type"]
        self.kinds = frozenset(type(one) for one in _ONE_OF_EACH if all(holds(one) for holds in types))
        self.children = {name: self._plan(self._node.property(name)) for name in self._node.names}
        self.items = self._plan(self._node.items())
        self.others = self._plan(self._node.others())
        self.is_made = True

    def settled(self, value: JSON) -> "Plan":
        """Return the plan for this very value: which of two branches applies depends on it."""
        outcome = tuple([holds(value) for holds in self._conditions])
        found = self._variants.get(outcome)
        if found is None:
            node = self._node.settled(zip(self._options, outcome, strict=True))
            found = Plan(node, self._compile, self._reason_of)
            found.make()
            if len(self._variants) < MAX_VARIANTS:
                self._variants[outcome] = found
        return found

    def _plan(self, node: Node) -> "Plan | None":
        return Plan(node, self._compile, self._reason_of) if node.parts else None

    def _first_is_valid(self, value: JSON) -> bool:
        """Make the schemas ready when they are first asked."""
        schemas = [part.schema for part in self._node.roots]
        self.is_valid = self._compile(schemas[0] if len(schemas) == 1 else {"allOf": schemas}).is_valid
        return self.is_valid(value)


def plan(schema: JsonSchema, compile_part: CompilePart, reason_of: ReasonOf = reason) -> Plan:
    """Return the plan of whole documents. The schema must be plannable."""
    return Plan(tree.root(schema), compile_part, reason_of)


# Faster than the constructor of a NamedTuple, which matters here because there are many.
_new: Any = tuple.__new__


def walk(plan: Plan, ranks: Mapping[str, int], document: JSON) -> list[Issue]:
    """Return the issues of a plain document in document order; ``ranks`` orders the missing fields of an object."""
    found: list[Issue] = []
    _visit(plan, ranks, document, (), [], found)
    return found


def _visit(plan: Plan, ranks: Mapping[str, int], value: JSON, location: Location, here: list[Issue], found: list[Issue]) -> None:
    """Add the issues at a value and below it to those found; ``here`` has the issues that its object already knows of."""
    if not plan.is_made:
        plan.make()
    while plan.is_conditional:
        plan = plan.settled(value)
    inside: dict[str | int, list[Issue]] = {}
    kind = type(value)
    for holds, keyword, stated, schema, schema_location, explain in plan.checks if kind in plan.kinds else plan.checks_with_type:
        if holds(value):
            continue
        for code, path, params in explain(_new(Refusal, (keyword, stated, value, schema))):
            if path:
                inside.setdefault(path[0], []).append(_new(Issue, (code, location + path, params, schema_location)))
            else:
                here.append(_new(Issue, (code, location, params, schema_location)))
    if here:
        found += one_issue_one_error(here)
    if kind is dict:
        _visit_object(plan, ranks, value, location, inside, found)
    elif kind is list and plan.items is not None:
        items = plan.items
        for index, item in enumerate(value):
            if len(value) == 1 or not items.is_valid(item):
                _visit(items, ranks, item, (*location, index), [], found)


def _visit_object(
    plan: Plan,
    ranks: Mapping[str, int],
    value: dict[str, JSON],
    location: Location,
    inside: dict[str | int, list[Issue]],
    found: list[Issue],
) -> None:
    """Visit the members that an object has, then those that it lacks; ``inside`` has the issues known of either, by name."""
    child_of = plan.children.get
    others = plan.others
    is_alone = len(value) == 1
    for name, item in value.items():
        child = child_of(name, others)
        said = inside.pop(name, None) if inside else None
        if child is not None and (said or is_alone or not child.is_valid(item)):
            _visit(child, ranks, item, (*location, name), said or [], found)
        elif said:
            found += one_issue_one_error(said)
    if inside:
        missing = sorted(map(str, inside), key=lambda name: (ranks.get(name, 0), name))
        for name in missing:
            found += one_issue_one_error(inside[name])


def _is_left_out(keyword: str, value: JSON, schema: JsonSchema) -> bool:
    """Return whether a keyword adds nothing to the plan: the schema of other properties, or what the format beside it reports."""
    if keyword == "additionalProperties":
        return value is not False
    return keyword == "not" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, value)


def _check(path: Path, schema: JsonSchema, compile_part: CompilePart, reason_of: ReasonOf) -> Check:
    keyword = str(path[-1])
    make = _HOLDS.get(keyword)
    if keyword == "pattern" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, schema[keyword]):
        holds: Holds = _is_not_blank
    else:
        holds = compile_part({keyword: schema[keyword]}).is_valid if make is None else make(schema)
    return Check(holds, keyword, prepared(keyword, schema, reason_of), schema, pointer(path), explanation(path, schema))


def _is_not_blank(value: JSON) -> bool:
    """Stand for a pattern that the format beside it implies: only blank texts get another code from it than from the format."""
    return type(value) is not str or not printable.is_blank(value)


# Keywords that are quicker to check here: the engine is handed a copy of the whole instance.


def _holds_type(schema: JsonSchema) -> Holds:
    return holds_type(schema["type"])


def _holds_required(schema: JsonSchema) -> Holds:
    names = frozenset(schema["required"])
    return lambda value: type(value) is not dict or names <= value.keys()


def _holds_additional(schema: JsonSchema) -> Holds:
    names = frozenset(schema.get("properties", ()))
    return lambda value: type(value) is not dict or value.keys() <= names


def _holds_min_length(schema: JsonSchema) -> Holds:
    least = schema["minLength"]
    return lambda value: type(value) is not str or len(value) >= least


def _holds_max_length(schema: JsonSchema) -> Holds:
    most = schema["maxLength"]
    return lambda value: type(value) is not str or len(value) <= most


def _holds_min_items(schema: JsonSchema) -> Holds:
    least = schema["minItems"]
    return lambda value: type(value) is not list or len(value) >= least


def _holds_max_items(schema: JsonSchema) -> Holds:
    most = schema["maxItems"]
    return lambda value: type(value) is not list or len(value) <= most


def _holds_format(_: JsonSchema) -> Holds:
    """Leave texts to the explanation, which is empty where the format holds; the engine would ask the same function."""
    return lambda value: type(value) is not str


_HOLDS: Mapping[str, Callable[[JsonSchema], Holds]] = MappingProxyType(
    {
        "additionalProperties": _holds_additional,
        "format": _holds_format,
        "maxItems": _holds_max_items,
        "maxLength": _holds_max_length,
        "minItems": _holds_min_items,
        "minLength": _holds_min_length,
        "required": _holds_required,
        "type": _holds_type,
    }
)
