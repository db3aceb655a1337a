"""Write findings as SARIF 2.1.0, for services that keep the results of linters, such as GitHub's code scanning."""

import importlib.metadata
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble, subject
from bs_validate.lint.output import API_REFERENCE
from bs_validate.lint.output.escape import shown
from bs_validate.lint.output.fingerprint import Fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def document(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> str:
    """Return the log of one run, as text."""
    findings = [finding for result in checked for finding in result.findings]
    found: set[str] = {finding.error.code for finding in findings}
    codes = [code for code in CODES if code in found]
    run = {
        "tool": {"driver": _driver(codes, findings)},
        "invocations": [_invocation(troubles)],
        "columnKind": "unicodeCodePoints",
        "results": _results(findings, codes),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(codes: list[str], findings: list[FileFinding]) -> dict[str, Any]:
    # SARIF Multitool drops the level "warning" of a result, which then has the level of its rule.
    warned: set[str] = {finding.error.code for finding in findings if finding.error.severity == "warning"}
    version = importlib.metadata.version("bs-validate")
    driver: dict[str, Any] = {"name": "bs-validate", "version": version, "informationUri": API_REFERENCE}
    if re.fullmatch(r"\d+\.\d+\.\d+", version):  # Python has versions that SemVer does not know
        driver["semanticVersion"] = version
    driver["rules"] = [
        {
            "id": code,
            "shortDescription": {"text": _message(CODES[code].when)},
            "help": {"text": _message(CODES[code].remedy)},
            "helpUri": API_REFERENCE,
            "defaultConfiguration": {"level": "warning" if code in warned else CODES[code].severity},
        }
        for code in codes
    ]
    return driver


def _invocation(troubles: Sequence[Trouble]) -> dict[str, Any]:
    if not troubles:
        return {"executionSuccessful": True}
    notifications = [
        {
            "level": "error",
            "message": {"text": _message(f"{trouble.path}: {trouble.message}")},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(trouble.path)}}}],
        }
        for trouble in troubles
    ]
    return {"executionSuccessful": False, "toolExecutionNotifications": notifications}


def _results(findings: list[FileFinding], codes: list[str]) -> list[dict[str, Any]]:
    fingerprints = Fingerprints()
    results = []
    for finding in findings:
        error = finding.error
        uri = _uri(finding.file)
        fingerprint = fingerprints.of(uri, error.pointer, error.code)
        results.append(
            {
                "ruleId": error.code,
                "ruleIndex": codes.index(error.code),
                "level": error.severity,
                "message": {"text": _message(f"{subject(error)} {finding.message}")},
                "locations": [
                    {
                        "physicalLocation": {"artifactLocation": {"uri": uri}, "region": _region(finding)},
                        "logicalLocations": [{"fullyQualifiedName": shown(error.pointer)}],
                    }
                ],
                "partialFingerprints": {"bsValidate/v1": fingerprint},
                **_fixes(finding, uri),
            }
        )
    return results


def _region(finding: FileFinding) -> dict[str, int]:
    """Return the region of a finding. SARIF counts as we do: from 1, with the end one past the last character."""
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _fixes(finding: FileFinding, uri: str) -> dict[str, Any]:
    """Return the property with the fix of a finding, if there is one."""
    if finding.fix is None:
        return {}
    replacement = {"deletedRegion": _region(finding), "insertedContent": {"text": finding.fix}}
    change = {"artifactLocation": {"uri": uri}, "replacements": [replacement]}
    return {"fixes": [{"description": {"text": _message(f"Replace with {finding.fix}")}, "artifactChanges": [change]}]}


def _message(text: str) -> str:
    """Return a plain text message: braces, which mark placeholders, are doubled (3.11.5); links are broken up (3.11.6)."""
    return shown(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _uri(file: str) -> str:
    """Return the URI of an absolute path, or a relative reference whose first segment cannot be mistaken for a scheme."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    relative = path.as_posix()
    return ("./" if ":" in relative.partition("/")[0] else "") + quote(os.fsencode(relative), safe="/:")
