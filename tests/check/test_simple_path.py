"""What an engine finds, looked up in the schema and in the document."""

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
    """It is followed as a name."""
    schema = {"properties": {"propertyNames": {"minimum": 1}}}
    violation = Violation(("propertyNames",), ("properties", "propertyNames", "minimum"))
    (issue,) = issues(schema, {"propertyNames": 0}, [violation])
    assert issue == ("minimum", ("propertyNames",), {"min": 1}, "/properties/propertyNames/minimum")


def test_whatever_refuses_is_told_of() -> None:
    """Also where there is nothing to explain."""
    (issue,) = issues({"required": ["a"]}, {"a": 1}, [Violation((), ("required",))])
    assert issue == ("constraint", (), {"keyword": "required"}, "/required")


_LIST = {"type": "object", "required": ["tags"]}


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize("rejections", [0, 50])
@pytest.mark.parametrize(
    ("schema", "value", "place", "code"),
    [
        ({"properties": {"b": False}}, {"b": 1}, ("b",), "unknown_field"),
        ({"properties": {"not": False}}, {"not": None}, ("not",), "unknown_field"),
        ({"patternProperties": {"^x": False}}, {"xy": 1}, ("xy",), "unknown_field"),
        ({"allOf": [{"properties": {"properties": False}}]}, {"properties": 1}, ("properties",), "unknown_field"),
        ({"properties": {"properties": {"items": False}}}, {"properties": [1]}, ("properties", 0), "constraint"),
        ({"properties": {"b": {"not": {"type": "string"}}}}, {"b": "x"}, ("b",), "constraint"),
    ],
)
def test_a_property_whose_schema_is_false_is_an_unknown_field(  # a table
    tmp_path: Path, schema: JsonSchema, value: JSON, place: Location, code: str, rejections: int, engine: str
) -> None:
    """By both engines and on both ways to the issues; elsewhere, ``false`` is a constraint."""
    (tmp_path / "tag.create.json").write_text(json.dumps({**_LIST, "properties": {"tags": {"type": "array", "items": schema}}}))
    checker = Checker(directory(tmp_path)["tag.create"], select(engine), rejections_before_fast_path=rejections)
    [error] = checker.report({"tags": [value]}).errors
    assert (error.location, error.code) == (("tags", 0, *place), code)
