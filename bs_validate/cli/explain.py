"""Define the command ``explain``."""

import argparse
from typing import Any

from bs_validate.cli import console
from bs_validate.codes import CODES
from bs_validate.exceptions import UnknownCode


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "explain",
        help="explain a code, or list all codes",
        description="Explain when a code is reported and what to do about it, with an example. Without CODE, list all codes.",
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code, such as unknown_field")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate._messages.explanation import explanation, listing  # The other commands do not need it.

    if arguments.code is None:
        console.say(listing())
        return 0
    if arguments.code not in CODES:
        raise UnknownCode(arguments.code, CODES)
    console.say(explanation(arguments.code))
    return 0
