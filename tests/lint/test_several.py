"""Whole documents in a list or under names are checked one by one, at their places in the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint.check import check
from bs_validate.lint.decide import Named
from bs_validate.lint.finding import Checked
from bs_validate.lint.readers import documents
from bs_validate.lint.run import separated
from support.samples import documented

VALIDATOR = Validator()
FIELDS: dict[str, Any] = {**documented("contact.create")["contacts"][0], "phones": []}
CONTACT: Any = {"contacts": [FIELDS]}
WRONG: Any = {"contacts": [{**FIELDS, "country_code": "UK"}]}
HOST: Any = {"hosts": [{"firstname": "A", "lastname": "B", "email": "nope"}]}
EMPTY: Any = {"contacts": []}
UPDATE: Any = {"contacts": [{"email": "nope"}]}
READ: Any = {"contacts": [{"id": 1, "created_at": "x", **FIELDS}]}


def _lint(source: Any, file: str = "a.json", named: Named | None = None, *, is_walked: bool = False) -> Checked:
    text = source if isinstance(source, str) else json.dumps(source)
    found = separated(documents(file, text.encode()), VALIDATOR.catalog, file, is_walked=is_walked)
    return check(file, found, VALIDATOR, named, is_walked=is_walked)


def _found(checked: Checked) -> list[tuple[str, str]]:
    return [(one.error.code, one.error.pointer) for one in checked.findings]


_COUNTRY = "contacts/0/country_code"


@pytest.mark.parametrize(
    ("source", "expected", "counts"),
    [
        ([WRONG, CONTACT, WRONG], [("choice", f"/0/{_COUNTRY}"), ("choice", f"/2/{_COUNTRY}")], (3, 0)),
        ([WRONG], [("choice", f"/0/{_COUNTRY}")], (1, 0)),
        ({"valid": CONTACT, "wrong": WRONG}, [("choice", f"/wrong/{_COUNTRY}")], (2, 0)),
        ({"$schema": "x", "about": "y", "none": EMPTY, "ok": CONTACT}, [("too_few", "/none/contacts")], (2, 0)),
        ([[WRONG], [CONTACT]], [("choice", f"/0/0/{_COUNTRY}")], (2, 0)),
        ([WRONG, HOST], [("choice", f"/0/{_COUNTRY}"), ("email", "/1/hosts/0/email")], (2, 0)),
        ([CONTACT, HOST["hosts"][0], {"a": 1}, "b"], [("email", "/1/email")], (2, 1)),
        ({"create": {"ok": CONTACT}, "update": {"ok": UPDATE}}, [("email", "/update/ok/contacts/0/email")], (2, 0)),
        *(
            ({name: UPDATE}, [("email", f"/{name}/contacts/0/email")], (1, 0))
            for name in ("validUpdate", "UPDATE_CONTACT", "put", "PATCH", "updates of 2014")
        ),
        (
            {"cases": [{"name": "x", "payload": WRONG, "expected": {"email": "x"}}]},
            [("choice", f"/cases/0/payload/{_COUNTRY}")],
            (1, 0),
        ),
        ([CONTACT, {"contacts": "x"}, {"hosts": ["localhost"]}], [("type", "/1/contacts")], (2, 1)),
        ({"ok": CONTACT, "settings": {"hosts": [{"host": "a.example"}]}}, [], (1, 1)),
        ({"a/b": {"contacts": [{**FIELDS, "zip": 1}]}}, [("type", "/a~1b/contacts/0/zip")], (1, 0)),
        ([EMPTY, EMPTY], [], (0, 1)),
        ({"production": {"hosts": ["a"]}, "staging": {"hosts": [{"name": "b", "port": 1}]}}, [], (0, 1)),
        ({"ingress": {"hosts": [{"host": "a.example", "paths": []}]}}, [], (0, 1)),
        ({"en": {"contacts": {"email": "E-mail", "firstname": "First name"}}}, [], (0, 1)),
        ({"a": {"b": {"c": {"d": {"e": CONTACT}}}}}, [], (0, 1)),
    ],
)
def test_a_named_file_that_holds_documents(source: Any, expected: list[tuple[str, str]], counts: tuple[int, int]) -> None:
    """Pointers begin at the top of the file. Files of other programs stay skipped."""
    checked = _lint(source)
    assert (_found(checked), (checked.documents, checked.skipped)) == (expected, counts)


@pytest.mark.parametrize(
    ("source", "checked"),
    [
        ([WRONG, CONTACT], 2),
        ({"ok": CONTACT, "wrong": WRONG, "about": "x"}, 2),
        ([WRONG, HOST], 2),
        ([WRONG, {"other": 1}], 0),
        ({"ok": CONTACT, "wrong": WRONG, "other": {"a": 1}}, 0),
        ({"data": WRONG}, 0),
        ([[WRONG]], 0),
        ([UPDATE, UPDATE], 0),
        ([{"contacts": [{"firstname": "x", "lastname": "y", "email": "z", "company": "a"}]}, EMPTY], 0),
        ({"a": {"contacts": [{"email": "x", "name": "y"}]}, "b": {"contacts": [{"email": "x"}]}}, 0),
    ],
)
def test_a_walk_checks_documents_only_if_there_is_no_doubt(source: Any, checked: int) -> None:
    """Everything in the file is a document, and one has several documented fields."""
    assert _lint(source, is_walked=True).documents == checked


def test_each_document_has_the_representation_of_its_content() -> None:
    """A response beside a request is a read. An option names the schema of the documents that have its envelope."""
    assert {one.schema for one in _lint([READ, WRONG]).findings} == {"contact.read", "contact.create"}
    assert {one.schema for one in _lint({"response": CONTACT}).findings} == {"contact.read"}
    assert {one.schema for one in _lint({"update response": CONTACT}).findings} == {"contact.read"}
    assert _found(_lint([UPDATE, HOST], named=("contact.update", "--as"))) == [
        ("email", "/0/contacts/0/email"),
        ("email", "/1/hosts/0/email"),
    ]
    assert _found(_lint([FIELDS], named=("contact.update", "--as"))) == [("type", "")]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "a.json",
            '[{"contacts": [{"email": "x",\n "email": "y"}]},\n {"contacts": [{"emial": 1, "email": null}]}]',
            [("email", 2, 11, 14), ("duplicate_key", 2, 2, 9), ("unknown_field", 3, 17, 24)],
        ),
        ("a.json", '{"a": {"contacts": []},\n "a": {"contacts": [{"email": "é", "zip": 1}]}}', [("duplicate_key", 2, 2, 5)]),
        (
            "a.json",
            '{"a": {"b": {"contacts": [{"email": 1}]}},\n "a": {"b": {"contacts": [{"email": 2}]}}}',
            [("duplicate_key", 2, 2, 5), ("type", 2, 37, 38)],
        ),
        (
            "a.yml",
            "a:\n  b: {contacts: [{email: 1}]}\na:\n  b: {contacts: [{email: 2}]}\n",
            [("duplicate_key", 3, 1, 2), ("type", 4, 26, 27)],
        ),
        (
            "a.yml",
            "# x\nok:\n  contacts: [{email: a@example.com, zip: 0150}]\nno: {contacts: [{email: é, emial: 1}]}\n",
            [("yaml_type", 3, 42, 46), ("email", 4, 25, 26), ("unknown_field", 4, 28, 33)],
        ),
        (
            "a.json5",
            "[{contacts: [{email: 'x'}]}, // y\n {contacts: [{'email': 1,}]},]",
            [("email", 1, 22, 25), ("type", 2, 24, 25)],
        ),
    ],
)
def test_findings_have_their_places_in_the_file(file: str, text: str, expected: list[tuple[str, int, int, int]]) -> None:
    """JSON, YAML and JSON5 have the same places as for a single document."""
    found = _lint(text, file, ("contact.update", "--as")).findings
    placed = [(one.error.code, one.line, one.column, one.end_column) for one in found]
    assert [one for one in placed if one in expected] == sorted(expected, key=lambda one: one[1:3])


def test_long_and_unprintable_names_are_shown_as_everywhere() -> None:
    """The names around a document are shortened and escaped in its pointers."""
    found = _lint({"n" * 60 + "\u0007": WRONG, "\u0007": WRONG}).findings
    assert [one.error.location[0] for one in found] == ["n" * 39 + "…", "\\u0007"]


def test_a_named_list_of_documents_is_checked_by_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``lint`` reports it, ``coverage`` counts it, and a line of NDJSON stays one document.

    A file in a directory is read like a named one if a schema is named for it.
    """
    file, lines = tmp_path / "cases.json", tmp_path / "cases.ndjson"
    file.write_text(json.dumps([WRONG, CONTACT]))
    lines.write_text(json.dumps([WRONG, CONTACT]))
    assert main(["lint", "--format", "concise", str(file)]) == 1
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "updates.json").write_text(json.dumps([UPDATE]))
    assert main(["lint", "--as", "contact.update", str(tmp_path / "below")]) == 1
    assert "updates.json:1:26: email " in capsys.readouterr().out
    assert main(["lint", str(lines)]) == 0
    assert capsys.readouterr().err.endswith("skipped: no known resource in it\n")
    assert main(["coverage", "--format", "json", str(file)]) == 0
    assert "country_code" not in json.loads(capsys.readouterr().out)["schemas"]["contact.create"]["fields"]["missing"]
