"""The linter: places, discovery, masking and rendering."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.discover import discover
from bs_validate.lint.excerpt import hidden, masked
from bs_validate.lint.finding import Checked, FileFinding, Trouble, Wanted
from bs_validate.lint.output import text
from bs_validate.lint.readers import documents
from support.payloads import anything
from support.samples import documented
from support.totals import summarised

VALIDATOR = Validator()
DECISIONS = Wanted(explanations=True)


def _checked(data: bytes, name: str | None, file: str = "a.json", wanted: Wanted = DECISIONS) -> Checked:
    return check(file, documents(file, data), VALIDATOR, (name, "--as") if name else None, wanted)


def _lint(source: str | bytes, name: str | None = "contact.create", file: str = "a.json") -> Checked:
    return _checked(source.encode() if isinstance(source, str) else source, name, file)


def _places(checked: Checked) -> list[tuple[int, int, int, int, str]]:
    return [(one.line, one.column, one.end_line, one.end_column, one.error.code) for one in checked.findings]


SOURCE = """{
  "contacts": [
    {
      "zip": 5, "zip": "1",
      "Città": 1,
\t"city": "",
      "email": "😀",
      "state": "a\\tb", "id": [1,
        2],
      "phones": [{"label": "x"}]
    }
  ]
}
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_each_finding_points_at_its_place(ending: str, mark: str) -> None:
    """A wrong value is shown at the value, a wrong or repeated name at the key, a missing field at its object."""
    checked = _lint((mark + SOURCE).replace("\n", ending), "contact.update")
    assert _places(checked) == [
        (4, 17, 4, 22, "duplicate_key"),
        (5, 7, 5, 14, "unknown_field"),
        (6, 10, 6, 12, "blank"),
        (7, 16, 7, 19, "email"),
        (8, 16, 8, 22, "non_printable"),
        (8, 24, 8, 28, "read_only"),
        (10, 18, 10, 32, "required"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{}", [(1, 1, 1, 3, "required")]),
        (" null", [(1, 2, 1, 6, "null")]),
        ('{"contacts": []}', [(1, 14, 1, 16, "too_few")]),
        ("\n{\n", [(3, 1, 3, 1, "not_json")]),
        ("", [(1, 1, 1, 1, "not_json")]),
        ('{"contacts": [{"' + "x" * 50 + '": 1}]}', [(1, 15, 1, 72, "required")] * 8 + [(1, 16, 1, 68, "unknown_field")]),
        ('{"contacts": [' + "[" * 70 + "]" * 70 + "]}", [(1, 15, 1, 155, "type"), (1, 77, 1, 93, "not_representable")]),
        ('{"contacts": [' + "[" * 50_000 + "]" * 50_000 + "]}", [(1, 77, 1, 99_953, "not_representable")]),
        ('{"contacts": [{"a": 1, "a": 1, "a": 1}]}', None),
    ],
)
def test_a_finding_without_a_place_points_at_its_parent(source: str, expected: Any) -> None:
    """The document, missing fields, shortened names, deep values and keys that are there three times have places, too."""
    places = _places(_lint(source))
    if expected is None:
        expected = [(1, 24, 1, 27, "duplicate_key"), (1, 32, 1, 35, "duplicate_key")]
        places = [place for place in places if place[-1] == "duplicate_key"]
    assert places == expected


@given(anything, st.sampled_from([None, 0, 2, "\t"]))
def test_every_finding_in_any_json_has_a_place_in_the_text(document: Any, indent: Any) -> None:
    """Every finding in every document has a place that the text has."""
    source = json.dumps({"contacts": [document]}, indent=indent, ensure_ascii=False)
    checked = _lint(source)
    lines = source.split("\n")
    assert checked.findings
    for line, column, end_line, end_column, _ in _places(checked):
        assert (line, column) < (end_line, end_column)
        assert 1 <= column <= len(lines[line - 1])
        assert 1 <= end_column <= len(lines[end_line - 1]) + 1


def test_the_decision_is_explained() -> None:
    """The explanation has the schema of the file, and the reason."""
    host = json.dumps(documented("host.read"))
    assert [
        line
        for one in (
            _lint(host, None),
            _lint(host, "host.read"),
            _lint(host, None, "update.json"),
            _lint("[]", None),
            _lint("", None),
        )
        for line in text.explanations(one)
    ] == [
        "a.json: host.read, by content",
        "a.json: host.read, by --as",
        "update.json: host.update, by name",
        "a.json: skipped, no known resource in it",
        "a.json: cannot be read",
    ]


