"""Warnings are about values that the documentation allows but that are probably mistakes."""

import json
import subprocess
import sys
from typing import Any

import phonenumbers
import pytest

from bs_validate import Validator
from bs_validate._check.engines.select import select
from bs_validate._check.issues import Issue
from bs_validate._check.places import Place, root
from bs_validate._check.walk import walk
from bs_validate._instance.location import pointer
from bs_validate._schema.catalog import Catalog, Schema
from bs_validate.codes import CODES
from support.names import shown
from support.samples import ABSENT, ENVELOPES, changed, documented

Row = tuple[str, str, Any, list[tuple[str, str, dict[str, Any]]]]

#: The dates of a read that a record has only after something happened.
ABSENT_DATES: list[Row] = [
    (f"{resource}.read", field, ABSENT, [("absent", field, {})])
    for resource, fields in {
        "contact": ("canceled_at", "forget_me_at", "processing_restricted_at"),
        "host": ("forget_me_at", "processing_restricted_at"),
    }.items()
    for field in fields
]

ROWS: list[Row] = [
    ("host.create", "user_id", "12", [("coerced", "user_id", {})]),
    ("host.update", "source_id", "007", [("coerced", "source_id", {})]),
    ("host.create", "user_id", 12, []),
    ("host.create", "user_id", None, []),
    ("host.create", "user_id", "0", []),  # an error
    ("host.create", "user_id", "12a", []),  # an error
    ("host.read", "account", {"id": 3}, []),
    ("contact.read", "account", {"id": 3}, []),
    *ABSENT_DATES,
    ("contact.read", "created_at", ABSENT, []),  # an error
    ("contact.create", "website", "", [("blank", "website", {})]),
    ("contact.update", "website", " \t", [("blank", "website", {})]),
    ("host.create", "email", "", [("blank", "email", {})]),
    ("contact.create", "address2", "", []),
    ("contact.create", "private_notes", "", []),
    ("contact.create", "id", 5, [("read_only", "id", {})]),
    ("contact.create", "links", {"account": 1}, [("read_only", "links", {})]),
    ("contact.create", "account", 1, [("read_only", "account", {})]),
    ("host.update", "created_at", "nonsense", [("read_only", "created_at", {})]),
    ("contact.read", "shoe_size", "x", [("undocumented_field", "shoe_size", {})]),
    ("contact.read", "first_name", "x", [("undocumented_field", "first_name", {"suggestion": "firstname"})]),
    ("contact.read", "phones.0.country", "x", [("undocumented_field", "phones.0.country", {})]),
    ("host.read", "links.inbox", 5, [("undocumented_field", "links.inbox", {})]),
    (
        "contact.create",
        "spoken_languages",
        ["en", "fr", "en", "en"],
        [("duplicate_item", f"spoken_languages.{index}", {}) for index in (2, 3)],
    ),
    ("contact.create", "email", "a@exam_ple.com", [("email_doubtful", "email", {})]),
    ("contact.create", "email", "ж@example.com", [("email_doubtful", "email", {})]),
    ("contact.create", "email", "a..b@example.com", [("email_doubtful", "email", {})]),
    ("contact.create", "email", "o'brien+tag@example.co.uk", []),
    ("contact.create", "website", "http://example.com?a=1&b", []),
    ("contact.create", "website", "http://nodots", [("url_doubtful", "website", {})]),
    ("contact.create", "website", "http://exa mple.com", []),
    ("contact.create", "website", "https://www.example.co.uk/path/", []),
    ("contact.create", "firstname", "a\u202eb", [("bidi_control", "firstname", {"position": 1, "codepoint": "U+202E"})]),
    ("contact.create", "city", "\u2067x\u2069", [("bidi_control", "city", {"position": 0, "codepoint": "U+2067"})]),
    ("contact.create", "city", "a\u200e", [("bidi_control", "city", {"position": 1, "codepoint": "U+200E"})]),
    ("contact.create", "city", "a\u200f", [("bidi_control", "city", {"position": 1, "codepoint": "U+200F"})]),
    ("contact.create", "city", "a\u061c", [("bidi_control", "city", {"position": 1, "codepoint": "U+061C"})]),
    ("contact.create", "city", "a\u200b\u00ad", []),
    (
        "contact.create",
        "website",
        "https://exa\u200bmple.com",
        [("invisible", "website", {"position": 11, "codepoint": "U+200B"})],
    ),
    ("contact.create", "website", "https://example.com/?ref", []),
    ("contact.create", "website", "https://example.com/?a=1&", []),
    ("contact.create", "website", "https://example.com/a[1]", []),
    ("contact.create", "website", "https://example.com/#äö", []),
    ("contact.create", "city", "שלום\u200f", [("bidi_control", "city", {"position": 4, "codepoint": "U+200F"})]),
    ("contact.create", "phones.0.number", "+1 415 555 2671", []),
    ("contact.create", "phones.0.number", "(415) 555-2671", []),
    ("contact.create", "phones.0.number", "123456789", [("phone_doubtful", "phones.0.number", {"reason": "too_short"})]),
    (
        "contact.create",
        "phones.0.number",
        "+999 123 456 789",
        [("phone_doubtful", "phones.0.number", {"reason": "invalid_country_code"})],
    ),
    ("contact.create", "phones.0.number", "+1 555 555 5555 5", [("phone_doubtful", "phones.0.number", {"reason": "too_long"})]),
    (
        "contact.create",
        "phones.0.number",
        "+1 111 111 1111",
        [("phone_doubtful", "phones.0.number", {"reason": "invalid_number"})],
    ),
    ("contact.create", "phones.0.number", "555 2671", [("phone_doubtful", "phones.0.number", {"reason": "local_only"})]),
    ("contact.create", "phones.0.number", "+1 415 CALL NOW", [("phone_doubtful", "phones.0.number", {"reason": "letters"})]),
    ("contact.create", "phones.0.number", "+1 415 555 2671 ext. 12", []),
    (
        "contact.create",
        "phones.0.number",
        "+33 6 12 31 23 12",
        [("phone_doubtful", "phones.0.number", {"reason": "other_region"})],
    ),
    ("contact.create", "phones.0.number", "+1 416 555 2671", []),
    ("contact.create", "phones.0.number", "+800 1234 5678", []),
]


