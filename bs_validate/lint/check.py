"""The documents of a file to findings, each with its place in the file."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from bs_validate._check import faults
from bs_validate._instance.source_map import line_starts
from bs_validate._messages import sentences as messages
from bs_validate._schema import operations
from bs_validate.lint import excerpt
from bs_validate.lint.decide import Choice, Named, decide
from bs_validate.lint.finding import Checked, Decision, Finding
from bs_validate.lint.place import AT_KEY, Finder, value_at
from bs_validate.lint.readers import Document, Places
from bs_validate.lint.readers.recorded import is_placeholder
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator


class Wanted(NamedTuple):
    """What a check is to come with: findings, worded in a language, with their lines; what each document was taken for."""

    findings: bool = True
    locale: str = "en"
    excerpts: bool = False
    decisions: bool = False


FINDINGS = Wanted()


def check(
    file: str, found: Iterable[Document], validator: Validator, named: Named | None = None, wanted: Wanted = FINDINGS
) -> Checked:
    """Check the documents of a file, or of a part of it; ``named`` is the schema they are said to be of, and who says so."""
    checked = skipped = 0
    findings: list[Finding] = []
    decisions: list[Decision] = []
    known: _Known | None = None
    for document in found:
        choice = decide(document, file, validator, named)
        is_known = choice.schema is not None or not (document.decoded.readable or document.only_if_known or document.body)
        checked += is_known
        skipped += not is_known and choice.counts
        if wanted.decisions:
            decisions.append(_decision(document, choice, is_known=is_known))
        if is_known and wanted.findings:
            report, problems = _problems(document, choice, validator)
            if problems:
                known = known or _Known(cache(lambda: _names(validator)), lru_cache(maxsize=1)(line_starts), {})
                findings += _findings(file, document, choice, report, problems, wanted, known)
    if not checked and not skipped:  # nothing in it is a document
        skipped = 1
        if wanted.decisions and not decisions:
            decisions.append(Decision(1, "", None, "there is nothing in it to check"))
    return Checked(file, checked, skipped, tuple(findings), tuple(decisions))


class _Known(NamedTuple):
    """What the documents of a file have in common, worked out once: a file may be one long line with many documents in it.

    ``names`` are those that may be shown, ``starts`` tells where the lines of a text start, ``shown`` has lines as shown.
    """

    names: Callable[[], frozenset[str]]
    starts: Callable[[str], list[int]]
    shown: dict[tuple[int, bool], str]


def _names(validator: Validator) -> frozenset[str]:
    return frozenset(name for schema in validator.catalog for name in schema.fields)


def _problems(document: Document, choice: Choice, validator: Validator) -> tuple[Report, list[FieldError]]:
    """Return the report of a document, and what of its errors and warnings counts in a file."""
    decoded = document.decoded
    # What cannot be read is the same under every schema.
    report = validator.validate_decoded(decoded, choice.schema or validator.catalog.names[0])
    problems = [*operations.asked_for(report.errors, choice.fields), *report.warnings]
    if document.body is not None:
        problems = [one for one in problems if one.code in AT_KEY or not is_placeholder(value_at(decoded.value, one.location))]
    if choice.is_singular:
        problems.append(faults.error("singular_path", "warning"))
    return report, problems


def _findings(
    file: str, document: Document, choice: Choice, report: Report, problems: list[FieldError], wanted: Wanted, known: _Known
) -> list[Finding]:
    places = document.places([error.location for error in problems])
    schema = report.schema if document.decoded.readable else ""
    place = _placer(document, places, known)
    found = []
    for error in problems:
        start, end = place(error)
        moved = error if error.code != "not_json" else faults.placed(error, *start)
        message = moved.message(wanted.locale)
        if choice.uncertain and error.code == "required":
            update = f"{report.schema.partition('.')[0]}.update"
            message += messages.text("hint.update", {"schema": update}, wanted.locale)
        shown = _excerpt(places, start[0], known) if wanted.excerpts else ""
        found.append(Finding(file, *start, *end, moved, message, schema, shown))
    return sorted(found, key=lambda one: (one.line, one.column))


def _placer(document: Document, places: Places, known: _Known) -> Callable[[FieldError], tuple[tuple[int, int], tuple[int, int]]]:
    """Return the function that finds where an error stands, from where to where, in lines and columns of the file."""
    find = Finder(places.map)

    def place(error: FieldError) -> tuple[tuple[int, int], tuple[int, int]]:
        if error.code == "not_json":
            starts = known.starts(document.decoded.text)
            offset = starts[int(error.params["line"]) - 1] + int(error.params["column"]) - 1
            at = places.page.place(places.start(offset))
            return at, at
        start, end = find(error)
        return places.page.place(places.start(start)), places.page.place(places.end(end))

    return place


def _excerpt(places: Places, line: int, known: _Known) -> str:
    """Return a line as it may be shown: masked once, for all that is found in it."""
    if (line, places.is_plain) not in known.shown:
        text = places.page.line(line)
        shown = excerpt.masked(text) if places.is_plain else excerpt.hidden(text, known.names())
        known.shown[line, places.is_plain] = shown
    return known.shown[line, places.is_plain]


def _decision(document: Document, choice: Choice, *, is_known: bool) -> Decision:
    places = document.places([()])
    whole = places.map.spans.get(())
    line = places.page.place(places.start(0 if whole is None else whole.start))[0]
    if is_known and not document.decoded.readable:
        return Decision(line, choice.what, "", "cannot be read")
    return Decision(line, choice.what, choice.schema, choice.decided_by)
