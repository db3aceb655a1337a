"""The README: what it shows is so."""

import argparse
import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bs_validate.cli.main import parser
from support.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
IN_CI = README.partition("\n## In CI\n")[2].partition("\n## ")[0]
PRE_COMMIT, GITHUB, GITLAB = map(yaml.safe_load, re.findall(r"^```yaml\n(.*?)^```", IN_CI, re.MULTILINE | re.DOTALL))


def test_its_examples_run() -> None:
    """As they are printed."""
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert results.attempted >= 10
    assert results.failed == 0


def test_its_generated_parts_are_up_to_date() -> None:
    """The output of the command, the tables of fields, errata and codes."""
    script = [sys.executable, str(ROOT / "scripts" / "update_readme.py"), "--check"]
    run = subprocess.run(script, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert run.returncode == 0, run.stdout
    for part, some in (
        ("output", "did you mean firstname?"),
        ("fields", "`country_code`"),
        ("errata", "DELETE"),
        ("codes", "`too_few`"),
    ):
        generated = README.partition(f"<!-- {part} -->")[2].partition(f"<!-- end of {part} -->")[0]
        assert some in generated


def test_it_starts_with_two_commands() -> None:
    """Each on one line; the continuous integration runs them as they are."""
    blocks = re.findall(r"^```(?:sh|shell|bash|console)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    first, second = blocks[0].splitlines()
    assert len(blocks) == 1
    assert first.endswith("bs-validate lint tests/examples")
    assert second == "sh scripts/test"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in ci
    assert 'eval "$second"' in ci


def test_it_opens_with_what_it_does_in_three_sentences() -> None:
    """Before anything else."""
    opening = README.split("\n\n")[1]
    assert len(re.findall(r"[.](?:\s|$)", opening)) == 3


def test_it_names_every_module_of_the_house() -> None:
    """In the picture of the architecture, and no other."""
    picture = README.partition("## How it is built")[2].split("```")[1]
    names = set(re.findall(r"\b[a-z_]+\b(?=/|\s|$)", picture))
    package = ROOT / "bs_validate"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    assert modules | folders <= names


def test_the_changelog_has_the_version() -> None:
    """That of the project."""
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _texts(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict | list):
        for inner in document.values() if isinstance(document, dict) else document:
            yield from _texts(inner)


def _commands(texts: str) -> Iterator[list[str]]:
    """Go through the command lines of ours in a text, without the name of the command."""
    for line in texts.splitlines():
        if line.startswith("bs-validate "):
            yield shlex.split(line)[1:]


def _linted(document: Any) -> argparse.Namespace:
    """Return the arguments of the one command line there is."""
    (arguments,) = (line for text in _texts(document) for line in _commands(text))
    return parser().parse_args(arguments)


def test_its_hook_for_pre_commit_is_one() -> None:
    """It is offered, takes the keys that it is given, and the options are those of the command."""
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == offered["id"]
    assert set(hook) <= {"id", "files", "args"}
    assert re.search(hook["files"], "tests/payloads/new-host.json")
    arguments = parser().parse_args([*shlex.split(offered["entry"])[1:], *hook["args"], "new-host.json"])
    assert arguments.paths == ["new-host.json"]


def test_its_action_uploads_what_the_command_writes() -> None:
    """The SARIF file, whatever is found, after annotations on standard output; no input gets into the text of a command."""
    outputs = (("format", "github"), ("format", "sarif"), ("output", "bs-validate.sarif"))
    assert _linted(GITHUB).outputs == outputs
    steps = GITHUB["runs"]["steps"]
    (upload,) = (step for step in steps if step.get("uses", "").startswith("github/codeql-action/upload-sarif@"))
    assert (upload["with"]["sarif_file"], upload["if"]) == ("bs-validate.sarif", "${{ !cancelled() }}")
    assert GITHUB["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps if "run" in step)


def test_its_job_for_gitlab_keeps_what_the_command_writes() -> None:
    """The JUnit report as one, the page as a file, and both when something is found."""
    job = GITLAB["bs-validate"]
    outputs = (("format", "text"), ("format", "junit"), ("output", "report.xml"), ("format", "html"), ("output", "report.html"))
    assert _linted(GITLAB).outputs == outputs
    assert job["artifacts"] == {"when": "always", "paths": ["report.html"], "reports": {"junit": "report.xml"}}


@pytest.mark.parametrize("snippet", [PRE_COMMIT, GITHUB, GITLAB])
def test_its_snippets_name_the_version(snippet: Any) -> None:
    """That of the project, and one place that stands for the repository."""
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    named = " ".join(_texts(snippet))
    assert "https://example.com/bs-validate.git" in named
    assert set(re.findall(r"\bv\d+\.\d+\.\d+", named)) == {f"v{version[1]}"}


def test_it_installs_the_completion_of_each_shell() -> None:
    """By a line with a command that there is."""
    lines = re.findall(r"^\| (\w+) \| `.*(bs-validate completion \w+)\b.*` \|", IN_CI, re.MULTILINE)
    assert [shell for shell, _ in lines] == ["bash", "zsh", "fish", "tcsh"]
    for shell, line in lines:
        (arguments,) = _commands(line)
        assert parser().parse_args(arguments).shell == shell