def _without_phones(name: str) -> dict[str, Any]:
    document = documented(name)
    if name.startswith("contact") and "phones" in document["contacts"][0]:
        document["contacts"][0]["phones"] = [{"label": "phone", "number": "+1 415 555 2671"}]
    return document


@pytest.mark.parametrize(
    ("name", "field", "value", "expected"), ROWS, ids=[f"{row[0]}-{row[1]}={ascii(row[2])[:30]}" for row in ROWS]
)
def test_a_doubtful_value_gives_exactly_one_warning(
    validator: Validator, name: str, field: str, value: Any, expected: list[tuple[str, str, dict[str, Any]]]
) -> None:
    """The warning has the expected code, place and params, and the report has no other warning and no error."""
    document = changed(name, field, value)
    if name.startswith("contact") and field.partition(".")[0] != "phones":
        document["contacts"][0].pop("phones", None)
    elif name.startswith("contact"):
        del document["contacts"][0]["phones"][1:]
        if not field.endswith("number"):
            document["contacts"][0]["phones"][0]["number"] = "+1 415 555 2671"
    report = validator.validate(document, name)
    assert [(one.code, one.field, dict(one.params)) for one in report.warnings] == expected
    assert {one.severity for one in report.warnings} <= {"warning"}


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        ("contact.update", {"contacts": [{}]}, [("empty_update", "/contacts/0")]),
        ("contact.update", {"contacts": [{"id": 1}]}, [("read_only", "/contacts/0/id"), ("empty_update", "/contacts/0")]),
        ("contact.update", {"contacts": [{"zip": "1"}]}, []),
        ("contact.update", {"contacts": [{"zip": "1"}], "links": {}}, [("read_only", "/links")]),
        ("host.create", {"hosts": [{"firstname": "a", "lastname": "b"}] * 2}, [("many_resources", "/hosts")]),
        ("contact.read", {"contacts": [], "other": 1}, [("undocumented_field", "/other")]),
        ("contact.read", {"contacts": [], "meta": {"X-Other": "1"}}, [("undocumented_field", "/meta/X-Other")]),
        ("contact.read", {"contacts": [], "linked": {"x": [{"y": 1}]}}, []),
        ("contact.read", {"contacts": [], "links": {"x": "http://nodots/{x}"}}, []),
    ],
)
def test_warnings_can_be_about_the_whole_document(
    validator: Validator, name: str, document: Any, expected: list[tuple[str, str]]
) -> None:
    """Warnings can be about the places around the resources, and about a resource as a whole."""
    found = [(one.code, one.pointer) for one in validator.validate(document, name).warnings]
    assert sorted(found) == sorted(expected)


