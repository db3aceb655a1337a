"""Decode JSON text to JSON values, and find everything that is wrong with the text."""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from bs_validate._instance.guard import MAX_DEPTH, MAX_WRITTEN, fast_json
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import line_and_column, line_starts, source_map

JSON = Any

_LARGEST = 10**300
_LARGEST_FLOAT = 1.7976931348623157e308
_LONGEST_INTEGER = 300


class TextProblem(NamedTuple):
    """A problem of a text: the code of the error, its location in the document, and its params."""

    code: str
    location: Location
    params: Mapping[str, JSON]


class Decoded(NamedTuple):
    """A decoded text.

    ``text`` is the text without its byte order mark. ``readable`` tells whether there is a value. ``problems`` are in the order
    of the text. The last value of a repeated key counts, as on the server. If ``is_plain`` is true, the guard would accept the
    value; if it is false, this is unknown.
    """

    text: str
    value: JSON
    problems: tuple[TextProblem, ...]
    readable: bool = True
    is_plain: bool = False

    @property
    def has_surrogates(self) -> bool:
        """Whether the text has a surrogate, as a character or an escape, including surrogates in a pair."""
        text = self.text
        if "\\u" in text and _ESCAPED_SURROGATE.search(text):
            return True
        return not text.isascii() and _SURROGATE.search(text) is not None


def decode(source: object, *, often: bool = False) -> Decoded:
    """Decode JSON text (RFC 8259): text, or UTF-8 bytes with or without a byte order mark.

    Never raises. A text that is not JSON has a ``not_json`` problem, with a ``reason`` (``not_text``, ``empty``, ``encoding``,
    ``syntax``) and a ``line`` and ``column`` that count from 1, columns in characters. ``often`` tells that there is enough to
    decode to make up for importing orjson, which takes as long as a few hundred payloads.
    """
    if often or "orjson" in sys.modules:
        decoded = _quickly(source)
        if decoded is not None:
            return decoded
    text, unreadable = text_of(source)
    if unreadable:
        return _unreadable(text, unreadable)
    if not text.strip(" \t\r\n"):
        return _unreadable(text, _not_json(text, 0, "empty"))
    try:
        return Decoded(text, _DECODER.decode(text), ())
    except json.JSONDecodeError as error:
        return _unreadable(text, _not_json(text, error.pos, "syntax")) if error.msg in _SURE else _examined(text)
    except (_Unusual, RecursionError):
        return _examined(text)


def _quickly(source: object) -> Decoded | None:
    """Decode a text with orjson if it reads it as the standard library does, or return None.

    orjson reports no repeated keys and turns integers of over 64 bits into floats. A text that it writes back unchanged has
    neither, and nor has one that differs only in white space: without it, both have the same names and numbers, one by one. In
    any other text the strings are counted, and one with large numbers is left to the standard library.
    """
    fast = fast_json()
    try:
        data = source if type(source) is bytes else source.encode() if type(source) is str else None
        if data is None:
            return None
        value = fast.loads(data)
        is_long = data.count(b"{", 0, _FIRST_BYTES) > MAX_WRITTEN
        is_shallow = not is_long and data.count(b"[") + data.count(b"{") <= MAX_WRITTEN
        is_same = is_shallow and _is_same(fast.dumps(value), data)
    except (TypeError, ValueError):  # it is not JSON, or is nested deeper than orjson goes
        return None
    if not is_same and _texts(value) * 2 != _quotes(data):
        return None
    return Decoded(source if type(source) is str else data.decode(), value, (), is_plain=True)


def _is_same(written: bytes, data: bytes) -> bool:
    """Return whether two JSON texts are equal without white space, inside strings too."""
    if len(written) == len(data):
        return written == data
    return written.translate(None, _WHITE_SPACE) == data.translate(None, _WHITE_SPACE)


def _texts(value: JSON) -> int:
    """Count the texts and keys in a value, or return -1 for more than 64 levels or a number that may have been changed."""
    texts = 0
    level: list[Any] = [[value]]
    for _ in range(MAX_DEPTH + 1):
        below: list[Any] = []
        for container in level:
            if type(container) is dict:
                texts += len(container)
            for item in container.values() if type(container) is dict else container:
                kind = type(item)
                if kind is str:
                    texts += 1
                elif kind is dict or kind is list:
                    below.append(item)
                elif kind is float and not -_LONG < item < _LONG:
                    return -1
        if not below:
            return texts
        level = below
    return -1


