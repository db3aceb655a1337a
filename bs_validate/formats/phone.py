"""Phone numbers: refuse only a text that the server cannot take for a phone number."""

import re

#: libphonenumber does not look at a text of more characters.
MAX_LENGTH = 250
#: Without a country code libphonenumber does not get as far as counting digits.
MAX_DIGITS = 20

FAST_ACCEPT = r"^[+(]?[0-9](?:[ ().\-/]{0,3}[0-9]){6,14}$"
#: A digit, or a character that is not white space from U+0660 on, where the digits of other scripts begin: no portable pattern
#: can name those above U+FFFF.
PATTERN = r"[0-9]|[^\u0000-\u065f\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"

_FAST_ACCEPT = re.compile(FAST_ACCEPT.removesuffix("$"))
_DIGIT = re.compile(r"\d")
#: The one expression that the documentation spells out, for the phone of an inquiry. `` -.`` is a range, with a comma in it.
_DOCUMENTED = re.compile(r"\+?[ -.0-9+EXText()]*")
#: Signs that stand for plain ones in typeset numbers: narrow spaces, tabs, curly quotes, long dashes.
_TYPOGRAPHIC = re.compile(r"[^\w -~]")
_BEFORE_EXTENSION = re.compile(r"[^\W\d_]|[;#~＃～]")


def reason(value: str) -> str | None:
    """Return why the text cannot be a phone number, or None.

    It needs a digit, and either the expression of the documentation or libphonenumber's parser must take it; both are also
    asked with a space in place of each typographic sign and with ASCII digits. An unknown or missing country code is not
    refused (the server took ``123456789``), unless more than 20 digits come before any extension.
    """
    is_long = len(value) > MAX_LENGTH
    if not is_long and _FAST_ACCEPT.fullmatch(value):
        return None
    if not _DIGIT.search(value):
        return "too_long" if is_long else "not_a_number"
    plain = _DIGIT.sub(lambda digit: str(int(digit[0])), _TYPOGRAPHIC.sub(" ", value))
    if _DOCUMENTED.fullmatch(plain):
        return None
    if is_long:
        return "too_long"
    refusal = _refusal_of_parser(value)
    if refusal is not None and plain != value and _refusal_of_parser(plain) is None:
        return None
    return refusal


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
    """Count the digits before the first letter or sign that may open an extension."""
    return sum(map(str.isdigit, _BEFORE_EXTENSION.split(value, maxsplit=1)[0]))
