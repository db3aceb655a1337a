"""The parser class, and what the arguments of several commands share."""

import argparse
import sys
from typing import Any, NoReturn

from bs_validate._schema import catalog
from bs_validate.cli import console
from bs_validate.lint.output import escape

EXIT_STATUS = """\
exit status:
  0  there are no errors (with --strict: no warnings either)
  1  there are findings
  2  something could not be read, or the command could not run
"""


class Parser(argparse.ArgumentParser):
    """A parser whose error messages have two lines; the second one names the option for help."""

    def error(self, message: str) -> NoReturn:
        """Print the message and exit with 2."""
        self.exit(console.FAILED, f"{self.prog}: {escape.shown(message)}\nTry '{self.prog} --help'.\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print a message. Raises ``UnwritableOutput``, where argparse would ignore the error."""
        with console.writing():
            print(message, end="", file=file or sys.stderr, flush=True)


class Version(argparse._VersionAction):  # noqa: SLF001  # shtab recognises by this class that the option takes no value
    """Prints the version of the installed distribution; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print the version and exit."""
        from importlib.metadata import version

        console.say([f"bs-validate {version('bs-validate')}"])
        parser.exit()


def add_schemas(parser: Any) -> None:
    """Add the option that names a directory of schema files to a parser or a group of arguments."""
    parser.add_argument("--schemas", metavar="DIR", help="a directory of schema files to use instead of the packaged ones")


def schemas(arguments: argparse.Namespace) -> catalog.Catalog:
    """Return the schemas in the directory that was named, or the packaged ones."""
    return catalog.packaged() if arguments.schemas is None else catalog.directory(arguments.schemas)


def positive(text: str) -> int:
    """Return the number of at least 1 that an argument is. Raises ``ArgumentTypeError``."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)
