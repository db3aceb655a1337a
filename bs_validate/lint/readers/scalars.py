"""Align YAML scalars with their text, in each of the styles in which they are written.

The parser knows the text of a scalar; this module only finds the place of each part of it. If the two disagree there is no
alignment, and the place is that of the whole scalar.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs_validate.lint.readers.alignment import Alignment, Piece, aligned, pieces

_BREAK = "(?:\r\n|[\n\r])"
#: In YAML 1.1, which Ruby and PyYAML write, two more characters end a line.
_BREAK_11 = "(?:\r\n|[\n\r\u2028\u2029])"
_BREAKS_11 = re.compile(_BREAK_11)


class _Patterns(NamedTuple):
    """The patterns of the parts of scalars that do not stand for themselves, by style, and that of line ends."""

    breaks: re.Pattern[str]
    plain: re.Pattern[str]
    single: re.Pattern[str]
    double: re.Pattern[str]


def _patterns(line_end: str) -> _Patterns:
    # It starts at the first white space before the line end: trying at each would take quadratic time.
    fold = rf"(?:(?<![ \t])|(?<=\\[ \t]))[ \t]*{line_end}(?:[ \t]*{line_end})*[ \t]*"
    escape = rf"x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|{line_end}(?:[ \t]*{line_end})*[ \t]*|[^\r\n]"
    return _Patterns(*map(re.compile, (line_end, fold, rf"''|{fold}", rf"\\(?:{escape})|{fold}")))


#: A text is aligned by the first of these with which it adds up to its content.
_READINGS = (_patterns(_BREAK), _patterns(_BREAK_11))
_CODE = re.compile(r"\\[xuU]([0-9a-fA-F]+)")
_PROPERTIES = re.compile(rf"(?:[!&]\S*|[ \t]+|{_BREAK}|(?<=[ \t])\#[^\r\n]*)*")
_HEADER = re.compile(rf"[|>][0-9+-]*[ \t]*(?:\#[^\r\n]*)?{_BREAK}")
_ESCAPES = {
    "0": "\0",
    "a": "\x07",
    "b": "\x08",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\x0b",
    "f": "\x0c",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def content_start(text: str, start: int, end: int) -> int:
    """Return where a scalar starts behind its tag and anchor."""
    match = _PROPERTIES.match(text, start, end)
    return match.end() if match else start


def alignment(text: str, start: int, end: int, style: str | None, content: str) -> Alignment | None:
    """Return the alignment of the scalar between two offsets with its content.

    ``style`` is the parser's: ``'``, ``"``, ``|``, ``>``, or None or empty for a plain scalar.
    """
    found = (aligned(_pieces(text, start, end, style, content, patterns), content) for patterns in _READINGS)
    return next((one for one in found if one is not None), None)


def _pieces(text: str, start: int, end: int, style: str | None, content: str, patterns: _Patterns) -> Iterator[Piece]:
    if style == "'":
        return pieces(text, start + 1, end - 1, patterns.single, lambda part: "'" if part == "''" else _folded(part))
    if style == '"':
        return pieces(text, start + 1, end - 1, patterns.double, _unescaped)
    if style in ("|", ">"):
        return _block(text, start, end, content, patterns.breaks)
    return pieces(text, start, end, patterns.plain, _folded)


def _folded(part: str) -> str:
    """Return the meaning of a folded line end: a space, or a newline for each empty line."""
    first, *rest = (one if one in ("\u2028", "\u2029") else "\n" for one in _BREAKS_11.findall(part))
    if first != "\n":
        return first + "".join(rest)
    return "".join(rest) or " "


def _unescaped(part: str) -> str:
    if not part.startswith("\\"):
        return _folded(part)
    code = _CODE.fullmatch(part)
    if code is not None:
        return chr(int(code[1], base=16))
    if _BREAKS_11.match(part, 1):
        return "".join(one if one in ("\u2028", "\u2029") else "\n" for one in _BREAKS_11.findall(part)[1:])
    return _ESCAPES.get(part[1], part[1])


def _block(text: str, start: int, end: int, content: str, breaks: re.Pattern[str]) -> Iterator[Piece]:
    """Yield the lines of a block scalar, found in its content, and the white space between them."""
    header = _HEADER.match(text, start, end)
    at = 0
    before = header.end() if header else end
    for begin, stop in _lines(text, before, end, breaks):
        line = text[begin:stop].lstrip(" ")
        if line:
            found = _find(content, at, line)
            if found is None:
                return
            yield (before, stop - len(line), content[at:found])
            yield (stop - len(line), stop, line)
            at, before = found + len(line), stop
    yield (before, end, content[at:])


def _find(content: str, at: int, line: str) -> int | None:
    while not content.startswith(line, at):
        if at >= len(content) or not content[at].isspace():
            return None
        at += 1
    return at


def _lines(text: str, start: int, end: int, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for match in breaks.finditer(text, start, end):
        yield (at, match.start())
        at = match.end()
    if at < end:
        yield (at, end)
