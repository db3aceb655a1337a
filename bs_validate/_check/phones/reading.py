"""Reduce a phone number to a plus and digits, as libphonenumber does."""

import re

#: The signs that libphonenumber ignores wherever they are. It also ignores ``x`` and ``~``, but these may open an extension.
_SEPARATORS = (
    " -./()[]\u00a0\u00ad\u200b\u2010\u2011\u2012\u2013\u2014\u2015\u2053\u2060\u2212\u223c\u3000"
    "\uff08\uff09\uff0d\uff0e\uff0f\uff3b\uff3d"
)
#: The zeros of other scripts: Arabic, Persian, Devanagari, Bengali, Thai and full width. The other digits follow each of them.
_ZEROS = "\u0660\u06f0\u0966\u09e6\u0e50\uff10"
_DIGITS = str.maketrans({chr(ord(zero) + value): str(value) for zero in _ZEROS for value in range(10)})
TO_DIGITS = _DIGITS | dict.fromkeys(map(ord, _SEPARATORS))
_ASCII_SEPARATORS = b" -./()[]"
#: With fewer digits, libphonenumber also looks at the signs between them.
_MIN_DIGITS = 3
_WITH_PLAIN_EXTENSION = re.compile(r"([-+0-9 ./()\[\]]++)(?:extn?\.?|[x#]) *[0-9]{1,7}", re.IGNORECASE | re.ASCII)


def plain(value: str) -> str | None:
    """Return the plus and the digits of a number that has nothing but separators and a plain extension, or None."""
    # Bytes are translated in a fraction of the time.
    number = value.encode().translate(None, _ASCII_SEPARATORS).decode() if value.isascii() else value.translate(TO_DIGITS)
    digits = number.removeprefix("+")
    if len(digits) >= _MIN_DIGITS and digits.isdigit() and digits.isascii():
        return number
    extended = _WITH_PLAIN_EXTENSION.fullmatch(value) if value[-1:].isdigit() else None
    return None if extended is None else plain(extended[1])
