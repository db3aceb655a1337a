"""The hooks for httpx: a refused request never reaches a server, and any other reaches it byte for byte."""

import asyncio
import gzip
import json
import logging
import pickle
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest

from bs_validate import InvalidPayload, Validator
from bs_validate.adapters.httpx import async_preflight, hooks, preflight
from support.loopback import Answer, Server, serving
from support.samples import changed, documented

VALID = json.dumps(documented("contact.create"), indent=1, ensure_ascii=False).encode()
CANARY = "Kanarienvogel"
INVALID = json.dumps(changed("contact.create", "email", CANARY)).encode()
READ = documented("contact.read")
BROKEN = {**READ, "contacts": [{**READ["contacts"][0], "email": CANARY}]}

Send = Callable[..., Any]
LOG = logging.getLogger("tests.adapters.httpx")


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server for one test."""
    with serving() as one:
        yield one


def _sync(method: str, url: str, *, event_hooks: Any = None, stream: bool = False, follow: bool = True, **body: Any) -> Any:
    with httpx.Client(event_hooks=event_hooks, follow_redirects=follow, trust_env=False) as client:
        if not stream:
            return client.request(method, url, **body)
        with client.stream(method, url, **body) as response:
            return b"".join(response.iter_bytes())


def _async(method: str, url: str, *, event_hooks: Any = None, stream: bool = False, follow: bool = True, **body: Any) -> Any:
    async def send() -> Any:
        async with httpx.AsyncClient(event_hooks=event_hooks, follow_redirects=follow, trust_env=False) as client:
            if not stream:
                return await client.request(method, url, **body)
            async with client.stream(method, url, **body) as response:
                return b"".join([part async for part in response.aiter_bytes()])

    return asyncio.run(send())


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    """Try both clients."""
    return str(request.param)


@pytest.fixture
def send(kind: str) -> Send:
    """Return the function that sends a request by a client of one kind."""
    return _async if kind == "async" else _sync


@pytest.fixture
def preflights(kind: str) -> dict[str, list[Any]]:
    """Return the hooks for a client of one kind."""
    return {"request": [async_preflight if kind == "async" else preflight]}


@pytest.mark.parametrize(("method", "path"), [("POST", "/contacts"), ("PUT", "/contacts/1"), ("PUT", "/contact/1?x=y")])
def test_an_invalid_request_is_refused_before_a_byte_is_sent(
    server: Server, send: Send, preflights: Any, method: str, path: str
) -> None:
    """No connection is made, and the exception has the report."""
    with pytest.raises(InvalidPayload) as raised:
        send(method, server.url + path, content=INVALID, event_hooks=preflights)
    assert [(one.code, one.field) for one in raised.value.report.errors] == [("email", "email")]
    assert (server.connections, server.received) == (0, [])


@pytest.mark.parametrize("body", [{"json": json.loads(INVALID)}, {"content": INVALID.decode()}, {}, {"content": b"{"}])
def test_every_form_of_a_body_in_memory_is_checked(server: Server, send: Send, preflights: Any, body: Any) -> None:
    """The body may be a document, a text, empty, or not JSON."""
    with pytest.raises(InvalidPayload):
        send("POST", f"{server.url}/contacts", event_hooks=preflights, **body)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/contacts", VALID),
        ("PUT", "/contacts/1", b' {"contacts":[{"zip" : "1"}]}\n'),
        ("GET", "/contacts?fields=id", b""),
        ("DELETE", "/contacts/1", b""),
        ("POST", "/rentals", INVALID),
        ("POST", "/../contacts", b"\xff{"),
    ],
)
def test_accepted_requests_arrive_byte_for_byte(
    server: Server, send: Send, preflights: Any, method: str, path: str, body: bytes
) -> None:
    """Valid requests and undocumented operations arrive as they would without the hook."""
    for event_hooks in (None, preflights):
        assert send(method, server.url + path, content=body, event_hooks=event_hooks).status_code == 204
    without, with_hook = server.received
    assert with_hook == without
    assert server.bodies[1] == body


def test_a_streamed_request_passes_unread(server: Server, kind: str, send: Send, preflights: Any) -> None:
    """The hook has read nothing of it when it is sent."""
    taken: list[int] = []
    parts = [INVALID[:9], INVALID[9:]]

    def generated() -> Iterator[bytes]:
        for number, part in enumerate(parts):
            taken.append(number)
            yield part

    async def generated_async() -> AsyncIterator[bytes]:
        for part in generated():
            yield part

    def nothing_taken(request: httpx.Request) -> None:
        assert taken == []
        assert not hasattr(request, "_content")

    async def nothing_taken_async(request: httpx.Request) -> None:
        nothing_taken(request)

    preflights["request"].append(nothing_taken_async if kind == "async" else nothing_taken)
    content = generated_async() if kind == "async" else generated()
    send("POST", f"{server.url}/contacts", content=content, event_hooks=preflights)
    assert taken == [0, 1]
    assert server.bodies == [b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))]


@pytest.mark.parametrize(
    "body",
    [
        {"files": {"contacts": ("a.json", INVALID)}, "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
        {"data": {"contacts": "a"}},
        {"content": gzip.compress(INVALID, mtime=0), "headers": {"Content-Encoding": "gzip", "Content-Type": "application/json"}},
    ],
)
def test_forms_and_compressed_bodies_pass(server: Server, send: Send, preflights: Any, body: Any) -> None:
    """Such requests arrive unchanged."""
    for event_hooks in (None, preflights):
        send("POST", f"{server.url}/contacts", event_hooks=event_hooks, **body)
    assert server.received[0] == server.received[1]
    assert server.bodies[0]


@pytest.mark.parametrize(
    ("status", "arrives"),
    [(303, ["GET /api/v3/contacts/1"]), (307, ["POST /api/v3/elsewhere"]), (308, ["POST /api/v3/elsewhere"])],
)
def test_a_redirected_request_is_judged_by_its_own_method_and_url(
    server: Server, send: Send, preflights: Any, status: int, arrives: list[str]
) -> None:
    """A redirect to GET has no body, and a redirect to an undocumented path passes."""
    to = arrives[0].partition(" ")[2]
    server.answers["POST", "/api/v3/contacts"] = [Answer(status, (f"Location: {to}",))]
    assert send("POST", f"{server.url}/contacts", content=VALID, event_hooks=preflights).status_code == 204
    assert server.lines == ["POST /api/v3/contacts", *arrives]
    assert server.bodies == [VALID, b"" if status == 303 else VALID]


def test_a_request_that_is_redirected_to_an_operation_is_checked(server: Server, send: Send, preflights: Any) -> None:
    """An invalid one does not arrive."""
    server.answers["POST", "/api/v3/people"] = [Answer(307, ("Location: /api/v3/contacts",))]
    with pytest.raises(InvalidPayload):
        send("POST", f"{server.url}/people", content=INVALID, event_hooks=preflights)
    assert server.lines == ["POST /api/v3/people"]


def test_a_response_is_checked_as_it_is_read(server: Server, kind: str, send: Send) -> None:
    """Its URL decides which fields it must have. It may be encoded, read again and pickled."""
    whole = json.dumps(READ).encode()
    sparse = json.dumps({**READ, "contacts": [{"id": 1, "links": {"account": 1}}]}).encode()
    zipped = gzip.compress(json.dumps(BROKEN).encode())
    server.answers |= {
        ("GET", "/api/v3/contacts"): [Answer(200, (), whole), Answer(200, ("Content-Encoding: gzip",), zipped)],
        ("GET", "/api/v3/contacts?fields=id"): [Answer(200, (), sparse)],
        ("GET", "/api/v3/contacts/1"): [Answer(200, (), sparse)],
        ("GET", "/api/v3/rentals"): [Answer(200, (), b"<html>")],
    }
    event_hooks = hooks(responses=True, asynchronous=kind == "async")
    response = send("GET", f"{server.url}/contacts", event_hooks=event_hooks)
    assert (response.content, response.json(), response.read()) == (whole, READ, whole)
    assert pickle.loads(pickle.dumps(response)).content == whole  # noqa: S301  # ours
    assert send("GET", f"{server.url}/contacts?fields=id", event_hooks=event_hooks).content == sparse
    assert send("GET", f"{server.url}/rentals", event_hooks=event_hooks).text == "<html>"
    for path, code in (("/contacts", "email"), ("/contacts/1", "required")):
        with pytest.raises(InvalidPayload) as raised:
            send("GET", server.url + path, event_hooks=event_hooks)
        assert {one.code for one in raised.value.report.errors} == {code}
        assert raised.value.report.schema == "contact.read"


def test_responses_are_left_alone_unless_asked_for(server: Server, send: Send, kind: str) -> None:
    """The plain hooks check requests only."""
    server.answers["GET", "/api/v3/contacts"] = [Answer(200, (), b"<html>")]
    assert send("GET", f"{server.url}/contacts", event_hooks=hooks(asynchronous=kind == "async")).text == "<html>"


def test_hooks_of_an_async_client_check_in_a_client_too(server: Server) -> None:
    """A ``Client`` does not await its hooks, so a hook that waits to be awaited would let everything pass."""
    server.answers["GET", "/api/v3/contacts"] = [Answer(200, (), json.dumps(BROKEN).encode())]
    for event_hooks in ({"request": [async_preflight]}, hooks(asynchronous=True)):
        with pytest.raises(InvalidPayload):
            _sync("POST", f"{server.url}/contacts", content=INVALID, event_hooks=event_hooks)
    with pytest.raises(InvalidPayload):
        _sync("GET", f"{server.url}/contacts", event_hooks=hooks(responses=True, asynchronous=True))
    assert server.bodies == [b""]


def test_a_hook_of_an_async_client_can_be_run_by_itself() -> None:
    """Its result is a coroutine for asyncio: it can be run, be a task, have a time limit, and be closed without a wait."""

    async def awaited() -> None:
        await asyncio.wait_for(async_preflight(request), 1)
        await asyncio.gather(asyncio.create_task(async_preflight(request)), async_preflight(request))

    url = "https://www.bookingsync.com/api/v3/contacts"
    request = httpx.Request("POST", url, content=VALID)
    asyncio.run(async_preflight(request))
    asyncio.run(awaited())
    async_preflight(request).close()
    with pytest.raises(asyncio.CancelledError):
        async_preflight(request).throw(asyncio.CancelledError())
    with pytest.raises(InvalidPayload):
        asyncio.run(async_preflight(httpx.Request("POST", url, content=INVALID)))


def test_a_streamed_response_is_left_alone(server: Server, kind: str, send: Send) -> None:
    """Its user reads it part by part."""
    body = json.dumps(BROKEN).encode()
    server.answers["GET", "/api/v3/contacts"] = [Answer(200, (), body)]
    event_hooks = hooks(responses=True, asynchronous=kind == "async")
    assert send("GET", f"{server.url}/contacts", event_hooks=event_hooks, stream=True) == body


def test_a_refusal_is_checked_and_a_redirect_is_not(server: Server, kind: str, send: Send) -> None:
    """A 422 of the server is valid, and a web page in its place is not."""
    server.answers["POST", "/api/v3/contacts"] = [
        Answer(422, (), b'{"errors": {"email": ["is taken"]}}'),
        Answer(303, ("Location: /api/v3/rentals",), b"<html>"),
        Answer(422, (), b"<html>"),
    ]
    event_hooks = hooks(responses=True, asynchronous=kind == "async")
    statuses = [send("POST", f"{server.url}/contacts", content=VALID, event_hooks=event_hooks).status_code for _ in range(2)]
    assert statuses == [422, 204]
    with pytest.raises(InvalidPayload, match="not_json"):
        send("POST", f"{server.url}/contacts", content=VALID, event_hooks=event_hooks)


def test_with_a_logger_invalid_requests_are_logged_and_sent(
    server: Server,
    kind: str,
    send: Send,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """There is one record for each request and response, without any value."""
    server.answers["POST", "/api/v3/contacts"] = [Answer(201, (), json.dumps(BROKEN).encode())]
    event_hooks = hooks(responses=True, log=LOG, asynchronous=kind == "async")
    with caplog.at_level(logging.WARNING, LOG.name):
        response = send("POST", f"{server.url}/contacts", content=INVALID, event_hooks=event_hooks)
    assert (response.status_code, response.json(), server.bodies) == (201, BROKEN, [INVALID])
    assert [message.partition("\n")[0] for message in caplog.messages] == [
        "the API would refuse this request: POST /contacts: contact.create: 1 error",
        "this response is not as documented: POST /contacts: contact.read: 1 error",
    ]
    assert not any(CANARY in repr(vars(record)) for record in caplog.records)
    assert all(type(part) is str for record in caplog.records for part in record.args or ())


def test_no_exception_shows_a_value(server: Server, send: Send, preflights: Any) -> None:
    """The exception has no other exception behind it that could show one."""
    with pytest.raises(InvalidPayload) as raised:
        send("POST", f"{server.url}/contacts", content=INVALID, event_hooks=preflights)
    shown = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + repr(pickle.dumps(raised.value))
    assert CANARY not in shown
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)


def test_a_validator_of_the_users_own_is_used(server: Server, kind: str, send: Send) -> None:
    """Its engine and its schemas are used."""
    event_hooks = hooks(Validator(engine="reference"), responses=True, asynchronous=kind == "async")
    with pytest.raises(InvalidPayload):
        send("POST", f"{server.url}/contacts", content=INVALID, event_hooks=event_hooks)
    assert send("POST", f"{server.url}/contacts", content=VALID, event_hooks=event_hooks).status_code == 204


def test_a_response_that_another_hook_has_read_is_checked() -> None:
    """Such a response is checked at once, and a streamed one when its user reads it completely."""
    body = json.dumps(BROKEN).encode()
    event_hooks = hooks(responses=True)
    event_hooks["response"].insert(0, lambda response: response.read())
    url = "https://www.bookingsync.com/api/v3/contacts"
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=httpx.ByteStream(body)))
    with httpx.Client(transport=transport, event_hooks=event_hooks) as client, pytest.raises(InvalidPayload):
        client.get(url)
    with (
        httpx.Client(transport=transport, event_hooks=hooks(responses=True)) as client,
        client.stream("GET", url) as response,
        pytest.raises(InvalidPayload),
    ):
        response.read()
    assert response.read() == body
