"""The catalogue of messages."""

import ast
import string
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bs_validate
from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.sentences import sentence
from bs_validate._messages.sentences import text as worded
from bs_validate.codes import CODES
from bs_validate.formats import email, phone, printable, time, website

PACKAGE = Path(bs_validate.__file__).parent

PARAMS: dict[str, dict[str, Any]] = {
    "type": {"expected": ["string", "null"], "actual": "array"},
    "too_long": {"max": 100, "length": 101},
    "too_short": {"min": 2, "length": 1},
    "too_few": {"min": 1, "count": 0},
    "too_many": {"max": 1, "count": 2},
    "minimum": {"min": 1},
    "maximum": {"max": 9},
    "non_printable": {"position": 3, "codepoint": "U+0009"},
    "bidi_control": {"position": 3, "codepoint": "U+202E"},
    "constraint": {"keyword": "multipleOf"},
    "not_json": {"reason": "syntax", "line": 1, "column": 2},
    "many_resources": {"count": 2},
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_message(code: str) -> None:
    """With the params that it carries, and no placeholder left."""
    text = sentence(code, CODES[code].severity, PARAMS.get(code, {}), "en")
    assert text
    assert "{" not in text
    assert text[0].islower()
    assert not text.endswith(".")


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("type", {"expected": ["string"], "actual": "integer"}, "must be text, not a whole number"),
        ("type", {"expected": ["array", "null"], "actual": "object"}, "must be a list, not an object"),
        ("type", {"expected": ["null"], "actual": "boolean"}, "must be null, not true or false"),
        ("type", {"expected": ["array", "string", "null"], "actual": "number"}, "must be a list or text, not a number"),
        (
            "type",
            {"expected": ["array", "string", "number"], "actual": "null"},
            "must be a list, text or a number, not null",
        ),
        ("choice", {"suggestion": "419"}, "is not one of the allowed values (did you mean 419?)"),
        ("too_long", {"max": 1, "length": 2}, "must have at most 1 character (has 2)"),
        ("too_long", {"max": 15, "length": 20}, "must have at most 15 characters (has 20)"),
        ("too_few", {"min": 1, "count": 0}, "must have at least 1 item (has 0)"),
        ("choice", {}, "is not one of the allowed values"),
        ("choice", {"suggestion": "GB"}, "is not one of the allowed values (did you mean GB, United Kingdom?)"),
        ("minimum", {"min": 1}, "must be at least 1"),
        ("minimum", {"min": 1, "exclusive": True}, "must be more than 1"),
        ("maximum", {"max": 0.5}, "must be at most 0.5"),
        ("too_long", {"max": 2.0, "length": 3}, "must have at most 2.0 characters (has 3)"),
        (
            "non_printable",
            {"position": 0, "codepoint": "U+0009"},
            "must have only printable characters (character 1 is U+0009)",
        ),
        ("email", {"reason": "not in the catalogue"}, "must be an email address"),
        ("not_json", {"reason": "syntax", "line": 3, "column": 7}, "is not valid JSON (line 3, column 7)"),
    ],
)
def test_a_message_says_what_was_expected_then_what_came(code: str, params: dict[str, Any], expected: str) -> None:
    """With plurals and alternatives in words."""
    assert sentence(code, "error", params, "en") == expected


def test_types_are_named_in_the_language_of_the_message() -> None:
    """Each, and what stands between them."""
    shown = sentence("type", "error", {"expected": ["array", "string"], "actual": "object"}, "de")
    names = {kind: worded(f"type.{kind}", {}, "de") for kind in ("array", "string", "object")}
    either = worded("type.or", {"first": names["array"], "last": names["string"]}, "de")
    assert shown == worded("type", {"expected": either, "actual": names["object"]}, "de")
    assert "list" not in shown.replace(names["array"], "")


def test_a_blank_text_is_worded_by_its_severity() -> None:
    """As a warning nothing must be done."""
    assert sentence("blank", "error", {}, "en") != sentence("blank", "warning", {}, "en")


def _words_returned(path: Path) -> set[str]:
    """Return all texts that a module's functions return or yield as a reason."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def _words_given() -> frozenset[str]:
    """Return the texts of all modules but the catalogue, which are read once for all of its keys."""
    return frozenset().union(*(_words_returned(path) for path in PACKAGE.rglob("*.py") if path.name != "english.py"))


@pytest.mark.parametrize("key", [key for key in CATALOGUE if "." in key])
def test_a_reason_of_the_catalogue_is_one_that_is_given(key: str) -> None:
    """No message stands for nothing."""
    _, _, reason = key.partition(".")
    assert reason in _words_given() | {"or", "exclusive", "suggestion", "update"}


@pytest.mark.parametrize(
    ("code", "module"), [("email", email), ("url", website), ("phone", phone), ("time", time), ("non_printable", printable)]
)
def test_every_reason_of_a_format_has_a_message(code: str, module: Any) -> None:
    """Each word that the check may return is a key of the catalogue."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    returned = {
        node.value
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Return)
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()
    }
    assert returned
    if code != "non_printable":
        assert {f"{code}.{reason}" for reason in returned} <= set(CATALOGUE)


def test_placeholders_are_params() -> None:
    """A message asks for nothing that its code does not carry."""
    for key, text in CATALOGUE.items():
        code = key.partition(".")[0]
        if key == "hint.update":
            assert "{schema}" in text
            continue
        for form in (text,) if isinstance(text, str) else text[:2]:
            asked = {name for _, name, _, _ in string.Formatter().parse(form) if name}
            assert asked <= {*CODES[code].params, "ordinal", *(("first", "last") if key == "type.or" else ())}, key
