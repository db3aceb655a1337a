"""JSON5: the same values as JSON, each at its own place."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._instance.source_map import line_and_column, line_starts
from bs_validate.lint.check import check
from bs_validate.lint.readers import documents, json5
from bs_validate.lint.readers.json5 import rewritten
from bs_validate.lint.readers.recordings.body import nothing_beside
from support.payloads import anything

VALIDATOR = Validator()


def _json(text: str) -> str:
    return "".join(written for _, _, written in rewritten(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}),
        ("{a: 1}", {"a": 1}),
        ("{$a_1: 1, ünï: 2, 'b c': 3, \"d\": 4, a: 5}", {"$a_1": 1, "ünï": 2, "b c": 3, "d": 4, "a": 5}),
        ("{null: 1, true : 2, Infinity: 3}", {"null": 1, "true": 2, "Infinity": 3}),
        ("[1, 2, ]", [1, 2]),
        ("[1, /* 2, */ ]", [1]),
        ("{a: [{}, ], }", {"a": [{}]}),
        ("// a { comment\n[1] // and ] one\r\n", [1]),
        ("/* a\n* comment **/ [1, /**/ 2]", [1, 2]),
        ("'it\\'s \"it\"'", 'it\'s "it"'),
        ("'\\x41\\u0042\\v\\0\\q\\n'", "AB\v\0q\n"),
        ("'a\\\nb\\\r\nc\\\u2028d'", "abcd"),
        ('"a\tb"', "a\tb"),
        ("'// no comment, /* none */ ,]'", "// no comment, /* none */ ,]"),
        ("[+1, -2, .5, 5., +.5, 0x1F, -0xa, 1e3, 2.E1]", [1, -2, 0.5, 5.0, 0.5, 31, -10, 1000.0, 20.0]),
        ("\ufeff[\u00a01,\u2028\v2\u3000]", [1, 2]),
        ("[true, false, null]", [True, False, None]),
    ],
)
def test_json5_has_the_values_of_json(text: str, value: Any) -> None:
    """Comments, unquoted names, single quotes, trailing commas and the other numbers are read."""
    (document,) = documents("a.json5", text.encode())
    assert document.decoded.readable
    assert document.decoded.value == value
    assert json.loads(_json(text.removeprefix("\ufeff"))) == value


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{a: 1,, b: 2}", 7),
        ("[,]", 2),
        ("{a: }", 5),
        ("{a: NaN}", 5),
        ("{a: Infinity}", 5),
        ("{a: 'x}", 5),
        ("[1 /* 2 */ 3]", 12),
        ("[1/**/2]", 7),
        ("[1, /* 2]", 5),
        ("{a: 1", 6),
        ("{a b: 1}", 2),
        ("[0x" + "f" * 300 + "]", 3),
    ],
)
def test_a_text_that_is_not_json5_is_reported_at_its_place(text: str, column: int) -> None:
    """NaN and Infinity have no equivalent in JSON, either."""
    checked = check("a.json5", documents("a.json5", text.encode()), VALIDATOR)
    assert [(one.error.code, one.line, one.column) for one in checked.findings] == [("not_json", 1, column)]


@given(anything, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_is_json5(document: Any, indent: Any, ascii_only: bool) -> None:  # noqa: FBT001  # drawn
    """A text in JSON is not changed."""
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    assert _json(text) == text


@given(st.text(max_size=60) | st.text(st.sampled_from("{}[],:'\"/*\\\n\r x0.+-a1$"), max_size=40))
def test_the_pieces_of_any_text_add_up_to_it(text: str) -> None:
    """The pieces into which the reader cuts a text are the whole text, and reading never raises."""
    pieces = list(rewritten(text))
    assert "".join(text[start:end] for start, end, _ in pieces) == text
    list(json5.documents(text.encode(errors="replace"), nothing_beside))


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_text_in_single_quotes_keeps_its_value(before: str, after: str) -> None:
    """Quotes, backslashes and control characters in it are escaped as JSON requires."""
    value = before + "'\"\\" + after
    escaped = json.dumps(value, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    assert json.loads(_json(f"'{escaped}'")) == value


TAPE = """// A tape.
{
    meta: { host: 'http://localhost:4567', reqHumanReadable: %s, },
    req: {
        url: '/api/v3/contacts/1', method: 'PUT', headers: { 'content-type': ['application/json'] },
        body: %s,
    },
    res: { status: 422, headers: {}, body: '' },
}
"""


@pytest.mark.parametrize(
    ("readable", "body", "mark"),
    [
        ("true", "{ contacts: [{ city: 'l\\'Étoile', /* UK */ country_code: 'UK', },] }", "'UK',"),
        ("true", '\'{"contacts": [{"city": "l\\\'Étoile \\\\" x",\\\n "country_code": "UK"}]}\'', '"UK"'),
        ("false", "'eyJjb250YWN0cyI6IFt7ImNvdW50cnlfY29kZSI6ICJVSyJ9XX0='", "'eyJ"),
        ("undefined", "{contacts: [{country_code: 'UK'}]}", None),
    ],
)
def test_a_finding_in_a_tape_is_at_its_place(readable: str, body: str, mark: str | None) -> None:
    """A body may be a structure, a text or base64; a tape that is not JSON5 is reported."""
    text = TAPE % (readable, body)
    checked = check("a.json5", documents("a.json5", text.encode()), VALIDATOR)
    if mark is None:
        place = line_and_column(line_starts(text), text.index("undefined"))
        assert [(one.error.code, one.line, one.column) for one in checked.findings] == [("not_json", *place)]
        return
    (finding,) = checked.findings
    start = text.index(mark)
    end = start + 4 if "UK" in mark else text.index("='") + 2
    starts = line_starts(text)
    assert finding.error.code == "choice"
    assert (finding.line, finding.column) == line_and_column(starts, start)
    assert (finding.end_line, finding.end_column) == line_and_column(starts, end)


def test_a_payload_is_read_as_json5_by_its_extension() -> None:
    """An unquoted name is the place of a finding about a name."""
    text = "// x\n{hosts: [{firstname: 'a', last: 'b'}]}"
    checked = check("update.json5", documents("update.json5", text.encode()), VALIDATOR)
    assert [(one.error.code, one.line, one.column, one.end_column) for one in checked.findings] == [("unknown_field", 2, 27, 31)]


def test_a_large_text_is_not_rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of the same size in JSON is read."""
    monkeypatch.setattr(json5, "LARGEST", 40)
    padding = " " * 40
    for text, codes in (("{hosts: []}", ["not_representable"]), ('{"rentals": []}', [])):
        checked = check("a.json5", documents("a.json5", (text + padding).encode()), VALIDATOR)
        assert [one.error.code for one in checked.findings] == codes


