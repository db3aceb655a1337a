"""Baselines: listed findings are left out, new ones are shown, and entries without a finding are stale."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._instance.location import Location
from bs_validate._messages import sentences as messages
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.baseline import Baseline, Entry, Ratchet, Recorder, Stale, parsed, text
from bs_validate.lint.finding import FileFinding
from bs_validate.report import FieldError

FILES = ["a.json", "x/b.json", "x/y/ü.json", "../c.json", "/d/é.json", "<stdin>", "with\nbreak.json", "\udcff.json"]


def _text(findings: Iterable[FileFinding], directory: str) -> str:
    recorder = Recorder(directory)
    recorder.add(findings)
    return text(recorder.baseline)


def _new(baseline: Baseline, findings: Iterable[FileFinding]) -> tuple[FileFinding, ...]:
    ratchet = Ratchet(baseline)
    return tuple(one for finding in findings for one in ratchet.new(finding.file, (finding,)))


def _finding(file: str, location: Location = ("contacts", 0, "email"), code: str = "email", line: int = 1) -> FileFinding:
    error = FieldError(code, "error", location, "", {"reason": "shape"}, "", sentence=messages.sentence)
    return FileFinding(file, line, 1, line, 2, error, "a message", "contact.create", "")


LOCATIONS = st.lists(st.sampled_from(["contacts", 0, 1, "email", "a/b~", 'k"\u202e']), max_size=3).map(tuple)
FINDINGS = st.lists(
    st.builds(_finding, st.sampled_from(FILES), LOCATIONS, st.sampled_from(["email", "null"]), st.integers(1, 9)), max_size=12
)


def _baseline(*known: FileFinding, directory: str = "") -> Baseline:
    return parsed(_text(known, directory), directory)


def test_a_baseline_is_readable_line_by_line() -> None:
    """Entries are sorted and counted, one a line, with paths relative to the baseline and without any value."""
    findings = [
        _finding("x/y/b.json", line=2),
        _finding("a.json", ("contacts", 0), "required"),
        _finding("x/y/b.json", line=7),
        _finding("x/y/b.json", (), "null"),
    ]
    assert _text(findings, "x") == (
        "{\n"
        '  "version": 1,\n'
        '  "findings": [\n'
        '    {"file": "../a.json", "pointer": "/contacts/0", "code": "required", "count": 1},\n'
        '    {"file": "y/b.json", "pointer": "", "code": "null", "count": 1},\n'
        '    {"file": "y/b.json", "pointer": "/contacts/0/email", "code": "email", "count": 2}\n'
        "  ]\n"
        "}\n"
    )


def test_an_empty_baseline_lists_nothing() -> None:
    """An empty baseline is JSON like any other."""
    assert text({}) == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert parsed(text({}), ".").counts == {}


@given(FINDINGS, st.sampled_from(["", ".", "x", "/d"]), st.randoms())
def test_a_baseline_is_the_same_in_any_order(findings: list[FileFinding], directory: str, random: Random) -> None:
    """Findings may come in any order, and a baseline is read as it was written."""
    written = _text(findings, directory)
    random.shuffle(findings)
    assert _text(findings, directory) == written
    assert written.isascii()
    assert parsed(written, directory) == parsed(written.encode(), directory)
    assert sum(parsed(written, directory).counts.values()) == len(findings)


@given(FINDINGS, st.sampled_from(["", ".", "x", "/d"]))
def test_a_baseline_leaves_out_the_findings_it_was_written_from(findings: list[FileFinding], directory: str) -> None:
    """All findings are left out, and no entry is stale."""
    baseline = _baseline(*findings, directory=directory)
    assert _new(baseline, findings) == ()
    ratchet = Ratchet(baseline)
    for finding in findings:  # each a part of its own
        assert ratchet.new(finding.file, (finding,)) == ()
    assert ratchet.stale() == ()


@given(FINDINGS, st.builds(_finding, st.just("a.json"), LOCATIONS, st.just("email"), st.just(10)), st.integers(0, 12))
def test_one_finding_more_is_new(findings: list[FileFinding], added: FileFinding, index: int) -> None:
    """Only that finding is new, or the last one like it."""
    baseline = _baseline(*findings)
    more = [*findings[:index], added, *findings[index:]]
    new = _new(baseline, more)
    alike = [one for one in more if (one.file, one.error) == (added.file, added.error)]
    assert new == (alike[-1],)


@given(FINDINGS, FINDINGS)
def test_new_and_stale_findings_are_differences_of_multisets(before: list[FileFinding], after: list[FileFinding]) -> None:
    """New findings are those after without those before, and stale ones are those before without those after."""

    def counted(findings: list[FileFinding]) -> Counter[tuple[str, str, str]]:
        return Counter((one.file, one.error.pointer, one.error.code) for one in findings)

    ratchet = Ratchet(_baseline(*before))
    new = [one for finding in after for one in ratchet.new(finding.file, (finding,))]
    for file in FILES:
        assert ratchet.new(file, ()) == ()
    assert counted(new) == counted(after) - counted(before)
    kinds = {Entry(os.path.relpath(file) if file != "<stdin>" else file, *rest): (file, *rest) for file, *rest in counted(before)}
    gone = Counter({kinds[Entry(*one[:3])]: one.gone for one in ratchet.stale()})
    assert gone == counted(before) - counted(after)


def test_the_first_of_several_equal_findings_are_known() -> None:
    """In a file with several documents, the last findings are new."""
    found = tuple(_finding("a.ndjson", line=line) for line in (1, 2, 3))
    baseline = _baseline(*found[:2])
    assert _new(baseline, found) == (found[2],)
    assert _new(baseline, found) == (found[2],)


def test_the_parts_of_a_file_may_be_mixed_with_other_files() -> None:
    """The parts of a file share a count, which no other file, place or code uses."""
    found = [_finding("a.ndjson", line=line) for line in (1, 2, 3)]
    other = _finding("b.json")
    ratchet = Ratchet(_baseline(*found[:2]))
    assert ratchet.new("a.ndjson", (found[0],)) == ()
    assert ratchet.new("b.json", (other,)) == (other,)
    assert ratchet.new("a.ndjson", ()) == ()
    assert ratchet.new("a.ndjson", (found[1], found[2])) == (found[2],)
    for unlike in (_finding("a.ndjson", code="null"), _finding("a.ndjson", ("contacts", 1, "email"))):
        assert ratchet.new("a.ndjson", (unlike,)) == (unlike,)


def test_a_baseline_can_be_used_for_several_runs() -> None:
    """Every run starts with the counts of the file."""
    finding = _finding("a.json")
    baseline = _baseline(finding)
    for _ in range(2):
        assert Ratchet(baseline).new("a.json", (finding,)) == ()


def test_an_entry_is_stale_in_files_that_were_linted_or_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only entries of files that were linted or deleted are stale, each with the number that is missing."""
    monkeypatch.chdir(tmp_path)
    for name in ("clean.json", "fewer.json", "unread.json", "same.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    known = [_finding(f"{name}.json") for name in ("unread", "same", "removed", "fewer", "fewer", "fewer", "clean")]
    (tmp_path / "x").mkdir()
    ratchet = Ratchet(_baseline(*known, _finding("<stdin>"), directory="x"))
    assert ratchet.new(str(tmp_path / "fewer.json"), (_finding("fewer.json"),)) == ()
    assert ratchet.new("./clean.json", ()) == ()
    assert ratchet.new("same.json", (_finding("same.json"),)) == ()
    place = ("/contacts/0/email", "email")
    assert ratchet.stale() == (
        Stale("../clean.json", *place, 1),
        Stale("../fewer.json", *place, 2),
        Stale("../removed.json", *place, 1),
    )
    assert ratchet.new("<stdin>", ()) == ()
    assert ratchet.stale()[-1] == Stale("<stdin>", *place, 1)


def test_a_baseline_works_in_any_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files are recognised, however they are written and wherever the command runs."""
    monkeypatch.chdir(tmp_path)
    written = _text([_finding("x/a.json")], "x")
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path / "x")
    for directory in ("", ".", str(tmp_path / "x"), "../x"):
        baseline = parsed(written, directory)
        for file in ("a.json", "../x/a.json", str(tmp_path / "x/a.json")):
            assert _new(baseline, [_finding(file)]) == ()
            assert Ratchet(baseline).new(file, (_finding(file),)) == ()


def test_stale_entries_are_sorted() -> None:
    """Stale entries are sorted, even if the baseline is not."""
    counts = {Entry(file, "", "null"): 1 for file in ("b", "a", "c")}
    assert [one.file for one in Ratchet(Baseline(".", counts)).stale()] == ["a", "b", "c"]


ENTRY = {"file": "a.json", "pointer": "", "code": "null", "count": 1}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "the baseline is not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"\xff", "the baseline is not JSON: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        ("[" * 100_000, "the baseline is not JSON: maximum recursion depth exceeded"),
        ([], "the baseline is not a JSON object"),
        ({}, "the baseline does not have version 1: write it again"),
        ({"version": True, "findings": []}, "the baseline does not have version 1: write it again"),
        ({"version": 2, "findings": []}, "the baseline does not have version 1: write it again"),
        ({"version": 1}, "the baseline has no list of findings"),
        ({"version": 1, "findings": {}}, "the baseline has no list of findings"),
        ({"version": 1, "findings": [ENTRY, 5]}, "the baseline, finding 2: not an object"),
        ({"version": 1, "findings": [{**ENTRY, "file": None}]}, "the baseline, finding 1: file must be a string"),
        ({"version": 1, "findings": [{"file": "a", "code": "null"}]}, "the baseline, finding 1: pointer must be a string"),
        ({"version": 1, "findings": [{**ENTRY, "code": 1}]}, "the baseline, finding 1: code must be a string"),
        ({"version": 1, "findings": [{**ENTRY, "count": 0}]}, "the baseline, finding 1: count must be an integer of at least 1"),
        (
            {"version": 1, "findings": [{**ENTRY, "count": True}]},
            "the baseline, finding 1: count must be an integer of at least 1",
        ),
        (
            {"version": 1, "findings": [{**ENTRY, "count": 1.0}]},
            "the baseline, finding 1: count must be an integer of at least 1",
        ),
        (
            {"version": 1, "findings": [{**ENTRY, "file": "\u001b.json"}] * 2},
            "the baseline, finding 2: listed twice: \\u001b.json, , null",
        ),
    ],
)
def test_a_mistake_in_a_baseline_is_named(content: object, expected: str) -> None:
    """The message has the number of the finding."""
    source = content if isinstance(content, str | bytes) else json.dumps(content)
    with pytest.raises(InvalidSettings) as raised:
        parsed(source, ".")
    assert str(raised.value).startswith(expected)
    assert raised.value.__cause__ is None
