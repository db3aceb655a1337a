"""Check integers that are written as text, which the server converts."""

import re

_DIGITS = re.compile("[0-9]+")

FAST_ACCEPT = "^[0-9]+$"
FORBIDDEN = "[^0-9]"


def reason(value: str) -> str | None:
    """Return ``not_digits`` if the text is anything but ASCII digits, or None."""
    return None if _DIGITS.fullmatch(value) else "not_digits"
