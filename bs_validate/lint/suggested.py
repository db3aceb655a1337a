"""Add to findings the fixes that ``lint --fix`` would make, for reports that can show them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bs_validate.lint.finding import STDIN, Checked
from bs_validate.lint.fixing import edits_of
from bs_validate.lint.readers import NDJSON, documents, form, lines
from bs_validate.lint.run import FileChecker
from bs_validate.lint.tasks import LARGEST, read_up_to

_Place = tuple[int, int, int, int]


def with_fixes(checked: Iterable[Checked], checker: FileChecker) -> list[Checked]:
    """Return results in which each finding with an unambiguous fix has the text of the fix. The files are read again.

    A fix is only a name or choice of the schema, or null. Another text could repeat a value of the file.
    """
    found: list[Checked] = []
    for file, parts in groupby(checked, lambda part: part.file):
        together = list(parts)
        fixes = _fixes(file, checker) if any(part.findings for part in together) else {}
        found += [_fixed(part, fixes) for part in together] if fixes else together
    return found


def _fixed(checked: Checked, fixes: Mapping[_Place, str]) -> Checked:
    findings = []
    for one in checked.findings:
        text = fixes.get((one.line, one.column, one.end_line, one.end_column))
        is_safe = text == "null" or text == json.dumps(one.error.params.get("suggestion"))
        findings.append(one._replace(fix=text) if text is not None and is_safe else one)
    return checked._replace(findings=tuple(findings))


def _fixes(file: str, checker: FileChecker) -> dict[_Place, str]:
    """Return the correct text for each place, or nothing if the file cannot be read again."""
    if file == STDIN or file.endswith(".gz") or not os.path.isfile(file):
        return {}
    try:
        with open(file, "rb") as opened:
            data = read_up_to(opened, LARGEST + 1)
    except OSError:
        return {}
    return {} if len(data) > LARGEST else dict(_placed(file, data, checker))


def _placed(file: str, data: bytes, checker: FileChecker) -> Iterator[tuple[_Place, str]]:
    for document in lines(data) if form(file, data) == NDJSON else documents(file, data):
        if document.body is None and document.decoded.readable:
            places = document.places([])
            for edit in edits_of(file, document, checker):
                start, end = places.page.place(places.start(edit.start)), places.page.place(places.end(edit.end))
                yield (*start, *end), edit.text
