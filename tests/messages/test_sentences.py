"""The English messages, and how a code and its params become a message."""

import string
from typing import Any

import pytest

from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.sentences import _remembered, missing_envelope, sentence
from bs_validate._messages.sentences import text as worded
from bs_validate.codes import CODES

#: The params of the codes whose messages require them.
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
    "invisible": {"position": 3, "codepoint": "U+200B"},
    "constraint": {"keyword": "multipleOf"},
    "not_json": {"reason": "syntax", "line": 1, "column": 2},
    "many_resources": {"count": 2},
}


#: Words that read like a translation, or that make a reader stop.
AVOIDED = ("be no ", "has no place", "stands", "but for", "signs that", ", and so ", "of which")


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_message(code: str) -> None:
    """A message is a predicate: it begins in lower case, ends without a full stop, and has every placeholder filled in."""
    text = sentence(code, CODES[code].severity, PARAMS.get(code, {}), "en")
    assert text
    assert "{" not in text
    assert text[0].islower()
    assert not text.endswith(".")


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_english_is_plain(key: str) -> None:
    """No message has a word of the list above."""
    english = CATALOGUE[key]
    for text in (english,) if isinstance(english, str) else english[:2]:
        assert not [words for words in AVOIDED if words in text]


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("required", {}, "is required"),
        ("null", {}, "must not be null"),
        ("type", {"expected": ["string"], "actual": "integer"}, "must be text, not a whole number"),
        ("type", {"expected": ["array", "null"], "actual": "object"}, "must be a list, not an object"),
        ("type", {"expected": ["null"], "actual": "boolean"}, "must be null, not true or false"),
        ("type", {"expected": ["array", "string", "null"], "actual": "number"}, "must be a list or text, not a number"),
        (
            "type",
            {"expected": ["array", "string", "number"], "actual": "null"},
            "must be a list, text or a number, not null",
        ),
        ("type", {"expected": ["integer"]}, "must be a whole number"),
        ("choice", {}, "is not one of the allowed values"),
        ("choice", {"suggestion": "419"}, "is not one of the allowed values (did you mean 419?)"),
        ("choice", {"suggestion": "male"}, "is not one of the allowed values (did you mean male?)"),
        ("choice", {"suggestion": "HR"}, "is not one of the allowed values (did you mean HR, Croatia?)"),
        ("choice", {"suggestion": "rs"}, "is not one of the allowed values (did you mean rs, Serbian?)"),
        ("unknown_field", {}, "is not a known field"),
        ("unknown_field", {"suggestion": "firstname"}, "is not a known field (did you mean firstname?)"),
        ("undocumented_field", {"suggestion": "zip"}, "is not documented (did you mean zip?)"),
        ("undocumented_parameter", {"suggestion": "fields"}, "is not a documented parameter (did you mean fields?)"),
        ("too_long", {"max": 1, "length": 2}, "must have at most 1 character (has 2)"),
        ("too_long", {"max": 15, "length": 20}, "must have at most 15 characters (has 20)"),
        ("too_long", {"max": 2.0, "length": 3}, "must have at most 2.0 characters (has 3)"),
        ("too_long", {"max": 1}, "must have at most 1 character"),
        ("too_long", {"max": 15}, "must have at most 15 characters"),
        ("too_short", {"min": 3, "length": 2}, "must have at least 3 characters (has 2)"),
        ("too_short", {"min": 3}, "must have at least 3 characters"),
        ("too_few", {"min": 1, "count": 0}, "must have at least 1 item (has 0)"),
        ("too_many", {"max": 2, "count": 3}, "must have at most 2 items (has 3)"),
        ("minimum", {"min": 1}, "must be at least 1"),
        ("minimum", {"min": 1, "exclusive": True}, "must be more than 1"),
        ("maximum", {"max": 0.5}, "must be at most 0.5"),
        ("maximum", {"max": 0.5, "exclusive": True}, "must be less than 0.5"),
        (
            "non_printable",
            {"position": 0, "codepoint": "U+0009"},
            "must have only printable characters (character 1 is U+0009)",
        ),
        ("non_printable", {}, "must have only printable characters"),
        ("email", {"reason": "no_at_sign"}, "must be an email address: the @ is missing"),
        ("email", {"reason": "not in the catalogue"}, "must be an email address"),
        ("not_json", {"reason": "syntax", "line": 3, "column": 7}, "is not valid JSON (line 3, column 7)"),
        ("duplicate_key", {}, "appears twice in this object"),
        ("read_only", {}, "is set by the server and ignored in a write"),
        ("phone_doubtful", {"reason": "too_long"}, "may not be a reachable phone number: too long for its country"),
        ("invisible", {"position": 4, "codepoint": "U+200B"}, "contains an invisible character: U+200B (character 5)"),
        ("yaml_type", {"read_as": "null"}, "is text here, but many YAML readers read it as null; put it in quotes"),
        ("yaml_type", {"read_as": "else"}, "is text here, but not to every YAML reader; put it in quotes"),
    ],
)
def test_a_message_says_what_was_expected_then_what_came(code: str, params: dict[str, Any], expected: str) -> None:
    """Plurals and alternatives are in words. A message leaves out values that its params do not have."""
    assert sentence(code, CODES[code].severity, params, "en") == expected


