"""The adapter for Django: each error on its own field, with its code, and none is lost."""

from typing import Any

import django
import pytest
from django.conf import settings

from bs_validate import validate, validate_resource
from bs_validate.adapters.django import add_errors
from support.samples import ABSENT, changed

if not settings.configured:
    settings.configure(USE_I18N=False)
    django.setup()

from django import forms


class Contact(forms.Form):
    """A form with one field of each kind, and without zip."""

    firstname = forms.CharField(required=False)
    email = forms.CharField(required=False)
    spoken_languages = forms.MultipleChoiceField(choices=[("en", "English")], required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Add the fields of phones, whose names are no identifiers."""
        super().__init__(*args, **options)
        for name in ("phones-0-number", "phones.1.number", "phones-1"):
            self.fields[name] = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("field", "value", "on", "messages"),
    [
        ("email", "x", "email", ["must be an email address: the @ is missing"]),
        ("phones.0.number", " ", "phones-0-number", ["must not be blank"]),
        ("phones.1.number", " ", "phones.1.number", ["must not be blank"]),
        ("phones.1.label", " ", "phones-1", ["label must not be blank"]),
        ("phones.2.label", " ", "__all__", ["phones.2.label must not be blank"]),
        ("spoken_languages.0", "qq", "spoken_languages", ["0 is not one of the allowed values"]),
        ("zip", ABSENT, "__all__", ["zip is required"]),
        ("__all__", 1, "__all__", ["__all__ is not a known field"]),
        ("%(x)s", 1, "__all__", ["%(x)s is not a known field"]),
    ],
)
@pytest.mark.parametrize("prefix", [None, "some"])
def test_an_error_is_on_its_field(field: str, value: Any, on: str, messages: list[str], prefix: str | None) -> None:
    """Or on what holds it, with the rest of the way, where the form has no such field."""
    form = Contact({}, prefix=prefix)
    report = validate(changed("contact.create", field, value), "contact.create")
    add_errors(form, report)
    assert form.errors == {on: messages}
    assert form.has_error(on, report.errors[0].code)
    assert not form.is_valid()


def test_a_document_that_is_none_is_an_error_of_the_form() -> None:
    """It has no field; what the form has found itself stays."""
    form = Contact({})
    form.add_error("email", "ours")
    add_errors(form, validate({"contacts": []}, "contact.create"))
    add_errors(form, validate_resource({"email": None}, "contact.update"), "fr")
    assert form.non_field_errors() == ["must have at least 1 item (has 0)"]
    assert form.errors["email"][0] == "ours"
    assert len(form.errors["email"]) == 2


def test_a_valid_report_adds_nothing() -> None:
    """Warnings are no errors."""
    form = Contact({})
    add_errors(form, validate_resource({"id": 1}, "contact.update"))
    assert form.is_valid()
