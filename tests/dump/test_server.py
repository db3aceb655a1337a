"""The server's own answers are written as recorded, and read in every shape that it or Rails gives them."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import InvalidPayload, Report, validate
from bs_validate._messages.translations import LOCALES
from bs_validate.dump import basic, bookingsync, jsonapi, parse_422, problem, rails
from bs_validate.types import SchemaName
from support.names import shown
from support.payloads import anything
from support.samples import ABSENT, changed

#: Every sentence of Rails' locale file for model errors (activemodel and activerecord 8.0), with the code and params it gives.
RAILS: list[tuple[str, str, dict[str, Any]]] = [
    ("is not included in the list", "choice", {}),
    ("is reserved", "refused", {}),
    ("is invalid", "pattern", {}),
    ("doesn't match Email", "refused", {}),
    ("must be accepted", "refused", {}),
    ("can't be empty", "blank", {}),
    ("can't be blank", "blank", {}),
    ("can’t be blank", "blank", {}),
    ("must be blank", "refused", {}),
    ("is too long (maximum is 1 character)", "too_long", {"max": 1}),
    ("is too long (maximum is 15 characters)", "too_long", {"max": 15}),
    ("is too long", "refused", {}),
    ("is too short (minimum is 1 character)", "too_short", {"min": 1}),
    ("is too short (minimum is 3 characters)", "too_short", {"min": 3}),
    ("is the wrong length (should be 1 character)", "refused", {}),
    ("is the wrong length (should be 5 characters)", "refused", {}),
    ("is not a number", "type", {"expected": ["number"]}),
    ("must be an integer", "type", {"expected": ["integer"]}),
    ("must be greater than 0", "minimum", {"min": 0, "exclusive": True}),
    ("must be greater than or equal to 1", "minimum", {"min": 1}),
    ("must be equal to 5", "refused", {}),
    ("must be less than 9", "maximum", {"max": 9, "exclusive": True}),
    ("must be less than or equal to 1.5", "maximum", {"max": 1.5}),
    ("must be other than 5", "refused", {}),
    ("must be in 1..5", "refused", {}),
    ("must be odd", "refused", {}),
    ("must be even", "refused", {}),
    ("has already been taken", "refused", {}),
    ("must exist", "refused", {}),
    ("Cannot delete record because a dependent rental exists", "refused", {}),
    ("Cannot delete record because dependent rentals exist", "refused", {}),
]


def _found(report: Report) -> list[tuple[str, str, dict[str, Any]]]:
    return [(error.field, error.code, dict(error.params)) for error in report.errors]


@pytest.mark.parametrize(("phrase", "code", "params"), RAILS, ids=shown)
def test_every_sentence_of_rails_is_read_with_its_field(phrase: str, code: str, params: dict[str, Any]) -> None:
    """A sentence is in a list or a map, or is a full message with or without its field beside it."""
    expected = [("zip", code, params)]
    assert _found(parse_422({"errors": [{"code": "validation_failed", "field": "zip", "title": phrase}]})) == expected
    assert _found(parse_422({"errors": {"zip": [phrase]}})) == expected
    assert _found(parse_422({"errors": {"zip": [f"Zip {phrase}"]}})) == expected
    assert _found(parse_422({"errors": [f"Zip {phrase}"]})) == expected


@pytest.mark.parametrize(("phrase", "code", "params"), RAILS, ids=shown)
def test_the_servers_own_words_are_kept_on_demand(phrase: str, code: str, params: dict[str, Any]) -> None:
    """They become the message of the error, in every language, and the code and the params do not change."""
    report = parse_422({"errors": {"zip": [phrase]}}, keep_words=True)
    assert _found(report) == [("zip", code, params)]
    message = report.errors[0].message("fr")
    assert (message == phrase) is (code == "refused")
    assert pickle.loads(pickle.dumps(report)).errors[0].message("fr") == message  # noqa: S301  # our own bytes
    assert phrase not in parse_422({"errors": {"zip": [phrase]}}).errors[0].message() or code != "refused"


def test_words_that_are_kept_show_control_characters_escaped() -> None:
    """A terminal that prints the message executes none of them."""
    report = parse_422({"errors": {"zip": ["is taken\x1b[2J\n"]}}, keep_words=True)
    assert report.errors[0].message() == "is taken\\u001b[2J\\u000a"
    assert repr(report) == "Report('', errors=[FieldError('refused', '/zip', {})])"


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"email": [{"error": "blank"}]}, [("email", "blank", {})]),
        ({"zip": [{"error": "too_long", "count": 15}]}, [("zip", "too_long", {"max": 15})]),
        ({"zip": [{"error": "too_short", "count": 3}]}, [("zip", "too_short", {"min": 3})]),
        ({"zip": [{"error": "wrong_length", "count": 3}]}, [("zip", "refused", {})]),
        ({"zip": [{"error": "too_long"}]}, [("zip", "refused", {})]),
        (
            {"user_id": [{"error": "greater_than", "value": 0, "count": 0}]},
            [("user_id", "minimum", {"min": 0, "exclusive": True})],
        ),
        ({"user_id": [{"error": "not_a_number", "value": "x"}]}, [("user_id", "type", {"expected": ["number"]})]),
        ({"user_id": [{"error": "not_an_integer"}]}, [("user_id", "type", {"expected": ["integer"]})]),
        ({"gender": [{"error": "inclusion", "value": "x"}]}, [("gender", "choice", {})]),
        (
            {"email": [{"error": "invalid", "value": "x"}, {"error": "taken"}]},
            [("email", "pattern", {}), ("email", "refused", {})],
        ),
        ({"email": [{"error": "is required"}]}, [("email", "required", {})]),
        ({"phones.number": [{"error": "blank"}]}, [("phones.number", "blank", {})]),
    ],
    ids=shown,
)
def test_the_details_of_rails_are_read(details: dict[str, Any], expected: list[Any]) -> None:
    """``errors.details`` names an error by a word of its own, with the limit as its count and the value beside it."""
    assert _found(parse_422({"errors": details})) == expected


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("email", "email"),
        ("contacts[0].email", "email"),
        ("contacts[0][email]", "email"),
        ("contacts.0.email", "email"),
        ("contacts.email", "email"),
        ("contact.email", "email"),
        ("contact[email]", "email"),
        ("hosts[3].email", "email"),
        ("/hosts/3/email", "email"),
        ("/contacts/0/phones/1/number", "phones.1.number"),
        ("contacts[0].phones[1].number", "phones.1.number"),
        ("contacts", ""),
        ("contacts[0]", ""),
        ("base", ""),
        ("rentals[0].name", "rentals.0.name"),
    ],
)
def test_an_envelope_and_its_index_are_dropped(name: str, field: str) -> None:
    """The location is relative to the resource, however the server names it."""
    assert [error.field for error in parse_422({"errors": {name: ["is invalid"]}}).errors] == [field]
    assert [error.field for error in parse_422({"errors": [{"field": name, "title": "is invalid"}]}).errors] == [field]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Email is invalid", ("email", "pattern")),
        ("Country code is not included in the list", ("country_code", "choice")),
        ("User must exist", ("user", "refused")),
        ("Phones number is invalid", ("phones.number", "pattern")),
        ("Phones label can't be blank", ("phones.label", "blank")),
        ("Phones is invalid", ("phones", "pattern")),
        ("Address1 is too long (maximum is 100 characters)", ("address1", "too_long")),
        ("Ana is invalid", ("", "refused")),
        ("is invalid", ("", "pattern")),
        ("Email", ("", "refused")),
        ("", ("", "refused")),
    ],
)
def test_a_full_message_names_its_field(text: str, expected: tuple[str, str]) -> None:
    """Only a field of the API counts, since any other word may be somebody's name. The message may be one text or in a list."""
    for answer in ({"errors": [text]}, {"errors": text}, {"error": text}):
        (error,) = parse_422(answer).errors
        assert (error.field, error.code) == expected
        assert "ana" not in repr(error).casefold()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Email is invalid", [("email", "pattern")]),
        ("Email is invalid, Zip can't be blank", [("email", "pattern"), ("zip", "blank")]),
        ("Zip is not one of 1, 2, City can't be blank", [("zip", "refused"), ("city", "blank")]),
        ("Ana is away, Country code is not included in the list", [("", "refused"), ("country_code", "choice")]),
        ("", [("", "refused")]),
    ],
)
def test_the_text_of_an_exception_has_each_of_its_full_messages(text: str, expected: list[tuple[str, str]]) -> None:
    """The sentence ``model_invalid`` of Rails' locale file names all errors of a record at once."""
    text = f"Validation failed: {text}"
    for answer in ({"errors": [text]}, {"errors": text}, {"error": text}, {"errors": {"base": [text]}}):
        assert [(error.field, error.code) for error in parse_422(answer).errors] == expected