def test_a_write_that_could_be_either_gets_a_hint() -> None:
    """Only ``required`` errors get the hint, and only if nothing named the schema."""
    source = json.dumps({"hosts": [{"email": "x"}]})
    messages = [one.message for one in _lint(source, None).findings]
    hint = "is required; if this is an update, put `update` in the file's name or use --as host.update"
    assert messages == [hint, hint, "must be an email address: the @ is missing"]
    for checked in (_lint(source, "host.create"), _lint(source, None, "create.json")):
        assert [one.message for one in checked.findings][:2] == ["is required"] * 2


@pytest.mark.parametrize(
    ("data", "readable"), [(b"\n{}", [True]), (b" \r\n\n{}\n", [True]), (b"{}\n\xef\xbb\xbf", [True, False])]
)
def test_an_empty_line_of_ndjson_is_not_a_document(data: bytes, readable: list[bool]) -> None:
    """The first line may have a byte order mark."""
    for start in (data, b"\xef\xbb\xbf" + data):
        assert [one.decoded.readable for one in documents("a.ndjson", start)] == readable


def test_a_file_of_neither_resource_is_skipped() -> None:
    """The file is counted, and has no findings."""
    checked = [
        _lint('{"rentals": []}', None, "a.json"),
        _lint("[]", None, "b.json"),
        _lint("{", None, "c.json"),
        _lint(json.dumps(documented("host.read")), None, "d.json"),
    ]
    assert [one.documents for one in checked] == [0, 0, 1, 1]
    summary = summarised(checked)
    assert summary == (4, 2, 2, 1, 0)
    assert str(summary) == "Checked 4 files (2 documents skipped: --verbose says why): 1 error, 0 warnings"
    assert str(summarised([])) == "Checked 0 files: nothing to report"
    assert str(summarised(checked[:1])) == "Checked 1 file (1 document skipped: --verbose says why): nothing to report"


def test_discovery_walks_directories_and_never_filters_what_is_named(tmp_path: Path) -> None:
    """A directory is searched by endings, sorted, without other people's directories; a named file is always taken."""
    for name in ("b.json", "a/z.JSON", "a/y.json", "a/.hidden/x.json", "c.txt", ".git/d.json", "node_modules/e.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "a" / "directory.json").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.json").symlink_to(tmp_path / "none")

    def found(*paths: str) -> list[str]:
        return [os.path.relpath(str(one), tmp_path) for one in discover(str(tmp_path / path) for path in paths)]

    assert found("") == ["b.json", "a/y.json", "a/z.JSON", "a/.hidden/x.json"]
    assert found("c.txt", "b.json", "a", "b.json", "node_modules/e.json") == [
        "c.txt",
        "b.json",
        "a/y.json",
        "a/z.JSON",
        "a/.hidden/x.json",
        "node_modules/e.json",
    ]
    assert list(discover(["-"])) == ["-"]


@pytest.mark.parametrize(
    ("name", "content", "is_found"),
    [
        ("cassette", b"\n-\n    request:\n        method: GET\n", True),
        ("cassette", b"---\nhttp_interactions:\n- request:\n", True),
        ("cassette", b"interactions: []\n", True),
        ("cassette", b'[{"request":{"method":"GET"}}]', True),
        ("cassette", b'{\n  "http_interactions": [', True),
        ("LICENSE", b"Permission is hereby granted\n", False),
        ("Makefile", b"all:\n\trequest:\n", False),
        ("hosts", b"127.0.0.1 localhost\n", False),
        ("requests", b"- request a\n", False),
        ("empty", b"", False),
        ("cassette.txt", b"\n-\n    request:\n", False),
        (".cassette", b"\n-\n    request:\n", False),
        ("0123456789012345678901234567890123456789.json", b"{}", True),
        ("tape.json5", b"{}", True),
        ("a.HAR.zip", b"PK", True),
        ("a.zip", b"PK", False),
    ],
)
def test_a_file_without_an_ending_is_found_if_it_is_a_cassette(tmp_path: Path, name: str, content: bytes, is_found: bool) -> None:  # noqa: FBT001  # a row
    """Other files are found by their endings."""
    (tmp_path / name).write_bytes(content)
    assert list(discover([str(tmp_path)])) == ([str(tmp_path / name)] if is_found else [])