def test_types_are_named_in_the_language_of_the_message() -> None:
    """The word between two types is in that language too."""
    shown = sentence("type", "error", {"expected": ["array", "string"], "actual": "object"}, "de")
    names = {kind: worded(f"type.{kind}", {}, "de") for kind in ("array", "string", "object")}
    either = worded("type.or", {"first": names["array"], "last": names["string"]}, "de")
    assert shown == worded("type", {"expected": either, "actual": names["object"]}, "de")
    assert "list" not in shown.replace(names["array"], "")
    assert sentence("type", "error", {"expected": ["string"]}, "de") == worded(
        "type.expected", {"expected": names["string"]}, "de"
    )
    assert worded("type.expected", {"expected": ""}, "de") != worded("type.expected", {"expected": ""}, "en")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "HR, Croatia"),
        ("de", "HR (Kroatien)"),
        ("ja", "HR（クロアチア）"),
        ("ko", "HR(크로아티아)"),
        ("zh-TW", "HR（克羅埃西亞）"),
    ],
)
def test_a_country_is_named_beside_its_code(locale: str, expected: str) -> None:
    """Each language has its own punctuation for the name."""
    assert expected in sentence("choice", "error", {"suggestion": "HR"}, locale)


def test_a_blank_text_is_worded_by_its_severity() -> None:
    """A blank text must not be sent where it is an error, and need not be where it is a warning."""
    assert sentence("blank", "error", {}, "en") == "must not be blank"
    assert sentence("blank", "warning", {}, "en") == "is blank; send null if there is no value"


def test_placeholders_are_params() -> None:
    """The message of a code uses only params that the code has."""
    own = {
        "hint.envelope": {"example"},
        "hint.update": {"schema"},
        "lacks": {"fields"},
        "named": {"choice", "name"},
        "required.envelope": {"envelope"},
        "type.or": {"first", "last"},
    }
    for key, text in CATALOGUE.items():
        known = own[key] if key in own else {*CODES[key.partition(".")[0]].params, "ordinal"}
        for form in (text,) if isinstance(text, str) else text[:2]:
            asked = {name for _, name, _, _ in string.Formatter().parse(form) if name}
            assert asked <= known, key
            assert asked == known or key not in own


def test_messages_differ_if_any_of_their_params_differs() -> None:
    """Numbers that are equal may be written differently, and the order of a list matters."""
    assert sentence("minimum", "error", {"min": 1.0}, "en") != sentence("minimum", "error", {"min": 1}, "en")
    for kinds in (["string", "integer"], ["integer", "string"], ["null"]):
        expected = [sentence("type", "error", {"expected": [kind]}, "en").removeprefix("must be ") for kind in kinds]
        assert " or ".join(expected) in sentence("type", "error", {"expected": kinds}, "en")


def test_a_locale_of_any_type_has_messages() -> None:
    """One that is not a text gets English, even if it cannot be hashed."""
    assert sentence("minimum", "error", {"min": 1}, ["de"]) == sentence("minimum", "error", {"min": 1}, "en")  # type: ignore[arg-type]  # on purpose


def test_only_a_message_without_a_place_in_a_text_is_remembered() -> None:
    """A list among the params does not keep a message from being remembered."""
    before = _remembered.cache_info()
    for _ in range(2):
        sentence("type", "error", {"expected": ["string"], "actual": "null", "of": "this test"}, "en")
    after = _remembered.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 1)
    sentence("not_json", "error", {"reason": "syntax", "line": 1, "column": 2}, "en")
    assert _remembered.cache_info() == after


@pytest.mark.parametrize("params", [{"line": 1}, {"actual": {}}])
def test_a_message_that_is_not_remembered_is_the_same(params: dict[str, Any]) -> None:
    """Neither a place in a text nor a param that cannot be hashed changes its severity or its language."""
    assert sentence("blank", "warning", params, "de") == sentence("blank", "warning", {}, "de")
    assert sentence("blank", "warning", {}, "de") != sentence("blank", "warning", {}, "en")
    assert sentence("blank", "warning", {}, "de") != sentence("blank", "error", {}, "de")


def test_the_message_of_a_missing_envelope_names_it() -> None:
    """The name is the only param, in every language."""
    for locale in ("en", "de"):
        expected = worded("required.envelope", {"envelope": "hosts"}, locale)
        assert '"hosts"' in expected
        assert missing_envelope("hosts", "required", "error", {}, locale) == expected
    assert missing_envelope("hosts", "required", "error", {}, "de") != missing_envelope("hosts", "required", "error", {}, "en")
