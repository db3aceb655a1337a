"""WTForms: the errors of a report, each on its own field."""

from typing import Any

from wtforms.fields import FieldList, FormField
from wtforms.form import BaseForm

from bs_validate.adapters._forms import below, is_blank, parts
from bs_validate.report import Report


def add_errors(form: BaseForm, report: Report, locale: str | None = None) -> None:
    """Add each error of a report to its field, through ``FormField`` and ``FieldList``; call it after ``form.validate()``.

    Rows of a ``FieldList`` go by their position among those that are not wholly empty, which ``from_form`` leaves out. An error
    within a field that has no fields of its own (``spoken_languages.1`` in a multiple choice) goes to that field, one of no field
    at all to ``form.form_errors``; both say where it belongs.
    """
    for error in report.errors:
        _add(form, parts(error), error.message(locale or "en"))


def _add(at: Any, path: tuple[str, ...], message: str) -> None:
    """Add a message at a form or a field, or to the part of it that the path leads to."""
    if isinstance(at, FormField):
        at = at.form  # whose errors are those of the field
    if isinstance(at, FieldList):
        inner = _row(at, path)
        if inner is not None:
            _add(inner, path[1:], message)
            # As its own validation leaves them: those of each row, and then its own.
            own = [one for one in at.errors if not isinstance(one, dict | list | tuple)]
            at.errors = [*(row.errors for row in at.entries), *own]
            return
    elif isinstance(at, BaseForm):
        if path and path[0] in at:
            _add(at[path[0]], path[1:], message)
        else:
            at.form_errors = [*at.form_errors, below(path, message)]
        return
    at.errors = [*at.errors, below(path, message)]


def _row(rows: FieldList, path: tuple[str, ...]) -> Any:
    """Return the row that a path begins with, if there is one."""
    if not path or not (path[0].isascii() and path[0].isdigit()):
        return None
    index = int(path[0])
    filled = [row for row in rows.entries if not is_blank(row.data)]
    return next(iter((filled if index < len(filled) else rows.entries)[index:]), None)
