"""The mock answers each request in the table like the API, and a written record can be read."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator, strategies, validate_response
from bs_validate.adapters.asgi import app
from bs_validate.dump import bookingsync, parse_422
from bs_validate.report import Report
from bs_validate.serve.http import Application, line
from support.profiles import examples

BASE = "http://127.0.0.1:4220"
HOST = {"firstname": "Jan", "lastname": "Kowalski"}
CONTACT = {
    "email": "jane@example.com",
    "firstname": "Jane",
    "lastname": "Doe",
    "address1": "1 Main Street",
    "city": "Lyon",
    "country_code": "FR",
    "zip": "69001",
    "spoken_languages": ["fr"],
}


class Client:
    """Sends requests to an application, without a socket."""

    def __init__(self, application: Application, root_path: str = "") -> None:
        """Take the application, and the path at which it is mounted."""
        self._transport = httpx.ASGITransport(application, root_path=root_path)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """Send one request; a body that is not bytes is sent as JSON."""
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        named = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url=BASE) as client:
                return await client.request(method, path, content=content, headers=named)

        return asyncio.run(send())


@pytest.fixture(params=["memory", "file"])
def send(request: pytest.FixtureRequest, tmp_path: Path) -> Client:
    """Return a client of an empty mock, with each kind of store."""
    return Client(app(data=None if request.param == "memory" else tmp_path / "mock.sqlite"))


def _ids(response: httpx.Response) -> list[int]:
    document = response.json()
    return [record["id"] for record in document.get("hosts", document.get("contacts"))]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/", None, 404),
        ("GET", "/contacts", None, 404),
        ("GET", "/api/v3/", None, 404),
        ("GET", "/api/v3/rentals", None, 404),
        ("GET", "/api/v3/contacts", None, 200),
        ("GET", "/api/v3/contacts.json", None, 200),
        ("GET", "/api//v3//contacts//", None, 200),
        ("GET", "/api/v3/contacts%3Ffields=id", None, 404),
        ("GET", "/api/v3/%2563ontacts", None, 404),
        ("HEAD", "/api/v3/contacts", None, 200),
        ("GET", "/api/v3/contacts/1", None, 404),
        ("GET", "/api/v3/contacts/x", None, 404),
        ("GET", "/api/v3/contacts/0", None, 404),
        ("GET", "/api/v3/contacts/99999999999999999999999", None, 404),
        ("PUT", "/api/v3/contacts/1", {"contacts": [{"city": "Lyon"}]}, 404),
        ("PUT", "/api/v3/contacts/1", {"contacts": [{"city": ""}]}, 404),
        ("PUT", "/api/v3/contacts/1", b"{", 400),
        ("PUT", "/api/v3/contacts/1,2", {"contacts": [{"city": "Lyon"}]}, 404),
        ("DELETE", "/api/v3/contacts/1", None, 404),
        ("DELETE", "/api/v3/hosts/1", None, 405),
        ("PUT", "/api/v3/contacts", {"contacts": [{}]}, 405),
        ("TRACE", "/api/v3/contacts", None, 405),
        ("OPTIONS", "/api/v3/contacts", None, 204),
        ("OPTIONS", "/api/v3/rentals", None, 404),
        ("GET", "/api/v3/contacts?page=abc", None, 400),
        ("GET", "/api/v3/contacts?page=0", None, 400),
        ("GET", "/api/v3/contacts?per_page=", None, 400),
        ("GET", "/api/v3/contacts?id=1,x", None, 400),
        ("GET", "/api/v3/contacts?updated_since=yesterday", None, 400),
        ("GET", "/api/v3/contacts?page=999999999999999999", None, 200),
        ("GET", "/api/v3/contacts?page=%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%201", None, 200),
        ("GET", "/api/v3/contacts?updated_since=2020-01-01%0A", None, 200),
        ("GET", "/api/v3/contacts?updated_since=0001-01-01T00:00:00%2B23:59", None, 200),
        ("GET", "/api/v3/contacts?updated_since=9999-12-31T23:59:59-23:59", None, 200),
        ("GET", "/api/v3/contacts?feilds=id", None, 200),
        ("POST", "/api/v3/contacts", {"contacts": [CONTACT]}, 201),
        ("POST", "/api/v3/contacts", {"contacts": CONTACT}, 201),
        ("POST", "/api/v3/contacts", {"contacts": [CONTACT, CONTACT]}, 201),
        ("POST", "/api/v3/contacts", {"contacts": []}, 422),
        ("POST", "/api/v3/contacts", CONTACT, 422),
        ("POST", "/api/v3/contacts", [], 422),
        ("POST", "/api/v3/contacts", b"", 400),
        ("POST", "/api/v3/contacts", b"{", 400),
        ("POST", "/api/v3/contacts", b"\xef\xbb\xbf" + json.dumps({"contacts": [CONTACT]}).encode(), 400),
        ("POST", "/api/v3/contacts", json.dumps({"contacts": [CONTACT]}).encode()[:-1] + b",}", 400),
        ("POST", "/api/v3/hosts", b'{"hosts": [{"firstname": NaN, "lastname": "B"}]}', 400),
        ("POST", "/api/v3/hosts", b'{"hosts": [{"firstname": "\\ud800", "lastname": "B"}]}', 400),
        ("POST", "/api/v3/hosts", b'{"hosts": [{"firstname": "\xff", "lastname": "B"}]}', 400),
        ("POST", "/api/v3/hosts", b'/* a // b */ {"hosts": [{"firstname": "/* A */", "lastname": "B"}]} // c', 201),
        ("POST", "/api/v3/hosts", b'{"hosts": [{"firstname": null, "firstname": "A", "lastname": "B"}]}', 201),
        ("POST", "/api/v3/hosts", {"hosts": [HOST | {"user_id": "12"}]}, 201),
        ("POST", "/api/v3/hosts", {"hosts": [HOST | {"user_id": "1" * 5000}]}, 201),
        ("POST", "/api/v3/hosts", {"hosts": [HOST | {"id": 7, "links": {}}]}, 201),
        ("POST", "/api/v3/hosts", {"hosts": [HOST | {"first_name": "A"}]}, 422),
    ],
)
def test_a_request_gets_the_status_of_the_api(send: Client, method: str, path: str, body: Any, status: int) -> None:
    """The mock has no records."""
    response = send(method, path, body)
    assert response.status_code == status, response.text
    assert (response.content == b"") == (status == 204 or method == "HEAD")
    assert response.headers["access-control-allow-origin"] == "*"


def test_the_answer_outside_the_api_names_its_url(send: Client) -> None:
    """Somebody who opens the server in a browser learns which path to request."""
    assert send("GET", "/").json() == {"errors": [{"code": "not_found", "title": "The API begins at /api/v3/"}]}
    assert Client(app(), "/mock")("GET", "/mock/").json()["errors"][0]["title"] == "The API begins at /mock/api/v3/"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v3/contacts", "GET, HEAD, POST, OPTIONS"),
        ("/api/v3/contacts/1", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"),
        ("/api/v3/contact/1", "PUT, PATCH, OPTIONS"),
        ("/api/v3/hosts/1", "GET, HEAD, PUT, PATCH, OPTIONS"),
    ],
)
def test_the_answer_to_a_method_that_is_not_allowed_lists_the_allowed_ones(send: Client, path: str, allowed: str) -> None:
    """The header Allow lists the allowed methods, also in the answer to OPTIONS."""
    assert send("OPTIONS", path).headers["allow"] == send("TRACE", path).headers["allow"] == allowed


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"content_type": "application/vnd.api+json"}, 201),
        ({"content_type": "Application/JSON; charset=utf-8"}, 201),
        ({"content_type": ""}, 201),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": "text/plain"}, 415),
        ({"content_encoding": "gzip"}, 415),
        ({"content_encoding": "identity"}, 201),
    ],
)
def test_a_body_must_be_json_that_is_not_compressed(send: Client, headers: dict[str, str], status: int) -> None:
    """Its media type is that of the API, plain JSON, or missing."""
    assert send("POST", "/api/v3/hosts", {"hosts": [HOST]}, **headers).status_code == status


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/vnd.api+json"),
        ("application/json", "application/json"),
        ("application/vnd.api+json, application/json", "application/vnd.api+json"),
    ],
)
def test_the_answer_has_the_media_type_that_the_client_accepts(send: Client, accept: str, media_type: str) -> None:
    """It is the API's own, unless only plain JSON is accepted."""
    assert send("GET", "/api/v3/hosts", accept=accept).headers["content-type"] == f"{media_type}; charset=utf-8"


