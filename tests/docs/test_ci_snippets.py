"""The snippets for pre-commit, GitHub, GitLab and shells are valid, and their command lines are those of the command."""

import argparse
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bs_validate import validate_request
from bs_validate.cli.main import parser
from support.documentation import every_snippet, pages
from support.places import ROOT

PRE_COMMIT, GITHUB, GITLAB, MOCK, MOCK_ON_GITLAB = (yaml.safe_load(one.text) for one in every_snippet("yaml"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


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


def test_hook_for_pre_commit_exists() -> None:
    """The hook supports the keys in the snippet, and its options are those of the command."""
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == offered["id"]
    assert set(hook) <= {"id", "files", "args"}
    assert re.search(hook["files"], "tests/payloads/new-host.json")
    arguments = parser().parse_args([*shlex.split(offered["entry"])[1:], *hook["args"], "new-host.json"])
    assert arguments.paths == ["new-host.json"]
    assert arguments.force_exclude


def test_workflow_for_github_uses_our_action_and_uploads_the_sarif_file() -> None:
    """Its inputs are those of the action in this checkout, and the upload runs even if there are findings."""
    _, ours, use, upload = GITHUB["steps"]
    assert use["uses"] == f"./{ours['with']['path']}"
    assert use["with"].keys() <= ACTION["inputs"].keys()
    arguments = parser().parse_args(["lint", *shlex.split(use["with"]["args"]), use["with"]["paths"]])
    assert (arguments.strict, arguments.paths) == (True, ["tests/payloads"])
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert (upload["with"]["sarif_file"], upload["if"]) == (use["with"]["sarif"], "${{ !cancelled() }}")


def test_inputs_of_the_action_are_documented() -> None:
    """Each input has a row in the table."""
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \| .+ \|$", pages.text_of("docs/linting.md"))
    assert set(ACTION["inputs"]) <= set(rows)


def test_job_for_gitlab_keeps_the_report_and_the_page() -> None:
    """The JUnit report and the page are artefacts, which are kept even if there are findings."""
    job = GITLAB["bs-validate"]
    outputs = _linted(GITLAB).outputs
    assert outputs[0] == ("format", "text")
    files = {form: file for (_, form), (_, file) in zip(outputs[1::2], outputs[2::2], strict=True)}
    assert files == {"gitlab": "quality.json", "junit": "report.xml", "html": "report.html"}
    reports = {"codequality": "quality.json", "junit": "report.xml"}
    assert job["artifacts"] == {"when": "always", "paths": ["report.html"], "reports": reports}


@pytest.mark.parametrize("snippet", [PRE_COMMIT, GITLAB])
def test_snippets_use_one_placeholder_for_the_repository(snippet: Any) -> None:
    """There is no release that they could name."""
    named = " ".join(_texts(snippet))
    assert re.findall(r"https?://[^\s@]+", named) == ["https://example.com/bs-validate.git"]
    assert re.findall(r"\bv\d+\.\d+\.\d+", named) == []
    assert "`https://example.com/bs-validate.git`" in pages.text_of("docs/linting.md")


def test_completion_is_installed_by_a_command_that_exists() -> None:
    """There is one command for each of the four shells."""
    lines = re.findall(r"(?m)^\| (\w+) \| `.*(bs-validate completion \w+)\b.*` \|", pages.text_of("docs/linting.md"))
    assert [shell for shell, _ in lines] == ["bash", "zsh", "fish", "tcsh"]
    for shell, line in lines:
        (arguments,) = _commands(line)
        assert parser().parse_args(arguments).shell == shell


def test_the_mock_is_started_with_existing_arguments() -> None:
    """A step of its own starts it after its installation with the extra. The container starts it too."""
    texts = [line.removesuffix(" &") for line in _texts(MOCK)]
    assert texts[0] == 'pip install ".[serve]"'
    (arguments,) = (line for text in texts for line in _commands(text))
    assert parser().parse_args(arguments).seed == ["tests/fixtures/contacts.json"]
    folder = ROOT / "docs" / "examples" / "container"
    service = yaml.safe_load((folder / "compose.yaml").read_text(encoding="utf-8"))["services"]["bookingsync"]
    assert (folder / service["build"]["context"] / service["build"]["dockerfile"]).samefile(folder / "Dockerfile")
    (entry,) = re.findall(r"^ENTRYPOINT (.*)$", (folder / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    command, *options = yaml.safe_load(entry)
    started = parser().parse_args([*options, *service["command"]])
    assert (command, started.host, started.seed) == ("bs-validate", "0.0.0.0", ["/fixtures/contacts.json"])  # noqa: S104  # of a container
    assert service["ports"] == [f"127.0.0.1:{started.port}:{started.port}"]


def test_job_for_gitlab_finds_the_mock_at_its_alias() -> None:
    """The URL has the default port of the mock, and a path that it serves."""
    job = MOCK_ON_GITLAB["tests"]
    (service,) = job["services"]
    port = parser().parse_args(["serve"]).port
    assert job["variables"] == {"BOOKINGSYNC_URL": f"http://{service['alias']}:{port}"}
    (line,) = job["script"]
    path = shlex.split(line)[-1].removeprefix("$BOOKINGSYNC_URL")
    assert validate_request("GET", path).valid
