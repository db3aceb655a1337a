"""What is raised: the caller's mistakes, and on demand an invalid payload."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from bs_validate._instance.location import quoted

if TYPE_CHECKING:
    from bs_validate.report import FieldError, Report


#: Errors and warnings that a text describes; the rest are counted.
MAX_DESCRIBED = 20
_WORD: Mapping[str, str] = MappingProxyType({"error": "", "warning": "warning: "})

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

    Its text has a line for each error, with its place, message and code, and never a value.
    """

    def __init__(self, report: "Report") -> None:
        """Take the report with the errors."""
        self.report = report
        super().__init__(report)

    @property
    def summary(self) -> str:
        """The schema, the number of errors and the places of the first five, in one line."""
        errors = self.report.errors
        shown = ", ".join(f"{error.pointer or 'document'} ({error.code})" for error in errors[:5])
        more = f" and {len(errors) - 5} more" if len(errors) > 5 else ""
        return f"{_counted(self.report, ())}: {shown}{more}"

    def __str__(self) -> str:
        """Describe the errors to a developer."""
        return described(self.report)

    def __repr__(self) -> str:
        """Show the summary, which holds no value."""
        return f"InvalidPayload({self.summary!r})"


def described(report: "Report", warnings: "Sequence[FieldError]" = ()) -> str:
    """Return a report as a developer reads it: a line for each error, and a hint where the envelope is missing."""
    found = (*report.errors, *warnings)
    lines = [f"  {one.pointer or 'document'}: {_WORD[one.severity]}{one.message()} [{one.code}]" for one in found[:MAX_DESCRIBED]]
    more = [f"  and {len(found) - MAX_DESCRIBED} more"] if len(found) > MAX_DESCRIBED else []
    missing = [one.location[0] for one in report.errors if one.code == "required" and len(one.location) == 1 and one.field == ""]
    hints = [f'  hint: wrap the fields in {{"{envelope}": [ … ]}}' for envelope in missing if not report.schema.endswith(".read")]
    return "\n".join((_counted(report, warnings), *lines, *more, *hints))


def _counted(report: "Report", warnings: "Sequence[FieldError]") -> str:
    """Return the schema, which a server's answer does not name, and how many errors and warnings there are."""
    numbers = [(len(report.errors), "error"), (len(warnings), "warning")]
    counts = [f"{number} {word if number == 1 else word + 's'}" for number, word in numbers if number]
    return f"{report.schema}: {', '.join(counts)}" if report.schema else ", ".join(counts)


class Forgotten(ValueError):
    """A read of a person who has asked to be forgotten, of which nothing may be written back; the text says so."""


class InvalidSettings(ValueError):
    """Settings or a baseline that cannot be used; the text says which and why."""
