"""A method and a URL lead to an operation, which has schemas for its request and its responses."""

import json
import pickle
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest

from bs_validate import UnknownOperation, Validator, validate_request, validate_response
from bs_validate._check.issues import Issue
from bs_validate._check.issues import errors as shown
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate._schema.operations import asked_for, call, find, is_form, operations, undocumented
from support.places import ROOT
from support.samples import documented

SCHEMAS = ROOT / "schemas"
BASE = "https://www.bookingsync.com/api/v3"
KNOWN = operations(packaged())


def test_the_table_is_openapi() -> None:
    """It is valid OpenAPI 3.1 with all references resolved."""
    path = SCHEMAS / "openapi.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    assert table["openapi"] == "3.1.0"
    openapi_spec_validator.validate(table, base_uri=path.as_uri())


def test_each_example_of_the_table_is_valid() -> None:
    """Every body of a request or response has examples, each written once, which are valid with the schema beside them."""
    table = json.loads((SCHEMAS / "openapi.json").read_text(encoding="utf-8"))
    used = set()

    def bodies(entry: dict[str, Any]) -> Iterator[Any]:
        for media in entry.get("content", {}).values():
            for name, reference in media["examples"].items():
                assert reference == {"$ref": f"#/components/examples/{name}"}
                used.add(name)
                yield table["components"]["examples"][name]["value"]

    examples = []
    for path, item in table["paths"].items():
        for method, entry in item.items():
            url = f"/api/v3{path}"
            examples += [validate_request(method, url, body) for body in bodies(entry.get("requestBody", {}))]
            for status, response in entry["responses"].items():
                shown = table["components"]["responses"][response["$ref"].rpartition("/")[2]] if "$ref" in response else response
                examples += [validate_response(method, url, int(status), body) for body in bodies(shown)]
    assert [report.schema for report in examples if not report.valid] == []
    assert {report.schema for report in examples} == {*packaged().names, "unprocessable"}
    assert used == set(table["components"]["examples"])


def test_the_table_has_the_nine_documented_operations() -> None:
    """Each has the schemas of its bodies, and the parameters where they are documented."""
    assert [(one.id, str(one), one.request, dict(one.responses)) for one in KNOWN] == [
        ("list_contacts", "GET /contacts", None, {200: "contact.read", 400: None}),
        ("create_contact", "POST /contacts", "contact.create", {201: "contact.read", 400: None, 415: None, 422: "unprocessable"}),
        ("get_contact", "GET /contacts/{contact_id}", None, {200: "contact.read", 400: None, 404: None}),
        (
            "update_contact",
            "PUT /contacts/{contact_id}",
            "contact.update",
            {200: "contact.read", 400: None, 404: None, 415: None, 422: "unprocessable"},
        ),
        ("destroy_contact", "DELETE /contacts/{contact_id}", None, {204: None, 400: None, 404: None}),
        ("list_hosts", "GET /hosts", None, {200: "host.read", 400: None}),
        ("create_host", "POST /hosts", "host.create", {201: "host.read", 400: None, 415: None, 422: "unprocessable"}),
        ("get_host", "GET /hosts/{host_id}", None, {200: "host.read", 400: None, 404: None}),
        (
            "update_host",
            "PUT /hosts/{host_id}",
            "host.update",
            {200: "host.read", 400: None, 404: None, 415: None, 422: "unprocessable"},
        ),
    ]