def test_anonymised_fields_get_no_warning(validator: Validator) -> None:
    """Anonymised texts do not follow the rules of their formats, so nothing about them is unusual."""
    document = documented("contact.read")
    document["contacts"][0].update(forget_me_at="2021-01-22T08:40:20Z", email="x", website="", phones=None)
    report = validator.validate(document, "contact.read")
    assert (report.errors, report.warnings) == ((), ())


def test_a_value_with_an_error_gets_no_warning_as_well(validator: Validator) -> None:
    """One fault gives only one finding."""
    document = documented("contact.create")
    document["contacts"][0].update(email="x", website="y", phones=[{"label": "a", "number": "z"}], spoken_languages=["EN", "EN"])
    assert validator.validate(document, "contact.create").warnings == ()


def test_an_environment_variable_of_validators_does_not_make_advice_raise() -> None:
    """Validators raises its refusals if this variable is set; advice still reports them as warnings."""
    program = (
        "from bs_validate import validate_field;"
        "print([w.code for w in validate_field('a@exam_ple.com', 'contact.create', 'email').warnings])"
    )
    run = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", program], env={"RAISE_VALIDATION_ERROR": "True"}, capture_output=True, text=True, check=True
    )
    assert run.stdout == "['email_doubtful']\n"


@pytest.mark.parametrize("name", sorted(ENVELOPES))
def test_warnings_are_computed_when_they_are_first_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Warnings are computed once, when somebody reads them for the first time."""
    calls: list[int] = []
    from bs_validate._check.walk import walk as original

    monkeypatch.setattr("bs_validate._check.checker.walk", lambda *given, **wanted: calls.append(1) or original(*given, **wanted))
    report = Validator().validate(_without_phones(name), name)
    assert report.valid
    assert calls == []
    assert report.warnings is report.warnings
    assert calls == [1]


def test_the_library_is_asked_once_per_document_about_a_phone_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later document asks again, because no personal value is remembered."""
    asked = []
    original = phonenumbers.parse
    monkeypatch.setattr(phonenumbers, "parse", lambda *arguments: asked.append(arguments) or original(*arguments))
    phones = [{"label": "a", "number": "+33*6 123.123.1234"}] * 3  # of a writing that the tables do not cover
    for calls in (1, 2):
        report = Validator().validate({"contacts": [{"phones": phones}]}, "contact.update")
        before = len(asked)
        assert [one.code for one in report.warnings] == ["phone_doubtful"] * 3
        assert len(asked) - before == 1, calls


def _advice(place: Place, schema: Schema, document: Any) -> list[Issue]:
    errors, doubts = walk(place, schema, document, wants_errors=False, wants_doubts=True)
    assert errors == []
    return doubts


