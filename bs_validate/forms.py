"""What a browser posts, as a resource: names taken apart, white space off, empty fields to null, digits to integers.

The schema says what a field is, so that a new one needs no line here.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs_validate._instance.location import Location, dotted
from bs_validate._schema import catalog
from bs_validate._schema.applicators import JsonSchema, in_place
from bs_validate._schema.catalog import Schema
from bs_validate.validator import DEFAULT, Validator

JSON = Any

#: More names that no field has are not kept: the report is no better for them.
MAX_UNKNOWN = 1000

_INDEX = re.compile("[0-9]{1,18}")
_INTEGER = re.compile("0|-?[1-9][0-9]{0,299}")
_BRACKETS = re.compile(r"[^\[\]]+(?:\[[^\[\]]*\])+")
_BRACKETED = re.compile(r"[^\[\]]+|(?<=\[)(?=\])")
_ABSENT = object()


def from_form(data: object, schema_name: str, *, validator: Validator | None = None) -> dict[str, JSON]:
    """Return the resource that a form has sent, for ``validate_resource``.

    ``data`` is a mapping (whose values may be lists, as ``urllib.parse.parse_qs`` gives them), a MultiDict of any framework
    (``getlist``, or ``items`` with repeated names), or pairs. A field in a list has one of three names: ``phones-0-number``,
    ``phones[0][number]``, ``phones.0.number``; a list of texts is ``spoken_languages`` or ``spoken_languages[]``, repeated. White
    space around texts is taken off. An empty field, or an empty list, is null where the schema takes null; rows that are wholly
    empty are left out, and the rest are in the order of their indices. Canonical digits are an integer where the schema
    says so. Of a repeated name that is no list the last counts, as for the server. What is not understood stays as it is, for
    the validator to refuse. Never raises on what was sent; raises ``UnknownSchema``.
    """
    using = validator or DEFAULT
    shape = _Shape(using, using.catalog[schema_name])
    root = _Node()
    unknown: dict[str, JSON] = {}
    sent: list[tuple[str, Location, list[JSON]]] = []
    for name, values in _sent(data):
        path = shape.path(name)
        if path is not None:
            sent.append((name, path, values))
            root.at(path)
        elif len(unknown) < MAX_UNKNOWN:
            unknown[name] = _text(values[-1]) if values else None
    for name, path, values in sent:
        node = root.at(path)
        if not node.inner or shape.is_list(path):
            node.values.extend(values)
        elif len(unknown) < MAX_UNKNOWN:  # a text and an object by the same name
            unknown[name] = _text(values[-1]) if values else None
    known = {str(name): shape.value(node, (str(name),)) for name, node in root.inner.items()}
    return {**unknown, **{name: value for name, value in known.items() if value is not _ABSENT}}


class _Node:
    """What was sent under a name: values, or nodes by the parts that follow."""

    __slots__ = ("inner", "values")

    def __init__(self) -> None:
        self.values: list[JSON] = []
        self.inner: dict[str | int, _Node] = {}

    def at(self, path: Location) -> "_Node":
        """Return the node at a path, made where there is none."""
        node = self
        for part in path:
            node = node.inner.setdefault(part, _Node())
        return node


class _Shape:
    """Which fields a resource has, by place, 0 for any index, and what the schema says of each."""

    __slots__ = ("_fields", "_name", "_nullable", "_validator")

    def __init__(self, validator: Validator, schema: Schema) -> None:
        start = 0 if schema.envelope is None else 2
        self._fields: dict[Location, list[JsonSchema]] = {place[start:]: inner for place, inner in catalog.fields(schema)}
        self._name = schema.name
        self._validator = validator
        self._nullable: dict[Location, bool] = {}

    def path(self, name: str) -> Location | None:
        """Return where a name leads, as one of the spellings has it, or None when it is no field's."""
        if (name,) in self._fields:
            return (name,)
        if _BRACKETS.fullmatch(name):
            *parts, last = _BRACKETED.findall(name)
            path = self._path([*parts, last] if last else parts)
            return path if last or path is None or self.is_list(path) else None
        return self._path(name.split(".")) or self._path(name.split("-"))

    def _path(self, parts: list[str]) -> Location | None:
        path: Location = ()
        place: Location = ()
        for part in parts:
            index = (*place, 0) in self._fields and _INDEX.fullmatch(part) is not None
            path = (*path, int(part) if index else part)
            place = (*place, 0 if index else part)
            if place not in self._fields:
                return None
        return path

    def is_list(self, path: Location) -> bool:
        """Say whether there is a list at a path."""
        return (*_place(path), 0) in self._fields

    def value(self, node: _Node, path: Location) -> JSON:
        """Return what a node stands for at a path."""
        place = _place(path)
        rows = {index: inner for index, inner in node.inner.items() if type(index) is int}
        if self.is_list(place) and len(rows) == len(node.inner):
            found = [self.value(rows[index], (*place, 0)) for index in sorted(rows) if not _is_empty(rows[index])]
            found += [self._leaf(value, (*place, 0)) for value in node.values if not _is_blank(value)]
            return found or (None if self._takes_null(place) else [])
        if node.inner:
            inside = ((str(name), self.value(inner, (*place, name))) for name, inner in node.inner.items())
            return {name: value for name, value in inside if value is not _ABSENT}
        return self._leaf(node.values[-1], place) if node.values else _ABSENT

    def _leaf(self, value: JSON, place: Location) -> JSON:
        text = _text(value)
        if type(text) is not str:
            return text
        if text == "":
            return None if self._takes_null(place) else ""
        return int(text) if _INTEGER.fullmatch(text) and self._is_integer(place) else text

    def _is_integer(self, place: Location) -> bool:
        """Say whether a field may be an integer and no text."""
        kinds: set[str] = set()
        for schema in self._fields[place]:
            for inner in in_place(schema):
                kind = inner.get("type", ())
                kinds.update([kind] if type(kind) is str else kind)
        return "integer" in kinds and "string" not in kinds

    def _takes_null(self, place: Location) -> bool:
        if place not in self._nullable:
            self._nullable[place] = self._validator.validate_field(None, self._name, dotted(place)).valid
        return self._nullable[place]


