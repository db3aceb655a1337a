"""Define the command ``drift``."""

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
  bs-validate drift tests/cassettes
  bs-validate drift --format html --output drift.html session.har

exit status:
  0  the verdicts agree and everything is documented
  1  verdicts differ or something is undocumented
  2  something could not be read, or the command could not run
"""


_NOTHING = "there is no exchange of a documented operation in it"
_FORMATS = ("text", "json", "html")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "drift",
        help="compare recorded traffic with the schemas",
        description="Compare the server's verdict on each recorded write with that of the schemas, and list undocumented\n"
        "operations, parameters, fields, statuses and values. The command reads the same files as lint, and shows\n"
        "no value of a payload.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="+", help="a file, a directory to search for files, or - for standard input")
    add(
        "--format",
        metavar="FORMAT",
        choices=_FORMATS,
        help="text, json or html (default: the one that the ending of --output suggests, or else text)",
    )
    add("--output", metavar="FILE", help="write to this file instead of standard output")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    # The other commands do not need these.
    from bs_validate._instance.guard import fast_json
    from bs_validate.cli.gather import gathered, require_inputs_kept
    from bs_validate.drift import output
    from bs_validate.drift.compare import Drift, Judge, drift, total
    from bs_validate.drift.names import names_of
    from bs_validate.lint.finding import FINDINGS
    from bs_validate.lint.output.targets import suggested
    from bs_validate.lint.run import FileChecker, shown_name
    from bs_validate.lint.settings import SettingsLookup
    from bs_validate.validator import Validator

    file = None if arguments.output == "-" else arguments.output
    form = arguments.format or suggested(file or "", _FORMATS)
    require_inputs_kept(arguments.paths, [file])
    fast_json()  # decodes many bodies faster
    validator = Validator(arguments.schemas)
    judge = Judge(validator, names_of(validator))
    settings = SettingsLookup(lambda: validator.catalog.names)
    checker = FileChecker(validator, None, settings, FINDINGS, frozenset(arguments.paths))

    def work(task: "Task", documents: "Iterable[Document]") -> Drift:
        return drift(shown_name(task.file), documents, judge)

    parts, troubles = gathered(arguments.paths, checker, work, lambda one: one == Drift(), _NOTHING)
    found = total(parts)
    if form == "text":
        report = "".join(f"{line}\n" for line in output.text_lines(found))
    elif form == "json":
        report = output.json_text(found)
    else:
        from bs_validate.drift.page import html

        report = html(found, troubles)
    if file is None:
        console.write(report, "utf-8" if form == "html" else None)
    else:
        console.save(file, report)
        for line in output.summary_lines(found):
            console.complain(line)
    if troubles:
        return console.FAILED
    return console.FOUND if found.differs else 0
