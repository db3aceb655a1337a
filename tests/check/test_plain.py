"""A document that the engine calls plain has no warnings except about phone numbers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._check import checker as checkers
from bs_validate._check.checker import SEARCHES_BEFORE_PLAIN, Checker
from bs_validate._check.engines.select import select
from bs_validate._check.phone_walk import walk_phones
from bs_validate._check.places import root
from bs_validate._check.plain import plain
from bs_validate._check.walk import walk
from bs_validate._schema.catalog import Catalog, Schema, packaged
from bs_validate.strategies import payloads
from support.profiles import examples
from support.samples import ENVELOPES, changed, documented
from support.schemas import SCHEMAS, VALUES

COMPILE = select("rust")
MADE = {
    name: (root(packaged()[name], COMPILE), COMPILE(plain(packaged()[name])).is_valid) for name in ("contact.create", "host.read")
}
NAMES = ["a.read", "a.create", "a.update"]


def _schema(name: str, envelope: str | None, document: Any) -> Schema:
    """Return a document as the schema of a resource with an envelope of any name, as the catalogue does."""
    found = Catalog(lambda: [f"{name}.json"], lambda _: json.dumps(document).encode())[name]
    return found._replace(envelope=envelope)


@examples(15)
@given(
    st.sampled_from(NAMES),
    st.sampled_from([None, "a"]),
    SCHEMAS.filter(lambda one: type(one) is dict),
    st.lists(VALUES, max_size=4),
)
def test_a_plain_document_has_warnings_about_phone_numbers_only(
    name: str, envelope: str | None, document: Any, values: list[Any]
) -> None:
    """For any schema, visiting the phone numbers alone gives the same warnings as visiting everything."""
    schema = _schema(name, envelope, document)
    place, is_valid, is_plain = root(schema, COMPILE), COMPILE(schema.document).is_valid, COMPILE(plain(schema)).is_valid
    for value in values:
        if is_valid(value) and is_plain(value):
            doubts = walk(place, schema, value, wants_errors=False, wants_doubts=True)[1]
            assert walk_phones(place, value) == doubts
            assert {doubt.code for doubt in doubts} <= {"phone_doubtful", "bidi_control"}


TEXT: dict[str, Any] = {"type": "string"}
PHONE: dict[str, Any] = {"format": "phone"}
DOUBTFUL: list[tuple[str, dict[str, Any], Any]] = [
    ("a.read", {"x-tolerates": {"string": "coerced"}}, "1"),
    ("a.read", {"x-expected": ["a"]}, {}),
    ("a.read", TEXT, "a\u202eb"),
    ("a.read", {"enum": ["a\u202eb"]}, "a\u202eb"),
    ("a.read", {"format": "email"}, "x@y_z.de"),
    ("a.read", {"format": "email", "enum": ["x@y_z.de"]}, "x@y_z.de"),
    ("a.read", {"format": "website"}, "http://a"),
    ("a.read", {"format": "website", "pattern": "^h"}, "http://a.de/?\u200b"),
    ("a.read", {"if": {"minLength": 1}, "then": {"format": "email"}}, ""),
    ("a.read", {"if": {"minLength": 1}, "then": {"format": "email"}}, "x@y_z.de"),
    ("a.read", {"anyOf": [{"format": "email"}, {"const": 1}]}, "x@y_z.de"),
    ("a.read", {"items": TEXT}, ["x", "x"]),
    ("a.read", {"items": {}}, [{}, 1, 1]),
    ("a.read", {"items": {"format": "email"}}, ["x@y_z.de"]),
    ("a.read", {"properties": {"a": {}}}, {"b": 1}),
    ("a.read", {"properties": {"a": TEXT}}, {"a": "a\u202eb"}),
    ("a.read", {"patternProperties": {"^a": {"format": "email"}}}, {"ab": "x@y_z.de"}),
    ("a.read", {"additionalProperties": {"format": "email"}}, {"b": "x@y_z.de"}),
    ("a.read", {"additionalProperties": PHONE}, {"b": "1234"}),
    ("a.create", {"properties": {"a": {"items": {}}}}, {"a": [{}, {"b": 1}]}),
    ("a.create", {"properties": {"b": {"readOnly": True}}}, {"b": None}),
    ("a.create", {"additionalProperties": {"readOnly": True, "type": "string"}}, {"b": "x"}),
    ("a.update", {"properties": {"a": {"items": {}}}}, {"a": [{}]}),
    ("a.update", {"properties": {"a": {"items": {"properties": {"b": {"readOnly": True}}}}}}, {"a": [{"b": 1}]}),
    ("a.update", {"properties": {"a": {}}}, {"a": {}}),
]


@pytest.mark.parametrize(("name", "document", "value"), DOUBTFUL)
def test_a_document_with_any_other_warning_is_not_plain(name: str, document: Any, value: Any) -> None:
    """Each rule that can give a warning has a value here."""
    schema = _schema(name, "a", document)
    assert COMPILE(schema.document).is_valid(value)
    assert walk(root(schema, COMPILE), schema, value, wants_errors=False, wants_doubts=True)[1] != []
    assert not COMPILE(plain(schema)).is_valid(value)


#: Objects in a list, each with a number.
LISTED: dict[str, Any] = {"items": {"properties": {"b": PHONE, "c": {}, "country_code": TEXT}}}


@pytest.mark.parametrize(
    ("name", "document", "value", "reasons"),
    [
        ("a.read", PHONE, "1234", ["invalid_country_code"]),
        ("a.read", {"items": PHONE}, ["+1 415 555 2671", "1234", "+33 1"], ["invalid_country_code", "too_short"]),
        ("a.read", {"properties": {"b": PHONE, "c": PHONE}}, {"c": "1234", "b": "+33 1"}, ["invalid_country_code", "too_short"]),
        ("a.read", {"properties": {"b": PHONE, "country_code": TEXT}}, {"b": "555 2671", "country_code": "US"}, ["local_only"]),
        ("a.read", {"if": {"minLength": 5}, "then": PHONE}, "12345", ["invalid_country_code"]),
        ("a.read", {"if": {"minLength": 5}, "then": PHONE}, "1234", []),
        ("a.read", {"properties": {"b": {"if": {"minLength": 5}, "then": PHONE}}}, {"b": "12345"}, ["invalid_country_code"]),
        ("a.read", {"properties": {"b": {**PHONE, "readOnly": True}}}, {"b": "1234"}, []),
        ("a.read", {"properties": {"b": PHONE}}, {"b": None}, []),
        ("a.read", {"properties": {"b": {**PHONE, "if": {"minLength": 5}, "then": {"readOnly": True}}}}, {"b": "12345"}, []),
        ("a.read", {"properties": {"b": PHONE}}, {"b": "+1 415 555 2671" + " " * 240}, ["too_long"]),
        ("a.read", {"properties": {"b": PHONE}}, {"b": "١٢٣٤٥"}, ["invalid_country_code"]),
        ("a.read", {"properties": {"b": PHONE}}, {"b": "\u202a1234"}, ["bidi_control", "invalid_country_code"]),
        ("a.read", {"properties": {"b": PHONE}}, {"b": "01 23;isub=1"}, ["invalid_country_code"]),
        ("a.read", LISTED, ["a", {}, {"b": None}, {"b": "1234"}, {"b": "+33 1"}], ["invalid_country_code", "too_short"]),
        ("a.read", LISTED, [{"b": "555 2671", "country_code": "US"}, {"b": "555 2671"}], ["local_only", "invalid_country_code"]),
        (
            "a.read",
            LISTED,
            [{"b": "01 23;isub=1"}, {"b": "\u202a1234"}],
            [*["invalid_country_code", "bidi_control"], *["invalid_country_code"]],
        ),
        (
            "a.read",
            {"items": {"properties": {"b": PHONE, "c": TEXT}, "if": {"required": ["c"]}, "then": {"properties": {"c": PHONE}}}},
            [{"b": "1234"}, {"b": "+33612345678", "c": "+33 1"}],
            ["invalid_country_code", "too_short"],
        ),
        (
            "a.read",
            {"properties": {"b": {"properties": {"c": {"items": PHONE}}}}},
            {"b": {"c": ["1234"]}},
            ["invalid_country_code"],
        ),
    ],
)
def test_the_phone_numbers_of_a_plain_document_are_judged(name: str, document: Any, value: Any, reasons: list[str]) -> None:
    """Warnings come in the order of the document, and each number is judged in the country of its record."""
    schema = _schema(name, None, document)
    place = root(schema, COMPILE)
    assert COMPILE(plain(schema)).is_valid(value)
    doubts = walk_phones(place, value)
    assert [doubt.params.get("reason", doubt.code) for doubt in doubts] == reasons
    assert doubts == walk(place, schema, value, wants_errors=False, wants_doubts=True)[1]


@pytest.mark.parametrize("name", sorted(ENVELOPES))
def test_a_document_without_warnings_is_plain(name: str) -> None:
    """A document with a warning about anything but a phone number is not plain."""
    schema = packaged()[name]
    is_plain = COMPILE(plain(schema)).is_valid
    document = documented(name)
    expected = walk(root(schema, COMPILE), schema, document, wants_errors=False, wants_doubts=True)[1]
    assert is_plain(document) is ({one.code for one in expected} <= {"phone_doubtful"})
    doubted = [("email", "a@exam_ple.com"), ("email", "ж@y.de"), ("firstname", "a\u202eb")]
    ignored: list[tuple[str, Any]] = [("other", 1)] if name.endswith(".read") else [("id", 5), ("links", {})]
    for field, value in doubted + ignored:
        assert not is_plain(changed(name, field, value)), field


@examples(5)
@given(data=st.data())
@pytest.mark.parametrize("name", ["contact.create", "host.read"])
def test_a_plain_payload_has_warnings_about_phone_numbers_only(name: str, data: st.DataObject) -> None:
    """The law for any schema also holds for payloads of our own."""
    schema = packaged()[name]
    document = data.draw(payloads(name))
    place, is_plain = MADE[name]
    if is_plain(document):
        assert walk_phones(place, document) == walk(place, schema, document, wants_errors=False, wants_doubts=True)[1]


def test_the_plain_check_begins_after_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warnings do not change; a document that is not plain is searched as before."""
    checker = Checker(packaged()["contact.update"], COMPILE)
    phones = [{"label": "a", "number": number} for number in ("+1 415 555 2671", "1234")]
    plain_one, other = {"contacts": [{"phones": phones}]}, {"contacts": [{"phones": phones, "city": "a\u202eb"}]}
    searched: list[int] = []

    def counted(*given: Any, **wanted: Any) -> Any:
        searched.append(1)
        return walk(*given, **wanted)

    monkeypatch.setattr(checkers, "walk", counted)
    expected = [checker.report(one).warnings for one in (plain_one, other)]
    for _ in range(SEARCHES_BEFORE_PLAIN):
        checker.report(plain_one, warnings=True)
    searched.clear()
    assert [checker.report(one, warnings=True).warnings for one in (plain_one, other)] == expected
    assert [[one.code for one in found] for found in expected] == [["phone_doubtful"], ["phone_doubtful", "bidi_control"]]
    assert searched == [1]


@pytest.mark.parametrize("email", ["a", "a@b.co"])
def test_warnings_that_are_wanted_at_once_do_not_change_with_the_document(email: str) -> None:
    """An invalid document and a valid one have the same warning."""
    document: Any = {"contacts": [{"email": email, "city": "a\u202eb"}]}
    report = Checker(packaged()["contact.update"], COMPILE).report(document, warnings=True)
    document.clear()
    assert (report.schema, [one.code for one in report.warnings]) == ("contact.update", ["bidi_control"])


def test_a_schema_with_many_conditions_has_no_plain_documents() -> None:
    """The plain schema would double with each condition, so it is given up early."""
    rules = [{"if": {"required": [f"a{bit}"]}, "then": {"properties": {f"b{bit}": {"readOnly": True}}}} for bit in range(40)]
    assert COMPILE(plain(_schema("a.read", None, {"allOf": rules[:5]}))).is_valid({})
    assert plain(_schema("a.read", None, {"allOf": rules})) == {"not": {}}
    nested: Any = {}
    for _ in range(12):
        nested = {"properties": {"a": nested, "b": {"format": "email"}}, "allOf": rules[:2]}
    assert plain(_schema("a.read", None, nested)) == {"not": {}}