def test_a_text_with_too_many_changes_is_not_rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name without quotes counts as two changes."""
    monkeypatch.setattr(json5, "MOST_CHANGES", 2)
    for text, codes in (("{a: 1}", []), ("{a: 1, b: 2}", ["not_representable"])):
        checked = check("a.json5", documents("a.json5", text.encode()), VALIDATOR)
        assert [one.error.code for one in checked.findings] == codes


@pytest.mark.parametrize(
    "text",
    [
        "[" * 15_000,
        "{a:" * 15_000,
        "/*" * 20_000,
        "," * 30_000,
        ", /**/" * 10_000,
        "[1" + ", /**/" * 10_000 + "]",
        "'" * 30_001,
        "'\\" * 20_000,
        "a " * 30_000,
        "a" + " " * 100_000,
        "a:" * 10_000,
        "a:" * 100_000,
        "0x" + "f" * 100_000,
        "\u2028" * 100_000,
        "//\n" * 20_000,
        "$" * 100_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    """Each text takes less than a few seconds, and gives a finding."""
    start = time.process_time()
    checked = check("a.json5", documents("a.json5", text.encode()), VALIDATOR)
    assert {one.error.code for one in checked.findings} <= {"not_json", "not_representable"}
    assert checked.findings
    assert time.process_time() - start < 3
