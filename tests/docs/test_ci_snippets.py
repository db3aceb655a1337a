"""The snippets for pre-commit, GitHub, GitLab and shells: each is one, and its command lines are those of the command."""

import argparse
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bs_validate.cli.main import parser
from support.documentation import every_snippet, pages
from support.places import ROOT

PRE_COMMIT, GITHUB, GITLAB = (yaml.safe_load(one.text) for one in every_snippet("yaml"))


def _texts(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict | list):
        for inner in document.values() if isinstance(document, dict) else document:
            yield from _texts(inner)


def _commands(texts: str) -> Iterator[list[str]]:
    """Yield the command lines of ours in a text, without the name of the command."""
    for line in texts.splitlines():
        if line.startswith("bs-validate "):
            yield shlex.split(line)[1:]


def _linted(document: Any) -> argparse.Namespace:
    """Return the arguments of the only command line in a document."""
    (arguments,) = (line for text in _texts(document) for line in _commands(text))
    return parser().parse_args(arguments)


def test_hook_for_pre_commit_is_one_that_is_offered() -> None:
    """It takes the keys that it is given, and its options are those of the command."""
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == offered["id"]
    assert set(hook) <= {"id", "files", "args"}
    assert re.search(hook["files"], "tests/payloads/new-host.json")
    arguments = parser().parse_args([*shlex.split(offered["entry"])[1:], *hook["args"], "new-host.json"])
    assert arguments.paths == ["new-host.json"]


def test_action_for_github_uploads_the_sarif_file() -> None:
    """It does so whatever is found, after annotations on standard output; no input gets into the text of a command."""
    outputs = (("format", "github"), ("format", "sarif"), ("output", "bs-validate.sarif"))
    assert _linted(GITHUB).outputs == outputs
    steps = GITHUB["runs"]["steps"]
    (upload,) = (step for step in steps if step.get("uses", "").startswith("github/codeql-action/upload-sarif@"))
    assert (upload["with"]["sarif_file"], upload["if"]) == ("bs-validate.sarif", "${{ !cancelled() }}")
    assert GITHUB["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps if "run" in step)


def test_job_for_gitlab_keeps_the_report_and_the_page() -> None:
    """The report is a JUnit report and the page an artefact, and both are kept when something is found."""
    job = GITLAB["bs-validate"]
    outputs = (("format", "text"), ("format", "junit"), ("output", "report.xml"), ("format", "html"), ("output", "report.html"))
    assert _linted(GITLAB).outputs == outputs
    assert job["artifacts"] == {"when": "always", "paths": ["report.html"], "reports": {"junit": "report.xml"}}


@pytest.mark.parametrize("snippet", [PRE_COMMIT, GITHUB, GITLAB])
def test_snippets_name_one_place_that_stands_for_the_repository(snippet: Any) -> None:
    """There is no release, so none is named."""
    named = " ".join(_texts(snippet))
    assert re.findall(r"https?://[^\s@]+", named) == ["https://example.com/bs-validate.git"]
    assert re.findall(r"\bv\d+\.\d+\.\d+", named) == []
    assert "`https://example.com/bs-validate.git`" in pages.text_of("docs/linting.md")


def test_completion_is_installed_by_a_command_that_exists() -> None:
    """For each of the four shells."""
    lines = re.findall(r"(?m)^\| (\w+) \| `.*(bs-validate completion \w+)\b.*` \|", pages.text_of("docs/linting.md"))
    assert [shell for shell, _ in lines] == ["bash", "zsh", "fish", "tcsh"]
    for shell, line in lines:
        (arguments,) = _commands(line)
        assert parser().parse_args(arguments).shell == shell
