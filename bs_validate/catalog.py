"""Schema files, packaged or in a directory: a name gives one schema, free of references."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from errno import ENOENT
from typing import Any, NamedTuple

from bs_validate import schemas
from bs_validate.exceptions import InvalidSchema, UnknownSchema
from bs_validate.formats import FORMATS
from bs_validate.location import Location, quoted

JSON = Any
Keywords = dict[str, JSON]

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

#: Of these, those that look at the same instance as the schema they are in and can say what it may have.
IN_PLACE = frozenset({"allOf", "anyOf", "dependentSchemas", "else", "oneOf", "then"})

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


class Schema(NamedTuple):
    """One representation of one resource.

    ``document`` is the JSON Schema of the whole document with every reference resolved, so that a schema location is a JSON
    Pointer into it; ``envelope`` the top-level field that holds the resources, or None; ``fields`` every property name in it,
    with its rank.
    """

    name: str
    resource: str
    representation: str
    envelope: str | None
    document: Keywords
    fields: Mapping[str, int]


class Catalog:
    """The schemas of one folder, by name; each is read and resolved when it is first asked for."""

    __slots__ = ("_list_files", "_loaded", "_read")

    def __init__(self, list_files: Callable[[], Iterable[str]], read: Callable[[str], bytes]) -> None:
        """Take the functions that list the files there are, and read one or raise ``OSError``."""
        self._list_files = list_files
        self._read = read
        self._loaded: dict[str, Schema] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names there are, sorted."""
        stems = (file.removesuffix(".json") for file in self._list_files() if file.endswith(".json"))
        return tuple(sorted(stem for stem in stems if all(stem.partition("."))))

    def __getitem__(self, name: object) -> Schema:
        """Return a schema.

        Raises ``UnknownSchema`` when there is none of that name, ``InvalidSchema`` when its files cannot be used.
        """
        if type(name) is str and name in self._loaded:
            return self._loaded[name]
        names = self.names
        if type(name) is not str or name not in names:
            raise UnknownSchema(name, names)
        schema = self._loaded[name] = self._load(name)
        return schema

    def __iter__(self) -> Iterator[Schema]:
        """Go through all schemas, by name."""
        return map(self.__getitem__, self.names)

    def source(self, file: str) -> Keywords:
        """Return one file as it is written, references and all.

        Raises ``InvalidSchema`` when there is no such file or it holds no JSON object.
        """
        try:
            document = json.loads(self._read(file))
        except OSError as error:
            raise InvalidSchema(f"{file}: cannot be read: {error.strerror}") from None
        except (ValueError, RecursionError) as error:
            raise InvalidSchema(f"{file}: not a JSON document: {error}") from None
        if type(document) is not dict:
            raise InvalidSchema(f"{file}: a schema file must hold a JSON object")
        return document

    def _load(self, name: str) -> Schema:
        document = _Resolver(self.source).resolve(f"{name}.json")
        resource, _, representation = name.partition(".")
        names = dict.fromkeys(_property_names(document))
        fields = {field: rank for rank, field in enumerate(names)}
        return Schema(name, resource, representation, _envelope(document), document, fields)


def packaged() -> Catalog:
    """Return the catalogue of the schemas that come with the package."""
    return Catalog(_packaged_files, _packaged_file)


def _packaged_files() -> list[str]:
    folder = os.path.dirname(str(schemas.__file__))
    if os.path.isdir(folder):
        return os.listdir(folder)
    from importlib.resources import files  # slower to import, and able to list a zip file

    return [file.name for file in files(schemas).iterdir()]


def directory(path: str | os.PathLike[str]) -> Catalog:
    """Return the catalogue of a directory of the reader's own schema files (``<resource>.<representation>.json``).

    They may refer to each other and, by file name, to the packaged files that the directory has none of its own for.
    Raises ``InvalidSchema`` when the directory cannot be read or holds no schema file.
    """
    folder = os.fspath(path)
    try:
        files = os.listdir(folder)
    except OSError as error:
        raise InvalidSchema(f"{folder}: cannot be read: {error.strerror}") from None

    def read(file: str) -> bytes:
        if file not in files:
            return _packaged_file(file)
        with open(os.path.join(folder, file), "rb") as opened:
            return opened.read()

    catalog = Catalog(lambda: files, read)
    if not catalog.names:
        raise InvalidSchema(f"{folder}: holds no schema file: one is named <resource>.<representation>.json")
    return catalog


def _packaged_file(file: str) -> bytes:
    """Read through the package's own loader, which works in a zip file too and costs no import."""
    if os.path.basename(file) != file:
        raise FileNotFoundError(ENOENT, "there is no such schema file")
    loader: Any = schemas.__loader__
    return bytes(loader.get_data(os.path.join(os.path.dirname(str(schemas.__file__)), file)))


def subschemas(schema: Keywords) -> Iterator[tuple[tuple[str | int, ...], Keywords]]:
    """Go through the schemas directly inside a schema, each with the path that leads to it."""
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


def fields(schema: Schema) -> Iterator[tuple[Location, list[Keywords]]]:
    """Go through the fields of a resource, in order: where each is in the first resource, 0 for an index, and its schemas."""
    start: Location = ()
    resource = [schema.document]
    if schema.envelope is not None:
        start = (schema.envelope, 0)
        resource = [schema.document["properties"][schema.envelope].get("items", {})]
    yield from _fields(start, resource)


def _fields(location: Location, schemas_here: list[Keywords]) -> Iterator[tuple[Location, list[Keywords]]]:
    inside = [inner for one in schemas_here for inner in in_place(one)]
    found: dict[Location, list[Keywords]] = {}
    for one in inside:
        for name, inner in one.get("properties", {}).items():
            found.setdefault((*location, name), []).append(inner if type(inner) is dict else {})
        if type(one.get("items")) is dict:
            found.setdefault((*location, 0), []).append(one["items"])
    for place, inner_schemas in found.items():
        yield place, inner_schemas
        yield from _fields(place, inner_schemas)


def in_place(schema: Keywords) -> Iterator[Keywords]:
    """Go through a schema and those inside it that look at the same instance."""
    yield schema
    for path, inner in subschemas(schema):
        if path[0] in IN_PLACE:
            yield from in_place(inner)


def _property_names(schema: Keywords) -> Iterator[str]:
    yield from schema.get("properties", ())
    for _, inner in subschemas(schema):
        yield from _property_names(inner)


def _envelope(document: Keywords) -> str | None:
    """Return the one top-level array of a document's schema, preferring a required one."""
    properties: Mapping[str, JSON] = document.get("properties", {})
    arrays = [name for name, schema in properties.items() if type(schema) is dict and _is_array(schema)]
    required = [name for name in arrays if name in document.get("required", ())]
    candidates = required or arrays
    return candidates[0] if len(candidates) == 1 else None


def _is_array(schema: Keywords) -> bool:
    kind = schema.get("type", "array" if "items" in schema else None)
    return kind == "array" or (type(kind) is list and "array" in kind)


class _Resolver:
    """Replaces every reference of a file by what it refers to."""

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