@pytest.mark.parametrize(
    ("method", "url", "schema"),
    [
        ("POST", f"{BASE}/contacts", "contact.create"),
        ("post", "http://localhost:8000/x/api/v3/contacts/?a=b#c", "contact.create"),
        ("PUT", "/api/v3/hosts/7", "host.update"),
        ("PUT", f"{BASE}/contacts/1.json", "contact.update"),
        ("GET", f"{BASE}/contacts?fields=id", "GET /contacts"),
        ("DELETE", f"{BASE}/contacts/1", "DELETE /contacts/{contact_id}"),
    ],
)
def test_a_request_is_checked_by_its_operation(method: str, url: str, schema: str) -> None:
    """The host and the prefix of the API's path do not matter."""
    report = validate_request(method, url, {"contacts": [{"firstname": 1}], "hosts": [{"firstname": 1}]})
    assert report.schema == schema
    assert report.valid == (method in ("GET", "DELETE"))


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("PATCH", f"{BASE}/contacts"),
        ("DELETE", f"{BASE}/hosts/1"),
        ("POST", f"{BASE}/contacts/1"),
        ("POST", f"{BASE}/rentals"),
        ("GET", f"{BASE}/contact/1"),
        ("POST", "https://www.bookingsync.com/contacts"),
        ("POST", "http://[::1"),
        ("", ""),
    ],
)
def test_an_undocumented_operation_is_refused_with_a_clear_message(method: str, url: str) -> None:
    """The message lists the operations and contains nothing of the query."""
    asking: list[Callable[[], object]] = [
        lambda: validate_request(method, f"{url}?email=secret"),
        lambda: validate_response(method, url, 200),
    ]
    for asked in asking:
        with pytest.raises(UnknownOperation, match=r"unknown operation .*: choose from GET /contacts, POST /contacts") as raised:
            asked()
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "form", [lambda one: one, json.dumps, lambda one: json.dumps(one).encode(), lambda one: bytearray(json.dumps(one).encode())]
)
def test_a_body_is_text_bytes_or_a_document(form: Any) -> None:
    """All three forms give the same outcome."""
    good, bad = documented("host.create"), {"hosts": [{"first_name": "a"}]}
    assert validate_request("POST", f"{BASE}/hosts", form(good)).valid
    errors = validate_request("POST", f"{BASE}/hosts", form(bad)).errors
    assert {(one.code, one.pointer) for one in errors} == {
        ("unknown_field", "/hosts/0/first_name"),
        ("required", "/hosts/0/firstname"),
        ("required", "/hosts/0/lastname"),
    }


@pytest.mark.parametrize("body", [None, "", b"", " \n"])
def test_a_write_needs_a_body(body: Any) -> None:
    """None is allowed only if the operation has no body."""
    assert [one.code for one in validate_request("POST", f"{BASE}/hosts", body).errors] == ["not_json"]
    nothing: list[Any] = [body, {}, "{}"]
    for method, url in (("GET", f"{BASE}/hosts"), ("DELETE", f"{BASE}/contacts/1")):
        for empty in nothing:
            assert validate_request(method, url, empty).valid


def test_the_singular_path_is_a_warning() -> None:
    """One page of the documentation has the singular path for an update of a contact. The rest of the report is the same."""
    report = validate_request("PUT", f"{BASE}/contact/1", {"contacts": [{"id": 1, "zip": None}]})
    assert [one.code for one in report.errors] == ["null"]
    assert [one.code for one in report.warnings] == ["singular_path", "read_only"]
    assert report.schema == "contact.update"
    assert [one.code for one in validate_request("PUT", f"{BASE}/contacts/1", {"contacts": [{"zip": "1"}]}).warnings] == []


@pytest.mark.parametrize(
    ("status", "method", "path"), [(200, "GET", "/hosts"), (201, "POST", "/hosts"), (200, "PUT", "/hosts/1")]
)
def test_a_successful_response_is_a_read(status: int, method: str, path: str) -> None:
    """Only the fields that the URL requests are required."""
    whole = documented("host.read")
    assert validate_response(method, f"{BASE}{path}", status, whole).valid
    sparse = {**whole, "hosts": [{"id": 1, "links": {}}]}
    assert not validate_response(method, f"{BASE}{path}", status, sparse).valid
    assert validate_response(method, f"{BASE}{path}?fields=id", status, sparse).valid
    report = validate_response(method, f"{BASE}{path}?fields=id,email&include=user", status, sparse)
    assert [one.pointer for one in report.errors] == ["/hosts/0/email"]


