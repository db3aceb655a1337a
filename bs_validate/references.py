"""References: what a schema refers to is written into it."""

from collections.abc import Callable

from bs_validate.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, Keywords
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS
from bs_validate.location import quoted

_DEFINITIONS = frozenset({"$defs", "definitions"})
_BOOLEAN_KEPT = frozenset({"additionalProperties", "unevaluatedProperties"})
_UNSUPPORTED = frozenset({"$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveRef"})
_ANNOTATIONS = frozenset({"$comment", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"})
#: Keywords that look at their neighbours: two schemas that both use one of a group cannot be written as one.
_GROUPS = (
    frozenset({"additionalProperties", "patternProperties", "properties", "unevaluatedProperties"}),
    frozenset({"contains", "items", "maxContains", "minContains", "prefixItems", "unevaluatedItems"}),
    frozenset({"else", "if", "then"}),
)


def resolved(file: str, source: Callable[[str], Keywords]) -> Keywords:
    """Return the schema of a file with every reference replaced by what it refers to.

    ``source`` returns the content of a file. Raises ``InvalidSchema`` for references that lead nowhere or back to themselves, for
    formats that nobody checks, and for what is no schema.
    """
    return _Resolver(source).resolve(file)


class _Resolver:
    """Holds the files that were read, and the references that are being followed."""

    __slots__ = ("_documents", "_open", "_source")

    def __init__(self, source: Callable[[str], Keywords]) -> None:
        self._source = source
        self._documents: dict[str, Keywords] = {}
        self._open: list[str] = []

    def resolve(self, file: str) -> Keywords:
        document = self._schema(self._document(file), file, "")
        if type(document) is not dict:  # a file holds an object, but it may refer to a boolean schema
            raise InvalidSchema(f"{file}: refers to a schema that is no object")
        return {key: value for key, value in document.items() if key not in _DEFINITIONS}

    def _document(self, file: str) -> Keywords:
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
        kept: Keywords = {}
        for keyword, value in schema.items():
            if keyword in _DEFINITIONS or keyword in ("$ref", "$id") or (keyword == "$schema" and where):
                continue
            kept[keyword] = self._keyword(keyword, value, file, f"{where}/{keyword}")
        if "$ref" not in schema:
            return kept
        return _merged(self._target(schema["$ref"], file, where), kept)

    def _keyword(self, keyword: str, value: JSON, file: str, where: str) -> JSON:
        if keyword == "format" and value not in FORMATS:
            shown = f" {quoted(value)!r}" if type(value) is str else ""
            raise InvalidSchema(f"{file}#{where}: unknown format{shown}: choose from {', '.join(FORMATS)}")
        if keyword in ONE_SCHEMA:
            inner = self._schema(value, file, where)
            # The engines place the error of a false subschema differently, and that of an empty negation alike.
            return {"not": {}} if inner is False and keyword not in _BOOLEAN_KEPT else inner
        if keyword in NAMED_SCHEMAS:
            if type(value) is not dict:
                raise InvalidSchema(f"{file}#{where}: must be an object of schemas")
            inner = {name: self._schema(one, file, f"{where}/{name}") for name, one in value.items()}
            return {name: {"not": {}} if one is False else one for name, one in inner.items()}
        if keyword in LISTED_SCHEMAS:
            if type(value) is not list:
                raise InvalidSchema(f"{file}#{where}: must be an array of schemas")
            listed = [self._schema(one, file, f"{where}/{index}") for index, one in enumerate(value)]
            return [{"not": {}} if one is False else one for one in listed]
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
        self._open.append(absolute)
        try:
            return self._schema(found, target, fragment)
        finally:
            self._open.pop()


def _merged(target: JSON, beside: Keywords) -> JSON:
    """Write a reference's target and the keywords beside the reference as one schema that means the same."""
    if not beside:
        return target
    if target is True:
        return beside
    if target is False:
        return {**beside, "allOf": [*beside.get("allOf", ()), {"not": {}}]}
    both = target.keys() & beside.keys() - _ANNOTATIONS
    split = any(group & target.keys() and group & beside.keys() for group in _GROUPS)
    if not both and not split:
        return {**target, **beside}
    return {**beside, "allOf": [*beside.get("allOf", ()), target]}
