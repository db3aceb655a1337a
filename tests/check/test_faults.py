"""Faults to errors."""

from typing import Any

import pytest

from bs_validate._check.faults import (
    Fault,
    beside,
    error,
    errors,
    field_name,
    in_order,
    moved,
    not_representable,
    one_fault_one_error,
    placed,
    warnings,
)
from bs_validate._schema.catalog import Catalog, packaged

CONTACT = packaged()["contact.create"]
POINT = Catalog(lambda: ["point.read.json"], lambda _: b'{"properties": {"x": {"properties": {"y": {}}}, "a": {}}}')["point.read"]


def _fault(code: str, *location: str | int, **params: Any) -> Fault:
    return Fault(code, location, params)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        (["type"], ["type"]),
        (["too_long", "email"], ["email", "too_long"]),
        (["email", "email"], ["email"]),
        (["email", "blank", "too_long"], ["blank"]),
        (["blank", "type", "email"], ["type"]),
        (["type", "null", "blank"], ["null"]),
        (["choice", "null"], ["null"]),
    ],
)
def test_one_fault_is_one_error(found: list[str], expected: list[str]) -> None:
    """By code, each once; a null, a wrong type and a blank text stand for everything else."""
    assert [one.code for one in one_fault_one_error([_fault(code, "a") for code in found])] == expected


def test_the_first_of_equals_is_told_of() -> None:
    """Rules without a code of their own are equal only where the keyword is."""
    found = [Fault("type", ("a",), {"n": 1}), Fault("type", ("a",), {"n": 2})]
    assert tuple(one_fault_one_error(found)) == (found[0],)
    found = [_fault("constraint", keyword="not"), _fault("constraint", keyword="x"), _fault("constraint", keyword="not")]
    assert [one.params["keyword"] for one in one_fault_one_error(found)] == ["not", "x"]


def test_what_the_guard_finds_is_told_once() -> None:
    """Each place with each reason, in order."""
    problems: list[Any] = [(("a",), "bytes"), (("b",), "set"), (("a",), "bytes"), (("a",), "cycle")]
    assert not_representable(problems) == (
        Fault("not_representable", ("a",), {"reason": "bytes"}),
        Fault("not_representable", ("b",), {"reason": "set"}),
        Fault("not_representable", ("a",), {"reason": "cycle"}),
    )


def test_what_stands_in_says_nothing() -> None:
    """Below a value that was replaced, and at an object that lost a key; names stay unknown, and other places hold."""
    problems = [
        _fault("not_representable", "a", reason="bytes"),
        _fault("not_representable", "b", reason="key_not_text"),
        _fault("duplicate_key", "c"),
    ]
    found = [
        _fault("null", "a"),
        _fault("required", "a", "x"),
        _fault("unknown_field", "a"),
        _fault("unknown_field", "a", "x"),
        _fault("too_few", "b"),
        _fault("required", "b", "x"),
        _fault("type", "c"),
        _fault("type"),
        _fault("type", "ab"),
    ]
    assert list(beside(problems, found)) == [found[2], found[3], found[5], found[6], found[7], found[8]]
    assert list(beside([_fault("not_representable", reason="set")], found)) == [found[2], found[3]]
    assert list(beside([], found)) == found


def test_errors_have_their_field_and_quote_strange_names() -> None:
    """Names that the schema has are shown whole, others cut short and escaped; indices stay."""
    strange = "x" * 50 + "\n"
    found = errors(
        CONTACT,
        [
            Fault("type", ("contacts", 0, "phones", 1, "number"), {"actual": "null"}, "/some/where"),
            Fault("unknown_field", ("contacts", 0, strange, 2, "email"), {}),
            Fault("required", ("contacts",), {}),
        ],
    )
    assert [(one.code, one.severity, one.location, one.field, dict(one.params), one.schema_location) for one in found] == [
        ("type", "error", ("contacts", 0, "phones", 1, "number"), "phones.1.number", {"actual": "null"}, "/some/where"),
        ("unknown_field", "error", ("contacts", 0, "x" * 39 + "…", 2, "email"), "x" * 39 + "….2.email", {}, ""),
        ("required", "error", ("contacts",), "", {}, ""),
    ]
    assert found[2].message() == 'is required; the envelope is missing: wrap the fields in {"contacts": [ … ]}'
    (alone,) = errors(CONTACT, [_fault("unknown_field", "a\n")])
    assert (alone.location, alone.pointer) == (("a\\u000a",), "/a\\u000a")
    (doubt,) = warnings(CONTACT, [_fault("read_only", "contacts", 0, "id")])
    assert (doubt.severity, doubt.field, doubt.message("de") != doubt.message()) == ("warning", "id", True)


