"""Recordings that real tools made of traffic with an imitation of the API; their errors are there on purpose."""

import json
import os
import re
import shutil
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._instance.source_map import line_starts
from bs_validate.cli.main import main
from bs_validate.lint.beside import beside
from bs_validate.lint.check import check
from bs_validate.lint.discover import discover
from bs_validate.lint.finding import Checked, Wanted
from bs_validate.lint.readers import documents
from support.places import TESTS

RECORDINGS = TESTS / "recordings"
EXPECTED = json.loads((RECORDINGS / "expected.json").read_text(encoding="utf-8"))
VALIDATOR = Validator()


def _checked(file: str) -> Checked:
    path = RECORDINGS / file
    return check(file, documents(file, path.read_bytes(), beside(str(path))), VALIDATOR, None, Wanted(explanations=True))


def _faults(file: str, exchange: Any) -> list[str]:
    """Return where an exchange has intended faults: in its request, and in the answer if the request succeeded."""
    if "/api/v3/" not in exchange["path"] or "omit" in file:  # without bodies
        return []
    sides = {"request"} | ({"response"} if 200 <= exchange["status"] < 300 else set())
    return [pointer for side, pointer, _ in exchange["faults"] if side in sides]


@pytest.mark.parametrize("file", EXPECTED)
def test_exactly_the_errors_in_a_recording_are_found(file: str) -> None:
    """All of the errors are found, and no others."""
    expected = Counter(pointer for exchange in EXPECTED[file] for pointer in _faults(file, exchange))
    found = Counter(one.error.pointer for one in _checked(file).findings if one.error.severity == "error")
    assert found == expected


@pytest.mark.parametrize("file", EXPECTED)
def test_every_body_is_accounted_for(file: str) -> None:
    """Each body is checked, or skipped and counted with a reason."""
    checked = _checked(file)
    counted = [one for one in checked.explanations if one.decided_by != "no body is due"]
    assert checked.documents + checked.skipped == max(len(counted), 1)
    bodies = sum(exchange[side] != "none" for exchange in EXPECTED[file] for side in ("request", "response"))
    if "omit" not in file:
        assert len(counted) >= bodies - sum(exchange["method"] == "GET" for exchange in EXPECTED[file])
    assert {one.decided_by for one in checked.explanations if one.schema is None} <= {
        "no body is due",
        "there is nothing in it to check",
        "status 400",
        "status 422",
        "status 404",
        "status 502",
        "another resource or operation",
        "it is a form",
        "it was cut off when it was recorded",
        "it was damaged when it was recorded",
        "it was not recorded here as text",
    }


def test_there_are_recordings_of_many_tools() -> None:
    """The list names every recording; the other files are bodies that belong to one."""
    files = {path.relative_to(RECORDINGS).as_posix() for path in RECORDINGS.rglob("*") if path.is_file()}
    stored = {file for file in files if re.fullmatch(r"[0-9a-f]{40}\.\w+", PurePosixPath(file).name)}
    assert files - stored - {"expected.json", "README.md"} == set(EXPECTED)
    assert len(EXPECTED) > 60


def test_the_tool_of_every_recording_is_named() -> None:
    """The tables of the README have each recording, and nothing that is gone."""
    readme = (RECORDINGS / "README.md").read_text(encoding="utf-8")
    cells = [row.split("|")[1] for row in readme.splitlines() if row.startswith("| `")]
    patterns = [pattern.rstrip("/") for cell in cells for pattern in re.findall("`([^`]*)`", cell)]
    named = {pattern: {file for file in EXPECTED if fnmatch(file.split("/")[0], pattern)} for pattern in patterns}
    assert set().union(*named.values()) == set(EXPECTED)
    assert all(named.values())


def test_each_recording_is_found_in_a_walk(tmp_path: Path) -> None:
    """A directory gives the findings of all its recordings, including those without an extension, and nothing else."""
    shutil.copytree(RECORDINGS, tmp_path / "recordings")
    os.remove(tmp_path / "recordings" / "expected.json")
    named = Counter(one.error.pointer for file in EXPECTED for one in _checked(file).findings)
    assert {path for path in map(str, discover([str(tmp_path)])) if "README" in path or "playwright-put/5" in path} == set()
    assert main(["lint", "--format", "json", "--output", str(tmp_path / "out.json"), str(tmp_path / "recordings")]) == 1
    walked = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert Counter(one["pointer"] for one in walked["findings"]) == named


def test_an_update_in_files_beside_an_archive_is_not_taken_for_a_create(capsys: pytest.CaptureFixture[str]) -> None:
    """It has no findings, whether a walk finds it or it is named."""
    folder = RECORDINGS / "playwright-put"
    for path in (folder, folder / "playwright-put.har"):
        assert main(["lint", str(path)]) == 0
        assert "nothing to report" in capsys.readouterr().out


#: The notations of a wrong country code in the recordings: as a value, or in a text inside a text.
_WRONG = re.compile(r"""(?:\\?"|')?(?:UK|XX)(?:\\?"|')?""")
#: Recordings in which nothing but the country code is wrong, which is written in them as it is.
_RIGHT_BUT_FOR_ONE = re.compile("^(?:cassetter|easyvcr|go-vcr-v4|okreplay|php-vcr|r-vcr-[chj]|ruby-vcr1|talkback/p|vcrpy-parsed)")
#: A scalar that holds a body in base64, hexadecimal digits or numbers, or names its file.
_SCALAR = re.compile(r"(?!.*country_code).*[A-Za-z0-9+/,]{40}.*", re.DOTALL)


def _slices(file: str, data: bytes) -> list[str]:
    """Return the parts of a file at which its wrong country codes are found."""
    text = data.decode()
    starts = line_starts(text)
    found = check(file, documents(file, data, beside(str(RECORDINGS / file))), VALIDATOR).findings
    return [
        text[starts[one.line - 1] + one.column - 1 : starts[one.end_line - 1] + one.end_column - 1]
        for one in found
        if one.error.field == "country_code" and one.error.code == "choice"
    ]


@pytest.mark.parametrize("file", [file for file in EXPECTED if not file.endswith(".zip")])
def test_a_wrong_value_is_found_at_its_place_in_the_outer_file(file: str) -> None:
    """The place is the value itself with quotes and escapes, or the scalar of an encoded body."""
    for one in _slices(file, (RECORDINGS / file).read_bytes()):
        assert _WRONG.fullmatch(one) or _SCALAR.fullmatch(one)


@pytest.mark.parametrize("file", [file for file in EXPECTED if _RIGHT_BUT_FOR_ONE.search(file)])
def test_a_recording_without_errors_has_no_findings(file: str) -> None:
    """The same recording with a right country code has no finding."""
    data = (RECORDINGS / file).read_bytes()
    assert _slices(file, data)
    right = data.replace(b"UK", b"PL")
    assert check(file, documents(file, right), VALIDATOR).findings == ()
