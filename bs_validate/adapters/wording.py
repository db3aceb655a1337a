"""Where an error belongs in a form, and what is said of it where the form has no field of its own for it."""

from bs_validate.report import FieldError


def parts(error: FieldError) -> tuple[str, ...]:
    """Return the names and positions that lead to the field of an error; none for the document itself."""
    return tuple(error.field.split(".")) if error.field else ()


def below(path: tuple[str, ...], message: str) -> str:
    """Return a message as it reads at a place that the field is below of: with the rest of the way before it."""
    return f"{'.'.join(path)} {message}" if path else message
