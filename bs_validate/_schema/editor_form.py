"""Rewrite schemas for editors, which do not support our formats and read messages and names from keywords of their own.

The keywords are those of VS Code's JSON service, which the YAML language server supports too.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs_validate._messages import translations
from bs_validate._messages.sentences import sentence
from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate._schema.printing import printed
from bs_validate.formats import FORMATS

#: Keywords that editors do not read: our own formats, and notes for people who read the schema.
_UNREAD = frozenset({"$comment", "$id", "format", "x-errata"})
#: A class of characters as a whole pattern: its sign and its content.
_CLASS = re.compile(r"\[(\^?)((?:[^\]\[\\]|\\.)+)\]")
#: A pattern that asks for a character that is not white space.
_NOT_BLANK = re.compile(r"\[\^[^\]\[]*\\u0020[^\]\[]*\]")
_WHOLE_NUMBER = {"expected": ["integer"], "actual": "string"}
_RESOURCE = "resource"
_OWN_SCHEMA = {"title": "JSON Schema", "description": "The schema that editors use for this file.", "type": "string"}


def for_editors(schema: Schema, locale: str = "en") -> JsonSchema:
    """Return a schema for files in editors, with messages and names in a language.

    It accepts a document, a bare resource and a list of resources, and the name of the schema under ``$schema``.
    """
    document: JsonSchema = _worded(printed(schema), locale, is_write=schema.representation != "read")
    envelope = schema.envelope
    if envelope is None or type(document["properties"][envelope].get("items")) is not dict:
        return document
    resource = document["properties"][envelope]["items"]
    names, around = list(resource.get("properties", {})), document["properties"]
    inside = {name: {"$ref": f"#/$defs/{_RESOURCE}/properties/{name}"} for name in names}
    whole = {keyword: value for keyword, value in document.items() if keyword not in ("$schema", "title", "description")}
    reference = {"$ref": f"#/$defs/{_RESOURCE}"}
    listed = {keyword: reference if value == resource else value for keyword, value in around[envelope].items()}
    return {
        **{keyword: document[keyword] for keyword in ("$schema", "title", "description") if keyword in document},
        "type": ["object", "array"],
        "if": {"type": "array"},
        "then": {"minItems": 1, "items": reference},
        "else": {
            "if": {"not": {"required": [envelope]}, "anyOf": [{"required": [name]} for name in names if name not in around]},
            "then": {**resource, "properties": {"$schema": _OWN_SCHEMA, **inside}},
            "else": {**whole, "properties": {"$schema": _OWN_SCHEMA, **whole["properties"], envelope: listed}},
        },
        "$defs": {_RESOURCE: resource},
    }


def _worded(schema: JSON, locale: str, *, is_write: bool) -> Any:
    """Return a schema in which it and all schemas inside have the keywords that editors read."""
    if type(schema) is not dict:
        return schema

    def inner(one: JSON) -> Any:
        return _worded(one, locale, is_write=is_write)

    found: JsonSchema = {}
    for keyword, value in schema.items():
        if keyword in ONE_SCHEMA:
            found[keyword] = inner(value)
        elif keyword in NAMED_SCHEMAS:
            found[keyword] = {name: inner(one) for name, one in value.items()}
        elif keyword in LISTED_SCHEMAS:
            found[keyword] = [inner(one) for one in value]
        elif keyword not in _UNREAD and keyword != "x-tolerates":
            found[keyword] = value
    if is_write and schema.get("readOnly") is True:
        found["deprecationMessage"] = sentence("read_only", "warning", {}, locale)
    if type(schema.get("enum")) is list:
        found |= _named_choices(schema["enum"], locale)
    if type(schema.get("pattern")) is str:
        found |= _worded_pattern(schema, locale)
    more = list(_more(schema, locale))
    if more:
        found["allOf"] = [*found.get("allOf", ()), *more]
    if _allowed(schema):
        del found["not"]
    return found


def _named_choices(members: list[JSON], locale: str) -> JsonSchema:
    """Return the message for a value that is not a member of an enum, and the names of the members if all have one."""
    said: JsonSchema = {"errorMessage": sentence("choice", "error", {}, locale)}
    names = [translations.name(one, locale) if type(one) is str else "" for one in members]
    if any(names) and None not in names:
        said["enumDescriptions"] = names
    return said


def _worded_pattern(schema: JsonSchema, locale: str) -> JsonSchema:
    """Return the message for a text that a pattern refuses, if the purpose of the pattern is known."""
    known = FORMATS.get(str(schema.get("format")))
    if known is not None and known.has_beside("pattern", schema["pattern"]):
        return {"patternErrorMessage": sentence(known.code, "error", {}, locale)}
    if known is not None and known.code == "type":
        return {"patternErrorMessage": sentence("type", "error", _WHOLE_NUMBER, locale)}
    return {"patternErrorMessage": sentence("blank", "error", {}, locale)} if _NOT_BLANK.fullmatch(schema["pattern"]) else {}


def _more(schema: JsonSchema, locale: str) -> Iterator[JsonSchema]:
    """Yield schemas that must hold as well: for the characters that a format allows, and for the types that are tolerated.

    ``not`` is turned into a pattern, because not every editor has a message of its own for ``not``.
    """
    allowed = _allowed(schema)
    if allowed:
        code = FORMATS[schema["format"]].code
        params = _WHOLE_NUMBER if code == "type" else {}
        yield {"pattern": allowed, "patternErrorMessage": sentence(code, "error", params, locale)}
    for kind, code in schema.get("x-tolerates", {}).items():
        yield {"if": {"type": kind}, "then": {"deprecationMessage": sentence(code, "warning", {}, locale)}}


def _allowed(schema: JsonSchema) -> str:
    """Return the pattern of texts without the characters that a schema forbids beside a format, or "" if it forbids none."""
    known = FORMATS.get(str(schema.get("format")))
    if known is None or not known.has_beside("not", schema.get("not", {})):
        return ""
    found = _CLASS.fullmatch(known.forbidden)
    return "" if found is None else f"^[{'' if found[1] else '^'}{found[2]}]*$"
