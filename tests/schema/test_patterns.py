"""Patterns mean what ECMA 262 defines, in both engines."""

import json
import re
from pathlib import Path

import pytest

from bs_validate import InvalidSchema, Validator
from bs_validate._schema.patterns import compiled, portable, translated, with_patterns

SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", ""),
        ("^a$", r"^a\Z"),
        ("a$|b$", r"a\Z|b\Z"),
        ("[$]", "[$]"),
        ("[a$]$", r"[a$]\Z"),
        ("[[]", r"[\[]"),
        ("[a[b]", r"[a\[b]"),
        ("[a]b]", "[a]b]"),
        (r"\$$", r"\$\Z"),
        (r"\cA[\cz]", r"\u0001[\u001a]"),
        (r"\[$", r"\[\Z"),
        (r"[\]$]", r"[\]$]"),
        (r"\\$", r"\\\Z"),
        (r"a\/b", "a/b"),
        (r"[\/]", "[/]"),
        (r"\d", "[0-9]"),
        (r"[\d]", "[0-9]"),
        (r"[a\d]", "[a0-9]"),
        (r"[^\d-]", "[^0-9-]"),
        (r"\D", "[^0-9]"),
        (r"\w+", "[A-Za-z0-9_]+"),
        (r"[\w.]", "[A-Za-z0-9_.]"),
        (r"\W", "[^A-Za-z0-9_]"),
        (r"\n\.", r"\n\."),
        ("a.", r"a[^\n\r\u2028\u2029]"),
        ("[.]", "[.]"),
        ("[]", r"[^\s\S]"),
        ("[^]", r"[\s\S]"),
        ("[a[]", r"[a\[]"),
        ("[a[^]", r"[a\[^]"),
        ("[a&&b||c~~]", r"[a\&\&b\|\|c\~\~]"),
        ("a|b&~", "a|b&~"),
        ("a\nb$", "a\nb\\Z"),
        ("\\\n$", "\\\n\\Z"),
        ("é{2,}?", "é{2,}?"),
    ],
)
def test_a_pattern_is_rewritten_for_python(pattern: str, expected: str) -> None:
    """Only the parts that Python reads differently are rewritten."""
    assert translated(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        (r"^\s$", SPACES, "xX\u200b\u0085\u180e\x1c_"),
        (r"^[\s]$", SPACES, "xX\u200b\u0085\u180e\x1c_"),
        (r"^\S$", "x\u200b\u0085é\\", SPACES),
        (r"^\d$", "0123456789", "\u0661\uff11a"),
        (r"^\D$", "\u0661a-", "0123456789"),
        (r"^\w$", "azAZ09_", "é\u0661- "),
        (r"^\W$", "é\u0661- ", "azAZ09_"),
        (r"^.$", "aé\u0085", "\n\r\u2028\u2029"),
        (r"^a\b", "a", ""),
        (r"^[\S]$", "x\u200b\u0085é\\😀\U0010ffff", SPACES),
        (r"^[^\S]$", SPACES, "xX\u200b\u0085\u180e\x1c_\U0010ffff"),
        (r"^[\D]$", "\0/:\u0661\U0010ffff", "0123456789"),
        (r"^[\W]$", "\0/:@[^`{\\]é\U0010ffff", "azAZ09_"),
        (r"^[\s\S]$", "a\n\u2028😀\0", ""),
        (r"^[\W-z]$", "-z@", "ay_"),
        (r"^[\D^1]$", "x^1", "02"),
        (r"^[^\D^1]$", "02", "x^1"),
        (r"^[]$", "", "a\n"),
        (r"^[^]$", "a\n\u2028", ""),
        (r"^[a&&b]$", "a&b", "c"),
        (r"^[a||b~~]$", "a|b~", "c"),
    ],
)
def test_a_character_class_is_that_of_ecma_262(pattern: str, taken: str, refused: str) -> None:
    """Digits and word characters are ASCII, and white space is that of Unicode with the byte order mark."""
    search = compiled(pattern).search
    assert [char for char in taken if not search(char)] == []
    assert [char for char in refused if search(char)] == []


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        (r"^a\b", ["a", "aé", "a-", "a\u0661"], ["ab", "a_", "a1"]),
        (r"a\b", ["éa", "a"], ["ab", "b"]),
        (r"^a\B", ["ab", "a_"], ["a", "aé"]),
        (r"^\Bé\B", ["éé", "é"], ["éa"]),
        ("^a.c$", ["abc", "a\u0085c"], ["a\nc", "a\rc", "a\u2028c", "a\u2029c", "abc\n"]),
        (r"^[\d-z]$", ["1", "-", "z"], ["a", "X"]),
        (r"^[\d--/]$", ["1", "-", "/"], ["."]),
        (r"^[\d-a-z]$", ["1", "-", "a", "z"], ["b"]),
        (r"^[\w-\d]$", ["1", "-", "z"], ["."]),
        (r"^[a-c-\d]$", ["a", "-", "5"], ["d"]),
        (r"^[a-\x63-\d]$", ["a", "-", "5"], ["d"]),
        ("^[a-c--/]$", ["a", "-", ".", "/"], ["d", ","]),
        (r"^[^\D\W\D]$", ["0", "5"], ["a", "-"]),
        (r"^[\w-\.]+$", ["a-b.c", "_"], ["`", "a b"]),
        (r"^[\w-z]$", ["a", "-"], ["`", "^", "."]),
        (r"^[\w-]$", ["a", "-"], ["`"]),
        ("^[a-c-e]$", ["a", "-", "e"], ["d", "f"]),
        ("^[+--]$", ["+", ",", "-"], [".", "*"]),
        ("^[--a]$", ["-", ".", "A", "a"], [",", "b"]),
        ("^[^--a]$", [",", "b"], ["-", ".", "a"]),
        ("^[[-a]$", ["[", "^", "a"], ["Z", "-"]),
        (r"^[\b]$", ["\b"], ["b", "\\", "X"]),
        (r"^\0$", ["\0"], ["0"]),
        (r"^\x41\u0042$", ["AB"], ["x41"]),
        (r"^\ud83d\ude00$", ["😀"], ["😁"]),
        (r"^\u{1F600}$", ["😀"], ["u"]),
        (r"^[\u{10000}\u{10FFFF}]$", ["\U00010000", "\U0010ffff"], ["\u1000", "0"]),
        (r"^[\ud7ff\ue000\uffff]$", ["\ud7ff", "\ue000", "\uffff"], ["\ufffe"]),
        (r"^[\ud83d\ude00-\ud83d\ude02]$", ["😀", "😂"], ["😃", "\ud7ff"]),
        ("^[]*a$", ["a"], ["b", ""]),
        ("^{$", ["{"], [""]),
        ("^a{1$", ["a{1"], ["a"]),
        ("^a{,3}$", ["a{,3}"], ["aa", ""]),
        ("^a{2}}$", ["aa}"], ["aa", "a{2}}"]),
        (r"^(a)\1$", ["aa"], ["a"]),
        (r"^(?<one>a)(?:b)(?<other>c)\k<other>1$", ["abcc1"], ["abca1", "abc1"]),
        (r"^(a)(?<n>b)\k<n>$", ["abb"], ["aba"]),
        (r"^(?=a)(?!b)(a)\1$", ["aa"], ["a", "aaa"]),
        (r"^\<b\>$", ["<b>"], ["b"]),
        (r"^[\<\é]\é$", ["<é", "éé"], ["é"]),
        ("^[(?<a>+*]+$", ["(?<a>", "*+"], ["b"]),
    ],
)
def test_both_engines_read_a_pattern_as_ecma_262_defines_it(
    tmp_path: Path, pattern: str, taken: list[str], refused: list[str]
) -> None:
    """The pattern is for texts or names, alone or beside another. An empty pattern matches every name."""
    schema = {"properties": {"tags": {"pattern": pattern}, "named": {"patternProperties": {pattern: {"type": "null"}, "": {}}}}}
    closed = {"patternProperties": {pattern: {}, "^~$": {}}, "additionalProperties": False}
    schema["properties"]["closed"] = {**closed, "properties": {"x y": {}}}
    (tmp_path / "tag.read.json").write_text(json.dumps(schema))
    for engine in ("rust", "reference"):
        validator = Validator(tmp_path, engine=engine)
        for texts, is_taken in ((taken, True), (refused, False)):
            for text in texts:
                found = {error.code: error for error in validator.validate({"tags": text}, "tag.read").errors}
                assert (found == {}) is is_taken, (engine, text)
                assert validator.validate({"named": {text: 1}}, "tag.read").valid is not is_taken, (engine, text)
                assert validator.validate({"closed": {text: 1, "~": 1}}, "tag.read").valid is is_taken, (engine, text)


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\Aa", r"a\Z", r"\a", r"\p{L}", "(?#a)", r"\ud83d", r"\ude00\ud83d", r"\u{110000}", r"[\1]", r"\8", "[a--b]"),
        *(r"\01", r"[\07]", "a\\", "(?i)a", "(?P<n>a)", r"\k<n>", r"[\k<n>]", r"(?<n>a)(?<n>b)", "(?>a)", "(a)(?(1)b|c)"),
        *(r"\ud800", r"\udfff", r"\u12", r"[\k<name>]", r"[a-bc-\d]", "{2}a", "[a"),
        *("a++", "a{2}+", r"[a-\S]", "(?=a)*", "(?<!a)+", "(*a)", "(?R)"),
    ],
)
def test_a_pattern_that_ecma_262_does_not_have_is_refused(tmp_path: Path, pattern: str) -> None:
    """Both engines refuse it with the same sentence, because Python or Rust would read it differently."""
    (tmp_path / "tag.read.json").write_text(json.dumps({"properties": {"tags": {"pattern": pattern}}}))
    refusals = set()
    for engine in ("rust", "reference"):
        with pytest.raises(InvalidSchema, match=r"^tag\.read\.json#/properties/tags/pattern: not a pattern") as refusal:
            Validator(tmp_path, engine=engine).validate({}, "tag.read")
        refusals.add(str(refusal.value))
    assert len(refusals) == 1


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[a", "unterminated class of characters"),
        ("*a", "nothing to repeat"),
        (r"(?<n>a)(?<n>b)", "two groups of one name"),
        (r"\k<n>(?<n>a)", "a reference to a group that is not before it"),
        (r"[a-\S]", r"a range with \S"),
        ("a\\", "a backslash at the end"),
        (r"\u{110000}", r"no such character: \u{110000}"),
        (r"\a", r"unknown escape \a"),
        (r"\ud83d", "half a pair of surrogates"),
    ],
)
def test_the_reason_why_a_pattern_is_refused_is_named(pattern: str, reason: str) -> None:
    """It is the same for both engines, and the refusal of the schema shows it."""
    for rewritten in (translated, portable):
        with pytest.raises(re.error) as refusal:
            rewritten(pattern)
        assert str(refusal.value) == reason


def test_every_pattern_of_a_schema_is_rewritten() -> None:
    """Names of properties are not patterns, and booleans are schemas too."""
    schema = {
        "title": "a",
        "pattern": "b",
        "items": {"pattern": "c"},
        "properties": {"d": {"pattern": "e"}},
        "patternProperties": {"f": {"pattern": "g"}},
        "allOf": [{"pattern": "h"}, True],
    }
    assert with_patterns(schema, str.upper) == {
        "title": "a",
        "pattern": "B",
        "items": {"pattern": "C"},
        "properties": {"d": {"pattern": "E"}},
        "patternProperties": {"F": {"pattern": "G"}},
        "allOf": [{"pattern": "H"}, True],
    }
