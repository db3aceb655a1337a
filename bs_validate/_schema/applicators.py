"""List the keywords of JSON Schema that contain schemas, and walk over those schemas."""

from collections.abc import Iterator
from typing import Any

JSON = Any
#: A schema as an object of keywords. A boolean schema is a ``JSON`` that is written as such an object where it can be.
JsonSchema = dict[str, JSON]

#: Keywords whose value is a schema, a mapping to schemas, or a list of schemas (JSON Schema 2020-12, applicator vocabularies).
ONE_SCHEMA = frozenset(
    {
        "additionalProperties",
        "contains",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
NAMED_SCHEMAS = frozenset({"dependentSchemas", "patternProperties", "properties"})
LISTED_SCHEMAS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})

#: Of these, the keywords whose schemas apply to the same instance and can say what it may have.
IN_PLACE = frozenset({"allOf", "anyOf", "dependentSchemas", "else", "oneOf", "then"})


#: Keywords that describe a value and refuse none.
ANNOTATIONS = frozenset(
    {"$comment", "$id", "$schema", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"}
)


def subschemas(schema: JsonSchema) -> Iterator[tuple[tuple[str | int, ...], JsonSchema]]:
    """Yield the schemas directly inside a schema, each with the path that leads to it."""
    for keyword, value in schema.items():
        if keyword in ONE_SCHEMA:
            if type(value) is dict:
                yield (keyword,), value
        elif keyword in NAMED_SCHEMAS:
            for name, one in value.items():
                if type(one) is dict:
                    yield (keyword, name), one
        elif keyword in LISTED_SCHEMAS:
            for index, one in enumerate(value):
                if type(one) is dict:
                    yield (keyword, index), one


def in_place(schema: JsonSchema) -> Iterator[JsonSchema]:
    """Yield a schema and the schemas inside it that apply to the same instance, at least to some instances."""
    yield schema
    for path, inner in subschemas(schema):
        if path[0] in IN_PLACE:
            yield from in_place(inner)


def property_names(schema: JsonSchema) -> Iterator[str]:
    """Yield the names of all properties in a schema, at any depth."""
    yield from schema.get("properties", ())
    for _, inner in subschemas(schema):
        yield from property_names(inner)
