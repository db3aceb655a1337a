"""Recognise plain phone numbers by the data files of phonenumbers, which takes long to import as a whole.

The library has a file with the metadata of each region: a module that calls two classes with keywords. It is run with ``dict`` in
place of the classes, so that numbers are judged by the data of the version that is installed.
"""

import os
import re
import sys
from importlib.machinery import SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DIGITS = "0123456789"
_TO_BLANK = {ord(sign): " " for sign in ".-"}
#: How many digits a plain number has, with its calling code.
_FEWEST, _MOST = 7, 15


def is_phone(text: str, region: str | None) -> bool:
    """Return whether a text is a number of a region in international form that is surely valid.

    It is a ``+`` with digits and single separators. The region must be the main one of its calling code, and the number one of
    its fixed or mobile lines, as phonenumbers has them.
    """
    groups = text[1:].translate(_TO_BLANK).split(" ")
    digits = "".join(groups)
    if text[:1] != "+" or "" in groups or digits.strip(_DIGITS) or not _FEWEST <= len(digits) <= _MOST:
        return False
    known = None if region is None else _metadata(region)
    if known is None:
        return False
    code = str(known["country_code"])
    return digits.startswith(code) and _is_line(digits[len(code) :], known)


def _is_line(number: str, known: "dict[str, Any]") -> bool:
    """Return whether a number without its calling code is that of a fixed or mobile line, and is not taken for another one.

    Such a number starts neither with a zero nor with a prefix that would be cut off.
    """
    general = known["general_desc"]
    if known.get("leading_digits") is not None or len(number) not in general["possible_length"]:
        return False
    if number.startswith("0") or not re.fullmatch(general["national_number_pattern"], number):
        return False
    prefix = known.get("national_prefix_for_parsing")
    if prefix and re.match(prefix, number):
        return False
    lines = (known[kind] for kind in ("mobile", "fixed_line") if kind in known)
    return any(
        len(number) in line.get("possible_length", general["possible_length"])
        and re.fullmatch(line.get("national_number_pattern", "(?!)"), number) is not None
        for line in lines
    )


def _metadata(region: str) -> "dict[str, Any] | None":
    """Return the metadata of a region as the keywords that it is made with; None where it is not the main one of its code."""
    if len(region) != 2 or not region.isascii() or not region.isupper():
        return None
    folder = next((path for path in map(_folder, sys.path) if os.path.isdir(path)), None)
    if folder is None:
        return None
    name = f"region_{region}"
    record: Any = type("_Record", (), {"__getattr__": lambda *_: dict})()
    namespace: dict[str, Any] = {"__builtins__": {"__import__": lambda *_: record}}
    try:
        exec(SourceFileLoader(name, os.path.join(folder, f"{name}.py")).get_code(name), namespace)
        with open(os.path.join(folder, "__init__.py"), encoding="utf-8") as opened:
            codes = opened.read()
    except OSError:
        return None
    found = namespace[f"PHONE_METADATA_{region}"]
    return found if f'\n    {found["country_code"]}: ("{region}",' in codes else None


def _folder(path: str) -> str:
    return os.path.join(path, "phonenumbers", "data")
