"""JSON text to JSON values, with what is wrong with the text; and, on demand, where in the text each value stands."""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # documented by name only
from typing import Any, NamedTuple, NoReturn

from bs_validate.guard import MAX_DEPTH
from bs_validate.location import Location

JSON = Any

_LARGEST = 10**300
_LARGEST_FLOAT = 1.7976931348623157e308
_LONGEST_INTEGER = 300


class TextProblem(NamedTuple):
    """What is wrong with a text: a code of the contract, where in the document, and its params."""

    code: str
    location: Location
    params: Mapping[str, JSON]


class Decoded(NamedTuple):
    """A decoded text.

    ``text`` is the text without its byte order mark; ``readable`` says whether there is a value; ``problems`` holds what is
    wrong, in the order of the text. Of a repeated key the last value counts, as for the server.
    """

    text: str
    value: JSON
    problems: tuple[TextProblem, ...]
    readable: bool = True

    @property
    def has_surrogates(self) -> bool:
        """Whether the text has a surrogate, written out or as an escape; two that make a pair count too."""
        return _SURROGATE.search(self.text) is not None


class Span(NamedTuple):
    """Where a value stands, as offsets in the text; ``key`` is where its key stands, quotes included, or None."""

    start: int
    end: int
    key: tuple[int, int] | None


class SourceMap(NamedTuple):
    """Where everything stands: the span of each location, each repeated key, and the first place that is too deep."""

    spans: Mapping[Location, Span]
    repeated: tuple[tuple[Location, Span], ...]
    too_deep: tuple[Location, Span] | None


def decode(source: object) -> Decoded:
    """Decode JSON text (RFC 8259): text, or UTF-8 bytes with or without a byte order mark.

    Never raises; what is no JSON text comes back with a ``not_json`` problem, whose params are a ``reason`` (``not_text``,
    ``empty``, ``encoding``, ``syntax``) and a ``line`` and ``column`` that count from 1, columns in characters.
    """
    text, unreadable = _text(source)
    if unreadable:
        return _unreadable(text, unreadable)
    if not text.strip(" \t\r\n"):
        return _unreadable(text, _not_json(text, 0, "empty"))
    try:
        return Decoded(text, _DECODER.decode(text), ())
    except (_Unusual, json.JSONDecodeError, RecursionError):
        return _examined(text)


def source_map(text: str) -> SourceMap:
    """Return where everything in a JSON text stands; nothing is recorded below 65 levels.

    Raises ``json.JSONDecodeError`` at the first character that cannot be.
    """
    return _Scanner(text).scan()


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts, for lines that end as editors see it: CR LF, LF or CR."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


_LINE_END = re.compile(r"\r\n|\n|\r")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LITERAL = re.compile(r"true|false|null")
_CONSTANT = re.compile(r"NaN|-?Infinity")


def _text(source: object) -> tuple[str, TextProblem | None]:
    # Asked of the type, and read by the built-in's own method: a subclass may lie or raise.
    if issubclass(type(source), str):
        return str.__str__(source).removeprefix("\ufeff"), None
    data = _bytes(source)
    if data is None:
        return "", _not_json("", 0, "not_text")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data[:4]:  # UTF-16 or UTF-32, where RFC 8259 knows only UTF-8
        return "", _not_json("", 0, "encoding")
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return before, _not_json(before, len(before), "encoding")


def _bytes(source: Any) -> bytes | None:
    if not any(issubclass(type(source), kind) for kind in (bytes, bytearray, memoryview)):
        return None
    try:
        return b"".join((source,))
    except ValueError:  # a memoryview that was released
        return None


def _unreadable(text: str, problem: TextProblem) -> Decoded:
    return Decoded(text, None, (problem,), readable=False)


def _not_json(text: str, offset: int, reason: str) -> TextProblem:
    line, column = line_and_column(line_starts(text), offset)
    return TextProblem("not_json", (), {"reason": reason, "line": line, "column": column})


def _examined(text: str) -> Decoded:
    """Decode a text that is no JSON, has a repeated key or is very deep: slower, and telling where."""
    try:
        found = source_map(text)
    except json.JSONDecodeError as error:
        constant = _CONSTANT.match(text, error.pos) is not None
        return _unreadable(text, _not_json(text, error.pos, "nan" if constant else "syntax"))
    try:
        value = _LENIENT_DECODER.decode(text)
    except RecursionError:
        location = found.too_deep[0] if found.too_deep else ()
        return _unreadable(text, TextProblem("not_representable", location, {"reason": "too_deep"}))
    problems = tuple(TextProblem("duplicate_key", location, {}) for location, _ in found.repeated)
    return Decoded(text, value, problems)


