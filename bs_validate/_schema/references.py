"""Resolve references: replace each by the schema that it refers to."""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from bs_validate._instance.location import escaped, pointer, quoted
from bs_validate._schema.applicators import IN_PLACE, JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema
from bs_validate._schema.patterns import compiled
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS

#: Keywords whose value is a count that messages show. JSON Schema also allows 2.0 for 2.
_COUNTS = frozenset({"maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"})
_DEFINITIONS = frozenset({"$defs", "definitions"})
_BOOLEAN_KEPT = frozenset({"additionalProperties", "unevaluatedProperties"})
#: Keywords of references that are not resolved, and a keyword of older drafts that the engines treat differently.
_UNSUPPORTED = frozenset({"$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveAnchor", "$recursiveRef", "dependencies"})
_ANNOTATIONS = frozenset({"$comment", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"})
#: Keywords that depend on their neighbours: two schemas that both have keywords of a group cannot be merged into one.
_GROUPS = (
    frozenset({"additionalProperties", "patternProperties", "properties", "unevaluatedProperties"}),
    frozenset({"contains", "items", "maxContains", "minContains", "prefixItems", "unevaluatedItems"}),
    frozenset({"else", "if", "then"}),
)
#: Keywords with which the schema of an object can have fields that its ``properties`` do not name.
_LOOKS_INSIDE = frozenset({*IN_PLACE, "if", "patternProperties"})
_CLOSES = frozenset({"additionalProperties", "unevaluatedProperties"})
#: A part of a JSON Pointer that is the index of an item.
_INDEX = re.compile("0|[1-9][0-9]{0,8}")
#: Keywords that depend on the results of all keywords beside them, and of the schemas inside those.
_UNEVALUATED = frozenset({"unevaluatedItems", "unevaluatedProperties"})

#: The most levels of schemas: documents are not deeper either, and the engines walk the schemas by recursion.
MAX_DEPTH = 64
#: The most schemas in one resolved schema: without a limit, nested references could fill the memory, and the reference engine
#: needs about a millisecond for each.
MAX_SCHEMAS = 4_000


def resolved(file: str, source: Callable[[str], JsonSchema]) -> JsonSchema:
    """Return the schema of a file with each reference replaced by its target.

    ``source`` returns the content of a file. Raises ``InvalidSchema``, with the file and the place, for references that lead
    nowhere or back to themselves, for unknown formats, for numbers that are not finite, for a schema that is too deep or too
    large, and for anything that is not a schema.
    """
    return _Resolver(source).resolve(file)


class _Target(NamedTuple):
    """The resolved target of a reference: the schema, the number of schemas in it, and their depth."""

    schema: JSON
    size: int
    height: int


class _Resolver:
    """The state of resolving one file: the files that were read, and the references that are being followed.

    ``_size`` counts the schemas so far, ``_depth`` those around the present one, and ``_deepest`` the most there have been.
    """

    __slots__ = ("_deepest", "_depth", "_documents", "_open", "_resolved", "_size", "_source")

    def __init__(self, source: Callable[[str], JsonSchema]) -> None:
        self._source = source
        self._documents: dict[str, JsonSchema] = {}
        self._open: list[str] = []
        self._resolved: dict[str, _Target] = {}
        self._size = self._depth = self._deepest = 0

    def resolve(self, file: str) -> JsonSchema:
        document = self._schema(self._document(file), file, "")
        if type(document) is not dict:  # the object in a file may refer to a boolean schema
            raise InvalidSchema(f"{file}: refers to a schema that is not an object")
        identity = {keyword: self._document(file)[keyword] for keyword in ("$schema", "$id") if keyword in self._document(file)}
        return {**identity, **{key: value for key, value in document.items() if key not in _DEFINITIONS}}

    def _document(self, file: str) -> JsonSchema:
        if file not in self._documents:
            self._documents[file] = self._source(file)
        return self._documents[file]

    def _schema(self, schema: JSON, file: str, where: str) -> JSON:
        if type(schema) is bool:
            return schema
        if type(schema) is not dict:
            raise _refusal(file, where, "a schema must be an object, true or false")
        unsupported = _UNSUPPORTED.intersection(schema) - ({"$id"} if where == "" else set())
        if unsupported:
            raise _refusal(file, where, f"{', '.join(sorted(unsupported))} is not supported here")
        self._depth += 1
        self._count(1, 0, file, where)
        kept: JsonSchema = {}
        for keyword, value in schema.items():
            if keyword in _DEFINITIONS or keyword in ("$ref", "$id") or (keyword == "$schema" and where):
                continue
            kept[keyword] = self._keyword(keyword, value, file, where + pointer((keyword,)))
        if "$ref" not in schema:
            self._depth -= 1
            return kept
        if not kept:  # the target takes the place of this schema
            self._depth -= 1
            self._size -= 1
        target = self._target(schema["$ref"], file, where)
        if kept:
            self._depth -= 1
        return _merged(target, kept)

    def _count(self, size: int, height: int, file: str, where: str) -> None:
        """Count the schemas at a place, including those inside others, and check the limits."""
        self._size += size
        self._deepest = max(self._deepest, self._depth + height)
        if self._deepest > MAX_DEPTH:
            raise _refusal(file, where, f"more than {MAX_DEPTH} schemas inside one another")
        if self._size > MAX_SCHEMAS:
            raise _refusal(file, where, f"more than {MAX_SCHEMAS} schemas, once references are resolved")

    def _keyword(self, keyword: str, value: JSON, file: str, where: str) -> JSON:
        if keyword == "format" and (type(value) is not str or value not in FORMATS):
            shown = f" {quoted(value)!r}" if type(value) is str else ""
            raise _refusal(file, where, f"unknown format{shown}: choose from {', '.join(FORMATS)}")
        if keyword == "pattern":
            _check_pattern(value, file, where)
        if keyword in ONE_SCHEMA:
            inner = self._schema(value, file, where)
            return inner if keyword in _BOOLEAN_KEPT else _as_object(inner)
        if keyword in NAMED_SCHEMAS:
            if type(value) is not dict:
                raise _refusal(file, where, "must be an object of schemas")
            for pattern in value if keyword == "patternProperties" else ():
                _check_pattern(pattern, file, where)
            return {name: _as_object(self._schema(one, file, where + pointer((name,)))) for name, one in value.items()}
        if keyword in LISTED_SCHEMAS:
            if type(value) is not list:
                raise _refusal(file, where, "must be an array of schemas")
            return [_as_object(self._schema(one, file, f"{where}/{index}")) for index, one in enumerate(value)]
        _check_value(value, file, where)
        return int(value) if keyword in _COUNTS and type(value) is float and value.is_integer() else value

    def _target(self, reference: JSON, file: str, where: str) -> JSON:
        if type(reference) is not str:
            raise _refusal(file, where, "$ref must be text")
        target, _, fragment = reference.partition("#")
        target = target.removeprefix("./") or file
        absolute = f"{target}#{fragment}"
        if absolute in self._open:
            raise _refusal(file, where, f"{reference} leads back to itself, and recursive schemas are not supported")
        if len(self._open) == MAX_DEPTH:
            raise _refusal(file, where, f"more than {MAX_DEPTH} references that lead to one another")
        found: JSON = self._document(target)
        for part in _unquoted(fragment).split("/")[1:]:
            key: str | int = part.replace("~1", "/").replace("~0", "~")
            if type(found) is list and _INDEX.fullmatch(part):
                key = int(part)
            if key not in (range(len(found)) if type(found) is list else found if type(found) is dict else ()):
                raise _refusal(file, where, f"{reference} leads nowhere")
            found = found[key]
        if fragment and not fragment.startswith("/"):
            raise _refusal(file, where, f"{reference}: only JSON Pointers can follow the #")
        known = self._resolved.get(absolute)
        if known is None:  # resolved only once, since references to references would multiply the work
            known = self._resolved[absolute] = self._measured(found, target, fragment, absolute)
        else:
            self._count(known.size, known.height, file, where)
        return known.schema

    def _measured(self, schema: JSON, file: str, where: str, absolute: str) -> _Target:
        size, deepest = self._size, self._deepest
        self._open.append(absolute)
        self._deepest = self._depth
        resolved = self._schema(schema, file, where)
        found = _Target(resolved, self._size - size, self._deepest - self._depth)
        self._deepest = max(deepest, self._deepest)
        self._open.pop()
        return found


def _unquoted(fragment: str) -> str:
    """Return the JSON Pointer of a reference, in which characters may be written as in any URI: ``%20`` for a space."""
    if "%" not in fragment:
        return fragment
    from urllib.parse import unquote  # slow to import, and few references need it

    return unquote(fragment)


def _refusal(file: str, where: str, why: str) -> InvalidSchema:
    """Return the error for a place in a file, with names and references escaped, as they may contain terminal sequences."""
    return InvalidSchema(escaped(f"{file}#{where}: {why}"))


def _as_object(schema: JSON) -> JSON:
    """Return a boolean schema as an object that means the same. The engines report errors of objects at the same location."""
    return {} if schema is True else {"not": {}} if schema is False else schema


def _check_pattern(pattern: JSON, file: str, where: str) -> None:
    """Refuse a pattern that only some engines can read."""
    try:
        compiled(pattern)
    except (TypeError, re.error) as error:
        raise _refusal(file, where, f"not a pattern that every engine can read: {error}") from None


def _check_value(value: JSON, file: str, where: str) -> None:
    """Refuse numbers that JSON cannot write, and values that are deeper than any document."""
    inside = [(value, where, 0)]
    while inside:
        one, place, depth = inside.pop()
        if type(one) is float and not math.isfinite(one):
            raise _refusal(file, place, "must be a finite number")
        if type(one) is dict or type(one) is list:
            if depth == MAX_DEPTH:
                raise _refusal(file, where, f"more than {MAX_DEPTH} levels")
            members = one.items() if type(one) is dict else enumerate(one)
            inside += [(member, place + pointer((key,)), depth + 1) for key, member in members if type(member) is not str]


def _merged(target: JSON, beside: JsonSchema) -> JSON:
    """Return one schema that means the same as the target of a reference and the keywords beside the reference."""
    if not beside:
        return target
    if target is True:
        return beside
    if target is False:
        return {**beside, "allOf": [*beside.get("allOf", ()), {"not": {}}]}
    shared = {keyword for keyword in target.keys() & beside.keys() if not _is_annotation(keyword)}
    if shared <= {"properties"} and _can_have_properties_of(beside, target):
        properties = {**target["properties"], **beside.get("properties", {})}
        closed = {"additionalProperties": False} if "unevaluatedProperties" in beside else {}
        rest = {keyword: value for keyword, value in beside.items() if keyword != "unevaluatedProperties"}
        return {**target, **rest, "properties": properties, **closed}
    is_apart = _looks_at(target, beside) or any(group & target.keys() and group & beside.keys() for group in _GROUPS)
    if not shared and not is_apart:
        return {**target, **beside}
    return {**beside, "allOf": [*beside.get("allOf", ()), target]}


def _can_have_properties_of(beside: JsonSchema, target: JsonSchema) -> bool:
    """Return whether the properties of a target can be merged with those beside the reference to it."""
    if "properties" not in target or not target.keys().isdisjoint(_LOOKS_INSIDE | _CLOSES):
        return False
    if "unevaluatedProperties" in beside:
        plain = beside["unevaluatedProperties"] is False and beside.keys().isdisjoint({*_LOOKS_INSIDE, "additionalProperties"})
    else:
        plain = "properties" in beside and "additionalProperties" not in beside
    return plain and target["properties"].keys().isdisjoint(beside.get("properties", ()))


def _looks_at(target: JsonSchema, beside: JsonSchema) -> bool:
    """Return whether the target of a reference has keywords that depend on keywords beside the reference."""
    return not _UNEVALUATED.isdisjoint(target) and not beside.keys().isdisjoint({*IN_PLACE, "if"})


def _is_annotation(keyword: str) -> bool:
    return keyword in _ANNOTATIONS or keyword.startswith("x-")
