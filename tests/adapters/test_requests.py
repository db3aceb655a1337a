"""The adapter for requests: a refused request never reaches a server, and any other reaches it byte for byte."""

import gzip
import io
import json
import logging
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from urllib3.util import Retry

from bs_validate import InvalidPayload, Validator
from bs_validate.adapters.requests import PreflightAdapter
from support.loopback import Answer, Server, serving
from support.samples import changed, documented

VALID = json.dumps(documented("contact.create"), indent=1, ensure_ascii=False).encode()
CANARY = "Kanarienvogel"
INVALID = json.dumps(changed("contact.create", "email", CANARY)).encode()
READ = documented("contact.read")
BROKEN = {**READ, "contacts": [{**READ["contacts"][0], "email": CANARY}]}
LOG = logging.getLogger("tests.adapters.requests")


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server for one test."""
    with serving() as one:
        yield one


def _send(adapter: requests.adapters.HTTPAdapter | None, method: str, url: str, **options: Any) -> requests.Response:
    """Send a request by a session with our adapter, or with the one of the library."""
    with requests.Session() as session:
        session.trust_env = False
        if adapter is not None:
            session.mount("http://127.0.0.1", adapter)
        return session.request(method, url, timeout=10, **options)


@pytest.mark.parametrize(("method", "path"), [("POST", "/contacts"), ("put", "/contacts/1"), ("PUT", "/contact/1?x=y")])
@pytest.mark.parametrize("body", [{"json": json.loads(INVALID)}, {"data": INVALID}, {"data": INVALID.decode()}, {}])
def test_an_invalid_request_is_refused_before_a_byte_is_sent(server: Server, method: str, path: str, body: Any) -> None:
    """No connection is made, and the exception has the report."""
    with pytest.raises(InvalidPayload) as raised:
        _send(PreflightAdapter(), method, server.url + path, **body)
    assert [one.code for one in raised.value.report.errors] == ["email" if body else "not_json"]
    assert (server.connections, server.received) == (0, [])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/contacts", VALID),
        ("POST", "/contacts", VALID.decode()),
        ("PUT", "/contacts/1", b' {"contacts":[{"zip" : "1"}]}\n'),
        ("GET", "/contacts?fields=id", None),
        ("DELETE", "/contacts/1", None),
        ("POST", "/rentals", INVALID),
        ("POST", "/../contacts", b"\xff{"),
    ],
)
def test_accepted_requests_arrive_byte_for_byte(server: Server, method: str, path: str, body: Any) -> None:
    """Valid requests and undocumented operations arrive as they would by the adapter of the library."""
    for adapter in (None, PreflightAdapter()):
        assert _send(adapter, method, server.url + path, data=body).status_code == 204
    without, by_ours = server.received
    assert by_ours == without
    assert server.bodies[1] == (body.encode() if isinstance(body, str) else body or b"")


def test_a_streamed_request_passes_unread(server: Server) -> None:
    """A generator is sent as it is, and a file from its position on."""
    parts = [INVALID[:9], INVALID[9:]]
    _send(PreflightAdapter(), "POST", f"{server.url}/contacts", data=iter(parts))
    file = io.BytesIO(INVALID)
    file.seek(5)
    _send(PreflightAdapter(), "POST", f"{server.url}/contacts", data=file)
    assert server.bodies == [b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b"")), INVALID[5:]]


@pytest.mark.parametrize(
    "body",
    [
        {"data": b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n'}
        | {"headers": {"Content-Type": "Multipart/form-data; boundary=b"}},
        {"data": {"contacts": "a"}},
        {"data": VALID[1:], "headers": {"Content-Type": b"application/x-www-form-urlencoded"}},
        {"data": gzip.compress(INVALID, mtime=0), "headers": {"Content-Encoding": "gzip", "Content-Type": "application/json"}},
    ],
)
def test_forms_and_compressed_bodies_pass(server: Server, body: Any) -> None:
    """Such requests arrive unchanged."""
    for adapter in (None, PreflightAdapter()):
        _send(adapter, "POST", f"{server.url}/contacts", **body)
    assert server.received[0] == server.received[1]
    assert server.bodies[0]


def test_uploaded_files_pass(server: Server) -> None:
    """Files are sent as a multipart form."""
    _send(PreflightAdapter(), "POST", f"{server.url}/contacts", files={"contacts": ("a.json", INVALID)})
    assert INVALID in server.bodies[0]


@pytest.mark.parametrize(
    ("status", "arrives"), [(303, "GET /api/v3/contacts/1"), (302, "GET /api/v3/contacts"), (307, "POST /api/v3/elsewhere")]
)
def test_a_redirected_request_is_judged_by_its_own_method_and_url(server: Server, status: int, arrives: str) -> None:
    """A redirect to GET has no body, and a redirect to an undocumented path passes."""
    server.answers["POST", "/api/v3/contacts"] = [Answer(status, (f"Location: {arrives.partition(' ')[2]}",))]
    assert _send(PreflightAdapter(responses=True), "POST", f"{server.url}/contacts", data=VALID).status_code == 204
    assert server.lines == ["POST /api/v3/contacts", arrives]
    assert server.bodies == [VALID, VALID if status == 307 else b""]


def test_a_request_that_is_redirected_to_an_operation_is_checked(server: Server) -> None:
    """An invalid one does not arrive."""
    server.answers["POST", "/api/v3/people"] = [Answer(307, ("Location: /api/v3/contacts",))]
    with pytest.raises(InvalidPayload):
        _send(PreflightAdapter(), "POST", f"{server.url}/people", data=INVALID)
    assert server.lines == ["POST /api/v3/people"]


def test_a_retried_request_is_sent_again_as_it_was(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """The adapter uses the retries of the library, and checks the request once."""
    server.answers["POST", "/api/v3/contacts"] = [Answer(503), Answer(503), Answer(204)]
    retries = Retry(3, allowed_methods=None, status_forcelist=[503], backoff_factor=0)
    adapter = PreflightAdapter(max_retries=retries, log=LOG)
    with caplog.at_level(logging.WARNING, LOG.name):
        assert _send(adapter, "POST", f"{server.url}/contacts", data=INVALID).status_code == 204
    assert server.bodies == [INVALID] * 3
    assert len(caplog.messages) == 1


def test_a_response_is_checked(server: Server) -> None:
    """Its URL decides which fields it must have. It may be encoded, and can still be read."""
    whole = json.dumps(READ).encode()
    sparse = json.dumps({**READ, "contacts": [{"id": 1, "links": {"account": 1}}]}).encode()
    server.answers |= {
        ("GET", "/api/v3/contacts"): [
            Answer(200, (), whole),
            Answer(200, ("Content-Encoding: gzip",), gzip.compress(json.dumps(BROKEN).encode())),
        ],
        ("GET", "/api/v3/contacts?fields=id"): [Answer(200, (), sparse)],
        ("GET", "/api/v3/contacts/1"): [Answer(200, (), sparse)],
        ("GET", "/api/v3/rentals"): [Answer(200, (), b"<html>")],
    }
    adapter = PreflightAdapter(responses=True)
    response = _send(adapter, "GET", f"{server.url}/contacts")
    assert (response.content, response.json()) == (whole, READ)
    assert _send(adapter, "GET", f"{server.url}/contacts?fields=id").content == sparse
    assert _send(adapter, "GET", f"{server.url}/rentals").text == "<html>"
    for path, code in (("/contacts", "email"), ("/contacts/1", "required")):
        with pytest.raises(InvalidPayload) as raised:
            _send(adapter, "GET", server.url + path)
        assert {one.code for one in raised.value.report.errors} == {code}
        assert raised.value.report.schema == "contact.read"
    assert _send(PreflightAdapter(), "GET", f"{server.url}/contacts").status_code == 200


def test_a_streamed_response_is_left_alone(server: Server) -> None:
    """Its user reads it part by part."""
    body = json.dumps(BROKEN).encode()
    server.answers["GET", "/api/v3/contacts"] = [Answer(200, (), body)]
    with requests.Session() as session:
        session.mount("http://127.0.0.1", PreflightAdapter(responses=True))
        with session.get(f"{server.url}/contacts", stream=True, timeout=10) as response:
            assert b"".join(response.iter_content(7)) == body


def test_with_a_logger_invalid_requests_are_logged_and_sent(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """There is one record for each request and response, without any value."""
    server.answers["POST", "/api/v3/contacts"] = [Answer(201, (), json.dumps(BROKEN).encode())]
    adapter = PreflightAdapter(Validator(engine="reference"), responses=True, log=LOG)
    with caplog.at_level(logging.WARNING, LOG.name):
        response = _send(adapter, "POST", f"{server.url}/contacts", data=INVALID)
    assert (response.status_code, response.json(), server.bodies) == (201, BROKEN, [INVALID])
    assert [message.partition("\n")[0] for message in caplog.messages] == [
        "the API would refuse this request: POST /contacts: contact.create: 1 error",
        "this response is not as documented: POST /contacts: contact.read: 1 error",
    ]
    assert not any(CANARY in repr(vars(record)) for record in caplog.records)


def test_no_exception_shows_a_value(server: Server) -> None:
    """The exception has no other exception behind it that could show one."""
    with pytest.raises(InvalidPayload) as raised:
        _send(PreflightAdapter(), "POST", f"{server.url}/contacts", data=INVALID)
    shown = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + repr(pickle.dumps(raised.value))
    assert CANARY not in shown
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)


def test_a_session_can_be_pickled(server: Server) -> None:
    """The copy has the adapter, which works as before."""
    with requests.Session() as session:
        session.mount("http://127.0.0.1", PreflightAdapter(responses=True, pool_maxsize=3))
        copied = pickle.loads(pickle.dumps(session))  # noqa: S301  # ours
    with copied, pytest.raises(InvalidPayload):
        copied.post(f"{server.url}/contacts", data=INVALID, timeout=10)
    assert server.connections == 0
