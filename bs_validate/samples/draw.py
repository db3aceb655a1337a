"""Draw values that a schema accepts, from the facts about a made-up person or else from the keywords of the schema."""

import copy
import math
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from bs_validate._check.engines.select import select
from bs_validate._check.explain import json_type
from bs_validate._schema import tree
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node, Path

JSON = Any

#: The most values that are drawn for one place.
_TRIES = 30
#: The most values that are drawn for one document: a payload has about a hundred.
_MOST = 5000

_WORDS = ("Garden", "Harbour", "Sunrise", "Olive", "Lake", "Meadow", "Cedar", "Summit", "Amber", "River", "Maple", "Coast")
_FORMATTED: Mapping[str, tuple[str, ...]] = {
    "email": ("anna.weber@example.com",),
    "url": ("https://www.example.com/",),
    "phone": ("+33 6 12 34 56 78",),
    "time": ("2024-05-17T09:30:00Z",),
}
_UNSET = object()


class NoExample(ValueError):
    """Raised when no example can be made; its message is a sentence for people."""


class _Drawing(NamedTuple):
    """The state of drawing one document; ``tries`` counts down to the end of the attempt."""

    random: Random
    facts: Mapping[str, JSON]
    complete: bool
    is_read: bool
    envelope: str | None
    fits: Callable[[Node, JSON], bool]
    tries: Iterator[int]


class Drawer:
    """Draw documents of one schema; a drawer keeps the parts of the schema that it has compiled."""

    __slots__ = ("_compile", "_compiled", "_schema")

    def __init__(self, schema: Schema) -> None:
        """Take the schema."""
        self._schema = schema
        self._compile = select("auto")
        self._compiled: dict[Path, Callable[[JSON], bool]] = {}

    def document(self, random: Random, facts: Mapping[str, JSON], *, complete: bool) -> JSON:
        """Draw a document; with ``complete``, it has every field that can be drawn. Raises ``NoExample``."""
        is_read = self._schema.representation == "read"
        drawing = _Drawing(random, facts, complete, is_read, self._schema.envelope, self._fits, iter(range(_MOST)))
        value = _value(drawing, tree.root(self._schema.document), None)
        if value is _UNSET:
            raise NoExample(f"{self._schema.name}: no example could be made from the keywords of this schema")
        return value

    def _fits(self, node: Node, value: JSON) -> bool:
        """Return whether a value is valid for the schemas that lead to a place."""
        return all(self._check(part.path, part.schema)(value) for part in node.roots)

    def _check(self, path: Path, schema: JsonSchema) -> Callable[[JSON], bool]:
        if path not in self._compiled:
            self._compiled[path] = self._compile(schema).is_valid
        return self._compiled[path]


def _value(drawing: _Drawing, node: Node, name: str | None) -> JSON:
    """Return a value for a field, or for the document (None), or ``_UNSET`` if none was found after some tries."""
    if name in drawing.facts:
        fact = copy.deepcopy(drawing.facts[str(name)])
        if drawing.fits(node, fact):
            return fact
    for _ in range(_TRIES):
        for value in _candidates(drawing, node, name):
            if drawing.fits(node, value):
                return value
            if next(drawing.tries, None) is None:
                return _UNSET
    return _UNSET


def _candidates(drawing: _Drawing, node: Node, name: str | None) -> Iterator[JSON]:
    """Yield values that may satisfy one outcome of the choices of a node, the likeliest first."""
    schemas = _settled(drawing.random, node).schemas
    merged = {keyword: value for schema in reversed(schemas) for keyword, value in schema.items()}
    for keyword in ("const", "enum"):
        if keyword in merged:
            choices = [merged["const"]] if keyword == "const" else merged["enum"]
            filled = [one for one in choices if one is not None] if drawing.complete else choices
            yield copy.deepcopy(drawing.random.choice(filled or choices))
            return
    kinds = _types(schemas)
    if drawing.complete and len(kinds) > 1:
        kinds = [kind for kind in kinds if kind != "null"]
    kind = kinds[0] if name is None or "array" in kinds else drawing.random.choice(kinds)
    examples = [one for one in merged.get("examples", ()) if json_type(one) == kind]
    if examples and kind == "string":
        yield drawing.random.choice(examples)
    if kind == "object":
        yield _object(drawing, _settled(drawing.random, node), name)
    elif kind == "array":
        yield from _arrays(drawing, node, merged, name)
    elif kind == "string":
        yield from _texts(drawing.random, merged)
    elif kind in ("integer", "number"):
        yield from _numbers(drawing.random, merged)
    else:
        yield None if kind == "null" else drawing.random.random() < 0.5


