"""Draw values that fit a condition, and raise an error with an explanation if none is found."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")

#: The numbers of values that are tried for one draw, and before the first one that fits. Beyond these, Hypothesis would fail a
#: health check instead.
_AT_ONCE, _TRIES = 10, 200


class NotDrawable(ValueError):
    """Raised for a schema that has no valid documents, or whose documents cannot be drawn."""


def fitting(drawn: SearchStrategy[Value], fits: Callable[[Value], bool], refusal: str) -> SearchStrategy[Value]:
    """Draw the values that fit. Raises ``NotDrawable`` with a sentence if none of many drawn values fits."""
    state = {"tried": 0, "fitted": 0}  # over all draws, since one draw may have bad luck

    @st.composite
    def one(draw: st.DrawFn) -> Value:
        for _ in range(_AT_ONCE):
            value = draw(drawn)
            state["tried"] += 1
            if fits(value):
                state["fitted"] += 1
                return value
        if not state["fitted"] and state["tried"] >= _TRIES:
            raise NotDrawable(refusal)
        return reject()

    return one()
