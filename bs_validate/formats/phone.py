"""Check phone numbers. Only a text that the server cannot read as a phone number is refused."""

import re
from functools import cache

#: libphonenumber does not look at a text of more characters.
MAX_LENGTH = 250
#: Without a country code libphonenumber does not get as far as counting digits.
MAX_DIGITS = 20

#: The documented expression has these signs, besides digits; the others are typographic ones, for which a space may stand.
_SIGNS = (
    r"\t\n\r -.EXText\u00a0\u00ad\u00b7\u2000-\u2027\u202a-\u202f\u205f-\u2064\u2066-\u206f\u2212\u260e\u260f\u2706\u3000\ufe0f"
    r"\ufeff\uff08\uff09\uff0b\uff0d\uff0e"
)
#: The first digits of scripts that have ten in a row.
_ZEROS = (
    *(0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20),
    *(0x1040, 0x17E0, 0x1810, 0xFF10),
)
_DIGITS = "0-9" + "".join(f"\\u{zero:04x}-\\u{zero + 9:04x}" for zero in _ZEROS)
#: libphonenumber ignores the characters before a plus or a digit.
_BEFORE = r"[A-Za-z .:,()&*'\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u260e\u260f\u2706\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]*"
_BETWEEN = r"[ ()./\u00a0\u2010-\u2015-]*"
_EXTENSION = r"(?:(?:;ext=|[ ,]*(?:[Ee]xt|[Xx#])[.:]? ?)[0-9]{1,7})?"
#: Without a plus, any letters and digits may follow.
_NATIONAL = rf"[0-9](?:{_BETWEEN}[0-9]){{2,19}}(?:[ .(-]*[A-Za-z][ 0-9A-Za-z()./-]*)?{_EXTENSION}"
#: The beginnings of the calling codes of three digits. The others have two digits, or only a 1 or a 7.
_START_OF_THREE = "|".join(
    rf"{first}{_BETWEEN}[{second}]"
    for first, second in ((2, "1-689"), (3, "578"), (4, "2"), (5, "09"), (6, "789"), (8, "0578"), (9, "679"))
)
#: With a plus, letters count as digits, as on the keys of a phone, and there are at most 17 of both after the calling code. Here,
#: the first seven are digits.
_INTERNATIONAL = (
    rf"\+{_BETWEEN}(?:[17]|(?:[2-689]|{_START_OF_THREE})(?:{_BETWEEN}[0-9])?)(?:{_BETWEEN}[0-9]){{6}}"
    rf"(?:{_BETWEEN}[0-9A-Za-z]){{0,11}}[ ).]*{_EXTENSION}"
)
FAST_ACCEPT = rf"^(?:[{_SIGNS}]*[{_DIGITS}][{_SIGNS}{_DIGITS}]*|{_BEFORE}(?:{_NATIONAL}|{_INTERNATIONAL}))$"
FAST_LENGTH = MAX_LENGTH
#: A digit, or a character that is not white space from U+0660 on, where the digits of other scripts begin: no portable pattern
#: can name those above U+FFFF.
PATTERN = r"[0-9]|[^\u0000-\u065f\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"

_DIGIT = re.compile(r"\d")
#: Signs that stand for plain ones in typeset numbers: narrow spaces, tabs, curly quotes, long dashes.
_TYPOGRAPHIC = re.compile(r"[^\w -~]")
#: Letters and ASCII signs that are not in the one expression that the documentation spells out, for the phone of an inquiry:
#: ``\+?[ -.0-9+EXText()]*``, in which `` -.`` is a range, with a comma in it. One class at a time is searched for fast.
_OTHER_LETTER = re.compile(r"[^\W\dEXText]")
_OTHER_SIGN = re.compile(r"[/:-@\[-`{-~]")
_BEFORE_EXTENSION = re.compile(r"[^\W\d_]|[;#~＃～]")


def reason(value: str) -> str | None:
    """Return why the text cannot be a phone number, or None.

    It needs a digit, and either the expression of the documentation or libphonenumber's parser must accept it; both are also
    asked with a space in place of each typographic sign and with ASCII digits. An unknown or missing country code is not
    refused (the server accepted ``123456789``), unless more than 20 digits come before any extension.
    """
    is_long = len(value) > MAX_LENGTH
    if not _DIGIT.search(value):
        return "too_long" if is_long else "not_a_number"
    if not _OTHER_LETTER.search(value) and not _OTHER_SIGN.search(value):
        return None
    if is_long:
        return "too_long"
    plain = _DIGIT.sub(lambda digit: str(int(digit[0])), _TYPOGRAPHIC.sub(" ", value))
    if _fast_accept().fullmatch(plain):
        return None
    refusal = _refusal_of_parser(value)
    if refusal is None:
        return None
    return None if plain != value and _refusal_of_parser(plain) is None else refusal


@cache
def _fast_accept() -> re.Pattern[str]:
    """Return the fast pattern for Python. Compiling it takes about a sixth of the time of importing phonenumbers."""
    return re.compile(FAST_ACCEPT)


def _refusal_of_parser(value: str) -> str | None:
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
    """Count the digits before the first character that may begin an extension."""
    return sum(map(str.isdigit, _BEFORE_EXTENSION.split(value, maxsplit=1)[0]))
