"""Reports and errors as values."""

import json
import pickle
from types import MappingProxyType
from typing import Any

import pytest

from bs_validate import FieldError, InvalidPayload, Report, Validator, dump, validate, validate_field, validate_resource
from bs_validate._messages.sentences import sentence
from bs_validate.report import described
from support.samples import documented


def _report() -> Report:
    document = documented("contact.create")
    document["contacts"][0].update(email="x", zip="1" * 20, first_name="a", id=5)
    document["contacts"][0]["phones"][1]["number"] = ""
    return validate(document, "contact.create")


def test_an_error_is_data() -> None:
    """It has all attributes that the documentation promises."""
    error = _report().errors[0]
    assert isinstance(error, FieldError)
    assert error.code == "email"
    assert error.severity == "error"
    assert error.location == ("contacts", 0, "email")
    assert error.pointer == "/contacts/0/email"
    assert error.field == "email"
    assert error.params == {"reason": "no_at_sign"}
    assert error.schema_location == "/properties/contacts/items/properties/email/format"
    assert error.message() == error.message("en") == error.message("tlh") == "must be an email address: the @ is missing"


def test_the_schema_location_leads_to_the_keyword() -> None:
    """It is a JSON Pointer into the schema that the command prints."""
    validator = Validator()
    for error in _report().errors:
        at = validator.catalog["contact.create"].document
        for part in error.schema_location.split("/")[1:]:
            at = at[part]
        assert at is not None


def test_an_error_and_a_report_are_frozen() -> None:
    """No attribute can be set, deleted or added."""
    report = _report()
    error = report.errors[0]
    for value, name in ((report, "errors"), (report, "other"), (error, "code"), (error, "other")):
        with pytest.raises(AttributeError, match="frozen"):
            setattr(value, name, ())
        with pytest.raises(AttributeError, match="frozen"):
            delattr(value, name)
    assert isinstance(error.params, MappingProxyType)
    assert type(report.errors) is type(report.warnings) is tuple


def test_by_field_groups_the_messages_of_errors() -> None:
    """Dotted fields lead to lists of messages, as a form needs them; warnings are left out."""
    assert _report().by_field() == {
        "email": ["must be an email address: the @ is missing"],
        "zip": ["must have at most 15 characters (has 20)"],
        "phones.1.number": ["must not be blank"],
        "first_name": ["is not a known field (did you mean firstname?)"],
    }


def test_by_field_has_errors_outside_a_resource_under_the_empty_name() -> None:
    """The document itself has no field."""
    assert list(validate({}, "contact.create").by_field()) == [""]


def test_to_dict_is_ready_for_json() -> None:
    """It has everything of the report, as values that JSON can represent."""
    report = _report()
    shown = report.to_dict()
    assert json.loads(json.dumps(shown)) == shown
    assert shown["schema"] == "contact.create"
    assert shown["valid"] is False
    assert [error["code"] for error in shown["errors"]] == [error.code for error in report.errors]
    assert [warning["code"] for warning in shown["warnings"]] == ["phone_doubtful", "phone_doubtful", "read_only"]
    assert shown["errors"][0] == {
        "code": "email",
        "severity": "error",
        "location": ["contacts", 0, "email"],
        "pointer": "/contacts/0/email",
        "field": "email",
        "params": {"reason": "no_at_sign"},
        "schema_location": "/properties/contacts/items/properties/email/format",
        "message": "must be an email address: the @ is missing",
    }


