"""Recordings that real tools made of traffic with an imitation of the API; their errors are there on purpose."""

import json
from collections import Counter
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.lint.check import Wanted, check
from bs_validate.lint.finding import Checked
from bs_validate.lint.readers import documents
from support.places import TESTS

RECORDINGS = TESTS / "recordings"
EXPECTED = json.loads((RECORDINGS / "expected.json").read_text(encoding="utf-8"))
VALIDATOR = Validator()


def _checked(file: str) -> Checked:
    return check(file, documents(file, (RECORDINGS / file).read_bytes()), VALIDATOR, None, Wanted(explanations=True))


def _faults(file: str, exchange: Any) -> list[str]:
    """Return where an exchange has faults that are to be found: in its request, and in the answer to what succeeded."""
    if "/api/v3/" not in exchange["path"] or "attach" in file or "omit" in file:  # bodies in other files, or in none
        return []
    sides = {"request"} | ({"response"} if 200 <= exchange["status"] < 300 else set())
    return [pointer for side, pointer, _ in exchange["faults"] if side in sides]


@pytest.mark.parametrize("file", EXPECTED)
def test_the_errors_in_a_recording_are_found(file: str) -> None:
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
        "it was not recorded here as text",
    }


def test_there_are_recordings_of_many_tools() -> None:
    """The list names every recording."""
    files = {
        path.relative_to(RECORDINGS).as_posix()
        for path in RECORDINGS.rglob("*")
        if path.suffix in {".har", ".json", ".yaml", ".yml"}
    }
    assert files - {"expected.json"} == set(EXPECTED)
    assert len(files) > 35
