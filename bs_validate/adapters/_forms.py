"""Where an error belongs in a form, and what is said of it where the form has no field of its own for it."""

from typing import Any

from bs_validate.report import FieldError


def parts(error: FieldError) -> tuple[str, ...]:
    """Return the names and positions that lead to the field of an error; none for the document itself."""
    return tuple(error.field.split(".")) if error.field else ()


def below(path: tuple[str, ...], message: str) -> str:
    """Return a message as it reads at a place that the field is below of: with the rest of the way before it."""
    return f"{'.'.join(path)} {message}" if path else message


def is_blank(value: Any) -> bool:
    """Say whether nothing was filled in: no text but white space, in whatever a form holds it."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())
