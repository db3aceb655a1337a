"""The first look gives the same answers as the ordinary way, and imports very little."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bs_validate.cli.first_look import command
from bs_validate.cli.main import main

HOST = '{"hosts": [{"firstname": "Jan", "lastname": "Kowalski", "email": "jan@example.com"}]}'
PHONES = {"phones": [{"label": "mobile", "number": "+33 6 12 34 56 78"}, {"label": "home", "number": "01 23 45 67 89"}]}
CONTACT = json.dumps(
    {
        "contacts": [
            {"email": "a@example.com", "firstname": "A", "lastname": "B", "address1": "1 Rue X", "city": "Paris", "zip": "75001"}
            | {"country_code": "FR", "spoken_languages": ["fr"], **PHONES}
        ]
    }
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a directory with a payload, and outside of GitHub Actions."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("host.json").write_text(HOST, encoding="utf-8")


def looked(*arguments: str, environment: dict[str, str] | None = None) -> int | None:
    """Take the first look."""
    return command.status(list(arguments), environment or {})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("host.json", HOST),
        ("host.JSON", f" \r\n{HOST}\t\n"),
        ("create-contact.json", CONTACT),
        ("update.json", '{"hosts": [{"firstname": "J\\u00e9an"}]}'),
        ("updateHost.json", '{"hosts": [{"firstname": "\\ud83d\\ude00"}]}'),
    ],
)
@pytest.mark.parametrize("options", [(), ("--strict", "--exit-zero")])
def test_a_plain_file_is_answered_as_in_the_ordinary_way(
    name: str, content: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The output on both streams and the exit status are the same."""
    Path(name).write_text(content, encoding="utf-8")
    assert looked("lint", *options, name) == 0
    first = capsys.readouterr()
    assert main(["lint", *options, name]) == 0
    assert capsys.readouterr() == first
    assert first == ("Checked 1 file: nothing to report\n", "")


def test_the_files_that_stubs_answer_with_are_left_to_the_ordinary_way() -> None:
    """The file would be plain as a create, but it is a response, which has more fields."""
    Path("__files").mkdir()
    Path("__files/create.json").write_text(HOST, encoding="utf-8")
    assert looked("lint", "__files/create.json") is None
    assert main(["lint", "__files/create.json"]) == 1


def test_several_files_are_answered_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The first look handles up to twenty files."""
    names = [f"{number}.json" for number in range(21)]
    for name in names:
        Path(name).write_text(HOST, encoding="utf-8")
    assert looked("lint", *names[1:]) == 0
    assert capsys.readouterr().out == "Checked 20 files: nothing to report\n"
    assert looked("lint", *names) is None


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lint",),
        ("lint", "."),
        ("lint", "-"),
        ("lint", "missing.json"),
        ("lint", "host.json", "./host.json"),
        ("lint", "--as", "host.read", "host.json"),
        ("lint", "--", "host.json"),
        ("lint", "--format=json", "host.json"),
        ("lint", "--verbose", "host.json"),
        ("lint", "host.json", "--help"),
        ("drift", "host.json"),
        ("host.json",),
    ],
    ids=" ".join,
)
def test_other_arguments_are_left_to_the_ordinary_way(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """The first look then writes nothing."""
    assert looked(*arguments) is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"\xef\xbb\xbf" + HOST.encode()),
        ("a.json", HOST.encode("utf-16")),
        ("a.json", b""),
        ("a.json", b"\xff"),
        ("a.json", HOST.encode() + b"}"),
        ("a.json", HOST[:-2].encode()),
        ("a.json", HOST.encode() + b" " * 70_000),
        ("a.json", b'{"hosts": [{"firstname": "a", "firstname": "b", "lastname": "c"}]}'),
        ("a.json", b'{"hosts": [{"firstname": NaN, "lastname": "c"}]}'),
        ("a.json", b'{"hosts": [{"firstname": "\\ud800", "lastname": "c"}]}'),
        ("a.json", b'{"hosts": [{"firstname": "a", "lastname": "b", "user_id": ' + b"1" * 5_000 + b"}]}"),
        ("a.json", b"[" * 5_000),
        ("a.json", b'{"hosts": [{"firstname": "a"}]}'),
        ("a.json", b'{"firstname": "a", "lastname": "b", "email": "a@b.co"}'),
        ("a.json", b'{"hosts": [{"firstname": "a", "lastname": "b"}], "log": {"entries": []}}'),
        ("a.ndjson", HOST.encode()),
        ("a.har", HOST.encode()),
        ("a", HOST.encode()),
        (".bs-validate.toml", b'ignore = ["required"]'),
        ("pyproject.toml", b"[tool.bs-validate]\n"),
    ],
)
def test_other_files_are_left_to_the_ordinary_way(name: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """The files are not plain, or there may be settings for them."""
    Path(name).write_bytes(content)
    assert looked("lint", name if "toml" not in name else "host.json") is None
    assert capsys.readouterr() == ("", "")


def test_a_shared_file_without_our_section_does_not_matter() -> None:
    """Most projects have a ``pyproject.toml``."""
    Path("pyproject.toml").write_text("[project]\nname = 'a'\n", encoding="utf-8")
    assert looked("lint", "host.json") == 0


def test_annotations_are_left_to_the_ordinary_way() -> None:
    """GitHub Actions gets another output."""
    assert looked("lint", "host.json", environment={"GITHUB_ACTIONS": "true"}) is None
    assert looked("lint", "host.json", environment={"GITHUB_ACTIONS": "false"}) == 0


class _Full(io.StringIO):
    """A stream to a full disk."""

    def write(self, _: str) -> int:
        """Refuse."""
        raise OSError("full")


@pytest.mark.parametrize("stream", [None, _Full()], ids=["closed", "full"])
def test_an_output_that_cannot_be_written_is_left_to_the_ordinary_way(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ordinary way words the error."""
    monkeypatch.setattr(sys, "stdout", stream)
    assert looked("lint", "host.json") is None