def test_an_error_of_a_document_as_a_whole_has_no_place() -> None:
    """And neither params nor schema."""
    found = error("singular_path", "warning")
    assert (found.code, found.severity, found.location, found.field, dict(found.params), found.schema_location) == (
        *("singular_path", "warning", (), "", {}, ""),
    )
    assert found.message().startswith("uses a path in the singular")


def test_an_error_can_be_moved() -> None:
    """To another place, or to another line; all else stays."""
    (found,) = errors(CONTACT, [Fault("too_long", ("contacts", 0, "zip"), {"max": 1, "length": 2}, "/where")])
    elsewhere = moved(CONTACT, found, ("contacts", 3, "phones", 1))
    assert (elsewhere.location, elsewhere.field) == (("contacts", 3, "phones", 1), "phones.1")
    assert (elsewhere.code, elsewhere.severity, elsewhere.params, elsewhere.schema_location, elsewhere.message()) == (
        *(found.code, found.severity, found.params, found.schema_location, found.message()),
    )
    (broken,) = warnings(
        CONTACT, [Fault("not_json", ("contacts", 0, "zip"), {"reason": "nan", "line": 1, "column": 2}, "/where")]
    )
    further = placed(broken, 30, 40)
    assert dict(further.params) == {"reason": "nan", "line": 30, "column": 40}
    assert (further.code, further.severity, further.location, further.field, further.schema_location) == (
        *("not_json", "warning", ("contacts", 0, "zip"), "zip", "/where"),
    )
    assert further.message() == "is not valid JSON: NaN and Infinity are not JSON numbers (line 30, column 40)"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ((), ""),
        (("contacts",), ""),
        (("contacts", 0), ""),
        (("contacts", 0, "email"), "email"),
        (("contacts", 0, "phones", 1, "number"), "phones.1.number"),
        (("contacts", 0, 5), "5"),
        (("links", 0, "x"), ""),
    ],
)
def test_a_field_is_named_relative_to_its_resource(location: tuple[str | int, ...], expected: str) -> None:
    """Nothing outside of one has a name; without an envelope the document is the resource."""
    assert field_name(CONTACT, location) == expected
    assert field_name(POINT, ("x", "y")) == "x.y"
    assert field_name(POINT, ()) == ""


def test_faults_come_in_the_order_of_the_document() -> None:
    """What its objects have as they have it, then what they lack, as the schema has it; lists by index; one place by code."""
    document = {"a": {"late": 1}, "x": [1, {"y": 2, "z": 3}], "other": 4}
    ordered = [
        _fault("a"),
        _fault("b"),
        _fault("c", "a"),
        _fault("c", "a", "late"),
        _fault("c", "a", "late", "deep"),
        _fault("c", "a", "unheard of"),
        _fault("c", "a", "x"),
        _fault("c", "a", "a"),
        _fault("c", "a", "y"),
        _fault("c", "x"),
        _fault("a", "x", 0),
        _fault("a", "x", 1),
        _fault("a", "x", 1, "y"),
        _fault("a", "x", 1, "z"),
        _fault("a", "x", 1, "a"),
        _fault("a", "x", 2),
        _fault("a", "x", 10, "y"),
        _fault("a", "other"),
        _fault("a", "missing"),
        _fault("a", "missing", "b"),
        _fault("b", "missing", 0),
        _fault("c", "missing", "a"),
        _fault("a", "q"),
    ]
    found = in_order(POINT, document, iter(reversed(ordered)))
    assert in_order(POINT, document, ordered) == ordered
    assert in_order(POINT, document, iter(ordered[:1])) == ordered[:1]
    assert found == ordered
    assert in_order(POINT, document, [_fault("a", "x"), _fault("b", "a")]) == [_fault("b", "a"), _fault("a", "x")]
