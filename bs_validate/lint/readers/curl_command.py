"""Read a command line of curl: its request, and its body with the pieces of the text that it is written in.

The quotes and escapes are those of POSIX shells, with ``$'…'`` of bash, and with ``^"…^"`` and ``"{""…"`` of Windows. A variable
of the shell and the output of a command (``$NAME``, ``$(…)``) are read as the placeholder ``${NAME}``.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import quote

from bs_validate.lint.readers import alignment
from bs_validate.lint.readers.alignment import Piece
from bs_validate.lint.readers.recordings.body import A_FORM, NOT_TEXT, Stored
from bs_validate.lint.readers.text_file import content, piece

#: The first word of a command.
NAME = r"curl(?:\.exe)?(?=[ \t\\])"
COMMAND = re.compile(rf"(?P<next>[ \t]*{NAME})")
#: What is between two commands of one line.
OPERATOR = re.compile(r"(?:[;|]|&&?|\|\|)(?:[ \t]|\\?\r?\n)*")

_VARIABLE = r"\$(?:[A-Za-z_]\w*+|\([^(){}\n]{1,200}\))"
#: The beginning of JSON before its first quote. If that is escaped once more, it is JSON only for Windows.
_OPENING = r"\s*+[{\[][\s{\[]*+"
# A command goes on in the next line behind an escaped line end (in Windows, a caret or a backquote), and if that line begins with
# an option, which is never a command. A quoted text that is not closed goes on to the end, so that no quote in it is tried again.
_TOKEN = re.compile(
    rf"""
    (?P<join> \\\r?\n | (?<=[ \t])[\^`]\r?\n )
    | (?P<space> [ \t]++ | (?<=\s)\#[^\n]*+ | \r?\n(?=[ \t]*+--?[A-Za-z]) )
    | (?P<end> \r?\n | \r\Z | [;|] | && | &(?=\s|\Z) )
    | '(?P<single> [^']*+ )'?
    | \$'(?P<ansi> (?:[^'\\]++|\\.)*+ )'?
    | "(?P<doubled> {_OPENING}""(?:[^"]++|"")*+ )"?
    | \$?"(?P<double> (?:[^"\\]++|\\.)*+ )"?
    | \^"(?P<caret> (?:[^^]++|\^\\\^["\\]|\^(?!").)*+ )(?:\^")?
    | \\(?P<escaped> . )
    | (?P<variable> {_VARIABLE} )
    | (?P<plain> \{{\{{[^{{}}\n]{{1,200}}\}}\}} | [^\s'"\\$;|&^]++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE = re.compile(rf'\\(?:\r?\n|["\\$`])|{_VARIABLE}')
