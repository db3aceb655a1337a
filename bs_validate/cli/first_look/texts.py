"""Recognise plain texts without regular expressions, whose module takes half as long to import as the interpreter to start.

Each function returns True only for a text that the format of that name accepts, and that no warning is about. False says nothing.
"""

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NAME = _LETTERS + _DIGITS
#: Characters of the local part of an email address, and of the path of a URL.
_LOCAL = _NAME + "._+-"
_PATH = _NAME + "/._~@,:+-"
#: White space to the server, as in Ruby's ``[[:space:]]``.
_BLANKS = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
#: The twelve characters of Unicode's property Bidi_Control.
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: The length up to which the libraries are sure to take a plain email address or website.
_LONGEST = 63
#: The length that a URL may have.
_LONGEST_LINK = 2048
#: The days that each month has in every year.
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_filled(text: str) -> bool:
    """Return whether a text has a character that is not white space; here False is a verdict, too."""
    return text.strip(_BLANKS) != ""


def is_harmless(text: str) -> bool:
    """Return whether a text has no character that changes its direction, and no half of a pair of surrogates."""
    return text.isascii() or text.isprintable() or not any(one in _BIDI or "\ud800" <= one <= "\udfff" for one in text)


def is_email(text: str) -> bool:
    """Return whether a text is a plain email address in ASCII."""
    local, _, domain = text.partition("@")
    words = local.split(".")
    return len(text) <= _LONGEST and all(words) and not local.strip(_LOCAL) and _is_host(domain)


def is_website(text: str) -> bool:
    """Return whether a text is a plain URL of a website in ASCII. The libraries do not look at a query or a fragment."""
    scheme, _, rest = text.partition("://")
    before = rest.partition("#")[0].partition("?")[0]
    host, _, path = before.partition("/")
    is_plain = len(text) <= _LONGEST_LINK and not path.strip(_PATH) and not rest.strip(_PATH + "?#=&%!")
    return is_plain and len(host) <= _LONGEST and scheme.lower() in ("http", "https") and _is_host(host)


def is_link(text: str) -> bool:
    """Return whether a text is a URL of the web, with a plain host; the server writes it, so that no warning is about it."""
    scheme, _, rest = text.partition("://")
    is_short = len(text) <= _LONGEST_LINK and text.isascii() and text.isprintable()
    return is_short and scheme in ("http", "https") and _is_host(rest.partition("/")[0]) and not {*text} & {*' "<>\\'}


def is_time(text: str) -> bool:
    """Return whether a text is a time in UTC, such as ``2014-08-21T08:40:44Z``."""
    digits = text[:4] + text[5:7] + text[8:10] + text[11:13] + text[14:16] + text[17:19]
    signs = text[4:5] + text[7:8] + text[10:11] + text[13:14] + text[16:17] + text[19:]
    if signs != "--T::Z" or len(digits) != 14 or digits.strip(_DIGITS) or digits.startswith("0000"):
        return False
    month, day = int(digits[4:6]), int(digits[6:8])
    is_day = 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
    return is_day and digits[8:10] < "24" and digits[10:12] < "60" and digits[12:] < "60"


def is_printable(text: str) -> bool:
    """Return whether all characters of a text are printable."""
    return text.isprintable()


def _is_host(text: str) -> bool:
    *labels, top = text.split(".")
    return labels != [] and all(map(_is_label, labels)) and 2 <= len(top) <= 6 and not top.strip(_LETTERS)


def _is_label(text: str) -> bool:
    return text != "" and not text.strip(_NAME + "-") and text[0] != "-" and text[-1] != "-"
