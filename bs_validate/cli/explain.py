"""The command ``explain``."""

import argparse
from typing import Any

from bs_validate.cli import console
from bs_validate.codes import CODES
from bs_validate.exceptions import UnknownName


class UnknownCode(UnknownName):
    """Raised for a code that does not exist."""

    what = "code"


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "explain",
        help="explain a code",
        description="Explain when a code is given, and what to do about it.",
    )
    parser.add_argument("code", metavar="CODE", help="the code, such as unknown_field")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.code not in CODES:
        raise UnknownCode(arguments.code, CODES)
    code = CODES[arguments.code]
    params = f"\n  params: {', '.join(code.params)}" if code.params else ""
    console.say([f"{arguments.code} ({code.severity})\n  {code.when}{params}\n  {code.remedy}"])
    return 0
