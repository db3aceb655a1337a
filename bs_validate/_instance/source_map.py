"""Find the places of values in a JSON text, when a finding has to point at them."""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # documented by name only
from typing import NamedTuple

from bs_validate._instance.guard import MAX_DEPTH
from bs_validate._instance.location import Location


class Span(NamedTuple):
    """The offsets of a value in the text. ``key`` has the offsets of its key with the quotes, or is None."""

    start: int
    end: int
    key: tuple[int, int] | None


class SourceMap(NamedTuple):
    """The span of each location, the repeated keys, and the first place that is too deep."""

    spans: Mapping[Location, Span]
    repeated: tuple[tuple[Location, Span], ...]
    too_deep: tuple[Location, Span] | None


def source_map(text: str) -> SourceMap:
    """Return the places of all values in a JSON text, down to 65 levels.

    Raises ``json.JSONDecodeError`` at the first character that cannot be, and ``RecursionError`` beyond 100,000 levels.
    """
    return _Scanner(text).scan()


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts, for lines that end as editors see it: CR LF, LF or CR."""
    if "\r" not in text and "\n" not in text:
        return [0]
    pattern = _LINE_END if "\r" in text else _NEW_LINE
    return [0, *[match.end() for match in pattern.finditer(text)]]


def line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


_BOTTOM = 100_000
_NEW_LINE = re.compile(r"\n")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SPACE = re.compile(r"[ \t\r\n]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LITERAL = re.compile(r"true|false|null")


#: Reads the value at an offset, and returns it with the offset behind it. Numbers stay text: they are as long as they like.
skip = json.JSONDecoder(parse_int=str, parse_float=str).scan_once  # type: ignore[attr-defined]  # documented by name only


class _Level:
    """A container that is being read: its start, the span of its key, and the next member or index."""

    __slots__ = ("index", "key", "keys", "location", "start")

    def __init__(self, location: Location, start: int, key: tuple[int, int] | None, keys: set[str] | None) -> None:
        self.location = location
        self.start = start
        self.key = key
        self.keys = keys  # of an object; None for an array
        self.index = 0


class _Scanner:
    """Read a JSON text once, without recursion, and record the places of its values."""

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
            if len(self.levels) > _BOTTOM:
                raise RecursionError
            self._member(self.levels[-1])
        self._space()
        if self.at != len(self.text):
            raise self._error("Extra data")
        return SourceMap(self.spans, tuple(self.repeated), self.too_deep)

    def _error(self, message: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self.text, self.at)

    def _space(self) -> str:
        """Skip white space, and return the next character, or an empty text at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _string(self) -> str:
        content: str
        content, self.at = scanstring(self.text, self.at + 1)
        return content

    def _value(self, location: Location, key: tuple[int, int] | None) -> None:
        """Read a scalar, or open a container."""
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
            match = NUMBER.match(self.text, start) or _LITERAL.match(self.text, start)
            if match is None:
                raise self._error("Expecting value")
            self.at = match.end()
        self._note(location, Span(start, self.at, key))

    def _member(self, level: _Level) -> None:
        """Read the next member of the innermost container and the punctuation after it."""
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
        """Read the comma after a member, or close the containers that end here."""
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