_MODULES = """
import os, sys
before = {*sys.modules}
from bs_validate.cli.first_look import command
assert command.status(sys.argv[1:], {}) == 0
print(*sorted({*sys.modules} - before))
"""
_FIRST_LOOK = "bs_validate.cli.first_look"
_OURS = {
    *("bs_validate", "bs_validate.cli", "bs_validate.cli.terminal", _FIRST_LOOK),
    *(f"{_FIRST_LOOK}.{name}" for name in ("command", "files", "texts", "walk")),
    *("bs_validate._schema", "bs_validate._schema.representation"),
    *("bs_validate.lint", "bs_validate.lint.settings_files", "bs_validate.lint.wording"),
}
_WITH_PHONES = {f"{_FIRST_LOOK}.phones", "bs_validate._check", "bs_validate._check.phones", "bs_validate._check.phones.data"}


def imported(file: str) -> set[str]:
    """Return the modules that the first look imports."""
    arguments = [sys.executable, "-I", "-c", _MODULES, "lint", file]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    return set(run.stdout.splitlines()[-1].split())


def test_a_host_needs_very_few_imports() -> None:
    """Only small modules of ours and the JSON scanner of the standard library are imported."""
    found = imported("host.json")
    assert found - {"bs_validate.schemas"} == _OURS | {"_json"}


def test_a_contact_with_phones_needs_regular_expressions_and_no_library() -> None:
    """Only the module for phones and re, with the imports of re, are added."""
    Path("contact.json").write_text(CONTACT, encoding="utf-8")
    found = imported("contact.json")
    assert {one for one in found if one.startswith("bs_validate")} == {*_OURS, *_WITH_PHONES}
    assert found.isdisjoint({"argparse", "gettext", "json", "jsonschema_rs", "orjson", "pathlib", "phonenumbers", "typing"})


def test_the_command_takes_the_first_look() -> None:
    """The command answers without importing its parser."""
    program = (
        "import os, sys; from bs_validate.__main__ import command;"
        "os._exit = lambda status: print(status, 'argparse' in sys.modules);"
        "command()"
    )
    arguments = [sys.executable, "-I", "-c", program, "lint", "host.json"]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "Checked 1 file: nothing to report\n0 False\n"


def test_a_syntax_error_is_left_to_the_ordinary_way_in_a_new_process() -> None:
    """The scanner behaves differently until something has imported the library for JSON."""
    Path("comma.json").write_text('{"hosts": [{"firstname": "Jan",}]}', encoding="utf-8")
    arguments = [sys.executable, "-I", "-m", "bs_validate", "lint", "comma.json"]
    run = subprocess.run(arguments, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith("comma.json:1:32: not_json ")
