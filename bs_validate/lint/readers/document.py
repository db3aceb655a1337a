"""A JSON document in a file, and where its parts stand in that file."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from bs_validate._instance.decode import Decoded
from bs_validate._instance.location import QUOTED_LENGTH, Location
from bs_validate._instance.source_map import SourceMap, Span, line_and_column, line_starts, source_map, spans
from bs_validate.lint.readers.recorded import Body


class Page(NamedTuple):
    """A text in which places are counted: a file, or a line of a long one; and where its lines start."""

    text: str
    first_line: int
    starts: list[int]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column in the file of an offset, both counted from 1."""
        line, column = line_and_column(self.starts, offset)
        return self.first_line + line - 1, column

    def line(self, number: int) -> str:
        """Return a line of the file without its end."""
        at = number - self.first_line
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[at] : end].rstrip()


def page(text: str, first_line: int = 1) -> Page:
    """Return a text as a page; ``first_line`` is the line of the file that it starts on."""
    return Page(text, first_line, line_starts(text))


class Places(NamedTuple):
    """Where the wanted parts of a document stand: its map, and what takes the map's offsets to those of the page.

    ``is_plain`` says that the page is JSON itself, whose names can be told from its values.
    """

    page: Page
    map: SourceMap
    start: Callable[[int], int]
    end: Callable[[int], int]
    is_plain: bool


class Document(NamedTuple):
    """A document: what was decoded, the function that finds places in it, and the body that it is of a recording.

    ``only_if_known``: what makes it unreadable is worth a word only if the document is about something that is known.
    """

    decoded: Decoded
    places: Callable[[Collection[Location]], Places]
    body: Body | None = None
    only_if_known: bool = False


def same(offset: int) -> int:
    """Return an offset of a text that is the page itself."""
    return offset


def mapped(decoded: Decoded, wanted: Collection[Location]) -> SourceMap:
    """Return the map of a text; what is no JSON has none.

    It is of the wanted parts alone, where they are sure to be called by their own names.
    """
    if any(problem.code == "not_json" for problem in decoded.problems):
        return SourceMap({}, (), None)
    if decoded.problems or any(map(_may_be_quoted, wanted)):
        try:
            return source_map(decoded.text)
        except RecursionError:
            return SourceMap({(): Span(0, len(decoded.text), None)}, (), None)
    return SourceMap(spans(decoded.text, wanted), (), None)


def _may_be_quoted(location: Location) -> bool:
    """Say whether a location may have a name that is not shown as it is."""
    return any(type(part) is str and (len(part) >= QUOTED_LENGTH or "\\" in part) for part in location)
