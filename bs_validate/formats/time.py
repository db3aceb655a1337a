"""Check times in the form of the API: ISO 8601 in UTC, to the second."""

import re
from datetime import datetime

_SHAPE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")

FAST_ACCEPT = (
    r"^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"
)
PATTERN = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"


def reason(value: str) -> str | None:
    """Return why the text is not a time such as ``2014-08-21T08:40:44Z``, or None.

    It must have ASCII digits in exactly that form, and the date and the time of day must exist.
    """
    match = _SHAPE.fullmatch(value)
    if match is None:
        return "shape"
    try:
        datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # six groups, six leading parameters
    except ValueError:
        return "no_such_date"
    return None
