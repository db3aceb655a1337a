"""What is raised: the caller's mistakes, and on demand an invalid payload."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bs_validate.location import quoted

if TYPE_CHECKING:
    from bs_validate.report import Report


class UnknownName(ValueError):
    """A name that is none of the choices: ``name`` as it may be shown, and ``choices`` in order."""

    what = "name"

    def __init__(self, name: object, choices: Iterable[str]) -> None:
        """Take the name that was given and the names there are."""
        self.name = quoted(name) if type(name) is str else ""
        self.choices = tuple(choices)
        shown = f" {self.name!r}" if type(name) is str else ""
        super().__init__(f"unknown {self.what}{shown}: choose from {', '.join(self.choices) or 'nothing'}")

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
