"""JSON text is decoded, with its faults and the places of its values."""

import contextlib
import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._instance import decode as decode_module
from bs_validate._instance import guard
from bs_validate._instance.decode import Decoded, decode, number, starts_with_mark
from bs_validate._instance.source_map import line_and_column, line_starts, source_map
from support.names import shown
from support.payloads import anything
from support.profiles import examples
from support.samples import documented

BAD: list[tuple[Any, str, int, int]] = [
    ("", "empty", 1, 1),
    (" \n\t ", "empty", 1, 1),
    (b"", "empty", 1, 1),
    ("\ufeff", "empty", 1, 1),
    ("{", "syntax", 1, 2),
    ('{"a": 1,}', "syntax", 1, 9),
    ("{'a': 1}", "syntax", 1, 2),
    ('{"a" 1}', "syntax", 1, 6),
    ("[1 2]", "syntax", 1, 4),
    ("[1,]", "syntax", 1, 4),
    ("[01]", "syntax", 1, 3),
    ("[.5]", "syntax", 1, 2),
    ("[+1]", "syntax", 1, 2),
    ("nul", "syntax", 1, 1),
    ("X", "syntax", 1, 1),
    ("True", "syntax", 1, 1),
    ("{} {}", "syntax", 1, 4),
    ('{"a":\n\n  "b}', "syntax", 3, 3),
    ('{"a":\r\n"\t"}', "syntax", 2, 2),
    ('["\\x"]', "syntax", 1, 3),
    ('["\\u12"]', "syntax", 1, 4),
    ("// x\n{}", "syntax", 1, 1),
    ("[NaN]", "nan", 1, 2),
    ('{"a": [1, -Infinity]}', "nan", 1, 11),
    ("Infinity", "nan", 1, 1),
    ('{"a":1,"a":2,"b":NaN}', "nan", 1, 18),
    ('{"b": {"a":1,"a":2}, NaN:1}', "syntax", 1, 22),
    ('{"a" NaN}', "syntax", 1, 6),
    (b'{"a": "\xe9"}', "encoding", 1, 8),
    (b'{\n "\xc3\xa9": "\xff"}', "encoding", 2, 8),
    (b'["\xed\xa0\x80"]', "encoding", 1, 3),
    ('{"a": 1}'.encode("utf-16"), "encoding", 1, 1),
    ('{"a": 1}'.encode("utf-16-le"), "encoding", 1, 1),
    ('{"a": 1}'.encode("utf-32-be"), "encoding", 1, 1),
    ("[" * 60_000, "syntax", 1, 60_001),
    (None, "not_text", 1, 1),
    ({"contacts": []}, "not_text", 1, 1),
    (5, "not_text", 1, 1),
]


@pytest.mark.parametrize(("text", "reason", "line", "column"), BAD, ids=[ascii(row[0])[:30] for row in BAD])
def test_text_that_is_not_json_is_reported_with_its_place(text: Any, reason: str, line: int, column: int) -> None:
    """There is one error, about the whole document, with line and column counted from 1 in characters."""
    found = Validator().validate_json(text, "contact.create").errors
    assert [(error.code, error.location, dict(error.params)) for error in found] == [
        ("not_json", (), {"reason": reason, "line": line, "column": column})
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"hosts": [{}]}',
        '\ufeff{"hosts": [{}]}',
        b'\xef\xbb\xbf{"hosts": [{}]}',
        bytearray(b'{"hosts": [{}]}'),
        memoryview(b'{"hosts": [{}]}'),
        ' \t\r\n{"hosts"\n:\r[{ } ] }\n',
        '{"h\\u006fsts": [{"created_at": 1e400, "id": -1E+400, "links": ' + "9" * 5000 + "}]}",
        '{"hosts": [{"firstname": "\\ud83d\\ude00", "lastname": "\\/\\b"}]}',
    ],
    ids=shown,
)
def test_json_text_is_read_as_rfc_8259_defines_it(text: Any) -> None:
    """It may have a byte order mark, white space, escapes and numbers of any size, and be in any buffer of bytes."""
    assert Validator().validate_json(text, "host.update").errors == ()


