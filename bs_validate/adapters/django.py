"""Django: the errors of a report, each on its own field of a form."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from bs_validate.adapters.wording import below, parts
from bs_validate.report import Report


class Form(Protocol):
    """What is needed of a form."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its fields by name."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error to a field, or to the form itself."""


def add_errors(form: Form, report: Report, locale: str | None = None) -> None:
    """Add each error of a report to its field, with its code; the form must be bound.

    A field within a list or an object may be named ``phones.0.number`` or ``phones-0-number``. An error within a field that the
    form has as one (``spoken_languages.1`` in a multiple choice) goes to that field, one of no field at all to the form; both
    say where it belongs.
    """
    for error in report.errors:
        path = parts(error)
        name, rest = _field(form, path)
        form.add_error(name, ValidationError(below(rest, error.message(locale or "en")), code=error.code))


def _field(form: Form, path: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the field of the form that comes closest to a path, and what is left of the path."""
    for length in range(len(path), 0, -1):
        for joint in ".-":
            name = joint.join(path[:length])
            if name in form.fields:
                return name, path[length:]
    return None, path