def _doubts(name: str, document: Any, schema: Any = None, **resource: Any) -> list[tuple[Any, ...]]:
    """Return what is doubted in a document, in order, under a schema by itself or one of a list of tags."""
    whole = schema or {"properties": {"tags": {"type": "array", "items": resource}}}
    found = Catalog(lambda: [f"{name}.json"], lambda _: json.dumps(whole).encode())[name]

    issues = _advice(root(found, select("reference")), found, document)
    assert all(one.params.keys() <= set(CODES[one.code].params) for one in issues)
    return sorted((one.code, pointer(one.location), *one.params.values()) for one in issues)


READ_ONLY = {"readOnly": True}
BIDI = "a\u202eb"


@pytest.mark.parametrize(
    ("resource", "record", "expected"),
    [
        # Read-only fields give a warning wherever the schema declares it, and nothing inside them gives another.
        ({"properties": {"a": READ_ONLY}}, {"a": BIDI}, [("read_only", "/tags/0/a")]),
        ({"properties": {"a": {"readOnly": False}}}, {"a": 1}, []),
        ({"properties": {"a": True}}, {"a": BIDI}, [("bidi_control", "/tags/0/a", 1, "U+202E")]),
        (
            {"properties": {"a": READ_ONLY, "b": {}}},
            {"a": 1, "b": BIDI},
            [("bidi_control", "/tags/0/b", 1, "U+202E"), ("read_only", "/tags/0/a")],
        ),
        ({"allOf": [True, {"properties": {"a": READ_ONLY}}]}, {"a": 1}, [("read_only", "/tags/0/a")]),
        ({"patternProperties": {"^a": READ_ONLY}}, {"ab": 1, "ba": 1}, [("read_only", "/tags/0/ab")]),
        ({"properties": {"a": {}}, "patternProperties": {"a": READ_ONLY}}, {"a": 1}, [("read_only", "/tags/0/a")]),
        ({"properties": {"a": {}}, "additionalProperties": READ_ONLY}, {"a": 1, "b": 1}, [("read_only", "/tags/0/b")]),
        ({"properties": {"a": {"allOf": [READ_ONLY]}}}, {"a": BIDI}, [("bidi_control", "/tags/0/a", 1, "U+202E")]),
        (
            {"properties": {"a": {"properties": {"b": READ_ONLY}}}},
            {"a": {"b": 1}},
            [("read_only", "/tags/0/a/b")],
        ),
        # Undocumented fields give a warning if the object is open.
        ({"properties": {"name": {}}}, {"nmae": 1}, [("undocumented_field", "/tags/0/nmae", "name")]),
        ({"properties": {"name": {}}}, {"x": 1, "name": 1}, [("undocumented_field", "/tags/0/x")]),
        ({"allOf": [{"properties": {"name": {}}}]}, {"x": 1}, [("undocumented_field", "/tags/0/x")]),
        ({"properties": {"name": {}}, "additionalProperties": False}, {"x": 1}, []),
        ({"properties": {"name": {}}, "unevaluatedProperties": False}, {"x": 1}, []),
        ({"properties": {"name": {}}, "additionalProperties": {}}, {"x": BIDI}, [("bidi_control", "/tags/0/x", 1, "U+202E")]),
        ({"properties": {"name": {}}, "patternProperties": {"x": {}}}, {"xy": 1}, []),
        ({"type": "object"}, {"x": 1}, []),
        ({"properties": {"a": {"properties": {"b": {}}}}}, {"a": {"c": 1}}, [("undocumented_field", "/tags/0/a/c")]),
        # Duplicate texts and numbers in a list give a warning.
        (
            {"properties": {"a": {"items": {}}}},
            {"a": ["x", "y", "x", "x"]},
            [("duplicate_item", f"/tags/0/a/{index}") for index in (2, 3)],
        ),
        ({"properties": {"a": {"items": {}}}}, {"a": [1, 1.0, "1", True, None, None, [], []]}, []),
        (
            {"properties": {"a": {"items": {}}}},
            {"a": [1, 1, 2.5, 2.5]},
            [("duplicate_item", f"/tags/0/a/{index}") for index in (1, 3)],
        ),
        ({"properties": {"a": {}}}, {"a": ["x", "x"]}, []),
        ({"properties": {"a": {"items": {"items": {}}}}}, {"a": [["x"], ["x", "x"]]}, [("duplicate_item", "/tags/0/a/1/1")]),
        ({"properties": {"a": {"items": True}}}, {"a": ["x", "x"]}, [("duplicate_item", "/tags/0/a/1")]),
        (
            {"properties": {"a": {"items": {"properties": {"b": {}}}}}},
            {"a": [{"c": 1}, {"b": 1}, {"c": 1}]},
            [("undocumented_field", f"/tags/0/a/{index}/c") for index in (0, 2)],
        ),
        # The first character that changes the direction of a text gives a warning.
        *[
            ({"properties": {"a": {}}}, {"a": f"é{char}\u202a"}, [("bidi_control", "/tags/0/a", 1, f"U+{ord(char):04X}")])
            for char in "\u061c\u200e\u200f\u202a\u202c\u202e\u2066\u2069"
        ],
        *[({"properties": {"a": {}}}, {"a": f"é{char}"}, []) for char in "\u2029\u202f\u2065\u206a\u200b\u061b"],
        (
            {"properties": {"a": {"items": {"type": "string"}}}},
            {"a": ["x", BIDI]},
            [("bidi_control", "/tags/0/a/1", 1, "U+202E")],
        ),
        # Blank texts give a warning if the format does not allow them.
        ({"properties": {"a": {"if": {"minLength": 1}, "then": {"format": "email"}}}}, {"a": ""}, [("blank", "/tags/0/a")]),
        ({"properties": {"a": {"if": {"minLength": 1}, "then": {"maxLength": 5}}}}, {"a": ""}, []),
        ({"properties": {"a": {"if": {"minLength": 1}, "then": True}}}, {"a": ""}, []),
        ({"properties": {"a": {"format": "email"}}}, {"a": ""}, []),
        # Doubts of the libraries are reported once for each format.
        ({"properties": {"a": {"format": "email"}}}, {"a": "a@exam_ple.com"}, [("email_doubtful", "/tags/0/a")]),
        (
            {"properties": {"a": {"format": "email", "allOf": [{"format": "bs-email"}]}}},
            {"a": "a@exam_ple.com"},
            [("email_doubtful", "/tags/0/a")],
        ),
        ({"properties": {"a": {"format": "time"}}}, {"a": "x"}, []),
        ({"properties": {"a": {"format": "url"}}}, {"a": "http://nodots"}, [("url_doubtful", "/tags/0/a")]),
        (
            {"properties": {"a": {"format": "phone"}}},
            {"a": "+1 111 111 1111"},
            [("phone_doubtful", "/tags/0/a", "invalid_number")],
        ),
        # A number is judged in the country of its record, or of the record around that.
        (
            {"properties": {"a": {"format": "phone"}, "country_code": {}}},
            {"a": "+33 6 12 31 23 12", "country_code": "US"},
            [("phone_doubtful", "/tags/0/a", "other_region")],
        ),
        (
            {"properties": {"country_code": {}, "a": {"items": {"properties": {"b": {"format": "phone"}, "country_code": {}}}}}},
            {
                "country_code": "US",
                "a": [
                    {"b": "+33 6 12 31 23 12"},
                    {"b": "+33 6 12 31 23 12", "country_code": "FR"},
                    {"b": "+33 6 12 31 23 12", "country_code": 5},
                ],
            },
            [("phone_doubtful", f"/tags/0/a/{index}/b", "other_region") for index in (0, 2)],
        ),
        (
            {"properties": {"country_code": {}, "a": {"items": {"format": "phone"}}}},
            {"country_code": "US", "a": ["+33 6 12 31 23 12"]},
            [("phone_doubtful", "/tags/0/a/0", "other_region")],
        ),
        # Some schemas depend on the value.
        (
            {"properties": {"a": {"if": {"maxLength": 5}, "then": {"format": "email"}, "else": {"format": "url"}}}},
            {"a": "a@b_c"},
            [],
        ),
        (
            {"properties": {"a": {"items": {"if": {"pattern": "@"}, "then": {"format": "email"}, "else": {"format": "url"}}}}},
            {"a": ["a@exam_ple.com", "http://nodots", "a@exam_ple.co", "http://nodot"]},
            [
                ("email_doubtful", "/tags/0/a/0"),
                ("email_doubtful", "/tags/0/a/2"),
                ("url_doubtful", "/tags/0/a/1"),
                ("url_doubtful", "/tags/0/a/3"),
            ],
        ),
        ({"properties": {"a": {"if": {"pattern": "@"}, "then": {"format": "email"}}}}, {"a": "http://nodots"}, []),
        (
            {"properties": {"a": {"if": True, "then": {"format": "email"}}}},
            {"a": "a@exam_ple.com"},
            [("email_doubtful", "/tags/0/a")],
        ),
        ({"properties": {"a": {"if": False, "then": {"format": "email"}}}}, {"a": "a@exam_ple.com"}, []),
        *[
            (
                {"properties": {"a": {kind: [True, {"pattern": "@", "format": "email"}, {"pattern": "/", "format": "url"}]}}},
                {"a": value},
                expected,
            )
            for kind in ("anyOf", "oneOf")
            for value, expected in (
                ("a@exam_ple.com", [("email_doubtful", "/tags/0/a")]),
                ("http://nodots", [("url_doubtful", "/tags/0/a")]),
                ("x", []),
            )
        ],
        (
            {"properties": {"a": {"anyOf": [{"allOf": [{"if": {"type": "string"}, "then": {"format": "email"}}]}]}}},
            {"a": "a@exam_ple.com"},
            [("email_doubtful", "/tags/0/a")],
        ),
        (
            {"oneOf": [{"properties": {"k": {"const": 1}, "a": {}}}, {"properties": {"k": {"const": 2}, "b": {}}}]},
            {"k": 2, "a": 1},
            [("undocumented_field", "/tags/0/a")],
        ),
        ({"anyOf": [{"required": ["z"], "properties": {"a": READ_ONLY}}, {}]}, {"a": 1}, []),
        ({"anyOf": [{"required": ["a"], "properties": {"a": READ_ONLY}}, {}]}, {"a": 1}, [("read_only", "/tags/0/a")]),
    ],
    ids=shown,
)
def test_a_schema_of_any_form_is_advised_on(resource: Any, record: Any, expected: list[tuple[Any, ...]]) -> None:
    """A create has exactly the expected warnings, each with its place and params."""
    assert _doubts("tag.create", {"tags": [record]}, **resource) == expected


