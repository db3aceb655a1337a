"""Define the arguments of the command ``lint``."""

import argparse
from typing import Any

from bs_validate.cli.parsing import EXIT_STATUS, add_schemas, positive
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.output import OUTPUT_FORMATS

_EPILOG = f"""\
examples:
  bs-validate lint                                     check the files in this directory
  bs-validate lint tests/fixtures                      check another directory
  bs-validate lint --as contact.create payload.json    check a file against a schema of your choice
  bs-validate lint --explain-files .                   see how each file would be checked, and why
  bs-validate lint --diff .                            see what --fix would change
  bs-validate lint --format sarif --output report.sarif .
  bs-validate lint --as contact.create --split out --fail-over 1% --output report.html rows.ndjson
  curl -s https://example.com/contacts | bs-validate lint --as contact.read -

{EXIT_STATUS}"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "lint",
        help="check files, directories or standard input",
        description="Check payloads in JSON, NDJSON and YAML files, and in recorded traffic (VCR and similar\n"
        "cassettes, HAR), contracts, stubs and collections. Every finding comes with its line and column.",
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
    add(
        "paths",
        metavar="PATH",
        nargs="*",
        default=["."],
        help="a file, a directory to search for files, or - for standard input (default: the current directory)",
    )
    add(
        "--as",
        dest="schema",
        metavar="NAME",
        help="check all files against this schema, such as contact.create (default: detected for each document)",
    )
    add_schemas(group)
    add("--config", metavar="FILE", help="read the settings from this file, instead of the nearest one above each checked file")
    add("--jobs", metavar="N", type=positive, help="check files in this many processes (default: one for each processor)")


def _add_output(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("output").add_argument
    formats = f"{', '.join(OUTPUT_FORMATS[:-1])} or {OUTPUT_FORMATS[-1]}"
    add(
        "--format",
        action=_Output,
        metavar="FORMAT",
        choices=OUTPUT_FORMATS,
        help=f"write the findings as {formats} (default: text, or github in GitHub Actions); can be given several times",
    )
    add(
        "--output",
        action=_Output,
        metavar="FILE",
        help="write to this file instead of standard output; it belongs to the --format before it, and each format can have one; "
        "without a --format, its ending decides",
    )
    add("--lang", metavar="L", default="en", help="write the messages in this language, such as fr (default: en)")
    add("--statistics", action="store_true", help="also show how often each code was found, and in which fields")
    add("--verbose", action="store_true", help="also show the schema of each document, or the reason why it is skipped")
    add(
        "--explain-files",
        action="store_true",
        help="show which schema each file would be checked against, and why, without checking any",
    )
    add(
        "--fail-over",
        metavar="LIMIT",
        action="append",
        default=[],
        help="exit with 1 only if the share of documents with errors is above this limit, such as 1%% for any error, email=0.5%% "
        "for a field or :phone=2%% for a code; can be given several times",
    )
    add(
        "--split",
        metavar="DIR",
        help="copy each line of NDJSON files into good.ndjson or bad.ndjson in this directory, and write the findings in the bad "
        "lines to findings.ndjson",
    )
    add("--strict", action="store_true", help="treat warnings as errors")
    add("--exit-zero", action="store_true", help="exit with 0 even if something was found")


def _add_filtering(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("filtering").add_argument
    add(
        "--ignore",
        metavar="CODES",
        action="append",
        default=[],
        help="do not report these codes, separated by commas; can be given several times",
    )
    add(
        "--exclude",
        metavar="GLOB",
        action="append",
        default=[],
        help="leave matching files out when a directory is searched; can be given several times",
    )
    add("--force-exclude", action="store_true", help="leave excluded files out even if they are named")
    add("--baseline", metavar="FILE", help="report only findings that are not listed in this file")
    add("--write-baseline", metavar="FILE", help="list all current findings in this file, for use with --baseline")


def _add_fixing(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("fixing").add_argument
    add(
        "--fix",
        action="store_true",
        help="fix unambiguous faults: in JSON and NDJSON files the letter case of codes, misspelled field names and empty "
        "strings in nullable fields; in YAML files texts without quotes that other readers do not read as text",
    )
    add(
        "--diff",
        action="store_true",
        help="show what --fix would change, without changing it; exit with 1 if there is anything to fix",
    )


#: Options that check nothing, with the options that would then have nothing to write, or change files all the same.
_WITHOUT_CHECKS = {
    "--explain-files": ("--fix", "--output", "--split", "--write-baseline"),
    "--diff": ("--output", "--split", "--write-baseline"),
}


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.lint_run import lint  # The other commands do not need it.

    _require_checks(arguments)
    if "-" in (arguments.baseline, arguments.write_baseline):
        raise InvalidSettings("a baseline must be a file, not - for a standard stream")
    return lint(arguments)


def _require_checks(arguments: argparse.Namespace) -> None:
    """Raise ``InvalidSettings`` if an option needs findings, and another one checks nothing."""
    given = {f"--{name.replace('_', '-')}" for name, value in vars(arguments).items() if value}
    given.update(f"--{name}" for name, _ in arguments.outputs)
    for option, others in _WITHOUT_CHECKS.items():
        for other in others:
            if {option, other} <= given:
                raise InvalidSettings(f"{other}: cannot be used with {option}")


class _Output(argparse._AppendAction):  # noqa: SLF001  # shtab recognises by this class that the option can be repeated
    """An action that keeps formats and files in the order of the options."""

    def __call__(self, _: object, namespace: argparse.Namespace, values: Any, option: str | None = None) -> None:
        """Add one."""
        namespace.outputs = (*namespace.outputs, (str(option).removeprefix("--"), str(values)))
