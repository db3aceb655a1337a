"""The violations of an engine are looked up in the schema and in the document."""

import json
from pathlib import Path

import pytest

from bs_validate._check.checker import Checker
from bs_validate._check.engines.interface import Violation
from bs_validate._check.engines.select import select
from bs_validate._check.simple_path import issues
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.catalog import directory


def test_a_property_may_have_the_name_of_a_keyword() -> None:
    """The path of a violation treats it as a name."""
    schema = {"properties": {"propertyNames": {"minimum": 1}}}
    violation = Violation(("propertyNames",), ("properties", "propertyNames", "minimum"))
    (issue,) = issues(schema, {"propertyNames": 0}, [violation])
    assert issue == ("minimum", ("propertyNames",), {"min": 1}, "/properties/propertyNames/minimum")


def test_a_violation_of_an_unknown_keyword_is_reported() -> None:
    """A violation is reported even if its keyword has no explanation."""
    (issue,) = issues({"required": ["a"]}, {"a": 1}, [Violation((), ("required",))])
    assert issue == ("constraint", (), {"keyword": "required"}, "/required")


_LIST = {"type": "object", "required": ["tags"]}


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize("rejections", [0, 50])
@pytest.mark.parametrize(
    ("schema", "value", "place", "said"),
    [
        ({"properties": {"b": False}}, {"b": 1}, ("b",), "unknown_field"),
        ({"properties": {"not": False}}, {"not": None}, ("not",), "unknown_field"),
        ({"patternProperties": {"^x": False}}, {"xy": 1}, ("xy",), "unknown_field"),
        ({"allOf": [{"properties": {"properties": False}}]}, {"properties": 1}, ("properties",), "unknown_field"),
        ({"properties": {"properties": {"items": False}}}, {"properties": [1]}, ("properties", 0), "items"),
        ({"properties": {"b": {"prefixItems": [True], "items": False}}}, {"b": [1, 2]}, ("b", 1), "items"),
        ({"dependentSchemas": {"b": False}}, {"b": 1}, (), "dependentSchemas"),
        ({"properties": {"b": {"not": {"type": "string"}}}}, {"b": "x"}, ("b",), "not"),
    ],
)
def test_a_property_whose_schema_is_false_is_an_unknown_field(  # a table
    tmp_path: Path, schema: JsonSchema, value: JSON, place: Location, said: str, rejections: int, engine: str
) -> None:
    """Both engines and both paths report it so. A ``false`` elsewhere is a constraint, reported with the keyword that has it."""
    (tmp_path / "tag.create.json").write_text(json.dumps({**_LIST, "properties": {"tags": {"type": "array", "items": schema}}}))
    checker = Checker(directory(tmp_path)["tag.create"], select(engine), rejections_before_fast_path=rejections)
    [error] = checker.report({"tags": [value]}).errors
    assert (error.location, error.params.get("keyword", error.code)) == (("tags", 0, *place), said)


_TEXTS = {"properties": {"a": {"type": "string"}}}


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(
    ("schema", "value", "said"),
    [
        ({"allOf": [_TEXTS], "unevaluatedProperties": False}, {"a": 1}, ["type"]),
        ({"allOf": [_TEXTS], "unevaluatedProperties": False}, {"a": 1, "b": 1}, ["type", "unknown_field"]),
        ({"allOf": [{**_TEXTS, "required": ["c"]}], "unevaluatedProperties": False}, {"a": ""}, ["required"]),
        ({"allOf": [{"items": {"type": "string"}}], "unevaluatedItems": False}, [1], ["type"]),
        ({"allOf": [{"items": _TEXTS}], "unevaluatedItems": False}, ["x", {"a": 1}], ["type"]),
        ({"prefixItems": [True], "unevaluatedItems": False}, [1, 2], ["constraint"]),
        ({"if": {"required": ["k"]}, "then": _TEXTS, "unevaluatedProperties": False}, {"a": ""}, ["constraint"]),
    ],
)
def test_a_part_that_is_unevaluated_because_of_an_error_is_not_reported_itself(
    tmp_path: Path, schema: JsonSchema, value: JSON, said: list[str], engine: str
) -> None:
    """A wrong value in a schema that is extended is one error, and an unknown field beside it is another."""
    (tmp_path / "tag.create.json").write_text(json.dumps({**_LIST, "properties": {"tags": {"type": "array", "items": schema}}}))
    found = Checker(directory(tmp_path)["tag.create"], select(engine)).report({"tags": [value]}).errors
    assert [error.code for error in found] == said
