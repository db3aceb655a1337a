"""Findings as text for people, in the manner of compilers: ``file:line:column: code message``."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bs_validate._console import harmless
from bs_validate._instance.location import escaped
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, Finding, subject
from bs_validate.lint.summary import Summary

_RESET = "\x1b[0m"
_STYLES = {"file": "\x1b[1m", "error": "\x1b[1;31m", "warning": "\x1b[1;33m", "faint": "\x1b[2m", "fine": "\x1b[1;32m"}


def lines(checked: Checked, *, colour: bool = False, width: int = 0) -> Iterator[str]:
    """Go through the lines that tell what was found in one file; with a ``width``, each with its excerpt and a caret."""
    for finding in checked.findings:
        place = f"{path(finding.file)}:{finding.line}:{finding.column}:"
        severity = finding.error.severity
        doubt = "warning: " if severity == "warning" else ""
        code = _styled(finding.error.code, severity, colour=colour)
        said = f"{doubt}{subject(finding.error)} {escaped(finding.message)}"
        yield f"{_styled(place, 'file', colour=colour)} {code} {harmless(said)}"
        if width:
            yield from _excerpt(finding, severity, colour=colour, width=width)


def decisions(checked: Checked) -> Iterator[str]:
    """Go through the lines that tell what each document of a file was taken for, and what decided so."""
    for one in checked.decisions:
        place = path(checked.file)
        if one.what or len(checked.decisions) > 1:
            place += f":{one.line}"
        what = f"{one.what}: " if one.what else ""
        if one.schema is None:
            yield f"{place}: {what}skipped, {one.decided_by}"
        else:
            yield f"{place}: {what}{one.schema}, by {one.decided_by}" if one.schema else f"{place}: {what}{one.decided_by}"


def statistics(checked: Iterable[Checked]) -> Iterator[str]:
    """Go through the lines that count the findings of each code, the most frequent first."""
    counts = Counter(finding.error.code for result in checked for finding in result.findings)
    width = len(str(max(counts.values(), default=0)))
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>{width}} {code} ({CODES[code].severity}): {CODES[code].when}"


def last_line(summary: Summary, *, colour: bool = False) -> str:
    """Return the line that sums a run up."""
    style = "error" if summary.errors else "warning" if summary.warnings else "fine"
    return _styled(str(summary), style, colour=colour)


def path(file: str) -> str:
    """Return a path as it may be shown at the start of a line, where runners of CI look for commands: ``::error::``."""
    return harmless(escaped(f"./{file}" if file.startswith("::") else file))


def _excerpt(finding: Finding, severity: str, *, colour: bool, width: int) -> Iterator[str]:
    """Show the line, or what of it fits around the place, and below it a caret for each character of the place."""
    margin = f"{finding.line:>5} | "
    room = max(width - len(margin), 20)
    column = finding.column - 1
    after = finding.end_column - 1 if finding.end_line == finding.line else len(finding.excerpt)
    first = 0 if len(finding.excerpt) <= room else max(min(column - room // 3, len(finding.excerpt) - room), 0)
    shown = finding.excerpt[first : first + room]
    carets = max(min(after, first + room) - column, 1)
    yield _styled(margin, "faint", colour=colour) + shown
    gutter = _styled(" " * (len(margin) - 2) + "| ", "faint", colour=colour)
    yield gutter + " " * (column - first) + _styled("^" * carets, severity, colour=colour)


def _styled(text: str, style: str, *, colour: bool) -> str:
    return f"{_STYLES[style]}{text}{_RESET}" if colour else text
