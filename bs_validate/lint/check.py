"""One file's bytes to its findings, each with its place in the file."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bs_validate import messages
from bs_validate.decode import Decoded, decode
from bs_validate.identify import identify
from bs_validate.lint.discover import STANDARD_INPUT
from bs_validate.lint.excerpt import masked
from bs_validate.location import Location, dotted, quoted
from bs_validate.report import FieldError, Report
from bs_validate.source_map import SourceMap, Span, line_and_column, line_starts, source_map
from bs_validate.validator import Validator

#: Codes that blame a name and not its value.
_AT_KEY = frozenset({"duplicate_key", "read_only", "undocumented_field", "unknown_field"})


class Finding(NamedTuple):
    """An error or warning and its place: lines and columns count from 1, columns in characters, the end is past the last one.

    ``excerpt`` is the line with every value masked, or nothing when none was asked for.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    error: FieldError
    message: str
    schema: str
    excerpt: str


class Checked(NamedTuple):
    """What became of a file: its findings, or that it holds no known resource (``schema`` is None), or no JSON (``""``).

    ``decided_by`` says what told which schema it is checked against: ``--as``, its ``name`` or ``content``, or the ``default``.
    """

    file: str
    schema: str | None
    decided_by: str
    findings: tuple[Finding, ...]


def check(file: str, data: bytes, validator: Validator, schema: str | None, *, excerpts: bool = False) -> Checked:
    """Check the content of a file against a schema, or against the one it is identified as."""
    decoded = decode(data)
    shown = "<stdin>" if file == STANDARD_INPUT else file
    name, decided_by, uncertain = schema, "--as", False
    if name is None and decoded.readable:
        identity = identify(decoded.value, os.path.basename(file), validator.catalog)
        if identity is None:
            return Checked(shown, None, "content", ())
        name, decided_by, uncertain = identity
    # What is no JSON is the same under every schema.
    report = validator.validate_decoded(decoded, name or validator.catalog.names[0])
    name = name or ""
    if not report.errors and not report.warnings:
        return Checked(shown, name, decided_by, ())
    found = sorted(_findings(shown, decoded, report, uncertain=uncertain), key=lambda one: (one.line, one.column))
    if excerpts:
        lines = _excerpts(decoded)
        found = [one._replace(excerpt=lines(one.line)) for one in found]
    return Checked(shown, name, decided_by, tuple(found))


def _excerpts(decoded: Decoded) -> Callable[[int], str]:
    """Return the function that masks a line, once for all its findings."""
    starts = [*line_starts(decoded.text), len(decoded.text)]

    @cache
    def excerpt(line: int) -> str:
        # Of what is no JSON nobody can say what is a name.
        return masked(decoded.text[starts[line - 1] : starts[line]].rstrip(), names=decoded.readable)

    return excerpt


def _findings(file: str, decoded: Decoded, report: Report, *, uncertain: bool) -> Iterator[Finding]:
    starts = line_starts(decoded.text)
    not_json = [error for error in report.errors if error.code == "not_json"]
    find = None if not_json else _Finder(source_map(decoded.text))
    for error in (*report.errors, *report.warnings):
        if find is None:
            start = end = (int(error.params["line"]), int(error.params["column"]))
        else:
            span = find(error)
            start, end = line_and_column(starts, span[0]), line_and_column(starts, span[1])
        message = error.message()
        if uncertain and error.code == "required":
            message += messages.text("hint.update", {"schema": f"{report.schema.partition('.')[0]}.update"})
        schema = report.schema if decoded.readable else ""
        yield Finding(file, *start, *end, error, message, schema, "")


def subject(error: FieldError) -> str:
    """Name what an error is about: its field, or what stands around the resources."""
    return error.field or dotted(error.location) or "the document"


class _Finder:
    """Finds where an error stands in the text, the next place each time where several are shown alike."""

    def __init__(self, places: SourceMap) -> None:
        self._spans = places.spans
        self._shown = _by_shown(places.spans.items()) if any(map(_is_quoted, places.spans)) else {}
        self._repeated = _by_shown(places.repeated)

    def __call__(self, error: FieldError) -> tuple[int, int]:
        """Return the start and end of a value, of a key for what blames a name, or of the object that lacks a field."""
        location = error.location
        span = self._repeated[location].popleft() if error.code == "duplicate_key" else self._span(location)
        while span is None:  # what is missing, or too deep to be noted, is shown at what would hold it
            location = location[:-1]
            span = self._span(location)
        if error.code in _AT_KEY and location == error.location and span.key is not None:
            return span.key
        return (span.start, span.end)

    def _span(self, location: Location) -> Span | None:
        alike = self._shown.get(location)
        if alike is None:
            return self._spans.get(location)
        if len(alike) > 1:
            alike.rotate(-1)
            return alike[-1]
        return alike[0]


def _by_shown(spans: Iterable[tuple[Location, Span]]) -> dict[Location, deque[Span]]:
    """Return the spans by location as errors show it."""
    found: dict[Location, deque[Span]] = {}
    for location, span in spans:
        shown = tuple(quoted(part) if type(part) is str else part for part in location)
        found.setdefault(shown, deque()).append(span)
    return found


def _is_quoted(location: Location) -> bool:
    return bool(location) and type(location[-1]) is str and quoted(location[-1]) != location[-1]
