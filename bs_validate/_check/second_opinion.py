"""Ask libraries for a second opinion on email addresses, URLs and phone numbers that are valid but not plain."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bs_validate.formats import email as email_format
from bs_validate.formats import phone as phone_format
from bs_validate.formats import website

if TYPE_CHECKING:
    from bs_validate._check.phones.verdict import Verdict

Params = Mapping[str, Any]
#: Takes a text and the country of its record; returns the params of a doubt, or None where there is no doubt or an error.
Doubt = Callable[[str, str | None], Params | None]

#: A host that the library validators takes. A label has up to 63 characters, and the last one ends in a letter.
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z]"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
#: Texts that the library takes, so that it need not be imported for them: of those that are ASCII, nearly all that it takes.
_PLAIN_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_HOST}")
_PLAIN_URL = re.compile(
    rf"[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(?::[1-9][0-9]{{0,4}})?"
    r"(?:/[-\w/.~!$&'()*+,;=:@%|\[\]]*)?(?:[?#].*)?",
    re.DOTALL,
)
#: The last letter beyond which the library refuses some in a path.
_LAST_OF_PATH = "\ud7ff"
#: The most characters of a host: a text that is longer is not plain.
_MAX_HOST = 253


def email(value: str, _: str | None) -> Params | None:
    """Return a doubt about an email address if the library validators refuses it, or None."""
    is_plain = len(value) <= _MAX_HOST and _PLAIN_EMAIL.fullmatch(value)
    return None if is_plain or email_format.reason(value) is not None or _taken("email", value) else {}


def url(value: str, _: str | None) -> Params | None:
    """Return a doubt about a URL if the library validators refuses it, or None."""
    is_plain = len(value) <= _MAX_HOST and _PLAIN_URL.fullmatch(value) and (value.isascii() or max(value) <= _LAST_OF_PATH)
    return None if is_plain or website.reason(value) is not None or _taken("url", usual_url(value)) else {}


def usual_url(url: str) -> str:
    """Return a URL without its query and fragment, and without brackets in its path.

    The library refuses ``?ref``, ``?a=1&`` and ``/a[1]``, which are common and which every browser accepts.
    """
    before = re.split("[?#]", url, maxsplit=1)[0]
    scheme, _, rest = before.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{host}{slash}{path.translate(_BRACKETS)}"


_BRACKETS = str.maketrans("[]|", "---")


def phone(value: str, region: str | None) -> Params | None:
    """Return a doubt about a phone number if libphonenumber finds it odd in a region, or None."""
    # The documentation's expression takes a text that is too long for libphonenumber.
    reason = _verdict()(value, region) if len(value) <= phone_format.MAX_LENGTH else "too_long"
    if reason is None or phone_format.reason(value) is not None:
        return None
    if not isinstance(reason, str):
        from bs_validate._check.phones import library

        reason = library.reason(value, region)
    return None if reason is None else {"reason": reason}


@cache
def _verdict() -> Callable[[str, str | None], "Verdict"]:
    """Return the function of the tables, which are imported only for documents with phone numbers."""
    from bs_validate._check.phones.verdict import verdict

    return verdict


#: By the code of the format: the code of the doubt, and the function that works it out.
DOUBTS: Mapping[str, tuple[str, Doubt]] = MappingProxyType(
    {"email": ("email_doubtful", email), "url": ("url_doubtful", url), "phone": ("phone_doubtful", phone)}
)


def _taken(check: str, value: str) -> bool:
    import validators

    try:
        return bool(getattr(validators, check)(value))
    except validators.ValidationError:  # where the environment has RAISE_VALIDATION_ERROR
        return False
