"""The adapter for Django: each error is shown at its own field of a form or a formset, with its code, and none is lost."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django
import pytest
from django.conf import settings

from bs_validate import Validator, validate, validate_resource
from bs_validate.adapters.django import add_errors
from bs_validate.forms import from_form
from support.samples import ABSENT, changed

if not settings.configured:
    settings.configure()
    django.setup()

from django import forms
from django.http import QueryDict
from django.utils import translation


class Contact(forms.Form):
    """A form with one field of each kind, and without zip."""

    firstname = forms.CharField(required=False)
    email = forms.CharField(required=False)
    spoken_languages = forms.MultipleChoiceField(choices=[("en", "English")], required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Add the fields of phones, whose names are not identifiers."""
        super().__init__(*args, **options)
        for name in ("phones-0-number", "phones.1.number", "phones-1"):
            self.fields[name] = forms.CharField(required=False)


class Phone(forms.Form):
    """A row."""

    label = forms.CharField(required=False)
    number = forms.CharField(required=False)
    is_private = forms.BooleanField(required=False)


Phones = forms.formset_factory(Phone, extra=2, can_delete=True, can_order=True)


@pytest.mark.parametrize(
    ("field", "value", "on", "before"),
    [
        ("email", "x", "email", ""),
        ("phones.0.number", " ", "phones-0-number", ""),
        ("phones.1.number", " ", "phones.1.number", ""),
        ("phones.1.label", " ", "phones-1", "label "),
        ("phones.2.label", " ", "__all__", "phones.2.label "),
        ("spoken_languages.0", "qq", "spoken_languages", ""),
        ("spoken_languages", ["qq", "xx"], "spoken_languages", ""),
        ("zip", ABSENT, "__all__", "zip "),
        ("__all__", 1, "__all__", "__all__ "),
        ("%(x)s", 1, "__all__", "%(x)s "),
    ],
)
@pytest.mark.parametrize("prefix", [None, "some"])
def test_an_error_is_on_its_field(field: str, value: Any, on: str, before: str, prefix: str | None) -> None:
    """An error of a field that the form lacks is on the field that contains it, or on the form, and names its field."""
    form = Contact({}, prefix=prefix)
    report = validate(changed("contact.create", field, value), "contact.create")
    add_errors(form, report)
    assert form.errors == {on: [before + report.errors[0].message()]}
    assert form.has_error(on, report.errors[0].code)
    assert not form.is_valid()


def test_an_error_of_the_document_is_on_the_form() -> None:
    """Such an error has no field. Errors that the form has found itself come before ours."""
    form = Contact({})
    form.add_error("email", "ours")
    empty = validate({"contacts": []}, "contact.create")
    add_errors(form, empty)
    add_errors(form, validate_resource({"email": None}, "contact.update"), "fr")
    assert form.non_field_errors() == [empty.errors[0].message()]
    assert form.errors["email"][0] == "ours"
    assert len(form.errors["email"]) == 2


def test_a_valid_report_adds_nothing() -> None:
    """Warnings are not added to a form."""
    form = Contact({})
    add_errors(form, validate_resource({"id": 1}, "contact.update"))
    assert form.is_valid()


@pytest.mark.parametrize("name", ["²", "zip.²", "phones-²-number", "phones.².number", "phones-٣-number", "phones-1²-label"])
def test_a_digit_that_is_not_ascii_is_not_an_index(name: str) -> None:
    """Anybody may post such a name. Its error is on the form, even if the form has a field of that name."""
    form = Contact({name: "x"})
    form.fields[f"phones-{'²' if '٣' in name else '٣'}-number"] = forms.CharField(required=False)
    report = validate_resource(from_form({name: "x", "phones-0-number": "1 2"}, "contact.update"), "contact.update")
    add_errors(form, report)
    assert [one for one in form.non_field_errors() if one.startswith(f"{name} ")]


@pytest.mark.parametrize(
    ("language", "locale"), [("fr", "fr"), ("pt-br", "pt"), ("zh-hant", "zh-TW"), ("ja", "ja"), ("en-us", "en"), ("xx", "en")]
)
def test_the_language_is_the_active_one(language: str, locale: str) -> None:
    """Messages are in Django's active language unless another one is named."""
    report = validate_resource({"email": "x"}, "contact.update")
    form, other = Contact({}), Contact({})
    with translation.override(language):
        add_errors(form, report)
        add_errors(other, report, "de")
    assert form.errors["email"] == [report.errors[0].message(locale)]
    assert other.errors["email"] == [report.errors[0].message("de")]
    with translation.override(None):
        add_errors(third := Contact({}), report)
    assert third.errors["email"] == [report.errors[0].message("en")]