def test_a_page_of_another_origin_may_send_json(send: Client) -> None:
    """A browser asks first which headers it may send (CORS)."""
    asked = {"origin": "https://example.com", "access_control_request_headers": "content-type,authorization"}
    headers = send("OPTIONS", "/api/v3/contacts", access_control_request_method="POST", **asked).headers
    assert headers["access-control-allow-headers"] == "content-type,authorization"
    assert "POST" in headers["access-control-allow-methods"]


def test_a_contact_is_read_as_it_was_written(send: Client) -> None:
    """The server adds an identifier, times, the full name, links, and every field that was not sent."""
    created = send("POST", "/api/v3/contacts", {"contacts": [CONTACT]}).json()["contacts"][0]
    assert {name: created[name] for name in CONTACT} == CONTACT
    assert (created["id"], created["fullname"], created["links"]) == (1, "Jane Doe", {"account": 1})
    assert (created["phones"], created["website"], created["forget_me_at"]) == ([], None, None)
    response = send("GET", "/api/v3/contacts/1")
    assert response.json()["contacts"] == [created]
    assert response.json()["links"] == {"contacts.account": f"{BASE}/api/v3/accounts/{{contacts.account}}"}
    report = validate_response("GET", f"{BASE}/api/v3/contacts/1", 200, response.content)
    assert (report.errors, report.warnings) == ((), ())


