"""What follows from a schema for each place in a document: which keywords look there, and what lies below.

Worked out once, place by place, when a document first has a fault there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from bs_validate._check.engines import Compile
from bs_validate._check.explain import EXPLAIN, Explain, constraint, has_type, prepared
from bs_validate._instance.location import pointer
from bs_validate._schema.applicators import JSON, Keywords

Path = tuple[str | int, ...]
Holds = Callable[[JSON], bool]

ITEMS = -1
#: How many ways in which the conditions of a place can fall out are kept: ten conditions can in a thousand.
MAX_VARIANTS = 256

_BRANCHES = frozenset({"else", "if", "then"})
#: Keywords that are asked as a whole; schemas inside of them are the engine's concern.
_ASSERTIONS = frozenset(
    {
        *("type", "enum", "const", "not", "anyOf", "oneOf", "format", "pattern", "minLength", "maxLength"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"),
        *("required", "dependentRequired", "additionalProperties", "minProperties", "maxProperties"),
    }
)
_ANNOTATIONS = frozenset(
    {"$comment", "$id", "$schema", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"}
)
#: A value of each type that JSON has, as Python has it; of numbers those that fewest schemas take.
_ONE_OF_EACH: tuple[JSON, ...] = (None, True, 1, 1.5, "", [], {})


def is_plannable(schema: JSON) -> bool:
    """Say whether a schema has only keywords that a plan knows."""
    if type(schema) is not dict:
        return schema is True
    for keyword, value in schema.items():
        if keyword == "properties":
            inner: Iterable[JSON] = value.values()
        elif keyword == "allOf":
            inner = value
        elif keyword in _BRANCHES or keyword == "items" or (keyword == "additionalProperties" and value is not False):
            inner = (value,)
        elif keyword in _ASSERTIONS or keyword in _ANNOTATIONS or keyword.startswith("x-"):
            continue
        else:
            return False
        if not all(map(is_plannable, inner)):
            return False
    return True


class Check(NamedTuple):
    """A keyword of a schema: whether it surely holds for a value, and what explains it where not."""

    holds: Holds
    keyword: str
    value: JSON
    schema: Keywords
    schema_location: str
    explain: Explain


class Node:
    """One place: the schemas that look there, and, once it is made, what follows from them.

    ``is_valid`` says whether all the schemas take a value. ``checks`` are the keywords that look at the value itself, but for
    ``type``, which is among ``checks_with_type``; of two that say the same the first is told of. ``kinds`` are the Python types
    that surely have the right type. ``children`` has the nodes of documented properties, and that of ``ITEMS``; ``is_open``
    says whether there are ``other`` properties with nodes. Where ``is_conditional``, ``settled`` leads on to that of one value.
    """

    __slots__ = (
        *("_compile", "_conditions", "_parts", "_variants"),
        *("checks", "checks_with_type", "children", "is_conditional", "is_made", "is_open", "is_valid", "kinds"),
    )

    checks: tuple[Check, ...]
    checks_with_type: tuple[Check, ...]
    children: "Mapping[str | int, Node]"
    is_conditional: bool
    is_open: bool
    is_valid: Holds
    kinds: frozenset[type]

    def __init__(self, parts: "Iterable[_Part]", compile_part: Compile) -> None:
        """Take the schemas, and what makes a part of one ready; nothing is made before it is needed."""
        self._compile = compile_part
        self._parts = tuple(parts)
        self._variants: dict[tuple[bool, ...], Node] = {}
        self.is_made = False
        self.is_valid = self._first_is_valid

    def make(self) -> None:
        """Work out what follows from the schemas."""
        self._conditions = tuple(self._compile(part.schema["if"]).is_valid for part in self._undecided())
        self.is_conditional = bool(self._conditions)
        checks = [
            _check((*part.path, keyword), part.schema, self._compile)
            for part in self._parts
            for keyword, value in part.schema.items()
            if keyword in _ASSERTIONS and (keyword != "additionalProperties" or value is False)
        ]
        self.checks_with_type = tuple(sorted(checks, key=lambda check: check.schema_location))
        self.checks = tuple(check for check in self.checks_with_type if check.keyword != "type")
        types = [check.holds for check in checks if check.keyword == "type"]
        self.kinds = frozenset(type(one) for one in _ONE_OF_EACH if all(holds(one) for holds in types))
        named = {name for part in self._parts for name in part.schema.get("properties", ())}
        self.children = {name: child for name in (*named, ITEMS) if (child := self.other(name)) is not None}
        self.is_open = any(type(part.schema.get("additionalProperties")) is dict for part in self._parts)
        self.is_made = True

    def settled(self, value: JSON) -> "Node":
        """Return the node of the schemas that look at this very value: which of two branches does depends on it."""
        outcome = tuple([holds(value) for holds in self._conditions])
        found = self._variants.get(outcome)
        if found is None:
            found = Node(self._decided(outcome), self._compile)
            if len(self._variants) < MAX_VARIANTS:
                self._variants[outcome] = found
        return found

    def other(self, name: str | int) -> "Node | None":
        """Make the node of a property, or of the items; None where no schema looks at it."""
        parts = [inner for part in self._parts for inner in _inside(part, name)]
        return Node(parts, self._compile) if parts else None

    def _first_is_valid(self, value: JSON) -> bool:
        """Make the schemas ready when they are first asked."""
        schemas = [part.schema for part in self._parts]
        self.is_valid = self._compile(schemas[0] if len(schemas) == 1 else {"allOf": schemas}).is_valid
        return self.is_valid(value)

    def _undecided(self) -> "Iterator[_Part]":
        return (part for part in self._parts if "if" in part.schema and not part.is_decided)

    def _decided(self, outcome: tuple[bool, ...]) -> "Iterator[_Part]":
        """Go through the schemas with the branches that the outcome of their conditions leads to."""
        yield from (part._replace(is_decided=True) for part in self._parts)
        for part, held in zip(self._undecided(), outcome, strict=True):
            branch = "then" if held else "else"
            yield from _flat(part.schema.get(branch), (*part.path, branch))


def plan(schema: Keywords, compile_part: Compile) -> Node:
    """Return the node of whole documents. The schema must be plannable."""
    return Node(_flat(schema, ()), compile_part)


class _Part(NamedTuple):
    """A schema with the path that leads to it, and whether its ``if`` is decided."""

    schema: Keywords
    path: Path
    is_decided: bool = False


def _flat(schema: JSON, path: Path) -> Iterator[_Part]:
    """Go through a schema and those that it says must hold too."""
    if type(schema) is dict:
        yield _Part(schema, path)
        for index, one in enumerate(schema.get("allOf", ())):
            yield from _flat(one, (*path, "allOf", index))


def _inside(part: _Part, name: str | int) -> Iterator[_Part]:
    """Go through the schemas that a schema has for a property, or for the items."""
    if name == ITEMS:
        yield from _flat(part.schema.get("items"), (*part.path, "items"))
    elif name in part.schema.get("properties", ()):
        yield from _flat(part.schema["properties"][name], (*part.path, "properties", name))
    else:
        yield from _flat(part.schema.get("additionalProperties"), (*part.path, "additionalProperties"))


def _check(path: Path, schema: Keywords, compile_part: Compile) -> Check:
    keyword = str(path[-1])
    make = _HOLDS.get(keyword)
    holds = compile_part({keyword: schema[keyword]}).is_valid if make is None else make(schema)
    return Check(holds, keyword, prepared(keyword, schema), schema, pointer(path), EXPLAIN.get(keyword, constraint))


# What would take the engine longer to be told than to say, since it is handed a copy of the whole instance.


def _holds_type(schema: Keywords) -> Holds:
    expected = schema["type"]
    return partial(has_type, frozenset([expected] if type(expected) is str else expected))


def _holds_required(schema: Keywords) -> Holds:
    names = frozenset(schema["required"])
    return lambda value: type(value) is not dict or names <= value.keys()


def _holds_additional(schema: Keywords) -> Holds:
    names = frozenset(schema.get("properties", ()))
    return lambda value: type(value) is not dict or value.keys() <= names


def _holds_min_items(schema: Keywords) -> Holds:
    least = schema["minItems"]
    return lambda value: type(value) is not list or len(value) >= least


def _holds_max_items(schema: Keywords) -> Holds:
    most = schema["maxItems"]
    return lambda value: type(value) is not list or len(value) <= most


def _holds_format(_: Keywords) -> Holds:
    """Leave texts to the explanation, which is empty where the format holds: the engine would ask the same function."""
    return lambda value: type(value) is not str


_HOLDS: Mapping[str, Callable[[Keywords], Holds]] = MappingProxyType(
    {
        "additionalProperties": _holds_additional,
        "format": _holds_format,
        "maxItems": _holds_max_items,
        "minItems": _holds_min_items,
        "required": _holds_required,
        "type": _holds_type,
    }
)
