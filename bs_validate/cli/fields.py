"""Define the command ``fields``."""

import argparse
from typing import Any

from bs_validate.cli import console
from bs_validate.cli.parsing import add_schemas, schemas
from bs_validate.lint.output import escape


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "fields",
        help="list the fields of a resource",
        description="List the fields of a resource, with their types and rules.",
    )
    parser.add_argument("resource", metavar="RESOURCE", help="the name of the resource, such as contact")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.cli.field_rows import field_rows  # The other commands do not need it.

    rows = field_rows(schemas(arguments), arguments.resource)
    representations = list(dict.fromkeys(one for row in rows for one in row.presence))
    table = [["FIELD", *map(str.upper, representations), "TYPE", "RULES"]]
    table += [[row.name, *(row.presence[one] for one in representations), row.types, row.rules] for row in rows]
    shown = [[escape.shown(cell) for cell in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    console.say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown)
    return 0