def _posted(rows: list[dict[str, str]], prefix: str = "phones", **fields: str) -> QueryDict:
    """Return what a browser posts for a page with a form and a formset."""
    count = str(len(rows))
    management = {"TOTAL_FORMS": count, "INITIAL_FORMS": "1", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    names = {f"{prefix}-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
    rest = {f"{prefix}-{name}": value for name, value in management.items()}
    return QueryDict(urlencode({"csrfmiddlewaretoken": "t", "submit": "Save", **fields, **rest, **names}))


EMPTY = {"label": "", "number": " ", "ORDER": "1", "id": ""}
RIGHT = {"label": "home", "number": "+33 612312312", "ORDER": "", "id": "4"}
WRONG = {"label": "work", "number": "x", "ORDER": "3", "id": "5"}
DELETED = {"label": "", "number": "y", "DELETE": "on", "id": "6"}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([EMPTY, WRONG], 1),
        ([RIGHT, EMPTY, DELETED, EMPTY, WRONG], 4),
        ([DELETED, WRONG, EMPTY], 1),
        ([{**DELETED, "DELETE": ""}, RIGHT], 0),
        ([{**DELETED, "DELETE": "false"}, RIGHT], 0),
        ([{"label": "", "number": ""}, {**EMPTY, "id": "7"}, WRONG], 2),
        ([WRONG], 0),
    ],
)
@pytest.mark.parametrize("prefix", ["", "contact", "contact-0"])
def test_an_error_of_a_row_is_in_the_form_of_that_row(rows: list[dict[str, str]], wrong: int, prefix: str) -> None:
    """Empty and deleted rows before it do not matter, and the names that the framework adds give no errors."""
    start = f"{prefix}-" if prefix else ""
    data = _posted(rows, f"{start}phones", **{f"{start}firstname": "Ana"})
    form, formset = Contact(data, prefix=prefix or None), Phones(data, prefix=f"{start}phones")
    assert form.is_valid()
    assert formset.is_valid()
    report = validate_resource(from_form(data, "contact.update"), "contact.update")
    add_errors(form, report, formsets={"phones": formset})
    assert form.errors == {}
    assert [bool(row.errors) for row in formset.forms] == [index == wrong for index in range(len(rows))]
    assert formset.forms[wrong].has_error("number", "phone")
    assert formset.non_form_errors() == []
    assert not formset.is_valid()


def test_a_ticked_box_that_is_ignored_does_not_fill_a_row() -> None:
    """Reading and showing use the same names to ignore."""
    data = _posted([{**EMPTY, "is_private": "on"}, {**WRONG, "is_private": "on"}])
    report = validate_resource(from_form(data, "contact.update", ["is_private"]), "contact.update")
    form, formset = Contact(data), Phones(data, prefix="phones")
    add_errors(form, report, formsets={"phones": formset}, ignore=["is_private"])
    assert [list(row.errors) for row in formset.forms] == [[], ["number"]]


def test_an_error_of_the_list_itself_is_on_the_formset(tmp_path: Path) -> None:
    """An error without a field in its row is on the row, and an error of a row that the page lacks names its field."""
    phone = {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["area"]}
    schema = {"properties": {"things": {"items": {"properties": {"phones": {"items": phone, "minItems": 5}}}}}}
    (tmp_path / "thing.create.json").write_text(json.dumps(schema), encoding="utf-8")
    data = _posted([EMPTY, {"number": "1"}])
    own = Validator(tmp_path)
    document = {"phones": [{"number": "1"}, {"number": "1"}, {"area": 1}, {"number": "1"}]}
    formset = Phones(data, prefix="phones")
    report = own.validate_resource(document, "thing.create")
    add_errors(Contact(data), report, formsets={"phones": formset})
    few, *_, missing = (error.message() for error in report.errors)
    assert [row.non_field_errors() for row in formset.forms] == [[], [f"area {missing}"]]
    assert formset.non_form_errors() == [few, f"phones.1.area {missing}", f"phones.3.area {missing}"]
    assert not formset.is_valid()
