"""Define the command ``schema``."""

import argparse
import json
from typing import Any

from bs_validate.cli import console
from bs_validate.cli.parsing import add_schemas, require_language, schemas
from bs_validate.exceptions import UnknownSchema
from bs_validate.lint.output import escape

#: Every schema has a full stop in its name, so that these are free.
_OPERATIONS = "openapi"
_SETTINGS = "settings"
#: What the command prints besides the schemas of documents.
OTHER_NAMES = (_OPERATIONS, _SETTINGS)


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "schema",
        help="print a JSON Schema without references",
        description="Print the JSON Schema (draft 2020-12) of a whole document, with every reference resolved. 'openapi' prints "
        "the operations (OpenAPI 3.1) with the schemas in them, and 'settings' the schema of the settings.",
    )
    parser.add_argument("name", metavar="NAME", help=f"a schema, such as contact.create; or {_OPERATIONS}, or {_SETTINGS}")
    parser.add_argument(
        "--editor",
        action="store_true",
        help="print a schema for editors: with messages, names of countries and languages, and patterns instead of formats",
    )
    parser.add_argument("--locale", metavar="L", default="en", help="the language of --editor, such as fr (default: en)")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate._schema.printing import printed, printed_operations  # The other commands do not need them.

    require_language(arguments.locale)
    catalog = schemas(arguments)
    if arguments.name not in (*OTHER_NAMES, *catalog.names):
        raise UnknownSchema(arguments.name, (*catalog.names, *OTHER_NAMES))
    if arguments.name == _SETTINGS:
        from bs_validate.lint.settings_schema import settings_schema

        document = settings_schema(catalog.names)
    elif arguments.name == _OPERATIONS:
        document = printed_operations(catalog)
    elif arguments.editor:
        from bs_validate._schema.editor_form import for_editors

        document = for_editors(catalog[arguments.name], arguments.locale)
    else:
        document = printed(catalog[arguments.name])
    console.write(escape.harmless(json.dumps(document, indent=2)) + "\n")
    return 0
