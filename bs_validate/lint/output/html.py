"""Write findings as one HTML file that people open in a browser.

Each finding is written once, under its file; the script beside this module moves it under its code on request. Without the
script, the codes come first, each with links to its files. The page fetches nothing, and runs only the style and the script whose
hashes it declares.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bs_validate._tally.limits import percentage
from bs_validate._tally.tally import FieldCount
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble, subject
from bs_validate.lint.output.page import counted, name, page, prose, text
from bs_validate.lint.summary import Summary

_ROWS = 200  # of the table by field and code that are shown: the frequent ones come first
_ROOM = 100  # characters of a line that are shown
_LEAD = _ROOM // 3  # characters of them before the place
_INDENTED = 1000  # characters searched for the indentation: a line may be a whole file, and have many findings


class _File(NamedTuple):
    """A whole file: its number in the report, and the totals of its parts."""

    number: int
    name: str
    documents: int
    findings: tuple[FileFinding, ...]


def document(
    checked: Sequence[Checked],
    summary: Summary,
    troubles: Sequence[Trouble] = (),
    fields: Sequence[FieldCount] = (),
    limits: Sequence[str] = (),
) -> str:
    """Return the text of the page, to be written in UTF-8.

    ``fields`` is the table of findings by field and code, and ``limits`` are sentences about the limits.
    """
    files = _files(checked)
    title = _verdict(summary, troubles)
    table = "".join(_table(fields, files, summary))
    body = f"{_head(title, files, summary, troubles, limits)}{table}{''.join(_body(files, troubles))}"
    return page(title, _state(summary, troubles), body, with_script=True)


def _files(checked: Iterable[Checked]) -> list[_File]:
    parts: dict[str, list[Checked]] = {}
    for part in checked:
        parts.setdefault(part.file, []).append(part)
    return [
        _File(number, name, sum(part.documents for part in found), tuple(one for part in found for one in part.findings))
        for number, (name, found) in enumerate(parts.items(), 1)
    ]


def _state(summary: Summary, troubles: Sequence[Trouble]) -> str:
    if summary.errors or troubles:
        return "error"
    return "warning" if summary.warnings else "fine" if summary.documents else "empty"


def _verdict(summary: Summary, troubles: Sequence[Trouble]) -> str:
    if summary.errors or summary.warnings:
        return _numbered(summary.errors, summary.warnings)
    if troubles:
        return f"{counted(len(troubles), 'path')} could not be read"
    return "Nothing to report" if summary.documents else "Nothing was checked"


def _head(title: str, files: Sequence[_File], summary: Summary, troubles: Sequence[Trouble], limits: Sequence[str]) -> str:
    """Return the verdict, a sentence about it, those about the limits, and the numbers."""
    affected = sum(bool(file.findings) for file in files)
    if affected:
        lead = f"{affected} of {counted(summary.files, 'file')} {'needs' if affected == 1 else 'need'} attention."
    elif summary.documents:
        lead = "The BookingSync API accepts every document that was checked."
    else:
        lead = "No document with a known resource was found."
    if troubles and affected:
        lead += f" {counted(len(troubles), 'path')} could not be read."
    about_limits = "".join(f"<p>{text(one[0].upper() + one[1:])}.</p>\n" for one in limits)
    numbers = "".join(
        f'<div class="{name if number else "none"}"><dt>{name.capitalize()}</dt><dd>{number:,}</dd></div>'
        for name in ("files", "documents", "skipped", "errors", "warnings")
        for number in (getattr(summary, name),)
    )
    return (
        '<a class="skip" href="#findings">Skip to the findings</a>\n<header>\n<p class="kind">bs-validate report</p>\n'
        f'<h1>{title}</h1>\n<p class="lead">{lead}</p>\n{about_limits}<dl class="numbers">{numbers}</dl>\n</header>\n'
    )


def _table(rows: Sequence[FieldCount], files: Sequence[_File], summary: Summary) -> Iterator[str]:
    """Yield the table of findings by field and code, where there are several documents to compare."""
    if not rows or summary.documents < 2:
        return
    yield '<section class="fields" aria-labelledby="fields">\n<h2 id="fields">Fields</h2>\n'
    found, shown = summary.errors + summary.warnings, sum(sum(_numbers(file.findings)) for file in files)
    codes = {finding.error.code for file in files for finding in file.findings}
    if shown < found:
        yield f"<p>The table counts all {found:,} findings; the lists below show the first {shown:,}.</p>\n"
    yield '<div class="wide" tabindex="0" role="region" aria-labelledby="fields">\n<table>\n<thead><tr><th scope="col">Field</th>'
    yield '<th scope="col">Code</th><th scope="col">Findings</th><th scope="col">Documents</th><th scope="col">Share</th>'
    yield '<th scope="col">First</th></tr></thead>\n<tbody>\n'
    for row in rows[:_ROWS]:
        about = f'<code dir="ltr">{text(row.field)}</code>' if row.field else "the document"
        link = f'<a href="#code-{text(row.code)}">{text(row.code)}</a>' if row.code in codes else text(row.code)
        first = ", ".join(f"{name(one.file)}:{one.line}" for one in row.first)
        yield (
            f'<tr class="{row.severity}"><th scope="row">{about}</th><td>{link}</td><td>{row.count:,}</td>'
            f"<td>{row.documents:,}</td><td>{percentage(row.percent)}</td><td>{first}</td></tr>\n"
        )
    yield "</tbody>\n</table>\n</div>\n"
    if len(rows) > _ROWS:
        yield f"<p>{counted(len(rows) - _ROWS, 'more row')} not shown.</p>\n"
    yield "</section>\n"


def _body(files: Sequence[_File], troubles: Sequence[Trouble]) -> Iterator[str]:
    """Yield the parts below the head: links to the codes, the troubles, both views, the files without findings."""
    codes = _by_code(files)
    yield '<div class="columns">\n'
    if codes:
        yield '<nav aria-labelledby="codes">\n<h2 id="codes">Codes</h2>\n<ul>\n'
        for code, found in codes:
            link = f'<a class="{_severity(found)}" href="#code-{text(code)}">{text(code)} <span>{_number(found):,}</span></a>'
            yield f"<li>{link}</li>\n"
        yield "</ul>\n</nav>\n"
    yield '<main id="findings" tabindex="-1">\n'
    if troubles:
        yield '<section class="troubles">\n<h2>Could not be read</h2>\n<ul>\n'
        for trouble in troubles:
            yield f"<li>{name(trouble.path)} <span>{text(trouble.message)}</span></li>\n"
        yield "</ul>\n</section>\n"
    if codes:
        yield _TOOLS
        yield '<section id="by-code">\n<h2>By code</h2>\n'
        for code, found in codes:
            yield from _code(code, found, files)
        yield '</section>\n<section id="by-file">\n<h2>By file</h2>\n'
        for file in files:
            if file.findings:
                yield from _file(file)
        yield "</section>\n"
    yield from _clean([file for file in files if not file.findings])
    yield "</main>\n</div>\n"
    if any(finding.excerpt for file in files for finding in file.findings):
        yield "<footer><p>Excerpts show names and punctuation; values are masked, one * for each character.</p></footer>\n"


_TOOLS = """<div id="tools" role="search" aria-label="Findings" hidden>
<fieldset><legend>Group by</legend><label><input type="radio" name="view" value="file" checked><span>File</span></label>\
<label><input type="radio" name="view" value="code"><span>Code</span></label></fieldset>
<fieldset><legend>Severity</legend><label><input type="radio" name="severity" value="" checked><span>All</span></label>\
<label><input type="radio" name="severity" value="error"><span>Errors</span></label>\
<label><input type="radio" name="severity" value="warning"><span>Warnings</span></label></fieldset>
<input id="filter" type="search" aria-label="Filter the findings" placeholder="Filter by file, field, code…" autocomplete="off" \
spellcheck="false">
<button id="fold" type="button">Collapse all</button>
<output id="count" for="filter"></output>
<p id="none" hidden>No finding matches. <button id="clear" type="button">Show all</button></p>
</div>
"""


def _by_code(files: Iterable[_File]) -> list[tuple[str, list[FileFinding]]]:
    """Group the findings by code: those with errors first, then the frequent ones, then in the order of the documentation."""
    groups: dict[str, list[FileFinding]] = {code: [] for code in CODES}
    for file in files:
        for finding in file.findings:
            groups.setdefault(finding.error.code, []).append(finding)
    found = [group for group in groups.items() if group[1]]
    return sorted(found, key=lambda group: (_severity(group[1]) != "error", -len(group[1])))


def _code(code: str, found: Sequence[FileFinding], files: Iterable[_File]) -> Iterator[str]:
    """Yield the explanation of a code, and links to the files that it was found in."""
    yield f'<details open class="group" id="code-{text(code)}">\n<summary><h3>{text(code)}</h3> {_counts(found)}</summary>\n'
    if code in CODES:
        yield f'<p class="about">{prose(CODES[code].when)} <em>{prose(CODES[code].remedy)}</em></p>\n'
    yield '<ul class="where">\n'
    for file in files:
        if times := _number(finding for finding in file.findings if finding.error.code == code):
            yield f'<li><a href="#file-{file.number}">{name(file.name)}</a> <span>{times:,}</span></li>\n'
    yield "</ul>\n</details>\n"


def _file(file: _File) -> Iterator[str]:
    """Yield the findings of a file."""
    yield (
        f'<details open class="group" id="file-{file.number}">\n'
        f'<summary><h3>{name(file.name)}</h3> {_counts(file.findings)}</summary>\n<ol class="findings">\n'
    )
    for finding in file.findings:
        error = finding.error
        about = text(subject(error))
        named = f'<code dir="ltr">{about}</code>' if error.location else f"<strong>{about}</strong>"
        place = f"<span>{name(finding.file)}:{finding.line}:{finding.column}</span>"
        code = f'<a href="#code-{text(error.code)}">{text(error.code)}</a>'
        yield (
            f'<li class="{error.severity}"><p><b>{error.severity}</b> {named} <span>{prose(finding.message)}</span></p>\n'
            f"<p>{place} {code} <i>{text(finding.schema)}</i></p>{_excerpt(finding)}</li>\n"
        )
    yield "</ol>\n</details>\n"


def _excerpt(finding: FileFinding) -> str:
    """Return the line without its indentation, or the part of it around the place that fits, with the place marked."""
    line, column = finding.excerpt, finding.column - 1
    if not line:
        return ""
    after = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    margin = min(len(line[:_INDENTED]) - len(line[:_INDENTED].lstrip()), column)
    first = margin if len(line) - margin <= _ROOM else max(min(column - _LEAD, len(line) - _ROOM), margin)
    last = min(first + _ROOM, len(line))
    end = max(min(after, last), column + 1)
    before, marked, rest = text(line[first:column]), text(line[column:end]) or " ", text(line[end:last])
    cut = ("…" if first > margin else ""), ("…" if last < len(line) else "")
    return f'<pre dir="ltr" data-line="{finding.line}">{cut[0]}{before}<mark>{marked}</mark>{rest}{cut[1]}</pre>'


def _clean(files: Sequence[_File]) -> Iterator[str]:
    """Yield the list of files without findings, folded."""
    if not files:
        return
    yield f'<details class="clean">\n<summary><h2>{counted(len(files), "file")} without findings</h2></summary>\n<ul>\n'
    for file in files:
        result = counted(file.documents, "document") if file.documents else "skipped: no known resource in it"
        yield f"<li>{name(file.name)} <span>{result}</span></li>\n"
    yield "</ul>\n</details>\n"


def _severity(found: Iterable[FileFinding]) -> str:
    return "error" if any(finding.error.severity == "error" for finding in found) else "warning"


def _counts(found: Sequence[FileFinding]) -> str:
    return f"<span>{_numbered(*_numbers(found))}</span>"


def _numbers(found: Sequence[FileFinding]) -> tuple[int, int]:
    """Return the numbers of errors and of warnings, with those that a finding also stands for."""
    errors = _number(finding for finding in found if finding.error.severity == "error")
    return errors, _number(found) - errors + sum(finding.warnings for finding in found)


def _number(found: Iterable[FileFinding]) -> int:
    """Return the number of findings; one of them may stand for several."""
    return sum(finding.times for finding in found)


def _numbered(errors: int, warnings: int) -> str:
    return ", ".join(counted(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number)