def test_bodies_beside_an_archive_are_not_found(tmp_path: Path) -> None:
    """They are read with the archive that names them."""
    for name in ("a.har", "create.json", f"{'0a' * 20}.json", f"{'0a' * 20}.dat"):
        (tmp_path / name).touch()
    assert [os.path.basename(str(one)) for one in discover([str(tmp_path)])] == ["a.har", "create.json"]


def test_a_path_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """A missing path, a pipe and a text that is not a path each have their reason."""
    os.mkfifo(tmp_path / "fifo.json")
    (tmp_path / "file").write_text("")
    troubles = list(discover([str(tmp_path / "none"), str(tmp_path / "fifo.json"), str(tmp_path / "file" / "x"), "a\0b"]))
    assert [one.message for one in troubles if isinstance(one, Trouble)] == [
        "no such file or directory",
        "is not a regular file",
        "not a directory",
        "is not a path",
    ]
    assert list(discover([str(tmp_path)])) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('  "email": "a@b.co",', '  "email": "******",'),
        ('{"a": 12.5e3, "b": -1, "c": true, "d": null}', '{"a": ******, "b": **, "c": true, "d": null}'),
        ('["en", "fr"]', '["**", "**"]'),
        ('"a\\"b": "c\\"d"', '"a\\"b": "****"'),
        ('"' + "x" * 40 + '": 1', '"' + "x" * 40 + '": *'),
        ('"' + "x" * 41 + '": 1', '"' + "*" * 41 + '": *'),
        ('"a" : "\\u00e9\\\\"', '"a" : "********"'),
        ('\t"a": "b\u202ec"', ' "a": "***"'),
        ("secret text", "****** ****"),
        ('"unfinished secret', '"********** ******'),
        ('{"a": NaN}', '{"a": ***}'),
        ('"key alone', '"*** *****'),
    ],
)
def test_an_excerpt_masks_values(line: str, expected: str) -> None:
    """The mask has the length of the value, so that a caret still points at its place."""
    assert masked(line) == expected
    assert len(masked(line)) == len(line)


def test_an_excerpt_of_other_text_masks_names_too() -> None:
    """A text that looks like a name may be a value without its comma."""
    assert hidden('{"firstname": "Jean": "x", "b" : 1}', {"firstname"}) == '{"firstname": "****": "*", "*" : *}'
    checked = _checked(b'{"firstname":"Jean Dupont":"x"}', None, wanted=Wanted(excerpts=True))
    assert [line for line in text.lines(checked, width=80) if "Jean" in line or "Dupont" in line] == []


def test_long_names_that_are_shown_alike_have_their_own_places() -> None:
    """Only the first 39 characters of such names are quoted."""
    names = ["x" * 50 + end for end in "abc"]
    source = "{" + ",\n".join(f'"{name}": 1' for name in names) + "}"
    checked = _lint(f'{{"contacts": [{source}]}}', "contact.update")
    assert [(one.line, one.column) for one in checked.findings] == [(1, 16), (2, 1), (3, 1)]


def test_a_minified_file_is_masked_once() -> None:
    """Masking it again for each finding would take quadratic time."""
    source = json.dumps({"contacts": [{"email": "x"}] * 500})
    checked = _checked(source.encode(), "contact.update", wanted=Wanted(excerpts=True))
    assert len({id(one.excerpt) for one in checked.findings}) == 1


def test_text_has_a_line_for_each_finding() -> None:
    """A line looks like that of a compiler; a warning is marked as one."""
    checked = _lint('{"contacts": [{"id": 1, "zip": null}], "x": 1}', "contact.update")
    assert list(text.lines(checked)) == [
        "a.json:1:16: read_only warning: id is set by the server and ignored in a write",
        "a.json:1:32: null zip must not be null",
        "a.json:1:40: undocumented_field warning: x is not documented",
    ]
    assert list(text.lines(_lint('"x"', "contact.update"))) == ["a.json:1:1: type the document must be an object, not text"]


def test_a_name_cannot_forge_output() -> None:
    """Control characters in the names of files and keys are escaped."""
    checked = _lint('{"hosts": [{"a\\u001b[31m\\n": 1}]}', "host.update", "b\x1b[2J\n.json")
    (line,) = text.lines(checked)
    assert line == "b\\u001b[2J\\u000a.json:1:13: unknown_field a\\u001b[31m\\u000a is not a known field"


