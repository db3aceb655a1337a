"""Issues become errors in document order."""

from typing import Any

import pytest

from bs_validate._check.issues import (
    Issue,
    as_error,
    beside,
    doubt,
    elsewhere,
    error,
    errors,
    field_name,
    in_order,
    moved,
    not_representable,
    of_parent,
    one_issue_one_error,
    placed,
    relocated,
    warnings,
)
from bs_validate._schema.catalog import Catalog, packaged

CONTACT = packaged()["contact.create"]
POINT = Catalog(lambda: ["point.read.json"], lambda _: b'{"properties": {"x": {"properties": {"y": {}}}, "a": {}}}')["point.read"]


def _issue(code: str, *location: str | int, **params: Any) -> Issue:
    return Issue(code, location, params)


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
    """Each code is reported once at a place, and a null, a wrong type or a blank text hides all others."""
    assert [one.code for one in one_issue_one_error([_issue(code, "a") for code in found])] == expected


def test_the_first_of_several_equal_issues_is_reported() -> None:
    """Issues of rules without a code of their own are equal only if they have the same keyword location."""
    found = [Issue("type", ("a",), {"n": 1}), Issue("type", ("a",), {"n": 2})]
    assert tuple(one_issue_one_error(found)) == (found[0],)
    found = [_issue("constraint", keyword="not"), _issue("constraint", keyword="x"), _issue("constraint", keyword="not")]
    assert [one.params["keyword"] for one in one_issue_one_error(found)] == ["not", "x"]


def test_each_finding_of_the_guard_is_reported_once() -> None:
    """Each place is reported with each of its reasons, in order."""
    problems: list[Any] = [(("a",), "bytes"), (("b",), "set"), (("a",), "bytes"), (("a",), "cycle")]
    assert not_representable(problems) == (
        Issue("not_representable", ("a",), {"reason": "bytes"}),
        Issue("not_representable", ("b",), {"reason": "set"}),
        Issue("not_representable", ("a",), {"reason": "cycle"}),
    )


def test_issues_about_replaced_values_are_dropped() -> None:
    """Issues are dropped at and below a value that the guard replaced, and at an object that lost a key.

    Unknown names and issues at other places are kept.
    """
    problems = [
        _issue("not_representable", "a", reason="bytes"),
        _issue("not_representable", "b", reason="key_not_text"),
        _issue("duplicate_key", "c"),
    ]
    found = [
        _issue("null", "a"),
        _issue("required", "a", "x"),
        _issue("unknown_field", "a"),
        _issue("unknown_field", "a", "x"),
        _issue("too_few", "b"),
        _issue("required", "b", "x"),
        _issue("type", "c"),
        _issue("type"),
        _issue("type", "ab"),
    ]
    assert list(beside(problems, found)) == [found[2], found[3], found[5], found[6], found[7], found[8]]
    assert list(beside([_issue("not_representable", reason="set")], found)) == [found[2], found[3]]
    assert list(beside([], found)) == found


def test_errors_have_a_field_in_which_unknown_names_are_shortened() -> None:
    """Names in the schema are shown whole, other names are cut and escaped, and indices are kept."""
    strange = "x" * 50 + "\n"
    found = errors(
        CONTACT,
        [
            Issue("type", ("contacts", 0, "phones", 1, "number"), {"actual": "null"}, "/some/where"),
            Issue("unknown_field", ("contacts", 0, strange, 2, "email"), {}),
            Issue("required", ("contacts",), {}),
        ],
    )
    assert [(one.code, one.severity, one.location, one.field, dict(one.params), one.schema_location) for one in found] == [
        ("type", "error", ("contacts", 0, "phones", 1, "number"), "phones.1.number", {"actual": "null"}, "/some/where"),
        ("unknown_field", "error", ("contacts", 0, "x" * 39 + "…", 2, "email"), "x" * 39 + "….2.email", {}, ""),
        ("required", "error", ("contacts",), "", {}, ""),
    ]
    assert found[2].message() == 'is required; the envelope is missing: wrap the fields in {"contacts": [ … ]}'
    (alone,) = errors(CONTACT, [_issue("unknown_field", "a\n")])
    assert (alone.location, alone.pointer) == (("a\\u000a",), "/a\\u000a")
    (doubt,) = warnings(CONTACT, [_issue("read_only", "contacts", 0, "id")])
    assert (doubt.severity, doubt.field, doubt.message("de") != doubt.message()) == ("warning", "id", True)