def test_a_field_may_be_refused_twice_and_an_error_may_have_no_text() -> None:
    """Both occur in recorded answers; an error of JSON:API points at its place."""
    answer = {
        "errors": [
            {"code": "validation_failed", "field": "zip", "title": "can't be blank"},
            {"code": "validation_failed", "field": "zip", "title": "is too short (minimum is 3 characters)"},
            {"code": "unauthorized"},
            {"title": 5, "detail": "is invalid", "source": {"pointer": "/contacts/0/phones/1/number"}},
            7,
        ]
    }
    found = [(error.field, error.code) for error in parse_422(answer).errors]
    assert found == [("zip", "blank"), ("zip", "too_short"), ("", "refused"), ("phones.1.number", "pattern"), ("", "refused")]


@pytest.mark.parametrize(
    ("field", "value", "title"),
    [
        ("firstname", ABSENT, "can't be blank"),
        ("firstname", None, "can't be blank"),
        ("firstname", " ", "can't be blank"),
        ("firstname", 5, "is invalid"),
        ("zip", "1" * 16, "is too long (maximum is 15 characters)"),
        ("country_code", "UK", "is not included in the list"),
        ("email", "nope", "is invalid"),
        ("website", "nope", "is invalid"),
        ("city", ["x"], "is invalid"),
        ("state", "a\tb", "cannot contain non-printable characters"),
        ("spoken_languages", [], "can't be blank"),
        ("first_name", "x", "is invalid"),
        ("source_id", 0, "must be greater than or equal to 1"),
        ("source_id", {}, "must be an integer"),
        ("phones.0.number", "none", "is invalid"),
    ],
    ids=shown,
)
def test_an_answer_is_written_in_the_words_of_rails(field: str, value: Any, title: str) -> None:
    """The list of code, field and title is as recorded, and our own reader finds the same places in it."""
    schema: SchemaName = "host.create" if field == "source_id" else "contact.create"
    report = validate(changed(schema, field, value), schema)
    answer = bookingsync(report)
    assert answer == {"errors": [{"code": "validation_failed", "field": field, "title": title}]}
    assert [error.field for error in parse_422(json.dumps(answer)).errors] == [field]


