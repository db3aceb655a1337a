"""The command ``javascript``."""

import argparse
from collections.abc import Iterable
from typing import Any

from bs_validate._messages.translations import LOCALES, SERBIAN_IN_LATIN, resolved
from bs_validate._schema.catalog import packaged
from bs_validate.cli import console
from bs_validate.cli.parsing import require_language

#: The name of every language at once.
_ALL = "all"


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "javascript",
        help="print the validator as a JavaScript module",
        description="Print one ES module without dependencies that finds the errors this package finds, in browsers and in Node. "
        "It needs no code generation at run time, so it works under a strict Content-Security-Policy.",
    )
    parser.add_argument("--types", action="store_true", help="print the module's type declarations (.d.ts) instead")
    parser.add_argument(
        "--locale",
        metavar="L",
        action="append",
        default=[],
        help=f"add the sentences and names of a language, such as fr; repeatable; {_ALL} adds every language (default: en only)",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.javascript.module import module, packaged_text  # The other commands do not need it.

    if arguments.types:
        console.write(packaged_text("bs-validate.d.ts"))
    else:
        console.write(module(packaged(), _locales(arguments.locale)))
    return 0


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
