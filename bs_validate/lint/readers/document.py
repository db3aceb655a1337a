"""Define a JSON document in a file, with the places of its parts in that file."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from bs_validate._instance.by_name import MAX_WANTED, spans_by_name, spans_of_members
from bs_validate._instance.decode import Decoded
from bs_validate._instance.location import QUOTED_LENGTH, Location
from bs_validate._instance.source_map import SourceMap, Span, line_and_column, line_starts, source_map
from bs_validate._instance.spans import spans
from bs_validate.lint.readers.recordings.body import Body


class Unreadable(Exception):
    """Raised for a file that is not what its name says, or that is damaged. The message is said after the name of the file."""


class Page(NamedTuple):
    """A text in which lines and columns are counted: a file, or one line of a long file; ``starts`` has where its lines start."""

    text: str
    first_line: int
    starts: list[int]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset in the file, both counted from 1."""
        if len(self.starts) == 1:
            return self.first_line, offset + 1
        line, column = line_and_column(self.starts, offset)
        return self.first_line + line - 1, column

    def line(self, number: int) -> str:
        """Return a line of the file without its line end."""
        at = number - self.first_line
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[at] : end].rstrip()


def page(text: str, first_line: int = 1) -> Page:
    """Return a text as a page; ``first_line`` is the line of the file that it starts on."""
    return Page(text, first_line, line_starts(text))


class Places(NamedTuple):
    """The places of the wanted parts of a document: its source map, and where they are on the page.

    ``start`` and ``end`` turn an offset in the map into one on the page. ``is_plain`` holds when the page itself is JSON, so that
    its names can be told from its values.
    """

    page: Page
    map: SourceMap
    start: Callable[[int], int]
    end: Callable[[int], int]
    is_plain: bool


class Document(NamedTuple):
    """A document: its decoded form, a function that returns places in it, and the recorded body that it comes from, if any.

    - ``only_if_named``: the document may be that of another program, and gives a finding only if a schema is named for it.
    - ``misread``: the kind of value that readers of YAML 1.1 make of each text that they do not read as text.
    - ``at``: where the document is in the value of its file, if that holds several; pointers begin with it.
    - ``outer``: returns the page of the recording, and the offset on it of the location of a URL or a status; None for a
      document that was not recorded.
    """

    decoded: Decoded
    places: Callable[[Collection[Location]], Places]
    body: Body | None = None
    only_if_named: bool = False
    misread: Mapping[Location, str] = MappingProxyType({})
    outer: Callable[[Location], tuple[Page, int]] | None = None
    at: Location = ()


#: Stands for all locations, where the places of some can be asked for.
EVERY: Collection[Location] = frozenset({()})


def same(offset: int) -> int:
    """Return an offset unchanged, for a text that is the page itself."""
    return offset


def mapped(decoded: Decoded, wanted: Collection[Location]) -> SourceMap:
    """Return the source map of a text. A text that is not JSON has an empty map.

    The map has at least the wanted locations, or the nearest existing ones above them. If ``EVERY`` location is wanted, or if the
    names in one may have been shortened, it has all locations.
    """
    problems = decoded.problems
    if problems and problems[0].code == "not_json":  # which comes alone
        return SourceMap({}, (), None)
    if problems or wanted is EVERY or _may_be_quoted(wanted):
        try:
            return source_map(decoded.text)
        except RecursionError:
            return SourceMap({(): Span(0, len(decoded.text), None)}, (), None)
    look = spans_by_name if len(wanted) <= MAX_WANTED else spans_of_members
    return SourceMap(look(decoded.text, decoded.value, wanted) or spans(decoded.text, wanted), (), None)


def _may_be_quoted(wanted: Iterable[Location]) -> bool:
    """Return whether a location may have a name in a shortened or escaped form."""
    parts = set(chain.from_iterable(wanted))  # recordings have few names, each in thousands of locations
    return any(type(part) is str and (len(part) >= QUOTED_LENGTH or "\\" in part) for part in parts)