def test_an_error_of_the_document_is_under_base() -> None:
    """Only errors without a field are there, and a valid report gives no errors."""
    assert bookingsync(validate({}, "host.create")) == {
        "errors": [{"code": "validation_failed", "field": "base", "title": "can't be blank"}]
    }
    assert bookingsync(Report("host.create", ())) == {"errors": []}


@given(
    st.one_of(
        st.recursive(
            st.sampled_from([phrase for phrase, _, _ in RAILS] + ["must be null, null, not text", "must be a or b", None, 5]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["error", "field", "title", "count", "email", "contacts[0].zip", ""]), inner)
            ),
            max_leaves=8,
        ),
        anything,
    )
)
def test_no_report_of_an_answer_raises_when_it_is_shown(errors: Any) -> None:
    """It can be shown in any language and dump, with the server's words or without them."""
    for keep_words in (False, True):
        report = parse_422({"errors": errors}, keep_words)
        for locale in ("en", "fr", "ja"):
            assert json.dumps([report.by_field(locale), report.to_dict(locale), rails(report, locale), problem(report, locale)])
        assert json.dumps([bookingsync(report), jsonapi(report), basic(report)])
        assert str(InvalidPayload(report))


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_a_type_error_without_the_actual_type_has_a_message_in_every_language(locale: str) -> None:
    """The server does not say which type it got."""
    (error,) = parse_422({"errors": {"user_id": ["is not a number"]}}).errors
    assert error.message(locale) != error.message("en")
    assert "{" not in error.message(locale)
