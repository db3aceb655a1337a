"""Schema files, packaged or in a directory: a name gives one schema, free of references."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from errno import ENOENT
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from bs_validate._instance.location import Location, quoted
from bs_validate._schema.applicators import JSON, Keywords, in_place, property_names
from bs_validate._schema.references import resolved
from bs_validate.exceptions import InvalidSchema, UnknownSchema


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

    def __repr__(self) -> str:
        """Show the name: the rest is long."""
        return f"Schema({self.name!r})"


class Catalog:
    """The schemas of one folder, by name; each is read and resolved when it is first asked for.

    Which there are is looked up anew for a name that is not known yet, and once for going through all of them.
    """

    __slots__ = ("_every", "_list_files", "_loaded", "_read")

    def __init__(self, list_files: Callable[[], Iterable[str]], read: Callable[[str], bytes]) -> None:
        """Take the functions that list the files there are, and read one or raise ``OSError``."""
        self._list_files = list_files
        self._read = read
        self._loaded: dict[str, Schema] = {}
        self._every: tuple[Schema, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names there are, sorted."""
        stems = (file.removesuffix(".json") for file in self._list_files() if file.endswith(".json"))
        return tuple(sorted(stem for stem in stems if all(stem.partition("."))))

    def __getitem__(self, name: object) -> Schema:
        """Return a schema.

        Raises ``UnknownSchema`` when there is none of that name, ``InvalidSchema`` when its files cannot be used.
        """
        if isinstance(name, str) and name in self._loaded:
            return self._loaded[name]
        names = self.names
        if not isinstance(name, str) or name not in names:
            raise UnknownSchema(name, names)
        schema = self._loaded[name] = self._load(str(name))
        return schema

    def __iter__(self) -> Iterator[Schema]:
        """Go through all schemas, by name."""
        if self._every is None:
            self._every = tuple(map(self.__getitem__, self.names))
        return iter(self._every)

    def shape(self, name: str) -> Schema:
        """Return the schema in a file that is no representation of a resource, such as ``unprocessable``.

        Raises ``InvalidSchema`` when it cannot be used.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

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
        document = resolved(f"{name}.json", self.source)
        resource, _, representation = name.partition(".")
        names = dict.fromkeys(property_names(document))
        fields = {field: rank for rank, field in enumerate(names)}
        envelope = _envelope(document) if representation else None
        return Schema(name, resource, representation, envelope, document, fields)


def packaged() -> Catalog:
    """Return the catalogue of the schemas that come with the package."""
    return Catalog(_packaged_files, _packaged_file)


def _packaged_files() -> list[str]:
    package = _package()
    if package is None or os.path.isdir(_folder()):
        return os.listdir(_folder())
    from importlib.resources import files  # slower to import, and able to list a zip file

    return [file.name for file in files(package).iterdir()]


def directory(path: str | os.PathLike[str]) -> Catalog:
    """Return the catalogue of a directory of the reader's own schema files (``<resource>.<representation>.json``).

    They may refer to each other and, by file name, to the packaged files that the directory has none of its own for.
    Raises ``InvalidSchema`` when the directory cannot be read or holds no schema file.
    """
    folder = os.fspath(path)
    try:
        files = os.listdir(folder)
    except (OSError, ValueError) as error:
        raise InvalidSchema(f"{quoted(str(folder))}: cannot be read: {getattr(error, 'strerror', error)}") from None

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
    path = os.path.join(_folder(), file)
    loader: Any = getattr(_package(), "__loader__", None)
    if loader is not None:
        return bytes(loader.get_data(path))
    with open(path, "rb") as opened:
        return opened.read()


@cache
def _package() -> ModuleType | None:
    """Return the package that the schemas are installed as, or None in a source tree, where they stand beside the code."""
    try:
        return import_module("bs_validate.schemas")
    except ModuleNotFoundError:
        return None


def _folder() -> str:
    package = _package()
    if package is not None:
        return os.path.dirname(str(package.__file__))
    return os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(__file__))), "schemas")


def fields(schema: Schema) -> Iterator[tuple[Location, list[Keywords]]]:
    """Go through the fields of a resource, in order: where each is in the first resource, 0 for an index, and its schemas."""
    return _fields(() if schema.envelope is None else (schema.envelope, 0), resource_schemas(schema))


def resource_schemas(schema: Schema) -> list[Keywords]:
    """Return the schemas that a resource must hold for: the items of the envelope, or the document's own."""
    if schema.envelope is None:
        return [schema.document]
    envelopes = in_place(schema.document["properties"][schema.envelope])
    return [one["items"] for one in envelopes if type(one.get("items")) is dict]


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


def _envelope(document: Keywords) -> str | None:
    """Return the one top-level array of a document's schema, preferring a required one."""
    properties: Mapping[str, JSON] = document.get("properties", {})
    arrays = [name for name, schema in properties.items() if any(map(_is_array, in_place(schema)))]
    needed = document.get("required", ())
    required = [name for name in arrays if type(needed) is list and name in needed]
    candidates = required or arrays
    return candidates[0] if len(candidates) == 1 else None


def _is_array(schema: Keywords) -> bool:
    kind = schema.get("type", "array" if "items" in schema else None)
    return kind == "array" or (type(kind) is list and "array" in kind)
