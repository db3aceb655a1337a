"""Find the schemas that apply at each location of a document, for errors, warnings, fields, forms and strategies.

A ``Node`` has the schemas that apply at one location. Some apply to every value, such as those under ``allOf``. For others, the
``choices``, the value decides. There are three ways to deal with choices:

- ``settled`` makes them for one value (errors, warnings);
- ``possible`` takes every schema that may apply to some value (fields, forms, writing back);
- strategies combine the ``choices`` themselves, to draw values for every outcome.

``property``, ``others`` and ``items`` return the nodes inside a node. Nodes are plain values without a cache. A caller that needs
a node again keeps it together with the results that it has computed from it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bs_validate._schema.applicators import IN_PLACE, JSON, JsonSchema, subschemas
from bs_validate._schema.patterns import compiled

#: The keywords and names that lead from the schema of the document to a schema inside it.
Path = tuple[str | int, ...]


class Part(NamedTuple):
    """A schema that applies, and the path that leads to it."""

    schema: JsonSchema
    path: Path


class Option(NamedTuple):
    """A condition, with the schema for values that meet it and the schema for all other values.

    Equal conditions have the same ``path``.
    """

    condition: JSON
    path: Path
    held: Part | None
    failed: Part | None = None


class Choice(NamedTuple):
    """A keyword that makes schemas depend on the value: ``if``, ``anyOf``, ``oneOf`` or ``dependentSchemas``."""

    keyword: str
    options: tuple[Option, ...]


class Node(NamedTuple):
    """The schemas that apply at one location. Without ``parts``, no schema restricts the value.

    ``roots`` are the schemas that lead here, and ``parts`` are those and all under their ``allOf``. Both apply to every value.
    Which others apply depends on the ``choices``.
    """

    roots: tuple[Part, ...]
    parts: tuple[Part, ...]
    choices: tuple[Choice, ...] = ()

    @property
    def schemas(self) -> list[JsonSchema]:
        """The schemas that apply to every value."""
        return [part.schema for part in self.parts]

    @property
    def names(self) -> dict[str, None]:
        """The names of the documented properties, in order."""
        return {name: None for part in self.parts for name in part.schema.get("properties", ())}

    def options(self, *keywords: str) -> tuple[Option, ...]:
        """Return the options of the choices that some keywords make, or of all choices."""
        return tuple(option for one in self.choices if not keywords or one.keyword in keywords for option in one.options)

    def settled(self, outcome: Iterable[tuple[Option, bool]]) -> "Node":
        """Return the node for values with an outcome: options that were tried, each with whether its condition holds.

        The node may have new choices. Options that were not tried are dropped.
        """
        taken = node(part for option, held in outcome if (part := option.held if held else option.failed) is not None)
        parts = self.parts + taken.parts
        return Node(parts, parts, taken.choices)

    def possible(self) -> "Node":
        """Return the node with every schema that applies to some value, in the order of the schema."""
        parts = tuple({one.path: one for part in self.parts for one in _in_place(part)}.values())
        return Node(parts, parts)

    def property(self, name: str) -> "Node":
        """Return the node of a property, documented or not."""
        return node(inner for part in self.parts for inner in _of_property(part, name))

    def others(self) -> "Node":
        """Return the node of properties that no schema names and no pattern matches."""
        rest = (part for part in self.parts if type(part.schema.get("additionalProperties")) is dict)
        return node(_below(part, "additionalProperties") for part in rest)

    def items(self) -> "Node":
        """Return the node of the items of an array."""
        return node(_below(part, "items") for part in self.parts if type(part.schema.get("items")) is dict)


def root(schema: JSON) -> Node:
    """Return the node of whole documents."""
    return node((Part(schema, ()),))


def node(parts: Iterable[Part]) -> Node:
    """Return the node of schemas that all apply. Boolean schemas are skipped, as they do not describe the parts of a value."""
    roots = tuple(part for part in parts if type(part.schema) is dict)
    flat = tuple(inner for part in roots for inner in _all_of(part))
    return Node(roots, flat, tuple(choice for part in flat for choice in _choices(part)))


def _all_of(part: Part) -> Iterator[Part]:
    """Yield a schema and those that apply together with it."""
    if type(part.schema) is dict:
        yield part
        for index in range(len(part.schema.get("allOf", ()))):
            yield from _all_of(_below(part, "allOf", index))


def _in_place(part: Part) -> Iterator[Part]:
    """Yield a schema and every schema inside it that applies to the same value, at least to some values."""
    if type(part.schema) is dict:
        yield part
        for path, inner in subschemas(part.schema):
            if path[0] in IN_PLACE:
                yield from _in_place(Part(inner, part.path + path))


def _below(part: Part, keyword: str, *key: str | int) -> Part:
    """Return the schema inside a schema under a keyword, or under a name or an index there."""
    inner = part.schema[keyword]
    return Part(inner[key[0]] if key else inner, (*part.path, keyword, *key))


def _choices(part: Part) -> Iterator[Choice]:
    schema = part.schema
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            alternatives = [_below(part, keyword, index) for index in range(len(schema[keyword]))]
            yield Choice(keyword, tuple(Option(one.schema, one.path, one) for one in alternatives if type(one.schema) is dict))
    if "if" in schema:
        held, failed = (_below(part, keyword) if keyword in schema else None for keyword in ("then", "else"))
        yield Choice("if", (Option(schema["if"], (*part.path, "if"), held, failed),))
    if "dependentSchemas" in schema:
        dependent = [(name, _below(part, "dependentSchemas", name)) for name in schema["dependentSchemas"]]
        present = [(JsonSchema(type="object", required=[name]), one) for name, one in dependent]
        yield Choice("dependentSchemas", tuple(Option(condition, one.path, one) for condition, one in present))


def _of_property(part: Part, name: str) -> Iterator[Part]:
    """Yield the schemas for a property: those of its name and of matching patterns, or else the one for other properties."""
    schema = part.schema
    found = False
    for pattern in schema.get("patternProperties", ()):
        if compiled(pattern).search(name):
            found = True
            yield _below(part, "patternProperties", pattern)
    if name in schema.get("properties", ()):
        yield _below(part, "properties", name)
    elif not found and type(schema.get("additionalProperties")) is dict:
        yield _below(part, "additionalProperties")
