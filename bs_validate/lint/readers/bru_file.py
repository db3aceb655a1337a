"""Read requests in ``.bru`` files of Bruno.

A file is made of blocks. A block begins with a line such as ``body:json {`` and ends with a ``}`` at the beginning of a line;
inside an ``example``, both are indented.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from bs_validate._instance.location import Location
from bs_validate.lint.readers import text_file
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Beside, status
from bs_validate.lint.readers.recordings.collected import Request
from bs_validate.lint.readers.text_file import Written, exchanged, offset, piece

#: The number of blocks of a file that are read. A file has one request with its examples.
MAX_BLOCKS = 10_000

_METHODS = ("get", "post", "put", "patch", "delete", "options", "head", "connect", "trace")
_BODIES = ("body", "body:json", "body:text")
#: The names in a request for the kind of its body, and the kinds that are read.
_KINDS = ("", "json", "text")

_PAIR = re.compile(r"^[ \t]*([^\s~:{}][^\n:]*?)[ \t]*:[ \t]*([^\n]*?)[ \t]*\r?$", re.MULTILINE)
_BEGINNINGS = {
    indent: re.compile(rf"^ {{{indent}}}([a-z][a-z0-9:_-]*)[ \t]*\{{[ \t]*\r?(?:\n|\Z)", re.MULTILINE) for indent in (0, 2, 4)
}
_ENDS = {indent: re.compile(rf"^ {{{indent}}}\}}", re.MULTILINE) for indent in (0, 2, 4)}
_CONTENT = re.compile(r"^[ \t]*content[ \t]*:[ \t]*'''", re.MULTILINE)


class _Block(NamedTuple):
    """A block: its name, and where its content starts and ends."""

    name: str
    start: int
    end: int


def documents(data: bytes, beside: Beside) -> Iterator[Document]:
    """Yield the bodies of the request and of its examples as documents. Never raises."""
    return text_file.documents(data, beside, _written)


def _blocks(text: str, start: int, end: int, indent: int) -> Iterator[_Block]:
    """Yield the blocks between two offsets whose first and last lines have an indentation."""
    while (begun := _BEGINNINGS[indent].search(text, start, end)) is not None:
        ended = _ENDS[indent].search(text, begun.end(), end)
        start = end if ended is None else ended.end()
        yield _Block(begun[1].removesuffix(":"), begun.end(), end if ended is None else ended.start())


def _pairs(text: str, block: _Block) -> dict[str, str]:
    """Return the pairs of a block. One that is switched off begins with ``~``."""
    return {match[1]: match[2] for match in _PAIR.finditer(text, block.start, block.end)}


def _place(text: str, block: _Block, name: str) -> Location:
    """Return the location of the value with a name in a block, or that of the content of the block."""
    found = (match.start(2) for match in _PAIR.finditer(text, block.start, block.end) if match[1] == name)
    return offset(next(found, block.start))


def _written(text: str) -> Iterator[Written]:
    blocks = list(islice(_blocks(text, 0, len(text), 0), MAX_BLOCKS))
    known = {name: value for one in blocks if one.name.startswith("vars") for name, value in _pairs(text, one).items()}
    called = next((one for one in blocks if one.name in (*_METHODS, "http")), None)
    if called is None:
        return
    http = {"method": called.name, **_pairs(text, called)}
    request = Request(http["method"], http.get("url", ""), known, _place(text, called, "url"))
    sent = (block for block in blocks if block.name in _BODIES and _is_sent(block, http.get("body", "")))
    yield from exchanged(request, called.start, (written for block in sent for written in _body(text, request, REQUEST, block)))
    for block in blocks:
        if block.name == "example":
            yield from _example(text, block, http, known)


def _is_sent(block: _Block, kind: str) -> bool:
    """Return whether a block is the body that a request chooses: a file keeps those that it does not send."""
    return kind in _KINDS and block.name in ("body", f"body:{kind or 'json'}")


def _body(text: str, request: Request, side: str, block: _Block, code: int | None = None) -> Iterator[Written]:
    written = piece(text, block.start, block.end)
    yield from ((body, [written]) for body in request.body(side, (side,), written[2], status=code))


def _example(text: str, example: _Block, http: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Written]:
    inside = list(_blocks(text, example.start, example.end, 2))
    asked = next((one for one in inside if one.name == REQUEST), None)
    own = {} if asked is None else _pairs(text, asked)
    url_at = _place(text, example if asked is None else asked, "url")
    request = Request(own.get("method", http["method"]), own.get("url", http.get("url", "")), known, url_at)
    found: list[Written] = []
    code, status_at = None, example.start
    for one in inside:
        parts = list(_blocks(text, one.start, one.end, 4))
        if one.name == REQUEST:
            sent = (part for part in parts if part.name in _BODIES and _is_sent(part, own.get("mode", "")))
            found += (written for part in sent for written in _body(text, request, REQUEST, part))
        elif one.name == RESPONSE:
            given = next((part for part in parts if part.name == "status"), one)
            code, status_at = (200 if given is one else status(_pairs(text, given).get("code"))), given.start
            quoted = (_quoted(text, part) for part in parts if part.name == "body")
            found += (written for part in quoted if part for written in _body(text, request, RESPONSE, part, code))
    yield from exchanged(request, example.start, found, code, status_at)


def _quoted(text: str, block: _Block) -> _Block | None:
    """Return the content of a saved response, which is between triple quotes."""
    begun = _CONTENT.search(text, block.start, block.end)
    if begun is None:
        return None
    end = text.find("'''", begun.end(), block.end)
    return _Block(block.name, begun.end(), block.end if end < 0 else end)
