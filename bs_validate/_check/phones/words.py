"""Read a phone number among words, before an extension or spelled with letters, as libphonenumber does.

It reads only texts of known shapes: each expression here is narrower than the one in libphonenumber. Few numbers need this
module, and its expressions take a few milliseconds to compile, so ``reading`` does without it.
"""

import re

from bs_validate._check.phones.reading import TO_DIGITS, plain

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WITHOUT_LETTERS = TO_DIGITS | dict.fromkeys(map(ord, _LETTERS + _LETTERS.upper()))
_BY_KEYPAD = TO_DIGITS | str.maketrans(_LETTERS + _LETTERS.upper(), "22233344455566677778889999" * 2)
#: With fewer letters, libphonenumber takes them for mistakes.
_MIN_LETTERS = 3

_START = re.compile(r"[+\uff0b\d]")
#: Where libphonenumber cuts a text off, or puts its parts in another order.
_CUT = re.compile(r"[\\/] *x|;isub=|;phone-context=")
_WITH_EXTENSION = re.compile(
    r"""([-+0-9 ./()\[\]\u00a0\u2010-\u2015]++)
        (?: [ ,]*(?: e?xt(?:ensi[oó])?n? | x | \# | int | anexo | доб )[:.]?[ ,-]*[0-9]{1,9}
          | ;ext=[0-9]{1,20}
          | [ ]*,+[:.]?[ ,-]*[0-9]{1,9}
          | [ ]*(?:,,|;)[:.]?[ ,-]*[0-9]{1,15} )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
#: The extension at the end of a text: the first match is the one that libphonenumber takes off.
_EXTENSION = re.compile(
    r"""(?: ;ext=[0-9]{1,20}
          | [ ,]*(?: e?xt(?:ensi[oó])?n? | anexo | доб )[:.]?[ ,-]*[0-9]{1,20}\#?
          | [ ,]*(?: [x#~] | int )[:.]?[ ,-]*[0-9]{1,9}\#?
          | [- ]+[0-9]{1,6}\#
          | [ ]*(?:,,|;)[:.]?[ ,-]*[0-9]{1,15}\#?
          | [ ]*,+[:.]?[ ,-]*[0-9]{1,9}\#? )\Z""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
#: The last characters of what begins an extension. Most texts are told apart by them, without a search for an extension.
_LAST_OF_BEGINNING = frozenset("xtnoбXTNO\u00f3\u00d3#~;,=")
_WITH_LETTERS = re.compile(r"\+?(?:[- ./()\[\]]*+[0-9]){3}[-0-9 ./()\[\]a-z]*", re.IGNORECASE | re.ASCII)
#: Several numbers, the first with an extension or without, and the last without the extension that was taken off.
_SEVERAL = re.compile(r"[+0-9][-+0-9 ./()\[\]]*+(?:x[0-9]{1,7})?[,;][-+0-9 ./()\[\],;:]*", re.IGNORECASE | re.ASCII)
#: A plus inside the number, and signs and letters that are not part of a number or an extension.
_UNREADABLE = re.compile(
    "(?<=[^+\uff0b])\\+|[\n\r!\"$%&'<>?@^`{|}\u1680\u2000-\u200a\u2028-\u202f\u205f]"
    "|[\u0370-\u03ff\u0430\u0432\u0433\u0435-\u043d\u043f-\u044f\u0590-\u065f\u3041-\u30fb\u4e00-\u9fff]"
)
#: Letters before an extension that give no warning.
_USUAL_EXTENSION = re.compile(r"\s*(?:ext\.?|extn\.?|x|#)\s*\d{1,7}\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def has_letters(value: str) -> bool:
    """Return whether a phone number has letters other than those before an extension."""
    return _LETTER.search(_USUAL_EXTENSION.sub("", value)) is not None


def among_words(value: str) -> str | None:
    """Return the plus and the digits that libphonenumber reads in a text, or None if only the library can tell.

    The result is empty if the library reads no number.
    """
    if _CUT.search(value):
        return None
    start = _START.search(value)
    if start is None:
        return ""
    end = len(value)
    while end > start.start() and not (value[end - 1].isalnum() or value[end - 1] == "#"):
        end -= 1
    text = value[start.start() : end]
    extended = _WITH_EXTENSION.fullmatch(text) if text[-1:].isdigit() else None
    number = plain(extended[1] if extended else text)
    if number is not None or extended:
        return number
    extension = _EXTENSION.search(text) if _may_have_extension(text) else None
    lettered = text if extension is None else text[: extension.start()]
    if _WITH_LETTERS.fullmatch(lettered):
        are_digits = sum(map(str.isalpha, lettered)) >= _MIN_LETTERS
        return lettered.translate(_BY_KEYPAD if are_digits else _WITHOUT_LETTERS)
    return "" if _SEVERAL.fullmatch(lettered) or _UNREADABLE.search(text) else None


def _may_have_extension(text: str) -> bool:
    """Return whether a text may end in an extension."""
    return text.endswith("#") or (text[-1:].isdigit() and text.rstrip("0123456789 .:-")[-1:] in _LAST_OF_BEGINNING)