def test_an_update_replaces_the_fields_that_were_sent(send: Client) -> None:
    """A list is replaced whole; PUT, PATCH and the singular path do the same."""
    send("POST", "/api/v3/contacts", {"contacts": [CONTACT | {"phones": [{"label": "a", "number": "1234567"}] * 2}]})
    put = send("PUT", "/api/v3/contacts/1", {"contacts": [{"phones": [{"label": "b", "number": "7654321"}]}]})
    assert put.json()["contacts"][0]["phones"] == [{"label": "b", "number": "7654321"}]
    assert send("PATCH", "/api/v3/contacts/1", {"contacts": {"firstname": "Ann"}}).json()["contacts"][0]["fullname"] == "Ann Doe"
    assert send("PUT", "/api/v3/contact/1", {"contacts": [{"city": "Nice"}]}).json()["contacts"][0]["city"] == "Nice"
    refused = send("PUT", "/api/v3/contacts/1", {"contacts": [{"city": ""}]})
    assert (refused.status_code, send("GET", "/api/v3/contacts/1").json()["contacts"][0]["city"]) == (422, "Nice")


def test_identifiers_of_other_records_are_read_as_links(send: Client) -> None:
    """A number that was sent as text is read as a number."""
    send("POST", "/api/v3/hosts", {"hosts": [HOST | {"user_id": "12", "source_id": 3}]})
    links = send("GET", "/api/v3/hosts/1?include=user,participants,account").json()["hosts"][0]
    assert links["links"] == {"account": 1, "participants": [], "source": 3, "user": 12}
    assert (links["user"], links["participants"], links["account"]) == ({"id": 12}, [], {"id": 1})


def test_a_large_number_is_kept(send: Client) -> None:
    """An identifier may have more than 64 bits."""
    assert send("POST", "/api/v3/hosts", {"hosts": [HOST | {"user_id": 2**70}]}).json()["hosts"][0]["links"]["user"] == 2**70


def test_an_invalid_write_is_answered_in_the_words_of_the_server(send: Client) -> None:
    """The write changes nothing."""
    response = send("POST", "/api/v3/contacts", {"contacts": [CONTACT | {"email": "nope", "zip": "1" * 20}]})
    assert response.json() == {
        "errors": [
            {"code": "validation_failed", "field": "email", "title": "is invalid"},
            {"code": "validation_failed", "field": "zip", "title": "is too long (maximum is 15 characters)"},
        ]
    }
    assert _ids(send("GET", "/api/v3/contacts")) == []


