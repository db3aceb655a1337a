"""The formats: for each name that a schema may use, the pure check that says why a text does not hold, and its code."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bs_validate.formats import email, phone, printable, time, website


class Format(NamedTuple):
    """A format: the code of its error, its check, and a pattern of texts that the check is known to take.

    ``reason`` returns a stable word, or None where the format holds. ``fast_accept`` is an ECMA 262 pattern that an engine may
    try first; whatever it matches, ``reason`` takes.
    """

    code: str
    reason: Callable[[str], str | None]
    fast_accept: str


_EMAIL = Format("email", email.reason, email.FAST_ACCEPT)
_WEBSITE = Format("url", website.reason, website.FAST_ACCEPT)
_PHONE = Format("phone", phone.reason, phone.FAST_ACCEPT)
_TIME = Format("time", time.reason, time.FAST_ACCEPT)
_PRINTABLE = Format("non_printable", printable.reason, printable.FAST_ACCEPT)

#: By name. Our own schemas use the ``bs-`` names, since ``email`` and ``time`` mean something narrower to other validators; a
#: hand-written schema may use the plain ones.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "bs-email": _EMAIL,
        "bs-website": _WEBSITE,
        "bs-phone": _PHONE,
        "bs-time": _TIME,
        "bs-printable": _PRINTABLE,
        "email": _EMAIL,
        "website": _WEBSITE,
        "url": _WEBSITE,
        "phone": _PHONE,
        "time": _TIME,
        "printable": _PRINTABLE,
    }
)
