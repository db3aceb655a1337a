"""Define the parser class, and arguments that several commands share."""

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from bs_validate._instance.location import quoted
from bs_validate._messages.translations import ENGLISH, LOCALES, resolved
from bs_validate._schema import catalog
from bs_validate.cli import console
from bs_validate.codes import CODES
from bs_validate.exceptions import UnknownCode, UnknownName
from bs_validate.lint.output import escape

EXIT_STATUS = """\
exit status:
  0  no errors were found (with --strict: no warnings either)
  1  something was found (with --fail-over: a limit is exceeded)
  2  a file could not be checked, or the command could not run
"""


class UnknownLanguage(UnknownName):
    """Raised for a language without messages."""

    what = "language"


class UnknownCommand(UnknownName):
    """Raised for a command that does not exist."""

    what = "command"


class UnknownFormat(UnknownName):
    """Raised for a choice of an option that does not exist."""

    what = "format"


class Parser(argparse.ArgumentParser):
    """A parser that suggests a correction for a mistyped command, option or choice."""

    def __init__(
        self, *, formatter_class: Callable[..., argparse.HelpFormatter] = argparse.HelpFormatter, **options: Any
    ) -> None:
        """Take the arguments of argparse. The width of the help is computed without the modules that argparse imports for it."""
        super().__init__(formatter_class=partial(formatter_class, width=_columns() - 2), **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse arguments, and refuse unknown options here, where the options of the command are known."""
        found, extras = super().parse_known_args(args, namespace)
        unknown = next((one for one in extras if one.startswith("-") and one != "-"), None)
        if unknown is not None:
            name = unknown.partition("=")[0]
            self._fail(f"unknown option '{quoted(name)}'", self._option_like(name))
        return found, extras

    def error(self, message: str) -> NoReturn:
        """Print the message and exit with 2."""
        self._fail(message)

    def _fail(self, message: str, meant: str | None = None) -> NoReturn:
        hint = "" if meant is None else f"Did you mean {quoted(meant)}?\n"
        self.exit(console.FAILED, f"{self.prog}: {escape.shown(message)}\n{hint}Try '{self.prog} --help'.\n")

    def _option_like(self, name: str) -> str | None:
        """Return the option that was probably meant: one with a similar name, or with another name in other programs."""
        options = [one for one in self._option_string_actions if one.startswith("--")]
        known = _ELSEWHERE.get(name)
        if known in options:
            return known
        from difflib import get_close_matches  # only after a mistake

        words = {one.removeprefix("--"): one for one in options}
        near = get_close_matches(name.lstrip("-"), words, n=1, cutoff=0.7)
        return words[near[0]] if near else None

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise an error for a value that is not a choice, with the choices, which argparse does not show for commands."""
        if action.choices is not None and value not in action.choices:
            kind = UnknownCommand if isinstance(action.choices, dict) else UnknownFormat
            if kind is UnknownCommand and os.path.lexists(value):
                self._fail(f"{value}: is a path and not a command", "lint")
            raise kind(value, map(str, action.choices))

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print a message. Raises ``UnwritableOutput``, where argparse would ignore the error."""
        with console.writing():
            print(message, end="", file=file or sys.stderr, flush=True)


def _columns() -> int:
    """Return the width of the terminal, as ``shutil.get_terminal_size`` does."""
    with contextlib.suppress(ValueError):
        stated = int(os.environ.get("COLUMNS", ""))
        if stated > 0:
            return stated
    with contextlib.suppress(AttributeError, ValueError, OSError):  # Standard output may be closed, or go elsewhere.
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _COLUMNS  # type: ignore[union-attr]  # as above
    return _COLUMNS


#: The width of a terminal that does not state it.
_COLUMNS = 80

#: Options of other linters, and ours that do the same.
_ELSEWHERE = {
    **dict.fromkeys(("--github", "--gitlab", "--html", "--json", "--junit", "--sarif"), "--format"),
    **dict.fromkeys(("--fail-on-warnings", "--max-warnings", "--warnings-as-errors"), "--strict"),
    "--check": "--diff",
    "--dry-run": "--diff",
    "--extend-exclude": "--exclude",
    "--extend-ignore": "--ignore",
    "--lang": "--locale",
    "--language": "--lang",
    "--locale": "--lang",
    "--output-file": "--output",
    "--output-format": "--format",
    "--schema": "--as",
    "--settings": "--config",
    "--type": "--as",
    "-c": "--config",
    "-f": "--format",
    "-j": "--jobs",
    "-o": "--output",
    "-v": "--verbose",
}


def closest(name: str, choices: Iterable[str]) -> str | None:
    """Return the choice that was probably meant by a name, or None."""
    from difflib import get_close_matches  # only after a mistake, as is the next one

    from bs_validate._check import suggest

    names = list(choices)
    return suggest.field(name, names) or next(iter(get_close_matches(name, names, n=1, cutoff=0.7)), None)


class Version(argparse._VersionAction):  # noqa: SLF001  # shtab recognises by this class that the option takes no value
    """An action that looks up and prints the version of the installed distribution."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print the version and exit."""
        from importlib.metadata import version

        console.say([f"bs-validate {version('bs-validate')}"])
        parser.exit()


def add_schemas(parser: Any) -> None:
    """Add the option that names a directory of schema files to a parser or a group of arguments."""
    parser.add_argument("--schemas", metavar="DIR", help="use the schema files in this directory instead of the packaged ones")


def schemas(arguments: argparse.Namespace) -> catalog.Catalog:
    """Return the schemas in the named directory, or the packaged ones if none was named."""
    return catalog.packaged() if arguments.schemas is None else catalog.directory(arguments.schemas)


def positive(text: str) -> int:
    """Return an argument as a positive number. Raises ``ArgumentTypeError``."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)


def codes_in(lists: Sequence[str]) -> frozenset[str]:
    """Return the codes in lists that are separated by commas or blanks. Raises ``UnknownCode``."""
    names = [name for text in lists for name in re.split(r"[\s,]+", text) if name]
    for name in names:
        if name not in CODES:
            raise UnknownCode(name, CODES)
    return frozenset(names)


def require_language(name: str) -> None:
    """Raise ``UnknownLanguage`` for a language that has no messages."""
    if resolved(name) == ENGLISH and not re.fullmatch("en(?:[-_.@].*)?", name, re.IGNORECASE | re.DOTALL):
        raise UnknownLanguage(name, sorted((ENGLISH, *LOCALES)))


def language_named(name: str) -> str | None:
    """Return the code of the language that a name or another code stands for, such as ``german`` or ``cz``, or None."""
    from bs_validate._check import suggest  # only after a mistake

    return suggest.choice(name, (ENGLISH, *sorted(LOCALES)))
