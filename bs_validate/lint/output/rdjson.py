"""Write findings for reviewdog, which comments on changes, in its Diagnostic Format (rdjson).

The form is described on https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. It counts columns from 1 in bytes of UTF-8.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bs_validate.lint.finding import Checked, FileFinding, Trouble, subject
from bs_validate.lint.output import API_REFERENCE
from bs_validate.lint.output.escape import json_text, shown


def document(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> str:
    """Return the report as text: one object with the diagnostics of files that could not be checked, and of findings."""
    diagnostics = [*map(_trouble, troubles), *(_diagnostic(finding) for result in checked for finding in result.findings)]
    report = {
        "source": {"name": "bs-validate", "url": API_REFERENCE},
        "severity": _worst(diagnostics),
        "diagnostics": diagnostics,
    }
    return json.dumps(report, indent=2) + "\n"


def _worst(diagnostics: Sequence[dict[str, Any]]) -> str:
    severities = {one["severity"] for one in diagnostics}
    return next((one for one in ("ERROR", "WARNING") if one in severities), "INFO")


def _trouble(trouble: Trouble) -> dict[str, Any]:
    return {
        "message": shown(trouble.message),
        "location": {"path": json_text(trouble.path)},
        "severity": "ERROR",
        "code": {"value": "not_checked"},
    }


def _diagnostic(finding: FileFinding) -> dict[str, Any]:
    error = finding.error
    place = _range(finding)
    diagnostic: dict[str, Any] = {
        "message": shown(f"{subject(error)} {finding.message}"),
        "location": {"path": json_text(finding.file), "range": place},
        "severity": error.severity.upper(),
        "code": {"value": error.code, "url": API_REFERENCE},
    }
    if finding.fix is not None and finding.byte_columns is not None:
        diagnostic["suggestions"] = [{"range": place, "text": finding.fix}]
    return diagnostic


def _range(finding: FileFinding) -> dict[str, Any]:
    """Return the range of a finding: from its first character to one past its last, or whole lines on a very long one."""
    columns: Iterator[dict[str, int]] = iter([{}, {}])
    if finding.byte_columns is not None:
        columns = iter([{"column": column} for column in finding.byte_columns])
    return {"start": {"line": finding.line, **next(columns)}, "end": {"line": finding.end_line, **next(columns)}}
