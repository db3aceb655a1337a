"""Phone numbers: refuse only what can be no phone number at all."""

import re

MAX_LENGTH = 250
MAX_DIGITS = 20

FAST_ACCEPT = r"^[+(]?[0-9](?:[ ().\-/]{0,3}[0-9]){6,14}$"

_FAST_ACCEPT = re.compile(FAST_ACCEPT.removesuffix("$"))
_BEFORE_EXTENSION = re.compile(r"[^\W\d_]|[;#~＃～]")


def reason(value: str) -> str | None:
    """Return why the text can be no phone number, or None.

    libphonenumber decides, without a region: what it calls no number, too short or too long is refused. An unknown or missing
    country code is not (the server took ``123456789``), unless more than 20 digits come before any extension.
    """
    if len(value) > MAX_LENGTH:
        return "too_long"
    if _FAST_ACCEPT.fullmatch(value):
        return None
    from phonenumbers import NumberParseException, parse

    try:
        parse(value, None)
    except NumberParseException as refusal:
        if refusal.error_type == NumberParseException.NOT_A_NUMBER:
            return "not_a_number"
        if refusal.error_type == NumberParseException.TOO_SHORT_NSN:
            return "too_short"
        if refusal.error_type == NumberParseException.TOO_LONG or _digits(value) > MAX_DIGITS:
            return "too_long"
    return None


def _digits(value: str) -> int:
    """Count the digits before the first letter or sign that may open an extension."""
    return sum(map(str.isdigit, _BEFORE_EXTENSION.split(value, maxsplit=1)[0]))
