"""List the rules of a schema: the codes of the errors that a value at each place can have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from bs_validate._check.explain import json_type
from bs_validate._instance.location import Location, dotted, pointer
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate._schema.patterns import compiled
from bs_validate._schema.tree import Node, Path
from bs_validate.formats import FORMATS

#: The part of a place that stands for any index of a list, or for any name that no schema documents.
ANY = "*"

_TYPES = frozenset({"array", "boolean", "integer", "number", "object", "string"})
_OF_OBJECTS = frozenset(
    {"additionalProperties", "dependentRequired", "patternProperties", "properties", "required", "unevaluatedProperties"}
)
_FILLED = ("x", "0", "-", "é", "李")
_BLANK = ("", " ", "\t", "\u00a0")


class Rule(NamedTuple):
    """A rule: a place in the document, the name of its field, and the code of the error.

    The place has ``*`` for any index or undocumented name. ``field`` is the dotted name inside the resource
    (``phones.*.number``), a JSON Pointer for a place outside of it (``/meta/Link``), or empty for the document itself.
    """

    place: tuple[str, ...]
    field: str
    code: str

    def __str__(self) -> str:
        """Return the rule in the form in which the command accepts it."""
        return f"{self.field}:{self.code}"


class SchemaPlace(NamedTuple):
    """A place of a document, and the schemas that apply there to at least some values."""

    place: tuple[str, ...]
    node: Node


def rules(schema: Schema) -> tuple[Rule, ...]:
    """Return the rules of a schema in the order of its fields, each once.

    Keywords inside ``anyOf`` and ``oneOf`` give no rules, because none of them refuses a value alone.
    """
    found = (
        Rule((*place, *below), field_name(schema, (*place, *below)), code)
        for place, node in places(schema)
        for below, code in _codes(node)
    )
    return tuple(dict.fromkeys(found))


def field_names(schema: Schema) -> tuple[str, ...]:
    """Return the names of the fields of a resource that the schema describes, without those that a write ignores."""
    start = _start(schema)
    inside = (place for place, node in places(schema) if place[: len(start)] == start and len(place) > len(start))
    return tuple(dict.fromkeys(field_name(schema, place) for place in inside))


def field_name(schema: Schema, place: tuple[str, ...]) -> str:
    """Return the name of a place: dotted inside a resource, a JSON Pointer outside of it."""
    start = _start(schema)
    if len(place) > len(start) and place[: len(start)] == start:
        return dotted(place[len(start) :])
    return pointer(place)


def place_of(schema: Schema, location: Location) -> tuple[str, ...]:
    """Return the place of a location, with ``*`` for indices and undocumented names."""
    place: list[str] = []
    node = tree.root(schema.document).possible()
    for depth, part in enumerate(location):
        # A single resource is tolerated in place of the list.
        if depth == 1 and type(part) is str and location[0] == schema.envelope:
            place.append(ANY)
            node = node.items().possible()
        is_documented = type(part) is str and part in node.names
        place.append(str(part) if is_documented else ANY)
        if type(part) is int:
            node = node.items().possible()
        else:
            node = (node.property(str(part)) if is_documented else node.others()).possible()
    return tuple(place)


def places(schema: Schema) -> Iterator[SchemaPlace]:
    """Yield the places of a document, each before the places inside it, without those that a write ignores."""
    yield from _places((), tree.root(schema.document), is_write=schema.representation != "read")


def _places(place: tuple[str, ...], node: Node, *, is_write: bool) -> Iterator[SchemaPlace]:
    if is_write and any(part.schema.get("readOnly", False) for part in node.roots):
        return
    every = _without_tolerated(node.possible())
    yield SchemaPlace(place, every)
    for name in every.names:
        yield from _places((*place, name), every.property(name), is_write=is_write)
    for inner in (every.items(), every.others()):
        if inner.roots:
            yield from _places((*place, ANY), inner, is_write=is_write)


def _without_tolerated(node: Node) -> Node:
    """Return a node without its rules for objects if an object is only tolerated there: it counts as a list item."""
    if not any("object" in part.schema.get("x-tolerates", ()) for part in node.parts):
        return node

    def kept(schema: JsonSchema) -> JsonSchema:
        return {keyword: value for keyword, value in schema.items() if keyword not in _OF_OBJECTS}

    return Node(node.roots, tuple(part._replace(schema=kept(part.schema)) for part in node.parts))


def _start(schema: Schema) -> tuple[str, ...]:
    return () if schema.envelope is None else (schema.envelope, ANY)


def _codes(node: Node) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the codes that the schemas of a place report there or at a place directly inside it."""
    asserted = [part.schema for part in node.parts if not _is_alternative(part.path)]
    if any("null" not in types for types in map(_types, asserted)):
        yield (), "null"
    if any(not types >= _TYPES for types in map(_types, asserted)):
        yield (), "type"
    for schema in asserted:
        for keyword in schema:
            if keyword in _RULES:
                yield from (((), code) for code in _RULES[keyword](schema))
        for names in (schema.get("required", ()), *schema.get("dependentRequired", {}).values()):
            yield from (((name,), "required") for name in names)
        for name, inner in schema.get("properties", {}).items():
            if type(inner) is dict and inner.get("not") == {}:
                yield (name,), "unknown_field"
    if any(False in (one.get("additionalProperties"), one.get("unevaluatedProperties")) for one in asserted):
        yield (ANY,), "unknown_field"


