"""Check the documents of a file, and give each finding its place in that file."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from bs_validate._check import faults
from bs_validate._instance.source_map import line_starts
from bs_validate._messages import sentences as messages
from bs_validate._schema import operations
from bs_validate.lint import excerpt
from bs_validate.lint.decide import Decision, Named, decide
from bs_validate.lint.finding import Checked, Explanation, Finding
from bs_validate.lint.place import AT_KEY, Locator, value_at
from bs_validate.lint.readers import Document, Places
from bs_validate.lint.yaml_types import yaml_types
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator


class Wanted(NamedTuple):
    """The parts of a result that are wanted: findings, worded in a language; excerpts of their lines; explanations."""

    findings: bool = True
    locale: str = "en"
    excerpts: bool = False
    explanations: bool = False


FINDINGS = Wanted()

#: Where editors look for the name of a file's schema.
_OF_EDITORS = ("$schema",)


def check(
    file: str, found: Iterable[Document], validator: Validator, named: Named | None = None, wanted: Wanted = FINDINGS
) -> Checked:
    """Check the documents of a file, or of a part of it; ``named`` is the schema that was named for them, and where."""
    checked = skipped = 0
    findings: list[Finding] = []
    explanations: list[Explanation] = []
    shared: _Shared | None = None
    any_schema: str | None = None
    for document in found:
        decision = decide(document, file, validator, named)
        is_due = decision.schema is not None or not (document.decoded.readable or document.only_if_named or document.body)
        checked += is_due
        skipped += not is_due and decision.counts
        if wanted.explanations:
            explanations.append(_explanation(document, decision, is_due=is_due))
        if is_due and wanted.findings:
            if decision.schema is None and any_schema is None:
                any_schema = validator.catalog.names[0]
            report, problems = judged(document, decision, validator, decision.schema or str(any_schema))
            if problems:
                shared = shared or _Shared(cache(lambda: _names(validator)), lru_cache(maxsize=1)(line_starts), {})
                findings += _findings(file, document, decision, report, problems, wanted, shared)
    if not checked and not skipped:  # A file without any document counts as skipped.
        skipped = 1
        if wanted.explanations and not explanations:
            explanations.append(Explanation(1, "", None, "there is nothing in it to check"))
    return Checked(file, checked, skipped, tuple(findings), tuple(explanations))


class _Shared(NamedTuple):
    """What the documents of a file share, worked out once: a file may be one long line with many documents in it.

    - ``names``: the names of fields that excerpts may show.
    - ``starts``: returns where the lines of a text start.
    - ``shown``: the lines that were masked already.
    """

    names: Callable[[], frozenset[str]]
    starts: Callable[[str], list[int]]
    shown: dict[tuple[int, bool], str]


def _names(validator: Validator) -> frozenset[str]:
    return frozenset(name for schema in validator.catalog for name in schema.fields)


def judged(
    document: Document, decision: Decision, validator: Validator, schema: str, *, warnings: bool = True
) -> tuple[Report, list[FieldError]]:
    """Return the report of a document, and those of its errors, and of its warnings if they are wanted, that count in a file.

    A document that cannot be read gets the same error under every schema.
    """
    decoded = document.decoded
    report = validator.validate_decoded(decoded, schema)
    found = (*report.errors, *report.warnings) if warnings else report.errors
    problems = list(operations.asked_for(found, decision.asked_for))
    if document.body is None:
        problems = [one for one in problems if one.location != _OF_EDITORS or one.code not in AT_KEY]
    else:
        from bs_validate.lint.readers.placeholders import is_held_by_placeholder

        problems = [
            one
            for one in problems
            if one.code in AT_KEY or not is_held_by_placeholder(one.code, value_at(decoded.value, one.location))
        ]
    problems += decision.doubts
    if warnings:
        problems += yaml_types(document, problems, validator.catalog[schema])
    return report, problems


def _findings(
    file: str,
    document: Document,
    decision: Decision,
    report: Report,
    problems: list[FieldError],
    wanted: Wanted,
    shared: _Shared,
) -> list[Finding]:
    places = document.places([error.location for error in problems])
    schema = report.schema if document.decoded.readable else ""
    place = _placer(document, places, shared)
    found = []
    for error in problems:
        start, end = place(error)
        moved = error if error.code != "not_json" else faults.placed(error, *start)
        message = moved.message(wanted.locale)
        if decision.uncertain and error.code == "required":
            update = f"{report.schema.partition('.')[0]}.update"
            message += messages.text("hint.update", {"schema": update}, wanted.locale)
        shown = _excerpt(places, start[0], shared) if wanted.excerpts else ""
        found.append(Finding(file, *start, *end, moved, message, schema, shown))
    return sorted(found, key=lambda one: (one.line, one.column))


def _placer(
    document: Document, places: Places, shared: _Shared
) -> Callable[[FieldError], tuple[tuple[int, int], tuple[int, int]]]:
    """Return a function from an error to the lines and columns in the file at which its place starts and ends."""
    locate = Locator(places.map)

    def place(error: FieldError) -> tuple[tuple[int, int], tuple[int, int]]:
        if error.code == "not_json":
            starts = shared.starts(document.decoded.text)
            offset = starts[int(error.params["line"]) - 1] + int(error.params["column"]) - 1
            at = places.page.place(places.start(offset))
            return at, at
        start, end = locate(error)
        return places.page.place(places.start(start)), places.page.place(places.end(end))

    return place


def _excerpt(places: Places, line: int, shared: _Shared) -> str:
    """Return a line as it may be shown; it is masked once for all findings in it."""
    if (line, places.is_plain) not in shared.shown:
        text = places.page.line(line)
        masked = excerpt.masked(text) if places.is_plain else excerpt.hidden(text, shared.names())
        shared.shown[line, places.is_plain] = masked
    return shared.shown[line, places.is_plain]


def _explanation(document: Document, decision: Decision, *, is_due: bool) -> Explanation:
    places = document.places([()])
    whole = places.map.spans.get(())
    line = places.page.place(places.start(0 if whole is None else whole.start))[0]
    if is_due and not document.decoded.readable:
        return Explanation(line, decision.part, "", "cannot be read")
    return Explanation(line, decision.part, decision.schema, decision.decided_by)
