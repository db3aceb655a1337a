"""Find schema files, in the package or in a directory, and load each as one schema without references."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from errno import EINVAL, ENOENT
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from bs_validate._instance.location import Location, quoted
from bs_validate._schema import tree
from bs_validate._schema.applicators import IN_PLACE, JSON, JsonSchema, property_names
from bs_validate._schema.tree import Node
from bs_validate.exceptions import InvalidSchema, UnknownSchema


class Schema(NamedTuple):
    """The schema of one representation of one resource.

    ``document`` is the JSON Schema of the whole document with every reference resolved: a schema location is a JSON Pointer into
    it. ``envelope`` is the top-level field that holds the resources, or None. ``fields`` has the rank of every property name in
    the order of the schema.
    """

    name: str
    resource: str
    representation: str
    envelope: str | None
    document: JsonSchema
    fields: Mapping[str, int]

    def __repr__(self) -> str:
        """Return the name only, because the rest is long."""
        return f"Schema({self.name!r})"


def resolved(file: str, source: Callable[[str], JsonSchema]) -> JsonSchema:
    """Return the schema in a file without references. The packaged schemas come without any, so few processes import this."""
    from bs_validate._schema import references

    return references.resolved(file, source)


class Catalog:
    """The schemas of one folder, by name. Each is read and resolved when it is first used.

    The folder is listed again for an unknown name, and once for an iteration over all schemas.
    """

    __slots__ = ("_envelopes", "_every", "_list_files", "_loaded", "_read", "_resolve")

    def __init__(
        self,
        list_files: Callable[[], Iterable[str]],
        read: Callable[[str], bytes],
        resolve: Callable[[str, Callable[[str], JsonSchema]], JsonSchema] = resolved,
        envelopes: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take a function that lists the files, and one that reads a file or raises ``OSError``.

        ``resolve`` returns the schema in a file without references. ``envelopes`` has the envelope of each schema, or is None if
        they are not known yet.
        """
        self._list_files = list_files
        self._read = read
        self._resolve = resolve
        self._loaded: dict[str, Schema] = {}
        self._every: tuple[Schema, ...] | None = None
        self._envelopes = envelopes

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the schemas, sorted."""
        stems = (file.removesuffix(".json") for file in self._list_files() if file.endswith(".json"))
        return tuple(sorted(stem for stem in stems if all(stem.partition("."))))

    def __getitem__(self, name: object) -> Schema:
        """Return a schema.

        Raises ``UnknownSchema`` when no schema has that name, and ``InvalidSchema`` when its files cannot be used.
        """
        if isinstance(name, str) and name in self._loaded:
            return self._loaded[name]
        names = self.names
        if not isinstance(name, str) or name not in names:
            raise UnknownSchema(name, names)
        schema = self._loaded[name] = self._load(str(name))
        return schema

    def __iter__(self) -> Iterator[Schema]:
        """Yield all schemas, by name."""
        if self._every is None:
            self._every = tuple(map(self.__getitem__, self.names))
        return iter(self._every)

    @property
    def envelopes(self) -> Mapping[str, str | None]:
        """The envelope of each schema by its name. A schema is resolved only if its own file does not name the envelope."""
        if self._envelopes is None:
            self._envelopes = {name: self._envelope(name) for name in self.names}
        return self._envelopes

    def shape(self, name: str) -> Schema:
        """Return the schema in a file that is not a representation of a resource, such as ``unprocessable``.

        Raises ``InvalidSchema`` when it cannot be used.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def source(self, file: str) -> JsonSchema:
        """Return one file as it is, with its references.

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

    def _envelope(self, name: str) -> str | None:
        if name not in self._loaded:
            written = self.source(f"{name}.json")
            properties, needed = written.get("properties"), written.get("required")
            if "$ref" not in written and type(properties) is dict and type(needed) is list:
                required = [one for field, one in properties.items() if field in needed]
                if all(type(one) is dict and not one.keys() & _ELSEWHERE for one in required) and any(map(_is_array, required)):
                    return _envelope(written, required_only=True)
        return self[name].envelope

    def _load(self, name: str) -> Schema:
        document = self._resolve(f"{name}.json", self.source)
        resource, _, representation = name.partition(".")
        names = dict.fromkeys(property_names(document))
        fields = {field: rank for rank, field in enumerate(names)}
        envelope = _envelope(document) if representation else None  # a schema without a representation has no resources
        return Schema(name, resource, representation, envelope, document, fields)


def packaged() -> Catalog:
    """Return the catalogue of the schemas that come with the package."""
    return Catalog(_packaged_files, _packaged_file, _resolved_beforehand, _stored(_ENVELOPES))


#: The folder that ``scripts/update_resolved.py`` writes from the packaged files. It has each schema without references, and the
#: envelopes of all.
STORED = os.path.join(os.path.dirname(__file__), "resolved")
_ENVELOPES = "envelopes.json"


def _resolved_beforehand(file: str, source: Callable[[str], JsonSchema]) -> JsonSchema:
    """Return a packaged schema without references, from the stored file or, if it is not of a resource, by resolving it."""
    try:
        document: JsonSchema = _stored(file)
    except OSError:
        return resolved(file, source)
    return document


def _stored(file: str) -> Any:
    """Return a stored file, read with the loader of this module, which also works in a zip file. Raises ``OSError``."""
    path = os.path.join(STORED, file)
    loader: Any = globals()["__loader__"]
    return json.loads(loader.get_data(path))


def _packaged_files() -> list[str]:
    package = _package()
    if package is None or os.path.isdir(_folder()):
        return os.listdir(_folder())
    from importlib.resources import files  # slower to import, but it can list a zip file

    return [file.name for file in files(package).iterdir()]


def directory(path: str | os.PathLike[str]) -> Catalog:
    """Return the catalogue of a directory of schema files (``<resource>.<representation>.json``).

    The files may refer to each other by name, and to packaged files whose names the directory does not have. Raises
    ``InvalidSchema`` if the directory cannot be read or has no schema file.
    """
    folder = os.fspath(path)
    try:
        files = os.listdir(folder)
    except (OSError, ValueError) as error:
        raise InvalidSchema(f"{quoted(str(folder))}: cannot be read: {getattr(error, 'strerror', error)}") from None

    def read(file: str) -> bytes:
        if file not in files:
            return _packaged_file(file)
        path = os.path.join(folder, file)
        if os.path.exists(path) and not os.path.isfile(path):
            raise OSError(EINVAL, "is not a regular file")  # Opening a pipe would wait for a writer.
        with open(path, "rb") as opened:
            return opened.read()

    catalog = Catalog(lambda: files, read)
    if not catalog.names:
        raise InvalidSchema(f"{folder}: holds no schema file: one is named <resource>.<representation>.json")
    return catalog


def _packaged_file(file: str) -> bytes:
    """Return a packaged schema file, read with the loader of the package, which also works in a zip file."""
    if os.path.basename(file) != file:
        raise FileNotFoundError(ENOENT, "there is no such schema file")
    path = os.path.join(_folder(), file)
    loader: Any = getattr(_package(), "__loader__", None)
    if loader is not None:
        return bytes(loader.get_data(path))
    with open(path, "rb") as opened:
        return opened.read()


@cache
def _package() -> ModuleType | None:
    """Return the package in which the schemas are installed, or None in a source tree, where they are beside the code."""
    try:
        return import_module("bs_validate.schemas")
    except ModuleNotFoundError:
        return None


def _folder() -> str:
    package = _package()
    if package is not None:
        return os.path.dirname(str(package.__file__))
    return os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(__file__))), "schemas")


def fields(schema: Schema) -> Iterator[tuple[Location, list[JsonSchema]]]:
    """Yield the fields of a resource in order: the location in the first resource, with 0 for an index, and the schemas."""
    start: Location = () if schema.envelope is None else (schema.envelope, 0)
    for location, node in _fields(start, resource(schema)):
        yield location, [part.schema for part in node.roots]


def resource(schema: Schema) -> Node:
    """Return the node of a resource: that of the items of the envelope, or of the document if it has no envelope."""
    document = tree.root(schema.document)
    return document if schema.envelope is None else document.property(schema.envelope).possible().items()


def resource_schemas(schema: Schema) -> list[JsonSchema]:
    """Return the schemas that lead to a resource."""
    return [part.schema for part in resource(schema).roots]


def _fields(location: Location, node: Node) -> Iterator[tuple[Location, Node]]:
    every = node.possible()
    below: list[tuple[str | int, Node]] = [(name, every.property(name)) for name in every.names]
    if (items := every.items()).roots:
        below.append((0, items))
    for part, inner in below:
        yield (*location, part), inner
        yield from _fields((*location, part), inner)


#: Keywords that may contain the type of the value as well.
_ELSEWHERE = IN_PLACE | {"$ref"}


def _envelope(document: JsonSchema, *, required_only: bool = False) -> str | None:
    """Return the one top-level array of a document's schema, preferring a required one."""
    properties: Mapping[str, JSON] = document.get("properties", {})
    needed = document.get("required", ())
    required = [name for name in properties if type(needed) is list and name in needed]
    arrays = [name for name in (required if required_only else properties) if _may_be_array(properties[name])]
    candidates = [name for name in arrays if name in required] or arrays
    return candidates[0] if len(candidates) == 1 else None


def _may_be_array(schema: JSON) -> bool:
    return any(map(_is_array, tree.root(schema).possible().schemas))


def _is_array(schema: JsonSchema) -> bool:
    kind = schema.get("type", "array" if "items" in schema else None)
    return kind == "array" or (type(kind) is list and "array" in kind)