def _is_alternative(path: Path) -> bool:
    """Return whether a path leads through one of several alternatives, so that another one may accept the value."""
    parts = iter(path)
    for keyword in parts:
        if keyword in ("anyOf", "oneOf"):
            return True
        if keyword in NAMED_SCHEMAS or keyword in LISTED_SCHEMAS:
            next(parts)
    return False


def _types(schema: JsonSchema) -> frozenset[str]:
    """Return the types that a schema accepts: those of its choices if it has no ``type``."""
    found: JSON = schema.get("type")
    if found is None and ("enum" in schema or "const" in schema):
        found = list(map(json_type, _choices(schema)))
    elif found is None:
        either = [one for keyword in ("anyOf", "oneOf") for one in schema.get(keyword, ())]
        if not either or not all(type(one) is dict and "type" in one for one in either):
            return _TYPES | {"null"}
        return frozenset().union(*map(_types, either))
    types = frozenset([found] if type(found) is str else found)
    return types | {"integer"} if "number" in types else types


def _choices(schema: JsonSchema) -> list[JSON]:
    return list(schema["enum"]) if "enum" in schema else [schema["const"]]


def _choice(schema: JsonSchema) -> Iterator[str]:
    """Yield the code for a value of the right type that is not a choice, if such a value exists."""
    finite = {"null": 1, "boolean": 2}
    kinds = [json_type(one) for one in _choices(schema)]
    if any(kinds.count(kind) < finite.get(kind, len(kinds) + 1) for kind in kinds):
        yield "choice"


def _pattern(schema: JsonSchema) -> Iterator[str]:
    if is_filled(schema["pattern"]) or (_has_pattern_of_format(schema) and "minLength" in schema):
        yield "blank"
    elif not _has_pattern_of_format(schema):
        yield "pattern"


def _has_pattern_of_format(schema: JsonSchema) -> bool:
    format_ = FORMATS[schema["format"]] if "format" in schema else None
    return format_ is not None and (format_.code == "type" or format_.has_beside("pattern", schema["pattern"]))


def is_filled(pattern: str) -> bool:
    """Return whether a pattern means that a text is not blank."""
    search = compiled(pattern).search
    return all(map(search, _FILLED)) and not any(map(search, _BLANK))


def _forbidden(schema: JsonSchema) -> Iterator[str]:
    pattern = schema["not"].get("pattern")
    if pattern is not None and schema.get("format") is None:
        search = compiled(pattern).search
        yield "non_printable" if search("\t") and not any(map(search, _FILLED)) else "pattern"


def _least(schema: JsonSchema) -> Iterator[str]:
    if schema["minLength"] > 0:
        yield "blank"
    if schema["minLength"] > 1:
        yield "too_short"


#: The codes of the errors that a keyword reports at its place, by keyword.
_RULES: Mapping[str, Callable[[JsonSchema], Iterable[str]]] = {
    "const": _choice,
    "enum": _choice,
    "exclusiveMaximum": lambda _: ("maximum",),
    "exclusiveMinimum": lambda _: ("minimum",),
    "format": lambda schema: (FORMATS[schema["format"]].code,),
    "maxItems": lambda _: ("too_many",),
    "maxLength": lambda _: ("too_long",),
    "maximum": lambda _: ("maximum",),
    "minItems": lambda schema: ("too_few",) if schema["minItems"] else (),
    "minLength": _least,
    "minimum": lambda _: ("minimum",),
    "multipleOf": lambda _: ("constraint",),
    "not": _forbidden,
    "pattern": _pattern,
    "uniqueItems": lambda schema: ("constraint",) if schema["uniqueItems"] else (),
}
