"""The arguments of the command ``lint``."""

import argparse
from typing import Any

from bs_validate.cli.parsing import EXIT_STATUS, add_schemas, positive
from bs_validate.lint.output import OUTPUT_FORMATS

_EPILOG = f"""\
examples:
  bs-validate lint tests/fixtures                      check a directory
  bs-validate lint --as contact.create payload.json    say what the file is
  bs-validate lint --diff .                            see what --fix would change
  bs-validate lint --format sarif --output report.sarif .
  curl -s https://example.com/contacts | bs-validate lint --as contact.read -

{EXIT_STATUS}"""


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "lint",
        help="check files, directories or standard input",
        description="Check payloads in JSON, NDJSON and YAML files, and in recorded traffic (VCR and similar\n"
        "cassettes, HAR). Every finding comes with its line and column.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_input(parser)
    _add_output(parser)
    _add_filtering(parser)
    _add_fixing(parser)
    parser.set_defaults(run=_run, outputs=())


def _add_input(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("input")
    add = group.add_argument
    add("paths", metavar="PATH", nargs="+", help="a file, a directory to search for files, or - for standard input")
    add(
        "--as",
        dest="schema",
        metavar="NAME",
        help="the schema of the files, such as contact.create (default: detected)",
    )
    add_schemas(group)
    add("--jobs", metavar="N", type=positive, help="the number of processes that check files (default: one for each processor)")


def _add_output(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("output").add_argument
    formats = f"{', '.join(OUTPUT_FORMATS[:-1])} or {OUTPUT_FORMATS[-1]}"
    add(
        "--format",
        action=_Output,
        metavar="FORMAT",
        choices=OUTPUT_FORMATS,
        help=f"{formats} (default: text, or github in GitHub Actions); can be given several times",
    )
    add("--output", action=_Output, metavar="FILE", help="write the preceding format to a file; can be given several times")
    add("--lang", metavar="L", default="en", help="the language of the messages, such as fr (default: en)")
    add("--statistics", action="store_true", help="count the findings of each code")
    add("--verbose", action="store_true", help="show which schema each document is checked against, and why")
    add("--explain-files", action="store_true", help="only show which schema each document would be checked against, and why")
    add("--strict", action="store_true", help="exit with 1 for warnings, too")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")


def _add_filtering(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("filtering").add_argument
    add("--baseline", metavar="FILE", help="leave out the findings that are listed in a file")
    add("--write-baseline", metavar="FILE", help="list all findings in a file, to be used with --baseline")


def _add_fixing(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("fixing").add_argument
    add(
        "--fix",
        action="store_true",
        help="fix what is unambiguous: in JSON and NDJSON files the letter case of codes, misspelled field names and empty "
        "strings in nullable fields; in YAML files texts without quotes that other readers do not read as text",
    )
    add(
        "--diff",
        action="store_true",
        help="show what --fix would change, without changing it; exits with 1 if there is anything to fix",
    )


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.lint_run import lint  # The other commands do not need it.

    return lint(arguments)


class _Output(argparse._AppendAction):  # noqa: SLF001  # shtab recognises by this class that the option can be repeated
    """Keeps formats and files in the order in which they are given."""

    def __call__(self, _: object, namespace: argparse.Namespace, values: Any, option: str | None = None) -> None:
        """Add one."""
        namespace.outputs = (*namespace.outputs, (str(option).removeprefix("--"), str(values)))
