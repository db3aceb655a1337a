"""Define the command ``coverage``."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bs_validate.cli import console
from bs_validate.cli.parsing import add_schemas

if TYPE_CHECKING:
    from bs_validate.lint.readers import Document
    from bs_validate.lint.tasks import Task

_EPILOG = """\
examples:
  bs-validate coverage tests/fixtures tests/cassettes
  bs-validate coverage --fail-under 60 tests
  bs-validate coverage --format json . > coverage.json

exit status:
  0  the coverage is not lower than --fail-under
  1  it is lower than --fail-under
  2  something could not be read, or the command could not run
"""

_NOTHING = "there is no payload and no exchange of a documented operation in it"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "coverage",
        help="list the operations, fields and rules that no payload exercises",
        description="List the operations that no recording has, the fields that no payload has, and the rules that no payload\n"
        "breaks. Beside each rule is a command that prints a payload with that fault. Coverage reads the same files\n"
        "as lint.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="+", help="a file, a directory to search for files, or - for standard input")
    add("--format", metavar="FORMAT", choices=("text", "json"), default="text", help="text or json (default: text)")
    add("--fail-under", metavar="PERCENT", type=_percent, default=0, help="exit with 1 if the coverage is lower")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _percent(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return number


def _run(arguments: argparse.Namespace) -> int:
    # The other commands do not need these.
    from bs_validate.cli.gather import gathered
    from bs_validate.coverage.measure import Seen, known, seen
    from bs_validate.coverage.summary import coverage, json_text, text_lines
    from bs_validate.lint.finding import FINDINGS
    from bs_validate.lint.run import FileChecker
    from bs_validate.lint.settings import SettingsLookup
    from bs_validate.validator import Validator

    validator = Validator(arguments.schemas)
    settings = SettingsLookup(lambda: validator.catalog.names)
    checker = FileChecker(validator, None, settings, FINDINGS, frozenset(arguments.paths))
    every = {schema.name: known(schema) for schema in validator.catalog}

    def work(task: "Task", documents: Iterable["Document"]) -> Seen:
        found, is_walked = checker.separated(task, documents), checker.is_walked(task.file)
        return seen(task.file, found, validator, checker.named(task.file), every, is_walked=is_walked)

    parts, troubles = gathered(arguments.paths, checker, work, lambda one: one == Seen(), _NOTHING)
    total = Seen()
    for part in parts:
        total |= part
    found = coverage(total, every, map(str, validator.operations))
    if arguments.format == "json":
        console.write(json_text(found))
    else:
        console.say(text_lines(found, arguments.schemas))
    if troubles:
        return console.FAILED
    return console.FOUND if found.percent < arguments.fail_under else 0
