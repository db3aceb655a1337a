"""Each keyword that refuses a value is explained with a code, a place and params."""

from typing import Any

import pytest

from bs_validate._check.explain import (
    EXPLAIN,
    Keyword,
    constraint,
    explanation,
    has_type,
    holds_type,
    json_type,
    of_type,
    prepared,
)
from bs_validate.formats import email

TYPES: list[tuple[Any, str]] = [
    (None, "null"),
    (True, "boolean"),
    (0, "integer"),
    (1.0, "integer"),
    (1.5, "number"),
    ("", "string"),
    ([], "array"),
    ({}, "object"),
]


@pytest.mark.parametrize(("value", "expected"), TYPES)
def test_a_value_has_a_json_type(value: Any, expected: str) -> None:
    """A number without a fraction is an integer, and every integer is a number too."""
    assert json_type(value) == expected
    for kind in ("null", "boolean", "integer", "number", "string", "array", "object"):
        assert has_type([kind], value) is (kind == expected or (kind == "number" and expected == "integer"))
        assert holds_type(kind)(value) is has_type([kind], value)
        assert holds_type(["string", kind])(value) is has_type(["string", kind], value)
        assert has_type({"string", kind}, value) is (has_type([kind], value) or expected == "string")


@pytest.mark.parametrize("schema", [True, {}, {"minimum": 1}, {"type": "string", "maxLength": 1}])
def test_only_a_schema_with_nothing_but_a_type_is_checked_by_its_type(schema: Any) -> None:
    """Any other schema is left to the engine."""
    assert of_type(schema) is None
    holds = of_type({"type": "string"})
    assert holds is not None
    assert (holds("x"), holds(1)) == (True, False)


#: A number that may be written as text, as the ids of the API may.
DIGITS = {
    "type": ["integer", "string"],
    "x-tolerates": {"string": "coerced"},
    "format": "bs-integer",
    "pattern": "[1-9]",
    "minimum": 1,
}
EMAIL = {"format": "bs-email", "pattern": email.PATTERN}
NAMES = {"first": {}, "second": {"readOnly": True}, "third": True, "fourth": {"readOnly": False}}