@pytest.mark.parametrize(
    ("location", "field"),
    [
        (("contacts", 0, "email"), "email"),
        (("contacts", 0, "a\n"), "a\\u000a"),
        (("contacts", 0, "phones", 1), "phones.1"),
        (("contacts", "email"), "email"),
        (("contacts", "firstname", "email"), "firstname.email"),
        (("contacts",), ""),
        (("links", 0, "email"), ""),
    ],
)
def test_only_a_missing_envelope_is_reported_as_missing(location: tuple[str | int, ...], field: str) -> None:
    """Other errors at the envelope, and missing fields at other places, have their usual messages."""
    missing, wrong = errors(CONTACT, [Issue("required", location, {}), Issue("refused", location, {"reason": "a"})])
    assert (missing.field, wrong.field) == (field, field)
    assert ("the envelope is missing" in missing.message()) == (location == ("contacts",))
    assert "the envelope is missing" not in wrong.message()


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (("contacts", 0, "email"), ("contacts", 0, "email")),
        (("contacts", 0, "a\n"), ("contacts", 0, "a\\u000a")),
        (("contacts", 0, 3), ("contacts", 0, 3)),
        (("contacts", "a\n", "email"), ("contacts", "a\\u000a", "email")),
        (("links", 0, "a\n"), ("links", 0, "a\\u000a")),
    ],
)
def test_an_unknown_name_is_quoted_in_the_location(location: tuple[str | int, ...], shown: tuple[str | int, ...]) -> None:
    """Indices stay numbers."""
    (found,) = errors(CONTACT, [Issue("refused", location, {"reason": "a"})])
    assert found.location == shown


@pytest.mark.parametrize(
    ("issue", "is_told"),
    [
        (Issue("type", (), {"expected": ["object"], "actual": "array"}), True),
        (Issue("type", (), {"expected": ["object"], "actual": "string"}), False),
        (Issue("type", ("contacts",), {"expected": ["object"], "actual": "array"}), False),
        (Issue("refused", (), {"reason": "a", "actual": "array"}), False),
    ],
)
def test_only_a_document_that_is_a_list_is_told_its_envelope(issue: Issue, is_told: bool) -> None:  # noqa: FBT001  # of a row
    """A list elsewhere has no envelope, and another value is not wrapped in one."""
    (found,) = errors(CONTACT, [issue])
    assert ("the envelope is missing" in found.message()) == is_told


def test_doubts_are_kept_where_there_is_no_error() -> None:
    """A warning at the location of an error would say less than the error does."""
    doubts = [_issue("email_doubtful", "a"), _issue("plain_http", "b")]
    assert elsewhere(doubts, iter([_issue("type", "a"), _issue("type")])) == doubts[1:]
    assert elsewhere(doubts, []) == doubts


def test_an_error_about_the_whole_document_has_no_location() -> None:
    """Such an error has no params and no schema location either."""
    found = error("singular_path", "warning")
    assert (found.code, found.severity, found.location, found.field, dict(found.params), found.schema_location) == (
        *("singular_path", "warning", (), "", {}, ""),
    )
    assert found.message().startswith("uses a path in the singular")
    assert dict(error("not_json", "error", {"reason": "empty"}).params) == {"reason": "empty"}


