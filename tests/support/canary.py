"""Define canaries, which must never be shown, documents that contain them, and everything that a report shows."""

import copy
import enum
import json
import pickle
import pprint
import traceback
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import bs_validate
from bs_validate import InvalidPayload, Report, dump
from bs_validate._schema.applicators import JsonSchema, in_place
from bs_validate._schema.catalog import Schema, fields, packaged
from support.samples import ENVELOPES, changed

#: No part of a value may ever be shown; the first forty characters of an unknown name may.
CANARY = "Kanarienvogel\tGelb\u2028<zwitschert@im Käfig>"
NAME = "a name that nobody documented, much longer than what is quoted of it: Papagei"
#: Values that are as short as names, or have the forms of the formats.
SHORT = (
    "Wellensittich",
    "wellensittich@voliere.example",
    "http://voliere.example/?q=Wellensittich",
    "+49 7305 61948273",
    "73056194",
)
NUMBER = 730561948273

_PARTS = ("Kanarien", "Gelb", "zwitschert", "Papagei", "ellensittich", "voliere", "73056194", "7305 6194")


def leaks(text: str) -> bool:
    """Return whether a text contains a part of a canary."""
    return any(part in text for part in _PARTS)


class Talkative:
    """An object that shows a canary wherever it can."""

    def __repr__(self) -> str:
        """Show it."""
        return CANARY

    def __str__(self) -> str:
        """Show it."""
        return CANARY

    def __hash__(self) -> int:
        """Return a constant, so that the object can be a key."""
        return NUMBER


class Raising(str):
    """A text whose methods raise with a canary."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        """Raise it."""
        raise ValueError(CANARY)

    def __repr__(self) -> str:
        """Raise it."""
        raise ValueError(CANARY)


class Colour(enum.Enum):
    """An enumeration with a canary in it."""

    YELLOW = CANARY


#: Values that JSON has a text for, and values that only Python has.
JSON_VALUES: tuple[Any, ...] = (
    CANARY,
    [CANARY],
    {"a": CANARY},
    {NAME: CANARY},
    CANARY.encode(),
    CANARY + "\ud800",
    NUMBER,
    *SHORT,
)
PYTHON_VALUES: tuple[Any, ...] = (
    *(Talkative(), {Talkative(): 1}, {CANARY.encode(): 1}, Raising(CANARY), Colour.YELLOW, Decimal(NUMBER), float(NUMBER) + 0.5),
    *(
        {CANARY},
        (CANARY,),
        memoryview(CANARY.encode()),
        bytearray(CANARY.encode()),
        complex(NUMBER, 1),
        {"x": {Colour.YELLOW: [1]}},
    ),
)


def faulty(values: Iterable[Any] = JSON_VALUES) -> Iterator[tuple[str, Any]]:
    """Yield the names of schemas, each with documents that have a value in one field or around the fields."""
    values = list(values)
    for name, envelope in ENVELOPES.items():
        for place, _ in fields(packaged()[name]):
            field = ".".join(map(str, place[2:]))
            for value in values:
                yield name, changed(name, field, value)
        for value in values:
            yield name, {envelope: [{NAME: value}], NAME: {NAME: value}}
            yield name, {NAME: value}
            yield name, {envelope: value}
            yield name, [value]
            yield name, value


def shown(report: Report, locales: Iterable[str] = ("en",)) -> Iterator[str]:
    """Yield everything that a report shows."""
    for error in (*report.errors, *report.warnings):
        yield from (repr(error), str(error), f"{error}", error.field, error.pointer, error.schema_location)
        yield repr((error.location, error.params, hash(error), copy.deepcopy(error)))
    yield from (repr(report), str(report), pprint.pformat(report), repr(copy.deepcopy(report)), report.schema)
    for locale in locales:
        yield json.dumps([error.message(locale) for error in (*report.errors, *report.warnings)], ensure_ascii=False)
        yield json.dumps([report.to_dict(locale), report.by_field(locale)], ensure_ascii=False)
        for dumped in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
            yield json.dumps(dumped(report, locale), ensure_ascii=False)
    yield from (str(pickle.dumps(report, protocol)) for protocol in (0, pickle.HIGHEST_PROTOCOL))
    try:
        report.raise_for_errors()
    except InvalidPayload as error:
        yield from raised(error)


def raised(error: BaseException) -> Iterator[str]:
    """Yield everything that an exception shows, including the exceptions behind it."""
    yield "".join(traceback.format_exception(error))
    seen: list[BaseException] = []
    ahead: list[BaseException | None] = [error]
    while ahead:
        one = ahead.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        ahead += [one.__cause__, one.__context__]  # the second also where it is suppressed
        yield from (str(one), repr(one), repr(one.args), repr(vars(one)), str(pickle.dumps(one)), repr(copy.copy(one)))
        yield from getattr(one, "__notes__", ())


def in_our_frames(error: BaseException) -> Iterator[str]:
    """Yield the local variables of our frames in a traceback, as services that collect exceptions record them."""
    ours = str(Path(bs_validate.__file__).parent)
    for frame in traceback.TracebackException.from_exception(error, capture_locals=True).stack:
        if frame.filename.startswith(ours):
            yield repr(frame.locals)


def suggested(schema: Schema) -> frozenset[str]:
    """Return everything that may be suggested under a schema: its fields, and the members of its enumerations."""

    def inside(one: JsonSchema) -> Iterator[str]:
        for inner in in_place(one):
            yield from (member for member in inner.get("enum", ()) if isinstance(member, str))
            yield from inner.get("properties", {})
            for below in (*inner.get("properties", {}).values(), inner.get("items"), inner.get("additionalProperties")):
                if isinstance(below, dict):
                    yield from inside(below)

    return frozenset(inside(schema.document))
