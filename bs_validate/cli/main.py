"""The command ``bs-validate``."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from bs_validate import _console as console
from bs_validate._check import suggest
from bs_validate._instance.location import escaped, quoted
from bs_validate._schema import catalog
from bs_validate.codes import CODES
from bs_validate.exceptions import InvalidSchema, InvalidSettings, UnknownName
from bs_validate.lint.output import FORMATS

_EPILOG = """\
exit status:
  0  nothing at error level (with --strict: nothing at all)
  1  findings
  2  something could not be read, or the command could not run
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is None:
        return _fail("standard output is closed")
    try:
        status = _status(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return console.INTERRUPTED
    except UnknownName as error:
        return _fail(f"{error}{_did_you_mean(error)}")
    except (InvalidSchema, InvalidSettings) as error:
        return _fail(str(error))
    except OSError as error:  # files are read elsewhere: this is the output
        # Nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.FAILED if isinstance(error, BrokenPipeError) else _fail(f"the output cannot be written: {error.strerror}")
    return status


def _status(argv: Sequence[str] | None) -> int:
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said why
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = _Parser(
        prog="bs-validate",
        description="Tell what the BookingSync API v3 would refuse in payloads of contacts and hosts, before they are sent.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action=_Version, help="print the version and exit")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _add_lint(commands)

    schema = commands.add_parser(
        "schema",
        help="print a JSON Schema, free of references",
        description="Print a JSON Schema (draft 2020-12) of a whole document, with every reference resolved.",
    )
    schema.add_argument("name", metavar="NAME", help="such as contact.create")
    _add_schemas(schema)
    schema.set_defaults(run=_schema)

    explain = commands.add_parser(
        "explain",
        help="explain a code, or list all codes",
        description="Explain when a code is given and what to do about it, with an example. Without CODE, list all codes.",
    )
    explain.add_argument("code", metavar="CODE", nargs="?", help="such as unknown_field")
    explain.set_defaults(run=_explain)

    fields = commands.add_parser(
        "fields", help="list the fields of a resource", description="List the fields of a resource and their rules."
    )
    fields.add_argument("resource", metavar="RESOURCE", help="such as contact")
    _add_schemas(fields)
    fields.set_defaults(run=_fields)

    completion = commands.add_parser(
        "completion",
        help="print a script that lets a shell complete the command",
        description="Print a script for a shell to source, with which it completes the options and arguments of the command.",
    )
    completion.add_argument("shell", metavar="SHELL", help="such as bash, zsh, fish or tcsh")
    completion.set_defaults(run=_completion)
    return whole


def _add_lint(commands: Any) -> None:
    lint = commands.add_parser(
        "lint",
        help="check files, directories and standard input",
        description="Check JSON, NDJSON and YAML files of payloads, and recorded traffic (VCR and its kin, HAR); each "
        "finding is shown with its line and column.",
        allow_abbrev=False,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = lint.add_argument
    add("paths", metavar="PATH", nargs="+", help="a file, a directory to be walked, or - for standard input")
    add("--as", dest="schema", metavar="NAME", help="what the files are, such as contact.create (default: find out)")
    add(
        "--format",
        action=_Output,
        metavar="FORMAT",
        choices=FORMATS,
        help="text (default), concise, json, github, sarif, junit or html; may be given again",
    )
    add("--output", action=_Output, metavar="FILE", help="write the format before it to a file; may be given again")
    add("--lang", metavar="L", default="en", help="the language of the messages, such as fr (default: en)")
    add("--strict", action="store_true", help="let warnings count for the exit status")
    add("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    add("--statistics", action="store_true", help="count the findings of each code")
    add("--verbose", action="store_true", help="say of each document what it is taken for, and why")
    add("--explain-files", action="store_true", help="only say what each document is taken for, and why")
    add("--fix", action="store_true", help="mend in JSON and NDJSON files what is certain")
    add("--diff", action="store_true", help="only show what --fix would change; exit with 1 when that is anything")
    add("--baseline", metavar="FILE", help="leave out the findings that the file lists")
    add("--write-baseline", metavar="FILE", help="list all findings in a file, for --baseline")
    add("--jobs", metavar="N", type=_positive, help="how many processes check files (default: one for each processor)")
    _add_schemas(lint)
    lint.set_defaults(run=_lint, outputs=())


class _Output(argparse._AppendAction):  # noqa: SLF001  # a completion reads off the class that it may be given again
    """Keeps formats and files in the order in which they are given."""

    def __call__(self, _: object, namespace: argparse.Namespace, values: Any, option: str | None = None) -> None:
        """Add one."""
        namespace.outputs = (*namespace.outputs, (str(option).removeprefix("--"), str(values)))


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are two lines, the second of which says where to find help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in two lines and exit with 2."""
        self.exit(console.FAILED, f"{self.prog}: {escaped(message)}\nTry '{self.prog} --help'.\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print, and let an output that cannot be written be known: argparse would keep it to itself."""
        print(message, end="", file=file or sys.stderr, flush=True)


class _Version(argparse._VersionAction):  # noqa: SLF001  # a completion reads off the class that it takes no value
    """Prints the version of the installed distribution; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print it and exit."""
        from importlib.metadata import version

        print(f"bs-validate {version('bs-validate')}")
        parser.exit()


def _add_schemas(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--schemas", metavar="DIR", help="a directory of schema files to use in place of the packaged ones")


def _schemas(arguments: argparse.Namespace) -> catalog.Catalog:
    return catalog.packaged() if arguments.schemas is None else catalog.directory(arguments.schemas)


def _lint(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.lint import lint

    return lint(arguments)


def _schema(arguments: argparse.Namespace) -> int:
    console.say([json.dumps(_schemas(arguments)[arguments.name].document, indent=2)])
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from bs_validate._messages.explanation import explanation, listing

    if arguments.code is None:
        console.say(listing())
        return 0
    if arguments.code not in CODES:
        raise _UnknownCode(arguments.code, CODES)
    console.say(explanation(arguments.code))
    return 0


class _UnknownCode(UnknownName):
    what = "code"


def _fields(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.fields import fields

    rows = fields(_schemas(arguments), arguments.resource)
    representations = list(dict.fromkeys(one for row in rows for one in row.presence))
    table = [["FIELD", *map(str.upper, representations), "TYPE", "RULES"]]
    table += [[row.name, *(row.presence[one] for one in representations), row.types, row.rules] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    console.say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return 0


def _completion(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.completion import script

    console.say([script(parser(), arguments.shell)])
    return 0


def _fail(message: str) -> int:
    console.complain(message)
    return console.FAILED


def _did_you_mean(error: UnknownName) -> str:
    meant = suggest.field(error.name, error.choices)
    return "" if meant is None else f"\nDid you mean {quoted(meant)}?"
