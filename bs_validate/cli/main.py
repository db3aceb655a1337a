"""The command ``bs-validate``: its parser, and its exit status whatever happens."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bs_validate._instance.location import quoted
from bs_validate.cli import completion, console, coverage, drift, example, explain, fields, javascript, lint, schema, serve
from bs_validate.cli.parsing import EXIT_STATUS, Parser, UnknownLanguage, Version, closest, language_named
from bs_validate.exceptions import InvalidSchema, InvalidSettings, UnknownName
from bs_validate.lint.discover import sentence


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
        # What is left in the buffer goes nowhere, or the interpreter would try to write it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        is_closed = isinstance(unwritable.error, BrokenPipeError)
        return console.FAILED if is_closed else _fail(f"the output cannot be written: {unwritable}")
    except MemoryError:
        return _fail("there is not enough memory")
    except OSError as error:
        return _fail(f"{error.filename}: {sentence(error)}" if error.filename else sentence(error))
    return status


def _status(argv: Sequence[str] | None) -> int:
    whole = parser()
    try:
        arguments = whole.parse_args(argv)
    except SystemExit as stop:  # argparse has printed the reason
        return int(stop.code or 0)
    if arguments.run is None:
        console.write(whole.format_help())
        return 0
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = Parser(
        prog="bs-validate",
        description="Validate BookingSync API payloads before you send them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action=Version, help="print the version and exit")
    whole.set_defaults(run=None)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    lint.add(commands)
    drift.add(commands)
    coverage.add(commands)
    example.add(commands)
    schema.add(commands)
    explain.add(commands)
    fields.add(commands)
    javascript.add(commands)
    serve.add(commands)
    completion.add(commands, parser)
    return whole


_EPILOG = f"""\
examples:
  bs-validate lint                     check the files in this directory
  bs-validate lint tests/fixtures      check another one
  bs-validate explain unknown_field    explain a code
  bs-validate fields contact           list the fields of a contact

Use 'bs-validate COMMAND --help' for the options of a command.

{EXIT_STATUS}"""


def _fail(message: str, hint: str = "") -> int:
    console.complain(message, hint)
    return console.FAILED


def _did_you_mean(error: UnknownName) -> str:
    meant = language_named(error.name) if isinstance(error, UnknownLanguage) else None
    meant = meant or closest(error.name, error.choices)
    return "" if meant is None else f"Did you mean {quoted(meant)}?"
