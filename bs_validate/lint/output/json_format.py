"""Write findings as one JSON object, for programs."""

import json
from collections.abc import Sequence

from bs_validate.lint.finding import Checked
from bs_validate.lint.output.escape import json_text
from bs_validate.lint.summary import Summary


def document(checked: Sequence[Checked], summary: Summary) -> str:
    """Return the text of the object, with ``findings`` and ``summary``; files that could not be read are not in it."""
    findings = [
        {
            "file": json_text(finding.file),
            "line": finding.line,
            "column": finding.column,
            "end_line": finding.end_line,
            "end_column": finding.end_column,
            "pointer": json_text(finding.error.pointer),
            "field": json_text(finding.error.field),
            "code": finding.error.code,
            "severity": finding.error.severity,
            "message": json_text(finding.message),
            "params": dict(finding.error.params),
            "schema": finding.schema,
        }
        for result in checked
        for finding in result.findings
    ]
    return json.dumps({"findings": findings, "summary": summary._asdict()}, indent=2) + "\n"
