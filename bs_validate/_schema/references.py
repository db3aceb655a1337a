"""Resolve references: write what a schema refers to in place of the reference."""

import re
from collections.abc import Callable

from bs_validate._instance.location import quoted
from bs_validate._schema.applicators import IN_PLACE, JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema
from bs_validate._schema.patterns import compiled
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS

_DEFINITIONS = frozenset({"$defs", "definitions"})
_BOOLEAN_KEPT = frozenset({"additionalProperties", "unevaluatedProperties"})
_UNSUPPORTED = frozenset({"$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveRef"})
_ANNOTATIONS = frozenset({"$comment", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"})
#: Keywords that depend on their neighbours: two schemas that both have keywords of a group cannot be merged into one.
_GROUPS = (
    frozenset({"additionalProperties", "patternProperties", "properties", "unevaluatedProperties"}),
    frozenset({"contains", "items", "maxContains", "minContains", "prefixItems", "unevaluatedItems"}),
    frozenset({"else", "if", "then"}),
)
#: Keywords beside which ``properties`` does not name every field that the schema of an object knows.
_LOOKS_INSIDE = frozenset({*IN_PLACE, "if", "patternProperties"})
_CLOSES = frozenset({"additionalProperties", "unevaluatedProperties"})


def resolved(file: str, source: Callable[[str], JsonSchema]) -> JsonSchema:
    """Return the schema of a file with every reference replaced by what it refers to.

    ``source`` returns the content of a file. Raises ``InvalidSchema`` for references that lead nowhere or back to themselves, for
    formats that the package does not know, and for anything that is not a schema.
    """
    return _Resolver(source).resolve(file)


class _Resolver:
    """The state of resolving one file: the files that were read, and the references that are being followed."""

    __slots__ = ("_documents", "_open", "_resolved", "_source")

    def __init__(self, source: Callable[[str], JsonSchema]) -> None:
        self._source = source
        self._documents: dict[str, JsonSchema] = {}
        self._open: list[str] = []
        self._resolved: dict[str, JSON] = {}

    def resolve(self, file: str) -> JsonSchema:
        document = self._schema(self._document(file), file, "")
        if type(document) is not dict:  # a file holds an object, but that may refer to a boolean schema
            raise InvalidSchema(f"{file}: refers to a schema that is no object")
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
            raise InvalidSchema(f"{file}#{where}: a schema must be an object, true or false")
        unsupported = _UNSUPPORTED.intersection(schema) - ({"$id"} if where == "" else set())
        if unsupported:
            raise InvalidSchema(f"{file}#{where}: {', '.join(sorted(unsupported))} is not supported here")
        kept: JsonSchema = {}
        for keyword, value in schema.items():
            if keyword in _DEFINITIONS or keyword in ("$ref", "$id") or (keyword == "$schema" and where):
                continue
            kept[keyword] = self._keyword(keyword, value, file, f"{where}/{keyword}")
        if "$ref" not in schema:
            return kept
        return _merged(self._target(schema["$ref"], file, where), kept)

    def _keyword(self, keyword: str, value: JSON, file: str, where: str) -> JSON:
        if keyword == "format" and (type(value) is not str or value not in FORMATS):
            shown = f" {quoted(value)!r}" if type(value) is str else ""
            raise InvalidSchema(f"{file}#{where}: unknown format{shown}: choose from {', '.join(FORMATS)}")
        if keyword == "pattern":
            _check_pattern(value, f"{file}#{where}")
        if keyword in ONE_SCHEMA:
            inner = self._schema(value, file, where)
            return inner if keyword in _BOOLEAN_KEPT else _as_object(inner)
        if keyword in NAMED_SCHEMAS:
            if type(value) is not dict:
                raise InvalidSchema(f"{file}#{where}: must be an object of schemas")
            for pattern in value if keyword == "patternProperties" else ():
                _check_pattern(pattern, f"{file}#{where}")
            return {name: _as_object(self._schema(one, file, f"{where}/{name}")) for name, one in value.items()}
        if keyword in LISTED_SCHEMAS:
            if type(value) is not list:
                raise InvalidSchema(f"{file}#{where}: must be an array of schemas")
            return [_as_object(self._schema(one, file, f"{where}/{index}")) for index, one in enumerate(value)]
        return value

    def _target(self, reference: JSON, file: str, where: str) -> JSON:
        if type(reference) is not str:
            raise InvalidSchema(f"{file}#{where}: $ref must be text")
        target, _, fragment = reference.partition("#")
        target = target.removeprefix("./") or file
        absolute = f"{target}#{fragment}"
        if absolute in self._open:
            raise InvalidSchema(f"{file}#{where}: {reference} leads back to itself, and recursive schemas are not supported")
        found: JSON = self._document(target)
        for part in fragment.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if type(found) is not dict or key not in found:
                raise InvalidSchema(f"{file}#{where}: {reference} leads nowhere")
            found = found[key]
        if fragment and not fragment.startswith("/"):
            raise InvalidSchema(f"{file}#{where}: {reference}: only JSON Pointers can follow the #")
        if absolute not in self._resolved:  # once, so that references to references do not multiply
            self._open.append(absolute)
            self._resolved[absolute] = self._schema(found, target, fragment)
            self._open.pop()
        return self._resolved[absolute]


def _as_object(schema: JSON) -> JSON:
    """Return a boolean schema as the object that means the same, since the engines place the errors of objects alike."""
    return {} if schema is True else {"not": {}} if schema is False else schema


def _check_pattern(pattern: JSON, where: str) -> None:
    """Refuse a pattern that only some engines can read."""
    try:
        compiled(pattern)
    except (TypeError, re.error) as error:
        raise InvalidSchema(f"{where}: not a pattern that every engine can read: {error}") from None


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
    if not shared and not any(group & target.keys() and group & beside.keys() for group in _GROUPS):
        return {**target, **beside}
    return {**beside, "allOf": [*beside.get("allOf", ()), target]}


def _can_have_properties_of(beside: JsonSchema, target: JsonSchema) -> bool:
    """Return whether the properties of a target mean the same when they stand among those beside the reference to it."""
    if "properties" not in target or not target.keys().isdisjoint(_LOOKS_INSIDE | _CLOSES):
        return False
    if "unevaluatedProperties" in beside:
        plain = beside["unevaluatedProperties"] is False and beside.keys().isdisjoint({*_LOOKS_INSIDE, "additionalProperties"})
    else:
        plain = "properties" in beside and "additionalProperties" not in beside
    return plain and target["properties"].keys().isdisjoint(beside.get("properties", ()))


def _is_annotation(keyword: str) -> bool:
    return keyword in _ANNOTATIONS or keyword.startswith("x-")
