"""Find the places of a few values in a short JSON text by the names that lead to them, without reading the rest of the text.

A quote inside a string is escaped, so a name between two quotes is a whole string of the text: a key, or a value. If the text has
the string exactly as often as the document has the key, all of them are keys, in the order of the document. In all other cases
the answer is None, and ``spans.spans`` reads the text.
"""

import re
from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any

from bs_validate._instance.location import Location
from bs_validate._instance.source_map import Span, skip

JSON = Any

#: The longest text that is searched, in characters, and the most places in it: each of them may take a pass over the text.
MAX_SEARCHED = 50_000
MAX_WANTED = 16

_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_SPACE = re.compile(r"[ \t\r\n]*")
#: Matches from the last escape in a key to its colon.
_ESCAPED_KEY = re.compile(r'\\.[^"\\]*"[ \t\r\n]*:')
#: Matches from an escaped letter or digit in a key to its colon.
_ESCAPED_LETTER = re.compile(r'\\u00[3-7][0-9A-Fa-f]\w*"[ \t\r\n]*:', re.ASCII)
#: A name in which nothing but a letter or a digit can be escaped.
_PLAIN_NAME = re.compile(r"\w+", re.ASCII)
#: Characters that may follow the end of a string. With a name that begins with one of them, a search could find the text between
#: two strings instead of a string.
_BETWEEN_STRINGS = " \t\r\n,:]}"


def spans_by_name(text: str, document: JSON, wanted: Collection[Location]) -> dict[Location, Span] | None:
    """Return the span of each wanted location, or of the nearest value above it; None where that is not certain.

    The text is known to be JSON without repeated keys, and the document is the value of the text.
    """
    if len(text) > MAX_SEARCHED or len(wanted) > MAX_WANTED or ("\\" in text and _ESCAPED_KEY.search(text)):
        return None
    search = _Search(text)
    found: dict[Location, Span] = {}
    try:
        for location in wanted:
            values = _values(document, location)
            existing = location[: len(values) - 1]
            if existing not in found:
                found[existing] = search.span(existing, values)
    except (_Uncertain, RecursionError):  # What is skipped may be deep.
        return None
    return found


def spans_of_members(text: str, document: JSON, wanted: Collection[Location]) -> dict[Location, Span] | None:
    """Return the span of the same member of many items of a list, such as ``("log", "entries", 7, "request", "url")``.

    The answer is None where that is not certain: each wanted member has a key in the text, in the order of the items. If the text
    has no other string like the key, these are all of them.
    """
    first = next(iter(wanted))
    at = [place for place, part in enumerate(first) if type(part) is int]
    name = first[-1] if first else 0
    if len(at) != 1 or type(name) is not str or not _PLAIN_NAME.fullmatch(name):
        return None
    before, after = first[: at[0]], first[at[0] + 1 :]
    length = len(before)
    if any(one[:length] != before or one[length + 1 :] != after for one in wanted) or _ESCAPED_LETTER.search(text):
        return None
    ordered = sorted(frozenset(wanted), key=itemgetter(length))
    keys = _occurrences(text, name)
    if len(keys) != len(ordered) or not _have_members(document, before, [int(one[length]) for one in ordered], after):
        return None
    found = {}
    for location, start in zip(ordered, keys, strict=True):
        key = (start, start + len(name) + 2)
        value = _after(_COLON, text, key[1])
        found[location] = Span(value, skip(text, value)[1], key)
    return found


def _have_members(document: JSON, before: Location, indices: Iterable[int], after: Location) -> bool:
    """Return whether each of some items of the list at a location has a member at another location in it."""
    items = _values(document, before)
    if len(items) <= len(before) or type(items[-1]) is not list:
        return False
    try:
        for index in indices:
            value = items[-1][index]
            for part in after:
                if type(value) is not dict:
                    return False
                value = value[part]
    except LookupError:
        return False
    return True


class _Uncertain(Exception):
    """Raised where a name may lead to several places."""


def _values(document: JSON, location: Location) -> list[JSON]:
    """Return the values on the way to a location, from the document to the last one that exists."""
    value, values = document, [document]
    for part in location:
        if type(value) is str:  # whose characters are not values
            break
        try:
            value = value[part]
        except (LookupError, TypeError):
            break
        values.append(value)
    return values


class _Search:
    """Searches a text, and remembers where the keys of each name are."""

    __slots__ = ("_keys", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys: dict[str, list[int]] = {}

    def span(self, location: Location, values: list[JSON]) -> Span:
        """Return the span of a location that exists; ``values`` are those on the way to it."""
        text, key = self._text, None
        if location and type(location[-1]) is str:
            at = self._key(location[-1], location, values)
            key = (at, at + len(location[-1]) + 2)
            start = _after(_COLON, text, key[1])
        else:
            start = self._start(location, values)
        return Span(start, skip(text, start)[1], key)

    def _start(self, location: Location, values: list[JSON]) -> int:
        """Return where a value starts."""
        text = self._text
        if not location:
            return _after(_SPACE, text, 0)
        part = location[-1]
        if type(part) is str:
            return _after(_COLON, text, self._key(part, location, values) + len(part) + 2)
        at = _after(_SPACE, text, self._start(location[:-1], values) + 1)
        for _ in range(int(part)):
            at = _after(_COMMA, text, skip(text, at)[1])
        return at

    def _key(self, name: str, location: Location, values: list[JSON]) -> int:
        """Return where the key of a location starts."""
        keys = self._keys.get(name)
        if keys is None:
            keys = self._keys[name] = _occurrences(self._text, name)
        if len(keys) == 1:
            return keys[0]
        siblings = values[len(location) - 2] if len(location) > 1 else None
        if type(siblings) is list:
            having = [index for index, one in enumerate(siblings) if type(one) is dict and name in one]
            if len(having) == len(keys):
                return keys[having.index(int(location[-2]))]
        raise _Uncertain


def _occurrences(text: str, name: str) -> list[int]:
    """Return where a name is in a text, in quotes. At the end of a string, the first of them may be an escaped one."""
    if name[:1] in _BETWEEN_STRINGS:
        raise _Uncertain
    quoted = f'"{name}"'
    found = []
    at = text.find(quoted)
    while at >= 0:
        found.append(at)
        at = text.find(quoted, at + len(quoted))
    return found


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return the end of the match of a pattern at an offset, where it always matches."""
    match = pattern.match(text, at)
    return at if match is None else match.end()
