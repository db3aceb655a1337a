"""Read requests in ``.http`` and ``.rest`` files, as editors and httpyac send them.

Requests are separated by lines that begin with ``###``, or begin with a line that has a method and an address. A request has such
a line, headers, and after an empty line its body, which a script, a reference to a file or a response may follow. A request may
also be a command line of curl.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs_validate.lint.readers import curl_command, text_file
from bs_validate.lint.readers.alignment import Piece
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import NOT_TEXT, REQUEST, RESPONSE, Beside, Stored, status
from bs_validate.lint.readers.recordings.collected import MAX_ADDRESS, Request
from bs_validate.lint.readers.text_file import Written, content, exchanged, line_end, offset, piece

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE"

_SEPARATOR = re.compile(r"^###.*(?:\n|\Z)", re.MULTILINE)
_VARIABLE = re.compile(r"^[ \t]*@([\w.-]+)[ \t]*:?=[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NOTHING = re.compile(r"#|//|@")
_SCRIPT = re.compile(r"<[ \t]*(\{%)|(\{\{)[+@\w]*\Z")
_SCRIPT_ENDS = {"{%": re.compile(r"%\}"), "{{": re.compile(r"^[ \t]*\}\}[ \t]*\r?$", re.MULTILINE)}
# The editors of JetBrains write "HTTP/2 (prior knowledge)" for a request that is in HTTP/2 from the start.
_VERSION = r"HTTP/[0-9.]+(?:[ \t]+\(prior knowledge\))?"
_REQUEST_LINE = re.compile(rf"(?:({METHODS})[ \t]+)?((?(1)|(?:https?://|/|\{{\{{)).*?)(?:[ \t]+{_VERSION})?", re.IGNORECASE)
#: The beginning of a body that follows the headers without an empty line.
_JSON = re.compile(r"\{(?!\{)|\[")
_HEADER = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*)")
_RESPONSE_LINE = re.compile(r"^HTTP/[0-9.]+[ \t]+([0-9]{3})\b", re.MULTILINE)
# A comment inside a body, or the beginning of what follows it: a script, a file, an assertion, a response.
_FOLLOWS = r">[ \t]*\{%|>{1,2}!?[ \t]|<>|\?\?[ \t]|HTTP/[0-9.]+[ \t]+[0-9]{3}\b|\{\{[+@\w]*[ \t]*\r?$"
_BREAK = re.compile(rf"^(?:[ \t]*(?:#|//).*(?:\n|\Z)|(?P<end>{_FOLLOWS}))", re.MULTILINE)
_REFERENCE = re.compile(r"<(?:@\w*)?[ \t]+(\S[^\n]*?)\s*")
#: A script, or the beginning of another request, which needs no separator. An unclosed script goes on to the end.
_SCRIPT_OR_NEXT = re.compile(
    r"^(?:[<>][ \t]*)?\{%(?:[^%]++|%(?!\}))*+(?:%\}|\Z)"
    r"|^\{\{[+@\w]*[ \t]*\r?\n(?:(?![ \t]*\}\}[ \t]*\r?$).*+(?:\n|\Z))*+"
    rf"|^(?P<next>[ \t]*(?:(?:{METHODS})[ \t]+\S|{curl_command.NAME}))",
    re.MULTILINE,
)


class _Head(NamedTuple):
    """The lines before a body: the request or the status, the media type, and the offset at which the body starts."""

    start: str
    media: str
    end: int


def documents(data: bytes, beside: Beside) -> Iterator[Document]:
    """Yield the bodies of requests as documents. Never raises."""
    return text_file.documents(data, beside, _written)


def _written(text: str) -> Iterator[Written]:
    known = {match[1]: match[2] for match in _VARIABLE.finditer(text)}
    start = 0
    for separator in _SEPARATOR.finditer(text):
        yield from _sections(text, start, separator.start(), known)
        start = separator.end()
    yield from _sections(text, start, len(text), known)


def _sections(text: str, start: int, end: int, known: Mapping[str, str]) -> Iterator[Written]:
    """Yield the bodies of the requests between two separators: usually of one."""
    first = _request_line(text, start, end)
    if first is None:
        return
    at = _first_end(text, first, end)
    while match := curl_command.COMMAND.match(text, at, end) or _SCRIPT_OR_NEXT.search(text, at, end):
        at = match.end()
        if match["next"]:
            yield from _section(text, start, match.start(), known)
            start = match.start()
            at = _first_end(text, start, end)
    yield from _section(text, start, end, known)


def _first_end(text: str, at: int, end: int) -> int:
    """Return the offset behind the line of a request, or behind a command line, which may have several lines.

    A command line ends where another command of curl begins, on the same line.
    """
    if not curl_command.COMMAND.match(text, at, end):
        return line_end(text, at, end)
    after = curl_command.words(text, at, end)[1]
    operator = curl_command.OPERATOR.match(text, after, end)
    is_chained = operator is not None and curl_command.COMMAND.match(text, operator.end(), end) is not None
    return operator.end() if operator and is_chained else line_end(text, after, end)


def _section(text: str, start: int, end: int, known: Mapping[str, str]) -> Iterator[Written]:
    """Yield the bodies of one request, and of the response that may be saved behind it."""
    at = _request_line(text, start, end)
    if at is None:
        return
    read = _by_curl if curl_command.COMMAND.match(text, at, end) else _by_lines
    called = read(text, at, end, known)
    if called is None:
        return
    request, found, after = called
    answer = _RESPONSE_LINE.search(text, after, end)
    if answer is None:
        yield from exchanged(request, at, found)
        return
    head, code = _head(text, answer.start(), end), status(answer[1])
    pieces, _ = _body(text, head.end, end)
    found += _side(request, RESPONSE, pieces, "", code)
    yield from exchanged(request, at, found, code, answer.start(1))


#: A request with its bodies, and the offset behind them.
_Called = tuple[Request, list[Written], int]


def _by_lines(text: str, at: int, end: int, known: Mapping[str, str]) -> _Called | None:
    """Return the request that is written in lines, or None if its first line is not one of a request."""
    head = _head(text, at, end)
    match = _REQUEST_LINE.fullmatch(head.start)
    if match is None:
        return None
    first = head.end - len(text[at : head.end].lstrip())
    request = Request(match[1] or "GET", match[2], known, offset(first + match.start(2)))
    pieces, after = _body(text, head.end, end)
    return request, list(_side(request, REQUEST, pieces, head.media)), after


def _by_curl(text: str, at: int, end: int, known: Mapping[str, str]) -> _Called | None:
    """Return the request of a command line of curl, or None if it has no URL."""
    found = curl_command.command(text, at, end)
    if found is None:
        return None
    request = Request(found.method, found.url, known, offset(found.url_at))
    bodies = request.body(REQUEST, (REQUEST,), found.body, unreadable=found.unreadable, media=found.media)
    return request, [(body, found.pieces) for body in bodies], found.end


def _request_line(text: str, at: int, end: int) -> int | None:
    """Return the offset of the request line, after comments, variables and scripts, or None if there is none."""
    while at < end:
        after = line_end(text, at, end)
        line = text[at:after].strip() if after - at <= MAX_ADDRESS else ""
        script = _SCRIPT.match(line)
        if script is not None:
            closed = _SCRIPT_ENDS[script[1] or script[2]].search(text, at, end)
            after = end if closed is None else line_end(text, closed.end(), end)
        elif curl_command.COMMAND.match(text, at, after) or (line and not _NOTHING.match(line) and _REQUEST_LINE.fullmatch(line)):
            return at
        at = after
    return None


def _head(text: str, at: int, end: int) -> _Head:
    """Return the first line, with its continuation in indented lines, and the media type of the headers."""
    first, media, has_headers = "", "", False
    while at < end:
        after = line_end(text, at, end)
        line = text[at : min(after, at + MAX_ADDRESS)]
        if not line.strip():
            return _Head(first, media, after)
        header = _HEADER.match(line)
        is_comment = line.lstrip().startswith(("#", "//"))
        if first and (_JSON.match(line) or (_BREAK.match(line) is not None and not is_comment)):
            return _Head(first, media, at)
        if not first:
            first = line.strip()
        elif line[0] in " \t" and not has_headers:
            first = _continued(first, line.strip())
        elif header is not None:
            has_headers = True
            media = header[2].strip().lower() if header[1].lower() == "content-type" else media
        at = after
    return _Head(first, media, end)


def _continued(first: str, line: str) -> str:
    """Return a request line with the next line of its address, unless the address is too long for the API."""
    return first if line.startswith(("#", "//")) or len(first) > MAX_ADDRESS else first + line


def _body(text: str, start: int, end: int) -> tuple[list[Piece], int]:
    """Return the pieces of a body without its comments, and the offset of what follows it."""
    pieces, at = [], start
    for match in _BREAK.finditer(text, start, end):
        if at < match.start():
            pieces.append(piece(text, at, match.start()))
        at = match.end()
        if match["end"]:
            return pieces, match.start()
    if at < end:
        pieces.append(piece(text, at, end))
    return pieces, end


def _side(request: Request, side: str, pieces: list[Piece], media: str, code: int | None = None) -> Iterator[Written]:
    written = content(pieces)
    if written.lstrip().startswith("<"):
        reference = _REFERENCE.fullmatch(written.strip())
        stored = Stored(reference[1]) if reference else written
        start = pieces[0][0] + len(pieces[0][2]) - len(pieces[0][2].lstrip())
        spot = [(start, pieces[-1][1], "")]
        unreadable = "" if reference else NOT_TEXT
        found = request.body(side, (side,), stored, status=code, unreadable=unreadable, media=media)
        yield from ((body, spot) for body in found)
        return
    yield from ((body, pieces) for body in request.body(side, (side,), written, status=code, media=media))
