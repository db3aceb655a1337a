"""Show each error of a report at its field of a WTForms form."""

from collections.abc import Collection, Iterator
from typing import Any

from wtforms.fields import FieldList, FormField
from wtforms.form import BaseForm

from bs_validate._instance.location import Location
from bs_validate.forms.names import path_of, row_at, sentence
from bs_validate.report import Report

JSON = Any


def add_errors(form: BaseForm, report: Report, locale: str | None = None, *, ignore: Collection[str] = ()) -> None:
    """Add each error of a report to its field, through ``FormField`` and ``FieldList``; call it after ``form.validate()``.

    An error of a row goes to the row that the user filled in, although ``from_form`` leaves out the rows before it that are empty
    or marked for deletion; give the same ``ignore`` to both. An error inside a field that has no fields of its own (an item of a
    multiple choice) goes to that field, and one of a field that the form does not have to ``form.form_errors``, with its name.
    Without a ``locale`` the messages are in the first of the form's own locales, or else in English.
    """
    language = locale or next(iter(getattr(form.meta, "locales", None) or ()), "en")
    for error in report.errors:
        _add(form, path_of(error), 0, error.message(language), ignore)


def _add(at: Any, path: Location, shown: int, message: str, ignore: Collection[str]) -> None:
    """Add a message at a form or field, or further inside it. The first ``shown`` parts of the path lead to it."""
    if isinstance(at, FormField):
        at = at.form  # whose errors are those of the field
    if isinstance(at, BaseForm):
        if len(path) > shown and path[shown] in at:
            _add(at[path[shown]], path, shown + 1, message, ignore)
        else:
            at.form_errors = _with(at.form_errors, sentence(message, path, shown))
        return
    if isinstance(at, FieldList):
        row = row_at([(entry, _posted(entry)) for entry in at.entries], path[shown : shown + 1], ignore)
        if row is not None:
            _add(row, path, shown + 1, message, ignore)
            # As the validation of a FieldList leaves them: the errors of each row, and then its own.
            own = [one for one in at.errors if not isinstance(one, dict | list | tuple)]
            at.errors = [*(entry.errors for entry in at.entries), *own]
            return
    at.errors = _with(at.errors, sentence(message, path, shown))


def _with(messages: Any, message: str) -> list[Any]:
    """Return messages with one more unless it is already there, because items of a list often share a fault."""
    return [*messages] if message in messages else [*messages, message]


def _posted(field: Any, name: str = "") -> Iterator[tuple[str, list[JSON]]]:
    """Yield the posted names and values of the fields in a row, or their own names and values if nothing was posted."""
    if isinstance(field, FormField):
        for inner in field.form:
            yield from _posted(inner, inner.short_name)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _posted(entry, name)
    else:
        yield name, [field.data] if field.raw_data is None else list(field.raw_data)
