"""The tree knows the schemas that apply at each location, and the choices that depend on the value."""

from typing import Any

import pytest

from bs_validate._schema import tree
from bs_validate._schema.tree import Node


def _paths(node: Node) -> list[str]:
    return ["/".join(map(str, part.path)) for part in node.parts]


def test_schemas_under_allof_apply_together() -> None:
    """The root and everything under ``allOf`` apply, with their paths, and only the root is a root of the node."""
    node = tree.root({"allOf": [{"title": "a", "allOf": [{"title": "b"}]}, True, {"title": "c"}]})
    assert _paths(node) == ["", "allOf/0", "allOf/0/allOf/0", "allOf/2"]
    assert [one.get("title") for one in node.schemas] == [None, "a", "b", "c"]
    assert [part.path for part in node.roots] == [()]
    assert node.choices == ()


@pytest.mark.parametrize("schema", [True, False])
def test_a_boolean_has_no_schemas(schema: bool) -> None:  # noqa: FBT001  # a schema
    """Neither true nor false says what a value contains."""
    assert tree.root(schema) == Node((), ())


@pytest.mark.parametrize(
    ("schema", "name", "expected"),
    [
        ({"properties": {"a": {}}}, "a", ["properties/a"]),
        ({"properties": {"a": {}}}, "b", []),
        ({"properties": {"a": {}}, "additionalProperties": {}}, "a", ["properties/a"]),
        ({"properties": {"a": {}}, "additionalProperties": {}}, "b", ["additionalProperties"]),
        ({"additionalProperties": False}, "b", []),
        ({"patternProperties": {"^a": {}}, "additionalProperties": {}}, "ab", ["patternProperties/^a"]),
        ({"patternProperties": {"^a": {}}, "additionalProperties": {}}, "ba", ["additionalProperties"]),
        ({"patternProperties": {"a$": {}}, "properties": {"a": {}}}, "a", ["patternProperties/a$", "properties/a"]),
        ({"patternProperties": {"a$": {}}, "properties": {"a": {}}}, "a\n", []),
        (
            {"allOf": [{"properties": {"a": {}}}, {"additionalProperties": {}}]},
            "a",
            ["allOf/0/properties/a", "allOf/1/additionalProperties"],
        ),
        ({"properties": {"a": {"allOf": [{}]}}}, "a", ["properties/a", "properties/a/allOf/0"]),
    ],
)  # fmt: skip
def test_the_schemas_of_a_property_are_found_by_name_and_pattern(schema: Any, name: str, expected: list[str]) -> None:
    """Schemas for additional properties count only if the name and the patterns give none."""
    assert _paths(tree.root(schema).property(name)) == expected


def test_other_properties_have_the_schemas_for_additional_properties() -> None:
    """Each schema that applies may have one."""
    schema = {"additionalProperties": {}, "allOf": [{"additionalProperties": False}, {"additionalProperties": {"allOf": [{}]}}]}
    assert _paths(tree.root(schema).others()) == [
        "additionalProperties",
        "allOf/1/additionalProperties",
        "allOf/1/additionalProperties/allOf/0",
    ]


def test_the_schemas_of_items_are_found() -> None:
    """A boolean has no schemas."""
    assert _paths(tree.root({"items": {"allOf": [{}]}, "allOf": [{"items": {}}, {"items": True}]}).items()) == [
        "items",
        "items/allOf/0",
        "allOf/0/items",
    ]


def test_the_names_of_properties_are_in_order() -> None:
    """Each name occurs once, and a name under a condition is only among the possible ones."""
    schema: Any = {
        "properties": {"b": {}, "a": {}},
        "allOf": [{"properties": {"c": {}, "b": {}}}, {}],
        "then": {"properties": {"d": {}}},
    }
    assert list(tree.root(schema).names) == ["b", "a", "c"]
    assert list(tree.root(schema).possible().names) == ["b", "a", "c", "d"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (
            {"if": {"title": "i"}, "then": {"title": "t"}, "else": {"title": "e"}},
            [("if", [({"title": "i"}, "then", "else")])],
        ),
        ({"if": True}, [("if", [(True, None, None)])]),
        ({"anyOf": [{"title": "x"}, False]}, [("anyOf", [({"title": "x"}, "anyOf/0", None)])]),
        (
            {"oneOf": [{}, {"title": "x"}]},
            [("oneOf", [({}, "oneOf/0", None), ({"title": "x"}, "oneOf/1", None)])],
        ),
        (
            {"dependentSchemas": {"a": {"title": "x"}}},
            [("dependentSchemas", [({"type": "object", "required": ["a"]}, "dependentSchemas/a", None)])],
        ),
        ({"allOf": [{"anyOf": [{}]}], "if": {}}, [("if", [({}, None, None)]), ("anyOf", [({}, "allOf/0/anyOf/0", None)])]),
    ],
)  # fmt: skip
def test_schemas_that_depend_on_the_value_are_choices(schema: Any, expected: Any) -> None:
    """Each option has a condition, and the schemas that apply if it holds or fails."""

    def path(part: tree.Part | None) -> str | None:
        return None if part is None else "/".join(map(str, part.path))

    choices = tree.root(schema).choices
    assert [(one.keyword, [(option.condition, path(option.held), path(option.failed)) for option in one.options])
            for one in choices] == expected  # fmt: skip


def test_options_can_be_narrowed_to_keywords() -> None:
    """A caller that checks alternatives as a whole needs only the conditions. Each has the path that leads to it."""
    node = tree.root({"anyOf": [{}], "if": {"title": "i"}, "dependentSchemas": {"a": {}}})
    assert [option.condition for option in node.options("if")] == [{"title": "i"}]
    assert [option.condition for option in node.options()] == [{}, {"title": "i"}, {"type": "object", "required": ["a"]}]
    assert [option.path for option in node.options()] == [("anyOf", 0), ("if",), ("dependentSchemas", "a")]


def test_an_outcome_settles_the_options_that_were_tried() -> None:
    """The chosen schemas apply, and may bring choices of their own; options that were not tried are dropped."""
    schema = {
        "anyOf": [{"title": "a"}],
        "if": {},
        "then": {"allOf": [{"if": {"title": "inner"}, "else": {"title": "e"}}]},
        "else": {},
    }
    node = tree.root(schema)
    settled = node.settled([(option, True) for option in node.options("if")])
    assert _paths(settled) == ["", "then", "then/allOf/0"]
    assert settled.roots == settled.parts
    (option,) = settled.options()
    assert _paths(settled.settled([(option, True)])) == _paths(settled)
    last = settled.settled([(option, False)])
    assert (_paths(last)[-1], last.choices) == ("then/allOf/0/else", ())
    assert _paths(node.settled([(option, False) for option in node.options("if")])) == ["", "else"]


def test_everything_that_may_apply_is_possible() -> None:
    """The schemas are in the order in which they are written, each once, without conditions and excluded schemas."""
    schema = {
        "allOf": [{"anyOf": [{}]}],
        "oneOf": [{}],
        "dependentSchemas": {"a": {}},
        "if": {"allOf": [{}]},
        "then": {},
        "else": {"allOf": [{}]},
        "not": {},
        "items": {},
    }
    possible = tree.root(schema).possible()
    assert _paths(possible) == [
        "",
        "allOf/0",
        "allOf/0/anyOf/0",
        "oneOf/0",
        "dependentSchemas/a",
        "then",
        "else",
        "else/allOf/0",
    ]
    assert possible.choices == ()
    assert possible.roots == possible.parts
