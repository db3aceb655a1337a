"""List the fields of a resource and their rules as rows of text, made from the schemas."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs_validate._check.explain import json_type
from bs_validate._instance.location import Location, dotted
from bs_validate._schema import catalog
from bs_validate._schema.applicators import JSON, JsonSchema, in_place
from bs_validate._schema.catalog import Catalog, Schema
from bs_validate._schema.patterns import compiled
from bs_validate.exceptions import UnknownName
from bs_validate.formats import FORMATS, Format


class UnknownResource(UnknownName):
    """Raised for a resource that does not exist."""

    what = "resource"


class FieldRow(NamedTuple):
    """A field: its dotted name (``*`` for an index), JSON types, presence in each representation, rules and description.

    ``presence`` maps each representation of the resource to ``required``, ``optional``, ``ignored`` or ``absent``.
    """

    name: str
    types: str
    presence: Mapping[str, str]
    rules: str
    description: str


def field_rows(schemas: Catalog, resource: object) -> tuple[FieldRow, ...]:
    """Return a row for each field of a resource, in the order of its schemas. Raises ``UnknownResource``."""
    resources = sorted({name.partition(".")[0] for name in schemas.names})
    if resource not in resources:
        raise UnknownResource(resource, resources)
    names = [name for name in schemas.names if name.partition(".")[0] == resource]
    tables = {schema.representation: _table(schema) for schema in map(schemas.__getitem__, names)}
    order = dict.fromkeys(place for table in tables.values() for place in table)
    return tuple(_row(place, tables) for place in order)


def _table(schema: Schema) -> dict[Location, tuple[bool, list[JsonSchema]]]:
    """Return whether each field of a resource is required, and its schemas, by location."""
    depth = 0 if schema.envelope is None else 2
    found = dict(catalog.fields(schema))
    resource = catalog.resource_schemas(schema)
    table = {}
    for place, schemas in found.items():
        parents = found[place[:-1]] if len(place) > depth + 1 else resource
        names = {name for parent in parents for one in in_place(parent) for name in one.get("required", ())}
        table[place[depth:]] = (place[-1] in names, schemas)
    return table


def _row(place: Location, tables: Mapping[str, Mapping[Location, tuple[bool, list[JsonSchema]]]]) -> FieldRow:
    presence = {}
    first: list[JsonSchema] = []  # of the first representation in which the field is not ignored
    for representation, table in tables.items():
        required, schemas = table.get(place, (False, []))
        # A condition can give a field a second, looser schema: the rules that hold without the condition are shown.
        strict = [one for schema in schemas[-1:] for one in _always(schema)]
        ignored = representation != "read" and any(one.get("readOnly", False) for one in strict)
        presence[representation] = "absent" if not schemas else "ignored" if ignored else "required" if required else "optional"
        if schemas and not ignored and not first:
            first = strict
    merged = {keyword: value for one in reversed(first) for keyword, value in one.items()}
    name = dotted(tuple("*" if part == 0 else part for part in place))
    return FieldRow(name, _types(merged), presence, ", ".join(dict.fromkeys(_rules(first))), merged.get("description", ""))


def _always(schema: JsonSchema) -> Iterator[JsonSchema]:
    """Yield a schema and the schemas inside it that apply to every value, or to every value that is not blank."""
    yield schema
    for inner in (*schema.get("allOf", ()), *([schema["then"]] if "then" in schema else ())):
        yield from _always(inner)


def _types(schema: JsonSchema) -> str:
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [])
    types = schema.get("type", sorted(set(map(json_type, choices))) or "any")
    tolerated = schema.get("x-tolerates", {})
    return " or ".join(one for one in ([types] if type(types) is str else types) if one not in tolerated)


def _rules(schemas: list[JsonSchema]) -> Iterator[str]:
    for schema in schemas:
        for keyword, value in schema.items():
            if keyword == "minLength" and value == 1 and _has_pattern_of_format(schema):
                yield "not blank"
            elif keyword in _WORDS:
                yield _WORDS[keyword].format(value)
            elif keyword == "format":
                yield _FORMAT_WORDS[FORMATS[value].code]
            elif "format" in schema and _is_said_by_format(FORMATS[schema["format"]], keyword, value):
                continue
            elif keyword in ("const", "enum"):
                choices = [one for one in (value if keyword == "enum" else [value]) if one is not None]
                yield f"one of {len(choices)}" if len(choices) > 5 else "one of " + " ".join(map(str, choices))
            elif keyword == "uniqueItems" and value:
                yield "no item twice"
            elif keyword == "minItems":
                yield "not empty" if value == 1 else f"at least {value} items"
            elif keyword == "pattern":
                filled = all(map(compiled(value).search, _FILLED)) and not compiled(value).search(" \t")
                yield "not blank" if filled else "of a certain form"
            elif keyword == "not" and "pattern" in value:
                yield "no control characters" if compiled(value["pattern"]).search("\t") else "of a certain form"


def _has_pattern_of_format(schema: JsonSchema) -> bool:
    return "format" in schema and FORMATS[schema["format"]].has_beside("pattern", schema.get("pattern"))


def _is_said_by_format(format_: Format, keyword: str, value: JSON) -> bool:
    """Return whether a keyword only repeats the format beside it, for validators without that format."""
    return format_.has_beside(keyword, value) or (keyword == "pattern" and format_.code == "type")


_FILLED = ("x", "0", "-", "é", "李")
_WORDS = {
    "exclusiveMaximum": "less than {}",
    "exclusiveMinimum": "more than {}",
    "maxItems": "at most {} items",
    "maxLength": "at most {} characters",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "minimum": "at least {}",
    "multipleOf": "a multiple of {}",
}
_FORMAT_WORDS = {
    "email": "email address",
    "non_printable": "no control characters",
    "phone": "phone number",
    "time": "UTC time",
    "type": "or its digits as text",
    "url": "URL",
}
