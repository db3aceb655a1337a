"""Turn a posted form into a resource, and find the posted name for each message.

The schema decides how each field is read. A new field needs no code here.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bs_validate._instance.location import Location, dotted, quoted
from bs_validate._schema.applicators import in_place
from bs_validate.forms.names import Names, PostedName, is_blank, marks, path_of, place_of, sentence
from bs_validate.report import Report
from bs_validate.validator import DEFAULT, Validator

JSON = Any

#: Further names that lead to no field are dropped, because they would not improve the report.
MAX_UNKNOWN = 1000

_INTEGER = re.compile("0|-?[1-9][0-9]{0,299}")
_ABSENT = object()


def from_form(
    data: object,
    schema_name: str,
    ignore: Collection[str] = (),
    *,
    prefix: str | None = None,
    validator: Validator | None = None,
) -> dict[str, JSON]:
    """Return the resource of a posted form, for ``validate_resource``.

    The arguments and the rules are those of ``Posted``, which also finds the field for each message.
    """
    return Posted(data, schema_name, ignore, prefix=prefix, validator=validator).resource


class Posted:
    """A posted form: ``resource`` has its values, for ``validate_resource``.

    ``data`` is a mapping (whose values may be lists, as from ``urllib.parse.parse_qs``), a MultiDict of any framework
    (``getlist``, or ``items`` with repeated names), or pairs. A field in a list has one of the names ``phones-0-number``,
    ``phones[0][number]``, ``phones[0].number``, ``phones.0.number``, ``phones_attributes[0][number]`` and ``phones[][number]``.
    A list of texts is ``spoken_languages`` or ``spoken_languages[]``, repeated. All names may begin with the name of the resource
    (``contact[email]``) or with another common prefix. If ``prefix`` is given, names without it belong to other forms and are
    ignored.

    - White space around texts is removed.
    - An empty field or list is null if the schema allows null.
    - Rows that are empty or marked for deletion are left out. The others are in the order of their indices.
    - Digits become an integer if the schema requires one.
    - The last value of a repeated name counts, as on the server, unless the field is a list.
    - Names that frameworks add are left out, and so are the names in ``ignore``: whole names, or the last part of names in rows.
    - Everything else stays unchanged, and the validator will refuse it.

    Posted data never raise an exception. Raises ``UnknownSchema``, and ``TypeError`` if ``ignore`` is a single text.
    """

    __slots__ = ("_names", "_rows", "resource")

    resource: dict[str, JSON]

    def __init__(
        self,
        data: object,
        schema_name: str,
        ignore: Collection[str] = (),
        *,
        prefix: str | None = None,
        validator: Validator | None = None,
    ) -> None:
        """Read the form."""
        reader = _Reader(validator or DEFAULT, schema_name, ignore, prefix)
        self.resource = reader.resource(list(_sent(data)))
        self._names = reader.names
        self._rows = reader.rows

    def by_name(self, report: Report, locale: str = "en") -> dict[str, list[str]]:
        """Return the messages of the errors by posted name, such as ``phones-1-number``.

        Messages about fields that were not posted are under ``""`` and name their field.
        """
        messages: dict[str, list[str]] = {}
        for error in report.errors:
            path = path_of(error)
            shown = next((length for length in range(len(path), 0, -1) if path[:length] in self._names), 0)
            name = self._names[path[:shown]] if shown else ""
            message = sentence(error.message(locale), self._as_posted(path), shown)
            under = messages.setdefault(name, [])
            if message not in under:  # items of a list share a name, and often a fault
                under.append(message)
        return messages

    def _as_posted(self, path: Location) -> Location:
        """Return a path with the posted indices of its rows."""
        return tuple(self._rows.get(path[: at + 1], part) for at, part in enumerate(path))


class _Slot:
    """The posted data under a name: values, or nodes by the next part of the name."""

    __slots__ = ("inner", "is_deleted", "name", "values")

    def __init__(self) -> None:
        self.name: str | None = None
        self.values: list[JSON] = []
        self.inner: dict[str | int, _Slot] = {}
        self.is_deleted = False

    def at(self, path: Location) -> "_Slot":
        """Return the slot at a path, which is created if necessary."""
        slot = self
        for part in path:
            slot = slot.inner.setdefault(part, _Slot())
        return slot

    def is_empty(self) -> bool:
        """Return whether no field is filled in here, or the row is marked for deletion."""
        return self.is_deleted or (all(map(is_blank, self.values)) and all(slot.is_empty() for slot in self.inner.values()))


class _Reader:
    """Read one form, and remember the posted name of each value and the posted index of each row."""

    __slots__ = ("_nullable", "_schema_name", "_shape", "_validator", "names", "rows")

    def __init__(self, validator: Validator, schema_name: str, ignore: Collection[str], prefix: str | None) -> None:
        self._validator = validator
        self._schema_name = schema_name
        self._shape = Names(validator.catalog[schema_name], ignore, prefix)
        self._nullable: dict[Location, bool] = {}
        self.names: dict[Location, str] = {}
        self.rows: dict[Location, int] = {}

    def resource(self, pairs: list[tuple[str, list[JSON]]]) -> dict[str, JSON]:
        """Return the resource for names and values."""
        root = _Slot()
        known: list[tuple[PostedName, Location]] = []
        unknown: list[PostedName] = []
        for one in self._shape.of_the_form(pairs):
            if one.path is not None:
                known.append((one, one.path))
                root.at(one.path)
            elif (row := self._shape.deletion(one.bare)) is not None:
                root.at(row).is_deleted = marks(one.values)
            elif not self._shape.is_beside(one.bare):
                unknown.append(one)
        for one, path in known:
            slot = root.at(path)
            if not slot.inner or self._shape.is_list(path):
                slot.name = one.name
                slot.values.extend(one.values)
            else:  # a text and an object by the same name
                unknown.append(one)
        inside = ((str(name), self._value(slot, (str(name),))) for name, slot in root.inner.items())
        return {**self._unknown(unknown), **{name: value for name, value in inside if value is not _ABSENT}}

    def _unknown(self, found: list[PostedName]) -> dict[str, JSON]:
        """Return the values of names that lead to no field, by name without the prefix, so that suggestions can be made."""
        kept: dict[str, JSON] = {}
        for name, bare, _, values in found:
            if bare in kept or len(kept) < MAX_UNKNOWN:
                kept[bare] = _text(values[-1]) if values else None
                self.names.setdefault((quoted(bare),), name)
        return kept

    def _value(self, slot: _Slot, at: Location) -> JSON:
        """Return the value of a slot at a place of the resource."""
        if slot.name is not None:
            self.names[at] = slot.name
        rows = {index: inner for index, inner in slot.inner.items() if type(index) is int}
        if self._shape.is_list(at) and len(rows) == len(slot.inner):
            return self._list(slot, rows, at)
        if slot.inner:
            inside = ((str(name), self._value(inner, (*at, name))) for name, inner in slot.inner.items())
            return {name: value for name, value in inside if value is not _ABSENT}
        return self._leaf(slot.values[-1], at) if slot.values else _ABSENT

    def _list(self, slot: _Slot, rows: dict[int, _Slot], at: Location) -> JSON:
        found: list[JSON] = []
        for index in sorted(rows):
            if not rows[index].is_empty():
                self.rows[*at, len(found)] = index
                found.append(self._value(rows[index], (*at, len(found))))
        found += [self._leaf(value, (*at, 0)) for value in slot.values if not is_blank(value)]
        return found or (None if self._takes_null(at) else [])

    def _leaf(self, value: JSON, at: Location) -> JSON:
        text = _text(value)
        if type(text) is not str:
            return text
        if text == "":
            return None if self._takes_null(at) else ""
        return int(text) if _INTEGER.fullmatch(text) and self._is_integer(at) else text

    def _is_integer(self, at: Location) -> bool:
        """Return whether a field should be an integer: it does not allow texts, or only tolerates them."""
        kinds: set[str] = set()
        for schema in self._shape.fields[place_of(at)]:
            for inner in in_place(schema):
                kind = inner.get("type", ())
                kinds.update({kind} if type(kind) is str else set(kind).difference(inner.get("x-tolerates", ())))
        return "integer" in kinds and "string" not in kinds

    def _takes_null(self, at: Location) -> bool:
        place = place_of(at)
        if place not in self._nullable:
            self._nullable[place] = self._validator.validate_field(None, self._schema_name, dotted(place)).valid
        return self._nullable[place]


def _text(value: JSON) -> JSON:
    """Return a text without white space around it, as a plain ``str``, because frameworks use subclasses."""
    return str.strip(value) if issubclass(type(value), str) else value


def _sent(data: object) -> Iterator[tuple[str, list[JSON]]]:
    """Yield the names and their values from any kind of container. Names that are not text are skipped."""
    for name, value in _pairs(data):
        if issubclass(type(name), str):
            yield str.__str__(name), list(value) if type(value) in (list, tuple) else [value]


def _pairs(data: Any) -> Iterator[tuple[Any, JSON]]:
    if hasattr(data, "multi_items"):  # of Starlette, whose getlist searches all pairs for each name
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
