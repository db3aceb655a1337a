"""Recognise email addresses and URLs that give no warning, without importing the library ``validators``.

The library writes an international host in ASCII (IDNA 2003), which takes longer than all else. Here, its labels are short and of
letters that have such a form: it begins with ``xn--`` and ends in a letter, takes at most five characters for each letter (six in
a label of more than 20 characters), and cannot be refused. A label of Hebrew or Arabic has no other letters.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bs_validate._check.engines.texts import Matches, in_rust
from bs_validate._schema.applicators import JsonSchema
from bs_validate.formats.email import MAX_LOCAL

#: Letters of Latin, Greek, Cyrillic, Armenian, Indic scripts, Thai, Georgian, Japanese, Chinese and Korean, and marks that are
#: written like letters, as members of a class. Those that IDNA refuses, drops or writes as ASCII or as two letters are left out.
LETTERS = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0180-\u02ad\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u052f"
    r"\u0531-\u0556\u0561-\u0586\u0900-\u0957\u0966-\u09db\u09e0-\u0a32\u0a37-\u0a58\u0a5f-\u0b5b\u0b5f-\u0ddf\u0e01-\u0e32"
    r"\u0e34-\u0e3a\u0e40-\u0e4c"
    r"\u10d0-\u10fa\u1e00-\u1e99\u1ea0-\u1ef9\u3041-\u3094\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3"
)
#: Letters of Hebrew, Arabic, Persian and Urdu, which are written from right to left.
LEFTWARD_LETTERS = r"\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0671-\u0674\u0679-\u06d3"
#: The letters beyond ASCII that the library takes in the local part of an email address.
_LATIN = r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LAST_LATIN = "\u024f"
#: The other case of the micro sign, which is beside the letters that the library takes, and the other case of that.
_LIKE_THE_MICRO_SIGN = "\u039c\u03bc"

#: A label has up to 63 characters, and the last one ends in a letter.
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LAST_LABEL = "[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z]"
#: A label with one or two letters beyond ASCII.
_MOSTLY_ASCII = (
    rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,17}})?[{LETTERS}](?:[A-Za-z0-9-]{{0,12}}[{LETTERS}])?(?:[A-Za-z0-9-]{{0,10}}[A-Za-z0-9])?"
)
_LETTERED = rf"(?:[A-Za-z0-9{LETTERS}]{{1,12}}|[{LEFTWARD_LETTERS}]{{1,12}}|{_MOSTLY_ASCII})"
_LAST_LETTERED = rf"[A-Za-z0-9{LETTERS}]{{1,11}}[A-Za-z{LETTERS}]|[{LEFTWARD_LETTERS}]{{1,12}}"
#: A label that already begins like the ASCII form of another one, which the library refuses if it has other letters besides.
_TWICE_INTERNATIONAL = r"[Xx][Nn]--[A-Za-z0-9-]*[\u0080-\uffff]"
_HOST = rf"(?:{_LABEL}\.)+{_LAST_LABEL}"
_ANY_HOST = rf"(?:(?:{_LABEL}\.)+(?:{_LETTERED}\.){{0,2}}|(?:{_LETTERED}\.){{1,2}})(?:{_LAST_LABEL}|{_LAST_LETTERED})"
#: The most characters of a host. One of fewer characters is short enough when its labels are written in ASCII.
_MAX_HOST = 253
_MAX_INTERNATIONAL = 97

_ATOM_SIGNS = "A-Za-z0-9!#$%&'*+/=?^_`{|}~"
_PATH_SIGNS = r"/.~!$&'()*+,;=:@%|\[\]"


def _email(host: str, letters: str = "") -> str:
    atom = f"[{_ATOM_SIGNS}{letters}-]+"
    return rf"{atom}(?:\.{atom})*@{host}"


def _origin(host: str) -> str:
    return rf"[Hh][Tt][Tt][Pp][Ss]?://{host}(?::[1-9][0-9]{{0,4}})?"


def _compiled_email(address: str) -> re.Pattern[str]:
    return re.compile(rf"(?=[^@]{{1,{MAX_LOCAL}}}@){address}")


def _compiled_url(host: str) -> re.Pattern[str]:
    return re.compile(rf"{_origin(host)}(?:/[-\w{_PATH_SIGNS}]*)?(?:[?#].*)?", re.DOTALL)


_PLAIN_EMAIL, _PLAIN_URL = _compiled_email(_email(_HOST)), _compiled_url(_HOST)


@cache
def international_email() -> re.Pattern[str]:
    """Return the expression for addresses beyond ASCII. Compiling it takes as long as starting Python, and few texts need it."""
    return _compiled_email(_email(_ANY_HOST, _LATIN))


@cache
def international_url() -> re.Pattern[str]:
    """Return the expression for URLs beyond ASCII; see ``international_email``."""
    return _compiled_url(_ANY_HOST)


#: The last letter beyond which the library refuses some in a path.
_LAST_OF_PATH = "\ud7ff"

#: Schemas of texts that are plain and have no characters that are doubted, by the code of their format.
SCHEMAS: Mapping[str, JsonSchema] = MappingProxyType(
    {
        "email": {
            "maxLength": _MAX_INTERNATIONAL,
            "pattern": f"^{_email(_ANY_HOST, _LATIN)}$",
            "allOf": [{"pattern": rf"^[^@]{{1,{MAX_LOCAL}}}@"}],
            "not": {"pattern": _TWICE_INTERNATIONAL},
        },
        "url": {
            "maxLength": _MAX_INTERNATIONAL,
            "pattern": rf"^{_origin(_ANY_HOST)}(?:/[-\w{_PATH_SIGNS}{LETTERS}{LEFTWARD_LETTERS}]*)?"
            rf"(?:[?#][ -~{LETTERS}{LEFTWARD_LETTERS}]*)?$",
            "not": {"pattern": _TWICE_INTERNATIONAL},
        },
    }
)


def is_plain_email(value: str) -> bool:
    """Return whether the library certainly accepts an email address."""
    if value.isascii():
        return len(value) <= _MAX_HOST and _PLAIN_EMAIL.fullmatch(value) is not None
    return bool(_international("email")(value))


def is_plain_url(value: str) -> bool:
    """Return whether the library certainly accepts a URL without its query and fragment."""
    if value.isascii():
        return len(value) <= _MAX_HOST and _PLAIN_URL.fullmatch(value) is not None
    return bool(_international("url")(value))


@cache
def _international(code: str) -> Matches:
    """Return the test for texts beyond ASCII that have at most as many characters as are surely short enough."""
    found = in_rust(SCHEMAS[code])
    if found is not None:
        return found
    expression = international_email() if code == "email" else international_url()
    twice = re.compile(_TWICE_INTERNATIONAL)

    def is_plain(value: str) -> bool:
        is_short = len(value) <= _MAX_INTERNATIONAL and max(value) <= _LAST_OF_PATH
        return is_short and expression.fullmatch(value) is not None and twice.search(value) is None

    return is_plain


def begins_beyond_latin(address: str) -> bool:
    """Return whether the library certainly refuses an email address, because of its first character.

    The library compares without case, so that a character is one of those that it takes if its other case is.
    """
    first = address[:1]
    return min(first, first.lower(), first.upper()) > _LAST_LATIN and first not in _LIKE_THE_MICRO_SIGN