def _place(path: Location) -> Location:
    return tuple(0 if type(part) is int else part for part in path)


def _is_empty(node: _Node) -> bool:
    """Say whether nothing was filled in, in a row or in any field of it."""
    return all(map(_is_blank, node.values)) and all(map(_is_empty, node.inner.values()))


def _is_blank(value: JSON) -> bool:
    return value is None or _text(value) == ""


def _text(value: JSON) -> JSON:
    """Return a text without white space around it, and as plain text: frameworks have subclasses."""
    return str.strip(value) if issubclass(type(value), str) else value


def _sent(data: object) -> Iterator[tuple[str, list[JSON]]]:
    """Go through the names and their values, of whatever holds them; what has no name in text is passed over."""
    for name, value in _pairs(data):
        if issubclass(type(name), str):
            yield str.__str__(name), list(value) if type(value) in (list, tuple) else [value]


def _pairs(data: Any) -> Iterator[tuple[Any, JSON]]:
    if hasattr(data, "multi_items"):  # of Starlette, whose getlist goes through all pairs for each name
        yield from _pairs(data.multi_items())
    elif hasattr(data, "getlist"):
        yield from ((name, list(data.getlist(name))) for name in dict.fromkeys(data))
    else:
        pairs = _items(data) if hasattr(data, "items") else data
        if isinstance(pairs, Iterable):
            yield from (pair for pair in pairs if type(pair) in (list, tuple) and len(pair) == 2)


def _items(data: Any) -> Any:
    try:
        return data.items(multi=True)
    except TypeError:
        return data.items()
