"""Define the command ``completion``, which prints scripts for shells. shtab makes them from the parser."""

import argparse
from collections.abc import Iterator
from typing import Any

from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema import catalog
from bs_validate.cli import console
from bs_validate.cli.schema import OTHER_NAMES
from bs_validate.codes import CODES
from bs_validate.exceptions import UnknownName


class UnknownShell(UnknownName):
    """Raised for a shell for which no script can be made."""

    what = "shell"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "completion",
        help="print a script that completes bs-validate in a shell",
        description="Print a script for a shell. Once the shell has sourced it, it completes the options and arguments of "
        "bs-validate.",
    )
    parser.add_argument("shell", metavar="SHELL", help="the shell: bash, zsh, fish or tcsh")

    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    console.write(script(arguments.whole(), arguments.shell) + "\n")
    return 0


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script for a shell.

    The parser is changed and cannot be used for parsing afterwards. The metavar of an argument decides how it is completed.
    Raises ``UnknownShell``.
    """
    import shtab

    if shell not in shtab.SUPPORTED_SHELLS:
        raise UnknownShell(shell, shtab.SUPPORTED_SHELLS)
    schemas = catalog.packaged().names
    paths = {"PATH": shtab.FILE, "FILE": shtab.FILE, "DIR": shtab.DIRECTORY}
    names = {
        "CODE": tuple(CODES),
        "CODES": tuple(CODES),
        "L": (ENGLISH, *sorted(LOCALES)),
        "NAME": schemas,
        "RESOURCE": tuple(dict.fromkeys(name.partition(".")[0] for name in schemas)),
        "SHELL": tuple(shtab.SUPPORTED_SHELLS),
    }
    for command, action in _actions(parser):
        if action.metavar in paths:
            action.complete = paths[action.metavar]  # type: ignore[attr-defined]  # the attribute that shtab reads
        elif action.metavar in names:
            others = OTHER_NAMES if action.metavar == "NAME" and command.endswith(" schema") else ()
            action.choices = (*names[action.metavar], *others)
    text = shtab.complete(parser, shell)
    # shtab lets zsh complete only the first of several paths.
    return text.replace('"(*):', '"*:') if shell == "zsh" else text


def _actions(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    """Yield the options and arguments of a parser and of its commands, each with the name of the command."""
    for action in parser._actions:  # noqa: SLF001  # argparse has no public way to list them
        yield parser.prog, action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _actions(command)