def test_an_error_can_be_moved() -> None:
    """An error can be given another location or another line, and everything else in it is kept."""
    (found,) = errors(CONTACT, [Issue("too_long", ("contacts", 0, "zip"), {"max": 1, "length": 2}, "/where")])
    elsewhere = moved(CONTACT, found, ("contacts", 3, "phones", 1))
    assert (elsewhere.location, elsewhere.field) == (("contacts", 3, "phones", 1), "phones.1")
    assert (elsewhere.code, elsewhere.severity, elsewhere.params, elsewhere.schema_location, elsewhere.message()) == (
        *(found.code, found.severity, found.params, found.schema_location, found.message()),
    )
    (broken,) = warnings(
        CONTACT, [Issue("not_json", ("contacts", 0, "zip"), {"reason": "nan", "line": 1, "column": 2}, "/where")]
    )
    further = placed(broken, 30, 40)
    assert dict(further.params) == {"reason": "nan", "line": 30, "column": 40}
    assert (further.code, further.severity, further.location, further.field, further.schema_location) == (
        *("not_json", "warning", ("contacts", 0, "zip"), "zip", "/where"),
    )
    assert further.message() == "is not valid JSON: NaN and Infinity are not JSON numbers (line 30, column 40)"


def test_an_error_in_a_bare_resource_has_its_location_in_the_file() -> None:
    """The location is the one in the file, without the envelope in which the resource was checked."""
    (found,) = errors(CONTACT, [Issue("too_long", ("contacts", 0, "phones", 1, "label"), {"max": 1, "length": 2})])
    elsewhere = relocated(found, ("phones", 1, "label"))
    assert (elsewhere.location, elsewhere.field, elsewhere.code) == (("phones", 1, "label"), "phones.1.label", "too_long")
    above = of_parent(found)
    assert (above.location, above.field, above.code) == (("contacts", 0, "phones", 1), "phones.1", "too_long")
    assert elsewhere.params == above.params == found.params


def test_a_warning_about_a_parameter_has_its_name_as_location() -> None:
    """An unknown parameter name is cut and escaped, and turning the warning into an error changes only its severity."""
    found = doubt(Issue("undocumented_parameter", ("feilds\x1b",), {"suggestion": "fields"}))
    assert (found.code, found.severity, found.location, found.field, dict(found.params), found.schema_location) == (
        *("undocumented_parameter", "warning", ("feilds\\u001b",), "feilds\\u001b", {"suggestion": "fields"}, ""),
    )
    refused = as_error(found)
    assert refused.severity == "error"
    assert (refused.code, refused.location, refused.field, refused.params, refused.schema_location, refused.message()) == (
        *(found.code, found.location, found.field, found.params, "", found.message()),
    )
    assert "did you mean fields?" in found.message()


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
    """Places outside the resource have no field name. Without an envelope, the document is the resource."""
    assert field_name(CONTACT, location) == expected
    assert field_name(POINT, ("x", "y")) == "x.y"
    assert field_name(POINT, ()) == ""


def test_faults_come_in_the_order_of_the_document() -> None:
    """Members that an object has come in its own order, then missing ones in the order of the schema.

    Items are ordered by index, and errors at one place by code.
    """
    document = {"a": {"late": 1}, "x": [1, {"y": 2, "z": 3}], "other": 4}
    ordered = [
        _issue("a"),
        _issue("b"),
        _issue("c", "a"),
        _issue("c", "a", "late"),
        _issue("c", "a", "late", "deep"),
        _issue("c", "a", "unheard of"),
        _issue("c", "a", "x"),
        _issue("c", "a", "a"),
        _issue("c", "a", "y"),
        _issue("c", "x"),
        _issue("a", "x", 0),
        _issue("a", "x", 1),
        _issue("a", "x", 1, "y"),
        _issue("a", "x", 1, "z"),
        _issue("a", "x", 1, "a"),
        _issue("a", "x", 2),
        _issue("a", "x", 10, "y"),
        _issue("a", "other"),
        _issue("a", "missing"),
        _issue("a", "missing", "b"),
        _issue("b", "missing", 0),
        _issue("c", "missing", "a"),
        _issue("a", "q"),
    ]
    found = in_order(POINT, document, iter(reversed(ordered)))
    assert in_order(POINT, document, ordered) == ordered
    assert in_order(POINT, document, iter(ordered[:1])) == ordered[:1]
    assert found == ordered
    assert in_order(POINT, document, [_issue("a", "x"), _issue("b", "a")]) == [_issue("b", "a"), _issue("a", "x")]
