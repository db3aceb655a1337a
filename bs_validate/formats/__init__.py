"""Define the formats: the code and the pure check for each name that a schema may use."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bs_validate.formats import email, integer, phone, printable, time, website


class Format(NamedTuple):
    """A format: the code of its error, its check, and patterns (ECMA 262) that some or all of its texts match.

    ``reason`` returns a stable word, or None if it accepts the text. It accepts every text of at most ``fast_length`` characters
    that matches ``fast_accept``, so an engine may try those first. Each text that it accepts matches ``pattern`` and has no match
    of ``forbidden``. A schema repeats those beside the format, as ``pattern`` and as ``not``, for validators that do not know the
    format. Where they are empty, there is nothing to repeat.
    """

    code: str
    reason: Callable[[str], str | None]
    fast_accept: str
    fast_length: int | None = None
    pattern: str = ""
    forbidden: str = ""

    @property
    def fast(self) -> Mapping[str, Any]:
        """A schema of texts that the format accepts."""
        bound = {} if self.fast_length is None else {"maxLength": self.fast_length}
        return {**bound, "pattern": self.fast_accept}

    def has_beside(self, keyword: str, value: Any) -> bool:
        """Return whether a keyword beside the format, ``pattern`` or ``not``, only repeats the format."""
        if keyword == "pattern":
            return bool(self.pattern) and value == self.pattern
        # Without its type, the schema under ``not`` would also take, and so forbid, every value that is not a text.
        forbids = keyword == "not" and value.get("type") == "string" and value.get("pattern") == self.forbidden
        return forbids and bool(self.forbidden)


_EMAIL = Format("email", email.reason, email.FAST_ACCEPT, email.FAST_LENGTH, pattern=email.PATTERN)
_WEBSITE = Format("url", website.reason, website.FAST_ACCEPT, website.FAST_LENGTH, pattern=website.PATTERN)
_PHONE = Format("phone", phone.reason, phone.FAST_ACCEPT, phone.FAST_LENGTH, pattern=phone.PATTERN)
_TIME = Format("time", time.reason, time.FAST_ACCEPT, pattern=time.PATTERN)
_PRINTABLE = Format("non_printable", printable.reason, printable.FAST_ACCEPT, forbidden=printable.FORBIDDEN)
_INTEGER = Format("type", integer.reason, integer.FAST_ACCEPT, forbidden=integer.FORBIDDEN)

#: By name. A hand-written schema may use the plain names. Our own schemas use the ``bs-`` names, because ``email`` and ``time``
#: mean something narrower to other validators.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "bs-email": _EMAIL,
        "bs-website": _WEBSITE,
        "bs-phone": _PHONE,
        "bs-time": _TIME,
        "bs-printable": _PRINTABLE,
        "bs-integer": _INTEGER,
        "email": _EMAIL,
        "website": _WEBSITE,
        "url": _WEBSITE,
        "phone": _PHONE,
        "time": _TIME,
        "printable": _PRINTABLE,
        "integer": _INTEGER,
    }
)
