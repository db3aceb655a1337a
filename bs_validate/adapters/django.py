"""Show each error of a report at its field of a Django form or formset."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from bs_validate._instance.location import Location
from bs_validate.forms.names import path_of, row_at, sentence
from bs_validate.report import FieldError, Report

JSON = Any

_INDEX = re.compile("[0-9]{1,18}")  # ASCII only: int() refuses some texts that str.isdigit() accepts


def add_errors(
    form: Any,
    report: Report,
    locale: str | None = None,
    formsets: Mapping[str, Any] | None = None,
    *,
    ignore: Collection[str] = (),
) -> None:
    """Add each error of a report to its field, with its code; the form and the formsets must be bound.

    ``formsets`` has the formset of each list by the name of the list: ``{"phones": formset}``. Without one, a field in a list may
    be a field of the form, named ``phones-0-number`` or ``phones.0.number``. An error of a row goes to the row that the user
    filled in, although ``from_form`` leaves out the rows before it that are empty or marked for deletion; give the same
    ``ignore`` to both. An error inside a field (an item of a multiple choice) goes to that field. One of a field that the form
    does not have goes to the form, with its name. Without a ``locale`` the messages are in Django's active language.
    """
    language = locale or get_language() or "en"
    for error in report.errors:
        path = path_of(error)
        formset = (formsets or {}).get(str(path[0])) if path else None
        if formset is None:
            _add(form, _as_named(form, path, ignore), 0, error, language)
        else:
            _add_to_rows(formset, path, error, language, ignore)


def _add_to_rows(formset: Any, path: Location, error: FieldError, language: str, ignore: Collection[str]) -> None:
    row = row_at([(row, _posted(row)) for row in formset.forms], path[1:2], ignore)
    if row is not None:
        _add(row, path, 2, error, language)
        return
    found = formset.non_form_errors()
    message = sentence(error.message(language), path, 1)
    if message not in found:
        found.extend(ValidationError(message, code=error.code).error_list)


def _posted(row: Any) -> Iterator[tuple[str, list[JSON]]]:
    """Yield the names in a row of a formset, without the prefix, and the values that were posted by each."""
    before = f"{row.prefix}-"
    for name in row.data:
        if name.startswith(before):
            yield name[len(before) :], _values(row.data, name)


def _add(form: Any, path: Location, shown: int, error: FieldError, language: str) -> None:
    """Add an error to the field that is closest to it in a form. The first ``shown`` parts of the path lead to the form."""
    name, length = _field(form, path, shown)
    message = sentence(error.message(language), path, length)
    there = form.errors.get("__all__" if name is None else name, ())
    if message not in there:  # two items of a list often have one fault
        form.add_error(name, ValidationError(message, code=error.code))


def _field(form: Any, path: Location, shown: int) -> tuple[str | None, int]:
    """Return the field of a form that is closest to a path, and the number of parts of the path that lead to it."""
    for length in range(len(path), shown, -1):
        for joint in ".-":
            name = joint.join(map(str, path[shown:length]))
            if name in form.fields:
                return name, length
    return None, shown


def _as_named(form: Any, path: Location, ignore: Collection[str]) -> Location:
    """Return a path with the indices in the names of the form's fields."""
    for at, part in enumerate(path):
        if type(part) is int:
            index = row_at(sorted(_rows(form, path[:at]).items()), (part,), ignore)
            path = path if index is None else (*path[:at], index, *path[at + 1 :])
    return path


def _rows(form: Any, path: Location) -> dict[int, list[tuple[str, list[JSON]]]]:
    """Return the posted data of each row of a list, by the index in the names of the form's fields."""
    rows: dict[int, list[tuple[str, list[JSON]]]] = {}
    for name in form.fields:
        pieces = re.split("[.-]", name)
        index = pieces[len(path)] if len(pieces) > len(path) else ""
        if pieces[: len(path)] == list(map(str, path)) and _INDEX.fullmatch(index):
            values = _values(form.data, form.add_prefix(name))
            rows.setdefault(int(index), []).append((pieces[-1], values))
    return rows


def _values(data: Any, name: str) -> list[JSON]:
    """Return all values of a name, from a MultiDict or a plain mapping."""
    return list(data.getlist(name)) if hasattr(data, "getlist") else [data.get(name)]
