"""Prepare the checks of the values at each location of a document, once for each schema."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bs_validate._check import checks
from bs_validate._check.advice import Advice
from bs_validate._check.checks import Check, Holds
from bs_validate._check.engines.interface import CompilePart, ReasonOf
from bs_validate._check.explain import json_type, of_type
from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node, Option, Path
from bs_validate.formats import FORMATS

#: Outcomes of the conditions at one location whose places are kept: ten conditions have a thousand outcomes, and documents from
#: outside must not be able to fill the memory.
MAX_VARIANTS = 256

#: The keywords that refuse an object for its names, and an array for the number of its items.
_OF_FORM = frozenset(
    {"additionalProperties", "dependentRequired", "maxItems", "maxProperties", "minItems", "minProperties", "required"}
)

#: The roles of places: the document, what its envelope holds, and the resources in that if it is a list.
DOCUMENT, ENVELOPE, RESOURCE = "document", "envelope", "resource"


class Making(NamedTuple):
    """The common parts of all places of a schema: the schema, the engine, the reasons of formats, the compiled conditions."""

    schema: Schema
    compile_part: CompilePart
    reason_of: ReasonOf
    conditions: dict[Path, Holds]

    def condition(self, option: Option) -> Holds:
        """Return the check that decides an option, which is compiled only once for all places."""
        holds = self.conditions.get(option.path)
        if holds is None:
            holds = of_type(option.condition) or self.compile_part(option.condition).is_valid
            self.conditions[option.path] = holds
        return holds


class Way(NamedTuple):
    """A property that is a phone number with possible warnings, or that leads to one.

    ``is_number`` is true if a text there can have no other warnings.
    """

    name: str
    place: "Place"
    is_number: bool


class _Children(dict[str, "Place | None"]):
    """The places of properties by name. Those of documented names are made at first use and kept."""

    __slots__ = ("_of",)

    def __init__(self, of: "Place") -> None:
        super().__init__()
        self._of = of

    def __missing__(self, name: str) -> "Place | None":
        of = self._of
        if name not in of.advice.documented:
            return of.other(name)
        place = self[name] = of.child(name)
        return place


class Place:
    """The checks of the values at one location.

    Errors and warnings use the same schemas, but warnings also use those of the alternatives (``anyOf``, ``oneOf``) that a value
    matches. For errors, the engine checks alternatives as a whole. So a place has two nodes of the tree, which are the same if
    there are no alternatives.

    - ``is_valid`` returns whether a value has no errors.
    - ``is_conditional``: the schemas depend on the value; ``settled`` returns the place for it.
    - ``checks`` are the keywords about the value itself that may refuse it, by its Python type; they are there after ``make``.
    - ``advice`` has the rules for warnings; ``is_quiet`` returns whether a valid value gives no warning.
    - ``children`` and ``items`` lead to the places below, None where nothing can be said about the values.
    - ``ways`` are the documented properties that are, or lead to, texts that are doubted as phone numbers; ``only_number`` is the
      name of the only one.
    - ``is_ignored``: the server ignores the value, so that it is not searched for anything to doubt.
    - ``role`` is that of the document, of its envelope, of the resources in it, or empty.
    """

    __slots__ = (
        "_advised",
        "_conditions",
        "_has_patterns",
        "_is_read_only",
        "_items",
        "_making",
        "_node",
        "_only_number",
        "_only_resource",
        "_options",
        "_others",
        "_variants",
        "_ways",
        "advice",
        "checks",
        "children",
        "is_conditional",
        "is_ignored",
        "is_made",
        "is_quiet",
        "is_valid",
        "role",
    )

    checks: Mapping[type, tuple[Check, ...]]
    is_quiet: Holds
    is_valid: Holds

    def __init__(self, node: Node, advised: Node, making: Making, role: str = "", *, is_read_only: bool = False) -> None:
        """Take the nodes for errors and for warnings. ``is_read_only`` means that only the server writes the enclosing value."""
        is_read_only_here = is_marked(advised)
        self._node = node
        self._advised = advised
        self._making = making
        self._options = advised.options()
        self._conditions: tuple[Holds, ...] | None = None
        self._variants: dict[tuple[bool, ...], Place] = {}
        self._has_patterns = any("patternProperties" in one for one in advised.schemas)
        self._is_read_only = is_read_only or is_read_only_here
        self._items: tuple[Place | None] | None = None
        self._others: tuple[Place | None] | None = None
        self._ways: tuple[Way, ...] | None = None
        self._only_number: tuple[str | None] | None = None
        self._only_resource: tuple[str, Place | None] | None = None
        self.advice = Advice(advised, is_read_only=self._is_read_only)
        self.children = _Children(self)
        self.is_conditional = bool(self._options)
        self.is_ignored = is_read_only_here and making.schema.representation != "read"
        self.is_made = False
        self.is_quiet = self.advice.is_quiet
        self.is_valid = self._first_is_valid
        self.role = role

    def make(self) -> None:
        """Prepare the checks."""
        making = self._making
        self.checks = checks.checks(self._node.parts, making.compile_part, making.reason_of)
        self.is_made = True

    def settled(self, value: JSON) -> "Place":
        """Return the place for one value after its conditions are decided. It may have further conditions."""
        if self._conditions is None:
            self._conditions = tuple(map(self._making.condition, self._options))
        outcome = tuple([holds(value) for holds in self._conditions])
        found = self._variants.get(outcome)
        if found is None:
            found = self._variant(outcome)
            if len(self._variants) < MAX_VARIANTS:
                self._variants[outcome] = found
        return found

    def _variant(self, outcome: tuple[bool, ...]) -> "Place":
        decided = list(zip(self._options, outcome, strict=True))
        of_errors = {option.path for option in self._node.options("if")}
        node = self._node.settled(one for one in decided if one[0].path in of_errors)
        is_same = self._advised is self._node and len(of_errors) == len(decided)
        advised = node if is_same else self._advised.settled(decided)
        return Place(node, advised, self._making, self.role, is_read_only=self._is_read_only)

    @property
    def items(self) -> "Place | None":
        """The place of the items of an array."""
        if self._items is None:
            self._items = (self._below(Node.items, RESOURCE if self.role == ENVELOPE else ""),)
        return self._items[0]

    @property
    def ways(self) -> tuple[Way, ...]:
        """The documented properties under which there may be a phone number."""
        if self._ways is None:
            names = [name for name in self._advised.names if has_phones(self._advised.property(name))]
            places = [(name, place) for name in names if (place := self.children[name]) is not None]
            self._ways = tuple(
                Way(name, place, place.advice.is_phone_alone and not place.is_conditional) for name, place in places
            )
        return self._ways

    def entered(self, document: JSON) -> "tuple[Place, JSON, Location]":
        """Return where a walk over a document begins, if this is the place of whole documents: a place, a value and its location.

        A document of the form ``{envelope: [resource]}``, as nearly all are, has no errors or warnings outside the resource if
        the schema allows the form. The walk then begins at the resource.
        """
        if type(document) is dict and len(document) == 1:
            if self._only_resource is None:
                self._only_resource = self._of_only_resource()
            envelope, place = self._only_resource
            if place is not None:
                held = document.get(envelope)
                if type(held) is list and len(held) == 1:
                    return place, held[0], (envelope, 0)
        return self, document, ()

    def _of_only_resource(self) -> "tuple[str, Place | None]":
        """Return the envelope and the place of the resource in a document of that form, or None if the form decides nothing."""
        envelope = self._making.schema.envelope
        if envelope is None or not self.holds_by_form({envelope: [{}]}):
            return "", None
        held = self.children[envelope]
        while held is not None and held.is_conditional:
            held = held.settled([{}]) if held.depends_on_type else None
        is_entered = held is not None and not held.is_ignored and held.holds_by_form([{}])
        return envelope, held.items if held is not None and is_entered else None

    @property
    def depends_on_type(self) -> bool:
        """Whether nothing but the type of a value decides the conditions."""
        return all(of_type(option.condition) is not None for option in self._options)

    def holds_by_form(self, value: JSON) -> bool:
        """Return whether nothing is said of any value with the same names, or the same number of items, as this one."""
        if self.is_conditional or self.advice.expected or json_type(value) in self.advice.tolerates:
            return False
        if not self.is_made:
            self.make()
        return all(check.keyword.name in _OF_FORM and check.holds(value) for check in self.checks[type(value)])

    @property
    def only_number(self) -> str | None:
        """The name of the only way if it is that of a number, and if the place does not depend on the value."""
        if self._only_number is None:
            ways = () if self.is_conditional else self.ways
            self._only_number = (ways[0].name if len(ways) == 1 and ways[0].is_number else None,)
        return self._only_number[0]

    def child(self, name: str) -> "Place | None":
        """Make the place of a documented property."""
        is_envelope = self.role == DOCUMENT and name == self._making.schema.envelope
        return self._below(lambda node: node.property(name), ENVELOPE if is_envelope else "")

    def other(self, name: str) -> "Place | None":
        """Return the place of a property that is not documented."""
        if self._has_patterns:
            return self._below(lambda node: node.property(name), "")
        if self._others is None:
            self._others = (self._below(Node.others, ""),)
        return self._others[0]

    def _below(self, way: Callable[[Node], Node], role: str) -> "Place | None":
        node = way(self._node)
        advised = node if self._advised is self._node else way(self._advised)
        if not (advised.parts or role):
            return None
        return Place(node, advised, self._making, role, is_read_only=self._is_read_only)

    def _first_is_valid(self, value: JSON) -> bool:
        """Compile the schemas when they are first used."""
        schemas = [part.schema for part in self._node.roots] or [{}]  # for a resource of which nothing is said
        self.is_valid = self._making.compile_part(schemas[0] if len(schemas) == 1 else {"allOf": schemas}).is_valid
        return self.is_valid(value)


def is_marked(node: Node) -> bool:
    """Return whether a schema that leads to a node declares that only the server writes the value."""
    return any(part.schema.get("readOnly", False) for part in node.roots)


def has_phones(node: Node) -> bool:
    """Return whether a value at a node may be a phone number, or have one under documented names."""
    every = node.possible()
    if any("format" in one and FORMATS[one["format"]].code == "phone" for one in every.schemas):
        return True
    return any(has_phones(below) for below in (every.items(), *map(every.property, every.names)) if below.parts)


def root(schema: Schema, compile_part: CompilePart, reason_of: ReasonOf = reason) -> Place:
    """Return the place of whole documents. If no check exists for some keyword of the schema, it is only for warnings."""
    whole = tree.root(schema.document)
    node = whole if checks.is_known(schema.document) else tree.node(())
    return Place(node, whole, Making(schema, compile_part, reason_of, {}), DOCUMENT)
