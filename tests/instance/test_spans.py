"""The places of some values in a JSON text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._instance.by_name import MAX_SEARCHED
from bs_validate._instance.source_map import Span, source_map
from bs_validate._instance.spans import spans
from support.profiles import examples

ROOT: tuple[Any, ...] = ()
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4)
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@examples(20)
@given(documents, st.sampled_from([None, 0, 2]), st.sampled_from(["", " ", "\n\t\r "]))
def test_each_span_agrees_with_the_full_source_map(document: Any, indent: Any, around: str) -> None:
    """Each place is searched alone, and found with the places above it. Places that do not exist have no span."""
    text = around + json.dumps(document, indent=indent) + around
    every = source_map(text).spans
    for place in every:
        above = {place[:length]: every[place[:length]] for length in range(len(place) + 1)}
        assert spans(text, [place]) == above
        assert spans(text, [(*place, "not there"), (*place, 99, "x")]) == above
    assert spans(text, every) == every
    assert spans(text, []) == {ROOT: every[ROOT]}


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ('{"a":1,"b":2}', [("b",)], {ROOT: Span(0, 13, None), ("b",): Span(11, 12, (7, 10))}),
        ('{"a" : [ ] , "b" : 2 }', [("b",)], {ROOT: Span(0, 22, None), ("b",): Span(19, 20, (13, 16))}),
        ("[ 1 , 2 , 3 ]", [(2,)], {ROOT: Span(0, 13, None), (2,): Span(10, 11, None)}),
        ("[1,2,3]", [(0,)], {ROOT: Span(0, 7, None), (0,): Span(1, 2, None)}),
        ('["a"]', [("0",), (5,)], {ROOT: Span(0, 5, None)}),
        ('{"0":1}', [(0,)], {ROOT: Span(0, 7, None)}),
        ('"{a"', [(0,)], {ROOT: Span(0, 4, None)}),
        ("\n\r\t 5 ", [("a", 0)], {ROOT: Span(4, 5, None)}),
        ("[" + "1" * 5000 + ",2]", [(1,)], {ROOT: Span(0, 5004, None), (1,): Span(5002, 5003, None)}),
    ],
)
def test_values_that_are_not_wanted_are_skipped(text: str, wanted: Any, expected: dict[Any, Span]) -> None:
    """Skipped values may be of any kind, and numbers of any length."""
    found = spans(text, wanted)
    assert found == expected


def test_a_skipped_value_may_be_deep() -> None:
    """It may be deeper than the decoder of the standard library goes."""
    text = '{"a":' + "[" * 50_000 + "]" * 50_000 + ',"b":1}'
    found = spans(text, [("b",)])
    assert found["b",] == Span(len(text) - 2, len(text) - 1, (len(text) - 6, len(text) - 3))
    assert found["a",] == Span(5, 100_005, (1, 4))


@pytest.mark.parametrize("item", [{"a": 1, "b": [5]}, {"b": [5], "a": {"b": [6]}}, {"a": "x" * MAX_SEARCHED, "b": [5]}])
def test_members_of_similar_objects_in_a_list_are_found_by_name(item: dict[str, Any]) -> None:
    """A member is not found by name if an object has its name twice or is long."""
    text = json.dumps([0, item, item])
    every = source_map(text).spans
    wanted = [(1, "b", 0), (2, "b"), (2, "c", 0)]
    due = [(), (1,), (2,), (1, "b"), (1, "b", 0), (2, "b")]
    assert spans(text, wanted) == {place: every[place] for place in due}