def test_a_refusal_has_its_own_shape() -> None:
    """It has fields with lists of messages, or a list of objects with code, field and title."""
    url = f"{BASE}/contacts"
    assert validate_response("POST", url, 422, {"errors": {"country_code": ["is required"]}}).valid
    assert validate_response("POST", url, 422, b'{"errors": {}}').valid
    listed = {"code": "validation_failed", "field": "zip", "title": "is too long (maximum is 15 characters)"}
    assert validate_response("POST", url, 422, {"errors": [listed, listed]}).valid
    (nameless,) = validate_response("POST", url, 422, {"errors": [{"field": "zip"}]}).errors
    assert (nameless.code, nameless.pointer) == ("required", "/errors/0/code")
    report = validate_response("POST", url, 422, {"errors": {"country_code": "is required"}})
    assert [(one.code, one.pointer) for one in report.errors] == [("type", "/errors/country_code")]
    assert [one.code for one in validate_response("POST", url, 422, "<html>").errors] == ["not_json"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("DELETE", "/contacts/1", 204), ("GET", "/contacts", 500), ("GET", "/contacts", 304)]
)
def test_responses_with_other_statuses_are_not_checked(method: str, path: str, status: int) -> None:
    """Any body is valid."""
    for body in (None, "", "<html>", {"error": 1}):
        assert validate_response(method, f"{BASE}{path}", status, body).valid


def test_a_body_that_raises_for_every_attribute_is_not_representable() -> None:
    """The object raises even for its class. It is reported as not representable, and nothing is raised."""

    class Faceless:
        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError(name)

    report = validate_request("POST", "/api/v3/hosts", Faceless())
    assert [(error.code, error.pointer) for error in report.errors] == [("not_representable", "")]


@pytest.mark.parametrize(("method", "url"), [(None, "/api/v3/contacts"), ("POST", None), ("POST", b"/api/v3/contacts"), (5, 5)])
def test_a_method_or_url_that_is_not_text_is_an_unknown_operation(method: Any, url: Any) -> None:
    """No other exception is raised."""
    with pytest.raises(UnknownOperation):
        validate_request(method, url)


def test_a_status_may_be_text_and_must_be_a_number() -> None:
    """Recorders write it as text, and Python has an enumeration. Anything that is not a number is refused."""
    for status in ("200", 200, HTTPStatus.OK):
        assert [one.code for one in validate_response("GET", "/api/v3/contacts", status, "junk").errors] == ["not_json"]
    odd: list[Any] = [None, True, [], {}, "ok", 200.0, "²"]
    for one in odd:
        with pytest.raises(UnknownOperation, match="a status that is not a number"):
            validate_response("GET", "/api/v3/contacts", one, "")


@pytest.mark.parametrize(("status", "shown"), [(99, ""), (100, " 100"), (101, " 101"), (999, " 999"), (1000, ""), (-200, "")])
def test_a_status_of_three_digits_is_named(status: int, shown: str) -> None:
    """Any other number is left out, because it may be a personal value."""
    assert validate_response("GET", "/api/v3/contacts", status, "").schema == f"GET /contacts{shown}"


def test_a_url_is_read_as_servers_read_it() -> None:
    """Percent-encoding is decoded in the path and in the query."""
    assert validate_request("PUT", "/api/v3/%63ontacts/1", {"contacts": [{}]}).schema == "contact.update"
    assert validate_response("GET", "/api/v3/hosts?f%69elds=id", 200, {"hosts": [{"id": 1}]}).valid


@pytest.mark.parametrize("engine", ["auto", "reference"])
def test_a_validator_can_be_pickled(engine: Any) -> None:
    """A used validator can be pickled too, and the copy is made from the same arguments."""
    validator = Validator(engine=engine)
    validator.validate({"hosts": [{}]}, "host.create")
    again = pickle.loads(pickle.dumps(validator))  # noqa: S301  # our own bytes
    assert again.validate({"hosts": [{}]}, "host.create") == validator.validate({"hosts": [{}]}, "host.create")


