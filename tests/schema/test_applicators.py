"""Schemas inside schemas."""

from typing import Any

import pytest

from bs_validate._schema.applicators import in_place, property_names, subschemas

ONE = (
    *("additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
NAMED = ("dependentSchemas", "patternProperties", "properties")
LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
A: dict[str, Any] = {"title": "a"}
B: dict[str, Any] = {"title": "b"}


@pytest.mark.parametrize("keyword", ONE)
def test_the_schema_of_a_keyword_is_found(keyword: str) -> None:
    """Keywords beside it do not matter, and a boolean has no schemas inside."""
    assert list(subschemas({"title": "x", keyword: A, "type": "object"})) == [((keyword,), A)]
    assert list(subschemas({keyword: True})) == []


@pytest.mark.parametrize("keyword", NAMED)
def test_the_schemas_of_names_are_found_with_their_names(keyword: str) -> None:
    """Booleans are left out, and schemas after them are not."""
    assert list(subschemas({keyword: {"x": A, "y": False, "z": B}})) == [((keyword, "x"), A), ((keyword, "z"), B)]


@pytest.mark.parametrize("keyword", LISTED)
def test_the_schemas_of_a_list_are_found_with_their_indices(keyword: str) -> None:
    """Booleans are left out, and schemas after them are not."""
    assert list(subschemas({keyword: [A, True, B]})) == [((keyword, 0), A), ((keyword, 2), B)]


@pytest.mark.parametrize("keyword", ["const", "default", "enum", "examples", "$defs", "definitions", "x"])
def test_keywords_that_are_not_applicators_are_not_searched(keyword: str) -> None:
    """A value may look like a schema without being one; definitions count only where a reference leads to them."""
    assert list(subschemas({keyword: {"properties": {"a": A}}})) == []


def test_applicators_of_the_same_value_are_in_place() -> None:
    """The condition itself is left out, since it does not say what a value may be, and so is an excluded schema."""
    schema = {
        "allOf": [{"title": "all", "anyOf": [{"title": "any"}]}],
        "oneOf": [{"title": "one"}],
        "dependentSchemas": {"a": {"title": "dependent"}},
        "if": {"title": "if"},
        "then": {"title": "then"},
        "else": {"title": "else"},
        "not": {"title": "not"},
        "items": {"title": "items"},
        "properties": {"a": {"title": "a"}},
        "prefixItems": [{"title": "first"}],
    }
    assert [one.get("title") for one in in_place(schema)] == [None, "all", "any", "one", "dependent", "then", "else"]


def test_the_names_of_properties_are_found_at_any_depth() -> None:
    """The names are in order, with those of an object before those inside it."""
    inner = {"properties": {"c": {"items": {"properties": {"d": True}}}}}
    schema = {"properties": {"a": inner, "b": {}}, "not": {"properties": {"e": {}}}}
    assert list(property_names(schema)) == ["a", "b", "c", "d", "e"]
