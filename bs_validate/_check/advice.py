"""Advice: doubts about values that the documentation takes and the sender probably does not mean."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bs_validate._check import suggest
from bs_validate._check.engines.interface import CompilePart
from bs_validate._check.explain import json_type, of_type
from bs_validate._check.fast_path import MAX_VARIANTS
from bs_validate._check.issues import Issue
from bs_validate._check.second_opinion import DOUBTS, Params
from bs_validate._instance.location import Location
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node, Option, Path
from bs_validate.formats import FORMATS, printable

Holds = Callable[[JSON], bool]

REGION_FIELD = "country_code"

#: The twelve characters of Unicode's property Bidi_Control.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: The other characters of Unicode's property Default_Ignorable_Code_Point, which show nothing.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: The codes of the formats in which nobody means such a character; in a name, a script may need it.
_ADDRESSES = frozenset({"email", "url"})
_ITEMS = -1


class _Place:
    """What there is to doubt at one location, worked out once from the node of the tree.

    ``children`` has the places below, by the name of a documented field, or ``_ITEMS``; None is a field that is ignored.
    ``conditions`` decide the ``options`` of the node, and ``variants`` has the place for each of their outcomes. Of a text at a
    ``quiet`` place there is nothing to doubt but characters beyond ASCII.
    """

    __slots__ = (
        "children",
        "conditions",
        "documented",
        "doubts",
        "expected",
        "fills",
        "has_items",
        "is_address",
        "is_closed",
        "is_limited",
        "is_quiet",
        "node",
        "options",
        "read_only",
        "tolerated",
        "variants",
    )

    def __init__(self, node: Node, conditions: list[Holds], *, read_only: bool) -> None:
        self.node = node
        self.options = node.options()
        self.conditions = conditions
        self.read_only = read_only or any(part.schema.get("readOnly", False) for part in node.roots)
        self.variants: dict[tuple[bool, ...], _Place] = {}
        self.children: dict[str | int, _Place | None] = {}
        self.documented = node.names.keys()
        schemas = node.schemas
        self.is_closed = any("additionalProperties" in one or "unevaluatedProperties" in one for one in schemas)
        self.fills = not self.read_only and any(type(one.get("then")) is dict and "format" in one["then"] for one in schemas)
        formats = dict.fromkeys(FORMATS[one["format"]] for one in schemas if "format" in one and not self.read_only)
        self.doubts = [DOUBTS[one.code] for one in formats if one.code in DOUBTS]
        self.is_address = any(one.code in _ADDRESSES for one in formats)
        #: The types of JSON that are taken with a warning, and its code; the fields whose absence is a warning.
        self.tolerated = {kind: code for one in schemas for kind, code in one.get("x-tolerates", {}).items()}
        self.expected = [name for one in schemas for name in one.get("x-expected", ())]
        self.has_items = any("items" in one for one in schemas)
        self.is_limited = any("maxItems" in one for one in schemas)
        self.is_quiet = not (self.doubts or self.fills or self.options or self.tolerated)


class _Found(NamedTuple):
    """The doubts about a document, and the answers of the libraries that were asked about it; dropped when the call ends."""

    issues: list[Issue]
    answers: dict[tuple[str, str, str | None], Params | None]


class Adviser:
    """Doubts documents of one schema.

    Where a document has errors, a doubt may be wrong or missing; the caller leaves out the doubts that are at an error.
    """

    __slots__ = ("_compile", "_conditions", "_root", "_schema")

    def __init__(self, schema: Schema, compile_part: CompilePart) -> None:
        """Take the schema and its engine; places are worked out when a document first has them."""
        self._schema = schema
        self._compile = compile_part
        self._conditions: dict[Path, Holds] = {}
        self._root = self._place(tree.root(schema.document), read_only=False)

    def __call__(self, document: JSON) -> list[Issue]:
        """Return the doubts about a plain document, in no order."""
        found = _Found([], {})
        self._visit(self._root, document, (), None, found)
        return found.issues

    def _place(self, node: Node, *, read_only: bool) -> _Place:
        return _Place(node, [self._condition(option) for option in node.options()], read_only=read_only)

    def _condition(self, option: Option) -> Holds:
        """Return what decides an option, compiled once however many values bring it up."""
        holds = self._conditions.get(option.path)
        if holds is None:
            holds = self._conditions[option.path] = of_type(option.condition) or self._compile(option.condition).is_valid
        return holds

    def _visit(self, place: _Place, value: JSON, location: Location, region: str | None, found: "_Found") -> None:
        if place.options:
            place = self._settled(place, value)
        if place.tolerated and json_type(value) in place.tolerated:
            found.issues.append(Issue(place.tolerated[json_type(value)], location, {}))
        if type(value) is str:
            self._text(place, value, location, region, found)
        elif type(value) is dict:
            self._object(place, value, location, region, found)
        elif type(value) is list:
            self._list(place, value, location, region, found)

    def _settled(self, place: _Place, value: JSON) -> _Place:
        """Return the place for the schemas that apply to this very value, which may bring new options with them."""
        while place.options:
            outcome = tuple([holds(value) for holds in place.conditions])
            found = place.variants.get(outcome)
            if found is None:
                found = self._place(place.node.settled(zip(place.options, outcome, strict=True)), read_only=place.read_only)
                if len(place.variants) < MAX_VARIANTS:
                    place.variants[outcome] = found
            place = found
        return place

    def _list(self, place: _Place, value: list[JSON], location: Location, region: str | None, found: "_Found") -> None:
        """Doubt several resources in one create, and texts and numbers that are in a list twice."""
        schema = self._schema
        if len(value) > 1 and schema.representation == "create" and location == (schema.envelope,) and not place.is_limited:
            found.issues.append(Issue("many_resources", location, {"count": len(value)}))
        items = place.children.get(_ITEMS)
        if items is None:
            items = place.children[_ITEMS] = self._place(place.node.items(), read_only=place.read_only)
        seen = set()
        for index, item in enumerate(value):
            if place.has_items and type(item) in (str, int, float):
                if (type(item), item) in seen:
                    found.issues.append(Issue("duplicate_item", (*location, index), {}))
                seen.add((type(item), item))
            if not (items.is_quiet and type(item) is str and item.isascii()):
                self._visit(items, item, (*location, index), region, found)

    def _object(self, place: _Place, value: dict[str, JSON], location: Location, region: str | None, found: "_Found") -> None:
        """Doubt fields that the server ignores or nobody documented, and a resource that changes nothing."""
        named = value.get(REGION_FIELD)
        region = named if type(named) is str else region
        changes = False
        for name, item in value.items():
            try:
                child = place.children[name]
            except KeyError:
                child = self._child(place, name, location, found)
            if child is None:
                found.issues.append(Issue("read_only", (*location, name), {}))
                continue
            changes = True
            if type(item) is str:
                if not (child.is_quiet and item.isascii()):
                    self._visit(child, item, (*location, name), region, found)
            elif item is not None:
                self._visit(child, item, (*location, name), region, found)
        if place.expected:
            found.issues.extend(Issue("absent", (*location, name), {}) for name in place.expected if name not in value)
        if not changes and self._schema.representation == "update" and self._is_resource(location):
            found.issues.append(Issue("empty_update", location, {}))

    def _is_resource(self, location: Location) -> bool:
        """Return whether a location is that of a resource, in the list or in place of it."""
        envelope = self._schema.envelope
        return location[:1] == (envelope,) and (len(location) == 1 or (len(location) == 2 and type(location[1]) is int))

    def _child(self, place: _Place, name: str, location: Location, found: "_Found") -> _Place | None:
        """Work out the place of a field; only documented ones are kept, since there is no end of others."""
        node = place.node.property(name)
        if place.documented and not node.roots and not place.is_closed:
            meant = suggest.field(name, place.documented)
            found.issues.append(Issue("undocumented_field", (*location, name), {} if meant is None else {"suggestion": meant}))
        ignored = self._schema.representation != "read" and any(part.schema.get("readOnly", False) for part in node.roots)
        child = None if ignored else self._place(node, read_only=place.read_only)
        if name in place.documented:
            place.children[name] = child
        return child

    def _text(self, place: _Place, value: str, location: Location, region: str | None, found: "_Found") -> None:
        if place.read_only or not place.node.parts:
            return
        if not value.isascii():
            if bidi := _BIDI.search(value):
                found.issues.append(Issue("bidi_control", location, _character(bidi)))
            if place.is_address and (hidden := _INVISIBLE.search(value)):
                found.issues.append(Issue("invisible", location, _character(hidden)))
        if place.fills and printable.is_blank(value):
            found.issues.append(Issue("blank", location, {}))
            return
        for code, doubt in place.doubts:
            asked = (code, value, region)
            if asked not in found.answers:
                found.answers[asked] = doubt(value, region)
            params = found.answers[asked]
            if params is not None:
                found.issues.append(Issue(code, location, params))


def _character(match: re.Match[str]) -> Params:
    return {"position": match.start(), "codepoint": printable.codepoint(match.group())}
