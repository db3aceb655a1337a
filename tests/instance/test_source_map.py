"""The source map has the place of each value in a JSON text."""

import json
from typing import Any

import pytest

from bs_validate._instance.source_map import SourceMap, Span, line_and_column, line_starts, source_map

ROOT: tuple[Any, ...] = ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", {ROOT: Span(0, 1, None)}),
        (" -1.5e+3\n", {ROOT: Span(1, 8, None)}),
        ("0.25E-17", {ROOT: Span(0, 8, None)}),
        ("\t\r\n true ", {ROOT: Span(4, 8, None)}),
        ("null", {ROOT: Span(0, 4, None)}),
        ("false", {ROOT: Span(0, 5, None)}),
        ('"a\\"b"', {ROOT: Span(0, 6, None)}),
        ("[]", {ROOT: Span(0, 2, None)}),
        ("{ }", {ROOT: Span(0, 3, None)}),
        ("[ ]", {ROOT: Span(0, 3, None)}),
        ("[1, 22]", {ROOT: Span(0, 7, None), (0,): Span(1, 2, None), (1,): Span(4, 6, None)}),
        ("[[] , [0]]", {ROOT: Span(0, 10, None), (0,): Span(1, 3, None), (1,): Span(6, 9, None), (1, 0): Span(7, 8, None)}),
        ('{"a":1}', {ROOT: Span(0, 7, None), ("a",): Span(5, 6, (1, 4))}),
        (
            ' { "a" : {} ,\n"b": [ "x" ] } ',
            {
                ROOT: Span(1, 28, None),
                ("a",): Span(9, 11, (3, 6)),
                ("b",): Span(19, 26, (14, 17)),
                ("b", 0): Span(21, 24, None),
            },
        ),
        (
            '[{"a":[{"b":0}]}]',
            {
                ROOT: Span(0, 17, None),
                (0,): Span(1, 16, None),
                (0, "a"): Span(6, 15, (2, 5)),
                (0, "a", 0): Span(7, 14, None),
                (0, "a", 0, "b"): Span(12, 13, (8, 11)),
            },
        ),
    ],
)
def test_every_value_has_a_span(text: str, expected: dict[Any, Span]) -> None:
    """It extends from the first character to one past the last. A member of an object also has the span of its quoted key."""
    assert source_map(text) == SourceMap(expected, (), None)


def test_each_repetition_of_a_key_is_reported_with_its_place() -> None:
    """The span of the member is that of its last value."""
    found = source_map('{"a":1,"b":{"a":2,"\\u0061":3},"a":4,"a":[5]}')
    assert found.repeated == (
        (("b", "a"), Span(18, 26, (18, 26))),
        (("a",), Span(30, 33, (30, 33))),
        (("a",), Span(36, 39, (36, 39))),
    )
    assert found.spans["a",] == Span(40, 43, (36, 39))
    assert found.spans["b", "a"] == Span(27, 28, (18, 26))


@pytest.mark.parametrize(
    ("opening", "closing", "place"), [("[", "]", (0,) * 64), ('{"a":', "}", ("a",) * 64)], ids=["lists", "objects"]
)
def test_spans_end_at_65_levels(opening: str, closing: str, place: tuple[Any, ...]) -> None:
    """The first container below 64 levels is too deep: it has a span, but the values inside it have none."""
    key = (64 * len(opening) - 4, 64 * len(opening) - 1) if "a" in opening else None
    start = 64 * len(opening)
    at_most = opening * 64 + "1" + closing * 64
    found = source_map(at_most)
    assert found.too_deep is None
    assert found.spans[place] == Span(start, start + 1, key)
    assert len(found.spans) == 65

    deep = source_map("[" + opening * 63 + f"[{opening}1{closing}]" + closing * 63 + f",{opening * 65}2{closing * 65}]")
    assert deep.too_deep is not None
    assert deep.too_deep[0] == (0, *place[:63])
    first = 1 + 63 * len(opening)
    own_key = (first - 4, first - 1) if "a" in opening else None
    assert deep.too_deep[1] == Span(first, first + 1, own_key)
    assert deep.spans[0, *place[:63]] == Span(first, first + 3 + len(opening + closing), own_key)
    assert max(map(len, deep.spans)) == 64
    assert len(deep.spans) == 1 + 64 + 64


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("", "Expecting value", 0),
        ("  ", "Expecting value", 2),
        ("tru", "Expecting value", 0),
        ("[", "Expecting value", 1),
        ("[,1]", "Expecting value", 1),
        ("[1,]", "Expecting value", 3),
        ("[1 2]", "Expecting ',' delimiter", 3),
        ("[1}", "Expecting ',' delimiter", 2),
        ("[1", "Expecting ',' delimiter", 2),
        ('{"a":1]', "Expecting ',' delimiter", 6),
        ('{"a":[1}}', "Expecting ',' delimiter", 7),
        ('{"a":1 "b":2}', "Expecting ',' delimiter", 7),
        ("{", "Expecting property name enclosed in double quotes", 1),
        ("{ 1:2}", "Expecting property name enclosed in double quotes", 2),
        ('{"a":1, }', "Expecting property name enclosed in double quotes", 8),
        ('{"a" 1}', "Expecting ':' delimiter", 5),
        ('{"a"}', "Expecting ':' delimiter", 4),
        ('{"a":}', "Expecting value", 5),
        ("1 2", "Extra data", 2),
        ("[] x", "Extra data", 3),
        ("{}}", "Extra data", 2),
        ("01", "Extra data", 1),
        ("-", "Expecting value", 0),
        ("1.", "Extra data", 1),
        ("\u00a01", "Expecting value", 0),
        ('"a', "Unterminated string starting at", 0),
        ('["a\nb"]', "Invalid control character at", 3),
    ],
)
def test_text_that_is_not_json_is_refused_at_its_first_mistake(text: str, message: str, at: int) -> None:
    """The error is that of the standard library."""
    with pytest.raises(json.JSONDecodeError) as refusal:
        source_map(text)
    assert (refusal.value.msg, refusal.value.pos, refusal.value.doc) == (message, at, text)


def test_depth_is_limited() -> None:
    """A hundred thousand levels are read, and one more is refused."""
    assert source_map("[" * 100_000 + "1" + "]" * 100_000).too_deep is not None
    with pytest.raises(RecursionError):
        source_map("[" * 100_001 + "1" + "]" * 100_001)


@pytest.mark.parametrize(
    ("text", "starts"),
    [("", [0]), ("a", [0]), ("a\n", [0, 2]), ("\n\n", [0, 1, 2]), ("a\r\nb\rc\nd", [0, 3, 5, 7]), ("\r\r\n", [0, 1, 3])],
)
def test_lines_start_where_editors_start_them(text: str, starts: list[int]) -> None:
    """A line ends with CR LF, LF or CR, and with nothing else."""
    assert line_starts(text) == starts
    assert line_starts("\u2028\x0b\x0c\x85") == [0]


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (4, (2, 2)), (5, (3, 1)), (6, (4, 1)), (9, (4, 4))]
)
def test_lines_and_columns_count_from_1(offset: int, place: tuple[int, int]) -> None:
    """Columns count from the start of the line."""
    assert line_and_column([0, 3, 5, 6], offset) == place
