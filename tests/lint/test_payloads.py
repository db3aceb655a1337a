"""Payloads without their envelope are checked, with a hint, and files of other programs are skipped."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint import payloads
from bs_validate.lint.check import check
from bs_validate.lint.finding import Checked
from bs_validate.lint.readers import documents
from support import unconcerned
from support.samples import documented

VALIDATOR = Validator()
HOST = {"firstname": "A", "lastname": "B", "email": "nope"}
CONTACT: dict[str, Any] = {**documented("contact.create")["contacts"][0], "country_code": "UK", "phones": []}


def _lint(source: Any, file: str = "a.json", *, is_walked: bool = False, schema: str | None = None) -> Checked:
    text = source if isinstance(source, str) else json.dumps(source)
    named = None if schema is None else (schema, "--as")
    return check(file, documents(file, text.encode()), VALIDATOR, named, is_walked=is_walked)


def _found(source: Any, file: str = "a.json", *, is_walked: bool = False) -> list[tuple[str, str]]:
    return [(one.error.code, one.error.pointer) for one in _lint(source, file, is_walked=is_walked).findings]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (HOST, [("email", "/email")]),
        ([HOST, {**HOST, "email": None}, HOST], [("email", "/0/email"), ("email", "/2/email")]),
        ({"host": HOST}, [("email", "/host/email")]),
        ({"$schema": "x", "host": HOST}, [("email", "/host/email")]),
        ({"$schema": "x", **HOST}, [("email", "/email")]),
        ({"host": {"$schema": "x", **HOST}}, [("unknown_field", "/host/$schema"), ("email", "/host/email")]),
        (CONTACT, [("choice", "/country_code")]),
        ({"contact": CONTACT}, [("choice", "/contact/country_code")]),
        ({**HOST, "shoe_size": "x"}, [("email", "/email"), ("unknown_field", "/shoe_size")]),
        ('{"firstname": "A", "lastname": "B", "lastname": "C"}', [("duplicate_key", "/lastname")]),
        ("firstname: A\nlastname: B\nemail: nope\n", [("email", "/email")]),
    ],
)
def test_a_payload_without_its_envelope_is_checked_when_it_is_named(source: Any, expected: list[tuple[str, str]]) -> None:
    """It may be a bare resource, a list of them, or one under its own name. The pointers lead into the file as it is."""
    found = _found(source, "a.yml" if isinstance(source, str) and not source.startswith("{") else "a.json")
    assert found == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (HOST, [("required", "/hosts"), ("email", "/email")]),
        ([HOST, HOST], [("type", ""), ("email", "/0/email"), ("email", "/1/email")]),
        ({"host": HOST}, [("required", "/hosts"), ("email", "/host/email")]),
        ({"hosts": [HOST]}, [("email", "/hosts/0/email")]),
        ({"hosts": HOST}, [("not_a_list", "/hosts"), ("email", "/hosts/email")]),
        ({"contacts": [CONTACT]}, [("required", "/hosts"), ("undocumented_field", "/contacts")]),
        ('{"firstname": "A", "lastname": "B", "lastname": "C"}', [("required", "/hosts"), ("duplicate_key", "/lastname")]),
    ],
)
@pytest.mark.parametrize("is_walked", [False, True])
def test_a_named_schema_is_that_of_the_whole_document(source: Any, expected: list[tuple[str, str]], is_walked: bool) -> None:  # noqa: FBT001  # of a table
    """The missing envelope is an error. The faults in the fields are found, too."""
    checked = _lint(source, is_walked=is_walked, schema="host.create")
    assert [(one.error.code, one.error.pointer) for one in checked.findings] == expected
    assert checked.envelope == ""


def test_a_finding_in_a_bare_resource_has_its_place_and_the_hint() -> None:
    """Only the first finding of a file carries the hint."""
    checked = _lint('[{"firstname": "A", "lastname": "B", "email": "x"},\n {"firstname": "", "lastname": "B"}]')
    assert [(one.line, one.column) for one in checked.findings] == [(1, 47), (2, 16)]
    hint = '; the envelope is missing: wrap it in {"hosts": [ … ]}'
    assert [one.message.endswith(hint) for one in checked.findings] == [True, False]
    assert (checked.documents, checked.skipped, checked.envelope) == (1, 0, "hosts")
    lines = _lint(f"{json.dumps(HOST)}\n{json.dumps(HOST)}", "a.ndjson")
    assert [one.message.endswith(hint) for one in lines.findings] == [True, False]


@pytest.mark.parametrize(
    ("source", "file", "resource"),
    [
        ({"email": "x", "city": "y"}, "a.json", "contact"),
        ({"email": "x", "user_id": 1}, "a.json", "host"),
        ({"email": "x"}, "contact.json", "contact"),
        ({"email": "x"}, "host.json", "host"),
        ({"first_name": "x", "spokenLanguages": []}, "a.json", "contact"),
        ({"id": 1, "created_at": "x"}, "a.json", None),
        ({"email": "x", "name": 1, "phone": 2}, "a.json", None),
        ([], "a.json", None),
        ([HOST, 1], "a.json", None),
        ({"host": "localhost"}, "a.json", None),
        ({"host": {"port": 1}}, "a.json", None),
        ({"host": HOST, "other": 1}, "a.json", None),
        ({}, "a.json", None),
    ],
)
def test_a_bare_resource_gets_the_schema_that_fits_best(source: Any, file: str, resource: str | None) -> None:
    """The fields decide first, then the name of the file. A document with mostly other fields is not a resource."""
    found = payloads.bare(source, file, VALIDATOR.catalog, is_walked=False)
    assert (found and found.envelope) == (resource and f"{resource}s")


def test_a_walk_checks_a_bare_resource_only_if_it_is_certain() -> None:
    """Every key is a field, every required field is present, and there are at least four."""
    assert _found(CONTACT, is_walked=True) == [("choice", "/country_code")]
    assert _found([CONTACT, CONTACT], is_walked=True) == [("choice", "/0/country_code"), ("choice", "/1/country_code")]
    assert _found({"contact": CONTACT}, is_walked=True) == [("choice", "/contact/country_code")]
    for doubtful in (
        {**CONTACT, "x": 1},
        {key: CONTACT[key] for key in CONTACT if key != "city"},
        HOST,
        {"host": HOST},
        [CONTACT, HOST],
    ):
        assert _found(doubtful, is_walked=True) == []


@pytest.mark.parametrize(
    ("source", "is_foreign"),
    [
        ({"hosts": ["localhost"], "CN": "x"}, True),
        ({"hosts": [{"name": "a"}]}, True),
        ({"hosts": [{"id": 1, "created_at": "x"}]}, True),
        ({"hosts": {"a": {}}}, True),
        ({"hosts": "a"}, True),
        ({"hosts": []}, True),
        ({"hosts": [{"email": "x"}]}, False),
        ({"hosts": ["localhost", {"first_name": "x"}]}, False),
        ({"hosts": {"firstname": "a"}}, True),
        ({"hosts": {"firstname": "a", "email": "a@example.com"}}, False),
        ({"hosts": {"firstname": "a", "user_id": 1}}, False),
        ({"contacts": {"email": "E-mail", "firstname": "First name"}, "hosts": {"email": "E-mail"}}, True),
        ({"contacts": [{"spokenLanguages": []}]}, False),
        ({"contacts": [{"name": "A", "email": "x"}]}, True),
        ({"contacts": [{"name": "A", "email": "x", "role": "y"}, {"email": "x"}]}, False),
        ({"contacts": [{"email": "x", "first_name": "A", "tags": []}]}, False),
        ({"contacts": [{"first_name": "A", "last_name": "B", "tags": []}]}, True),
        ({"contacts": [{"id": 1, "links": {}, "email": "x", "city": "y", "a": 1, "b": 2, "c": 3}]}, True),
        ({"contacts": [{"firstname": "A", "email": "B", "a": 1, "b": 2, "c": 3}]}, True),
        ({"contacts": [{"first_name": "A", "email": "x"}], "list_ids": []}, True),
        ({"contacts": [{"firstname": "A", "email": "x"}], "id": 1}, False),
        ({"contacts": [{"email": "x"}], "meta": {}, "links": {}}, False),
        ({"name": "A", "contacts": [{"email": "x"}]}, True),
    ],
)
def test_a_walk_skips_envelopes_of_other_programs(source: Any, is_foreign: bool) -> None:  # noqa: FBT001  # a parameter
    """Their contents share no field with the resource. A file that is named is checked all the same."""
    walked = _lint(source, is_walked=True)
    assert (walked.documents, walked.skipped) == ((0, 1) if is_foreign else (1, 0))
    assert _lint(source).documents == 1


@pytest.mark.parametrize("file", ["new-host.json", "read-hosts.json"])
def test_an_empty_list_is_ours_if_the_name_of_the_file_says_so(file: str) -> None:
    """A single object in place of the list counts too, and a list of texts does not."""
    assert _lint({"hosts": []}, file, is_walked=True).documents == 1
    assert _lint({"hosts": {"firstname": "A"}}, file, is_walked=True).documents == 1
    assert _lint({"hosts": ["localhost"]}, file, is_walked=True).documents == 0


@pytest.mark.parametrize(
    ("item", "file", "is_ours"),
    [
        ({"city": "x", "postcode": "1"}, "update.json", True),
        ({"city": "x", "postcode": "1", "id": 1}, "update/1.json", True),
        ({"city": "x", "postcode": "1"}, "a.json", False),
        ({"city": "x", "postcode": "1", "name": "A"}, "update.json", False),
        ({"postcode": "1"}, "update.json", False),
        ({"id": 1, "name": "A"}, "update.json", False),
        ({"id": 1, "created_at": "x", "email": "y", "name": "A"}, "a.json", False),
    ],
)
def test_one_field_is_enough_if_a_name_says_so(item: Any, file: str, is_ours: bool) -> None:  # noqa: FBT001  # of a table
    """An update often has two fields. One of them may be misspelt."""
    assert _lint({"contacts": [item]}, file, is_walked=True).documents == is_ours
    assert _lint({"contacts": [item], "list_ids": []}, file, is_walked=True).documents == 0


@pytest.mark.parametrize(
    ("text", "file", "is_due"),
    [
        ('{"hosts": [', "a.json", True),
        ('{"contacts": [{"email": "x"},]}', "a.json", True),
        ('{"contact": {"email": }}', "a.json", True),
        ("contacts:\n- city: [\n", "a.yml", True),
        ("contacts:\n- city: " + "[" * 1000, "a.yml", True),
        ('{"hosts": ["a",]}', "a.json", False),
        ('{"hosts": // x\n["a"]}', "a.json", False),
        ('{"host": "a",}', "a.json", False),
        ('{"a": 1,}', "a.json", False),
        ('{"contacts": {{ x }}}', "a.json", False),
        ("hosts:\n{% for x in y %}\n- [\n", "a.yml", False),
        ("a:\n  hosts: [\n", "a.yml", False),
        ("", "a.json", False),
    ],
)
def test_a_walk_reports_a_broken_file_only_if_it_looks_like_a_payload(text: str, file: str, *, is_due: bool) -> None:
    """It has the name of a resource in the place of the envelope. A file that is named is reported in any case."""
    assert bool(_lint(text, file, is_walked=True).findings) == is_due
    assert len(_lint(text, file).findings) == 1


def test_a_text_in_another_encoding_is_recognised() -> None:
    """The letters of its names alternate with zero bytes."""
    data = '{"contacts": [{"city": "é"}]}'.encode("utf-16")
    checked = check("a.json", documents("a.json", data), VALIDATOR, is_walked=True, data=data)
    assert [one.error.code for one in checked.findings] == ["not_json"]
    other = '{"settings": "é"}'.encode("utf-16")
    assert check("a.json", documents("a.json", other), VALIDATOR, is_walked=True, data=other).findings == ()


def test_a_broken_line_among_payloads_counts() -> None:
    """It is reported in the order of the file. Among lines of another program it is ignored."""
    host = json.dumps({"hosts": [HOST]})
    assert [one.line for one in _lint(f"oops\n{host}\n{{", "a.ndjson", is_walked=True).findings] == [1, 2, 3]
    assert _lint('oops\n{"a": 1}\n', "a.ndjson", is_walked=True).findings == ()


def test_a_named_file_that_is_skipped_is_reported_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is one line for each file, on standard error, in every format. Files that a walk has found are not mentioned."""
    monkeypatch.chdir(tmp_path)
    refused: Any = {"request": {"method": "POST", "uri": "/api/v3/hosts", "body": ""}, "response": {"status": 500, "body": "x"}}
    (tmp_path / "b.json").write_text(json.dumps([{**refused, "request": {**refused["request"], "uri": "/x"}}]))
    (tmp_path / "a.json").write_text('{"name": "x"}')
    (tmp_path / "c.yml").write_text("")
    for form in ("text", "json"):
        assert main(["lint", "--format", form, "a.json", "b.json", "c.yml"]) == 0
        captured = capsys.readouterr()
        assert captured.err.splitlines() == [
            "bs-validate: a.json: skipped: no known resource in it",
            "bs-validate: b.json: skipped: another resource or operation, status 500",
            "bs-validate: c.yml: skipped: no known resource in it",
        ]
        assert ": skipped:" not in captured.out
    assert main(["lint", "."]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "bare.json").write_text('{"firstname": "A", "lastname": "B"}')
    assert main(["lint", "bare.json"]) == 0
    assert capsys.readouterr().err == 'bs-validate: bare.json: the envelope is missing: the API takes {"hosts": [ … ]}\n'