_ESCAPED = re.compile(rf'{_OPENING}\\"')
_IN_ESCAPED = re.compile(r'\\["\\]')
_IN_DOUBLED = re.compile('""')
_IN_CARET = re.compile(r'\^(?:\\\^["\\]|\r?\n\r?\n|.)', re.DOTALL)
_IN_ANSI = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?:\\x[0-9a-fA-F]{1,2})+|\\u[0-9a-fA-F]{1,4}|\\U[0-9a-fA-F]{1,8}|\\[0-7]{1,3}|\\[abeEfnrtv\\'\"?]"
)
_CONTROLS = {"a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
#: What begins another command or a redirection, at the beginning of a word.
_OPERATORS = ("&", ">", "<")

#: The options with a value, by their letters; a word may have several letters, the last one with its value (``-sXPOST``).
_LETTERS = {"X": "request", "H": "header", "d": "data", "F": "form", "T": "upload-file", "G": "get", "I": "head"}
_LETTERS_WITH_VALUE = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_NAMES_WITH_VALUE = frozenset(
    """cacert capath cert cert-type ciphers config connect-timeout cookie cookie-jar data data-ascii data-binary data-raw
    data-urlencode dump-header form form-string header interface json key key-type limit-rate max-redirs max-time noproxy
    oauth2-bearer output pass proxy proxy-user range referer request resolve retry retry-delay retry-max-time tls-max
    unix-socket upload-file url url-query user user-agent write-out""".split()  # noqa: SIM905  # one literal is easier to read
)
_DATA = ("data", "data-ascii", "data-binary", "data-raw", "json")
_FORMS = ("data-urlencode", "form", "form-string")
_FORM = re.compile(r"[\w.%+\[\]-]+=")
#: Characters of placeholders, which are not percent-encoded in a query.
_UNQUOTED = "{}$<>"
#: How a URL begins. Other words may be values of options that are not listed here.
_URL = re.compile(r"https?://|\{\{|\$\{|/", re.IGNORECASE)
_CONTENT_TYPE = re.compile(r"content-type[ \t]*:[ \t]*(.*)", re.IGNORECASE | re.DOTALL)


class Word(NamedTuple):
    """A word of a command line: the pieces of the text that it is written in, and the offset at which it starts."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text of the word without its quotes and escapes."""
        return content(self.pieces)

    def after(self, length: int) -> "Word":
        """Return the word without its first characters."""
        left = []
        for start, end, written in self.pieces:
            if length >= len(written):
                length -= len(written)
            else:
                at = start + length if len(written) == end - start else start
                left.append((at, end, written[length:]))
                length = 0
        return Word(left[0][0] if left else self.start, tuple(left))


_NOTHING = Word(0, ())


class Command(NamedTuple):
    """A request: its method, its URL and where that starts, its media type, and its body with its pieces.

    The body is empty if there is none. ``unreadable`` is the reason why it cannot be read, or empty. ``end`` is the offset behind
    the command.
    """

    method: str
    url: str
    url_at: int
    media: str
    body: str | Stored
    pieces: tuple[Piece, ...]
    unreadable: str
    end: int


def command(text: str, at: int, end: int) -> Command | None:
    """Return the command that starts at an offset, or None if it has no URL."""
    found, stop = words(text, at, end)
    options, others = _options(found[1:])
    values = dict(options)  # the last one counts, as for curl
    urls = [*(value for name, value in options if name == "url"), *others]
    url = next((one for one in urls if _URL.match(one.text)), urls[0] if urls else None)
    if url is None:
        return None
    sent = [(name, value) for name, value in options if name in (*_DATA, *_FORMS)]
    query = [(name, value) for name, value in options if name == "url-query"]
    if "get" in values:  # which puts the data into the URL
        sent, query = [], [*query, *sent]
    headers = (_CONTENT_TYPE.fullmatch(value.text) for name, value in options if name == "header")
    media = next((header[1].lower() for header in headers if header), "")
    body, pieces, unreadable = _body(sent)
    if "upload-file" in values:
        body, pieces = Stored(values["upload-file"].text), values["upload-file"].pieces
    if "next" in values:  # the command has several requests
        unreadable = NOT_TEXT
    elif _is_form(sent, media, body):
        unreadable = A_FORM
    implied = (("head", "HEAD"), ("get", "GET"), ("upload-file", "PUT"), *((name, "POST") for name in (*_DATA, *_FORMS)))
    method = next((method for name, method in implied if name in values), "GET")
    method = values["request"].text if "request" in values else method
    return Command(method, _address(url.text, query), url.start, media, body, pieces, unreadable, stop)


def _is_form(sent: Sequence[tuple[str, Word]], media: str, body: str | Stored) -> bool:
    """Return whether data is sent as a form. Without a header, only data that looks like one is: people forget that of JSON."""
    names = {name for name, _ in sent}
    if not names.isdisjoint(_FORMS):
        return True
    return not media and "json" not in names and type(body) is str and _FORM.match(body) is not None


def _address(url: str, query: Sequence[tuple[str, Word]]) -> str:
    """Return a URL with the parameters of options, which curl appends to it. Those that are in a file are left out."""
    for name, value in query:
        key, equals, content = value.text.partition("=")
        if "@" in key:
            continue
        if name not in _DATA:
            key, content = (key, quote(content, safe=_UNQUOTED)) if equals else (quote(key, safe=_UNQUOTED), "")
        url += ("&" if "?" in url else "?") + f"{key}{equals}{content}".removeprefix("=")
    return url


def _options(found: Sequence[Word]) -> tuple[list[tuple[str, Word]], list[Word]]:
    """Return the options with their values, which are empty for those without one, and the other words."""
    options: list[tuple[str, Word]] = []
    others: list[Word] = []
    rest = iter(found)
    for word in rest:
        head = word.pieces[0][2] if word.pieces else ""
        if head.startswith("--"):
            name, equals, _ = head[2:].partition("=")
            value = word.after(len(name) + 3) if equals else _NOTHING
            options.append((name, next(rest, _NOTHING) if name in _NAMES_WITH_VALUE and not equals else value))
        elif head.startswith("-") and len(head) > 1:
            at = next((at for at, letter in enumerate(head) if letter in _LETTERS_WITH_VALUE), 0)
            options += [(_LETTERS[letter], _NOTHING) for letter in head[1 : at or None] if letter in _LETTERS]
            if at:
                value = word.after(at + 1)
                options.append((_LETTERS.get(head[at], head[at]), value if value.pieces else next(rest, _NOTHING)))
        else:
            others.append(word)
    return options, others


def _body(data: Sequence[tuple[str, Word]]) -> tuple[str | Stored, tuple[Piece, ...], str]:
    """Return the body of the options with data, its pieces, and the reason why it cannot be read."""
    pieces: list[Piece] = []
    is_stored = False
    for name, value in data:
        is_stored |= name != "data-raw" and value.text.startswith("@")
        if pieces and name != "json":
            pieces.append((value.start, value.start, "&"))
        pieces += value.pieces
    written = content(pieces)
    if _ESCAPED.match(written):  # as PowerShell needs it
        pieces = list(_without_escapes(pieces))
        written = content(pieces)
    if not is_stored:
        return written, tuple(pieces), ""
    is_file = len(data) == 1 and written != "@-"
    return (Stored(written[1:]) if is_file else written), tuple(pieces), "" if is_file else NOT_TEXT


def _without_escapes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a body in which the quotes are escaped once more than JSON has them."""
    for start, end, written in pieces:
        if len(written) < end - start:
            yield start, end, written
        else:
            parts = alignment.pieces(written, 0, len(written), _IN_ESCAPED, itemgetter(-1))
            yield from ((start + at, start + after, part) for at, after, part in parts)


def words(text: str, at: int, end: int) -> tuple[list[Word], int]:
    """Return the words of the command at an offset, and the offset behind it: of an operator, or of an unescaped line end."""
    found: list[Word] = []
    start: int | None = None
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(text, at, end):
        kind = match.lastgroup
        if kind == "join":
            continue
        is_over = kind == "end" or (start is None and kind == "plain" and match[0].startswith(_OPERATORS))
        if kind == "space" or is_over:
            if start is not None:
                found.append(Word(start, tuple(pieces)))
            start, pieces = None, []
            if is_over:
                return found, match.start()
            continue
        start = match.start() if start is None else start
        pieces += _pieces(text, match)
    if start is not None:
        found.append(Word(start, tuple(pieces)))
    return found, end


def _pieces(text: str, match: re.Match[str]) -> Iterator[Piece]:
    """Yield the pieces of a part of a word."""
    kind = str(match.lastgroup)
    start, end = match.span(kind)
    if kind == "double":
        return alignment.pieces(text, start, end, _IN_DOUBLE, _meaning_in_double)
    if kind in ("caret", "doubled"):
        return alignment.pieces(text, start, end, _IN_CARET if kind == "caret" else _IN_DOUBLED, itemgetter(-1))
    if kind == "ansi":
        return alignment.pieces(text, start, end, _IN_ANSI, _meaning)
    if kind == "escaped":
        return iter([(match.start(), end, text[start:end])])
    if kind == "variable":
        return iter([(start, end, _meaning_in_double(match[0]))])
    return iter([piece(text, start, end)] if start < end else [])


def _meaning_in_double(found: str) -> str:
    """Return the text that an escape in double quotes stands for, or the placeholder of a variable."""
    return found[1:].strip("\r\n") if found[0] == "\\" else f"${{{found[1:].strip('()')}}}"


def _meaning(escape: str) -> str:
    """Return the text that an escape of bash stands for."""
    kind = escape[1]
    if kind == "x":
        return bytes(int(digits, 16) for digits in escape.split("\\x")[1:]).decode(errors="replace")
    if kind in "uU":
        units = [int(digits, 16) for digits in re.split(r"\\[uU]", escape)[1:]]
        if len(units) == 2:  # a pair of surrogates, as browsers write it
            return chr(0x10000 + ((units[0] - 0xD800) << 10) + units[1] - 0xDC00)
        return chr(units[0]) if units[0] <= sys.maxunicode else escape
    return chr(int(escape[1:], 8)) if kind.isdigit() else _CONTROLS.get(kind, kind)
