"""Some line ends of YAML 1.1 are characters in YAML 1.2: their meaning, and places in texts that have them."""

import json
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.readers import yaml_events, yaml_text
from bs_validate.lint.readers.files import documents
from support.profiles import examples

RUBY = shutil.which("ruby")
LS, PS, NEL = "\u2028", "\u2029", "\x85"
VALIDATOR = Validator()
#: Texts of YAML, and their values; npm's ``yaml`` writes plain, double-quoted and block texts like this.
TABLE = {
    "plain": (f"a: x{LS}y\nb: z\n", {"a": f"x{LS}y", "b": "z"}),
    "plain, at its end": (f"a: x{PS}\nb: z\n", {"a": f"x{PS}", "b": "z"}),
    "plain, at its start": (f"a: {LS}x\nb: z\n", {"a": f"{LS}x", "b": "z"}),
    "plain, NEL": (f"a: x{NEL}y\nb: z\n", {"a": f"x{NEL}y", "b": "z"}),
    "single": (f"a: 'x{LS}y'\n", {"a": f"x{LS}y"}),
    "single, one space": (f"a: 'x{LS} y'\n", {"a": f"x{LS} y"}),
    "single, NEL": (f"a: 'x {NEL} y'\n", {"a": f"x {NEL} y"}),
    "single, of Ruby": (f"a: 'x{LS}  y'\n", {"a": f"x{LS}y"}),
    "double": (f'a: "x {PS} y"\n', {"a": f"x {PS} y"}),
    "double, two spaces": (f'a: "x{PS}  y"\n', {"a": f"x{PS}  y"}),
    "double, NEL": (f'a: "x{NEL}y"\n', {"a": f"x{NEL}y"}),
    "escaped": ('a: "x\\L\\P\\N"\n', {"a": f"x{LS}{PS}{NEL}"}),
    "block": (f"a: |-\n  x{LS}y\n  z\nb: z\n", {"a": f"x{LS}y\nz", "b": "z"}),
    "block, NEL": (f"a: |-\n  x{NEL}y\n  z\nb: z\n", {"a": f"x{NEL}y\nz", "b": "z"}),
    "block, of Ruby": (f"a: |-\n  x{LS}  y\n  z\n", {"a": f"x{LS}y\nz"}),
    "block, of Ruby, at its end": (f"a: |\n  x\n  y{LS}b: z\n", {"a": f"x\ny{LS}", "b": "z"}),
    "folded": (f"a: >-\n  x{PS}y\n  z\n", {"a": f"x{PS}y z"}),
    "comment": (f"a: x # y{LS}b: z\n", {"a": "x"}),
    "key": (f"a{NEL}b: x\n", {f"a{NEL}b": "x"}),
    "two": (f"a: x{LS}{PS}{NEL}y\n", {"a": f"x{LS}{PS}{NEL}y"}),
    "private": (f"a: \ue000{LS}\ue001\n", {"a": f"\ue000{LS}\ue001"}),
}


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("name", TABLE)
def test_a_text_means_the_same_to_both_parsers(monkeypatch: pytest.MonkeyPatch, name: str, loader: str) -> None:
    """Both parsers treat the characters as line ends only in texts that Ruby or PyYAML have written."""
    monkeypatch.setattr(yaml_events, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
    text, expected = TABLE[name]
    (found,) = yaml_text.documents(text)
    assert (found.value, found.refusal) == (expected, None)


def _place(text: str) -> tuple[int, int, str]:
    """Return the place of the one error in a recording or a payload, and its code."""
    (found,) = [
        one
        for one in check("update.yaml", documents("update.yaml", text.encode()), VALIDATOR).findings
        if one.error.severity == "error"
    ]
    return found.line, found.column, found.error.code


@pytest.mark.parametrize("char", [LS, PS, NEL])
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("'", "'"), ('"', '"'), ("|-\n      ", ""), (">-\n      ", "")],
    ids=["plain", "single", "double", "block", "folded"],
)
def test_an_error_behind_such_a_character_has_its_place(char: str, before: str, after: str) -> None:
    """The error is in a payload, or in a JSON body in a scalar. Columns count the character as one."""
    text = f"contacts:\n  - private_notes: {before}x{char}y{after}\n    email: nope\n"
    line = 3 + before.count("\n")
    assert _place(text) == (line, 12, "email")
    body = json.dumps({"contacts": [{"private_notes": f"x{char}y", "email": "nope"}]}, ensure_ascii=False)
    if before not in ("", '"'):
        head = (
            "http_interactions:\n  - request:\n      method: put\n      uri: https://www.bookingsync.com/api/v3/contacts/1\n"
            f"      body:\n        string: {before.replace('      ', '          ')}"
        )
        tail = "\n    response: {status: {code: 422}, headers: {}, body: {string: ''}}\n"
        line = head.count("\n") + 1
        column = len(head) - head.rfind("\n") + body.index('"nope"')
        assert _place(head + body + after + tail) == (line, column, "email")


@pytest.mark.parametrize("written", [f"x {LS} y", f"x{LS} y", f"x{LS}          y", f"x {NEL} y", f"x{LS}{PS}          y"])
def test_a_place_in_a_body_is_found_behind_white_space_that_belongs_to_it_or_not(written: str) -> None:
    """In texts of YAML 1.2 the white space belongs to the body; in those of Ruby it is indentation."""
    head = (
        "http_interactions:\n  - request:\n      method: put\n      uri: https://www.bookingsync.com/api/v3/contacts/1\n"
        f"""      body:\n        string: '{{"contacts": [{{"private_notes": "{written}", "email": """
    )
    text = head + """"nope"}]}'\n    response: {status: {code: 422}, headers: {}, body: {string: ''}}\n"""
    assert _place(text) == (6, len(head) - head.rfind("\n"), "email")


VALUES = st.text(st.sampled_from([LS, PS, NEL, "a", "b", " ", "\n", ":", "#", "'", '"', "é"]), max_size=12)


@examples(60)
@given(st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1), st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]))
def test_text_written_by_libyaml_is_read_back(values: Any, allow_unicode: Any, style: Any) -> None:
    """Every style in which Ruby and PyYAML write can be read."""
    text = yaml.dump(
        values, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=allow_unicode, default_style=style
    )
    (found,) = yaml_text.documents(text)
    assert found.value == values


#: Documents that other programs write.
WRITTEN = [
    {"contacts": [{"city": text, "zip": "1"}]}
    for text in (
        f"x{LS}y",
        f"x{NEL}y",
        f"{PS}x",
        f"x{LS}",
        f"l1\nl2{LS}z\nl3",
        f"a b{PS} c",
        "word " * 20 + LS + "word " * 20,
        f'{{"a": "x{LS}y"}}',
    )
]


@pytest.mark.skipif(RUBY is None, reason="needs ruby")
def test_text_written_by_ruby_is_read_back() -> None:
    """A text may end with a YAML 1.1 line end that the next key follows directly."""
    documents = [*WRITTEN, {"a": f"l1\nl2{LS}", "b": "1"}, {"a": f"l1\nl2{LS}{LS}", "b": "1"}, {"a": f"l1{LS}\nl2", "b": "1"}]
    program = "require 'json'; require 'yaml'; puts JSON.generate(JSON.parse(STDIN.read).map { |one| YAML.dump(one) })"
    run = subprocess.run([str(RUBY), "-e", program], input=json.dumps(documents), capture_output=True, text=True, check=True)  # noqa: S603  # ours
    for document, text in zip(documents, json.loads(run.stdout), strict=True):
        (found,) = yaml_text.documents(text)
        assert found.value == document
