"""The fields of a resource and their rules."""

import json
from typing import Any

import pytest

from bs_validate._instance.location import quoted
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate.cli.field_rows import FieldRow, UnknownResource, field_rows


def _catalog(**schemas: Any) -> Catalog:
    """Return a catalogue of one resource, ``tag``, with a schema of the whole document for each representation."""
    files = {f"tag.{name}.json": json.dumps(schema).encode() for name, schema in schemas.items()}
    return Catalog(lambda: files, files.__getitem__)


def _listed(**resource: Any) -> dict[str, Any]:
    return {"properties": {"tags": {"type": "array", "items": resource}}}


@pytest.mark.parametrize(
    ("schema", "types", "rules"),
    [
        ({}, "any", ""),
        (True, "any", ""),
        ({"type": "string"}, "string", ""),
        ({"type": ["integer", "null"]}, "integer or null", ""),
        ({"type": "string", "enum": ["a", 1]}, "string", "one of a 1"),
        ({"enum": ["a", 1, None]}, "integer or null or string", "one of a 1"),
        ({"enum": ["a", "b", "c", "d", "e"]}, "string", "one of a b c d e"),
        ({"enum": ["a", "b", "c", "d", "e", None]}, "null or string", "one of a b c d e"),
        ({"enum": ["a", "b", "c", "d", "e", "f"]}, "string", "one of 6"),
        ({"enum": []}, "any", "one of "),
        ({"const": 5}, "integer", "one of 5"),
        ({"const": 1.5}, "number", "one of 1.5"),
        ({"const": []}, "array", "one of []"),
        ({"exclusiveMaximum": 9}, "any", "less than 9"),
        ({"exclusiveMinimum": 1}, "any", "more than 1"),
        ({"maxItems": 2}, "any", "at most 2 items"),
        ({"maxLength": 100}, "any", "at most 100 characters"),
        ({"maximum": 8}, "any", "at most 8"),
        ({"minLength": 2}, "any", "at least 2 characters"),
        ({"minimum": 0.5}, "any", "at least 0.5"),
        ({"multipleOf": 3}, "any", "a multiple of 3"),
        ({"minItems": 1}, "any", "not empty"),
        ({"minItems": 2}, "any", "at least 2 items"),
        ({"uniqueItems": True}, "any", "no item twice"),
        ({"uniqueItems": False}, "any", ""),
        ({"format": "bs-email"}, "any", "email address"),
        ({"format": "printable"}, "any", "no control characters"),
        ({"format": "bs-phone"}, "any", "phone number"),
        ({"format": "time"}, "any", "UTC time"),
        ({"format": "website"}, "any", "URL"),
        ({"pattern": "[^ \\t]"}, "any", "not blank"),
        ({"pattern": "[^ ]"}, "any", "of a certain form"),
        ({"pattern": "[^\\t]"}, "any", "of a certain form"),
        *[({"pattern": f"^[^ \t{char}]"}, "any", "of a certain form") for char in "x0é李"],
        ({"pattern": "^[^ \t-]"}, "any", "of a certain form"),
        ({"pattern": ""}, "any", "of a certain form"),
        ({"not": {"pattern": "[\\u0000-\\u001f]"}}, "any", "no control characters"),
        ({"not": {"pattern": "[<>]"}}, "any", "of a certain form"),
        ({"not": {"pattern": "X"}}, "any", "of a certain form"),
        ({"not": {"type": "null"}}, "any", ""),
        ({"anyOf": [{"type": "string"}], "title": "x", "examples": [1]}, "any", ""),
        (
            {"type": "string", "maxLength": 5, "format": "email", "minLength": 1},
            "string",
            "at most 5 characters, email address, at least 1 characters",
        ),
        (
            {"type": "string", "allOf": [{"maxLength": 5}, {"allOf": [{"minLength": 1}]}]},
            "string",
            "at most 5 characters, at least 1 characters",
        ),
        ({"allOf": [{"type": "string", "maxLength": 5}, {"maxLength": 5}]}, "string", "at most 5 characters"),
        (
            {"if": {"minLength": 1}, "then": {"type": "string", "format": "email"}, "else": {"maxLength": 7}},
            "string",
            "email address",
        ),
        ({"type": "integer", "allOf": [{"type": "string"}]}, "integer", ""),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_the_rules_of_a_field_are_words(schema: Any, types: str, rules: str) -> None:
    """The rules are in the order of the schema, and each occurs once."""
    (field,) = field_rows(_catalog(create=_listed(properties={"a": schema})), "tag")
    assert field == FieldRow("a", types, {"create": "optional"}, rules, "")


def test_each_representation_has_its_own_presence() -> None:
    """A field is required, optional, ignored or absent; its rules are those of the first representation that takes it."""
    catalog = _catalog(
        create=_listed(
            properties={
                "a": {"type": "string", "description": "First."},
                "b": {"readOnly": True, "type": "integer", "description": "Not this."},
                "c": {},
            },
            required=["a"],
        ),
        read=_listed(
            properties={"b": {"readOnly": True, "type": "number", "description": "Second."}, "d": {"type": "null"}},
            required=["b"],
            allOf=[{"required": ["d"]}],
        ),
        update=_listed(properties={"a": {"type": "array", "description": "Later."}, "c": {"readOnly": False, "type": "array"}}),
    )
    assert field_rows(catalog, "tag") == (
        FieldRow("a", "string", {"create": "required", "read": "absent", "update": "optional"}, "", "First."),
        FieldRow("b", "number", {"create": "ignored", "read": "required", "update": "absent"}, "", "Second."),
        FieldRow("c", "any", {"create": "optional", "read": "absent", "update": "optional"}, "", ""),
        FieldRow("d", "null", {"create": "absent", "read": "required", "update": "absent"}, "", ""),
    )


def test_a_nested_field_has_the_names_of_its_parents() -> None:
    """A star means any index. A field is required if the object that contains it requires it."""
    inner = {"properties": {"b": {"items": {"type": "string"}}, "c": {}}, "required": ["c"]}
    whole = _listed(properties={"a": {"items": inner}, "c": {"properties": {"a": {}}}}, required=["a"])
    assert [(one.name, one.types, one.presence["create"]) for one in field_rows(_catalog(create=whole), "tag")] == [
        ("a", "any", "required"),
        ("a.*", "any", "optional"),
        ("a.*.b", "any", "optional"),
        ("a.*.b.*", "string", "optional"),
        ("a.*.c", "any", "required"),
        ("c", "any", "optional"),
        ("c.a", "any", "optional"),
    ]


def test_without_an_envelope_the_document_is_the_resource() -> None:
    """The names of its fields have no prefix."""
    point = {"properties": {"x": {"properties": {"y": {}}, "required": ["y"]}}, "required": ["x"]}
    assert [(one.name, one.presence) for one in field_rows(_catalog(read=point), "tag")] == [
        ("x", {"read": "required"}),
        ("x.y", {"read": "required"}),
    ]


def test_a_field_in_several_conditions_is_described_by_the_last_one() -> None:
    """The schema of a condition is the looser one and comes first."""
    whole = _listed(properties={"a": {"maxLength": 9}}, allOf=[{"properties": {"a": {"maxLength": 5}}}])
    (field,) = field_rows(_catalog(create=whole), "tag")
    assert field.rules == "at most 5 characters"


def test_a_representation_may_have_dots_in_its_name() -> None:
    """The name of the resource ends at the first dot."""
    schema = _listed(properties={"a": {"readOnly": True}})
    assert field_rows(_catalog(**{"b.c": schema}), "tag") == (FieldRow("a", "any", {"b.c": "ignored"}, "", ""),)


@pytest.mark.parametrize("name", ["tags", ""])
def test_an_unknown_resource_names_the_choices(name: str) -> None:
    """The choices are the resources with a representation; a text that cannot be a name is not repeated."""
    with pytest.raises(UnknownResource) as refusal:
        field_rows(packaged(), name)
    assert str(refusal.value) == f"unknown resource {quoted(name)!r}: choose from contact, host"
    for none in (None, "a\nb"):
        with pytest.raises(UnknownResource, match=r"^unknown resource: choose from contact, host$"):
            field_rows(packaged(), none)