def test_a_subclass_of_text_is_read_by_its_characters() -> None:
    """Methods that the subclass overrides are not called."""

    class Text(str):
        __slots__ = ()

        def strip(self, *_: object) -> str:
            raise RuntimeError

        removeprefix = startswith = __len__ = __iter__ = strip  # type: ignore[assignment]  # all of them raise

    assert Validator().validate_json(Text('{"hosts": [{}]}'), "host.update").valid


def test_a_released_memoryview_is_not_text() -> None:
    """A released view has no content that could be read."""
    view = memoryview(b"{}")
    view.release()
    assert Validator().validate_json(view, "host.update").errors[0].params["reason"] == "not_text"


def test_a_repeated_key_is_reported_and_the_last_value_counts() -> None:
    """Each repetition is reported once, in document order with the other errors."""
    text = (
        '{"contacts": [{"zip": 5, "city": "a", "zip": "1", "city": null, "phones": [{"label": "a", "label": "b"}], "city": "c"}]}'
    )
    found = Validator().validate_json(text, "contact.update").errors
    assert [(error.code, error.pointer) for error in found] == [
        ("duplicate_key", "/contacts/0/zip"),
        ("duplicate_key", "/contacts/0/city"),
        ("duplicate_key", "/contacts/0/city"),
        ("duplicate_key", "/contacts/0/phones/0/label"),
        ("required", "/contacts/0/phones/0/number"),
    ]


def test_keys_that_differ_only_in_their_escapes_are_repeated() -> None:
    """An escape and its character are the same key."""
    found = Validator().validate_json('{"hosts": [{}], "h\\u006fsts": [{}]}', "host.update").errors
    assert [error.code for error in found] == ["duplicate_key"]


def test_a_lone_surrogate_is_not_representable() -> None:
    """The grammar of JSON allows the escape, but no encoding can carry the character."""
    for text in ('{"hosts": [{"firstname": "\\ud800"}]}', '{"hosts": [{"firstname": "\ud800"}]}'):
        found = Validator().validate_json(text, "host.update").errors
        assert [(error.pointer, dict(error.params)) for error in found] == [("/hosts/0/firstname", {"reason": "lone_surrogate"})]


@pytest.mark.parametrize("levels", [65, 900, 5_000, 100_000])
def test_deep_text_is_too_deep(levels: int) -> None:
    """The verdict does not depend on whether Python's own decoder fails."""
    for text in ("[" * levels + "]" * levels, '{"a":' * levels + "1" + "}" * levels):
        deep = [error for error in Validator().validate_json(text, "contact.read").errors if error.code == "not_representable"]
        assert [(len(error.location), dict(error.params)) for error in deep] == [(64, {"reason": "too_deep"})]


