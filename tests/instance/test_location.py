"""Instance locations."""

import pytest

from bs_validate._instance.location import dotted, escaped, general, pointer, quoted


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ((), ""),
        (("",), "/"),
        (("foo", 0), "/foo/0"),
        (("a/b",), "/a~1b"),
        (("m~n",), "/m~0n"),
        (("~1",), "/~01"),
        ((" ", 'k"l', "c%d"), '/ /k"l/c%d'),
    ],
)
def test_a_pointer_is_written_as_rfc_6901_defines_it(location: tuple[str | int, ...], expected: str) -> None:
    """The cases are the examples of RFC 6901, and the order of its two escapes."""
    assert pointer(location) == expected


def test_a_field_is_written_with_dots_as_in_forms() -> None:
    """Names and indices are separated by dots."""
    assert dotted(("phones", 0, "number")) == "phones.0.number"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("email", "email"),
        ("phones.0.number", "phones.*.number"),
        ("phones.12", "phones.*"),
        ("0", "*"),
        ("phones.x1.number", "phones.x1.number"),
        ("phones.\u0661", "phones.\u0661"),
        ("\u0661", "\u0661"),
    ],
)
def test_a_general_name_has_a_star_for_each_index(field: str, expected: str) -> None:
    """Only a part of ASCII digits is an index."""
    assert general(field) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("first_name", "first_name"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("a\u001b[31mb", "a\\u001b[31mb"),
        ("a\nb", "a\\u000ab"),
        ("\u202eabc", "\\u202eabc"),
        ("a\ud800", "a\\ud800"),
        ("\u0007" * 10, ("\\u0007" * 10)[:39] + "…"),
        ("\U000e0041", "\\U000e0041"),
        ("\uffff", "\\uffff"),
        ("\n" + "x" * 34, "\\u000a" + "x" * 34),
        ("\n" + "x" * 35, "\\u000a" + "x" * 33 + "…"),
    ],
)
def test_a_name_from_the_data_is_shortened_and_escaped(name: str, expected: str) -> None:
    """It has at most 40 characters, all of them printable."""
    assert quoted(name) == expected
    assert len(quoted(name)) <= 40
    assert quoted(name).isprintable()


def test_escaping_keeps_printable_characters() -> None:
    """Letters of any script, spaces and signs stay; every other character is written as its escape."""
    assert escaped("Köln 東京 ~ \t") == "Köln 東京 ~ \\u0009"
