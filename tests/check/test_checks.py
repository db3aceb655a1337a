"""The keywords of a schema are checked one by one, most of them without an engine."""

from typing import Any

import pytest

from bs_validate._check.checks import checks
from bs_validate._check.engines.interface import Compiled, ReasonOf
from bs_validate._check.engines.select import select
from bs_validate._check.reasons import reason
from bs_validate._schema.tree import Part
from bs_validate.formats import email, printable

COMPILE = select("rust")
EMAIL: dict[str, Any] = {"format": "email", "pattern": email.PATTERN, "minLength": 1}
PRINTABLE: dict[str, Any] = {"format": "printable", "not": {"pattern": printable.FORBIDDEN, "type": "string"}}
LENGTHS: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 2}
ITEMS: dict[str, Any] = {"type": "array", "minItems": 1, "maxItems": 2}
CLOSED: dict[str, Any] = {"additionalProperties": False, "properties": {"a": {}}, "required": ["a"]}

_ANY = ("anyOf", "const", "enum", "not", "oneOf")
_NUMBERS = ("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf")
_ASKED: list[tuple[Any, tuple[str, ...]]] = [
    (None, ()),
    (False, ()),
    (7, _NUMBERS),
    (7.5, _NUMBERS),
    ("x", ("format", "maxLength", "minLength", "pattern")),
    ([1], ("maxItems", "minItems", "uniqueItems")),
    ({"a": 1}, ("additionalProperties", "dependentRequired", "maxProperties", "minProperties", "required")),
]


@pytest.mark.parametrize(("value", "asked"), _ASKED)
def test_only_keywords_that_may_refuse_a_value_are_checked(value: Any, asked: tuple[str, ...]) -> None:
    """A type that every value of the Python type has is left out, and so is a schema of other properties."""
    schema: dict[str, Any] = {
        **dict.fromkeys(_NUMBERS, 9),
        **dict.fromkeys(("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"), 1),
        "anyOf": [{}],
        "const": 0,
        "enum": [],
        "not": {},
        "oneOf": [{}],
        "additionalProperties": False,
        "dependentRequired": {},
        "format": "email",
        "pattern": "",
        "required": [],
        "type": ["null", "boolean", "number", "string", "array", "object"],
        "uniqueItems": True,
        "title": "x",
    }
    parts = [Part(schema, ()), Part({"additionalProperties": {}}, ("allOf", 0))]
    found = checks(parts, COMPILE, reason)[type(value)]
    assert [check.schema_location for check in found] == sorted(f"/{keyword}" for keyword in (*_ANY, *asked))


@pytest.mark.parametrize(
    ("schema", "value", "failed"),
    [
        (LENGTHS, "", ["minLength"]),
        (LENGTHS, "a", []),
        (LENGTHS, "ab", []),
        (LENGTHS, "abc", ["maxLength"]),
        (LENGTHS, 5, ["type"]),
        (ITEMS, [], ["minItems"]),
        (ITEMS, [1], []),
        (ITEMS, [1, 1], []),
        (ITEMS, [1, 1, 1], ["maxItems"]),
        (ITEMS, None, ["type"]),
        (CLOSED, {}, ["required"]),
        (CLOSED, {"a": 1}, []),
        (CLOSED, {"a": 1, "b": 1}, ["additionalProperties"]),
        ({"enum": ["a", None]}, "a", []),
        ({"enum": ["a", None]}, None, []),
        ({"enum": ["a", None]}, "b", ["enum"]),
        ({"enum": ["a"]}, [], ["enum"]),
        (EMAIL, "x", ["format"]),
        (EMAIL, " ", ["format", "pattern"]),
        (EMAIL, "a@b.co", []),
        (PRINTABLE, "\t", ["format"]),
    ],
)
def test_usual_keywords_are_checked_without_an_engine(schema: dict[str, Any], value: Any, failed: list[str]) -> None:
    """A pattern that the format beside it implies fails only for a blank text, and such a ``not`` is left out."""
    assert _failed(schema, value) == (failed, [])


@pytest.mark.parametrize(
    ("schema", "value", "failed", "compiled"),
    [
        ({"enum": ["a", 1]}, 1, [], ["enum"]),
        ({"enum": [1]}, 1.0, [], ["enum"]),
        ({**EMAIL, "pattern": "^b"}, "a@b.co", ["pattern"], ["pattern"]),
        ({"format": "email", "not": {"maxLength": 9}}, "a@b.co", ["not"], ["not"]),
        ({"pattern": "^b", "minimum": 5}, "a", ["pattern"], ["pattern", "minimum"]),
    ],
)
def test_other_keywords_are_checked_by_the_engine(schema: Any, value: Any, failed: list[str], compiled: list[str]) -> None:
    """Each is compiled by itself."""
    assert _failed(schema, value) == (failed, compiled)


def test_a_format_is_checked_by_the_given_function() -> None:
    """The same function explains the failure."""
    assert _failed({"format": "email"}, "a@b.co", lambda name, text: f"{name} {text}") == (["format"], [])
    (check,) = checks([Part({"format": "email"}, ())], COMPILE, lambda name, text: f"{name} {text}")[str]
    assert list(check.explain(check.keyword, "a@b.co")) == [("email", (), {"reason": "email a@b.co"})]


def _failed(schema: dict[str, Any], value: Any, reason_of: ReasonOf = reason) -> tuple[list[str], list[str]]:
    """Return the keywords that refuse a value, and those that an engine compiled."""
    compiled: list[str] = []

    def compile_part(part: dict[str, Any]) -> Compiled:
        compiled.extend(part)
        return COMPILE(part)

    found = checks([Part(schema, ())], compile_part, reason_of)[type(value)]
    return [check.keyword.name for check in found if not check.holds(value)], compiled
