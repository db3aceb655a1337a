"""The public functions behave as documented, beyond the tables of their own tests."""

import inspect
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import bs_validate
from bs_validate import InvalidSchema, UnknownOperation, UnknownSchema, Validator, validator
from bs_validate._instance.decode import decode

HOST: dict[str, Any] = {"firstname": "a", "lastname": "b", "id": 5}


def test_warnings_are_about_the_given_document(validator: Validator) -> None:
    """The document may be given in any form, and have parts that cannot be written as JSON."""
    document = {"hosts": [HOST]}
    text = json.dumps(document)
    for report in (validator.validate(document, "host.create"), validator.validate_json(text, "host.create")):
        assert (report.schema, report.errors, [one.code for one in report.warnings]) == ("host.create", (), ["read_only"])
    report = validator.validate({"hosts": [{**HOST, "email": b""}]}, "host.create")
    assert ([one.code for one in report.errors], [one.code for one in report.warnings]) == (["not_representable"], ["read_only"])


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("validate", {"hosts": [HOST]}),
        ("validate", {"hosts": [{**HOST, "email": b""}]}),
        ("validate_json", json.dumps({"hosts": [HOST]})),
        ("validate_json", json.dumps({"hosts": [{**HOST, "email": "\ud800"}]})),
        ("validate_resource", HOST),
    ],
)
def test_warnings_are_found_at_once_only_if_they_are_wanted(validator: Validator, name: str, document: object) -> None:
    """Otherwise they are found when they are read. They are the same."""
    for function in (getattr(bs_validate, name), getattr(validator, name)):
        found = [function(document, "host.create", **wanted) for wanted in ({"warnings": True}, {"warnings": False}, {})]
        assert [isinstance(report._advise, tuple) for report in found] == [True, False, False]  # noqa: SLF001
        assert [[one.code for one in report.warnings] for report in found] == [["read_only"]] * 3


def test_a_decoded_text_is_searched_for_warnings_only_if_they_are_wanted(validator: Validator) -> None:
    """They are found when they are read otherwise."""
    decoded = decode(json.dumps({"hosts": [HOST]}))
    found = [validator.validate_decoded(decoded, "host.create", **wanted) for wanted in ({"warnings": True}, {})]
    assert [isinstance(report._advise, tuple) for report in found] == [True, False]  # noqa: SLF001


def test_a_text_may_have_several_problems(validator: Validator) -> None:
    """It has a repeated key and half a surrogate pair, too many levels, or nothing that can be read."""
    found = validator.validate_json('{"hosts": [{"email": "\\ud800", "id": 1, "id": 2}]}', "host.update").errors
    assert [one.code for one in found] == ["not_representable", "duplicate_key"]
    deep = validator.validate_json("[ " * 65 + "]" * 65, "host.read")
    assert "not_representable" in [one.code for one in deep.errors]
    assert validator.validate_json("{", "host.read").schema == "host.read"


def test_errors_are_in_document_order(validator: Validator) -> None:
    """Both engines give the same order."""
    found = validator.validate({"hosts": [{"user_id": "x", "email": "x", "firstname": None}]}, "host.update").errors
    assert [one.field for one in found] == ["user_id", "email", "firstname"]


def test_reports_on_requests_and_responses_name_their_schema() -> None:
    """If there is no body or the status is not documented, they name the operation."""
    nothing = bs_validate.validate_request("GET", "/api/v3/hosts")
    assert (nothing.schema, nothing.errors) == ("GET /hosts", ())
    odd = bs_validate.validate_response("GET", "/api/v3/hosts", 418)
    assert (odd.schema, odd.errors) == ("GET /hosts 418", ())
    some = bs_validate.validate_response("GET", "/api/v3/hosts?fields=id", 200, {"hosts": [{"id": 1}], "x": 1})
    assert (some.schema, some.errors, [one.code for one in some.warnings]) == ("host.read", (), ["undocumented_field"])
    (empty,) = bs_validate.validate_request("POST", "/api/v3/hosts").errors
    assert (empty.code, empty.params["reason"]) == ("not_json", "empty")
    (singular,) = bs_validate.validate_request("PUT", "/api/v3/contact/1", {"contacts": [{"email": "a@b.co"}]}).warnings
    assert (singular.code, singular.severity) == ("singular_path", "warning")
    with pytest.raises(UnknownOperation) as refusal:
        bs_validate.validate_response("GET", "/api/v3/hosts", "ok")
    assert (refusal.value.name, refusal.value.choices) == ("a status that is not a number", ("200", "400"))


