"""Which schema a document is checked against, and why."""

import json
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.finding import Checked, Wanted, subject
from bs_validate.lint.readers import documents
from support.samples import documented

VALIDATOR = Validator()
HOST = "https://www.bookingsync.com"


def _recorded(method: str, url: str, request: Any = None, status: int = 200, response: Any = None) -> str:
    """Return a cassette with one exchange; a body that is not a text is written as JSON, and None leaves it out."""

    def body(content: Any) -> Any:
        return content if content is None or type(content) is str else json.dumps(content)

    sent = {"method": method, "uri": url, "body": body(request)}
    answered = {"status": {"code": status, "message": ""}, "body": {"string": body(response)}}
    return json.dumps({"interactions": [{"request": sent, "response": answered}], "version": 1})


def _lint(text: str, name: str | None = None, file: str = "a.json") -> Checked:
    named = None if name is None else (name, "--as")
    return check(file, documents(file, text.encode()), VALIDATOR, named, Wanted(explanations=True))


def _taken(text: str, name: str | None = None) -> list[tuple[str | None, str]]:
    return [(one.schema, one.decided_by) for one in _lint(text, name).explanations]


@pytest.mark.parametrize(
    ("method", "path", "schema"),
    [
        ("POST", "/api/v3/contacts", "contact.create"),
        ("post", "/api/v3/contacts", "contact.create"),
        (":post", "/api/v3/hosts", "host.create"),
        ("POST", "/api/v3/contacts/", "contact.create"),
        ("POST", "/api/v3/contacts.json", "contact.create"),
        ("POST", "/proxy/x/api/v3/contacts?a=b#c", "contact.create"),
        ("PUT", "/api/v3/contacts/1", "contact.update"),
        ("PUT", "/api/v3/contact/1", "contact.update"),
        ("PUT", "/api/v3/hosts/1", "host.update"),
        ("PUT", "/api/v3/contacts", None),
        ("POST", "/api/v3/contacts/1", None),
        ("PATCH", "/api/v3/contacts/1", "contact.update"),
        ("POST", "/api/v3/rentals", None),
        ("POST", "/api/v3/contact", None),
        ("PUT", "/api/v3/contacts/1/notes", None),
        ("POST", "/contacts", None),
        ("POST", "", None),
        ("POST", "//[", None),
        ("GET", "/api/v3/contacts", None),
    ],
)
def test_a_recorded_request_is_identified_by_its_method_and_url(method: str, path: str, schema: str | None) -> None:
    """A request is a create, an update or undocumented, whatever its host and the beginning of its path."""
    taken = _taken(_recorded(method, f"{HOST}{path}", {"contacts": [{}]}, 500))
    assert taken[0][0] == schema
    assert _taken(_recorded(method, path, {"contacts": [{}]}, 500))[0][0] == schema


@pytest.mark.parametrize(
    ("method", "path", "status", "schema"),
    [
        ("GET", "/api/v3/contacts", 200, "contact.read"),
        ("GET", "/api/v3/contacts/1", 200, "contact.read"),
        ("GET", "/api/v3/contacts/1,2,3?include=account", 200, "contact.read"),
        ("POST", "/api/v3/hosts", 201, "host.read"),
        ("PUT", "/api/v3/hosts/1", 200, "host.read"),
        ("GET", "/api/v3/contacts", 304, None),
        ("POST", "/api/v3/contacts", 422, None),
        ("POST", "/api/v3/contacts", 500, None),
        ("GET", "/api/v3/rentals", 200, None),
        ("DELETE", "/api/v3/contacts/1", 204, None),
    ],
)
def test_a_recorded_response_is_a_read_when_it_succeeded(method: str, path: str, status: int, schema: str | None) -> None:
    """A successful response is a read of its own resource only."""
    assert _taken(_recorded(method, f"{HOST}{path}", None, status, {"x": []}))[-1][0] == schema


@pytest.mark.parametrize("status", [200, "200", "200 OK", {"code": 200}, {"code": "200"}, "HTTP/1.1 200 OK"])
def test_a_status_is_read_as_recorders_write_it(status: Any) -> None:
    """A status may be a number, a text, or an object with both."""
    exchange = {"request": {"method": "GET", "uri": "/api/v3/hosts"}, "response": {"status": status, "body": "{}"}}
    assert [one.schema for one in _lint(json.dumps([exchange])).explanations] == ["host.read"]


