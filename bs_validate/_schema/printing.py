"""Print schemas for other validators, editors and code generators."""

import json
import re
from typing import Any

from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema
from bs_validate._schema.catalog import Catalog, Schema
from bs_validate._schema.table import FILE as OPERATIONS_FILE
from bs_validate.exceptions import InvalidSchema

#: The end of a name in every engine. In Python, ``$`` also matches before a last line break.
_END = "(?![^a]|a)"
#: Names that are patterns that match only themselves.
_PLAIN_NAME = re.compile("[A-Za-z0-9_]+")
#: Representations of answers: a read, and a schema without a resource, such as that of a refusal.
_ANSWERS = ("read", "")
#: Annotations that each field needs, even if several fields share a schema.
_PROSE = frozenset({"$comment", "description", "examples", "title", "x-errata"})
#: Keywords that identify the file of a schema. Inside another file they would change the base of references.
_FILE_KEYWORDS = frozenset({"$id", "$schema"})


def printed(schema: Schema) -> JsonSchema:
    """Return the JSON Schema of whole documents of a schema, without references.

    The fields of a write that only the server sets are not under ``properties``, so code generators leave them out of the types
    of requests. They are under ``patternProperties`` with a pattern of their exact names, so validators still accept them and
    refuse all unknown fields. An erratum that several fields share is at the first of them.
    """
    document = schema.document if schema.representation in _ANSWERS else _told_apart(schema.document)
    shown: JsonSchema = _without_repeated_errata(document, set())
    return shown


def printed_operations(catalog: Catalog) -> JsonSchema:
    """Return the OpenAPI document of the operations, in which the printed schemas are components.

    The schema files themselves cannot be used there: some OpenAPI tools let ``properties`` beside a reference replace those of
    its target. Raises ``InvalidSchema`` if a file cannot be read.
    """
    names: dict[str, str] = {}
    document: JsonSchema = _with_components(catalog.source(OPERATIONS_FILE), names)
    schemas = {
        component: {keyword: value for keyword, value in printed(catalog.shape(name)).items() if keyword not in _FILE_KEYWORDS}
        for component, name in names.items()
    }
    components = document.get("components", {})
    if type(components) is not dict:
        raise InvalidSchema(f"{OPERATIONS_FILE}#/components: must be an object")
    own = components.get("schemas", {})
    if type(own) is not dict:
        raise InvalidSchema(f"{OPERATIONS_FILE}#/components/schemas: must be an object")
    return {**document, "components": {**components, "schemas": {**own, **schemas}}}


def _with_components(value: JSON, names: dict[str, str]) -> Any:
    """Return a value whose references to schema files are references to components, and record the schema of each component."""
    if type(value) is list:
        return [_with_components(one, names) for one in value]
    if type(value) is not dict:
        return value
    target = value.get("$ref")
    if type(target) is not str or target.startswith("#"):
        return {keyword: _with_components(inner, names) for keyword, inner in value.items()}
    name = target.removesuffix(".json")
    component = name.replace(".", "_")  # an identifier in every language that code is generated for
    names[component] = name
    return {**value, "$ref": f"#/components/schemas/{component}"}


def _told_apart(schema: JSON) -> Any:
    if type(schema) is not dict:
        return schema
    written = {keyword: _mapped(keyword, value) for keyword, value in schema.items()}
    ignored: dict[str, list[str]] = {}
    for name, one in schema.get("properties", {}).items():
        if one.get("readOnly") is True and _PLAIN_NAME.fullmatch(name):
            plain = {keyword: inner for keyword, inner in one.items() if keyword not in _PROSE}
            ignored.setdefault(json.dumps(plain), []).append(name)
            del written["properties"][name]
    patterns = {f"^(?:{'|'.join(names)}){_END}": _told_apart(json.loads(one)) for one, names in ignored.items()}
    return {**written, "patternProperties": {**patterns, **written.get("patternProperties", {})}} if patterns else written


def _mapped(keyword: str, value: JSON) -> JSON:
    if keyword in ONE_SCHEMA:
        return _told_apart(value)
    if keyword in NAMED_SCHEMAS:
        return {name: _told_apart(one) for name, one in value.items()}
    return [_told_apart(one) for one in value] if keyword in LISTED_SCHEMAS else value


def _without_repeated_errata(value: JSON, seen: set[str]) -> Any:
    if type(value) is list:
        return [_without_repeated_errata(one, seen) for one in value]
    if type(value) is not dict:
        return value
    kept: JsonSchema = {}
    for keyword, inner in value.items():
        if keyword == "x-errata":
            new = [one for one in inner if json.dumps(one) not in seen]
            seen.update(map(json.dumps, new))
            if new:
                kept[keyword] = new
        else:
            kept[keyword] = _without_repeated_errata(inner, seen)
    return kept