def test_operations_of_a_directory_are_its_own(tmp_path: Path) -> None:
    """Another resource needs only a table and schemas.

    Without a table, the operations of the package that use its schemas remain.
    """
    schema = {"type": "object", "required": ["tags"], "properties": {"tags": {"type": "array", "items": {"required": ["name"]}}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema))
    assert Validator(tmp_path).operations == ()
    media = {"application/json": {"schema": {"$ref": "tag.create.json"}}}
    table = {"paths": {"/tags": {"post": {"operationId": "create_tag", "requestBody": {"content": media}, "responses": {}}}}}
    (tmp_path / "openapi.json").write_text(json.dumps(table))
    report = Validator(tmp_path).validate_request("POST", "/api/v3/tags", {"tags": [{}]})
    assert [(one.code, one.pointer) for one in report.errors] == [("required", "/tags/0/name")]


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("GET", "/api/v3/contacts", ("list_contacts", False, None)),
        ("get", "https://other.example:8443/behind/api/v3/contacts.json?page=2", ("list_contacts", False, None)),
        ("GET", "/api/v3/api/v3/contacts/", ("list_contacts", False, None)),
        ("GET", "/api/v3//contacts//", ("list_contacts", False, None)),
        ("GET", "/api/v3/contacts#/api/v3/hosts", ("list_contacts", False, None)),
        ("Put", "/api/v3/contacts/5", ("update_contact", False, None)),
        ("DELETE", "/api/v3/contacts/a.b", ("destroy_contact", False, None)),
        ("POST", "/api/v3/contact", None),
        ("PUT", "/api/v3/contact/5.json", ("update_contact", True, None)),
        ("GET", "/api/v3/contacts?fields=id,%20email&x=1&fields=zip", ("list_contacts", False, {"id", "email", "zip"})),
        ("GET", "/api/v3/contacts?fields[]=id", ("list_contacts", False, {"id"})),
        ("GET", "/api/v3/contacts?fields%5Bcontacts%5D=id", ("list_contacts", False, {"id"})),
        ("GET", "/api/v3/hosts/1?fields[contacts]=id", ("get_host", False, None)),
        ("GET", "/api/v3/hosts/1?fields[hosts]=id&fields[contacts]=zip", ("get_host", False, {"id"})),
        ("GET", "/api/v3/contacts?fields=", ("list_contacts", False, None)),
        ("GET", "/api/v3/contacts?fields=+,", ("list_contacts", False, None)),
        ("GET", "/api/v3/contacts?xfields=id", ("list_contacts", False, None)),
        ("GET", "/api/v3/contacts/1/2", None),
        ("GET", "/api/v3/contacts/", ("list_contacts", False, None)),
        ("GET", "https://www.bookingsync.com//api//v3//contacts", ("list_contacts", False, None)),
        ("GET", "/api/v3/contactsx", None),
        ("GET", "/api/v3/xcontacts", None),
        ("GET", "/api/v3/contact", None),
        ("PATCH", "/api/v3/contacts/1", ("update_contact", False, None)),
        ("PATCH", "/api/v3/contacts", None),
        ("GET", "/api/v4/contacts", None),
        ("GET", "/contacts", None),
        ("GET", "/api/v3", None),
        ("GET", "?/api/v3/contacts", None),
        ("GET", "http://[/api/v3/contacts", None),
        ("GET", 5, None),
        (5, "/api/v3/contacts", None),
        ("GET", b"/api/v3/contacts", None),
    ],
)
def test_a_method_and_a_url_are_a_call(method: Any, url: Any, expected: Any) -> None:
    """The call has an operation, a path in the singular or plural, and the requested fields. Others belong to no operation."""
    found = find(KNOWN, method, url)
    assert (None if found is None else (found.operation.id, found.is_singular, found.fields)) == expected
    if expected is not None:
        assert call(iter(KNOWN), method, url) == found
    else:
        with pytest.raises(UnknownOperation, match="choose from GET /contacts, POST /contacts, "):
            call(iter(KNOWN), method, url)


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("GET", "/api/v3/contacts?q=&page=2", (False, {}, (("q", ""), ("page", "2")))),
        ("PUT", "/api/v3/contacts/5", (False, {"contact_id": "5"}, ())),
        ("PATCH", "/api/v3/contacts/5", (True, {"contact_id": "5"}, ())),
    ],
)
def test_a_call_has_its_values(method: str, url: str, expected: Any) -> None:
    """Values of the path have their names, and empty values of the query are kept. PATCH is known and not documented."""
    found = call(KNOWN, method, url)
    assert (found.is_undocumented, found.path, found.query) == expected


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("delete", "/api/v3/hosts/5", "DELETE /hosts/{host_id}"),
        ("PATCH", "/api/v3/hosts", "PATCH /hosts"),
        ("GET", "/api/v3/hosts/5/6", "GET /hosts/…"),
        ("LINK", "/api/v3/hosts/5", "… /hosts/…"),
        ("DELETE", "/api/v3/contact/5", "DELETE /contact/…"),
        ("GET", "/api/v3/hosts/5", None),
        ("PATCH", "/api/v3/hosts/5", None),
        ("head", "/api/v3/hosts", None),
        ("OPTIONS", "/api/v3/hosts", None),
        ("GET", "/api/v3/rentals", None),
        ("GET", "/hosts", None),
    ],
)
def test_an_undocumented_call_on_a_documented_collection_is_named(method: str, url: str, expected: str | None) -> None:
    """The path is shown as it is documented. A path in the singular is documented for an update only."""
    assert undocumented(iter(KNOWN), method, url) == expected


