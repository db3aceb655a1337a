"""The form of the schemas that editors read."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bs_validate import Validator, validate
from bs_validate._schema.catalog import directory, packaged
from bs_validate._schema.editor_form import for_editors
from bs_validate.cli.main import main
from bs_validate.strategies import faults, payloads
from support.places import ROOT
from support.profiles import examples

CATALOG = packaged()
FORMS = {schema.name: for_editors(schema) for schema in CATALOG}
COMPILED = {name: jsonschema_rs.Draft202012Validator(form, offline=True) for name, form in FORMS.items()}
WRONG = json.loads((ROOT / "tests" / "editors" / "new-contact.json").read_text(encoding="utf-8"))
(CONTACT,) = WRONG["contacts"]
RIGHT = {
    **{name: value for name, value in CONTACT.items() if name not in ("first_name", "website", "created_at")},
    "firstname": "Ana",
    "lastname": "Kovač",
    "email": "ana@example.com",
    "address1": "Obala Riva 1",
    "country_code": "HR",
    "zip": "21000",
    "phones": [{"label": "mobile", "number": "+385 21 123 456"}],
}


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a schema."""
    if type(value) is dict:
        yield value
    for one in value.values() if type(value) is dict else value if type(value) is list else ():
        yield from _schemas(one)


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_a_complete_schema(name: str) -> None:
    """No reference leads outside, no format of ours is left, and every enum of codes has a name for each code."""
    form = FORMS[name]
    Draft202012Validator.check_schema(form)
    for one in _schemas(form):
        reference = one.get("$ref", "#/")
        assert type(reference) is not str or reference.startswith("#/")
        assert not {"format", "$id", "x-errata", "x-tolerates"} & one.keys() or type(one.get("format")) is dict
        if "enumDescriptions" in one:
            assert len(one["enumDescriptions"]) == len(one["enum"])
            assert all(one["enumDescriptions"])
    named = [dict(zip(one["enum"], one["enumDescriptions"], strict=True)) for one in _schemas(form) if "enumDescriptions" in one]
    if name.startswith("contact") and name != "contact.read":
        assert {"HR": "Croatia", "NO": "Norway"}.items() <= next(one for one in named if "HR" in one).items()
        assert {"nb": "Norwegian Bokmål", "rs": "Serbian"}.items() <= next(one for one in named if "nb" in one).items()


@pytest.mark.parametrize("name", FORMS)
@examples(6)
@given(st.data())
def test_every_valid_document_is_valid_in_an_editor(name: str, data: Any) -> None:
    """An editor accepts the resource in its envelope, alone and in a list, because a false alarm is the worst failure."""
    document = data.draw(payloads(name))
    assert COMPILED[name].is_valid(document)
    assert COMPILED[name].is_valid({"$schema": "./schema.json", **document})
    (resources,) = (value for field, value in document.items() if field == CATALOG[name].envelope)
    if type(resources) is list and resources:
        assert COMPILED[name].is_valid(resources)
        own = FORMS[name]["$defs"]["resource"]["properties"].keys() - {"links"}
        assert COMPILED[name].is_valid(resources[0]) or not resources[0].keys() & own


@examples(20)
@given(faults("contact.create"))
def test_an_editor_refuses_what_plain_keywords_refuse(fault: Any) -> None:
    """An editor finds every fault except those that only our formats know: details of an address, a time or a number."""
    codes = {one.code for one in validate(fault.document, "contact.create").errors}
    if not codes & {"email", "url", "phone", "non_printable"}:
        assert not COMPILED["contact.create"].is_valid(fault.document)


@pytest.mark.parametrize("wrap", [lambda one: {"contacts": [one]}, lambda one: one, lambda one: [one]])
@pytest.mark.parametrize(
    "change",
    [
        {"firstname": None},
        {"lastname": " "},
        {"email": "ana.kovac.example.com"},
        {"website": "www.example.com"},
        {"address1": "Obala\tRiva 1"},
        {"address1": "a\u2028b"},
        {"country_code": "Croatia"},
        {"zip": "21000 Split, Croatia"},
        {"zip": 21000},
        {"phones": [{"label": "mobile", "number": "call me"}]},
        {"first_name": "Ana"},
        {"$schema": 1},
    ],
)
def test_a_fault_is_found_in_every_shape_of_a_file(wrap: Any, change: Any) -> None:
    """The same file without the fault is valid."""
    assert COMPILED["contact.create"].is_valid(wrap(RIGHT))
    assert not COMPILED["contact.create"].is_valid(wrap({**RIGHT, **change}))


