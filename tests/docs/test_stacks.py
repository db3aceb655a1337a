"""The programs on the pages for Ruby, PHP and Node print what the page shows."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate._schema.printing import printed
from support.documentation import pages
from support.served import served


class Stack(NamedTuple):
    """A page, how its programs are run, and the code that loads the dependencies of its two programs."""

    page: str
    language: str
    command: tuple[str, ...]
    file: str
    client: tuple[str, ...]
    validator: tuple[str, ...]
    autoload: tuple[str, str] = ("", "")


RUBY = Stack(
    "docs/ruby.md", "ruby", ("ruby",), "program.rb", ("-e", 'require "faraday"'), ("-e", 'require "set"; require "json_schemer"')
)
PHP = Stack(
    "docs/php.md",
    "php",
    ("php",),
    "program.php",
    ("-r", 'require "GuzzleHttp/autoload.php";'),
    ("-r", 'require "JsonSchema/autoload.php";'),
    ("GuzzleHttp/autoload.php", "JsonSchema/autoload.php"),
)
NODE = Stack("docs/node.md", "javascript", ("node",), "program.mjs", (), ())
STACKS = (RUBY, PHP, NODE)


def _needs(stack: Stack, library: tuple[str, ...]) -> None:
    """Skip the test if the language, or the library that a program loads, is absent."""
    program = stack.command[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    if library:
        run = subprocess.run([program, *library], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  # our own line
        if run.returncode:
            pytest.skip(f"{program} cannot load what {stack.page} uses: {library[1]}")


def _program(stack: Stack, index: int) -> tuple[str, str]:
    """Return a program of a page, and the output that the page shows below it."""
    shown = [one for one in pages.snippets(stack.page) if one.kind in (stack.language, "text")]
    assert [one.kind for one in shown] == [stack.language, "text"] * 2
    return shown[2 * index].text, shown[2 * index + 1].text


def _run(stack: Stack, index: int, program: str, folder: Path, url: str = "") -> str:
    """Run a program of a page in a folder, and return what it prints."""
    (folder / stack.file).write_text(program, encoding="utf-8")
    names = {"BOOKINGSYNC_URL": url, "BOOKINGSYNC_TOKEN": "none", "AUTOLOAD": stack.autoload[index], "NO_PROXY": "*"}
    run = subprocess.run(  # noqa: S603  # our own page
        [*stack.command, stack.file],
        cwd=folder,
        env={**os.environ, **names},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.language)
def test_client_of_the_page_works_against_the_mock(stack: Stack, tmp_path: Path) -> None:
    """It creates a host, reads it, and shows the field of a refused one."""
    _needs(stack, stack.client)
    program, shown = _program(stack, 0)
    with served() as mock:
        assert _run(stack, 0, program, tmp_path, mock.origin) == shown


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.language)
def test_client_of_the_page_works_through_the_proxy(stack: Stack, tmp_path: Path) -> None:
    """The output is the same, and the invalid write does not reach the server behind the proxy."""
    _needs(stack, stack.client)
    program, shown = _program(stack, 0)
    with served() as upstream, served("--to", upstream.origin) as proxy:
        assert _run(stack, 0, program, tmp_path, proxy.origin) == shown
        proxy.stop()
        upstream.stop()
    assert [line.split()[0] for line in upstream.log[1:-1]] == ["POST", "GET"]
    assert "POST /api/v3/hosts 422 required stopped" in proxy.log


#: Each wrong value of the contact on the pages, and a right one.
MENDED = (("ana.example.com", "ana@example.com"), ("UK", "HR"), ('["hr"]', '["en"]'), ("Ilica 1", "Trg bana Jelačića 1"))


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.language)
def test_validator_of_the_page_finds_the_faults_by_the_printed_schema(
    stack: Stack, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The output is that of the page, and empty for the same contact with valid values."""
    _needs(stack, stack.validator)
    if stack is NODE:
        folder: Path = request.getfixturevalue("ajv_folder")
        (tmp_path / "node_modules").symlink_to(folder / "node_modules")
    (tmp_path / "contact.create.json").write_text(json.dumps(printed(packaged()["contact.create"])), encoding="utf-8")
    program, shown = _program(stack, 1)
    assert _run(stack, 1, program, tmp_path) == shown
    for wrong, right in MENDED:
        assert wrong in program
        program = program.replace(wrong, right)
    program, mended = re.subn(r"""(zip"?\s*(?:=>|:)\s*)(?:nil|null)""", r'\1"10000"', program)
    assert mended == 1
    assert _run(stack, 1, program, tmp_path) == ""
