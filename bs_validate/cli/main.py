"""Parse the command line of ``bs-validate``, run the command, and return its exit status."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from bs_validate._instance.location import quoted
from bs_validate.cli import console
from bs_validate.cli.parsing import EXIT_STATUS, Parser, UnknownCommand, UnknownLanguage, Version, closest, language_named
from bs_validate.exceptions import InvalidSchema, InvalidSettings, UnknownName
from bs_validate.lint.wording import sentence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is None:
        return _fail("standard output is closed")
    try:
        status = _status(argv)
        console.flush()
    except KeyboardInterrupt:
        return console.INTERRUPTED
    except UnknownName as error:
        return _fail(str(error), _did_you_mean(error))
    except (InvalidSchema, InvalidSettings) as error:
        return _fail(str(error))
    except console.UnwritableOutput as unwritable:
        # Discard the rest of the buffer, or the interpreter would try to write it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        is_closed = isinstance(unwritable.error, BrokenPipeError)
        return console.FAILED if is_closed else _fail(f"the output cannot be written: {unwritable}")
    except MemoryError:
        return _fail("there is not enough memory")
    except OSError as error:
        return _fail(f"{error.filename}: {sentence(error)}" if error.filename else sentence(error))
    return status


def _status(argv: Sequence[str] | None) -> int:
    given = sys.argv[1:] if argv is None else argv
    first = given[0] if given else ""
    command = next((one for one in given if one in _COMMANDS), None)
    if first.startswith("--") and first not in ("--", "--help", "--version") and command is not None:
        return _fail(f"the option '{quoted(first.partition('=')[0])}' must come after the command '{command}'")
    whole = parser(first if first in _COMMANDS else None)
    try:
        arguments = whole.parse_args(given)
    except SystemExit as stop:  # argparse has printed the reason
        return int(stop.code or 0)
    if arguments.run is None:
        console.write(whole.format_help())
        return 0
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


#: The commands in the order of the help; the module of each, which has the same name, adds its arguments to the parser.
_COMMANDS = ("lint", "drift", "coverage", "example", "schema", "explain", "fields", "javascript", "serve", "completion")


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line, or the part of it that reads the arguments of one command."""
    whole = Parser(
        prog="bs-validate",
        description="Validate BookingSync API payloads before you send them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action=Version, help="print the version and exit")
    whole.set_defaults(run=None, whole=parser)  # a script that completes the command is made from the parser of all commands
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    for command in _COMMANDS if only is None else (only,):
        import_module(f"{__package__}.{command}").add(commands)
    return whole


_EPILOG = f"""\
examples:
  bs-validate lint                     check the files in this directory
  bs-validate lint tests/fixtures      check another directory
  bs-validate explain unknown_field    explain a code
  bs-validate fields contact           list the fields of a contact

Use 'bs-validate COMMAND --help' for the options of a command.

{EXIT_STATUS}"""


#: Commands of other linters, and what to use here.
_ELSEWHERE = {"check": "lint", "help": "--help", "rule": "explain", "validate": "lint", "version": "--version"}


def _fail(message: str, hint: str = "") -> int:
    console.complain(message, hint)
    return console.FAILED


def _did_you_mean(error: UnknownName) -> str:
    meant = language_named(error.name) if isinstance(error, UnknownLanguage) else None
    if isinstance(error, UnknownCommand):
        meant = _ELSEWHERE.get(error.name)
    meant = meant or closest(error.name, error.choices)
    return "" if meant is None else f"Did you mean {quoted(meant)}?"