@pytest.mark.parametrize(
    ("method", "url", "shown"),
    [
        ("HEAD", "/api/v3/contacts/1.json?x=y", "HEAD /contacts/…"),
        ("GET", "/contacts", "GET …"),
        ("GET", "/api/v3/jo@x.co", "GET /…"),
        ("GET", "/api/v3/jo@x.co/1", "GET /…/…"),
        ("GET", "/api/v3/contactsX", "GET /…"),
        ("GET", 5, "GET …"),
        (5, "/api/v3/contacts", "… /contacts"),
    ],
)
def test_an_unknown_operation_is_named_as_it_was_read(method: Any, url: Any, shown: str) -> None:
    """Only the method and the collection are named, because the rest may be personal."""
    with pytest.raises(UnknownOperation) as refusal:
        call(KNOWN, method, url)
    assert refusal.value.name == shown
    assert refusal.value.choices == tuple(map(str, KNOWN))


def test_fields_that_were_not_requested_are_not_missing() -> None:
    """Only requested fields of a resource can be missing; all other errors are kept."""
    schema = packaged()["contact.read"]
    faults = [
        Issue("required", ("contacts",), {}),
        Issue("required", ("contacts", 0, "email"), {}),
        Issue("required", ("contacts", 0, "phones", 0, "number"), {}),
        Issue("required", ("contacts", 0, "zip"), {}),
        Issue("type", ("contacts", 0, "zip"), {}),
        Issue("absent", ("contacts", 0, "notes"), {}),
    ]
    errors = shown(schema, faults)
    assert asked_for(iter(errors), None) == errors
    assert asked_for(iter(errors), frozenset({"zip"})) == (errors[0], errors[3], errors[4])
    assert asked_for(errors, frozenset({"phones", "notes"})) == (errors[0], errors[2], errors[4], errors[5])


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/x-www-form-urlencoded", True),
        ("application/x-www-form-urlencoded; charset=utf-8", True),
        ("multipart/form-data; boundary=x", True),
        ("multipart/mixed", True),
        ("application/json", False),
        ("text/multipart", False),
        ("", False),
    ],
)
def test_a_form_is_recognised_by_its_media_type(media_type: str, expected: bool) -> None:  # noqa: FBT001  # of a row
    """Parameters of the media type do not matter."""
    assert is_form(media_type) is expected


