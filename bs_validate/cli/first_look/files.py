"""Look at the payload in a file, to see whether there is plainly nothing to report about it."""

import os
import stat

from bs_validate._schema.representation import by_envelope, name_of, named, represented
from bs_validate.cli.first_look.walk import is_plain
from bs_validate.lint.settings_files import settings_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

#: The size of a file that is looked at, in bytes: a larger one takes longer here than it takes the engine.
_LARGEST = 64 * 1024
_ENDING = ".json"
_PLANS = os.path.join(os.path.dirname(__file__), "plans.json")
#: White space of JSON.
_SPACE = " \t\r\n"


def are_plain(files: "Iterable[str]") -> bool:
    """Return whether there is nothing to report about some JSON files. False says nothing, whatever the reason.

    Each is a small file with a payload for which the packaged schemas apply and no settings do.
    """
    try:
        decode = _decoder()
        with open(_PLANS, encoding="utf-8") as opened:
            plans = decode(opened.read())
        known = by_envelope({name: one["envelope"] for name, one in plans.items()})
        directories = set()
        for file in files:
            document = decode(_text(file))
            found = represented(document, named(name_of(file)), known)
            if found is None or not is_plain(document, plans[found[0]]["plan"]):
                return False
            directories.add(os.path.dirname(os.path.abspath(file)))
        return not any(map(_has_settings, directories))
    # Whatever it is, the ordinary way will meet it again, and word it.
    except (ImportError, OSError, ValueError, RecursionError, _UnusualError):
        return False


class _UnusualError(Exception):
    """Raised for a file or a text that is left to the ordinary way."""


def _text(file: str) -> str:
    """Return the text of a file. Raises ``OSError``, ``ValueError`` or ``_UnusualError``."""
    if not file.lower().endswith(_ENDING) or not stat.S_ISREG(os.stat(file).st_mode):
        raise _UnusualError
    with open(file, "rb", buffering=0) as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _UnusualError
    return data.decode()


def _has_settings(directory: str) -> bool:
    """Return whether there may be settings for the files in a directory, in it or above."""
    while True:
        if next(settings_files(directory), None) is not None:
            return True
        above = os.path.dirname(directory)
        if above == directory:
            return False
        directory = above


def _decoder() -> "Callable[[str], Any]":
    """Return a function that decodes a JSON text, or raises an exception for an unusual one.

    It uses the scanner behind the json of the standard library, which itself takes as long to import as the interpreter takes to
    start. Raises ``ImportError`` where there is none.
    """
    from _json import make_scanner

    options: Any = _Options
    scan = make_scanner(options)

    def decode(text: str) -> "Any":
        start = len(text) - len(text.lstrip(_SPACE))
        # For a syntax error, the scanner raises StopIteration or an exception of json.decoder. If nothing has imported it yet, it
        # raises SystemError instead in Python 3.11.
        try:
            value, end = scan(text, start)
        except (StopIteration, SystemError):
            raise _UnusualError from None
        if text[end:].strip(_SPACE):
            raise _UnusualError
        return value

    return decode


def _distinct(pairs: "list[tuple[str, Any]]") -> "dict[str, Any]":
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _UnusualError
    return found


def _constant(_: str) -> None:
    raise _UnusualError


class _Options:
    """The options of the scanner, as ``json.JSONDecoder`` has them."""

    strict = True
    object_hook = None
    object_pairs_hook = staticmethod(_distinct)
    parse_float = float
    parse_int = int
    parse_constant = staticmethod(_constant)