class _Unusual(Exception):
    """A repeated key, or a constant that JSON does not have."""


def _distinct(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Unusual
    return found


def _constant(_: str) -> NoReturn:
    raise _Unusual


def _integer(digits: str) -> int:
    if len(digits) <= _LONGEST_INTEGER:
        return int(digits)
    return -_LARGEST if digits.startswith("-") else _LARGEST


def _number(digits: str) -> float:
    return max(-_LARGEST_FLOAT, min(float(digits), _LARGEST_FLOAT))


_DECODER = json.JSONDecoder(object_pairs_hook=_distinct, parse_constant=_constant, parse_int=_integer, parse_float=_number)
_LENIENT_DECODER = json.JSONDecoder(parse_constant=_constant, parse_int=_integer, parse_float=_number)


class _Level:
    """A container that is being read: where it starts, where its key stands, and what comes next in it."""

    __slots__ = ("index", "key", "keys", "location", "start")

    def __init__(self, location: Location, start: int, key: tuple[int, int] | None, keys: set[str] | None) -> None:
        self.location = location
        self.start = start
        self.key = key
        self.keys = keys  # of an object; None for an array
        self.index = 0


class _Scanner:
    """Reads a JSON text once, without recursion, and notes where things stand."""

    __slots__ = ("at", "levels", "repeated", "spans", "text", "too_deep")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.levels: list[_Level] = []
        self.spans: dict[Location, Span] = {}
        self.repeated: list[tuple[Location, Span]] = []
        self.too_deep: tuple[Location, Span] | None = None

    def scan(self) -> SourceMap:
        self._value((), None)
        while self.levels:
            self._member(self.levels[-1])
        self._space()
        if self.at != len(self.text):
            raise self._error("Extra data")
        return SourceMap(self.spans, tuple(self.repeated), self.too_deep)

    def _error(self, message: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self.text, self.at)

    def _space(self) -> str:
        """Skip white space; return the next character, or nothing at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _string(self) -> str:
        content: str
        content, self.at = scanstring(self.text, self.at + 1)
        return content

    def _value(self, location: Location, key: tuple[int, int] | None) -> None:
        """Read a scalar whole, or open a container."""
        first = self._space()
        start = self.at
        if first in ("{", "["):
            self.at += 1
            if len(self.levels) == MAX_DEPTH and self.too_deep is None:
                self.too_deep = (location, Span(start, start + 1, key))
            self.levels.append(_Level(location, start, key, set() if first == "{" else None))
            if self._space() == ("}" if first == "{" else "]"):
                self._end()
            return
        if first == '"':
            self._string()
        else:
            match = _NUMBER.match(self.text, start) or _LITERAL.match(self.text, start)
            if match is None:
                raise self._error("Expecting value")
            self.at = match.end()
        self._note(location, Span(start, self.at, key))

    def _member(self, level: _Level) -> None:
        """Read the next member of the innermost container, which has one, and what follows it."""
        part: str | int
        key: tuple[int, int] | None = None
        if level.keys is None:
            part = level.index
        else:
            if self._space() != '"':
                raise self._error("Expecting property name enclosed in double quotes")
            start = self.at
            part = self._string()
            key = (start, self.at)
            if part in level.keys:
                self.repeated.append(((*level.location, part), Span(start, self.at, key)))
            level.keys.add(part)
            if self._space() != ":":
                raise self._error("Expecting ':' delimiter")
            self.at += 1
        level.index += 1
        deep = len(self.levels) > MAX_DEPTH
        self._value(level.location if deep else (*level.location, part), key)
        if self.levels and self.levels[-1] is level:
            self._after_member()

    def _after_member(self) -> None:
        """Read the comma after a member, or close what ends here."""
        while self.levels:
            following = self._space()
            if following == ",":
                self.at += 1
                return
            if following != ("]" if self.levels[-1].keys is None else "}"):
                raise self._error("Expecting ',' delimiter")
            self._end()

    def _end(self) -> None:
        level = self.levels.pop()
        self.at += 1
        if len(self.levels) <= MAX_DEPTH:
            self._note(level.location, Span(level.start, self.at, level.key))

    def _note(self, location: Location, span: Span) -> None:
        if len(self.levels) <= MAX_DEPTH:
            self.spans[location] = span
