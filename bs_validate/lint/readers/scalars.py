"""Align YAML scalars with their text, in each of the styles in which they are written.

The parser knows the text of a scalar; this module only finds the place of each part of it. If the two disagree there is no
alignment, and the place is that of the whole scalar.
"""

import re
from collections.abc import Iterator

from bs_validate.lint.readers.alignment import Alignment, Piece, aligned, pieces

_BREAK = "(?:\r\n|[\n\r\x85\u2028\u2029])"
_BREAKS = re.compile(_BREAK)
# It starts at the first white space before the line end: trying at each would take quadratic time.
_FOLD = rf"(?:(?<![ \t])|(?<=\\[ \t]))[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_PLAIN = re.compile(_FOLD)
_SINGLE = re.compile(rf"''|{_FOLD}")
_DOUBLE = re.compile(
    rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*|[^\r\n])|{_FOLD}"
)
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
    if style == "'":
        found = pieces(text, start + 1, end - 1, _SINGLE, lambda part: "'" if part == "''" else _folded(part))
    elif style == '"':
        found = pieces(text, start + 1, end - 1, _DOUBLE, _unescaped)
    elif style in ("|", ">"):
        found = _block(text, start, end, content)
    else:
        found = pieces(text, start, end, _PLAIN, _folded)
    return aligned(found, content)


def _folded(part: str) -> str:
    """Return the meaning of a folded line end: a space, or a newline for each empty line."""
    first, *rest = (one if one in ("\u2028", "\u2029") else "\n" for one in _BREAKS.findall(part))
    if first != "\n":
        return first + "".join(rest)
    return "".join(rest) or " "


def _unescaped(part: str) -> str:
    if not part.startswith("\\"):
        return _folded(part)
    code = _CODE.fullmatch(part)
    if code is not None:
        return chr(int(code[1], base=16))
    if _BREAKS.match(part, 1):
        return "".join(one if one in ("\u2028", "\u2029") else "\n" for one in _BREAKS.findall(part)[1:])
    return _ESCAPES.get(part[1], part[1])


def _block(text: str, start: int, end: int, content: str) -> Iterator[Piece]:
    """Yield the lines of a block scalar, found in its content, and the white space between them."""
    header = _HEADER.match(text, start, end)
    at = 0
    before = header.end() if header else end
    for begin, stop in _lines(text, before, end):
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


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _BREAKS.finditer(text, start, end):
        yield (at, match.start())
        at = match.end()
    if at < end:
        yield (at, end)
