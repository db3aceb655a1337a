"""Scripts with which a shell completes the command, read off its parser by shtab."""

import argparse
from collections.abc import Iterator

import shtab

from bs_validate._schema import catalog
from bs_validate.codes import CODES
from bs_validate.exceptions import UnknownName


class UnknownShell(UnknownName):
    """No script can be made for this shell."""

    what = "shell"


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script for a shell; the parser is marked with what completes its arguments, and no use for parsing any more.

    What completes an argument follows from its metavar. Raises ``UnknownShell``.
    """
    if shell not in shtab.SUPPORTED_SHELLS:
        raise UnknownShell(shell, shtab.SUPPORTED_SHELLS)
    schemas = catalog.packaged().names
    paths = {"PATH": shtab.FILE, "FILE": shtab.FILE, "DIR": shtab.DIRECTORY}
    names = {
        "CODE": tuple(CODES),
        "NAME": schemas,
        "RESOURCE": tuple(dict.fromkeys(name.partition(".")[0] for name in schemas)),
        "SHELL": tuple(shtab.SUPPORTED_SHELLS),
    }
    for action in _actions(parser):
        if action.metavar in paths:
            action.complete = paths[action.metavar]  # type: ignore[attr-defined]  # so shtab is told
        elif action.metavar in names:
            action.choices = names[action.metavar]
    text = shtab.complete(parser, shell)
    # It would have zsh complete the first of several paths alone.
    return text.replace('"(*):', '"*:') if shell == "zsh" else text


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Go through the options and arguments of a parser and of its commands."""
    for action in parser._actions:  # noqa: SLF001  # argparse has no other way to list them
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _actions(command)
