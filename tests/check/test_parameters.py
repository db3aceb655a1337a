"""Calls of operations get warnings about method, path, connection and parameters, but are never refused for them."""

from typing import Any

import pytest

from bs_validate import validate_request, validate_response
from bs_validate._check.parameters import is_plain_http
from support.names import shown
from support.samples import documented

BASE = "https://www.bookingsync.com/api/v3"
CONTACT = {"contacts": [{"zip": "75001"}]}


def _doubts(method: str, url: str, body: Any = None) -> list[tuple[str, str, dict[str, Any]]]:
    report = validate_request(method, url, body)
    assert report.valid
    return [(one.code, one.field, dict(one.params)) for one in report.warnings]


TYPE = {"expected": ["integer"], "actual": "string"}


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/contacts", []),
        ("GET", "/contacts?fields=id,firstname&include=account&page=2&per_page=100", []),
        ("GET", "/contacts?fields[]=id&fields[contacts]=email&include[]=account&id=1,2", []),
        ("GET", "/contacts?updated_since=2014-08-21T08:40:44Z", []),
        ("GET", "/contacts?updated_since=2014-08-21T08:40:44.123%2B02:00", []),
        ("GET", "/contacts?updated_since=2014-08-21T08:40:44+02:00", []),
        ("GET", "/contacts?updated_since=2014-08-21", []),
        ("GET", "/contacts?updated_since=2014-08-21+08%3A40%3A44+UTC", []),
        ("GET", "/contacts?updated_since=2014-08-21+08%3A40%3A44+%2B0200", []),
        ("GET", "/contacts?updated_since=yesterday", [("time", "updated_since", {"reason": "shape"})]),
        ("GET", "/contacts?updated_since=2014-13-21T08:40:44Z", [("time", "updated_since", {"reason": "no_such_date"})]),
        ("GET", "/contacts?feilds=id", [("undocumented_parameter", "feilds", {"suggestion": "fields"})]),
        ("GET", "/contacts?perpage=5", [("undocumented_parameter", "perpage", {"suggestion": "per_page"})]),
        ("GET", "/contacts?fields[hosts]=id", [("undocumented_parameter", "fields[hosts]", {"suggestion": "fields"})]),
        ("GET", "/contacts?utm_source=", [("undocumented_parameter", "utm_source", {})]),
        ("GET", "/contacts?fields=emial,id", [("undocumented_field", "fields", {"suggestion": "email"})]),
        ("GET", "/hosts?fields=zip", [("undocumented_field", "fields", {})]),
        ("GET", "/contacts?include=acount", [("undocumented_field", "include", {"suggestion": "account"})]),
        ("GET", "/hosts?include=user,source,account", []),
        ("GET", "/contacts?page=abc", [("type", "page", TYPE)]),
        ("GET", "/contacts?page=0", [("minimum", "page", {"min": 1})]),
        ("GET", "/contacts?page=", [("type", "page", TYPE)]),
        ("GET", "/contacts?per_page=-1", [("minimum", "per_page", {"min": 1})]),
        ("GET", "/contacts?page=-" + "9" * 5000, [("minimum", "page", {"min": 1})]),
        ("GET", "/contacts?page=" + "9" * 5000, []),
        ("GET", "/contacts?page=--1", [("type", "page", TYPE)]),
        ("GET", "/contacts?id=1,x,y", [("type", "id", TYPE)]),
        ("GET", "/contacts?id=,", [("type", "id", TYPE)]),
        ("GET", "/contacts?id=", []),
        ("GET", "/contacts/1,2,3", []),
        ("GET", "/contacts/1,%202", []),
        ("GET", "/contacts/1,ana", [("type", "contact_id", TYPE)]),
        ("GET", "/hosts/0", [("minimum", "host_id", {"min": 1})]),
        ("DELETE", "/contacts/1,2", [("type", "contact_id", TYPE)]),
        ("DELETE", "/contacts/1?page=1", [("undocumented_parameter", "page", {})]),
        ("PUT", "/contacts/1", []),
        ("PUT", "/contacts/1.json", []),
        ("PUT", "/contacts/1.json/", []),
        ("PUT", "/contacts/new", [("type", "contact_id", TYPE)]),
        ("PUT", "/contact/1", [("singular_path", "", {})]),
        ("PATCH", "/contacts/1", [("undocumented_method", "", {})]),
        ("patch", "/contact/1", [("singular_path", "", {}), ("undocumented_method", "", {})]),
    ],
    ids=shown,
)
def test_undocumented_parts_of_a_call_get_warnings(method: str, path: str, expected: list[Any]) -> None:
    """The field of each warning is the parameter, and the warnings are in the order of the URL."""
    assert _doubts(method, BASE + path, CONTACT if method.upper() in ("PUT", "PATCH") else None) == expected


