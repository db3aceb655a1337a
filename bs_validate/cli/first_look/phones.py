"""Recognise phone numbers that are certainly valid, from the data of phonenumbers: importing the whole library takes long.

It accepts a number only if the ``parse`` and ``is_valid_number`` of the installed version certainly accept it.
"""

import os
import re
from functools import cache

from bs_validate._check.phones import data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DIGITS = "0123456789"
_SEPARATORS = {ord(sign): None for sign in " -.()"}
#: The length of a number, with its separators.
_LONGEST = 40
#: How many digits an extension has, at most.
_LONGEST_EXTENSION = 5


def is_phone(text: str, region: str | None) -> bool:
    """Return whether a text is surely a valid phone number, and belongs to a region.

    It has digits, blanks, hyphens, full stops and parentheses, and perhaps a ``+`` before them and an extension behind them.
    """
    main, _, extension = text.partition("x")
    if extension and not extension.strip(_DIGITS) and len(extension) <= _LONGEST_EXTENSION:
        text = main.removesuffix(" ")
    bare = text.lstrip("( ")
    digits = bare.removeprefix("+").translate(_SEPARATORS)
    if region is None or len(text) > _LONGEST or not digits or digits.strip(_DIGITS) or text[-1] not in _DIGITS:
        return False
    known = _metadata(region)
    number = None if known is None else _significant(digits, known, is_international=bare.startswith("+"))
    return known is not None and number is not None and _is_valid(number, known)


def _significant(digits: str, known: "dict[str, Any]", *, is_international: bool) -> str | None:
    """Return the national significant number, or None if that is not certain."""
    code = str(known["country_code"])
    if not is_international:
        prefix = re.match(known.get("international_prefix") or "(?!)", digits)
        if prefix and not digits.startswith("0", prefix.end()):
            digits, is_international = digits[prefix.end() :], True
    number: str | None = digits
    if is_international:
        number = digits.removeprefix(code) if digits.startswith(code) else None
    elif digits.startswith(code) and not (_matches(digits, known["general_desc"]) and _is_possible(digits, known)):
        # It has a calling code without a + if that makes a number of it.
        number = _without_prefix(digits.removeprefix(code), known)
        if _matches(digits, known["general_desc"]) or number is None or not _matches(number, known["general_desc"]):
            return None
    shorter = None if number is None else _without_prefix(number, known)
    return shorter if shorter is None or _is_possible(shorter, known) else number


def _without_prefix(number: str, known: "dict[str, Any]") -> str | None:
    """Return a number without its national prefix, or all of it if only that is valid; None if a rule rewrites it."""
    prefix = re.match(known.get("national_prefix_for_parsing") or "(?!)", number)
    if prefix is None:
        return number
    if known.get("national_prefix_transform_rule") and prefix.groups()[-1:] != (None,):
        return None
    rest = number[prefix.end() :]
    general = known["general_desc"]
    return number if _matches(number, general) and not _matches(rest, general) else rest


def _is_valid(number: str, known: "dict[str, Any]") -> bool:
    leading = known.get("leading_digits")
    if not (_is_possible(number, known) and _matches(number, known["general_desc"])):
        return False
    if leading is not None and not re.match(leading, number):
        return False
    return any(
        len(number) in (known[kind].get("possible_length") or (len(number),)) and _matches(number, known[kind])
        for kind in data.KINDS
        if kind in known
    )


def _matches(number: str, description: "dict[str, Any]") -> bool:
    pattern: str | None = description.get("national_number_pattern")
    return pattern is not None and re.fullmatch(pattern, number) is not None


def _is_possible(number: str, known: "dict[str, Any]") -> bool:
    return len(number) in known["general_desc"]["possible_length"]


@cache
def _metadata(region: str) -> "dict[str, Any] | None":
    """Return the metadata of a region as the keywords that it is made with; None where it is not the main one of its code."""
    if len(region) != 2 or not region.isascii() or not region.isupper():
        return None
    names = data.names(f"region_{region}")
    found: dict[str, Any] | None = names.get(f"PHONE_METADATA_{region}")
    if found is None:
        return None
    try:
        with open(os.path.join(os.path.dirname(names["__file__"]), "__init__.py"), encoding="utf-8") as opened:
            codes = opened.read()  # To run it would take longer.
    except OSError:
        return None
    return found if f'\n    {found["country_code"]}: ("{region}",' in codes else None