def test_a_list_has_pages(send: Client) -> None:
    """Meta has the numbers as texts and the URLs of the neighbours, which lead to this server and keep the other parameters.

    The headers have the same, since the official client looks there for the next page.
    """
    for _ in range(5):
        made = send("POST", "/api/v3/hosts", {"hosts": [HOST]})
    assert made.headers["location"] == f"{BASE}/api/v3/hosts/5"
    response = send("GET", "/api/v3/hosts?per_page=2&page=2&fields=id")
    assert _ids(response) == [3, 4]
    url = f"{BASE}/api/v3/hosts?per_page=2&fields=id&page="
    assert response.json()["meta"] == {
        "Link": {"first": f"{url}1", "last": f"{url}3", "next": f"{url}3", "prev": f"{url}1"},
        "X-Per-Page": "2",
        "X-Total-Count": "5",
        "X-Total-Pages": "3",
    }
    relations = {name: link["url"] for name, link in response.links.items()}
    numbers = {name: response.headers[name] for name in ("X-Per-Page", "X-Total-Count", "X-Total-Pages")}
    assert {"Link": relations, **numbers} == response.json()["meta"]
    since = response.headers["X-Updated-Since-Request-Synced-At"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", since)
    assert send("GET", f"/api/v3/hosts?updated_since={since}").json()["meta"]["deleted_ids"] == []
    assert _ids(send("GET", "/api/v3/hosts?per_page=2&page=3")) == [5]
    assert _ids(send("GET", "/api/v3/hosts?page=2")) == []


def test_several_records_can_be_requested_at_once(send: Client) -> None:
    """The path lists them in order, or a parameter does; records that do not exist are left out."""
    send("POST", "/api/v3/hosts", {"hosts": [HOST] * 3})
    listed = send("GET", "/api/v3/hosts/3,1,9?page=x")
    assert (_ids(listed), listed.json()["meta"]["X-Total-Count"], listed.links["last"]["url"]) == (
        [3, 1],
        "2",
        f"{BASE}/api/v3/hosts/3,1,9?page=1",
    )
    assert _ids(send("GET", "/api/v3/hosts?id=3,1,9")) == [1, 3]
    assert _ids(send("GET", "/api/v3/hosts?id[]=1&id[]=3&id[]=9")) == [1, 3]
    assert _ids(send("GET", "/api/v3/hosts?id=")) == []
    assert send("GET", "/api/v3/hosts/8,9").status_code == 404


def test_only_requested_fields_are_answered(send: Client) -> None:
    """The parameter may be written in several ways."""
    send("POST", "/api/v3/hosts", {"hosts": [HOST]})
    for spelling in ("fields", "fields[]", "fields[hosts]"):
        response = send("GET", f"/api/v3/hosts?{spelling}=id,firstname")
        assert response.json()["hosts"] == [{"id": 1, "firstname": "Jan"}]


def test_deleted_records_are_listed_for_requests_of_changes(send: Client) -> None:
    """With ``updated_since`` they are in meta; an identifier is not used again."""
    send("POST", "/api/v3/contacts", {"contacts": [CONTACT] * 3})
    assert send("DELETE", "/api/v3/contacts/3").status_code == 204
    assert send("DELETE", "/api/v3/contacts/3").status_code == 404
    since = send("GET", "/api/v3/contacts?updated_since=2020-01-01+00:00:00+%2B0200")
    assert (_ids(since), since.json()["meta"]["deleted_ids"]) == ([1, 2], [3])
    later = send("GET", "/api/v3/contacts?updated_since=2999-01-01+00:00:00+UTC")
    assert (_ids(later), later.json()["meta"]["deleted_ids"]) == ([], [])
    assert "deleted_ids" not in send("GET", "/api/v3/contacts").json()["meta"]
    assert _ids(send("POST", "/api/v3/contacts", {"contacts": [CONTACT]})) == [4]


def test_schemas_of_your_own_are_served_with_the_fields_that_they_have(tmp_path: Path) -> None:
    """The server sets times only where a read has them."""
    fields = {"tag.create": {"name": {}}, "tag.read": {"id": {"type": "integer"}, "name": {}, "created_at": {}}}
    for name, properties in fields.items():
        tags = {"type": "array", "items": {"type": "object", "properties": properties, "additionalProperties": False}}
        (tmp_path / f"{name}.json").write_text(json.dumps({"type": "object", "properties": {"tags": tags}}))
    bodies = {name: {"content": {"application/json": {"schema": {"$ref": f"{name}.json"}}}} for name in fields}
    create = {"operationId": "create_tag", "requestBody": bodies["tag.create"], "responses": {"201": bodies["tag.read"]}}
    (tmp_path / "openapi.json").write_text(json.dumps({"openapi": "3.1.0", "paths": {"/tags": {"post": create}}}))
    response = Client(app(Validator(tmp_path)))("POST", "/api/v3/tags", {"tags": [{"name": "sea"}]})
    assert (response.status_code, list(response.json()["tags"][0])) == (201, ["id", "created_at", "name"])


def test_records_in_a_file_are_available_to_the_next_server(tmp_path: Path) -> None:
    """New identifiers follow the old ones, and two servers may share a file."""
    first, second = Client(app(data=tmp_path / "m.sqlite")), Client(app(data=tmp_path / "m.sqlite"))
    first("POST", "/api/v3/contacts", {"contacts": [CONTACT]})
    second("DELETE", "/api/v3/contacts/1")
    assert _ids(first("POST", "/api/v3/contacts", {"contacts": [CONTACT]})) == [2]
    assert _ids(second("GET", "/api/v3/contacts")) == [2]


def test_an_application_with_a_file_can_be_used_by_another_thread_and_started_again(tmp_path: Path) -> None:
    """Starlette's client for tests runs each application in a thread of its own, from its start to its shutdown."""
    application = app(data=tmp_path / "m.sqlite")

    async def shut_down() -> None:
        messages = iter(["lifespan.startup", "lifespan.shutdown"])

        async def receive() -> dict[str, str]:
            return {"type": next(messages)}

        async def send(_: Any) -> None: ...

        await application({"type": "lifespan"}, receive, send)

    with ThreadPoolExecutor(1) as pool:
        client = Client(application)
        assert pool.submit(client, "POST", "/api/v3/hosts", {"hosts": [HOST]}).result().status_code == 201
        pool.submit(asyncio.run, shut_down()).result()
    assert _ids(client("GET", "/api/v3/hosts")) == [1]


def test_an_application_needs_no_asyncio() -> None:
    """A client for tests may run in Trio. Here, nothing runs the coroutine but the test itself."""
    sent = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps({"hosts": [HOST]}).encode()}

    async def send(message: Any) -> None:
        sent.append(message)

    running = app()({"type": "http", "method": "POST", "path": "/api/v3/hosts", "headers": []}, receive, send)
    with pytest.raises(StopIteration):
        running.__await__().send(None)
    assert sent[0]["status"] == 201


