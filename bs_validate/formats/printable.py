"""Check whether a text is printable, like Ruby's ``[[:print:]]``, or blank, like its ``[[:space:]]*``."""

import re

#: Noncharacters that no portable pattern can name: the last two code points of each plane above the first.
_ABOVE = "".join(chr(plane << 16 | last) for plane in range(1, 0x11) for last in (0xFFFE, 0xFFFF))
_NON_PRINTABLE = re.compile(f"[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff{_ABOVE}]")
_BLANK = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")

#: The members of a class of characters (ECMA 262): white space to Python, and control characters.
SPACES_AND_CONTROLS = r"\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
FAST_ACCEPT = "^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe-\U0010ffff]*$"
FORBIDDEN = r"[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]"


def position(value: str) -> int | None:
    """Return the index of the first non-printable character, in code points, or None.

    Those are control characters, U+2028, U+2029 and the 66 noncharacters. The no-break space, joiners and every other space
    are printable, and so is an unassigned character: whether it is assigned depends on the server's version of Unicode.
    """
    # Python's own test is a hundred times faster. It refuses more: all spaces but one, and unassigned characters.
    match = None if value.isprintable() else _NON_PRINTABLE.search(value)
    return None if match is None else match.start()


def reason(value: str) -> str | None:
    """Return ``non_printable`` if the text has a character that is not printable, or None."""
    return None if position(value) is None else "non_printable"


def is_blank(value: str) -> bool:
    """Return whether the text is empty or consists of characters that the server treats as white space."""
    return _BLANK.fullmatch(value) is not None


def codepoint(char: str) -> str:
    """Return the code point of a character in the notation of Unicode, such as ``U+0009``."""
    return f"U+{ord(char):04X}"