def test_a_response_without_a_status_is_skipped() -> None:
    """Nothing shows that it was successful."""
    exchange = {"request": {"method": "GET", "uri": "/api/v3/hosts"}, "response": {"status": {"code": None}, "body": "{}"}}
    assert _taken(json.dumps([exchange])) == [(None, "the status is not known")]


def test_an_empty_body_that_may_be_empty_is_not_a_document() -> None:
    """Empty bodies of GET, of DELETE and of responses without content do not count as skipped."""
    for body in ("", "{}", " "):
        checked = _lint(_recorded("DELETE", "/api/v3/contacts/1", body, 204, ""))
        assert (checked.documents, checked.skipped) == (0, 1)  # the file itself, in which nothing was to be checked
        checked = _lint(_recorded("GET", "/api/v3/hosts", body, 200, documented("host.read")))
        assert (checked.documents, checked.skipped, checked.findings) == (1, 0, ())


def test_skipped_bodies_are_counted() -> None:
    """Refusals, other resources and unknown operations are skipped."""
    for text in (
        _recorded("POST", "/api/v3/hosts", documented("host.create"), 422, {"errors": {}}),
        _recorded("POST", "/api/v3/hosts", documented("host.create"), 500, "<html>"),
    ):
        checked = _lint(text)
        assert (checked.documents, checked.skipped, checked.findings) == (1, 1, ())
    checked = _lint(_recorded("PUT", "/api/v3/rentals/1", {"rentals": [{}]}, 200, {"rentals": [{}]}))
    assert (checked.documents, checked.skipped, checked.findings) == (0, 2, ())


@pytest.mark.parametrize(
    "query",
    [
        "fields=id,firstname",
        "fields=id%2Cfirstname",
        "fields=id&fields=firstname",
        "fields[]=id&fields[]=firstname",
        "fields=id, firstname",
    ],
)
def test_a_sparse_response_needs_only_the_requested_fields(query: str) -> None:
    """Fields that the request did not ask for may be missing."""
    whole = documented("host.read")
    record = whole["hosts"][0]
    for sent, missing in (({"id": 1, "firstname": "a"}, []), ({"id": 1}, ["firstname"]), ({**record, "id": None}, ["id"])):
        text = _recorded("GET", f"{HOST}/api/v3/hosts?{query}", None, 200, {**whole, "hosts": [sent]})
        assert [one.error.field for one in _lint(text).findings] == missing
    text = _recorded("GET", f"{HOST}/api/v3/hosts?fields=", None, 200, {**whole, "hosts": [{"id": 1}]})
    assert len(_lint(text).findings) == len(record) - 1


def test_side_loaded_resources_are_not_checked() -> None:
    """A request with ``include=`` gets more fields at the top level."""
    whole = {**documented("host.read"), "linked": {"accounts": [{"id": 1}]}}
    assert _lint(_recorded("GET", f"{HOST}/api/v3/hosts?include=account", None, 200, whole)).findings == ()


def test_a_named_schema_comes_before_everything() -> None:
    """In a recording, a named schema applies to bodies of its direction and resource."""
    text = _recorded("POST", "/api/v3/contacts", {"contacts": [{"city": "x"}]}, 201, documented("contact.read"))
    assert _taken(text, "contact.update") == [("contact.update", "--as"), ("contact.read", "the recorded response")]
    assert _taken(text, "contact.read") == [("contact.create", "the recorded request"), ("contact.read", "--as")]
    assert _taken(text, "host.create")[0] == ("contact.create", "the recorded request")
    elsewhere = _recorded("POST", "https://x.example/people", {"contacts": [{}]}, 500)
    assert _taken(elsewhere) == [(None, "another resource or operation")]
    assert _taken(elsewhere, "contact.update") == [("contact.update", "--as")]
    assert _taken("[]", "contact.update") == [("contact.update", "--as")]


