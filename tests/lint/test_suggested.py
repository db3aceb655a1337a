"""The fixes that reports carry are those of ``lint --fix``, and repeat no value of a file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint import suggested
from bs_validate.lint.check import check
from bs_validate.lint.finding import FINDINGS, STDIN, Checked
from bs_validate.lint.fixing import Edit
from bs_validate.lint.readers import documents, lines
from bs_validate.lint.run import FileChecker
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.suggested import with_fixes

VALIDATOR = Validator()
CHECKER = FileChecker(VALIDATOR, None, SettingsLookup(tuple), FINDINGS)
HOST = {"firstnam": "A", "lastname": "B", "email": "", "user_id": "x"}


def _fixes(path: Path, data: bytes) -> list[tuple[str, str | None]]:
    path.write_bytes(data)
    found = lines(data) if path.suffix == ".ndjson" else documents(str(path), data)
    (checked,) = with_fixes([check(str(path), found, VALIDATOR)], CHECKER)
    return [(one.error.code, one.fix) for one in checked.findings]


def test_each_unambiguous_finding_has_the_text_of_its_fix(tmp_path: Path) -> None:
    """The text is a name, a choice, or null; other findings have none."""
    contact = {"contacts": [{"country_code": "fr", "gender": "x", "spoken_languages": ["EN"], "email": "nope"}]}
    assert _fixes(tmp_path / "update.json", json.dumps(contact).encode()) == [
        ("choice", '"FR"'),
        ("choice", None),
        ("choice", '"en"'),
        ("email", None),
    ]
    host = json.dumps({"hosts": [HOST]}).encode()
    expected = [("required", None), ("unknown_field", '"firstname"'), ("blank", "null"), ("type", None)]
    assert _fixes(tmp_path / "create.json", host) == expected
    assert _fixes(tmp_path / "create.ndjson", host + b"\n" + host) == expected * 2


def test_findings_that_fix_cannot_repair_carry_no_fix(tmp_path: Path) -> None:
    """They are in responses, recordings, payloads without their envelope, compressed files, and files that no longer exist."""
    host = json.dumps({"hosts": [HOST]}).encode()
    read = json.dumps({"hosts": [{"id": 1, "created_at": "x", "email": ""}]}).encode()
    recorded = [{"request": {"method": "POST", "uri": "/api/v3/hosts", "body": host.decode()}, "response": {"status": 500}}]
    for name, data in {
        "read.json": read,
        "cassette.json": json.dumps(recorded).encode(),
        "bare.json": json.dumps(HOST).encode(),
    }.items():
        found = _fixes(tmp_path / name, data)
        assert found
        assert {fix for _, fix in found} == {None}
    checked = check("create.json", documents("create.json", host), VALIDATOR)
    packed = tmp_path / "create.json.gz"
    packed.write_bytes(gzip.compress(host))
    for file in (str(packed), STDIN, str(tmp_path / "gone.json"), str(tmp_path)):
        one = Checked(file, 1, 0, checked.findings)
        assert with_fixes([one], CHECKER) == [one]


def test_a_fix_that_would_repeat_a_value_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only names, choices and null are safe to show, whatever else is fixed one day."""
    monkeypatch.setattr(suggested, "edits_of", lambda *_: [Edit(24, 27, '"x"')])
    assert _fixes(tmp_path / "update.json", b'{"hosts": [{"lastname": "x", "id": 1}]}') == [("read_only", None)]
    assert _fixes(tmp_path / "update.json", b'{"hosts": [{ "user_id": "x"}]}') == [("type", None)]


@pytest.mark.parametrize("form", ["sarif", "rdjson"])
def test_reports_carry_the_fixes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """The report has the text of the fixes, without any value of the file."""
    monkeypatch.chdir(tmp_path)
    secret = {**HOST, "email": "", "user_id": "secret", "lastname": "secret"}
    Path("create.json").write_text(json.dumps({"hosts": [secret]}))
    assert main(["lint", "--format", form, "create.json"]) == 1
    shown = capsys.readouterr().out
    assert "secret" not in shown
    assert sorted(_texts(json.loads(shown))) == ['"firstname"', "null"]


def _texts(report: Any) -> list[str]:
    if "diagnostics" in report:
        return [fix["text"] for one in report["diagnostics"] for fix in one.get("suggestions", ())]
    results = report["runs"][0]["results"]
    changes = [change for one in results for fix in one.get("fixes", ()) for change in fix["artifactChanges"]]
    return [one["insertedContent"]["text"] for change in changes for one in change["replacements"]]
