"""Decide exactly whether a number is a multiple of another, as JSON Schema requires. Floating point would round both."""

from typing import Any


def breaks_multiple(instance: Any, factor: float) -> bool:
    """Return whether an instance is a number, and not a multiple of the factor."""
    if type(instance) is int and type(factor) is int:
        return instance % factor != 0
    if type(instance) not in (int, float):
        return False
    from fractions import Fraction  # slow to import, and most schemas have no multiples

    return Fraction(str(instance)) % Fraction(str(factor)) != 0