def test_a_file_that_is_named_and_found_by_a_walk_counts_as_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The order on the command line does not matter."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(HOST))
    for paths in ((".", "a.json"), ("a.json", ".")):
        assert main(["lint", "--format", "concise", *paths]) == 1
        assert capsys.readouterr().out.startswith("a.json:1:46: email ")


def test_fixing_leaves_a_payload_without_its_envelope_alone(tmp_path: Path) -> None:
    """Files of other programs in a walk are not changed either."""
    texts = {"bare.json": '{"first_name": "A", "lastname": "B"}', "new-hosts.json": '{"hosts": [{"id": 1, "nam": ""}]}'}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    main(["lint", "--fix", str(tmp_path / "bare.json"), str(tmp_path)])
    assert {name: (tmp_path / name).read_text() for name in texts} == texts


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_thousand_files_of_other_programs_are_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    """They are of more than fifty kinds. There is no finding and no message, and every file is counted."""
    assert len(unconcerned.KINDS) >= 50
    unconcerned.write(tmp_path, 1000)
    assert main(["lint", "--strict", "--jobs", jobs, str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Checked 1000 files ({_skipped()} documents skipped: --verbose says why): nothing to report\n"
    assert captured.err == ""


def _skipped() -> int:
    """Return the number of documents in the thousand files; one kind has none, which counts as one."""
    names = list(unconcerned.KINDS)
    parts = [_lint(unconcerned.KINDS[name], name, is_walked=True).skipped for name in names]
    return sum(parts[index % len(names)] for index in range(1000))


@pytest.mark.parametrize(
    "before",
    ["// made by x\n", "/* made\n * by x */ ", "# made by x\n", "<<<<<<< HEAD\n", ")]}',\n", "\ufeff\n// x\n\n# y\n"],
)
def test_a_damaged_payload_is_found_behind_what_is_not_json(before: str) -> None:
    """In a directory, a payload with a comment or the mark of a merge conflict before it must not pass as the file of others."""
    text = f'{before}{{"contacts": [{{"email": "x"}}]}}'
    assert [code for code, _ in _found(text, is_walked=True)] == ["not_json"]
    assert _found(f'{before}{{"compilerOptions": {{}}}}', is_walked=True) == []


BODY = json.dumps({"contacts": [{"email": "x"}]}, indent=1)


@pytest.mark.parametrize(
    ("file", "text", "is_of_concern"),
    [
        ("a.har", json.dumps({"log": {"text": BODY}})[:-2], True),
        ("a.json", json.dumps({"x": json.dumps({"text": BODY})})[:-1], True),
        ("a.yml", f"x:\n  string: '{json.dumps(json.loads(BODY))}\n", True),
        ("a.har", '{"url": "https://www.bookingsync.com/api/v3/contacts/1"', True),
        ("a.har", '{"url": "https:\\/\\/www.bookingsync.com\\/api\\/v3\\/hosts"', True),
        ("a.yaml", "uri: 'http://localhost:3000/api/v3/hosts?page=2\n", True),
        ("a.yaml", "uri: 'https://<HOST>/api/v3/hosts\n", True),
        ("a.har", '{"url": "https://books.zoho.com/api/v3/contacts"', False),
        ("a.har", '{"url": "https://www.bookingsync.com/api/v3/rentals"', False),
        ("a.har", '{"text": "{\\"hosts\\": [\\"localhost\\"]}"', False),
        ("a.yaml", "url: '{{ base }}https://www.bookingsync.com/api/v3/hosts\n", False),
    ],
)
def test_a_damaged_recording_in_a_directory_is_found(file: str, text: str, is_of_concern: bool) -> None:  # noqa: FBT001  # a table
    """It has a body in a text, or an address of the API. Otherwise a recording that was cut off would pass."""
    assert [code for code, _ in _found(text, file, is_walked=True)] == ["not_json"] * is_of_concern


@pytest.mark.parametrize("part", [" ", "\\", "\\n", '"', "{", "// ", "/*", ")]}',", "https://a", '"contacts":', '"contacts" '])
def test_the_search_in_a_damaged_file_takes_linear_time(part: str) -> None:
    """A megabyte of anything is searched in less than a second."""
    text = "{" + part * (1_000_000 // len(part))
    start = time.process_time()
    for one in (text, text[1:]):
        payloads.may_hold(one, VALIDATOR.catalog)
    assert time.process_time() - start < 2
