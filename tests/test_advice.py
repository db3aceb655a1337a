"""Warnings: what the documentation does not refuse, but is probably not meant."""

import subprocess
import sys
from typing import Any

import phonenumbers
import pytest
from samples import ENVELOPES, changed, documented

from bs_validate import Validator, doubts

Row = tuple[str, str, Any, list[tuple[str, str, dict[str, Any]]]]

ROWS: list[Row] = [
    ("contact.create", "website", "", [("blank", "website", {})]),
    ("contact.update", "website", " \t", [("blank", "website", {})]),
    ("host.create", "email", "", [("blank", "email", {})]),
    ("contact.create", "address2", "", []),
    ("contact.create", "private_notes", "", []),
    ("contact.create", "id", 5, [("read_only", "id", {})]),
    ("contact.create", "links", {"account": 1}, [("read_only", "links", {})]),
    ("contact.create", "account", 1, [("read_only", "account", {})]),
    ("host.update", "created_at", "nonsense", [("read_only", "created_at", {})]),
    ("contact.read", "nickname", "x", [("undocumented_field", "nickname", {})]),
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
    ("contact.create", "website", "http://example.com?a=1&b", [("url_doubtful", "website", {})]),
    ("contact.create", "website", "http://nodots", [("url_doubtful", "website", {})]),
    ("contact.create", "website", "http://exa mple.com", []),
    ("contact.create", "website", "https://www.example.co.uk/path/", []),
    ("contact.create", "firstname", "a\u202eb", [("bidi_control", "firstname", {"position": 1, "codepoint": "U+202E"})]),
    ("contact.create", "city", "\u2067x\u2069", [("bidi_control", "city", {"position": 0, "codepoint": "U+2067"})]),
    ("contact.create", "city", "שלום\u200f", []),
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
def test_a_doubt_gives_its_warning_alone(
    validator: Validator, name: str, field: str, value: Any, expected: list[tuple[str, str, dict[str, Any]]]
) -> None:
    """The warning has its code, place and params; there is no other, and no error for it."""
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
def test_a_document_as_a_whole_is_doubted(
    validator: Validator, name: str, document: Any, expected: list[tuple[str, str]]
) -> None:
    """Around the resources, and of a resource as such."""
    found = [(one.code, one.pointer) for one in validator.validate(document, name).warnings]
    assert sorted(found) == sorted(expected)


def test_a_forgotten_person_is_not_doubted(validator: Validator) -> None:
    """No rule of format holds for what was anonymised, so nothing is unusual about it."""
    document = documented("contact.read")
    document["contacts"][0].update(forget_me_at="2021-01-22T08:40:20Z", email="x", website="", phones=None)
    report = validator.validate(document, "contact.read")
    assert (report.errors, report.warnings) == ((), ())


def test_what_is_an_error_is_not_doubted_too(validator: Validator) -> None:
    """One fault, one finding."""
    document = documented("contact.create")
    document["contacts"][0].update(email="x", website="y", phones=[{"label": "a", "number": "z"}], spoken_languages=["EN", "EN"])
    assert validator.validate(document, "contact.create").warnings == ()


def test_the_environment_of_the_library_does_not_make_it_raise() -> None:
    """Validators raises where this is set; advice does not."""
    program = (
        "from bs_validate import validate_field;"
        "print([w.code for w in validate_field('a@exam_ple.com', 'contact.create', 'email').warnings])"
    )
    run = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", program], env={"RAISE_VALIDATION_ERROR": "True"}, capture_output=True, text=True, check=True
    )
    assert run.stdout == "['email_doubtful']\n"


@pytest.mark.parametrize("name", sorted(ENVELOPES))
def test_warnings_are_worked_out_only_when_they_are_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And then once."""
    calls = []
    from bs_validate import advice  # patched below

    original = advice.Adviser.__call__
    monkeypatch.setattr(advice.Adviser, "__call__", lambda *arguments: calls.append(1) or original(*arguments))
    report = Validator().validate(_without_phones(name), name)
    assert report.valid
    assert calls == []
    assert report.warnings is report.warnings
    assert calls == [1]


def test_the_same_number_is_asked_about_once_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """And again in the next one: nothing of a person is remembered."""
    import phonenumbers  # patched below

    asked = []
    original = phonenumbers.parse
    monkeypatch.setattr(phonenumbers, "parse", lambda *arguments: asked.append(arguments) or original(*arguments))
    phones = [{"label": "a", "number": "+33 (0)6 123.123.123"}] * 3
    for calls in (1, 2):
        report = Validator().validate({"contacts": [{"phones": phones}]}, "contact.update")
        before = len(asked)
        assert [one.code for one in report.warnings] == ["phone_doubtful"] * 3
        assert len(asked) - before == 1, calls


def test_the_calling_code_of_each_region_is_libphonenumbers() -> None:
    """Of every region that it supports, and of nothing else, such as the whole world."""
    assert doubts._codes_of_regions() == {  # noqa: SLF001  # looked up apart, so as not to load the data of every region
        region: phonenumbers.country_code_for_region(region) for region in phonenumbers.SUPPORTED_REGIONS
    }
