"""The rules of a schema are the faults that its values can have."""

import json
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._schema.catalog import directory, packaged
from bs_validate.samples.rules import field_names, place_of, rules
from bs_validate.strategies import kinds
from support.samples import DOCUMENTED


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_the_rules_are_the_kinds_of_faults_that_the_strategies_draw(name: str) -> None:
    """Rules and kinds of faults are derived from the schema in different ways."""
    drawn = {(tuple(one.pointer.split("/")[1:]), one.code) for one in kinds(name)}
    assert {(one.place, one.code) for one in rules(packaged()[name])} == drawn


def test_each_rule_has_its_own_name() -> None:
    """A name consists of a field and a code, and leads to one place."""
    for schema in packaged():
        names = [str(one) for one in rules(schema)]
        assert len(names) == len(set(names))


def test_fields_are_named_as_the_command_fields_names_them() -> None:
    """Fields that the server ignores in a write are left out."""
    assert field_names(packaged()["host.update"]) == ("firstname", "lastname", "email", "user_id", "source_id")
    assert {"spoken_languages.*", "phones.*.number"} <= set(field_names(packaged()["contact.create"]))
    assert "id" not in field_names(packaged()["contact.create"])
    assert "links.account" in field_names(packaged()["contact.read"])


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ((), ()),
        (("contacts", 3, "phones", 2, "number"), ("contacts", "*", "phones", "*", "number")),
        (("contacts", 0, "shoe_size"), ("contacts", "*", "*")),
        (("contacts", "email"), ("contacts", "*", "email")),
        (("contacts", "shoe_size"), ("contacts", "*", "*")),
        (("shoe_size", 0), ("*", "*")),
    ],
)
def test_a_location_leads_to_the_place_of_its_rules(location: tuple[Any, ...], place: tuple[str, ...]) -> None:
    """Indices and undocumented names do not matter, and a resource may be in the place of the list."""
    assert place_of(packaged()["contact.create"], location) == place


@pytest.mark.parametrize(
    ("keywords", "codes"),
    [
        ({}, []),
        ({"type": "string"}, ["null", "type"]),
        ({"type": ["string", "null"], "maxLength": 3}, ["too_long", "type"]),
        ({"type": "string", "minLength": 2}, ["blank", "null", "too_short", "type"]),
        ({"type": "string", "minLength": 1}, ["blank", "null", "type"]),
        ({"type": "string", "pattern": "^[a-z]*$"}, ["null", "pattern", "type"]),
        ({"type": "number"}, ["null", "type"]),
        ({"type": "integer", "minimum": 1, "exclusiveMaximum": 9}, ["maximum", "minimum", "null", "type"]),
        ({"enum": ["a", "b"]}, ["choice", "null", "type"]),
        ({"enum": [True, False]}, ["null", "type"]),
        ({"const": True}, ["choice", "null", "type"]),
        ({"const": None}, ["type"]),
        ({"type": "array", "maxItems": 2, "uniqueItems": True}, ["constraint", "null", "too_many", "type"]),
        ({"type": "array", "minItems": 0}, ["null", "type"]),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, ["type"]),
        ({"anyOf": [{"type": "string", "maxLength": 3}, {"maxLength": 9}]}, []),
        ({"readOnly": True, "type": "string"}, []),
        (False, ["unknown_field"]),
        ({"type": "string", "format": "bs-email"}, ["email", "null", "type"]),
        ({"type": "string", "not": {"pattern": "[\\u0000-\\u001f]"}}, ["non_printable", "null", "type"]),
        ({"type": "string", "not": {"pattern": "x"}}, ["null", "pattern", "type"]),
    ],
    ids=str,
)
def test_each_keyword_gives_its_codes(tmp_path: Path, keywords: Any, codes: list[str]) -> None:
    """In a schema of the user's own, the codes are at the field that has the keyword."""
    item = {"type": "object", "properties": {"one": keywords}}
    document = {"type": "object", "required": ["tags"], "properties": {"tags": {"type": "array", "items": item}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document))
    found = [one.code for one in rules(directory(tmp_path)["tag.create"]) if one.field == "one"]
    assert sorted(found) == codes


def test_a_schema_that_compiles_has_rules_for_required_names(tmp_path: Path) -> None:
    """Names that are required without being documented, and those that another name requires, count as well."""
    item = {"type": "object", "required": ["a"], "dependentRequired": {"a": ["b"]}, "additionalProperties": False}
    document = {"required": ["tags"], "properties": {"tags": {"type": "array", "items": item}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document))
    found = {str(one) for one in rules(directory(tmp_path)["tag.create"])}
    assert {"a:required", "b:required", "*:unknown_field"} <= found
    assert Validator(tmp_path).validate({"tags": [{}]}, "tag.create").errors
