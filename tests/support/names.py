"""Names of test cases that are the same in every process, as pytest-xdist needs them."""

import re


def shown(value: object, length: int = 100) -> str:
    """Return a value in ASCII, cut to a length, without the address that some values show."""
    return re.sub(" at 0x[0-9a-f]+", "", ascii(value))[:length]
