"""Places that are found by the names that lead to them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._instance.by_name import MAX_SEARCHED, MAX_WANTED, spans_by_name, spans_of_members
from bs_validate._instance.source_map import Span, source_map

ROOT: tuple[Any, ...] = ()
_names = st.sampled_from(["a", "b", "number", "é", "$a", "", " ", "1", ":", 'a"', "\\", "a\\", "true", "}a"])
_texts = _names | st.sampled_from(['"a":', '\\"a":', 'x"a" : 1', '{"a":1}']) | st.text(max_size=3)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)


layouts = st.fixed_dictionaries(
    {"ensure_ascii": st.booleans(), "separators": st.sampled_from([(",", ":"), (" ,\n", "\t: "), (", ", ": ")])}
)


@given(documents, layouts, st.sampled_from(["", "\n "]))
def test_a_place_found_by_name_agrees_with_the_source_map(document: Any, layout: dict[str, Any], around: str) -> None:
    """A location that does not exist gives the place of the nearest value above it."""
    text = around + json.dumps(document, **layout) + around
    every = source_map(text).spans
    for place, span in every.items():
        assert spans_by_name(text, document, [place]) in (None, {place: span})
        missing = [(*place, "not there", 0), (*place, 99)]
        assert spans_by_name(text, document, missing) in (None, {place: span})


@pytest.mark.parametrize(
    ("text", "place", "span"),
    [
        (' {"a" : 1 } ', ROOT, Span(1, 11, None)),
        (' {"a" : 1 } ', ("a",), Span(8, 9, (2, 5))),
        ('{"b":"x a\\\\","a":"b"}', ("a",), Span(17, 20, (13, 16))),
        ('{"b":"\\u0061","a":null}', ("a",), Span(18, 22, (14, 17))),
        ('{"$a":-1.5e3}', ("$a",), Span(6, 12, (1, 5))),
        ('[{"a":1},{"b":0},{"a":23}]', (2, "a"), Span(22, 24, (18, 21))),
        ('[ 1 , [2] , "x" ]', (1,), Span(6, 9, None)),
        ('{"a":[0,{"b":true}]}', ("a", 1, "b"), Span(13, 17, (9, 12))),
        ('{"a" : [ 7 , 8 ]}', ("a", 1), Span(13, 14, None)),
        ('{"b":[{"a":1},{"a":2}]}', ("b", 1, "a"), Span(19, 20, (15, 18))),
        ('[{"a":[1]},{"a":[2,3]}]', (1, "a", 1), Span(19, 20, None)),
    ],
)
def test_names_lead_to_places(text: str, place: Any, span: Span) -> None:
    """Keys are not confused with strings that look like them, and items of a list are counted."""
    assert spans_by_name(text, json.loads(text), [place]) == {place: span}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a":{"a":1}}', ("a",)),
        ('[{"a":1},[{"a":2}]]', (0, "a")),
        ('{"b":"a","a":1}', ("a",)),
        ('{"b":"\\"a","a":1}', ("a",)),
        ('{"\\u0061":1,"b":{"a":2}}', ("a",)),
        ('{"a\\"":1,"b":2}', ("b",)),
        ('{"":1}', ("",)),
        ('{" ":1}', (" ",)),
        ('{":a":1}', (":a",)),
        (json.dumps({"a": "x" * MAX_SEARCHED}), ("a",)),
    ],
)
def test_an_uncertain_place_is_not_found(text: str, place: Any) -> None:
    """The name occurs elsewhere too, is written with an escape, looks like punctuation, or is in a long text."""
    assert spans_by_name(text, json.loads(text), [place]) is None


def test_many_places_are_left_to_one_pass_over_the_text() -> None:
    """Searching by name may take one pass over the text for each place."""
    document = {f"a{number}": number for number in range(MAX_WANTED + 1)}
    wanted = [(name,) for name in document]
    assert spans_by_name(json.dumps(document), document, wanted) is None
    assert len(spans_by_name(json.dumps(document), document, wanted[1:]) or ()) == MAX_WANTED


def test_deep_values_are_left_to_the_source_map() -> None:
    """These values are deeper than the decoder of the standard library goes."""
    deep: list[Any] = []
    for _ in range(2_000):
        deep = [deep]
    text = '{"a":' + "[" * 2_001 + "]" * 2_001 + "}"
    assert spans_by_name(text, {"a": deep}, [("a",)]) is None


@pytest.mark.parametrize("location", [("a", 0), ("a", "b"), ("a", 0, "b")])
def test_a_text_has_no_places_inside(location: Any) -> None:
    """A location inside a text gives the place of the text."""
    assert spans_by_name('{"a":"bc"}', {"a": "bc"}, [location]) == {("a",): Span(5, 9, (1, 4))}


@given(st.lists(st.dictionaries(_names, documents, max_size=3), min_size=1, max_size=4), _names, layouts)
def test_members_found_at_once_agree_with_the_source_map(items: list[Any], name: str, layout: dict[str, Any]) -> None:
    """The members have one name, and other strings of the text may look like it."""
    document = {"log": [{"sent": item} for item in items]}
    text = json.dumps(document, **layout)
    wanted = [("log", index, "sent", name) for index, item in enumerate(items) if name in item]
    every = source_map(text).spans
    for some in filter(None, (wanted, wanted[:1], [*wanted, *wanted])):
        assert spans_of_members(text, document, some) in (None, {place: every[place] for place in some})


@pytest.mark.parametrize(
    ("text", "wanted", "is_found"),
    [
        ('[{"a": {"b": 1}}, {"a": {"b": "\\"b\\":"}}]', [(1, "a", "b"), (0, "a", "b")], True),
        ('{"x": [{"a": 1}, 5, {"a" :[]}]}', [("x", 0, "a"), ("x", 2, "a")], True),
        ('[{"a": 1}, {"a": 2}]', [(0, "a")], False),
        ('[{"a": 1}, {"a": 2}]', [(0, "a"), (0, "a")], False),
        ('[{"a": 1}, {"b": "a"}]', [(0, "a")], False),
        ('[{"a": 1}, {"b": 2}]', [(0, "a"), (1, "a")], False),
        ('[{"a": 1}, {"b": 2}]', [(0, "a"), (1, "b")], False),
        ('[{"a": 1}, {"a": 2, "b": 3}]', [(0, "a"), (1, "b")], False),
        ('[{"a": 1}, {"b": {"a": 2}}]', [(0, "a"), (1, "a")], False),
        ('[{"\\u0061": 1}, {"b": "a"}]', [(0, "a")], False),
        ('{"a": 1}', [("a",)], False),
        ("[1]", [(0,)], False),
        ("[[1]]", [(0, 0)], False),
        ("[1]", [ROOT], False),
    ],
)
def test_members_are_found_at_once_only_if_all_of_them_are_wanted(text: str, wanted: list[Any], *, is_found: bool) -> None:
    """The text has no other string like their name, and they exist."""
    every = source_map(text).spans
    expected = {place: every[place] for place in wanted} if is_found else None
    assert spans_of_members(text, json.loads(text), wanted) == expected
