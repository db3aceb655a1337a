"""Give the problems of a document their places in the file, their messages and their excerpts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from bs_validate._check import issues
from bs_validate._instance.source_map import line_starts
from bs_validate._messages import sentences as messages
from bs_validate.lint import excerpt
from bs_validate.lint.finding import FileFinding, Wanted
from bs_validate.lint.place import Locator
from bs_validate.lint.readers import Document, Places
from bs_validate.report import FieldError

#: Characters of a line beyond ASCII that is encoded again for each finding.
_MAX_ENCODED = 10_000


class Shared:
    """Data that the documents of a file share, computed only once, because one long line may have many documents.

    - ``names``: returns the names of fields that excerpts may show.
    - ``shown``: the lines that were masked already.
    """

    __slots__ = ("_starts", "_text", "names", "shown")

    def __init__(self, names: Callable[[], frozenset[str]]) -> None:
        """Start without lines."""
        self.names = names
        self.shown: dict[tuple[int, bool], str] = {}
        self._text: str | None = None
        self._starts: list[int] = []

    def starts(self, text: str) -> list[int]:
        """Return the offsets at which the lines of a text start; those of the last text are remembered."""
        if text is not self._text:
            self._text, self._starts = text, line_starts(text)
        return self._starts


class Source(NamedTuple):
    """Where findings come from: the file, the position of the document, its schema or an empty text, and its places.

    ``is_uncertain``: the document could also be another write.
    """

    file: str
    number: int
    schema: str
    places: Places
    is_uncertain: bool


#: An error with the offsets on the page at which its place starts and ends.
Placed = tuple[FieldError, int, int]


def placed(
    document: Document, places: Places, problems: Iterable[FieldError], calls: Collection[FieldError], shared: Shared
) -> list[Placed]:
    """Return the problems of a document, and those about how it was called, in the order of their places in the file."""
    start_on_page, end_on_page = places.start, places.end
    locate: Locator | None = None
    found: list[Placed] = []
    for error in problems:
        if error.code == "not_json":
            starts = shared.starts(document.decoded.text)
            at = start_on_page(starts[int(error.params["line"]) - 1] + int(error.params["column"]) - 1)
            found.append((error, at, at))
        else:
            locate = locate or Locator(places.map)
            start, end = locate(error)
            found.append((error, start_on_page(start), end_on_page(end)))
    if calls and document.body is not None and document.outer is not None:
        _, at_url = document.outer(document.body.exchange.url_at)
        found += [(error, at_url, at_url) for error in calls]
    if len(found) > 1:
        found.sort(key=itemgetter(1))
    return found


def findings_of(
    source: Source, found: Sequence[Placed], wanted: Wanted, shared: Shared, most_worded: int | None
) -> list[FileFinding]:
    """Return findings in the same order. Those after the first ``most_worded`` have no message and no excerpt."""
    worded = _worded(source, found[:most_worded], wanted, shared) if most_worded != 0 else []
    return worded + _unworded(source, found[len(worded) :]) if len(worded) < len(found) else worded


def _worded(source: Source, found: Iterable[Placed], wanted: Wanted, shared: Shared) -> list[FileFinding]:
    file, number, schema, places, is_uncertain = source
    locale = wanted.locale
    findings: list[FileFinding] = []
    before: tuple[tuple[int, int], tuple[int, int]] | None = None
    line, columns = "", None
    for error, start, end in _on_lines(places, found):
        if before != (start, end):
            before = (start, end)
            line = _excerpt(places, start[0], shared) if wanted.excerpts else ""
            columns = _byte_columns(places, start, end) if wanted.byte_columns else None
        moved = error if error.code != "not_json" else issues.placed(error, *start)
        message, advice = moved.message(locale), ""
        if is_uncertain and error.code == "required":
            advice = messages.text("hint.update", {"schema": f"{schema.partition('.')[0]}.update"}, locale)
            message += advice
        findings.append(
            _new(FileFinding, (file, *start, *end, moved, message, schema, line, advice, columns, None, 1, number, 0))
        )
    return findings


def _unworded(source: Source, found: Iterable[Placed]) -> list[FileFinding]:
    """Return findings that are only counted, by their field, code and line."""
    file, number, schema, places, _ = source
    return [
        _new(FileFinding, (file, *start, *end, error, "", schema, "", "", None, None, 1, number, 0))
        for error, start, end in _on_lines(places, found)
    ]


def _on_lines(places: Places, found: Iterable[Placed]) -> Iterator[tuple[FieldError, tuple[int, int], tuple[int, int]]]:
    """Yield each error with the lines and columns of its start and end, which are worked out once for errors at one place."""
    place = places.page.place
    before: tuple[int, int] | None = None  # Missing fields of one object have the same place.
    start = end = (0, 0)
    for error, first, last in found:
        if before != (first, last):
            before = (first, last)
            start, end = place(first), place(last)
        yield error, start, end


# Faster than the constructor of a NamedTuple, which matters here because there are many.
_new: Any = tuple.__new__


def _byte_columns(places: Places, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int] | None:
    """Return both columns in bytes of UTF-8, or None on a line that is too long to be encoded for each finding."""
    found = []
    for number, column in (start, end):
        line = places.page.line(number)
        if not line.isascii():
            if len(line) > _MAX_ENCODED:
                return None
            column = len(line[: column - 1].encode(errors="replace")) + 1  # noqa: PLW2901  # the same place
        found.append(column)
    return found[0], found[1]


def _excerpt(places: Places, line: int, shared: Shared) -> str:
    """Return a line in the form in which it may be shown. It is masked only once for all findings in it."""
    if (line, places.is_plain) not in shared.shown:
        text = places.page.line(line)
        masked = excerpt.masked(text) if places.is_plain else excerpt.hidden(text, shared.names())
        shared.shown[line, places.is_plain] = masked
    return shared.shown[line, places.is_plain]
