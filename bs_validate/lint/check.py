"""One file's bytes to its findings, each with its place in the file."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

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
    """What became of a file: its findings, or that it holds no resource of the API (``schema`` is None)."""

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
    if not report.errors and not report.warnings:
        return Checked(shown, name, decided_by, ())
    found = sorted(_findings(shown, decoded, report, uncertain=uncertain), key=lambda one: (one.line, one.column))
    if excerpts:
        starts = [*line_starts(decoded.text), len(decoded.text)]
        found = [one._replace(excerpt=masked(decoded.text[starts[one.line - 1] : starts[one.line]].rstrip())) for one in found]
    return Checked(shown, name, decided_by, tuple(found))


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
            message += f"; if this is an update, put `update` into the file's name or use --as {_update(report.schema)}"
        schema = report.schema if decoded.readable else ""
        yield Finding(file, *start, *end, error, message, schema, "")


def _update(schema: str) -> str:
    return f"{schema.partition('.')[0]}.update"


def subject(error: FieldError) -> str:
    """Name what an error is about: its field, or what stands around the resources."""
    return error.field or dotted(error.location) or "the document"


class _Finder:
    """Finds where an error stands in the text."""

    def __init__(self, places: SourceMap) -> None:
        self._spans = places.spans
        self._quoted: Mapping[Location, Span] | None = None
        self._repeated = [(_shown(location), span) for location, span in places.repeated]

    def __call__(self, error: FieldError) -> tuple[int, int]:
        """Return the start and end of a value, of a key for what blames a name, or of the object that lacks a field."""
        location = error.location
        span = self._repeated_key(location) if error.code == "duplicate_key" else self._span(location)
        while span is None:  # what is missing, or too deep to be noted, is shown at what would hold it
            location = location[:-1]
            span = self._span(location)
        if error.code in _AT_KEY and location == error.location and span.key is not None:
            return span.key
        return (span.start, span.end)

    def _repeated_key(self, location: Location) -> Span | None:
        for index, (repeated, span) in enumerate(self._repeated):
            if repeated == location:
                del self._repeated[index]
                return span
        return None

    def _span(self, location: Location) -> Span | None:
        if location in self._spans:
            return self._spans[location]
        if self._quoted is None:
            self._quoted = {_shown(place): span for place, span in self._spans.items()}
        return self._quoted.get(location)


def _shown(location: Location) -> Location:
    return tuple(quoted(part) if type(part) is str else part for part in location)
