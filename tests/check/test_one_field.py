"""One field can be checked alone, at its location in a document."""

import re
from typing import Any

import pytest

from bs_validate._check import one_field
from bs_validate._check.issues import Issue, warnings
from bs_validate._check.one_field import advice, at
from bs_validate._instance.location import Location
from bs_validate._schema.catalog import Catalog, Schema, packaged
from bs_validate.exceptions import UnknownField
from bs_validate.report import Report

CONTACT = packaged()["contact.create"]
#: Two arrays, so that neither is the envelope.
POINT = Catalog(
    lambda: ["point.read.json"],
    lambda _: (
        b'{"properties": {"a": {"items": {"properties": {"b": {"items": {"properties": {"c": {}}}}}}}, "x.7": {"items": {}}}}'
    ),
)["point.read"]


def location(schema: Schema, field: object) -> Location:
    """Return the location of a field in the first resource."""
    return one_field.location(schema, one_field.locations(schema), field)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("email", ("contacts", 0, "email")),
        ("phones", ("contacts", 0, "phones")),
        ("phones.0", ("contacts", 0, "phones", 0)),
        ("phones.7", ("contacts", 0, "phones", 7)),
        ("phones.0.number", ("contacts", 0, "phones", 0, "number")),
        ("phones.12.label", ("contacts", 0, "phones", 12, "label")),
        ("phones.999999999.label", ("contacts", 0, "phones", 999_999_999, "label")),
        ("spoken_languages.3", ("contacts", 0, "spoken_languages", 3)),
    ],
)
def test_a_field_name_leads_to_a_location_in_the_first_resource(field: str, expected: tuple[Any, ...]) -> None:
    """The indices in the name become indices in the location."""
    assert location(CONTACT, field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a", ("a",)),
        ("a.2", ("a", 2)),
        ("a.2.b.3.c", ("a", 2, "b", 3, "c")),
        ("a.0.b.3", ("a", 0, "b", 3)),
        ("x.7", ("x.7",)),
    ],
)
def test_without_an_envelope_the_document_is_the_resource(field: str, expected: tuple[Any, ...]) -> None:
    """Each index counts in the list that it names, and a property may have a name that looks like an index."""
    assert location(POINT, field) == expected


@pytest.mark.parametrize(
    "field", ["", "0", "phone", "phones.", "phones.x", "phones.-1", "phones.1000000000.label", "email.0", 5, None, b"email"]
)
def test_a_name_that_is_not_a_field_is_refused(field: object) -> None:
    """The error lists the fields, and repeats the name only if it looks like a field name."""
    shown = f" {field!r}" if isinstance(field, str) and field != "0" else ""
    with pytest.raises(UnknownField, match=f"^unknown field{re.escape(shown)}: choose from email"):
        location(CONTACT, field)


def test_the_first_part_of_a_name_cannot_be_an_index() -> None:
    """If the document or the resource is itself a list, its items are the fields, and only the first item has a name."""
    files = {
        "grid.read.json": b'{"items": {"items": {"properties": {"a": {}}}}}',
        "row.read.json": b'{"properties": {"rows": {"items": {"items": {"items": {}}}}}}',
    }
    catalog = Catalog(lambda: files, files.__getitem__)
    assert location(catalog["grid.read"], "0") == (0,)
    assert location(catalog["grid.read"], "0.3.a") == (0, 3, "a")
    assert location(catalog["row.read"], "0") == ("rows", 0, 0)
    assert location(catalog["row.read"], "0.3") == ("rows", 0, 0, 3)
    with pytest.raises(UnknownField):
        location(catalog["grid.read"], "3")


def test_errors_of_the_sample_document_are_moved_to_the_field() -> None:
    """Errors inside the field are moved too, and errors elsewhere are dropped."""
    phones: Location = ("contacts", 0, "phones")
    issues = [
        Issue("type", (*phones, 0, "number"), {}),
        Issue("blank", (*phones, 0), {}),
        Issue("null", (*phones, 1, "number"), {}),
        Issue("required", phones, {}),
        Issue("email", ("contacts", 0, "email"), {}),
    ]
    found = warnings(CONTACT, issues)
    moved = at(CONTACT, (*phones, 7), found)
    assert [(one.code, one.location, one.field) for one in moved] == [
        ("type", (*phones, 7, "number"), "phones.7.number"),
        ("blank", (*phones, 7), "phones.7"),
    ]
    report = Report("contact.create", (), lambda: found)
    assert advice(CONTACT, (*phones, 7), report) == moved
