"""The report for reviewdog is checked against its documented form."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bs_validate.cli.main import main
from bs_validate.lint.finding import Trouble
from bs_validate.lint.output.rdjson import document

_POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
_RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "properties": {"start": _POSITION, "end": _POSITION},
    "additionalProperties": False,
}
_SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
_NAMED = {"url": {"type": "string", "pattern": "^https://"}}
#: The properties that reviewdog's definition of the format names, as far as we write them; nothing else is written.
FORM = {
    "type": "object",
    "required": ["source", "severity", "diagnostics"],
    "properties": {
        "source": {"properties": {"name": {"const": "bs-validate"}, **_NAMED}, "additionalProperties": False},
        "severity": _SEVERITY,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": {
                        "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": _RANGE},
                        "additionalProperties": False,
                    },
                    "severity": _SEVERITY,
                    "code": {"required": ["value"], "properties": {"value": {"type": "string"}, **_NAMED}},
                    "suggestions": {
                        "items": {
                            "required": ["range", "text"],
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                            "additionalProperties": False,
                        }
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
VALIDATOR = jsonschema_rs.Draft202012Validator(FORM)
SOURCE = """{"hosts": [
 {"firstname": "É", "lastnam": "ö", "email": "", "user_id": "é"},
 {"firstname": "A", "lastname": "B", "email": "x"}]}"""


def _report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["lint", "--format", "rdjson", *arguments])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(report)
    return report


def test_columns_are_bytes_and_fixes_are_suggestions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Applying each suggestion to the bytes of its line gives the same as ``--fix``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new-host.json").write_text(SOURCE, encoding="utf-8")
    report = _report(capsys, "new-host.json")
    lines = SOURCE.encode().split(b"\n")
    shown = {}
    for one in report["diagnostics"]:
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        if start["line"] != end["line"]:
            continue
        shown[one["code"]["value"]] = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode()
        for suggestion in one.get("suggestions", ()):
            assert suggestion["range"] == one["location"]["range"]
    assert shown["unknown_field"] == '"lastnam"'
    assert shown["type"] == '"é"'
    assert shown["blank"] == '""'
    assert shown["email"] == '"x"'
    fixes = [
        (one["location"]["range"]["start"], one["location"]["range"]["end"], fix["text"])
        for one in report["diagnostics"]
        for fix in one.get("suggestions", ())
    ]
    for start, end, text in sorted(fixes, key=lambda fix: -fix[0]["column"]):
        line = lines[start["line"] - 1]
        lines[start["line"] - 1] = line[: start["column"] - 1] + text.encode() + line[end["column"] - 1 :]
    main(["lint", "--fix", "new-host.json"])
    assert b"\n".join(lines) == (tmp_path / "new-host.json").read_bytes() != SOURCE.encode()


def test_a_long_line_has_no_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Computing them again for each finding would take quadratic time."""
    hosts = [{"firstname": "é" * 6_000, "lastname": "B", "email": ""}, {"firstname": "é" * 6_000, "lastname": "B", "emial": "x"}]
    (tmp_path / "new-host.json").write_text(json.dumps({"hosts": hosts}, ensure_ascii=False), encoding="utf-8")
    report = _report(capsys, str(tmp_path))
    assert len(report["diagnostics"]) > 1
    for one in report["diagnostics"]:
        assert one["location"]["range"] == {"start": {"line": 1}, "end": {"line": 1}}
        assert "suggestions" not in one


def test_the_severity_is_the_worst_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the worst of all diagnostics, including those of files that could not be checked."""
    (tmp_path / "update-host.json").write_text('{"hosts": [{"id": 1, "email": ""}]}')
    assert _report(capsys, str(tmp_path))["severity"] == "WARNING"
    assert _report(capsys, "--strict", str(tmp_path))["severity"] == "ERROR"
    assert _report(capsys, "--ignore", "read_only,blank,empty_update", str(tmp_path))["severity"] == "INFO"
    report = json.loads(document([], [Trouble("a.json", "is a socket")]))
    VALIDATOR.validate(report)
    assert report["severity"] == "ERROR"
    assert report["diagnostics"][0]["location"] == {"path": "a.json"}
