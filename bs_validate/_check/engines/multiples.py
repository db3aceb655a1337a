"""Decide exactly whether a number is a multiple of another, as JSON Schema requires. Floating point would round both."""

from fractions import Fraction
from typing import Any


def breaks_multiple(instance: Any, factor: float) -> bool:
    """Return whether an instance is a number, and not a multiple of the factor."""
    if type(instance) is int and type(factor) is int:
        return instance % factor != 0
    if type(instance) not in (int, float):
        return False
    return Fraction(str(instance)) % Fraction(str(factor)) != 0


class MultipleOf:
    """The keyword ``multipleOf`` for jsonschema-rs, whose own rounds, so that 1e23 is not a multiple of 1e20."""

    def __init__(self, _: Any, factor: float, __: Any) -> None:
        """Take the value of the keyword; the schema around it and its path do not matter."""
        self._factor = factor

    def validate(self, instance: Any) -> None:
        """Raise ``ValueError`` for a number that is not a multiple."""
        if breaks_multiple(instance, self._factor):
            raise ValueError("not a multiple")
