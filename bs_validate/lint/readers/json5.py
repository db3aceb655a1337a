"""Read JSON5 by rewriting it as JSON, with the place of each part, and reading the JSON."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial

from bs_validate._instance.decode import decode, text_of
from bs_validate._instance.location import Location
from bs_validate.lint.readers.alignment import Alignment, Piece, aligned
from bs_validate.lint.readers.document import Document, Page, Places, page
from bs_validate.lint.readers.json_file import decoded_documents, too_large
from bs_validate.lint.readers.recordings.body import Beside

#: The largest text that is rewritten, in bytes; a tape has one exchange. JSON in a file of this name has no such limit.
LARGEST = 4 * 1024 * 1024
#: The number of changes after which a text is not rewritten: they take about two seconds.
MOST_CHANGES = 400_000

# A comment or a text that is not closed goes on to the end, or to the end of its line, so that nothing in it is tried again.
_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r\u2028\u2029]*+ | /\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z) )
    | (?P<text> "(?:[^"\\\n\r]++|\\(?:\r\n|.))*+"? | '(?:[^'\\\n\r]++|\\(?:\r\n|.))*+'? )
    | (?P<space> [\v\f\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]++ )
    | (?P<number> [+-]?(?:0[xX][0-9a-fA-F]++|(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?) )
    | (?P<name> [$\w][$\w\u200c\u200d]*+ )(?P<is_key> \s*+: )?
    | (?P<comma> , )
    | (?P<close> [}\]] )
    | (?P<other> [^\s] )
    """,
    re.VERBOSE | re.DOTALL,
)
_INSIDE = re.compile(r"""\\(?:\r\n|x[0-9a-fA-F]{2}|.)|"|[\x00-\x1f]""", re.DOTALL)
_LINE_ENDS = frozenset({"\r\n", "\n", "\r", "\u2028", "\u2029"})
#: The escapes that JSON has, too, and those that are an error in both.
_KEPT = frozenset('"\\/bfnrtu123456789')
#: The tokens that a value may end with.
_ENDS = frozenset({"close", "name", "number", "text"})
_LONGEST_HEXADECIMAL = 256  # characters; a longer number stays as it is, and is reported as not being JSON


def documents(data: bytes, beside: Beside) -> Iterable[Document]:
    """Return the document of a JSON5 text, or those of the recording that it is. Never raises."""
    decoded = decode(data)
    text, unreadable = text_of(data)
    if decoded.readable or unreadable is not None:
        return decoded_documents(decoded, beside)
    if len(data) > LARGEST:
        return too_large()
    changes = _changes(text)
    if len(changes) > MOST_CHANGES:
        return too_large()
    pieces = tuple(_pieces(text, changes))
    plain = "".join(written for _, _, written in pieces)
    found = decoded_documents(decode(plain), beside)
    alignment = aligned(pieces, plain)
    return found if alignment is None else _moved(found, alignment, cache(partial(page, text)))


def _moved(found: Iterable[Document], alignment: Alignment, whole: Callable[[], Page]) -> Iterator[Document]:
    """Yield documents with places in the text from which they were rewritten."""

    def moved(document: Document, wanted: Collection[Location]) -> Places:
        places = document.places(wanted)
        return Places(
            whole(),
            places.map,
            lambda at: alignment.start(places.start(at)),
            lambda at: alignment.end(places.end(at)),
            is_plain=False,
        )

    def moved_outer(document: Document, location: Location) -> tuple[Page, int]:
        return (whole(), 0) if document.outer is None else (whole(), alignment.start(document.outer(location)[1]))

    for document in found:
        yield document._replace(places=partial(moved, document), outer=document.outer and partial(moved_outer, document))


def rewritten(text: str) -> Iterator[Piece]:
    """Return the pieces of a JSON5 text, each with the JSON that has the same meaning."""
    return _pieces(text, _changes(text))


def _pieces(text: str, changes: Iterable[Piece]) -> Iterator[Piece]:
    at = 0
    for start, end, written in changes:
        if start > at:
            yield (at, start, text[at:start])
        yield (start, end, written)
        at = end
    if at < len(text):
        yield (at, len(text), text[at:])


def _changes(text: str) -> list[Piece]:
    """Return the changes to make in the order of the text, or only the first ones if there are too many."""
    changes: list[Piece] = []
    comma: tuple[int, int] | None = None  # where a comma after a value is, and how many changes are before it
    before: str | None = None
    for match in _TOKEN.finditer(text):
        if len(changes) > MOST_CHANGES:
            break
        kind = match.lastgroup
        start, end = match.span()
        if kind in ("comment", "space"):
            if not match[0].startswith("/*") or (len(match[0]) > 3 and match[0].endswith("*/")):
                changes.append((start, end, " "))
            continue
        if kind == "close" and comma is not None:
            changes.insert(comma[1], (comma[0], comma[0] + 1, ""))
        comma = (start, len(changes)) if kind == "comma" and before in _ENDS else None
        before = kind
        if kind == "text":
            changes += _text(match[0], start)
        elif kind == "number":
            number = _number(match[0])
            if number != match[0]:
                changes.append((start, end, number))
        elif kind == "is_key":
            changes += ((start, start, '"'), (match.end("name"), match.end("name"), '"'))
    return changes


def _text(token: str, start: int) -> Iterator[Piece]:
    if len(token) < 2 or token[-1] != token[0]:
        return
    end = start + len(token)
    if token[0] == "'":
        yield (start, start + 1, '"')
    for match in _INSIDE.finditer(token, 1, len(token) - 1):
        written = _meaning(match[0])
        if written != match[0]:
            yield (start + match.start(), start + match.end(), written)
    if token[0] == "'":
        yield (end - 1, end, '"')


def _meaning(part: str) -> str:
    """Return an escape, a quote or a control character of JSON5 in the form of JSON."""
    if part == '"':
        return '\\"'
    if not part.startswith("\\"):
        return f"\\u{ord(part):04x}"
    escaped = part[1:]
    if escaped in _LINE_ENDS:
        return ""
    if len(escaped) == 3:
        return f"\\u00{escaped[1:]}"
    if escaped in _KEPT or escaped < " ":
        return part
    return {"v": "\\u000b", "0": "\\u0000"}.get(escaped, escaped)


def _number(token: str) -> str:
    sign, digits = ("-" if token[0] == "-" else ""), token.lstrip("+-")
    if digits[:2] in ("0x", "0X"):
        return token if len(digits) > _LONGEST_HEXADECIMAL else f"{sign}{int(digits, 16)}"
    whole, dot, rest = digits.partition(".")
    if dot and not rest[:1].isdigit():
        rest = f"0{rest}"
    return f"{sign}{whole or '0'}{dot}{rest}"