def test_raise_for_errors_returns_a_valid_report_and_raises_an_invalid_one() -> None:
    """The exception is a ValueError that has the report, and names fields and codes."""
    valid = validate(documented("host.create"), "host.create")
    assert valid.raise_for_errors() is valid
    report = _report()
    with pytest.raises(InvalidPayload) as caught:
        report.raise_for_errors()
    assert isinstance(caught.value, ValueError)
    assert caught.value.report is report
    assert caught.value.args == (report,)
    assert str(caught.value).splitlines() == [
        "contact.create: 4 errors",
        f"  /contacts/0/email: {report.errors[0].message()} [email]",
        f"  /contacts/0/phones/1/number: {report.errors[1].message()} [blank]",
        f"  /contacts/0/zip: {report.errors[2].message()} [too_long]",
        f"  /contacts/0/first_name: {report.errors[3].message()} [unknown_field]",
    ]
    assert caught.value.summary == (
        "contact.create: 4 errors: /contacts/0/email (email), /contacts/0/phones/1/number (blank), "
        "/contacts/0/zip (too_long), /contacts/0/first_name (unknown_field)"
    )
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_long_exception_is_cut_short() -> None:
    """Its text describes twenty errors and its summary names five; the rest are counted."""
    many = InvalidPayload(validate({"contacts": [{f"x{number}": 1 for number in range(30)}]}, "contact.update"))
    assert str(many).splitlines()[-1] == "  and 10 more"
    assert len(str(many).splitlines()) == 22
    assert many.summary.endswith("(unknown_field) and 25 more")
    with pytest.raises(InvalidPayload, match=r"1 error\n  document: .* \[null\]") as caught:
        validate(None, "contact.create").raise_for_errors()
    assert caught.value.summary == "contact.create: 1 error: document (null)"


@pytest.mark.parametrize(
    ("document", "schema", "envelope"),
    [
        ({"email": "x"}, "contact.create", "contacts"),
        ({"contact": {"email": "x"}}, "contact.update", "contacts"),
        ({}, "contact.update", "contacts"),
        ({"firstname": "x"}, "host.create", "hosts"),
        ({"email": "x"}, "contact.read", "contacts"),
    ],
)
def test_the_message_names_a_missing_envelope(document: Any, schema: Any, envelope: str) -> None:
    """A report, an exception and every dump show the envelope around the fields."""
    report = validate(document, schema)
    message = f'is required; the envelope is missing: wrap the fields in {{"{envelope}": [ … ]}}'
    assert report.by_field() == {"": [message]}
    assert [(one.pointer, dict(one.params)) for one in report.errors] == [(f"/{envelope}", {})]
    assert f"  /{envelope}: {message} [required]" in str(InvalidPayload(report)).splitlines()
    assert f'{{"{envelope}": [ … ]}}' in report.by_field("ja")[""][0]
    assert pickle.loads(pickle.dumps(report)).by_field("ja") == report.by_field("ja")  # noqa: S301  # our own bytes
    for shape in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
        assert json.dumps(message, ensure_ascii=False)[1:] in json.dumps(shape(report), ensure_ascii=False), shape


@pytest.mark.parametrize("document", [[{"email": "x"}], []])
def test_the_message_about_a_list_names_its_envelope(document: Any) -> None:
    """Clients often send the resources alone. A list elsewhere in a document has no envelope."""
    report = validate(document, "host.create")
    assert report.by_field() == {"": ['must be an object, not a list; the envelope is missing: wrap it in {"hosts": [ … ]}']}
    (in_japanese,) = report.by_field("ja")[""]
    assert '{"hosts": [ … ]}' in in_japanese
    assert "object" not in in_japanese
    assert [(one.code, one.params) for one in dump.parse_422(dump.rails(report)).errors] == [("type", report.errors[0].params)]
    (error,) = validate({"hosts": [[]]}, "host.create").errors
    assert error.message() == "must be an object, not a list"


@pytest.mark.parametrize("document", [{"contacts": [{}]}, {"contacts": {}}, None])
def test_a_missing_field_in_an_envelope_is_only_required(document: Any) -> None:
    """The document has the envelope, or its schema does not define one."""
    messages = [message for every in validate(document, "contact.create").by_field().values() for message in every]
    assert messages
    assert not [message for message in messages if "envelope" in message]


