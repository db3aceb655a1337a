"""The adapter for WTForms: each error on its own field, and none is lost."""

from typing import Any

import pytest
from wtforms import FieldList, Form, FormField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from bs_validate import validate, validate_resource
from bs_validate.adapters.wtforms import add_errors
from support.samples import ABSENT, changed


def _key_of_the_form() -> Any:
    """Return what a form calls itself in its errors, which is not the same in all versions."""
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
        ("email", "x", {"email": ["must be an email address: the @ is missing"]}),
        ("phones.1.label", " ", {"phones": [{}, {"label": ["must not be blank"]}]}),
        ("phones.1", 3, {"phones": [{}, {ON_FORM: ["must be an object, not a whole number"]}]}),
        ("phones.2.label", " ", {"phones": ["2.label must not be blank"]}),
        ("phones", 3, {"phones": ["must be a list, not a whole number"]}),
        ("phones.0.x", 3, {"phones": [{ON_FORM: ["x is not a known field"]}, {}]}),
        ("spoken_languages.0", "qq", {"spoken_languages": ["0 is not one of the allowed values"]}),
        ("zip", ABSENT, {ON_FORM: ["zip is required"]}),
        ("a.b", 1, {ON_FORM: ["a.b is not a known field"]}),
    ],
)
@pytest.mark.parametrize("validated", ["validated", "new"])
def test_an_error_is_on_its_field(field: str, value: Any, expected: dict[Any, Any], validated: str) -> None:
    """Or on what holds it, with the rest of the way, where the form has no such field."""
    form = _form()
    document = changed("contact.create", field, value) if field != "a.b" else changed("contact.create", "zip", "1")
    if field == "phones.2.label":
        document["contacts"][0]["phones"] = [*document["contacts"][0]["phones"][:2], {"label": " ", "number": "+33 612312312"}]
    if field == "a.b":
        document["contacts"][0]["a.b"] = value
    if validated == "validated":
        form.validate()
        expected = {**form.errors, **expected}
    add_errors(form, validate(document, "contact.create"))
    assert form.errors == expected


def test_the_forms_own_errors_stay() -> None:
    """Before ours, in rows too; and errors of one field are together."""
    form = _form()
    form.validate()
    form.tags.errors = [["theirs"], "whole"]
    form.tags.entries[0].errors = ["theirs"]
    add_errors(form, validate_resource({"firstname": "", "phones": [{"label": "", "number": "x"}]}, "contact.update"))
    assert form.firstname.errors == ["ours", "must not be blank"]
    assert set(form.phones.entries[0].errors) == {"label", "number"}
    add_errors(form, validate({"tags": []}, "contact.update"))
    assert len(form.form_errors) == 2
    assert form.tags.errors == [["theirs"], "whole"]


def test_a_list_of_plain_fields_has_an_error_for_each_row(tmp_path: Any) -> None:
    """As its own validation leaves them, before those of the list itself."""
    import json

    from bs_validate import Validator

    tags = {"type": "array", "minItems": 3, "items": {"type": "string", "minLength": 2}}
    schema = {"properties": {"things": {"type": "array", "items": {"properties": {"tags": tags}}}}}
    (tmp_path / "thing.create.json").write_text(json.dumps(schema))
    form = _form()
    report = Validator(tmp_path).validate_resource({"tags": ["a", "b"]}, "thing.create")
    add_errors(form, report)
    short = "must have at least 2 characters (has 1)"
    assert [type(one) for one in form.tags.errors] == [list, str, str]
    assert form.tags.errors[0] == [short]
    assert f"1 {short}" in form.tags.errors


def test_a_valid_report_adds_nothing() -> None:
    """Warnings are no errors."""
    form = _form()
    add_errors(form, validate_resource({"id": 1}, "contact.update"), "en")
    assert form.errors == {}


def test_the_language_is_asked_for() -> None:
    """Of each error."""
    form = _form()
    report = validate_resource({"firstname": None}, "contact.update")
    add_errors(form, report, "fr")
    assert form.firstname.errors == [report.errors[0].message("fr")]
