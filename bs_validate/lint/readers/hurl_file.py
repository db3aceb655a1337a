"""Read requests and responses in Hurl files.

An entry has a request and may have a response: a first line, headers, sections in brackets, and a body, which is JSON as it is, a
text between backquotes, base64, hexadecimal digits or the name of a file.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bs_validate.lint.readers import text_file
from bs_validate.lint.readers.alignment import Piece
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Beside, Stored, status
from bs_validate.lint.readers.recordings.coding import from_base64, from_hexadecimal
from bs_validate.lint.readers.recordings.collected import MAX_ADDRESS, Request, with_query
from bs_validate.lint.readers.text_file import Written, content, exchanged, line_end, offset, piece

_RESPONSE_LINE = re.compile(r"HTTP(?:/[0-9.]+)?[ \t]+([0-9]{3}|\*)")
_REQUEST_LINE = re.compile(r"([A-Z]{3,20})[ \t]+((?:\{\{[^{}\n]*\}\}|\\#|[^\s#{]|\{)+)")
_VARIABLE = re.compile(r"^[ \t]*variable[ \t]*:[ \t]*([\w.-]+)[ \t]*=[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_SECTION = re.compile(r"[ \t]*\[[A-Z][A-Za-z]*\]")
_QUERY = re.compile(r"[ \t]*\[Query(?:StringParams)?\]")
_PARAMETER = re.compile(r"[ \t]*(?!(?:base64|file|hex),)([^\s:#{\[`\"][^\s:]*+)[ \t]*+:([^\n]*+)")
# An unclosed text goes on to the end, so that no quote in it is tried again.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_FENCE = "```"
_FENCE_LINE = re.compile(r"```([a-z0-9]*)((?:,[ \t]*[a-z]+)*)[ \t]*\r?\n")
_ENCODED = re.compile(r"(base64|file|hex),([^;\n]*);")
# A text that is not closed goes on to the end of its line.
_QUOTED = re.compile(r"`((?:[^`\\\n]++|\\.)*+)`?")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|([^u\r\n]))")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONTENTS: dict[str, Callable[[str], str | bytes | Stored]] = {
    "base64": from_base64,
    "file": Stored,
    "hex": lambda digits: from_hexadecimal(digits.lower()) or digits,
}
#: The languages of a text between fences that are read.
_LANGUAGES = ("", "json", "raw")


class _Found(NamedTuple):
    """A body: its content, its start and end, the offset of the text after it, and whether a backslash in it is an escape."""

    content: str | bytes | Stored
    start: int
    end: int
    after: int
    has_escapes: bool = False


def documents(data: bytes, beside: Beside) -> Iterator[Document]:
    """Yield the bodies of requests and of expected responses as documents. Never raises."""
    return text_file.documents(data, beside, _written)


def _written(text: str) -> Iterator[Written]:
    known = {match[1]: match[2] for match in _VARIABLE.finditer(text)}
    request, side, code = Request("", ""), REQUEST, None
    entry: list[Written] = []
    start: int | None = None
    status_at = 0
    is_query = False  # whether the lines are parameters of the query
    has_body = True  # Nothing is a body before the first request.
    at, end = 0, len(text)
    while at < end:
        answered, called = _RESPONSE_LINE.match(text, at), _REQUEST_LINE.match(text, at)
        section = _SECTION.match(text, at)
        found = None
        if answered is not None:
            side, code, has_body, status_at = RESPONSE, status(answered[1]), False, answered.start(1)
            is_query = False
        elif called is not None:
            if start is not None:
                yield from exchanged(request, start, entry, code, status_at)
            request = Request(called[1], called[2].replace("\\#", "#"), known, offset(called.start(2)))
            side, code, has_body, entry, start = REQUEST, None, False, [], at
            is_query = False
        elif section is not None:
            is_query = side == REQUEST and _QUERY.match(text, at) is not None
        elif is_query and len(request.url) <= MAX_ADDRESS and (parameter := _PARAMETER.match(text, at)):
            value = parameter[2].partition(" #")[0].strip()
            request = request._replace(url=with_query(request.url, [(parameter[1], value)]))
        elif not has_body:
            found = _body(text, at, end)
        if found is None:
            at = _after(text, at, end)
            continue
        has_body, at = True, found.after
        pieces = _pieces(text, found)
        written = content(pieces) if found.has_escapes else found.content
        entry += ((body, pieces) for body in request.body(side, (side,), written, status=code))
    if start is not None:
        yield from exchanged(request, start, entry, code, status_at)


def _pieces(text: str, found: _Found) -> list[Piece]:
    """Return the pieces of a body: its text, cut at each escape, or nothing for a content that is encoded."""
    if type(found.content) is not str:
        return [(found.start, found.end, "")]
    pieces, at = [], found.start
    for match in _ESCAPE.finditer(text, found.start, found.end) if found.has_escapes else ():
        if at < match.start():
            pieces.append(piece(text, at, match.start()))
        pieces.append((*match.span(), _ESCAPED.get(match[2], match[2]) if match[2] else _character(match[1])))
        at = match.end()
    if at < found.end or not pieces:
        pieces.append(piece(text, at, found.end))
    return pieces


def _character(digits: str) -> str:
    """Return the character with a number in hexadecimal digits, or the digits if no character has it."""
    number = int(digits, 16)
    return chr(number) if number <= sys.maxunicode else digits


def _after(text: str, at: int, end: int) -> int:
    """Return the offset of the next line that is not inside a fenced text."""
    after = line_end(text, at, end)
    if text[at:after].lstrip()[:1] != "#" and text.count(_FENCE, at, after) % 2:
        closed = text.find(_FENCE, after, end)
        return end if closed < 0 else line_end(text, closed, end)
    return after


def _body(text: str, at: int, end: int) -> _Found | None:
    """Return the body that starts on a line, or None for a header, a comment, an assertion or an empty line."""
    stop = line_end(text, at, end)
    while at < stop and text[at] in " \t":
        at += 1
    if text.startswith(("{", "["), at) and not text.startswith("{{", at):  # a variable may begin the name of a header
        closed = _closed(text, at, end)
        return _Found(text[at:closed], at, closed, line_end(text, closed, end))
    if text.startswith(_FENCE, at):
        return _fenced(text, at, end)
    if text.startswith("`", at):
        quoted = _QUOTED.match(text, at, stop)
        start, closed = quoted.span(1) if quoted else (at, stop)
        return _Found(text[start:closed], start, closed, stop, has_escapes=True)
    encoded = _ENCODED.match(text, at, stop)
    if encoded is None:
        return None
    return _Found(_CONTENTS[encoded[1]](encoded[2].strip()), at, encoded.end(), stop)


def _closed(text: str, at: int, end: int) -> int:
    """Return the offset after the bracket that closes the first one."""
    depth = 0
    for match in _JSON_TOKEN.finditer(text, at, end):
        depth += (match[0] in "{[") - (match[0] in "}]")
        if not depth:
            return match.end()
    return end


def _fenced(text: str, at: int, end: int) -> _Found:
    """Return the body between two fences, which is not read if it is in another language."""
    first = _FENCE_LINE.match(text, at, end)
    start = at + len(_FENCE) if first is None else first.end()
    closed = text.find(_FENCE, start, end)
    closed = end if closed < 0 else closed
    is_read = first is None or first[1] in _LANGUAGES
    has_escapes = first is not None and is_read and "escape" in first[2]
    return _Found(text[start:closed] if is_read else "", start, closed, line_end(text, closed, end), has_escapes)