def test_reports_and_exceptions_can_be_pickled() -> None:
    """The copy has its warnings, is equal to the original, and is hashable."""
    report = _report()
    copy = pickle.loads(pickle.dumps(report))  # noqa: S301  # our own bytes
    assert copy == report
    assert hash(copy) == hash(report)
    assert copy.warnings == report.warnings
    assert copy.errors[0].message() == report.errors[0].message()
    assert pickle.loads(pickle.dumps(InvalidPayload(report))).report == report  # noqa: S301  # our own bytes
    assert len({report, copy, *report.errors, *copy.errors}) == 1 + len(report.errors)
    assert report != "report"
    assert report.errors[0] != "error"


def test_validate_resource_reports_as_the_document_would() -> None:
    """Locations are those in the document that would contain the resource."""
    resource = documented("contact.create")["contacts"][0]
    assert validate_resource(resource, "contact.create") == validate({"contacts": [resource]}, "contact.create")
    assert [error.pointer for error in validate_resource({"lastname": "a"}, "host.create").errors] == ["/hosts/0/firstname"]
    assert [error.code for error in validate_resource(None, "host.create").errors] == ["null"]


@pytest.mark.parametrize(
    ("name", "field", "value", "code"),
    [
        ("contact.create", "email", "not an email", "email"),
        ("contact.create", "email", "", "blank"),
        ("contact.create", "email", None, "null"),
        ("contact.create", "email", "a@b.co", None),
        ("contact.create", "phones", None, None),
        ("contact.create", "phones.0.number", "x", "phone"),
        ("contact.create", "phones.7.number", "x", "phone"),
        ("contact.create", "phones.7", "x", "type"),
        ("contact.create", "spoken_languages.3", "EN", "choice"),
        ("contact.create", "id", 5, None),
        ("contact.read", "links.account", "1", "type"),
        ("contact.read", "fullname", None, "null"),
        ("host.update", "user_id", 0, "minimum"),
        ("host.create", "email", "", None),
    ],
)
def test_validate_field_reports_one_value(validator: Validator, name: str, field: str, value: object, code: str | None) -> None:
    """The report has only the errors of the value, at the named field."""
    report = validator.validate_field(value, name, field)
    assert [(error.code, error.field) for error in report.errors] == ([] if code is None else [(code, field)])


def test_validate_field_reports_below_the_field() -> None:
    """A list or an object is one value, and errors in its parts have their own places."""
    report = validate_field([{"label": "a", "number": "123"}, {"number": "x"}], "contact.create", "phones")
    assert [(error.code, error.field) for error in report.errors] == [
        ("phone", "phones.1.number"),
        ("required", "phones.1.label"),
    ]
    assert [(one.code, one.field) for one in report.warnings] == [("phone_doubtful", "phones.0.number")]
    assert [one.code for one in validate_field(5, "contact.update", "id").warnings] == ["read_only"]


def test_a_repr_shows_no_value() -> None:
    """It has the code, the place and the params, for errors and reports."""
    report = validate_field("not an email", "contact.create", "email")
    assert repr(report.errors[0]) == "FieldError('email', '/contacts/0/email', {'reason': 'no_at_sign'})"
    assert repr(report) == f"Report('contact.create', errors=[{report.errors[0]!r}])"
    assert repr(InvalidPayload(report)) == "InvalidPayload('contact.create: 1 error: /contacts/0/email (email)')"


PARTS: tuple[Any, ...] = ("type", "error", ("a", 0), "a.0", {"expected": ["string"], "actual": "null"}, "/type")
OTHERS: tuple[Any, ...] = ("null", "warning", ("a", 1), "a.1", {"expected": ["array"], "actual": "null"}, "/properties")


def _error(parts: tuple[Any, ...], wording: Any = sentence) -> FieldError:
    return FieldError(*[*parts, wording])


