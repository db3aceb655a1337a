"""Write findings as one JSON object, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from bs_validate._tally.tally import FieldCount
from bs_validate.lint.finding import Checked
from bs_validate.lint.output.escape import json_text
from bs_validate.lint.summary import Summary


def document(checked: Sequence[Checked], summary: Summary, statistics: Sequence[FieldCount] | None = None) -> str:
    """Return the text of the object, with ``findings`` and ``summary``; files that could not be read are not in it.

    The table of findings by field and code is in it as ``statistics`` if it is given.
    """
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
    whole: dict[str, Any] = {"findings": findings, "summary": summary._asdict()}
    if statistics is not None:
        whole["statistics"] = [_row(row) for row in statistics]
    return json.dumps(whole, indent=2) + "\n"


def _row(row: FieldCount) -> dict[str, Any]:
    first = [{"file": json_text(one.file), "line": one.line} for one in row.first]
    return {**row._asdict(), "field": json_text(row.field), "first": first}
