"""Write findings as text for people, in the manner of compilers: ``file:line:column: code message``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, subject
from bs_validate.lint.output.escape import path, shown
from bs_validate.lint.summary import Summary
from bs_validate.lint.wording import styled

if TYPE_CHECKING:
    from bs_validate._tally.tally import FieldCount

#: The number of rows of the table that are shown: the frequent ones come first.
MAX_ROWS = 50


def lines(checked: Checked, *, colour: bool = False, width: int = 0) -> Iterator[str]:
    """Yield the lines for the findings of a file; with a ``width`` in columns, each with its excerpt and carets below it."""
    for finding in checked.findings:
        place = f"{path(finding.file)}:{finding.line}:{finding.column}:"
        severity = finding.error.severity
        doubt = "warning: " if severity == "warning" else ""
        code = styled(finding.error.code, severity, colour=colour)
        said = shown(f"{doubt}{subject(finding.error)} {finding.message}")
        yield f"{styled(place, 'file', colour=colour)} {code} {said}"
        if width:
            yield from _excerpt(finding, severity, colour=colour, width=width)


def explanations(checked: Checked) -> Iterator[str]:
    """Yield the lines that show which schema each document of a file is checked against, and why."""
    for one in checked.explanations:
        place = path(checked.file)
        if one.part or len(checked.explanations) > 1:
            place += f":{one.line}"
        part = f"{one.part}: " if one.part else ""
        if one.schema is None:
            result = f"skipped, {one.decided_by}"
        else:
            result = f"{one.schema}, by {one.decided_by}" if one.schema else one.decided_by
        yield f"{place}: {shown(part + result)}"


def statistics(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Yield the lines that show how often each code was found with each severity, the most frequent one first."""
    width = len(str(max(counts.values(), default=0)))
    for (code, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>{width}} {code} ({severity}): {CODES[code].when}"


def table(rows: "Sequence[FieldCount]") -> Iterator[str]:
    """Yield the lines of the table of findings by field and code, after an empty line."""
    from bs_validate._tally.limits import percentage  # few runs show the table

    shown_rows = [
        (
            shown(row.field) or "(document)",
            row.code,
            row.severity,
            f"{row.count:,}",
            f"{row.documents:,}",
            percentage(row.percent),
            ", ".join(f"{path(one.file)}:{one.line}" for one in row.first),
        )
        for row in rows[:MAX_ROWS]
    ]
    if not shown_rows:
        return
    every = [("FIELD", "CODE", "SEVERITY", "FINDINGS", "DOCUMENTS", "SHARE", "FIRST"), *shown_rows]
    widths = [max(len(row[at]) for row in every) for at in range(len(every[0]))]
    yield ""
    for row in every:
        cells = [
            cell.rjust(width) if 3 <= at <= 5 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    if len(rows) > MAX_ROWS:
        yield f"… and {len(rows) - MAX_ROWS} more"


def last_line(summary: Summary, *, colour: bool = False) -> str:
    """Return the line with the totals of a run."""
    style = "error" if summary.errors else "warning" if summary.warnings else "fine"
    return styled(str(summary), style, colour=colour)


def _excerpt(finding: FileFinding, severity: str, *, colour: bool, width: int) -> Iterator[str]:
    """Yield the line, or the part of it around the place that fits, and below it a caret for each character of the place."""
    margin = f"{finding.line:>5} | "
    room = max(width - len(margin), 20)
    column = finding.column - 1
    after = finding.end_column - 1 if finding.end_line == finding.line else len(finding.excerpt)
    first = 0 if len(finding.excerpt) <= room else max(min(column - room // 3, len(finding.excerpt) - room), 0)
    part = finding.excerpt[first : first + room]
    carets = max(min(after, first + room) - column, 1)
    yield styled(margin, "faint", colour=colour) + part
    gutter = styled(" " * (len(margin) - 2) + "| ", "faint", colour=colour)
    yield gutter + " " * (column - first) + styled("^" * carets, severity, colour=colour)
