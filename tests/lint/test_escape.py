"""Names chosen by strangers, in every output: no control character reaches a terminal, and no command reaches a CI runner."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.lint.output import OUTPUT_FORMATS
from bs_validate.lint.output.escape import json_text, line, path, shown
from support.command import run

#: Commands that CI runners recognise, and sequences that a terminal would execute.
FORGERIES = [
    "##[error]forged",
    "##vso[task.complete]forged",
    "##teamcity[forged]",
    "::error::forged",
    " ::error::forged",
    "\x1b[2Jforged",
    "a\r\n::error::forged",
    "\u2028::error::forged",
    "\u202egnforged",
]
_RAW = re.compile(r"##\w*\[|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]")


def _assert_harmless(output: bytes, form: str) -> None:
    text = output.decode()
    assert not _RAW.search(text), _RAW.search(text)
    for one in text.splitlines():
        if one.strip().startswith("::"):
            assert form == "github"
            assert one.startswith(("::error file=", "::warning file=", "::group::", "::endgroup::"))
            assert one.count("::") == 2 or one.startswith(("::error file=./::", "::error file="))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make files, fields, schemas, choices and settings with names that forge commands."""
    fields = {name: {"enum": FORGERIES} for name in FORGERIES}
    items = {"type": "object", "properties": fields, "required": FORGERIES, "additionalProperties": False}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}, "required": ["tags"]}
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "tag.create.json").write_text(json.dumps({"description": FORGERIES[1], **schema}))
    for name in FORGERIES:
        document = {"tags": [{**dict.fromkeys(FORGERIES, f"{FORGERIES[0]}x"), f"{name}x": 1}, {}]}
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    return tmp_path


OUTPUTS = [
    *(["lint", "--format", form] for form in OUTPUT_FORMATS),
    ["lint", "--verbose"],
    ["lint", "--explain-files"],
    ["lint", "--diff"],
    ["lint", "--statistics"],
]


@pytest.mark.parametrize("arguments", OUTPUTS, ids=" ".join)
def test_no_output_of_lint_can_be_forged(folder: Path, arguments: list[str]) -> None:
    """Names of files, fields and choices are escaped in both streams."""
    files = (f"{name}.json" for name in FORGERIES)
    done = run(*arguments, "--schemas", "schemas", "--as", "tag.create", *files, cwd=folder)
    assert b"forged" in done.stdout + done.stderr or "--diff" in arguments
    _assert_harmless(done.stdout, arguments[-1])
    _assert_harmless(done.stderr, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", "NAME"],
        ["lint", "--as", "NAME", "."],
        ["lint", "--schemas", "NAME", "."],
        ["lint", "--baseline", "NAME", "."],
        ["lint", "--output", "none/NAME", "."],
        ["lint", "--write-baseline", "none/NAME", "."],
        ["lint", "--format", "NAME", "."],
        ["lint", "--jobs", "NAME", "."],
        ["schema", "NAME"],
        ["explain", "NAME"],
        ["fields", "NAME"],
        ["completion", "NAME"],
        ["NAME"],
    ],
    ids=" ".join,
)
def test_no_error_message_can_be_forged(folder: Path, arguments: list[str]) -> None:
    """Every argument that is quoted is escaped."""
    for name in FORGERIES:
        done = run(*(one.replace("NAME", name) for one in arguments), cwd=folder / "schemas")
        assert done.returncode == 2, name
        assert done.stderr, name
        _assert_harmless(done.stdout, "")
        _assert_harmless(done.stderr, "")


@pytest.mark.parametrize("arguments", [["schema", "tag.create"], ["fields", "tag"]], ids=" ".join)
def test_a_schema_of_somebody_else_cannot_forge_output(folder: Path, arguments: list[str]) -> None:
    """Its names, choices and descriptions are printed escaped; the printed schema is still the same JSON."""
    done = run(*arguments, "--schemas", "schemas", cwd=folder)
    assert done.returncode == 0, done.stderr
    _assert_harmless(done.stdout, "")
    if arguments[0] == "schema":
        assert json.loads(done.stdout)["description"] == FORGERIES[1]


TEXTS = st.lists(st.sampled_from([*FORGERIES, "#", "##", "[", ":", " ", "x"]) | st.text(max_size=3), max_size=5).map("".join)


@given(TEXTS)
def test_escaping_is_complete_and_idempotent(text: str) -> None:
    """The law holds for a part of a line, a whole line and a path."""
    for escape in (shown, path):
        assert not _RAW.search(escape(text))
        assert shown(escape(text)) == escape(text)
    for whole in (line(shown(text)), path(text)):
        assert not whole.lstrip().startswith("::")
    assert json_text(text).encode().decode() == json_text(text)


def test_ordinary_names_are_not_changed() -> None:
    """Accents, dots and signs that do not begin a command are not changed."""
    for text in ("città.json", "a#b", "## [x]", "#[x]", "a::b", "日本", "a\u00a0b"):
        assert shown(text) == path(text) == line(text) == json_text(text) == text