@pytest.mark.parametrize("body", ["\ufeff{}", b"\xef\xbb\xbf{}"])
def test_a_byte_order_mark_is_an_error_in_a_request(body: object) -> None:
    """In a response, it is skipped."""
    refused = bs_validate.validate_request("POST", "/api/v3/hosts", body)
    ((code, severity, location, params),) = [(one.code, one.severity, one.location, dict(one.params)) for one in refused.errors]
    assert (refused.schema, code, severity, location) == ("host.create", "not_json", "error", ())
    assert params == {"reason": "byte_order_mark", "line": 1, "column": 1}
    answer = bs_validate.validate_response("GET", "/api/v3/hosts", 200, body)
    assert [(one.code, one.location) for one in answer.errors] == [("required", ("hosts",))]


def test_a_schema_is_compiled_once(validator: Validator) -> None:
    """Its checker is kept. A name that is not a text, or not that of a schema, has none."""
    assert validator._checker("host.read") is validator._checker("host.read")  # noqa: SLF001
    for name in (["host.read"], "host"):
        with pytest.raises(UnknownSchema):
            Validator().validate_json("{}", name)  # type: ignore[arg-type]  # on purpose


def test_a_validator_is_pickled_as_its_arguments(tmp_path: Path) -> None:
    """The pickle has its folder and its engine."""
    (tmp_path / "tag.read.json").write_text('{"type": "strnig"}')
    made = Validator(tmp_path, engine="reference")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301  # our own bytes
    assert repr(again) == repr(made) == f"Validator({tmp_path!r}, engine='reference')"
    assert repr(Validator()) == "Validator(engine='auto')"
    assert again.__reduce__() == made.__reduce__()
    assert again.catalog.names == ("tag.read",)
    with pytest.raises(InvalidSchema, match=r"^tag\.read: not a JSON Schema at /type: "):
        made.validate({}, "tag.read")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("validate", ({"hosts": [HOST]}, "host.update")),
        ("validate", ({"hosts": [{"email": "x"}]}, "host.update")),
        ("validate_json", ('{"hosts": [{"email": 1, "email": "x"}]}', "host.update")),
        ("validate_resource", ({"email": "x"}, "host.create")),
        ("validate_field", ("x", "host.create", "email")),
        ("validate_request", ("PUT", "/api/v3/hosts/1?feilds=id", {"hosts": [{"email": "x"}]})),
        ("validate_response", ("GET", "/api/v3/hosts?fields=id", 200, {"hosts": [{"id": "x"}]})),
    ],
)
def test_a_public_function_gives_the_report_of_the_default_validator(name: str, arguments: tuple[object, ...]) -> None:
    """Errors and warnings are the same, whether the arguments are given by position or by name."""
    function, method = getattr(bs_validate, name), getattr(validator.DEFAULT, name)
    by_name = dict(zip(inspect.signature(method).parameters, arguments, strict=False))
    report = method(*arguments)
    assert report.errors or report.warnings
    assert (function(*arguments), function(**by_name)) == (report, report)


@pytest.mark.parametrize(
    "name", ["validate", "validate_json", "validate_resource", "validate_field", "validate_request", "validate_response"]
)
def test_a_public_function_has_the_parameters_of_its_method(name: str) -> None:
    """Only the type of ``schema`` is narrower: the names of the packaged schemas, which a type checker knows."""
    mine, method = (inspect.signature(getattr(of, name)) for of in (bs_validate, validator.DEFAULT))
    assert mine.return_annotation == method.return_annotation
    narrow = [
        one.replace(annotation="SchemaName" if one.name == "schema" else one.annotation) for one in method.parameters.values()
    ]
    assert list(mine.parameters.values()) == narrow