@pytest.mark.parametrize(
    ("name", "document", "resource", "expected"),
    [
        ("tag.create", {"tags": [{}, {}, {}]}, {}, [("many_resources", "/tags", 3)]),
        ("tag.create", {"tags": [{}, {}]}, {}, [("many_resources", "/tags", 2)]),
        ("tag.create", {"tags": [{}]}, {}, []),
        ("tag.create", {"tags": []}, {}, []),
        ("tag.update", {"tags": [{"a": 1}, {"a": 2}]}, {}, []),
        ("tag.read", {"tags": [{}, {}]}, {}, []),
        ("tag.create", {"tags": [{"a": [1, 2]}]}, {}, []),
        ("tag.create", {"tags": [{}]}, {"properties": {}}, []),
        ("tag.update", {"tags": [{}]}, {}, [("empty_update", "/tags/0")]),
        (
            "tag.update",
            {"tags": [{}]},
            {"x-tolerates": {"object": "coerced"}},
            [("coerced", "/tags/0"), ("empty_update", "/tags/0")],
        ),
        ("tag.update", {"tags": [{"a": {}}]}, {}, []),
        ("tag.update", {"tags": [{"a": None}]}, {}, []),
        (
            "tag.update",
            {"tags": [{"a": 1}]},
            {"properties": {"a": READ_ONLY}},
            [("empty_update", "/tags/0"), ("read_only", "/tags/0/a")],
        ),
        ("tag.update", {"tags": [{"a": 1, "b": 1}]}, {"properties": {"a": READ_ONLY, "b": {}}}, [("read_only", "/tags/0/a")]),
        ("tag.update", {"tags": [{"a": [{}]}]}, {}, []),
        ("tag.read", {"tags": [{}]}, {}, []),
        ("tag.read", {"tags": [{"a": BIDI}]}, {"properties": {"a": READ_ONLY}}, []),
        (
            "tag.read",
            {"tags": [{"a": ["x", "x", BIDI]}]},
            {"properties": {"a": {**READ_ONLY, "items": {}}}},
            [("duplicate_item", "/tags/0/a/1")],
        ),
        ("tag.read", {"tags": [{"a": {"b": BIDI}}]}, {"properties": {"a": {**READ_ONLY, "properties": {"b": {}}}}}, []),
        ("tag.read", {"tags": [{"a": "a@exam_ple.com"}]}, {"properties": {"a": {**READ_ONLY, "format": "email"}}}, []),
        ("tag.read", {"tags": [{"a": ""}]}, {"properties": {"a": {**READ_ONLY, "if": True, "then": {"format": "email"}}}}, []),
        (
            "tag.read",
            {"tags": [{"a": BIDI}]},
            {"properties": {"a": {**READ_ONLY, "anyOf": [{"format": "email"}, {}]}}},
            [],
        ),
        (
            "tag.read",
            {"tags": [{"a": {"b": BIDI}}]},
            {"properties": {"a": {**READ_ONLY, "properties": {"b": {"anyOf": [{"format": "email"}, {}]}}}}},
            [],
        ),
        ("tag.create", {"tags": [5, None, "x"]}, {}, [("many_resources", "/tags", 3)]),
        ("tag.create", 5, {}, []),
    ],
    ids=shown,
)
def test_a_document_of_any_kind_is_advised_on(name: str, document: Any, resource: Any, expected: list[tuple[Any, ...]]) -> None:
    """Warnings follow the representation: a create of one resource, an update that changes something, or a read."""
    assert _doubts(name, document, **resource) == expected


