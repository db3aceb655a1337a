"""The documents in a file of every form and style, and the places of their parts."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._instance.source_map import line_and_column, line_starts, source_map
from bs_validate._instance.spans import spans
from bs_validate.lint.check import check
from bs_validate.lint.finding import Checked
from bs_validate.lint.readers import alignment, documents, scalars, yaml_text
from support.payloads import anything

VALIDATOR = Validator()
#: Marks that occur nowhere else, without characters that a writer would escape or fold.
VALUE = "QQvalueQQ"
KEY = "QQkeyQQ"
#: The quotes before and after a text, with an escaped end of line between.
_OPENING = re.compile(r"""(?:\\"|["'])(?:\\\r?\n *)*\Z""")
_CLOSING = re.compile(r"""(?:\\\r?\n *)*(?:\\"|["'])""")

texts = st.text(max_size=40) | st.text(st.sampled_from("ab '\"\\:#,-\n\t{}[]é😀\u2028\x85~!&*|>%@`"), max_size=60)
styles = st.sampled_from([None, "'", '"', "|", ">"])


def _lint(file: str, text: str) -> Checked:
    return check(file, documents(file, text.encode()), VALIDATOR)


def _place(text: str, offset: int) -> tuple[int, int]:
    return line_and_column(line_starts(text), offset)


def _places(text: str) -> dict[str, tuple[int, int, int, int]]:
    """Return the places of the marked value and key, with their quotes, by searching for them."""
    found = {}
    for code, mark in (("choice", VALUE), ("unknown_field", KEY)):
        start = text.index(mark)
        end = start + len(mark)
        opening, closing = _OPENING.search(text, 0, start), _CLOSING.match(text, end)
        if opening and closing:  # not in plain YAML
            start, end = opening.start(), closing.end()
        found[code] = (*_place(text, start), *_place(text, end))
    return found


def _found(checked: Checked) -> dict[str, tuple[int, int, int, int]]:
    return {
        one.error.code: (one.line, one.column, one.end_line, one.end_column)
        for one in checked.findings
        if one.error.pointer in ("/contacts/0/gender", f"/contacts/0/{KEY}")
    }


def _document(chance: Any, before: Any, after: Any) -> Any:
    """Return a document with the marks among other fields."""
    fields = [("address1", before), ("gender", VALUE), ("city", after), (KEY, 1), ("private_notes", [before, {"x": after}])]
    chance.shuffle(fields)
    return {"contacts": [dict(fields)]}


def _json(document: Any, indent: Any, *, ascii_only: bool) -> str:
    return json.dumps(document, indent=indent, ensure_ascii=ascii_only)


def _yaml(value: Any, body: str, style: str | None, width: int, *, allow_unicode: Any, indent: int) -> str:
    """Write a value as YAML, with the body in the given style."""

    class Dumper(yaml.SafeDumper):
        def represent_str(self, text: str) -> yaml.ScalarNode:
            return self.represent_scalar("tag:yaml.org,2002:str", text, style=style if text == body else None)

    Dumper.add_representer(str, Dumper.represent_str)
    return yaml.dump(value, Dumper=Dumper, width=width, allow_unicode=allow_unicode, indent=indent)


def _cassette(body: str) -> Any:
    """Return a recording of the exchange as VCR writes it."""
    request = {
        "method": "put",
        "uri": "https://www.bookingsync.com/api/v3/contacts/1",
        "body": {"encoding": "UTF-8", "string": body},
    }
    response = {"status": {"code": 422, "message": None}, "headers": {}, "body": {"encoding": "UTF-8", "string": ""}}
    return {"http_interactions": [{"request": request, "response": response}], "recorded_with": "VCR 6.0.0"}


def _archive(body: str) -> Any:
    """Return a recording of the exchange as browsers write it."""
    request = {"method": "PUT", "url": "https://x.example/api/v3/contacts/1", "postData": {"mimeType": "", "text": body}}
    return {"log": {"version": "1.2", "entries": [{"request": request, "response": {"status": 422, "content": {}}}]}}


@given(st.randoms(), anything, anything, st.sampled_from([None, 0, 3, "\t"]), st.booleans(), st.sampled_from(["", "\ufeff"]))
def test_findings_in_json_have_their_places(
    chance: Any, before: Any, after: Any, indent: Any, ascii_only: Any, mark: str
) -> None:
    """In JSON and JSON lines of any layout, a finding is at the value or the key."""
    document = _document(chance, before, after)
    text = _json(document, indent, ascii_only=ascii_only).replace("\n", chance.choice(["\n", "\r\n", "\r"]))
    checked = _lint("update.json", mark + text)
    assert _found(checked) == _places(text)
    line = _json(document, None, ascii_only=ascii_only)
    several = f'{{"rentals": []}}\n\n{line}\n{{}}'
    assert _found(_lint("update.ndjson", mark + several)) == _places(several)


@given(st.randoms(), anything, anything, st.sampled_from([None, 1, "\t"]), st.booleans(), st.booleans())
def test_findings_in_bodies_of_json_recordings_have_their_places(
    chance: Any, before: Any, after: Any, indent: Any, ascii_only: Any, outer_ascii: Any
) -> None:
    """The body is JSON inside a JSON text, and the place is in the outer text, between its escapes."""
    body = _json(_document(chance, before, after), indent, ascii_only=ascii_only)
    for file, recording in (("a.json", _cassette(body)), ("a.har", _archive(body)), ("b.json", _cassette("\ufeff" + body))):
        text = _json(recording, chance.choice([None, 2]), ascii_only=outer_ascii)
        assert _found(_lint(file, text)) == _places(text)


@given(
    st.randoms(),
    anything,
    anything,
    st.sampled_from([None, 1, 4]),
    st.booleans(),
    styles,
    st.integers(20, 120),
    st.booleans(),
    st.integers(2, 6),
)
def test_findings_in_bodies_of_yaml_recordings_have_their_places(
    chance: Any, before: Any, after: Any, indent: Any, ascii_only: Any, style: Any, width: int, allow_unicode: Any, inner: int
) -> None:
    """The body is JSON inside a YAML scalar, and the place is in the outer text, however it is folded and indented."""
    body = _json(_document(chance, before, after), indent, ascii_only=ascii_only)
    text = _yaml(_cassette(body), body, style, width, allow_unicode=allow_unicode, indent=inner)
    assume(yaml.safe_load(text) == _cassette(body))  # the writer does not keep to every width
    text = text.replace("\n", chance.choice(["\n", "\n", "\r\n"]))
    assert _found(_lint("a.yml", text)) == _places(text)


@given(
    st.randoms(),
    anything,
    anything,
    st.sampled_from([None, "'", '"', "|"]),
    st.booleans(),
    st.integers(20, 120),
    st.booleans(),
)
def test_findings_in_yaml_have_their_places(
    chance: Any, before: Any, after: Any, style: Any, flow: Any, width: int, allow_unicode: Any
) -> None:
    """Blocks, brackets and earlier documents do not matter. A finding about a block scalar is at its indicator."""
    document = json.loads(json.dumps(_document(chance, before, after)))  # nothing in it is the same object
    written = yaml.dump(
        document,
        Dumper=yaml.SafeDumper,
        default_style=style,
        default_flow_style=flow,
        width=width,
        allow_unicode=allow_unicode,
        sort_keys=False,
    )
    assume(yaml.safe_load(written) == document)
    text = f"# a fixture\n---\nrentals: []\n---\n{written}"
    expected = _places(text)
    for code, (line, column, *_) in expected.items():
        before_it = text.split("\n")[line - 2]
        if re.search(r"\|[-+0-9]*$", before_it) and column > 1:
            expected[code] = (line - 1, before_it.rindex("|") + 1, 0, 0)
    assert {code: place[:2] for code, place in _found(_lint("update.yaml", text)).items()} == {
        code: place[:2] for code, place in expected.items()
    }


@given(texts, styles, st.integers(10, 120), st.booleans(), st.integers(2, 6))
def test_every_yaml_scalar_is_aligned(content: str, style: Any, width: int, allow_unicode: Any, indent: int) -> None:
    """In every style, each letter and digit has the place that the alignment gives."""
    text = _yaml({"a": {"b": [content]}}, content, style, width, allow_unicode=allow_unicode, indent=indent)
    (document,) = yaml_text.documents(text)
    value = document.value["a"]["b"][0]
    assume(type(value) is str and value)
    scalar = document.scalars["a", "b", 0]
    found = scalars.alignment(text, scalar.start, scalar.end, scalar.style, value)
    assert found is not None
    for at, char in enumerate(value):
        if char.isascii() and char.isalnum():
            assert text[found.start(at)] == char
            assert found.end(at + 1) == found.start(at) + 1
    starts = [found.start(at) for at in range(len(value))]
    assert starts == sorted(starts)


@given(texts)
def test_every_json_string_is_aligned(content: str) -> None:
    """Every escape is aligned, and so are pairs of surrogates."""
    text = json.dumps(content)
    found = alignment.aligned(alignment.json_string(text, 0, len(text)), content)
    if not content:
        assert found is None
        return
    assert found is not None
    for at, char in enumerate(content):
        assert json.loads(f'"{text[found.start(at) : found.end(at + 1)]}"') == char


@given(anything, st.sampled_from([None, 0, 3]))
def test_searching_for_some_places_agrees_with_the_source_map(document: Any, indent: Any) -> None:
    """Searching for a few places only is faster."""
    text = json.dumps({"a": document, "b": [document, document]}, indent=indent)
    whole = source_map(text).spans
    assert {location: span for one in whole for location, span in spans(text, [one]).items() if location == one} == whole
    assert {**whole, **spans(text, whole)} == whole
    assert spans(text, [("a", "is not there"), ("b", 7)])[("b",)] == whole[("b",)]


@pytest.mark.parametrize("packed", [base64.b64encode, lambda data: base64.b64encode(gzip.compress(data))])
def test_an_encoded_body_has_its_findings_at_the_scalar(packed: Callable[[bytes], bytes]) -> None:
    """A body in base64 or gzip has no places inside: findings are at the scalar."""
    body = packed(json.dumps({"contacts": [{"gender": VALUE, KEY: 1}]}).encode()).decode()
    request = "http_interactions:\n- request:\n    method: put\n    uri: http://x/api/v3/contacts/1\n    body:\n"
    for text, line, column in (
        (f"{request}      string: !binary |-\n        {body}\n", 6, 23),
        (f"{request}      string: !!binary {body}\n", 6, 24),
        (f"{request}      base64_string: |\n        {body}\n", 6, 22),
    ):
        assert {(one.line, one.column) for one in _lint("a.yml", text).findings} == {(line, column)}
    entry = {
        "request": {"method": "GET", "url": "https://x/api/v3/contacts?fields=gender"},
        "response": {"status": 200, "content": {"text": body, "encoding": "base64"}},
    }
    text = json.dumps({"log": {"entries": [entry]}})
    (finding,) = (one for one in _lint("a.har", text).findings if one.error.code == "choice")
    assert finding[1:5] == (1, text.index(body), 1, text.index(body) + len(body) + 2)