def _table(**operation: Any) -> Catalog:
    """Return a catalogue with two operations: a GET without bodies, and a POST as given."""
    whole = {
        "paths": {
            "/tags/{a.b}/x{c}": {"get": {"operationId": "get", "responses": {"204": {}}}, "summary": "no operation"},
            "/tags": {"post": {"operationId": "post", "responses": {}, **operation}},
            "/others": {"get": {"operationId": "others", "responses": {"204": {}}}},
        },
        "components": {"responses": {"a": {"content": {"x": {"schema": {"$ref": "tag.read.json"}}}}, "b": {"description": "b"}}},
    }
    files = {"openapi.json": json.dumps(whole).encode(), "tag.read.json": b"{}", "tag.create.json": b"{}"}
    return Catalog(lambda: files, files.__getitem__)


def _body(schema: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"{schema}.json"}}, "second": {"schema": {"$ref": "no.json"}}}}


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ({}, []),
        ({"requestBody": {}}, []),
        ({"requestBody": {"content": {}}}, []),
        ({"requestBody": _body("tag.create")}, [("tag.create", {})]),
        ({"requestBody": _body("tag.none")}, []),
        ({"requestBody": _body("tag.create"), "responses": {"200": _body("tag.none")}}, []),
        ({"responses": {"200": _body("tag.read"), "404": {}}}, [(None, {200: "tag.read", 404: None})]),
        ({"responses": {"200": _body("unprocessable")}}, [(None, {200: "unprocessable"})]),
        ({"responses": {"200": {"$ref": "#/components/responses/a"}}}, [(None, {200: "tag.read"})]),
        (
            {"responses": {"200": _body("tag.read"), "201": {"$ref": "#/components/responses/b"}}},
            [(None, {200: "tag.read", 201: None})],
        ),
    ],
)
def test_an_operation_is_known_if_its_schemas_exist(operation: Any, expected: Any) -> None:
    """Its bodies are named by their schemas. An operation without bodies belongs to its collection."""
    found = operations(_table(**operation))
    beside = [("get", "GET", "/tags/{a.b}/x{c}", None, {204: None}, None)]
    assert [(one.id, one.method, one.path, one.request, dict(one.responses), one.singular) for one in found] == (
        [*beside, *(("post", "POST", "/tags", request, responses, None) for request, responses in expected)] if expected else []
    )
    if expected:
        assert found[0].pattern.fullmatch("/tags/1.2/x-3")
        assert not found[0].pattern.fullmatch("/tags/1/2/x3")
        assert not found[0].pattern.fullmatch("/tags//x3")


@pytest.mark.parametrize("method", ["get", "put", "post", "delete", "patch", "head", "options", "trace"])
def test_every_method_of_openapi_is_an_operation(method: str) -> None:
    """Other keys of a path item are not methods."""
    item = {method: {"operationId": "a", "responses": {"200": _body("tag.read")}, "x-singular-path": "/tag.s"}, "parameters": []}
    files = {"openapi.json": json.dumps({"paths": {"/tags": item}}).encode(), "tag.read.json": b"{}"}
    (found,) = operations(Catalog(lambda: files, files.__getitem__))
    assert (found.method, found.responses) == (method.upper(), {200: "tag.read"})
    assert found.singular is not None
    assert (bool(found.singular.fullmatch("/tag.s")), bool(found.singular.fullmatch("/tagxs"))) == (True, False)
    assert operations(Catalog(lambda: ["openapi.json"], lambda _: b"{}")) == ()
