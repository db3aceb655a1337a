"""The exceptions that the package raises: mistakes of the caller and, on demand, an invalid payload."""

import re
from collections.abc import Iterable

from bs_validate._instance.location import quoted
from bs_validate.report import InvalidPayload

__all__ = [
    "Forgotten",
    "InvalidLimit",
    "InvalidPayload",
    "InvalidSchema",
    "InvalidSettings",
    "UnknownCode",
    "UnknownEngine",
    "UnknownField",
    "UnknownName",
    "UnknownOperation",
    "UnknownSchema",
]

#: Characters that no name has, or a text that is a number: arguments get swapped, and then this is a value instead of a name.
_VALUE = re.compile(r'[{}":@\n]|\A[+0-9().\s/-]+\Z')


class UnknownName(ValueError):
    """A name that is not among the ``choices``; ``name`` is what may be shown of it: empty if it does not look like a name."""

    what = "name"

    def __init__(self, name: object, choices: Iterable[str]) -> None:
        """Take the name that was given, and the names that exist."""
        shown = quoted(name) if type(name) is str and not _VALUE.search(name) else None
        self.name = shown or ""
        self.choices = tuple(choices)
        given = "" if shown is None else f" {shown!r}"
        super().__init__(f"unknown {self.what}{given}: choose from {', '.join(self.choices) or 'nothing'}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the name and the choices."""
        return (type(self), (self.name, self.choices))


class UnknownSchema(UnknownName):
    """No schema has this name."""

    what = "schema"


class UnknownField(UnknownName):
    """The resource has no such field."""

    what = "field"


class UnknownCode(UnknownName):
    """No error or warning has this code."""

    what = "code"


class UnknownOperation(UnknownName):
    """The API documents no such operation."""

    what = "operation"


class UnknownEngine(UnknownName):
    """No engine has this name."""

    what = "engine"


class InvalidSchema(ValueError):
    """A schema file that cannot be used; the text says which and why."""


class Forgotten(ValueError):
    """A person who was read has asked to be forgotten, so nothing of the read may be written back."""


class InvalidLimit(ValueError):
    """A limit on the share of documents with errors that cannot be read; the text says why."""


class InvalidSettings(ValueError):
    """Settings or a baseline that cannot be used; the text says which and why."""