def test_a_hidden_value_in_a_recording_is_not_an_error() -> None:
    """A placeholder in capitals counts in a recording; in a fixture, it is a value like any other."""
    body = {"contacts": [{"email": "<EMAIL>", "zip": "<Zip>", "city": None}]}
    assert [one.error.field for one in _lint(_recorded("PUT", "/api/v3/contacts/1", body, 500)).findings] == ["city"]
    assert [one.error.field for one in _lint(json.dumps(body), "contact.update").findings] == ["email", "city"]


def test_a_body_that_is_not_json_is_a_finding() -> None:
    """The finding and its message have the place in the outer file."""
    text = _recorded("POST", "/api/v3/contacts", '{"contacts": [,]}', 500)
    (finding,) = _lint(text).findings
    assert finding.error.code == "not_json"
    assert finding.column == text.index("[,]") + 2
    assert finding.message == f"is not valid JSON (line 1, column {finding.column})"
    assert [one.error.code for one in _lint(_recorded("POST", "/api/v3/contacts", "", 500)).findings] == ["not_json"]


def test_an_unusual_call_in_a_recording_is_a_warning() -> None:
    """A path in the singular and PATCH are warnings about the request, and its body is checked as an update."""
    text = _recorded("PATCH", f"{HOST}/api/v3/contact/1", {"contacts": [{"country_code": "UK"}]}, status=500)
    findings = _lint(text).findings
    found = [(one.error.code, one.error.severity) for one in findings]
    assert sorted(found) == [("choice", "error"), ("singular_path", "warning"), ("undocumented_method", "warning")]
    assert [subject(one.error) for one in findings] == ["the request", "the request", "country_code"]


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("PUT", f"{HOST}/api/v3/contacts/1?feilds=id", [("undocumented_parameter", "feilds", {"suggestion": "fields"})]),
        ("PUT", f"{HOST}/api/v3/contacts/1?fields=zip", []),
        ("PUT", "http://www.bookingsync.com/api/v3/contacts/1", [("plain_http", "", {})]),
        ("PUT", "http://localhost:3000/api/v3/contacts/1", []),
        ("PUT", "http://127.0.0.1/api/v3/contacts/1", []),
        ("PUT", "http://api.example.com/api/v3/contacts/1", []),
        ("PUT", "/api/v3/contacts/1", []),
        ("GET", f"{HOST}/api/v3/contacts?fields=zip&pgae=2", [("undocumented_parameter", "pgae", {"suggestion": "page"})]),
        ("GET", f"{HOST}/api/v3/contacts/1?fields=zip&fields=emial", [("undocumented_field", "fields", {"suggestion": "email"})]),
        ("GET", "http://www.bookingsync.com/api/v3/contacts/1?fields=zip", [("plain_http", "", {})]),
    ],
)
def test_an_unusual_url_in_a_recording_is_a_warning(method: str, url: str, expected: list[Any]) -> None:
    """The warning is at the URL, comes once for an exchange, and shows no value."""
    sent = {"contacts": [{"zip": "75001"}]} if method == "PUT" else None
    answer = {**documented("contact.read"), "contacts": [{"zip": "75001"}]}
    text = _recorded(method, url, sent, 500 if sent else 200, None if sent else answer)
    found = _lint(text).findings
    assert [(one.error.code, one.error.field, dict(one.error.params)) for one in found] == expected
    assert all(one.column == text.index(json.dumps(url)) + 1 for one in found)
    assert all(one.error.severity == "warning" for one in found)


def test_a_name_that_a_parameter_lists_is_not_called_a_parameter() -> None:
    """A key of a document that has the name of the parameter is called by its name."""
    recorded = _recorded("GET", f"{HOST}/api/v3/hosts?fields=emial", None, 200, {**documented("host.read"), "hosts": []})
    found = [*_lint(recorded).findings, *_lint('{"hosts": [{"firstname": "Jan"}], "fields": 1}', "host.update").findings]
    assert [subject(one.error) for one in found] == ["a name in the parameter fields", "fields"]


