"""Write findings for GitHub: workflow commands that annotate the lines of a change, and the Markdown summary of a step."""

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from bs_validate.lint.finding import Checked, FileFinding, Trouble, subject
from bs_validate.lint.output.escape import shown
from bs_validate.lint.summary import Summary
from bs_validate.lint.wording import counted

#: The number of errors, and of warnings, of a step that GitHub shows; it drops the rest silently.
LIMIT = 10
#: The size of a summary in bytes. GitHub refuses one above 1 MiB as a whole; the rest is left to other commands of the step.
SUMMARY_BYTES = 1_000_000

_REST = "All findings are in the log and in the summary of this step"
_NOT_CHECKED = "not checked"

# The escapes of actions/toolkit (packages/core/src/command.ts), which the runner undoes.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class _Note(NamedTuple):
    """A finding or a trouble as it is shown.

    ``place`` has the properties of its command; ``shown_place`` is the same place in one line.
    """

    level: str
    code: str
    place: dict[str, str | int]
    shown_place: str
    field: str
    message: str

    @property
    def file(self) -> str:
        return str(self.place.get("file", ""))

    @property
    def text(self) -> str:
        return f"{self.field} {self.message}" if self.field else self.message


def lines(checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble] = ()) -> Iterator[str]:
    """Yield the commands, at most ten of each level, and the line with the totals of the run.

    When findings have to be grouped for that, all of them follow as plain lines, folded.
    """
    notes = list(_notes(checked, troubles))
    commands = [command for level in ("error", "warning") for command in _few([note for note in notes if note.level == level])]
    yield from map(_command, commands)
    if len(commands) < len(notes):
        yield f"::group::All {len(notes)} findings"
        # The runner trims a line before it looks for "::", so each line starts with something else.
        yield from (f"- {note.shown_place}: {note.level} {note.code}: {note.text}" for note in notes)
        yield "::endgroup::"
    yield str(summary)


def step_summary(checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble] = ()) -> str:
    """Return the Markdown for ``$GITHUB_STEP_SUMMARY``: a count of each code, and all findings, or those that fit."""
    notes = list(_notes(checked, troubles))
    parts = ["## bs-validate", "", str(summary)]
    if notes:
        counts = Counter((note.code, note.level) for note in notes)
        parts += ["", "| Code | Severity | Count |", "| --- | --- | ---: |"]
        parts += [f"| {_code(code)} | {level} | {count} |" for (code, level), count in counts.items()]
        parts += ["", "| Place | Code | Field | Message |", "| --- | --- | --- | --- |"]
    size = len("\n".join(parts).encode())
    for number, note in enumerate(notes):
        row = f"| {_code(note.shown_place)} | {_code(note.code)} | {_code(note.field)} | {_code(note.message)} |"
        size += len(row.encode()) + 1
        if size > SUMMARY_BYTES:
            parts += ["", f"There is no room for the other {counted(len(notes) - number, 'finding')}."]
            break
        parts.append(row)
    return "\n".join(parts) + "\n"


def _notes(checked: Sequence[Checked], troubles: Sequence[Trouble]) -> Iterator[_Note]:
    """Yield the troubles first, so that they are not overlooked, and then the findings in their order."""
    for trouble in troubles:
        file = _file(trouble.path)
        yield _Note("error", _NOT_CHECKED, {"file": file}, file, "", shown(trouble.message))
    for result in checked:
        for finding in result.findings:
            place = _place(finding)
            shown_place = f"{place['file']}:{finding.line}:{finding.column}"
            level = finding.error.severity
            yield _Note(level, finding.error.code, place, shown_place, shown(subject(finding.error)), shown(finding.message))


def _place(finding: FileFinding) -> dict[str, str | int]:
    """Return the properties of a place.

    GitHub takes columns only for a place on one line, and marks its last column as well, where ours is one past the end.
    """
    place: dict[str, str | int] = {"file": _file(finding.file), "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:
        place |= {"col": finding.column, "endColumn": max(finding.end_column - 1, finding.column)}
    return place


def _few(notes: list[_Note]) -> list[_Note]:
    """Return the notes; if there are more than GitHub shows, the first of each group of them with the size of the group."""
    if len(notes) <= LIMIT:
        return notes
    groups = _groups(notes, lambda note: (note.file, note.code))
    if len(groups) > LIMIT:
        groups = _groups(notes, lambda note: note.code)
    few = [_joined(group) for group in groups[:LIMIT]]
    if len(groups) > LIMIT:
        others = groups[LIMIT - 1 :]
        rest = f"{counted(sum(map(len, others)), 'finding')} of {len(others)} other codes"
        few[-1] = _Note(notes[0].level, "", {}, "", "", rest)
    few[-1] = few[-1]._replace(message=f"{few[-1].message}. {_REST}")
    return few


def _groups(notes: list[_Note], key: Callable[[_Note], Hashable]) -> list[list[_Note]]:
    groups: dict[Hashable, list[_Note]] = {}
    for note in notes:
        groups.setdefault(key(note), []).append(note)
    return list(groups.values())


def _joined(group: list[_Note]) -> _Note:
    """Return the first note of a group, with the size of the group in its message."""
    if len(group) == 1:
        return group[0]
    files = len({note.file for note in group})
    where = "this file" if files == 1 else f"{files} files"
    return group[0]._replace(message=f"{group[0].message} (the first of {len(group)} in {where})")


def _command(note: _Note) -> str:
    place = note.place | {"title": f"bs-validate: {note.code}" if note.code else "bs-validate"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{note.level} {properties}::{note.text.translate(_DATA)}"


def _property(value: str) -> str:
    """Return a value as it is written in a command. The runner drops a ``=`` at its start, which only a path can have."""
    return ("./" if value.startswith("=") else "") + value.translate(_PROPERTY)


def _file(path: str) -> str:
    """Return a path with slashes, as GitHub names files."""
    return shown(path.replace(os.sep, "/"))


def _code(text: str) -> str:
    """Return a text as a code span, in which links, mentions and HTML mean nothing; the ends of span and cell are escaped."""
    span = text.replace("|", "\\u007c").replace("`", "\\u0060")
    return f"`{span}`" if span else ""
