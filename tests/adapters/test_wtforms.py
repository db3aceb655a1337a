"""The adapter for WTForms: each error is shown at its own field, and none is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, Form, FormField, SelectMultipleField, StringField, SubmitField
from wtforms.validators import InputRequired

from bs_validate import Validator, validate, validate_resource
from bs_validate.adapters.wtforms import add_errors
from bs_validate.forms import from_form
from support.samples import ABSENT, changed


def _key_of_the_form() -> Any:
    """Return the key under which a form has its own errors, which differs between versions."""
    form = Form()
    form.form_errors = ["x"]
    return next(iter(form.errors))


ON_FORM = _key_of_the_form()


class Phone(Form):
    """A row."""

    label = StringField()
    number = StringField()


class Contact(Form):
    """A form with one field of each kind, and without zip."""

    firstname = StringField(validators=[InputRequired("ours")])
    email = StringField()
    spoken_languages = SelectMultipleField(choices=["en", "fr"])
    phones = FieldList(FormField(Phone))
    tags = FieldList(StringField())
    account = FormField(Phone)


def _form() -> Contact:
    return Contact(data={"phones": [{"label": "a", "number": "1"}, {"label": "b", "number": "2"}], "tags": ["a"]})


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("email", "x", {"email": [""]}),
        ("phones.1.label", " ", {"phones": [{}, {"label": [""]}]}),
        ("phones.1", 3, {"phones": [{}, {ON_FORM: [""]}]}),
        ("phones.2.label", " ", {"phones": ["phones.2.label "]}),
        ("phones", 3, {"phones": [""]}),
        ("phones.0.x", 3, {"phones": [{ON_FORM: ["x "]}, {}]}),
        ("spoken_languages.0", "qq", {"spoken_languages": [""]}),
        ("spoken_languages", ["qq", "xx"], {"spoken_languages": [""]}),
        ("zip", ABSENT, {ON_FORM: ["zip "]}),
        ("a.b", 1, {ON_FORM: ["a.b "]}),
    ],
)
@pytest.mark.parametrize("validated", ["validated", "new"])
def test_an_error_is_on_its_field(field: str, value: Any, expected: dict[Any, Any], validated: str) -> None:
    """An error of a field that the form lacks is on the field that contains it, or on the form, and names its field."""
    form = _form()
    document = changed("contact.create", field, value) if field != "a.b" else changed("contact.create", "zip", "1")
    if field == "a.b":
        document["contacts"][0]["a.b"] = value
    report = validate(document, "contact.create")

    def worded(before: Any) -> Any:
        if isinstance(before, dict):
            return {name: worded(inner) for name, inner in before.items()}
        return list(map(worded, before)) if isinstance(before, list) else before + report.errors[0].message()

    if validated == "validated":
        form.validate()
    theirs = form.errors
    add_errors(form, report)
    assert form.errors == {**theirs, **worded(expected)}


def test_the_errors_of_the_form_itself_are_kept() -> None:
    """They come before ours, also in rows, and all errors of one field are together."""
    form = _form()
    form.validate()
    form.tags.errors = [["theirs"], "whole"]
    form.tags.entries[0].errors = ["theirs"]
    report = validate_resource({"firstname": "", "phones": [{"label": "", "number": "x"}]}, "contact.update")
    add_errors(form, report)
    assert form.firstname.errors == ["ours", report.errors[0].message()]
    assert set(form.phones.entries[0].errors) == {"label", "number"}
    add_errors(form, validate({"tags": [], "contacts": 1}, "contact.update"))
    assert form.form_errors
    assert form.tags.errors == [["theirs"], "whole"]


def test_a_list_of_plain_fields_has_an_error_for_each_row(tmp_path: Path) -> None:
    """These errors come before those of the list itself, as in the form's own validation."""
    tags = {"type": "array", "minItems": 3, "items": {"type": "string", "minLength": 2}}
    schema = {"properties": {"things": {"type": "array", "items": {"properties": {"tags": tags}}}}}
    (tmp_path / "thing.create.json").write_text(json.dumps(schema), encoding="utf-8")
    form = _form()
    report = Validator(tmp_path).validate_resource({"tags": ["a", "b"]}, "thing.create")
    few, short, _ = (error.message() for error in report.errors)
    add_errors(form, report)
    assert form.tags.errors == [[short], few, short]


def test_a_valid_report_adds_nothing() -> None:
    """Warnings are not added to a form."""
    form = _form()
    add_errors(form, validate_resource({"id": 1}, "contact.update"), "en")
    assert form.errors == {}


def test_the_language_is_that_of_the_form_unless_another_is_given() -> None:
    """A form that has no locales of its own is in English."""
    report = validate_resource({"firstname": None}, "contact.update")
    for locales, asked, expected in [(None, None, "en"), (None, "fr", "fr"), (["de_DE", "en"], None, "de"), (["de"], "fr", "fr")]:
        form = Contact(meta={} if locales is None else {"locales": locales})
        add_errors(form, report, asked)
        assert form.firstname.errors == [report.errors[0].message(expected)]


class PhoneRow(Form):
    """A row with a check box, and with the fields that Flask-WTF adds to each form."""

    is_private = BooleanField()
    csrf_token = StringField()
    label = StringField()
    number = StringField()
    DELETE = BooleanField()


class Rows(Form):
    """A form with such rows."""

    firstname = StringField()
    phones = FieldList(FormField(PhoneRow), min_entries=2)
    submit = SubmitField()


EMPTY = {"csrf_token": "t", "label": "", "number": " "}
RIGHT = {"csrf_token": "t", "label": "home", "number": "+33 612312312"}
WRONG = {"csrf_token": "t", "label": "work", "number": "x"}
DELETED = {**WRONG, "DELETE": "y"}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ({0: EMPTY, 1: WRONG}, 1),
        ({0: RIGHT, 2: EMPTY, 9: DELETED, 10: EMPTY, 11: WRONG}, 4),
        ({3: WRONG}, 0),
        ({5: DELETED, 7: WRONG, 8: EMPTY}, 1),
        ({0: {"label": "", "number": ""}, 1: {**WRONG, "is_private": "y"}}, 1),
        ({0: {**EMPTY, "is_private": "y"}, 1: WRONG}, 1),
    ],
)
@pytest.mark.parametrize("prefix", ["", "contact-", "some"])
def test_an_error_of_a_row_is_in_the_row_that_the_user_sees(rows: dict[int, dict[str, str]], wrong: int, prefix: str) -> None:
    """Empty and deleted rows before it do not matter, whether the library keeps the indices or renumbers the rows."""
    own = Rows(prefix=prefix)
    names = {f"{own.phones.name}-{index}-{name}": value for index, row in rows.items() for name, value in row.items()}
    data = MultiDict({own.firstname.name: "Ana", own.submit.name: "Save", **names})
    form = Rows(data, prefix=prefix)
    assert form.validate()
    report = validate_resource(from_form(data, "contact.update", ["is_private"]), "contact.update")
    add_errors(form, report, ignore=["is_private"])
    assert form.form_errors == []
    assert [bool(one) for one in form.phones.errors] == [index == wrong for index in range(len(form.phones.entries))]
    assert form.phones.entries[wrong].errors == {"number": [report.errors[0].message()]}