def test_warnings_about_the_call_come_before_those_about_the_body() -> None:
    """Both kinds are computed when they are first read."""
    report = validate_request("PATCH", f"{BASE}/contacts/1?x=1", {"contacts": [{"id": 1, "zip": "1"}]})
    assert [one.code for one in report.warnings] == ["undocumented_method", "undocumented_parameter", "read_only"]


def test_a_patch_is_checked_as_an_update() -> None:
    """The response to a PATCH is checked like the response to an update."""
    report = validate_request("PATCH", f"{BASE}/contacts/2", {"contacts": [{"country_code": "UK"}]})
    assert [(one.code, one.pointer) for one in report.errors] == [("choice", "/contacts/0/country_code")]
    assert report.schema == "contact.update"
    assert validate_response("PATCH", f"{BASE}/contacts/2", 200, documented("contact.read")).schema == "contact.read"


def test_no_value_of_a_parameter_is_repeated() -> None:
    """An undocumented name is cut and escaped like any unknown field."""
    url = f"{BASE}/contacts/ana@example.com?page=secret&{'x' * 50}=secret&bell%07=secret&id=secret"
    report = validate_request("GET", url)
    said = repr(report) + repr(report.to_dict()) + repr([one.message("fr") for one in report.warnings])
    assert "secret" not in said
    assert "ana@" not in said
    assert [one.field for one in report.warnings] == ["contact_id", "page", "x" * 39 + "…", "bell\\u0007", "id"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.bookingsync.com/api/v3/contacts", True),
        ("HTTP://www.smily.com/api/v3/contacts", True),
        ("http://api.example.org.evil.io/api/v3/contacts", True),
        ("http://192.168.1.5:3000/api/v3/contacts", True),
        ("https://www.bookingsync.com/api/v3/contacts", False),
        ("http://localhost:3000/api/v3/contacts", False),
        ("http://127.0.0.1/api/v3/contacts", False),
        ("http://[::1]:80/api/v3/contacts", False),
        ("http://api.localhost/api/v3/contacts", False),
        ("http://bookingsync.test/api/v3/contacts", False),
        ("http://www.example.com/api/v3/contacts", False),
        ("http://mock/api/v3/contacts", False),
        ("/api/v3/contacts", False),
        ("//www.bookingsync.com/api/v3/contacts", False),
    ],
)
def test_plain_http_to_another_machine_is_a_warning(url: str, expected: bool) -> None:  # noqa: FBT001  # of a row
    """The API answers plain HTTP with a redirect, which loses the body of a POST."""
    assert is_plain_http(url) is expected
    assert (("plain_http", "", {}) in _doubts("GET", url)) is expected


@pytest.mark.parametrize("form", [str, str.encode, lambda text: bytearray(text.encode()), lambda text: memoryview(text.encode())])
def test_a_byte_order_mark_is_refused_in_requests_only(form: Any) -> None:
    """Rails answers a request that has one with 400; in a response it is accepted, because a client has already read it."""
    text = '{"contacts": [{"zip": "1"}]}'
    (error,) = validate_request("PUT", f"{BASE}/contacts/1", form(f"\ufeff{text}")).errors
    assert (error.code, error.location) == ("not_json", ())
    assert dict(error.params) == {"reason": "byte_order_mark", "line": 1, "column": 1}
    assert validate_request("PUT", f"{BASE}/contacts/1", form(text)).valid
    assert validate_response("PUT", f"{BASE}/contacts/1", 422, form('\ufeff{"errors": {}}')).valid
