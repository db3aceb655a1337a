"""Schemas as they are printed, for validators, editors and code generators in other hands."""

import json
import re
from typing import Any

from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema
from bs_validate._schema.catalog import Schema

#: The end of a name in every engine: ``$`` is before a last line break too in Python.
_END = "(?![^a]|a)"
#: Names that are patterns of themselves.
_PLAIN_NAME = re.compile("[A-Za-z0-9_]+")
#: What is said of each field, and not of several at once.
_PROSE = frozenset({"$comment", "description", "examples", "title", "x-errata"})


def printed(schema: Schema) -> JsonSchema:
    """Return the JSON Schema of whole documents of a schema, without references.

    In a write, the fields that only the server sets are told apart: they are not among ``properties``, so that code generators
    leave them out of the types of requests, but under ``patternProperties``, with a pattern of their exact names, so that every
    validator still takes them and refuses all others. An erratum that several fields share stands at the first of them.
    """
    document = schema.document if schema.representation == "read" else _told_apart(schema.document)
    shown: JsonSchema = _without_repeated_errata(document, set())
    return shown


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