def test_a_list_with_maxitems_gets_no_warning_about_several_resources() -> None:
    """Too many resources are an error under such a schema, so several within the limit are intended."""
    whole = {"properties": {"tags": {"type": "array", "maxItems": 5, "items": {}}}}
    assert _doubts("tag.create", {"tags": [{}, {}]}, whole) == []


def test_a_schema_without_rules_for_texts_gives_no_warnings() -> None:
    """A schema that accepts any value says nothing that a text could be compared with."""
    whole = {"properties": {"tags": {"type": "array"}, "a": {"items": {"properties": {"b": {}}}}}}
    assert _doubts("tag.update", {"tags": [BIDI, {"x": BIDI}]}, whole) == []


_EMAIL = {"pattern": "^a", "format": "email"}
_URL = {"pattern": "^h", "format": "url"}
_BY_START = {"if": {"pattern": "^a"}, "then": {"format": "email"}, "else": {"format": "url"}}


@pytest.mark.parametrize(
    "schema",
    [
        {"anyOf": [_EMAIL, _URL]},
        {"anyOf": [False, _EMAIL, True, _URL]},
        {"oneOf": [_EMAIL, _URL]},
        {"oneOf": [False, _EMAIL, _URL]},
        _BY_START,
        {"allOf": [True, _BY_START]},
        {"anyOf": [{"minLength": 1, "oneOf": [_EMAIL, _URL]}]},
        {"oneOf": [{"minLength": 1, "anyOf": [_EMAIL, _URL]}]},
        {"if": {"minLength": 1}, "then": _BY_START},
        {"if": {"maxLength": 1}, "else": _BY_START},
        {"if": True, "then": {"allOf": [_BY_START]}, "else": False},
        {"allOf": [{"anyOf": [{"allOf": [_BY_START]}]}]},
    ],
    ids=str,
)
def test_a_condition_is_evaluated_for_each_value(schema: Any) -> None:
    """The condition depends on how the text starts. Each value is tested, in every place where a condition may be."""
    whole = {"properties": {"tags": {"type": "array", "items": {"properties": {"a": schema}}}}}
    found = Catalog(lambda: ["tag.read.json"], lambda _: json.dumps(whole).encode())["tag.read"]

    address, url = ({"tags": [{"a": text}]} for text in ("a@exam_ple.com", "http://nodots"))
    for order in ((address, url, address), (url, address, url)):
        place = root(found, select("reference"))
        codes = ["email_doubtful" if one is address else "url_doubtful" for one in order]
        assert [[doubt.code for doubt in _advice(place, found, one)] for one in order] == [[code] for code in codes]