def _settled(random: Random, node: Node) -> Node:
    """Return a node with its choices made at random."""
    while node.choices:
        outcome = []
        for choice in node.choices:
            if choice.keyword in ("anyOf", "oneOf"):
                if choice.options:
                    outcome.append((random.choice(choice.options), True))
            else:
                outcome += [(option, random.random() < 0.5) for option in choice.options]
        node = node.settled(outcome)
    return node


def _types(schemas: list[JsonSchema]) -> list[str]:
    """Return the types that all schemas accept, without those that they only tolerate."""
    found = ["string", "integer", "number", "boolean", "object", "array", "null"]
    for schema in schemas:
        types = schema.get("type")
        if types is not None:
            listed = [types] if type(types) is str else types
            found = [one for one in listed if one in found] or found
        found = [one for one in found if one not in schema.get("x-tolerates", ())] or found
    if not any("type" in schema for schema in schemas):
        for kind, keywords in _ABOUT.items():
            if any(schema.keys() & keywords for schema in schemas):
                return [kind]
    return found


_ABOUT: Mapping[str, frozenset[str]] = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "string": frozenset({"minLength", "maxLength", "pattern", "format"}),
    "integer": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
}


def _object(drawing: _Drawing, node: Node, name: str | None) -> dict[str, JSON]:
    required = {name for schema in node.schemas for name in schema.get("required", ())}
    expected = {name for schema in node.schemas for name in schema.get("x-expected", ())}
    found = {}
    for one in (*node.names, *sorted(required - node.names.keys())):
        inner = node.property(one)
        is_ignored = not drawing.is_read and any(part.schema.get("readOnly", False) for part in inner.roots)
        wanted = one in required | expected or (not is_ignored and _is_wanted(drawing, one, is_document=name is None))
        if wanted and not any(part.schema.get("not") == {} for part in inner.roots):
            value = _value(drawing, inner, one)
            if value is not _UNSET:
                found[one] = value
    others = node.others()
    if others.roots and not node.names:
        value = _value(drawing, others, "")
        found |= {} if value is _UNSET else {"first": value}
    return found


def _is_wanted(drawing: _Drawing, name: str, *, is_document: bool) -> bool:
    """Return whether to draw an optional field. The server sends optional fields of a read only on request."""
    if drawing.complete or (is_document and drawing.is_read and name in ("links", "meta")):
        return True
    return not drawing.is_read and (name in drawing.facts or drawing.random.random() < 0.5)


def _arrays(drawing: _Drawing, node: Node, merged: JsonSchema, name: str | None) -> Iterator[list[JSON]]:
    """Yield a list of a few items, or nothing for a list of resources if no resource can be drawn."""
    fewest = merged.get("minItems", 0)
    most = max(min(merged.get("maxItems", 3), max(fewest, 3)), fewest)
    is_envelope = name is not None and name == drawing.envelope
    count = max(fewest, 1) if is_envelope else drawing.random.randint(max(fewest, min(1, most)), most)
    items = node.possible().items()
    drawn = [_value(drawing, items, "") if items.roots else drawing.random.choice(_WORDS) for _ in range(count)]
    found = [one for index, one in enumerate(drawn) if one is not _UNSET and one not in drawn[:index]]
    if found or not is_envelope:
        yield found


def _texts(random: Random, merged: JsonSchema) -> Iterator[str]:
    from bs_validate.formats import FORMATS

    if "format" in merged:
        yield from _FORMATTED.get(FORMATS[merged["format"]].code, ())
    shortest, longest = merged.get("minLength", 0), merged.get("maxLength", 200)
    text = " ".join(random.sample(_WORDS, 2))
    while len(text) < shortest:
        text += f" {random.choice(_WORDS)}"
    yield text
    yield text[:longest].strip() if longest else ""
    yield text[: max(longest, 0)]
    word = random.choice(_WORDS).lower()
    yield from (word, word.upper(), f"{word}-{random.randint(1, 99)}", f"{word}_{random.randint(1, 99)}")
    yield from (
        str(random.randint(0, 9)),
        str(random.randint(10**4, 10**5 - 1)),
        f"{random.randint(1, 999):03}",
        f"#{random.randrange(16**6):06x}",
    )
    yield from (
        word[:2],
        word[:2].upper(),
        word[:3].upper(),
        word[0],
        f"{random.randint(2000, 2030)}-{random.randint(1, 12):02}-15",
    )


def _numbers(random: Random, merged: JsonSchema) -> Iterator[JSON]:
    low = merged.get("minimum", merged.get("exclusiveMinimum", min(1, merged.get("maximum", 1))))
    high = merged.get("maximum", merged.get("exclusiveMaximum", low + 1000))
    step = merged.get("multipleOf", 1)
    yield random.randint(math.ceil(low / step), max(math.floor(high / step), math.ceil(low / step))) * step
    yield from (low, low + step, (low + high) / 2, high, 0)
