"""Define the command ``javascript``."""

import argparse
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from bs_validate._messages.translations import LOCALES, SERBIAN_IN_LATIN, resolved
from bs_validate._schema.catalog import packaged
from bs_validate.cli import console
from bs_validate.cli.parsing import require_language

if TYPE_CHECKING:
    from bs_validate.javascript.page import Reference

#: The name of every language at once.
_ALL = "all"
#: Valid documents of each schema that the page has.
_EXAMPLES = 4


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "javascript",
        help="print the validator as a JavaScript module, or as a page that checks payloads",
        description="Print one ES module without dependencies that finds the same errors as this package, in browsers and in "
        "Node. It needs no code generation at run time, so it works under a strict Content-Security-Policy.",
    )
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--types", action="store_true", help="print the module's type declarations (.d.ts) instead")
    kinds.add_argument(
        "--page", action="store_true", help="print one HTML file instead, which works offline and checks pasted payloads"
    )
    parser.add_argument(
        "--locale",
        metavar="L",
        action="append",
        default=[],
        help=f"add the messages and names of a language, such as fr, or {_ALL}; can be given several times (default: only en; in "
        "a page, every language)",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.javascript.module import declarations, module  # The other commands do not need it.

    if arguments.types:
        console.write(declarations())
    elif arguments.page:
        from bs_validate.javascript.page import page

        console.write(page(packaged(), _locales(arguments.locale or [_ALL]), reference()), "utf-8")
    else:
        console.write(module(packaged(), _locales(arguments.locale)))
    return 0


def reference() -> "Reference":
    """Return the reference part of the page: the fields of each resource, and examples of each schema."""
    from bs_validate.cli.field_rows import field_rows
    from bs_validate.javascript.page import Reference
    from bs_validate.lint.readers.placeholders import FORMS
    from bs_validate.samples.payloads import Examples
    from bs_validate.validator import Validator

    validator = Validator()
    names = validator.catalog.names
    rows = {one: field_rows(validator.catalog, one) for one in dict.fromkeys(name.partition(".")[0] for name in names)}
    return Reference(
        {resource: [row._asdict() | {"presence": dict(row.presence)} for row in found] for resource, found in rows.items()},
        {name: list(islice(Examples(validator, name).valid(0), _EXAMPLES)) for name in names},
        "|".join(form.pattern for form in FORMS),
    )


def _locales(names: Iterable[str]) -> set[str]:
    """Return the languages with some names. Raises ``UnknownLanguage``."""
    found: set[str] = set()
    for name in names:
        if name == _ALL:
            found |= {*LOCALES, SERBIAN_IN_LATIN}
        else:
            require_language(name)
            found.add(resolved(name))
    return found