def test_an_object_without_fields_is_treated_as_a_document() -> None:
    """The editor then suggests the envelope at the beginning of a file."""
    for document in ({}, {"contact": [RIGHT]}):
        errors = list(COMPILED["contact.create"].iter_errors(document))
        assert any('"contacts"' in one.message for one in errors)
        assert not any("firstname" in one.message for one in errors)


def test_messages_are_those_of_the_package_in_a_language() -> None:
    """The messages are in the keywords that VS Code reads."""
    country = next(one for one in _schemas(FORMS["contact.create"]) if "AD" in one.get("enum", ()))
    assert country["errorMessage"] == "is not one of the allowed values"
    assert country["patternErrorMessage"] == "must not be blank"
    german = for_editors(CATALOG["contact.create"], "de")
    land = next(one for one in _schemas(german) if "AD" in one.get("enum", ()))
    assert dict(zip(land["enum"], land["enumDescriptions"], strict=True))["HR"] == "Kroatien"
    assert land["patternErrorMessage"] == "darf weder leer sein noch nur aus Leerzeichen bestehen"
    said = {one["patternErrorMessage"] for one in _schemas(FORMS["contact.create"]) if "patternErrorMessage" in one}
    assert said == {
        "must be a URL",
        "must be a phone number",
        "must be an email address",
        "must have only printable characters",
        "must not be blank",
    }


def test_fields_that_the_server_ignores_are_struck_out_in_writes_only() -> None:
    """A response contains these fields, so they are not struck out there."""
    for name, form in FORMS.items():
        struck = [
            one["deprecationMessage"] for one in _schemas(form) if one.get("readOnly") is True and "deprecationMessage" in one
        ]
        assert bool(struck) == (not name.endswith(".read"))
        assert set(struck) <= {"is set by the server and ignored in a write"}


def test_tolerated_values_are_warnings() -> None:
    """An integer that is sent as text is tolerated, and so is one object in place of a list."""
    tolerated = [
        one["then"]["deprecationMessage"]
        for one in _schemas(FORMS["host.create"])
        if type(one.get("then")) is dict and "deprecationMessage" in one["then"]
    ]
    assert "is a whole number sent as text; the server converts it" in tolerated
    assert len(set(tolerated)) == 2


def test_an_own_schema_has_an_editor_form(tmp_path: Path) -> None:
    """The schema has plain keywords and our formats, with or without an envelope. An enum of other words has no names."""
    tag = {"properties": {"name": {"type": "string", "format": "email"}, "kind": {"enum": ["A", None]}, "id": {"readOnly": True}}}
    array = {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "object", **tag}}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(array))
    (tmp_path / "tag.update.json").write_text(json.dumps({"type": "object", "properties": {"name": {"pattern": "^a"}}}))
    before = copy.deepcopy(array)
    own = directory(tmp_path)
    for name in ("tag.create", "tag.update"):
        assert Draft202012Validator(for_editors(own[name])).is_valid({"name": "a"})
    assert "enumDescriptions" not in json.dumps(for_editors(own["tag.create"]))
    assert not Draft202012Validator(for_editors(own["tag.create"])).is_valid({"tags": [{"kind": "B"}]})
    assert json.loads((tmp_path / "tag.create.json").read_text()) == before


def test_the_command_prints_the_form(capsys: pytest.CaptureFixture[str]) -> None:
    """The form is in English or in another language."""
    assert main(["schema", "host.update", "--editor"]) == 0
    assert json.loads(capsys.readouterr().out) == FORMS["host.update"]
    assert main(["schema", "contact.update", "--editor", "--locale", "fr"]) == 0
    assert json.loads(capsys.readouterr().out) == for_editors(CATALOG["contact.update"], "fr")


@pytest.mark.parametrize("file", ["new-contact.json", "new-contact.yaml"])
def test_the_example_has_ten_findings_and_its_schema_key_is_not_one(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The key ``$schema`` is for editors. The library checks payloads as they are sent, and warns about it."""
    assert main(["lint", "--format", "json", str(ROOT / "tests" / "editors" / file)]) == 1
    codes = [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]]
    assert sorted(one for one in codes if one != "yaml_type") == sorted(
        [
            *("blank", "choice", "email", "non_printable", "phone"),
            *("read_only", "required", "too_long", "unknown_field", "url"),
        ]
    )
    sent = {"$schema": "./schema.json", "contacts": [RIGHT]}
    assert [one.code for one in Validator().validate(sent, "contact.create").warnings] == ["undocumented_field"]
