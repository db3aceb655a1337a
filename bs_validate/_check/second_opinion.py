"""Ask libraries for a second opinion on email addresses, URLs and phone numbers that are valid but not plain."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bs_validate._check.plain_texts import begins_beyond_latin, is_plain_email, is_plain_url
from bs_validate.formats import email as email_format
from bs_validate.formats import phone as phone_format
from bs_validate.formats import website

if TYPE_CHECKING:
    from bs_validate._check.phones.verdict import Verdict

Params = Mapping[str, Any]
#: Takes a text and the country of its record, and returns the params of a doubt, or None. The result for a text that does not
#: match the format is to be ignored, because there is an error at the same place.
Doubt = Callable[[str, str | None], Params | None]


def email(value: str, _: str | None) -> Params | None:
    """Return a doubt about an email address if the library ``validators`` refuses it, or None."""
    if is_plain_email(value) or email_format.reason(value) is not None:
        return None
    return {} if begins_beyond_latin(value) or not _taken("email", value) else None


def url(value: str, _: str | None) -> Params | None:
    """Return a doubt about a URL if the library ``validators`` refuses it, or None."""
    return None if is_plain_url(value) or website.reason(value) is not None or _taken("url", usual_url(value)) else {}


def usual_url(url: str) -> str:
    """Return a URL without its query and fragment, without brackets in its path, and without a dot after its host.

    The library refuses ``?ref``, ``?a=1&``, ``/a[1]`` and ``example.com.``, which are common and which every browser accepts.
    """
    before = re.split("[?#]", url, maxsplit=1)[0]
    scheme, _, rest = before.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{_DOT_BEHIND.sub('', host)}{slash}{path.translate(_BRACKETS)}"


_BRACKETS = str.maketrans("[]|", "---")
_DOT_BEHIND = re.compile(r"(?<=[^.])\.(?=(?::[0-9]+)?$)")


def phone(value: str, region: str | None) -> Params | None:
    """Return a doubt about a phone number that the format accepts, if libphonenumber finds it odd in a region, or None."""
    # The documentation's expression takes a text that is too long for libphonenumber.
    reason = _verdict()(value, region) if len(value) <= phone_format.MAX_LENGTH else "too_long"
    if reason is None:
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
