"""Fixes of what is unambiguous: which bytes change, and which do not."""

import gzip
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint.finding import FINDINGS
from bs_validate.lint.fixing import difference, fixed
from bs_validate.lint.run import FileChecker
from bs_validate.lint.settings import SettingsLookup
from bs_validate.strategies import faults, payloads

VALIDATOR = Validator()
CREATE = VALIDATOR.catalog["contact.create"]


_BODY = {"text": '{"contacts": [{"country_code": "fr"}]}'}
ARCHIVE = json.dumps(
    {"log": {"entries": [{"request": {"method": "PUT", "url": "/api/v3/contacts/1", "postData": _BODY}, "response": {}}]}}
)


def _checker(name: str | None = "contact.update") -> FileChecker:
    return FileChecker(VALIDATOR, name, SettingsLookup(tuple), FINDINGS)


def _fixed(text: str, name: str | None = "contact.update", file: str = "a.json") -> str:
    return fixed(file, text.encode(), _checker(name)).after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"country_code": "fr"}', '{"country_code": "FR"}'),
        ('{"country_code" :\t"Fr"}', '{"country_code" :\t"FR"}'),
        ('{"country_code": "\\u0066r"}', '{"country_code": "FR"}'),
        ('{"spoken_languages": ["EN", "ZH-tw", "fr"]}', '{"spoken_languages": ["en", "zh-TW", "fr"]}'),
        ('{"gender": "Male"}', '{"gender": "male"}'),
        ('{"first_name": "é"}', '{"firstname": "é"}'),
        ('{"frist_name": "a"}', None),
        ('{"fristname": "a"}', '{"firstname": "a"}'),
        ('{"citi": "a"}', '{"city": "a"}'),
        ('{"emails": "a@b.co"}', '{"email": "a@b.co"}'),
        ('{"countrycode": "fr"}', '{"country_code": "FR"}'),
        ('{"phones": [{"lable": "a", "number": "+33612345678"}]}', '{"phones": [{"label": "a", "number": "+33612345678"}]}'),
        ('{"gender": ""}', '{"gender": null}'),
        ('{"website": ""}', '{"website": null}'),
        ('{"website": " "}', None),
        ('{"email": ""}', None),
        ('{"zip": ""}', None),
        ('{"address2": ""}', None),
        ('{"country_code": "UK"}', None),
        ('{"country_code": "France"}', None),
        ('{"country_code": " fr"}', None),
        ('{"first_name": "a", "firstname": "b"}', None),
        ('{"first_name": "a", "firstnam": "b"}', None),
        ('{"first_name": "a", "first_name": "b"}', None),
        ('{"given_name": "a"}', None),
        ('{"address3": "a"}', None),
        ('{"address": "a"}', None),
        ('{"firstname2": "a"}', None),
        ('{"country_code": "\ufb01"}', None),
        ('{"id": "", "created_at": "", "links": ""}', None),
        ('{"new": "", "new2": {"a": ""}}', None),
        ('{"city": "a", "city": "b", "gender": ""}', '{"city": "a", "city": "b", "gender": null}'),
        ('{"gender": "", "gender": ""}', None),
        ('{"email": "nobody", "zip": 5}', None),
    ],
)
def test_an_unambiguous_error_is_fixed(before: str, after: str | None) -> None:
    """Nothing else is fixed, and every other byte stays."""
    wrapped = '{"contacts": [%s]}\n'
    assert _fixed(wrapped % before) == wrapped % (before if after is None else after)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_no_other_byte_is_touched(ending: str, mark: str) -> None:
    """The byte order mark, line ends, indentation, escapes, order and numbers stay as they are."""
    text = '{ "contacts" :[{\n\t"country_code":"de",\n  "b\\u00e9":1.50e+1, "private_notes": "\\/😀",\n"City":"x"} ] }\n\n'
    before = mark + text.replace("\n", ending)
    assert _fixed(before) == before.replace('"de"', '"DE"').replace('"City"', '"city"')


def test_each_line_of_ndjson_is_fixed() -> None:
    """Blank lines and lines that are not JSON stay."""
    before = '{"contacts": [{"country_code": "fr"}]}\r\n\n{broken\n{"contacts": [{"Zip": "1"}]}'
    assert _fixed(before, file="a.ndjson") == before.replace('"fr"', '"FR"').replace('"Zip"', '"zip"')


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.yaml", "contacts:\n- country_code: fr\n"),
        ("a.json", '{"contacts": [{"country_code": "fr"}'),
        ("a.json", '{"rentals": [{"country_code": "fr"}]}'),
        ("a.har", ARCHIVE),
    ],
)
def test_recordings_yaml_and_other_resources_are_not_fixed(file: str, text: str) -> None:
    """A recording shows what happened."""
    assert _fixed(text, None, file) == text