def test_fields_that_never_get_a_warning_do_not_hide_those_of_others() -> None:
    """All fields are searched, and every text is searched for unusual characters."""
    resource = {"properties": {"a": {}, "b": {"format": "email"}, "c": {}}}
    record = {"a": "x", "b": "a@exam_ple.com", "c": BIDI}
    assert _doubts("tag.read", {"tags": [record]}, **resource) == [
        ("bidi_control", "/tags/0/c", 1, "U+202E"),
        ("email_doubtful", "/tags/0/b"),
    ]


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        ("host.create", {"hosts": {"firstname": "A", "lastname": "B"}}, [("not_a_list", "/hosts", "")]),
        ("host.update", {"hosts": {}}, [("empty_update", "/hosts", ""), ("not_a_list", "/hosts", "")]),
        ("host.update", {"hosts": [{}]}, [("empty_update", "/hosts/0", "")]),
        (
            "host.update",
            {"hosts": {"user_id": "1", "id": 2}},
            [("not_a_list", "/hosts", ""), ("coerced", "/hosts/user_id", "user_id"), ("read_only", "/hosts/id", "id")],
        ),
        (
            "contact.update",
            {"contacts": [{"city": "x"}], "id": 2, "meta": {}, "links": {}, "linked": {}},
            [
                ("undocumented_field", "/id", ""),
                ("read_only", "/meta", ""),
                ("read_only", "/links", ""),
                ("read_only", "/linked", ""),
            ],
        ),
        ("host.read", {"hosts": [], "meta": {"deleted_ids": [2, 17]}}, []),
    ],
)
def test_a_body_of_an_unusual_shape_is_accepted_with_a_warning(
    validator: Validator, name: str, document: Any, expected: list[tuple[str, str, str]]
) -> None:
    """A body may have one resource in place of the list, and other keys beside it, as recorded requests do."""
    report = validator.validate(document, name)
    assert report.errors == ()
    assert [(warning.code, warning.pointer, warning.field) for warning in report.warnings] == expected


def test_a_field_that_was_not_requested_is_not_reported_as_absent(validator: Validator) -> None:
    """With ``fields=``, the times that a read often lacks are expected only if they were requested."""
    body = {"hosts": [{"id": 1}]}
    some = validator.validate_response("GET", "/api/v3/hosts?fields=id", 200, body)
    assert (some.errors, some.warnings) == ((), ())
    asked = validator.validate_response("GET", "/api/v3/hosts?fields=id,forget_me_at", 200, body)
    assert [(one.code, one.field) for one in (*asked.errors, *asked.warnings)] == [("absent", "forget_me_at")]
