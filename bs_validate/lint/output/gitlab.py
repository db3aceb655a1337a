"""Write findings as a Code Quality report of GitLab, which shows them in merge requests.

The form is described on https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bs_validate.lint.finding import Checked, Trouble, subject
from bs_validate.lint.output.escape import json_text, shown
from bs_validate.lint.output.fingerprint import Fingerprints

_SEVERITIES = {"error": "major", "warning": "minor"}


def document(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> str:
    """Return the report as text: a list with an object for each finding, and for each file that could not be checked."""
    return json.dumps([*_troubles(troubles), *_findings(checked)], indent=2) + "\n"


def _troubles(troubles: Sequence[Trouble]) -> Iterator[dict[str, Any]]:
    fingerprints = Fingerprints()
    for trouble in troubles:
        path = json_text(trouble.path)
        yield _entry(trouble.message, "not_checked", fingerprints.of(path, "", "not_checked"), "blocker", path, 1)


def _findings(checked: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    fingerprints = Fingerprints()
    for result in checked:
        for finding in result.findings:
            error, path = finding.error, json_text(finding.file)
            fingerprint = fingerprints.of(path, error.pointer, error.code)
            message = f"{subject(error)} {finding.message}"
            yield _entry(message, error.code, fingerprint, _SEVERITIES[error.severity], path, finding.line)


def _entry(message: str, code: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": shown(message),
        "check_name": code,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
