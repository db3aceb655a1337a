"""Define the exceptions of the package: for mistakes of the caller and, on request, for an invalid payload."""

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
    """Raised for a name that is not among the ``choices``. ``name`` is empty if the text does not look like a name."""

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
    """Raised for a name that no schema has."""

    what = "schema"


class UnknownField(UnknownName):
    """Raised for a field that the resource does not have."""

    what = "field"


class UnknownCode(UnknownName):
    """Raised for a code that no error or warning has."""

    what = "code"


class UnknownOperation(UnknownName):
    """Raised for an operation that the API does not document."""

    what = "operation"


class UnknownEngine(UnknownName):
    """Raised for a name that no engine has."""

    what = "engine"


class InvalidSchema(ValueError):
    """Raised for a schema file that cannot be used. The text names the file and the reason."""


class Forgotten(ValueError):
    """Raised if a read must not be written back, because the person has asked to be forgotten."""


class InvalidLimit(ValueError):
    """Raised for a text that is not a limit on the share of documents with errors. The message says how to write one."""


class InvalidSettings(ValueError):
    """Raised for settings or a baseline that cannot be used. The text names the file and the reason."""
