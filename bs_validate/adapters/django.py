"""Django: the errors of a report, each on its own field of a form."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from bs_validate.adapters._forms import below, is_blank, parts
from bs_validate.report import Report


class Form(Protocol):
    """What is needed of a form."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its fields by name."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What was posted."""

    def add_prefix(self, field_name: str) -> str:
        """Return the name that a field is posted by."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error to a field, or to the form itself."""


def add_errors(form: Form, report: Report, locale: str | None = None) -> None:
    """Add each error of a report to its field, with its code; the form must be bound.

    A field within a list or an object may be named ``phones.0.number`` or ``phones-0-number``; rows go by their position among
    those that are not wholly empty, which ``from_form`` leaves out. An error within a field that the
    form has as one (``spoken_languages.1`` in a multiple choice) goes to that field, one of no field at all to the form; both
    say where it belongs.
    """
    for error in report.errors:
        path = _as_posted(form, parts(error))
        name, rest = _field(form, path)
        form.add_error(name, ValidationError(below(rest, error.message(locale or "en")), code=error.code))


def _as_posted(form: Form, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path with the positions that rows have in the form, where empty ones stand among them."""
    for at, part in enumerate(path):
        rows: dict[int, list[str]] = {}
        for name in form.fields if part.isdigit() else ():
            pieces = tuple(re.split("[.-]", name))
            if pieces[:at] == path[:at] and len(pieces) > at and pieces[at].isdigit():
                rows.setdefault(int(pieces[at]), []).append(form.add_prefix(name))
        filled = [row for row in sorted(rows) if not all(is_blank(form.data.get(name)) for name in rows[row])]
        if part.isdigit() and int(part) < len(filled):
            path = (*path[:at], str(filled[int(part)]), *path[at + 1 :])
    return path


def _field(form: Form, path: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the field of the form that comes closest to a path, and what is left of the path."""
    for length in range(len(path), 0, -1):
        for joint in ".-":
            name = joint.join(path[:length])
            if name in form.fields:
                return name, path[length:]
    return None, path