@pytest.mark.parametrize(
    ("root_path", "path", "base"),
    [
        ("/mock", "/mock/api/v3/hosts", "/mock/api/v3"),
        ("/mock", "/api/v3/hosts", "/mock/api/v3"),
        ("/mock/api", "/mock/api/v3/hosts", "/mock/api/v3"),
        ("/api/v3", "/api/v3/hosts", "/api/v3"),
        ("/api/v3", "/hosts", "/api/v3"),
    ],
)
def test_an_application_can_be_mounted_under_a_path(root_path: str, path: str, base: str) -> None:
    """Frameworks differ in whether the path of a request repeats the path of the mount. The URLs in answers have both."""
    document = Client(app(), root_path)("GET", path).json()
    assert document["links"]["hosts.user"] == f"{BASE}{base}/users/{{hosts.user}}"
    assert document["meta"]["Link"]["first"] == f"{BASE}{base}/hosts?page=1"


@pytest.mark.parametrize("resource", ["contact", "host"])
@given(data=st.data())
@examples(15)
def test_every_valid_payload_is_accepted_and_read_back_valid(resource: str, data: st.DataObject) -> None:
    """The answer to a create is a valid read, in which each field of the same name has the value that was sent."""
    payload = data.draw(strategies.payloads(f"{resource}.create"))
    send = Client(app())
    response = send("POST", f"/api/v3/{resource}s", payload)
    assert response.status_code == 201, response.text
    assert validate_response("POST", f"/api/v3/{resource}s", 201, response.content).errors == ()
    sent, read = payload[f"{resource}s"], response.json()[f"{resource}s"]
    for one, other in zip(sent, read, strict=True):
        ignored = ("id", "fullname", "account", "links", "created_at", "updated_at", "canceled_at")
        assert all(
            other[name] == value for name, value in one.items() if name in other and name not in ignored and "_at" not in name
        )


@pytest.mark.parametrize("resource", ["contact", "host"])
@given(data=st.data())
@examples(15)
def test_every_faulty_payload_is_refused_with_its_field(resource: str, data: st.DataObject) -> None:
    """Clients that can read the server's answers can read this one."""
    document, _ = data.draw(strategies.faults(f"{resource}.create"))
    response = Client(app())("POST", f"/api/v3/{resource}s", json.dumps(document).encode())
    assert response.status_code == 422, response.text
    report = parse_422(response.content)
    assert len(report.errors) == len(response.json()["errors"]) > 0
    assert bookingsync(Report("", report.errors))


@pytest.mark.parametrize(
    ("method", "path", "shown"),
    [
        ("GET", "/", "GET / 200"),
        ("GET", "/api/v3/contacts/1,2", "GET /api/v3/contacts/1,2 200"),
        ("GET", "/api/v3/rentals/3/rental_contacts.json", "GET /api/v3/rentals/3/rental_contacts.json 200"),
        ("GET", "/api/v3/contacts/jane@example.com", "GET /api/v3/contacts/… 200"),
        ("GET", "/api/v3/contacts/kowalski/", "GET /api/v3/contacts/…/ 200"),
        ("GET", "/secret-token", "GET … 200"),
        ("JANE DOE", "/api/v3/Jane", "… /api/v3/… 200"),
        ("GET", "/api/v3/contacts\n/x\x1b[31m", "GET /api/v3/…/… 200"),
    ],
)
def test_the_log_has_no_values(method: str, path: str, shown: str) -> None:
    """A part of a path outside the API may be somebody's name."""
    assert line(method, path, 200) == shown
