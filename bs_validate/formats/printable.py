"""Printable text, as Ruby's ``[[:print:]]`` has it, and blank text, as its ``[[:space:]]*`` has it."""

import re

_NON_PRINTABLE = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
_BLANK = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")

FAST_ACCEPT = r"^[ -~]*$"


def position(value: str) -> int | None:
    """Return the index of the first non-printable character, in code points, or None.

    Control characters, U+2028 and U+2029; the no-break space, joiners and every other space print.
    """
    match = _NON_PRINTABLE.search(value)
    return None if match is None else match.start()


def reason(value: str) -> str | None:
    """Return ``non_printable`` when the text has a character that does not print, or None."""
    return None if position(value) is None else "non_printable"


def is_blank(value: str) -> bool:
    """Say whether the text is empty or only white space to the server."""
    return _BLANK.fullmatch(value) is not None


def codepoint(char: str) -> str:
    """Write a character as Unicode does: ``U+0009``."""
    return f"U+{ord(char):04X}"
