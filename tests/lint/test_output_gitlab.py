"""The Code Quality report for GitLab is checked against its documented form."""

import json
from typing import Any

import jsonschema_rs

from bs_validate import FieldError
from bs_validate._messages.sentences import sentence
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble
from bs_validate.lint.output.gitlab import document

#: The properties and values that GitLab's documentation names; nothing else is written.
FORM = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./).+"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}
VALIDATOR = jsonschema_rs.Draft202012Validator(FORM)


def _finding(code: Any = "required", *, line: int = 3, field: str = "email", file: str = "a.json") -> FileFinding:
    severity: Any = CODES[code].severity
    error = FieldError(code, severity, ("contacts", 0, field), field, {}, "", sentence=sentence)
    return FileFinding(file, line, 5, line, 9, error, "is wrong", "contact.create", "")


def _report(*findings: FileFinding, troubles: tuple[Trouble, ...] = ()) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(document([Checked("a.json", 1, 0, findings)], troubles))
    VALIDATOR.validate(entries)
    return entries


def test_a_finding_is_an_entry() -> None:
    """An entry has the message, code, severity, path and line."""
    error, warning = _report(_finding(), _finding("read_only", line=5, field="id"))
    assert (error["description"], error["check_name"], error["severity"]) == ("email is wrong", "required", "major")
    assert error["location"] == {"path": "a.json", "lines": {"begin": 3}}
    assert (warning["check_name"], warning["severity"]) == ("read_only", "minor")
    assert _report() == []


def test_a_fingerprint_is_stable_and_unique() -> None:
    """It stays when lines move, and equal findings are numbered."""
    first = [one["fingerprint"] for one in _report(_finding(), _finding(field="zip"), _finding())]
    moved = [one["fingerprint"] for one in _report(_finding(line=9), _finding(line=9, field="zip"), _finding(line=10))]
    assert first == moved
    assert len(set(first)) == 3


def test_a_file_that_cannot_be_checked_is_a_blocker() -> None:
    """It comes first and has no code of a finding."""
    trouble, _ = _report(_finding(), troubles=(Trouble("b.json", "is a socket"),))
    assert (trouble["severity"], trouble["check_name"], trouble["description"]) == ("blocker", "not_checked", "is a socket")
    assert trouble["location"]["path"] == "b.json"