@given(anything, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_every_value_and_key_has_its_span(value: Any, indent: Any, ascii_only: bool) -> None:  # noqa: FBT001  # drawn
    """The text of each span is the JSON of its value or its key."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    spans = dict(source_map(text).spans)

    def check(node: Any, place: tuple[Any, ...]) -> None:
        span = spans.pop(place)
        assert json.loads(text[span.start : span.end]) == node
        if place and isinstance(place[-1], str):
            assert span.key is not None
            assert json.loads(text[slice(*span.key)]) == place[-1]
        else:
            assert span.key is None
        for part, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            check(inner, (*place, part))

    check(value, ())
    assert spans == {}


@given(st.text(alphabet='[]{},:"\\ \n01-.eE+tfnulrase\u00e9/ux', max_size=30))
def test_the_scanner_accepts_what_the_decoder_accepts(text: str) -> None:
    """If one of them fails, the other fails at the same character."""
    problems = [problem.params for problem in decode(text).problems if problem.code == "not_json"]
    try:
        json.loads(text)
        expected = []
    except json.JSONDecodeError as error:
        expected = [(error.lineno, error.colno)]
    found = [(1, 1) if one["reason"] == "empty" else (one["line"], one["column"]) for one in problems]
    assert found == (expected if text.strip(" \t\r\n") else [(1, 1)])


def test_lines_end_where_editors_end_them() -> None:
    """CR LF, LF and CR each end a line, and columns count characters."""
    text = "a\r\nb\nc\rd😀e"
    starts = line_starts(text)
    assert [line_and_column(starts, text.index(char)) for char in "abcde"] == [(1, 1), (2, 1), (3, 1), (4, 1), (4, 3)]


_NUMBERS = st.sampled_from(
    ["0", "-0", "1.0", "1e2", "1E400", "-1e400", "1e19", str(2**63), str(2**64), "9" * 400, "0.1e-400", "1.5"]
)
_STRINGS = st.sampled_from(
    ['""', '"a"', '"\\""', '"\\\\"', '"\\\\\\""', '"\\u0022"', '"é"', '"\\ud83d\\ude00"', '"\\ud83d"', '"[{"', '"\\n"', '"a\tb"']
)
_TEXTS = st.recursive(
    _NUMBERS | _STRINGS | st.sampled_from(["null", "true", "NaN", "-Infinity", "nul", ""]),
    lambda inner: (
        st.builds(
            lambda items, comma: f"[{comma.join(items)}]", st.lists(inner, max_size=3), st.sampled_from([",", " , ", ",\n"])
        )
        | st.builds(
            lambda items, colon: "{%s}" % ",".join(f"{name}{colon}{value}" for name, value in items),  # noqa: UP031  # braces
            st.lists(st.tuples(_STRINGS, inner), max_size=3),
            st.sampled_from([":", ": ", " :"]),
        )
    ),
    max_leaves=8,
)


@examples(120)
@given(text=_TEXTS | st.integers(60, 70).flatmap(lambda deep: _TEXTS.map(lambda text: "[" * deep + text + "]" * deep)))
def test_quick_and_slow_decoding_agree(text: str) -> None:
    """The quick way gives the same value to the bit, or gives up if there is anything to report."""
    quick = decode_module._quickly(text)  # noqa: SLF001  # the test is about the texts that it leaves to the slow way
    assert (quick is None) is (decode_module._quickly(text.encode()) is None)  # noqa: SLF001  # the same
    if quick is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decode_module, "_quickly", lambda _: None)
            slow = decode(text)
        assert repr(quick[:4]) == repr(slow[:4])
        assert not slow.has_surrogates or "\\ud83d\\ude00" in text
        assert quick.is_plain
        assert guard.survey(quick.value) == (quick.value, ())


@examples(120)
@given(_TEXTS, st.integers(0, 60), st.sampled_from(["", ",", ", ", "}", "]", ":", '"', "1", " ", "x"]))
def test_a_syntax_error_has_the_place_that_the_source_map_gives(text: str, at: int, instead: str) -> None:
    """The place that the standard library gives counts only if it is the same in every version of Python."""
    broken = f"{text[:at]}{instead}{text[at + 1 :]}"
    found = decode(broken)
    if broken.strip(" \t\r\n"):
        examined = decode_module._examined(broken)  # noqa: SLF001  # the way without a shortcut
        assert (found.problems, found.readable) == (examined.problems, examined.readable)


def test_common_ways_to_write_json_are_decoded_quickly() -> None:
    """Traffic consists of such texts: compact or spaced, indented, and with escapes."""
    document = documented("contact.create")
    document["contacts"][0]["private_notes"] = 'Łódź "\\" \n'
    for text in (
        json.dumps(document),
        json.dumps(document, indent=2),
        json.dumps(document, ensure_ascii=False, separators=(",", ":")),
    ):
        quick = decode_module._quickly(text)  # noqa: SLF001  # that it is quick cannot be seen from outside
        assert quick is not None
        assert quick.value == document


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ("{}", True),
        ('{"a":1,"b":[true,null,"x"]}', True),
        ('{ "a" : "\\"" }', True),
        ('["\\\\", "\\\\\\""]', True),
        ('["\\u0022"]', True),
        ('{"a": 1, "a": 2}', False),
        ('{"a":1,"a":2}', False),
        ('{"a\\\\":1,"a\\\\":2}', False),
        ('{"a": "x", "b": {"a": "x", "a": "x"}}', False),
        (str(2**63 - 1), True),
        (str(2**64 - 1), True),
        (str(2**64), False),
        (f"[ {2**63 - 1} ]", True),
        (f"[ -{2**63} ]", True),
        (f"[ -{2**63 + 1} ]", False),
        ("[ 1e18 ]", True),
        ("[ 9.3E18 ]", False),
        ("[ -9.3E18 ]", False),
        ("1e400", False),
        ("[ 1.0, -0.0, 1E2 ]", True),
        ("NaN", False),
        ("", False),
        (" ", False),
        ("nul", False),
        ('"\\ud800"', False),
        ('"\ud800"', False),
        ("\ufeff{}", False),
        ("[" * 64 + "]" * 64, True),
        ("[ " * 64 + "]" * 64, True),
        ("[" * 65 + "]" * 65, False),
        ("[ " * 65 + "]" * 65, False),
        ("[" * 63 + "[],[1]" + "]" * 63, True),
        ("[" * 63 + "[],[[]]" + "]" * 63, False),
        ('{"a":' * 64 + "1" + "}" * 64, True),
        ('{"a":' * 65 + "1" + "}" * 65, False),
        ("[" + ",".join(['{"a":[]}'] * 100) + "]", True),
        ('["[[[{{{"]', True),
        ('[ "x" ]', True),
        ('["' + "[" * 100 + '"]', True),
    ],
    ids=shown,
)
def test_only_simple_texts_are_decoded_quickly(text: str, *, quick: bool) -> None:
    """They have no repeated keys, no numbers beyond 64 bits and at most 64 levels, in any layout."""
    found = decode_module._quickly(text)  # noqa: SLF001  # the test is about the texts that it leaves to the slow way
    assert (found is not None) is quick
    if found is not None:
        assert found == (text, json.loads(text), (), True, True)
    with contextlib.suppress(UnicodeEncodeError):
        again = decode_module._quickly(text.encode())  # noqa: SLF001
        assert again == found
    others: list[Any] = [bytearray(b"{}"), memoryview(b"{}"), None, 5, {}]
    for other in others:
        assert decode_module._quickly(other) is None  # noqa: SLF001


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{"a": 1, "a": 2}', ('{"a": 1, "a": 2}', {"a": 2}, (("duplicate_key", ("a",), {}),), True, False)),
        ("\ufeff[1]", ("[1]", [1], (), True, False)),
        (b"\xef\xbb\xbf[1]", ("[1]", [1], (), True, False)),
        (bytearray(b" [1] "), (" [1] ", [1], (), True, False)),
        (memoryview(b"[1]"), ("[1]", [1], (), True, False)),
        (b"[1]", ("[1]", [1], (), True, True)),
        (b"\0[1]", ("", None, (("not_json", (), {"reason": "encoding", "line": 1, "column": 1}),), False, False)),
        (b"[12\0", ("", None, (("not_json", (), {"reason": "encoding", "line": 1, "column": 1}),), False, False)),
        (b"[123\0", ("[123\0", None, (("not_json", (), {"reason": "syntax", "line": 1, "column": 5}),), False, False)),
        (b'["\xff"]', ('["', None, (("not_json", (), {"reason": "encoding", "line": 1, "column": 3}),), False, False)),
        (
            b'\xef\xbb\xbf["\xff"]',
            ('["', None, (("not_json", (), {"reason": "encoding", "line": 1, "column": 3}),), False, False),
        ),
        (None, ("", None, (("not_json", (), {"reason": "not_text", "line": 1, "column": 1}),), False, False)),
        (" \t\r\n", (" \t\r\n", None, (("not_json", (), {"reason": "empty", "line": 1, "column": 1}),), False, False)),
        ("\u00a0", ("\u00a0", None, (("not_json", (), {"reason": "syntax", "line": 1, "column": 1}),), False, False)),
        ("[\nInfinity]", ("[\nInfinity]", None, (("not_json", (), {"reason": "nan", "line": 2, "column": 1}),), False, False)),
        ("[-NaN]", ("[-NaN]", None, (("not_json", (), {"reason": "syntax", "line": 1, "column": 2}),), False, False)),
    ],
    ids=shown,
)
def test_a_source_is_decoded(source: Any, expected: Any) -> None:
    """Decoding gives the text, the value, the problems, whether there is a value, and whether it is known to be plain."""
    assert decode(source) == expected


@pytest.mark.parametrize(("levels", "place"), [(50_000, (0,) * 64), (100_001, ())])
def test_text_of_thousands_of_levels_has_no_value(levels: int, place: tuple[int, ...]) -> None:
    """The problem has the place of the 65th level, unless the text is too deep to be read to its end."""
    text = "[" * levels + "1" + "]" * levels
    assert decode(text) == (text, None, (("not_representable", place, {"reason": "too_deep"}),), False, False)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("0", 0),
        ("-12", -12),
        ("9" * 300, int("9" * 300)),
        ("9" * 301, 10**300),
        ("-" + "9" * 299, -int("9" * 299)),
        ("-" + "9" * 300, -(10**300)),
        ("1.0", 1.0),
        ("1e2", 100.0),
        ("-1.5E-3", -0.0015),
        ("1e400", sys.float_info.max),
        ("-1e400", -sys.float_info.max),
    ],
)
def test_a_number_beyond_the_bounds_becomes_the_bound(digits: str, expected: float) -> None:
    """The bounds are 300 digits for an integer and the largest float; no schema has a limit beyond them."""
    assert number(digits) == expected
    assert type(number(digits)) is type(expected)
    for text in (digits, f'{{"a": 1, "a": {digits}}}'):  # by both decoders of the slow way
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decode_module, "_quickly", lambda _: None)
            value = decode(text).value
        assert repr(value if text == digits else value["a"]) == repr(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', False),
        ('"\\ud7ff\\ue000"', False),
        ('"\\uD800"', True),
        ('"\\udfFF"', True),
        ('"\\ud83d\\ude00"', True),
        ("\ud800", True),
        ("x\udfff", True),
        ("\ud7ff\ue000", False),
    ],
    ids=shown,
)
def test_surrogates_are_noticed(text: str, expected: bool) -> None:  # noqa: FBT001  # of a row
    """They may be characters, or escapes in any case."""
    assert Decoded(text, None, ()).has_surrogates is expected


@pytest.mark.parametrize(
    "text", ['["a", 18446744073709551616]', '["a", ' + "[" * 64 + "]" * 64 + "]", "[0, 18446744073709551616]"]
)
def test_long_integers_and_deep_values_are_not_decoded_quickly(text: str) -> None:
    """An integer of more than 64 bits, or more than 64 levels, may be beside other values."""
    assert decode_module._quickly(text) is None  # noqa: SLF001  # the test is about the texts that it leaves to the slow way


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\ufeff{}", True),
        (b"\xef\xbb\xbf{}", True),
        (bytearray(b"\xef\xbb\xbf"), True),
        ("{}", False),
        ("X\ufeff", False),
        (b"{}", False),
        (None, False),
    ],
)
def test_a_byte_order_mark_is_noticed(source: object, expected: bool) -> None:  # noqa: FBT001  # of a row
    """It may be in a text or in bytes."""
    assert starts_with_mark(source) is expected
