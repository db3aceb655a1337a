"""Advice: what the documentation does not refuse but the sender probably does not mean. Worked out only when asked for."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bs_validate._check import suggest
from bs_validate._check.faults import Fault
from bs_validate._check.plan import MAX_VARIANTS
from bs_validate._check.second_opinion import DOUBTS, Params
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON, Keywords
from bs_validate._schema.catalog import Schema
from bs_validate._schema.patterns import compiled
from bs_validate.formats import FORMATS, printable

Holds = Callable[[Keywords, JSON], bool]

REGION_FIELD = "country_code"

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CHOICES = frozenset({"anyOf", "oneOf", "if"})


class _Node:
    """The schemas that look at a value, and what follows from them: worked out once, whatever values come by.

    ``children`` has what is below, by the name of a documented field, or -1 for items; None is a field that is ignored.
    ``conditions`` are the schemas that a choice depends on, and ``variants`` has the node for each way in which they can fall
    out. Of a text at a ``quiet`` node there is nothing to doubt but signs beyond ASCII.
    """

    __slots__ = (
        *("children", "closed", "conditions", "documented", "doubts", "fills", "has_choices", "is_quiet", "read_only"),
        *("schemas", "variants"),
    )

    def __init__(self, schemas: Iterable[JSON], *, read_only: bool = False, is_settled: bool = False) -> None:
        given: list[Keywords] = [one for one in schemas if type(one) is dict]
        every = given if is_settled else [inner for one in given for inner in _every(one)]
        self.has_choices = not is_settled and any(_CHOICES & one.keys() for one in every)
        self.conditions = [] if is_settled else [part for one in given for part in _conditions(one)]
        self.schemas = given if self.has_choices else every
        self.read_only = read_only or any(one.get("readOnly", False) for one in given)
        self.variants: dict[tuple[bool, ...], _Node] = {}
        self.children: dict[str | int, _Node | None] = {}
        self.documented = {name for one in every for name in one.get("properties", ())}
        self.closed = any("additionalProperties" in one or "unevaluatedProperties" in one for one in every)
        self.fills = not self.read_only and any(type(one.get("then")) is dict and "format" in one["then"] for one in every)
        formats = dict.fromkeys(FORMATS[one["format"]] for one in every if "format" in one and not self.read_only)
        self.doubts = [DOUBTS[one.code] for one in formats if one.code in DOUBTS]
        self.is_quiet = not (self.doubts or self.fills or self.has_choices)


class _Found(NamedTuple):
    """What is found in a document, and what was already asked of a library there; gone with the call."""

    faults: list[Fault]
    known: dict[tuple[str, str, str | None], Params | None]


class Adviser:
    """Doubts documents of one schema.

    ``holds`` says whether an instance is valid under a part of the schema. Where a document has errors, what is said may be wrong
    or missing: the caller leaves out what stands at one.
    """

    __slots__ = ("_holds", "_root", "_schema")

    def __init__(self, schema: Schema, holds: Holds) -> None:
        """Take the schema; what follows from its parts is worked out when a document first has them."""
        self._schema = schema
        self._holds = holds
        self._root = _Node([schema.document])

    def __call__(self, document: JSON) -> list[Fault]:
        """Return the doubts about a plain document, in no order."""
        found = _Found([], {})
        self._visit(self._root, document, (), None, found)
        return found.faults

    def _visit(self, node: _Node, value: JSON, location: Location, region: str | None, found: "_Found") -> None:
        node = self._settled(node, value)
        if type(value) is str:
            self._text(node, value, location, region, found)
        elif type(value) is list:
            self._list(node, value, location, region, found)
        elif type(value) is dict:
            self._object(node, value, location, region, found)

    def _settled(self, node: _Node, value: JSON) -> _Node:
        """Return the node for the schemas that look at this value: which those are may depend on it."""
        if not node.has_choices:
            return node
        outcome = tuple([self._holds(part, value) for part in node.conditions])
        found = node.variants.get(outcome)
        if found is None:
            schemas = [inner for one in node.schemas for inner in _applicable(one, value, self._holds)]
            found = _Node(schemas, read_only=node.read_only, is_settled=True)
            if len(node.variants) < MAX_VARIANTS:
                node.variants[outcome] = found
        return found

    def _list(self, node: _Node, value: list[JSON], location: Location, region: str | None, found: "_Found") -> None:
        """Doubt several resources in one create, and texts and numbers that stand in a list before."""
        schema = self._schema
        is_create = schema.representation == "create" and location == (schema.envelope,)
        if is_create and len(value) > 1 and not any("maxItems" in one for one in node.schemas):
            found.faults.append(Fault("many_resources", location, {"count": len(value)}))
        items = node.children.get(-1)
        if items is None:
            items = node.children[-1] = _Node((one.get("items") for one in node.schemas), read_only=node.read_only)
        has_items = any("items" in one for one in node.schemas)
        seen = set()
        for index, item in enumerate(value):
            if has_items and type(item) in (str, int, float):
                if (type(item), item) in seen:
                    found.faults.append(Fault("duplicate_item", (*location, index), {}))
                seen.add((type(item), item))
            self._visit(items, item, (*location, index), region, found)

    def _object(self, node: _Node, value: dict[str, JSON], location: Location, region: str | None, found: "_Found") -> None:
        """Doubt fields that are not taken back or not documented, and a resource that changes nothing."""
        named = value.get(REGION_FIELD)
        region = named if type(named) is str else region
        changes = False
        for name, item in value.items():
            try:
                child = node.children[name]
            except KeyError:
                child = self._child(node, name, location, found)
            if child is None:
                found.faults.append(Fault("read_only", (*location, name), {}))
                continue
            changes = True
            if type(item) is str:
                if not (child.is_quiet and item.isascii()):
                    self._text(self._settled(child, item), item, (*location, name), region, found)
            elif item is not None:
                self._visit(child, item, (*location, name), region, found)
        if not changes and self._schema.representation == "update" and location[:-1] == (self._schema.envelope,):
            found.faults.append(Fault("empty_update", location, {}))

    def _child(self, node: _Node, name: str, location: Location, found: "_Found") -> _Node | None:
        """Work out what follows for a field; only documented ones are kept, since there is no end of others."""
        inner = _property(node.schemas, name)
        if node.documented and not inner and not node.closed:
            meant = suggest.field(name, node.documented)
            found.faults.append(Fault("undocumented_field", (*location, name), {} if meant is None else {"suggestion": meant}))
        ignored = self._schema.representation != "read" and any(type(one) is dict and one.get("readOnly", False) for one in inner)
        child = None if ignored else _Node(inner, read_only=node.read_only)
        if name in node.documented:
            node.children[name] = child
        return child

    def _text(self, node: _Node, value: str, location: Location, region: str | None, found: "_Found") -> None:
        if node.read_only or not node.schemas:
            return
        bidi = None if value.isascii() else _BIDI.search(value)
        if bidi:
            where = {"position": bidi.start(), "codepoint": printable.codepoint(bidi.group())}
            found.faults.append(Fault("bidi_control", location, where))
        if node.fills and printable.is_blank(value):
            found.faults.append(Fault("blank", location, {}))
            return
        for code, doubt in node.doubts:
            asked = (code, value, region)
            if asked not in found.known:
                found.known[asked] = doubt(value, region)
            params = found.known[asked]
            if params is not None:
                found.faults.append(Fault(code, location, params))


def _every(schema: Keywords) -> Iterator[Keywords]:
    """Go through a schema and those inside it that look at the same value whatever it is."""
    yield schema
    for one in schema.get("allOf", ()):
        if type(one) is dict:
            yield from _every(one)


def _conditions(schema: Keywords) -> Iterator[Keywords]:
    """Go through the schemas that decide, in a schema and those inside it, which of them hold for a value."""
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if type(one) is dict:
            yield one
            yield from _conditions(one)
    if type(schema.get("if")) is dict:
        yield schema["if"]
    for one in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if type(one) is dict:
            yield from _conditions(one)


def _applicable(schema: Keywords, value: JSON, holds: Holds) -> Iterator[Keywords]:
    """Go through a schema and those inside it that look at the same value, as far as they hold for it."""
    yield schema
    inside = list(schema.get("allOf", ()))
    inside += [one for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())) if type(one) is dict and holds(one, value)]
    if type(schema.get("if")) is dict:
        inside.append(schema.get("then" if holds(schema["if"], value) else "else"))
    for one in inside:
        if type(one) is dict:
            yield from _applicable(one, value, holds)


def _property(schemas: Iterable[Keywords], name: str) -> list[JSON]:
    """Return the schemas, true among them, that an object's schemas have for one property."""
    found = []
    for schema in schemas:
        named = [schema["properties"][name]] if name in schema.get("properties", ()) else []
        named += [one for pattern, one in schema.get("patternProperties", {}).items() if compiled(pattern).search(name)]
        found += named or [one for one in (schema.get("additionalProperties"),) if type(one) is dict]
    return found
