"""Read files in a syntax of their own, in which requests and their bodies are written as text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from bs_validate._instance.decode import Decoded, text_of
from bs_validate._instance.location import Location
from bs_validate.lint.readers import json_file
from bs_validate.lint.readers.alignment import Piece
from bs_validate.lint.readers.bodies import text_bodies
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import REQUEST, Beside, Body
from bs_validate.lint.readers.recordings.collected import Request

#: A body, and the pieces of the text that it is written in, of which there is at least one.
Written = tuple[Body, Sequence[Piece]]


def documents(data: bytes, beside: Beside, find: Callable[[str], Iterator[Written]]) -> Iterator[Document]:
    """Yield the bodies in a text as documents. A text that cannot be decoded counts only if a schema is named for it."""
    text, unreadable = text_of(data)
    if unreadable is not None:
        decoded = Decoded(text, None, (unreadable,), readable=False)
        return iter((Document(decoded, partial(json_file.own_places, decoded, 1), only_if_named=True),))
    return text_bodies(text, find(text), beside)


def exchanged(
    request: Request, spot: int, found: Iterable[Written], status: int | None = None, status_at: int = 0
) -> Iterator[Written]:
    """Yield the bodies of an exchange, each with that exchange, or one without content at an offset if there are none."""
    every = tuple(found)
    pieces = [pieces for _, pieces in every] or [[(spot, spot, "")]]
    bodies = request.exchanged((REQUEST,), (body for body, _ in every), status, offset(status_at))
    yield from zip(bodies, pieces, strict=True)


def offset(at: int) -> Location:
    """Return the location of something other than a body: it ends with its offset."""
    return ("offset", at)


def line_end(text: str, at: int, end: int) -> int:
    """Return the offset behind the line end that follows an offset, or the end of the text."""
    return text.find("\n", at, end) + 1 or end


def content(pieces: Sequence[Piece]) -> str:
    """Return the text that pieces stand for."""
    return "".join(piece[2] for piece in pieces)


def piece(text: str, start: int, end: int) -> Piece:
    """Return a part of a text that stands for itself."""
    return start, end, text[start:end]