@pytest.mark.parametrize("part", range(6))
def test_errors_are_equal_if_all_parts_are(part: int) -> None:
    """Their language does not matter, and errors that differ in code or place have different hashes."""
    error = _error(PARTS)
    assert error == _error(PARTS, lambda *_: "")
    assert hash(error) == hash(_error(PARTS))
    other = _error((*PARTS[:part], OTHERS[part], *PARTS[part + 1 :]))
    assert error != other
    assert (hash(error) == hash(other)) is (part not in {0, 2})
    assert (error == 5) is False


def test_a_text_about_errors_is_cut_beyond_its_limit() -> None:
    """A summary names five errors, and a description has a line for each of twenty errors and warnings."""
    error, doubt = _error(PARTS), _error(OTHERS)
    for count, more in ((5, ""), (6, " and 1 more")):
        summary = InvalidPayload(Report("a.read", (error,) * count)).summary
        assert summary == f"a.read: {count} errors: {', '.join(['/a/0 (type)'] * 5)}{more}"
    lines = [f"  /a/0: {error.message()} [type]", f"  /a/1: warning: {doubt.message()} [null]"]
    assert described(Report("", (error,) * 20)).splitlines() == ["20 errors", *lines[:1] * 20]
    assert described(Report("", (error,)), (doubt, doubt)).splitlines() == ["1 error, 2 warnings", *lines, lines[1]]
    assert described(Report("a.read", (error,)), (doubt,)).splitlines() == ["a.read: 1 error, 1 warning", *lines]


def test_changing_the_dictionary_of_an_error_does_not_change_the_error() -> None:
    """The dictionary is a copy, and the error itself is frozen."""
    error = _error(PARTS)
    error.to_dict()["params"]["expected"].append("y")
    assert dict(error.params) == {"expected": ["string"], "actual": "null"}
    assert type(error.to_dict()["location"]) is list
    assert error.to_dict("de")["message"] == error.message("de") != error.message()
    doubt = FieldError("blank", "warning", (), "", {}, "", sentence)
    assert doubt.message() == "is blank; send null if there is no value"
    with pytest.raises(AttributeError, match=r"^a FieldError is frozen: code cannot be set$"):
        error.code = "null"  # type: ignore[misc]  # type checkers refuse it too
    with pytest.raises(AttributeError, match=r"^a FieldError is frozen: code cannot be deleted$"):
        del error.code
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert again == error
    assert again.message("de") == error.message("de") != error.message()


def test_reports_are_equal_if_all_findings_are() -> None:
    """The schema, errors and warnings are compared, and hashing a report computes no warnings."""
    error, doubt = _error(PARTS), _error(OTHERS)
    asked = []

    def advise() -> tuple[FieldError, ...]:
        asked.append(1)
        return (doubt,)

    report = Report("a.read", (error,), advise)
    assert hash(report) == hash(Report("a.read", (error,)))
    assert report.by_field() == {"a.0": [error.message()]}
    assert (report.valid, asked) == (False, [])
    assert report == Report("a.read", (error,), (doubt,))
    assert report != Report("b.read", (error,), (doubt,))
    assert report != Report("a.read", (), (doubt,))
    assert report != Report("a.read", (error,))
    assert (report == "a.read") is False
    assert asked == [1]
    assert hash(report) != hash(Report("b.read", (error,)))
    assert hash(report) != hash(Report("a.read", ()))
    assert report.to_dict("de")["warnings"] == [doubt.to_dict("de")]
    assert report.to_dict("de")["errors"] == [error.to_dict("de")]
    assert report.by_field("de") == {"a.0": [error.message("de")]}
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  # our own bytes
    with pytest.raises(AttributeError, match=r"^a Report is frozen: errors cannot be set$"):
        report.errors = ()  # type: ignore[misc]  # type checkers refuse it too
    with pytest.raises(AttributeError, match=r"^a Report is frozen: errors cannot be deleted$"):
        del report.errors