def test_an_excerpt_has_a_caret_under_the_place() -> None:
    """Each character of the place has a caret, up to the end of its first line; a long line is cut around its place."""
    source = '{"contacts": [{"zip":  5,\n"city": null}]}'
    checked = _checked(source.encode(), "contact.update", wanted=Wanted(excerpts=True))
    assert list(text.lines(checked, width=80)) == [
        "a.json:1:24: type zip must be text, not a whole number",
        '    1 | {"contacts": [{"zip":  *,',
        "      |                        ^",
        "a.json:2:9: null city must not be null",
        '    2 | "city": null}]}',
        "      |         ^^^^",
    ]
    long_line = '{"contacts": [{"private_notes": "' + "x" * 300 + '", "zip": null, "state": "' + "y" * 300 + '"}]}'
    checked = _checked(long_line.encode(), "contact.update", wanted=Wanted(excerpts=True))
    lines = list(text.lines(checked, width=60))[1:3]
    assert all(len(line) <= 60 for line in lines)
    assert lines[0][lines[1].index("^") :].startswith("null")
    whole = _checked(b'{"contacts": [\n{}\n]}', "host.create", wanted=Wanted(excerpts=True))
    assert [line.count("^") for line in text.lines(whole, width=80)] == [0, 0, 14, 0, 0, 10]


def test_colour_does_not_change_the_text() -> None:
    """Without the escape sequences, the text is the same."""
    checked = _checked(SOURCE.encode(), "contact.update", wanted=Wanted(excerpts=True))
    plain = list(text.lines(checked, width=80))
    coloured = list(text.lines(checked, width=80, colour=True))
    assert plain != coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[2m"):
        assert code in "".join(coloured)
        coloured = [line.replace(code, "") for line in coloured]
    assert coloured == plain
    assert text.last_line(summarised([checked]), colour=True).startswith("\x1b[1;31m")
    assert text.last_line(summarised([]), colour=True).startswith("\x1b[1;32m")


#: In a walk, the first line is in doubt until the second one shows that the file holds payloads.
LINES = b"""{"email
{"contacts": [{"zip": 5, "city": "", "email": "x", "Citta": 1}]}
{"contacts": [{"zip": "1", "email": "y"}]}
"""


@pytest.mark.parametrize("ignored", [frozenset[str](), frozenset({"email", "unknown_field"})])
@pytest.mark.parametrize(
    ("file", "data", "is_walked"),
    [("a.json", SOURCE.encode(), False), ("a.ndjson", LINES, False), ("update.ndjson", LINES, True)],
)
def test_the_first_findings_of_a_file_are_listed_and_the_others_counted(
    file: str, data: bytes, ignored: frozenset[str], *, is_walked: bool
) -> None:
    """A finding whose code is ignored is neither listed nor counted."""
    named = None if is_walked else ("contact.update", "--as")

    def linted(most: int | None) -> Checked:
        wanted = Wanted(most=most)
        return check(
            file, documents(file, data), VALIDATOR, named, wanted, is_walked=is_walked, ignored=lambda: ignored, data=data
        )

    every = linted(None)
    assert len(every.findings) > 2
    assert not ignored.intersection(one.error.code for one in every.findings)
    for most in range(len(every.findings) + 2):
        found = linted(most)
        assert found.findings[:most] == every.findings[:most]
        assert len(found.findings) <= most + is_walked  # the line in doubt is listed in any case
        listed = Counter((one.error.code, one.error.severity) for one in found.findings)
        counted = Counter({(code, severity): number for code, severity, number in found.unlisted})
        assert listed + counted == Counter((one.error.code, one.error.severity) for one in every.findings)


@pytest.mark.parametrize(("file", "data"), [("a.json", SOURCE.encode()), ("a.ndjson", LINES)])
def test_findings_beyond_those_that_are_shown_have_no_words(file: str, data: bytes) -> None:
    """The first ones are as always. The others keep their place, code and field, by which they are counted."""

    def linted(most: int | None) -> list[FileFinding]:
        wanted = Wanted(most_worded=most, excerpts=True, byte_columns=True)
        return list(check(file, documents(file, data), VALIDATOR, ("contact.update", "--as"), wanted).findings)

    every = linted(None)
    for most in range(len(every) + 2):
        found = linted(most)
        assert found[:most] == every[:most]
        assert all((one.message, one.excerpt, one.byte_columns) == ("", "", None) for one in found[most:])
        assert [_counted(one) for one in found] == [_counted(one) for one in every]


def _counted(one: FileFinding) -> tuple[object, ...]:
    return (*one[:5], one.error.code, one.error.severity, one.error.pointer, one.error.field, one.document)