def test_a_recorded_body_that_is_not_json_is_not_reported_by_fix() -> None:
    """Only a payload that is not JSON is reported, because it should have been fixed."""
    recorded = [{"request": {"method": "GET", "uri": "/a", "body": ""}, "response": {"status": 200, "body": "<p>"}}]
    assert fixed("a.json", json.dumps(recorded).encode(), _checker(None)).unreadable == ()
    assert fixed("a.json", b'{"contacts": [', _checker(None)).unreadable == (1,)


def test_a_read_is_left_alone() -> None:
    """A read shows what the server sent, right or wrong."""
    text = '{"contacts": [{"id": 1, "created_at": "x", "website": "", "gender": "", "country_code": "fr", "citi": 1}]}'
    assert _fixed(text, "contact.read") == text
    assert _fixed(text, None, "response.json") == text


@given(
    st.one_of(faults("contact.create").map(lambda one: one.document), payloads("contact.create")),
    st.sampled_from([None, 1]),
)
def test_a_fix_is_complete_and_adds_no_error(document: Any, indent: Any) -> None:
    """A second fix changes nothing, and no fix adds an error."""
    before = json.dumps(document, indent=indent)
    after = _fixed(before, "contact.create")
    assert _fixed(after, "contact.create") == after
    codes = [(one.code, one.pointer) for one in VALIDATOR.validate_json(before, "contact.create").errors]
    left = [(one.code, one.pointer) for one in VALIDATOR.validate_json(after, "contact.create").errors]
    assert len(left) <= len(codes)
    if not codes and not VALIDATOR.validate_json(before, "contact.create").warnings:
        assert after == before


def test_a_difference_shows_new_words_and_no_value() -> None:
    """The lines have names, punctuation and the new words; every other value is masked."""
    old = '{"contacts": [\n{"city": "Secret", "country_code": "fr",\n"private_notes": "Secret"}]}'
    assert list(difference(fixed("a.json", old.encode(), _checker()))) == [
        "--- a.json",
        "+++ a.json",
        "@@ line 2 @@",
        '-{"city": "******", "country_code": "**",',
        '+{"city": "******", "country_code": "FR",',
    ]


@pytest.fixture
def fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a file with one error that can be fixed and one that cannot."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "update.json"
    path.write_text('{"contacts": [{"country_code": "fr", "email": "x"}]}')
    return path


def test_the_command_fixes_files_and_reports_the_rest(fixture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mode stays, a link stays a link, and a second run has nothing to fix."""
    fixture.chmod(0o640)
    (fixture.parent / "link.json").symlink_to(fixture)
    assert main(["lint", "--fix", "--as", "contact.update", "link.json"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0].startswith("link.json:1:47: email ")
    assert captured.err == "bs-validate: fixed 1 file\n"
    assert fixture.read_text() == '{"contacts": [{"country_code": "FR", "email": "x"}]}'
    assert stat.S_IMODE(fixture.stat().st_mode) == 0o640
    assert (fixture.parent / "link.json").is_symlink()
    assert sorted(os.listdir(fixture.parent)) == ["link.json", "update.json"]
    assert main(["lint", "--fix", "."]) == 1
    assert capsys.readouterr().err == "bs-validate: fixed 0 files\n"


def test_the_command_shows_a_difference_and_changes_nothing(fixture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 1 if there is a difference."""
    before = fixture.read_bytes()
    assert main(["lint", "--diff", "update.json"]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "@@ line 1 @@",
        '-{"contacts": [{"country_code": "**", "email": "*"}]}',
        '+{"contacts": [{"country_code": "FR", "email": "*"}]}',
    ]
    assert fixture.read_bytes() == before
    assert main(["lint", "--diff", "--exit-zero", "update.json"]) == 0
    fixture.write_text("{}")
    assert main(["lint", "--diff", "update.json"]) == 0


def test_a_path_that_cannot_be_fixed_is_reported(fixture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2 for a missing path, standard input and a missing baseline, and no file changes."""
    before = fixture.read_bytes()
    for option in ("--diff", "--fix"):
        assert main(["lint", option, "none.json", "-"][: 3 if option == "--fix" else 4]) == 2
        assert "none.json: no such file or directory" in capsys.readouterr().err
    assert main(["lint", "--fix", "--baseline", "none", "update.json"]) == 2
    assert fixture.read_bytes() == before


def test_an_ignored_code_is_not_fixed(fixture: Path) -> None:
    """A code that the settings ignore is not fixed."""
    (fixture.parent / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["choice"]\n')
    before = fixture.read_bytes()
    main(["lint", "--fix", "update.json"])
    assert fixture.read_bytes() == before


@pytest.mark.parametrize("option", ["--fix", "--diff"])
@pytest.mark.parametrize("name", ["update.ndjson.gz", "update.ndjson"])
def test_a_gzip_file_cannot_be_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, name: str) -> None:
    """The exit status is 2, and no byte changes."""
    packed = tmp_path / name
    packed.write_bytes(gzip.compress(b'{"contacts": [{"country_code": "fr"}]}\n'))
    before = packed.read_bytes()
    assert main(["lint", option, str(packed)]) == 2
    assert "cannot be fixed: only uncompressed files can be changed" in capsys.readouterr().err
    assert packed.read_bytes() == before
