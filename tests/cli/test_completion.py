"""The completion of the command in a shell."""

import subprocess
import sys
from pathlib import Path

import pytest
import shtab

from bs_validate.cli.main import main
from bs_validate.codes import CODES

SHELLS = ("bash", "zsh", "tcsh")
CONTACTS = ["contact.create", "contact.read", "contact.update"]
NAMES = [*CONTACTS, "host.create", "host.read", "host.update"]


@pytest.fixture
def scripts(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return the script of each shell, as it is printed."""
    printed = {}
    for shell in shtab.SUPPORTED_SHELLS:
        assert main(["completion", shell]) == 0
        printed[shell] = capsys.readouterr().out
    return printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["l"], ["lint"]),
        (["--ver"], ["--version"]),
        (["--version", "li"], ["lint"]),
        (["lint", "--form"], ["--format"]),
        (["lint", "--format", "sa"], ["sarif"]),
        (["lint", "--format", "json", "--format", "h"], ["html"]),
        (["lint", "--strict", "--as", "contact."], CONTACTS),
        (["lint", "tw"], ["two.json", "two.yml"]),
        (["lint", "one.json", "two.j"], ["two.json"]),
        (["lint", "--format", "json", "fo"], ["folder"]),
        (["lint", "--output", "on"], ["one.json"]),
        (["lint", "--config", "on"], ["one.json"]),
        (["lint", "--ignore", "too_f"], ["too_few"]),
        (["lint", "--lang", "zh"], ["zh", "zh-TW"]),
        (["lint", "--excl"], ["--exclude"]),
        (["lint", "--baseline", "on"], ["one.json"]),
        (["lint", "--write-baseline", "on"], ["one.json"]),
        (["lint", "--schemas", ""], ["folder"]),
        (["schema", "con"], CONTACTS),
        (["schema", "--schemas", "folder", ""], [*NAMES, "openapi", "settings"]),
        (["example", ""], NAMES),
        (["explain", ""], list(CODES)),
        (["explain", "too_f"], ["too_few"]),
        (["fields", ""], ["contact", "host"]),
        (["completion", "b"], ["bash"]),
    ],
)
def test_bash_completes(words: list[str], expected: list[str], scripts: dict[str, str], tmp_path: Path) -> None:
    """A real bash completes the last word of the line."""
    for name in ("one.json", "two.json", "two.yml"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    asked = (
        'source /dev/stdin; COMP_WORDS=(bs-validate "$@"); COMP_CWORD=$#; _shtab_bs_validate; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    run = subprocess.run(  # noqa: S603  # our own script
        ["bash", "--norc", "-c", asked, "bash", *words],  # noqa: S607  # the one there is
        input=scripts["bash"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (sorted(run.stdout.splitlines()), run.stderr) == (sorted(expected), "")


def test_sourcing_the_script_enables_completion_in_bash(scripts: dict[str, str]) -> None:
    """Nothing but sourcing the script is needed."""
    asked = ["bash", "--norc", "-c", "source /dev/stdin; complete -p bs-validate"]
    run = subprocess.run(asked, input=scripts["bash"], capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    assert run.stdout.endswith(" -F _shtab_bs_validate bs-validate\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_has_what_completes_each_argument(shell: str, scripts: dict[str, str]) -> None:
    """Each script has the commands, options, formats, schemas, codes and resources."""
    words = set(scripts[shell].replace("(", " ").replace(")", " ").replace("'", " ").split())
    assert {"lint", "completion", "sarif", *NAMES, *CODES, "contact", "host"} <= words
    assert "--write-baseline" in scripts[shell] or "write-baseline" in words


def test_zsh_completes_each_path_and_each_format(scripts: dict[str, str]) -> None:
    """Every path is completed, not only the first; an option that ends the command takes no value and nothing after it."""
    specifications = [line.strip() for line in scripts["zsh"].splitlines()]
    for start, end in (('"*:', ':_files"'), ('"*--format[', ')"'), ('"*--output[', ':_files"'), ('"(- : *)--version[', ']"')):
        assert any(one.startswith(start) and one.endswith(end) for one in specifications), start
    assert '"(*):' not in scripts["zsh"]


@pytest.mark.parametrize("shell", ["bahs", "", "ksh\x1b"])
def test_an_unknown_shell_is_a_mistake(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, and the message names the choices."""
    assert main(["completion", shell]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"choose from {', '.join(shtab.SUPPORTED_SHELLS)}" in captured.err
    assert set(SHELLS) <= set(shtab.SUPPORTED_SHELLS)
    assert ("Did you mean bash?" in captured.err) == (shell == "bahs")
    assert "\x1b" not in captured.err


def test_other_commands_do_not_import_the_completion_library(tmp_path: Path) -> None:
    """Only the command that prints a script imports the library that makes it."""
    (tmp_path / "new-host.json").write_text('{"hosts": [{"firstname": "a", "lastname": "b"}]}')
    program = (
        "import sys; from bs_validate.cli.main import main; assert main(['lint', sys.argv[1]]) == 0;"
        "print([name for name in ('shtab', 'bs_validate.cli.field_rows') if name in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