CASSETTE = f"""\
http_interactions:
- request:
    method: get
    uri: {HOST}/api/v3/contacts?feilds=id
    body: {{encoding: UTF-8, string: ""}}
  response:
    status: {{code: 200}}
    body: {{encoding: UTF-8, string: '{{"links":{{}},"contacts":[],"meta":{{}}}}'}}
recorded_with: VCR 6.0.0
"""


def test_a_call_is_doubted_once_although_both_of_its_bodies_were_recorded() -> None:
    """The place is that of the URL."""
    found = check("a.yml", documents("a.yml", CASSETTE.encode()), VALIDATOR).findings
    assert [(one.error.code, one.line, one.column) for one in found] == [("undocumented_parameter", 4, 10)]


@pytest.mark.parametrize(
    ("method", "url", "codes"),
    [
        ("GET", f"{HOST}/api/v3/contacts?feilds=id", ["undocumented_parameter"]),
        ("GET", f"{HOST}/api/v3/contacts?page=x&per_page=500", ["type"]),
        ("DELETE", f"{HOST}/api/v3/contacts/1?force=1", ["undocumented_parameter"]),
        ("GET", "https://<HOST>/api/v3/contacts?feilds=id", ["undocumented_parameter"]),
        ("GET", f"{HOST}/api/v3/contacts?fields=<FIELDS>", []),
        ("GET", f"{HOST}/api/v3/rentals?feilds=id", []),
        ("GET", "https://books.crm.com/api/v3/contacts?limit=5", []),
    ],
)
def test_a_request_without_a_body_gets_warnings_in_a_walk_unless_it_is_for_others(
    method: str, url: str, codes: list[str]
) -> None:
    """The parameters of another company's API are unknown. A file with such a warning does not count as skipped."""
    data = json.dumps([{"request": {"method": method, "url": url}}]).encode()
    checked = check("a.json", documents("a.json", data), VALIDATOR, is_walked=True)
    assert [one.error.code for one in checked.findings] == codes
    assert (checked.documents, checked.skipped) == (0, 0 if codes else 1)


@pytest.mark.parametrize(
    ("url", "contact", "documents_walked"),
    [
        ("https://books.crm.com/api/v3/contacts", {"contact_name": "x", "contact_type": "y"}, 0),
        ("https://books.crm.com/api/v3/contacts", {"email": "x", "city": "y"}, 1),
        (f"{HOST}/api/v3/contacts", {"contact_name": "x"}, 1),
        ("http://localhost:3000/api/v3/contacts", {"contact_name": "x"}, 1),
        ("https://<HOST>/api/v3/contacts", {"contact_name": "x"}, 1),
        ("/api/v3/contacts", {"contact_name": "x"}, 1),
    ],
)
def test_a_walk_skips_recordings_of_other_companies(url: str, contact: Any, documents_walked: int) -> None:
    """Both the host and the fields belong to another API. A file that is named is checked all the same."""
    text = _recorded("POST", url, {"contacts": [contact]}, 500)
    for is_walked, expected in ((True, documents_walked), (False, 1)):
        checked = check("a.json", documents("a.json", text.encode()), VALIDATOR, is_walked=is_walked)
        assert (checked.documents, bool(checked.findings)) == (expected, bool(expected))


@pytest.mark.parametrize(
    ("url", "contact", "documents_walked"),
    [
        ("{{base}}/contacts", {"contact_name": "x", "contact_type": "y"}, 0),
        ("{{base}}/contacts", {"city": "y"}, 1),
        ("{{base}}/api/v3/contacts", {"contact_name": "x"}, 1),
        ("@base = https://x.bookingsync.com/api/v3\n\nPOST {{base}}/contacts", {"contact_name": "x"}, 1),
    ],
)
def test_a_walk_judges_a_guessed_address_by_the_body(url: str, contact: Any, documents_walked: int) -> None:
    """Many collections of other APIs have contacts behind a variable, too."""
    text = f"{url if url.startswith('@') else f'POST {url}'}\n\n{json.dumps({'contacts': [contact]})}"
    for is_walked, expected in ((True, documents_walked), (False, 1)):
        checked = check("a.http", documents("a.http", text.encode()), VALIDATOR, is_walked=is_walked)
        assert (checked.documents, bool(checked.findings)) == (expected, bool(expected))
