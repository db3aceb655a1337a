"""Settings and command lines in the pages, which are parsed instead of run."""

import itertools
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate.cli.main import parser
from bs_validate.lint.settings import SettingsLookup
from support.documentation import every_snippet, pages
from support.places import ROOT

#: Other programs that a command line may run; their arguments are not checked.
OTHERS = ("cd", "check-jsonschema", "git", "mkdir", "mypy", "npm", "pre-commit", "reviewdog", "ruff")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _place(snippet: pages.Snippet) -> str:
    return f"{snippet.page}:{snippet.line}"


@pytest.mark.parametrize("snippet", every_snippet("toml"), ids=_place)
def test_settings_are_accepted(snippet: pages.Snippet, tmp_path: Path) -> None:
    """The reader of settings itself, which refuses unknown keys, reads them."""
    (tmp_path / "pyproject.toml").write_text(snippet.text, encoding="utf-8")
    found = SettingsLookup(lambda: packaged().names)(str(tmp_path / "fixtures" / "new-host.json"))
    assert found.root == str(tmp_path)
    assert set(tomllib.loads(snippet.text)["tool"]) == {"bs-validate"}


def test_plain_texts_are_not_sessions() -> None:
    """A plain text shows no command with its output, which would have to be run."""
    assert [_place(one) for one in every_snippet("text") if re.search(r"(?m)^\$ |bs-validate lint", one.text)] == []


def _commands(text: str) -> Iterator[list[str]]:
    """Yield the simple commands of a shell script: without comments, operators, redirections and assignments."""
    for line in text.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        for is_operator, words in itertools.groupby(lexer, lambda word: not word.strip(";&|")):
            command = list(words)
            if ">" in command:
                command = command[: command.index(">")]
            command = list(itertools.dropwhile(lambda word: re.match(r"\w+=", word), command))
            if command and not is_operator:
                yield command


def _every_command() -> list[tuple[str, list[str]]]:
    return [(_place(one), command) for one in every_snippet("sh") for command in _commands(one.text)]


@pytest.mark.parametrize(("place", "command"), _every_command(), ids=str)
def test_every_command_line_can_run(place: str, command: list[str]) -> None:
    """Its options, its files, and the extras and groups that it installs exist."""
    name, *arguments = [command[0].removeprefix(".venv/bin/"), *command[1:]]
    if name == "bs-validate":
        parser().parse_args(arguments)
    elif name in ("sh", "bash"):
        assert (ROOT / arguments[0]).is_file(), place
    elif name == "pip":
        _check_pip(arguments)
    elif name in ("python", "python3"):
        _check_python(arguments)
    else:
        assert name in OTHERS, f"{place}: nobody knows {name}"


def _check_python(arguments: list[str]) -> None:
    if arguments[:1] != ["-m"]:
        script = ROOT / arguments[0]
        source = script.read_text(encoding="utf-8")
        assert [one for one in arguments[1:] if one.startswith("--") and f'"{one}"' not in source] == []
    elif arguments[1] == "pip":
        _check_pip(arguments[2:])
    elif arguments[1] == "pytest":
        named = [one.partition("::")[0] for one in arguments[2:] if one.startswith("tests")]
        assert [one for one in named if not (ROOT / one).exists()] == []
    else:
        assert arguments[1] in ("mypy", "ruff", "venv")


def _check_pip(arguments: list[str]) -> None:
    assert arguments[0] == "install"
    for before, one in itertools.pairwise(arguments):
        if before == "--group":
            assert one in PROJECT["dependency-groups"]
        for extras in re.findall(r"^\.\[(.*)]$", one):
            assert set(extras.split(",")) <= set(PROJECT["project"]["optional-dependencies"])


def _spans() -> list[tuple[str, str]]:
    """Return the code between backticks on each page."""
    return [(page, span) for page in pages.names() for span in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", pages.text_of(page))]


def test_every_install_text_works_from_a_checkout() -> None:
    """There is no release on an index, so each text installs the checkout, with an extra that exists."""
    texts = [span for _, span in _spans() if span.startswith("pip install")]
    for text in texts:
        wanted = shlex.split(text)[2]
        assert re.match(r"(?:\.|/path/to/checkout)(?:\[\w+\])?$", wanted), text
        assert set(re.findall(r"\[(\w+)\]", wanted)) <= set(PROJECT["project"]["optional-dependencies"])
    named = {extra for text in texts for extra in re.findall(r"\[(\w+)\]", text)}
    assert named == set(PROJECT["project"]["optional-dependencies"])


def test_every_option_that_the_text_names_exists() -> None:
    """The text is that of the pages on the command."""
    help_texts = pages.text_of("docs/commands.md")
    about = ("README.md", "docs/linting.md", "docs/outputs.md", "docs/settings.md", "docs/messages.md")
    named = {option for page, span in _spans() if page in about for option in re.findall(r"^--[\w-]+", span)}
    assert len(named) > 10
    assert [option for option in sorted(named) if f"`{option}" not in help_texts and option != "--help"] == []
