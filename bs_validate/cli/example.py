"""Define the command ``example``."""

import argparse
import json
from collections.abc import Callable
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from bs_validate.cli import console
from bs_validate.cli.parsing import add_schemas, positive
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.output import escape

if TYPE_CHECKING:
    from bs_validate.samples.people import Person

_EPILOG = """\
examples:
  bs-validate example contact.create
  bs-validate example contact.read --count 20 --seed 7 > contacts.ndjson
  bs-validate example contact.create --fault email:email
  bs-validate example contact.create --fault 'phones.*.number:phone'
  bs-validate coverage tests/fixtures      lists the faults that no fixture has
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "example",
        help="print valid payloads, or payloads with exactly one fault",
        description="Print payloads of made-up people, one JSON document on each line. They are valid, or with\n"
        "--fault they have exactly one fault. The same seed gives the same payloads.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("name", metavar="NAME", help="the name of the schema, such as contact.create")
    add("--count", metavar="N", type=positive, default=1, help="the number of payloads (default: 1)")
    add("--seed", metavar="N", type=_seed, default=0, help="the seed of the random payloads (default: 0)")
    add(
        "--fault",
        metavar="FIELD:CODE",
        type=_fault,
        action="append",
        help="the field and the code of the one error that each payload has",
    )
    add("--faker", action="store_true", help="take names and streets from Faker, for more variety (Faker must be installed)")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _seed(text: str) -> int:
    """Return an argument as an integer. Raises ``ArgumentTypeError``."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _fault(text: str) -> str:
    """Return an argument that has a field and a code. Raises ``ArgumentTypeError``."""
    if ":" not in text:
        raise argparse.ArgumentTypeError(f"{text!r} is not a field and a code, such as email:email")
    return text


def _run(arguments: argparse.Namespace) -> int:
    from bs_validate.samples.draw import NoExample  # The other commands do not need these.
    from bs_validate.samples.payloads import Examples, rule
    from bs_validate.validator import Validator

    if arguments.fault is not None and len(arguments.fault) > 1:
        raise InvalidSettings("--fault can be given only once: a payload has exactly one fault")
    who = _people(faker=arguments.faker)
    if who is None:
        console.complain("Faker is not installed", "Install it with: python -m pip install faker")
        return console.FAILED
    validator = Validator(arguments.schemas)
    examples = Examples(validator, arguments.name, who)
    if arguments.fault is None:
        drawn = examples.valid(arguments.seed)
    else:
        drawn = examples.faulty(rule(validator.catalog[arguments.name], arguments.fault[0]), arguments.seed)
    try:
        for document in islice(drawn, arguments.count):
            console.write(escape.harmless(json.dumps(document, ensure_ascii=False)) + "\n", "utf-8")
    except NoExample as reason:
        console.complain(str(reason))
        return console.FAILED
    return 0


def _people(*, faker: bool) -> "Callable[[Random], Person] | None":
    """Return the function that makes up people, or None if Faker is requested but not installed."""
    if not faker:
        from bs_validate.samples.people import person

        return person
    from bs_validate.samples.faker_people import faker_person

    try:
        return faker_person()
    except ModuleNotFoundError:
        return None
