"""What is raised: the caller's mistakes, and on demand an invalid payload."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bs_validate._instance.location import quoted

if TYPE_CHECKING:
    from bs_validate.report import Report


#: What no name has, and what is a number: arguments get swapped, and this is a value where a name should be.
_VALUE = re.compile(r'[{}":@\n]|\A[+0-9().\s/-]+\Z')


class UnknownName(ValueError):
    """A name that is none of the choices: ``name`` as it may be shown, if it looks like one, and ``choices`` in order."""

    what = "name"

    def __init__(self, name: object, choices: Iterable[str]) -> None:
        """Take the name that was given and the names there are."""
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


class UnknownOperation(UnknownName):
    """The API documents no such operation."""

    what = "operation"


class UnknownEngine(UnknownName):
    """There is no such engine."""

    what = "engine"


class InvalidSchema(ValueError):
    """A schema file that cannot be used; the text says which and why."""


class InvalidPayload(ValueError):
    """A payload that the API would refuse; ``report`` says why, field by field.

    Its text names fields and codes only, never a value.
    """

    def __init__(self, report: "Report") -> None:
        """Take the report with the errors."""
        self.report = report
        super().__init__(report)

    def __str__(self) -> str:
        """Name the schema, how many errors there are and where the first ones stand."""
        errors = self.report.errors
        shown = ", ".join(f"{error.pointer or 'document'} ({error.code})" for error in errors[:5])
        more = f" and {len(errors) - 5} more" if len(errors) > 5 else ""
        what = f"{self.report.schema}: " if self.report.schema else ""  # a server's answer names none
        return f"{what}{len(errors)} {'error' if len(errors) == 1 else 'errors'}: {shown}{more}"

    def __repr__(self) -> str:
        """Show the text, which holds no value."""
        return f"InvalidPayload({str(self)!r})"


class Forgotten(ValueError):
    """A read of a person who has asked to be forgotten, of which nothing may be written back; the text says so."""


class InvalidSettings(ValueError):
    """Settings or a baseline that cannot be used; the text says which and why."""