def _quotes(data: bytes) -> int:
    """Count the quotes in JSON text that open or close a string."""
    if b"\\" not in data:
        return data.count(b'"')
    data = data.replace(b"\\\\", b"")
    return data.count(b'"') - data.count(b'\\"')


#: The messages of the standard library that have the same place in every version of Python.
_SURE = frozenset(
    {
        *("Expecting ',' delimiter", "Expecting ':' delimiter", "Expecting property name enclosed in double quotes"),
        *("Expecting value", "Extra data"),
    }
)
_LONG = 2**63
#: The beginning of a text, where most long ones show that they have many containers: counting in all of it takes longer.
_FIRST_BYTES = 10_000
_WHITE_SPACE = b" \t\n\r"
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANT = re.compile(r"NaN|-?Infinity")


def starts_with_mark(source: object) -> bool:
    """Return whether a text, or its bytes, begins with a byte order mark."""
    if issubclass(type(source), str):
        return str.startswith(source, "\ufeff")  # type: ignore[arg-type]  # asked of the type
    data = _bytes(source)
    return data is not None and data.startswith(b"\xef\xbb\xbf")


def text_of(source: object) -> tuple[str, TextProblem | None]:
    """Return the text of a source without its byte order mark, and the problem if it is not text in UTF-8."""
    # The type is asked, and the built-in's own method reads, since a subclass may lie or raise.
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
    if type(source) is bytes:
        return source
    if not any(issubclass(type(source), kind) for kind in (bytes, bytearray, memoryview)):
        return None
    try:
        return b"".join((source,))
    except (TypeError, ValueError):  # a memoryview that was released
        return None


def _unreadable(text: str, problem: TextProblem) -> Decoded:
    return Decoded(text, None, (problem,), readable=False)


def _not_json(text: str, offset: int, reason: str) -> TextProblem:
    is_line = "\n" not in text and "\r" not in text  # as in a file with a document on each line
    line, column = (1, offset + 1) if is_line else line_and_column(line_starts(text), offset)
    return TextProblem("not_json", (), {"reason": reason, "line": line, "column": column})


def _examined(text: str) -> Decoded:
    """Decode a text that is not JSON, has a repeated key or is very deep, and find the places of the problems."""
    try:
        found = source_map(text)
    except json.JSONDecodeError as error:
        constant = error.msg == "Expecting value" and _CONSTANT.match(text, error.pos) is not None
        return _unreadable(text, _not_json(text, error.pos, "nan" if constant else "syntax"))
    except RecursionError:
        return _unreadable(text, TextProblem("not_representable", (), {"reason": "too_deep"}))
    try:
        value = _LENIENT_DECODER.decode(text)
    except RecursionError:
        location = found.too_deep[0] if found.too_deep else ()
        return _unreadable(text, TextProblem("not_representable", location, {"reason": "too_deep"}))
    problems = tuple(TextProblem("duplicate_key", location, {}) for location, _ in found.repeated)
    return Decoded(text, value, problems)


class _Unusual(Exception):
    """Raised at a repeated key, or at a constant that JSON does not have."""


def _distinct(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Unusual
    return found


def _constant(_: str) -> NoReturn:
    raise _Unusual


def number(digits: str) -> int | float:
    """Return the value of a JSON number. A huge one is replaced by a smaller one that still exceeds every bound of a schema."""
    return _integer(digits) if digits.removeprefix("-").isdigit() else _number(digits)


def _integer(digits: str) -> int:
    if len(digits) <= _LONGEST_INTEGER:
        return int(digits)
    return -_LARGEST if digits.startswith("-") else _LARGEST


def _number(digits: str) -> float:
    return max(-_LARGEST_FLOAT, min(float(digits), _LARGEST_FLOAT))


_DECODER = json.JSONDecoder(object_pairs_hook=_distinct, parse_constant=_constant, parse_int=_integer, parse_float=_number)
_LENIENT_DECODER = json.JSONDecoder(parse_constant=_constant, parse_int=_integer, parse_float=_number)