@pytest.mark.parametrize(
    ("schema", "keyword", "instance", "expected"),
    [
        ({"type": "string"}, "type", 5, [("type", (), {"expected": ["string"], "actual": "integer"})]),
        ({"type": ["string", "null"]}, "type", [], [("type", (), {"expected": ["string", "null"], "actual": "array"})]),
        ({"type": "string"}, "type", None, [("null", (), {})]),
        ({"enum": ["Male", "female"]}, "enum", "male", [("choice", (), {"suggestion": "Male"})]),
        ({"enum": ["Male", "female"]}, "enum", "x", [("choice", (), {})]),
        ({"enum": ["a", None]}, "enum", None, [("null", (), {})]),
        ({"enum": ["b", 1, "a"]}, "enum", [], [("type", (), {"expected": ["integer", "string"], "actual": "array"})]),
        ({"enum": ["b", 1]}, "enum", 2, [("choice", (), {})]),
        ({"enum": []}, "enum", 2, [("choice", (), {})]),
        ({"enum": ["b"], "type": "string"}, "enum", 2, [("choice", (), {})]),
        ({"const": "tag"}, "const", "TAG", [("choice", (), {"suggestion": "tag"})]),
        ({"const": "tag"}, "const", 5, [("type", (), {"expected": ["string"], "actual": "integer"})]),
        ({"const": [1]}, "const", [2], [("choice", (), {})]),
        ({"const": "tag"}, "const", None, [("null", (), {})]),
        *[
            (schema, keyword, instance, expected)
            for keyword in ("anyOf", "oneOf")
            for schema, instance, expected in (
                (
                    {keyword: [{"type": "string"}, {"type": "null"}]},
                    5,
                    [("type", (), {"expected": ["null", "string"], "actual": "integer"})],
                ),
                (
                    {keyword: [{"type": ["string", "null"]}, {"type": "array"}]},
                    5,
                    [("type", (), {"expected": ["array", "null", "string"], "actual": "integer"})],
                ),
                ({keyword: [{"type": "string"}, {"type": "array"}]}, None, [("null", (), {})]),
                ({keyword: [{"type": "string"}, {"minimum": 1}]}, 0, [("constraint", (), {"keyword": keyword})]),
                (
                    {keyword: [{"type": "string", "maxLength": 1}, {"type": "null"}]},
                    "ab",
                    [("constraint", (), {"keyword": keyword})],
                ),
                ({keyword: [{"type": "number", "minimum": 1}, {"type": "null"}]}, 0, [("constraint", (), {"keyword": keyword})]),
                (
                    {keyword: [{"type": "integer"}, {"type": "null"}]},
                    1.5,
                    [("type", (), {"expected": ["integer", "null"], "actual": "number"})],
                ),
                ({keyword: [{"type": "number"}]}, "1", [("type", (), {"expected": ["number"], "actual": "string"})]),
            )
        ],
        ({"required": ["a", "b", "c"]}, "required", {"b": 1}, [("required", ("a",), {}), ("required", ("c",), {})]),
        ({"required": ["a"]}, "required", {"a": None}, []),
        (
            {"dependentRequired": {"a": ["b", "c"], "d": ["e"], "c": ["f"]}},
            "dependentRequired",
            {"a": 1, "c": 1},
            [("required", ("b",), {}), ("required", ("f",), {})],
        ),
        ({"minLength": 1}, "minLength", "", [("blank", (), {})]),
        ({"minLength": 3}, "minLength", "é😀", [("too_short", (), {"min": 3, "length": 2})]),
        ({"maxLength": 1}, "maxLength", "é😀", [("too_long", (), {"max": 1, "length": 2})]),
        ({"pattern": "x"}, "pattern", " \u3000", [("blank", (), {})]),
        ({"pattern": "x"}, "pattern", "y", [("pattern", (), {})]),
        ({"not": {"pattern": "x"}}, "not", "x", [("pattern", (), {})]),
        ({"not": {"pattern": "\\t"}}, "not", "ab\t\n", [("non_printable", (), {"position": 2, "codepoint": "U+0009"})]),
        ({"not": {"pattern": "\\t"}}, "not", "\u2028", [("non_printable", (), {"position": 0, "codepoint": "U+2028"})]),
        ({"not": {"pattern": "\\t"}}, "not", 5, [("constraint", (), {"keyword": "not"})]),
        ({"not": {"type": "string"}}, "not", "x", [("constraint", (), {"keyword": "not"})]),
        ({"format": "email"}, "format", "x", [("email", (), {"reason": "no_at_sign"})]),
        ({"format": "bs-website"}, "format", "x", [("url", (), {"reason": "scheme"})]),
        ({"format": "printable"}, "format", "ab\x00", [("non_printable", (), {"position": 2, "codepoint": "U+0000"})]),
        ({"format": "email"}, "format", "a@b.co", []),
        *[
            (DIGITS, keyword, instance, expected)
            for keyword, instance, expected in (
                ("pattern", "0", [("minimum", (), {"min": 1})]),
                ("pattern", " ", [("type", (), {"expected": ["integer"], "actual": "string"})]),
                ("format", "x", [("type", (), {"expected": ["integer"], "actual": "string"})]),
            )
        ],
        ({"format": "bs-integer", "pattern": "[1-9]"}, "pattern", "0", [("pattern", (), {})]),
        ({"format": "integer"}, "format", "x", [("type", (), {"expected": ["integer"], "actual": "string"})]),
        ({"format": "integer", "type": "string"}, "format", "x", [("type", (), {"expected": ["string"], "actual": "string"})]),
        ({**EMAIL, "minLength": 1}, "pattern", " ", [("blank", (), {})]),
        ({**EMAIL, "minLength": 1}, "pattern", "x", [("email", (), {"reason": "no_at_sign"})]),
        (EMAIL, "pattern", " ", [("email", (), {"reason": "no_at_sign"})]),
        ({"minItems": 2}, "minItems", [1], [("too_few", (), {"min": 2, "count": 1})]),
        ({"maxItems": 1}, "maxItems", [1, 2, 3], [("too_many", (), {"max": 1, "count": 3})]),
        ({"minimum": 1}, "minimum", 0, [("minimum", (), {"min": 1})]),
        ({"maximum": 1}, "maximum", 2, [("maximum", (), {"max": 1})]),
        ({"exclusiveMinimum": 1}, "exclusiveMinimum", 1, [("minimum", (), {"min": 1, "exclusive": True})]),
        ({"exclusiveMaximum": 1}, "exclusiveMaximum", 1, [("maximum", (), {"max": 1, "exclusive": True})]),
        *[({keyword: 1}, keyword, 5, [("constraint", (), {"keyword": keyword})]) for keyword in ("multipleOf", "contains", "x")],
        (
            {"properties": NAMES, "additionalProperties": False},
            "additionalProperties",
            {"first": 1, "frist": 2, "second": 3, "secnod": 4, "third": 5, "thrid": 6, "forth": 7},
            [
                ("unknown_field", ("frist",), {"suggestion": "first"}),
                ("unknown_field", ("secnod",), {}),
                ("unknown_field", ("thrid",), {"suggestion": "third"}),
                ("unknown_field", ("forth",), {"suggestion": "fourth"}),
            ],
        ),
        *[
            (
                {"additionalProperties": False},
                "additionalProperties",
                dict.fromkeys(names),
                [("unknown_field", (name,), {}) for name in names],
            )
            for names in ("xy", "yx")
        ],
        (
            {"patternProperties": {"^x\\d$": {}, "y$": {}}, "additionalProperties": False},
            "additionalProperties",
            {"x1": 1, "ay": 2, "x1z": 3},
            [("unknown_field", ("x1z",), {})],
        ),
        (
            {"properties": {"a": {}}, "allOf": [{"properties": {"b": {}}}], "additionalProperties": False},
            "additionalProperties",
            {"a": 1, "b": 2},
            [("unknown_field", ("b",), {})],
        ),
        (
            {
                "properties": {"a": {}},
                "allOf": [{"properties": {"bb": {}}, "patternProperties": {"^c": {}}}],
                "unevaluatedProperties": False,
            },
            "unevaluatedProperties",
            {"a": 1, "bb": 2, "cc": 3, "bbx": 4},
            [("unknown_field", ("bbx",), {"suggestion": "bb"})],
        ),
    ],
)
def test_each_violation_is_explained(schema: Any, keyword: str, instance: Any, expected: list[Any]) -> None:
    """The location of an explanation is relative to the instance."""
    explained = EXPLAIN.get(keyword, constraint)(Keyword(keyword, prepared(keyword, schema), schema), instance)
    assert [(code, path, dict(params)) for code, path, params in explained] == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("not",), ("constraint", {"keyword": "not"})),
        (("items", "not"), ("constraint", {"keyword": "items"})),
        (("properties", "not", "not"), ("unknown_field", {})),
    ],
)
def test_a_schema_that_accepts_nothing_is_explained_by_the_keyword_that_it_is_under(path: Any, expected: Any) -> None:
    """Such a schema is the resolved form of ``false``; the schema of the document is under no keyword."""
    schema: Any = {"not": {}}
    ((code, _, params),) = explanation(path, schema)(Keyword("not", prepared("not", schema), schema), 5)
    assert (code, dict(params)) == expected


def test_params_do_not_share_lists_with_the_schema() -> None:
    """Changing the params of a report must not change the schema."""
    schema = {"type": ["string", "null"]}
    ((_, _, params),) = EXPLAIN["type"](Keyword("type", prepared("type", schema), schema), 5)
    assert params["expected"] == schema["type"]
    assert params["expected"] is not schema["type"]
