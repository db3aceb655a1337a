"""Findings as one JSON object, for programs."""

import json
from collections.abc import Sequence

from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.summary import Summary


def document(checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble] = ()) -> str:
    """Return the object with ``findings`` and ``summary``, as text; what could not be read is told on standard error alone."""
    del troubles
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
    return json.dumps({"findings": findings, "summary": summary._asdict()}, indent=2) + "\n"
