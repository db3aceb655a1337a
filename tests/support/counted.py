"""Count calls of functions, because a clock would measure the machine."""

import sys
from collections.abc import Callable
from typing import Any


def calls(work: Callable[[], object], *, of_c: bool = True) -> int:
    """Return how many functions of Python and of C a callable calls."""
    counted = ("call", "c_call") if of_c else ("call",)
    count = 0

    def note(_: Any, event: str, __: Any) -> None:
        nonlocal count
        count += event in counted

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
