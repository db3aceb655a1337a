"""Findings as one JSON object, for programs."""

import json
from collections.abc import Iterable

from bs_validate.lint.check import Checked
from bs_validate.lint.summary import Summary


def document(checked: Iterable[Checked], summary: Summary) -> str:
    """Return the object with ``findings`` and ``summary``, as text."""
    findings = [
        {
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "end_line": finding.end_line,
            "end_column": finding.end_column,
            "pointer": finding.error.pointer,
            "field": finding.error.field,
            "code": finding.error.code,
            "severity": finding.error.severity,
            "message": finding.message,
            "params": dict(finding.error.params),
            "schema": finding.schema,
        }
        for result in checked
        for finding in result.findings
    ]
    return json.dumps({"findings": findings, "summary": summary._asdict()}, indent=2)
