"""The proxy stops every invalid write, passes everything else byte for byte, and checks answers on demand."""

import asyncio
import gzip
import json
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator, strategies
from bs_validate.serve import client, proxy
from bs_validate.serve.proxy import Upstream, upstream
from support.loopback import Answer, Server, serving
from support.profiles import examples
from support.served import Served, served

HOST = {"hosts": [{"firstname": "Jan", "lastname": "Kowalski"}]}


@pytest.fixture(scope="module")
def behind() -> Iterator[Server]:
    """Yield the server behind the proxy, which stores its requests."""
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def front(behind: Server) -> Iterator[Served]:
    """Yield the proxy."""
    with served("--to", behind.url, "--responses") as server:
        yield server


@pytest.fixture(autouse=True)
def _nothing_received(behind: Server) -> None:
    behind.received.clear()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/hosts", b'{"hosts": [{"firstname": "Jan"}]}', 422),
        ("PUT", "/hosts/2", b'{"hosts": [{"firstname": ""}]}', 422),
        ("PATCH", "/contacts/2", b'{"contacts": [{"country_code": "UK"}]}', 422),
        ("PUT", "/contact/2", b'{"contacts": [{"city": null}]}', 422),
        ("POST", "/hosts", b"{", 400),
        ("POST", "/hosts", b"", 400),
        ("POST", "/hosts?fields=id", b"[]", 422),
        ("POST", "/../../api//v3/hosts", b"[]", 422),  # the client resolves the dots
    ],
)
def test_an_invalid_write_never_leaves_the_proxy(
    front: Served, behind: Server, method: str, path: str, body: bytes, status: int
) -> None:
    """The answer has the form of the API's, and the server behind gets no request and no connection."""
    before = behind.connections
    response = httpx.request(method, f"{front.url}{path}", content=body, headers={"content-type": "application/json"})
    assert response.status_code == status, response.text
    assert response.json()["errors"]
    assert (behind.connections, behind.received) == (before, [])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/v3/hosts", json.dumps(HOST, indent=3).encode()),
        ("POST", "/api/v3/rentals", b'{"rentals": [{"name": ""}]}'),
        ("POST", "/oauth/token", b"grant_type=x&code=%20"),
        ("POST", "/api/v3/hosts%3Fa", b'{"hosts": []}'),
        ("PUT", "/api/v3/hosts/2", b'{"hosts":[{"firstname":"A","firstname":"B"}]}'),
        ("DELETE", "/api/v3/contacts/2", b""),
        ("GET", "/api/v3/contacts?page=abc&x=%5B%5d+'|", b""),
        ("GET", "/a%2Fb/%C3%A9/../c;d=1,2", b""),
    ],
)
def test_everything_else_passes_unchanged(front: Served, behind: Server, method: str, path: str, body: bytes) -> None:
    """Method, path, query, headers and body reach the server behind as they were sent."""
    length = [f"Content-Length: {len(body)}"] if body else []
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {front.origin[7:]}",
        "X-One: a,  b",
        "x-One: c",
        "Authorization: Bearer x",
        *length,
    ]
    lines += ["Content-Type: application/json" if b"{" in body else "Content-Type: text/plain", "Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", int(front.origin.rpartition(":")[2]))) as connection:
        connection.sendall("\r\n".join(lines).encode() + body)
        while connection.recv(65536):
            pass
    head, _, received = behind.received[0].partition(b"\r\n\r\n")
    assert received == body
    request_line, *headers = head.decode().split("\r\n")
    assert request_line == f"{method} {path} HTTP/1.1"
    names = [line.lower() for line in headers]
    assert [line for line in names if line.startswith("host:")] == [f"host: {behind.url[7:].partition('/')[0]}"]
    assert [line for line in names if "x-one" in line or "authorization" in line] == [
        "x-one: a,  b",
        "x-one: c",
        "authorization: bearer x",
    ]


def test_an_answer_passes_unchanged(front: Served, behind: Server) -> None:
    """The body stays compressed as it was. No header is added or lost, but header names are in lower case."""
    packed = gzip.compress(b'{"hosts": []}')
    headers = ("Content-Type: application/json", "Content-Encoding: gzip", "Set-Cookie: a=1", "Set-Cookie: b=2", "X-Odd: \xe9")
    behind.answers["GET", "/api/v3/hosts"] = [Answer(203, headers, packed)]
    with httpx.stream("GET", f"{front.url}/hosts") as response:
        assert b"".join(response.iter_raw()) == packed
    found = sorted((name.decode().lower(), value.decode("latin-1")) for name, value in response.headers.raw)
    sent = [one.split(": ") for one in (f"Content-Length: {len(packed)}", *headers)]
    expected = sorted((name.lower(), value) for name, value in sent)
    assert (response.status_code, found) == (203, expected)


@pytest.mark.parametrize(
    ("coding", "packed", "logged"),
    [
        ("gzip", gzip.compress, "1 200 required passed"),
        ("Deflate", zlib.compress, "2 200 required passed"),
        ("gzip", lambda body: gzip.compress(body)[:-1], "3 200 passed unchecked"),
        ("br", bytes, "4 200 passed unchecked"),
    ],
)
def test_answers_are_checked_on_demand(
    front: Served, behind: Server, coding: str, packed: Callable[[bytes], bytes], logged: str
) -> None:
    """The log has the codes of their faults, and the client gets them unchanged."""
    body = packed(b'{"hosts": [{"id": 1}]}')
    headers = ("Content-Type: application/json", f"Content-Encoding: {coding}")
    behind.answers["GET", f"/api/v3/hosts/{logged[0]}?fields=id,email"] = [Answer(200, headers, body)]
    with httpx.stream("GET", f"{front.url}/hosts/{logged[0]}?fields=id,email") as response:
        assert b"".join(response.iter_raw()) == body
    front.wait_for(f"GET /api/v3/hosts/{logged}")


def test_an_answer_in_two_gzip_members_is_checked_whole(front: Served, behind: Server) -> None:
    """The log has the fault that is in the second member."""
    body = gzip.compress(b'{"hosts": [') + gzip.compress(b'{"id": 2}]}')
    behind.answers["GET", "/api/v3/hosts/2?fields=id,email"] = [
        Answer(200, ("Content-Type: application/json", "Content-Encoding: gzip"), body)
    ]
    with httpx.stream("GET", f"{front.url}/hosts/2?fields=id,email") as response:
        assert b"".join(response.iter_raw()) == body
    front.wait_for("GET /api/v3/hosts/2 200 required passed")


def test_an_unreachable_server_is_a_bad_gateway() -> None:
    """The client gets this status, and the proxy keeps running."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with served("--to", f"http://127.0.0.1:{port}") as server:
        for _ in range(2):
            assert httpx.post(f"{server.url}/hosts", json=HOST).status_code == 502
        assert server.stop() == 0
    assert server.log[1:-1] == ["POST /api/v3/hosts 502 passed"] * 2


#: The answer of a server for a path, and the answer that a client of the proxy gets: a status, some headers, and a body.
ODD = {
    "/not-modified": (b"HTTP/1.1 304 x\r\nContent-Length: 9\r\nETag: a\r\n\r\n", (304, {"etag": "a"}, b"")),
    "/until-close": (b"HTTP/1.0 200 x\r\n\r\nok", (200, {"transfer-encoding": "chunked"}, b"ok")),
    "/chunked": (b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n", (200, {}, b"ok")),
    "/trailers": (b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n", (200, {}, b"ok")),
    "/folded": (b"HTTP/1.1 200 x\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok", (502, {}, None)),
    "/two-lengths": (b"HTTP/1.1 200 x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", (502, {}, None)),
    "/interim": (b"HTTP/1.1 103 x\r\nLink: y\r\n\r\nHTTP/1.1 200 x\r\nContent-Length: 2\r\n\r\nok", (200, {}, b"ok")),
    "/not-http": (b"220 ready\r\n", (502, {"content-type": "application/vnd.api+json; charset=utf-8"}, None)),
    "/nothing": (b"", (502, {}, None)),
    "/status": (b"HTTP/1.1 700 x\r\nContent-Length: 0\r\n\r\n", (502, {}, None)),
}


@pytest.fixture(scope="module")
def odd() -> Iterator[Served]:
    """Yield a proxy in front of a server that answers oddly, and only after the whole request."""

    def answer(connection: socket.socket) -> None:
        connection.settimeout(20)
        with connection:
            request = connection.recv(65536)
            while b"encoding: chunked" in request and not request.endswith(b"0\r\n\r\n") and (more := connection.recv(65536)):
                request += more
            path = request.split(b" ")[1].decode()
            if path in ODD:
                connection.sendall(ODD[path][0])
                return
            connection.sendall(b"HTTP/1.1 200 x\r\n\r\n" + (request if path == "/echo" else b""))
            while path == "/endless":
                connection.sendall(bytes(1000))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_accept, args=(listener, answer))
        thread.start()
        with served("--to", f"http://127.0.0.1:{listener.getsockname()[1]}") as server:
            yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _accept(listener: socket.socket, answer: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            connection = listener.accept()[0]
        except OSError:
            return
        with suppress(OSError):
            answer(connection)


@pytest.mark.parametrize("path", ODD)
def test_an_odd_answer_passes_or_is_a_bad_gateway(odd: Served, path: str) -> None:
    """The client gets its status, headers and body, or an error with the reason."""
    status, headers, body = ODD[path][1]
    response = httpx.get(f"{odd.origin}{path}")
    assert response.status_code == status
    assert headers.items() <= response.headers.items()
    assert response.json()["errors"][0]["title"].startswith("The server") if body is None else response.content == body


def test_trailers_are_left_out(odd: Served) -> None:
    """The body ends without the fields after it."""
    with socket.create_connection(("127.0.0.1", int(odd.origin.rpartition(":")[2]))) as connection:
        connection.sendall(b"GET /trailers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.endswith(b"\r\n\r\n2\r\nok\r\n0\r\n\r\n")


@pytest.mark.parametrize("path", ["/chunked", "/until-close", "/interim"])
def test_a_client_of_http_1_0_gets_no_chunks(odd: Served, path: str) -> None:
    """The body of an answer ends with the connection."""
    with socket.create_connection(("127.0.0.1", int(odd.origin.rpartition(":")[2]))) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 200 ")
    assert received.endswith(b"\r\n\r\nok")
    assert b"chunked" not in received


def test_a_chunked_body_passes(odd: Served) -> None:
    """The body stays in chunks, and the client gets the interim answer to continue."""
    with socket.create_connection(("127.0.0.1", int(odd.origin.rpartition(":")[2]))) as connection:
        connection.sendall(b"PUT /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"2\r\nok\r\n0\r\n\r\n")
        received = b""
        while not received.endswith(b"\r\n0\r\n\r\n"):
            received += connection.recv(65536)
    assert b"transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" in received
    assert b"expect: 100-continue" in received


def test_an_endless_answer_ends_with_its_client(odd: Served) -> None:
    """When the client disconnects, the server behind is no longer read."""
    with httpx.stream("GET", f"{odd.origin}/endless") as response:
        next(response.iter_raw())
    odd.wait_for("GET … 200 passed")


def test_a_request_ends_with_its_client_before_there_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise clients that give up would hold connections to a server that is stuck."""
    monkeypatch.setattr(client, "UNREPORTED_SECONDS", 0.01)
    messages = iter([{"type": "http.request"}, {"type": "http.disconnect"}])
    sent: list[Any] = []
    logged: list[str] = []

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    with socket.create_server(("127.0.0.1", 0)) as stuck:
        target = upstream(f"http://127.0.0.1:{stuck.getsockname()[1]}")
        application = proxy.proxy(target, Validator(), logged.append)
        scope = {"type": "http", "method": "GET", "path": "/api/v3/hosts", "headers": []}
        asyncio.run(asyncio.wait_for(application(scope, receive, send), 5))
        connection = stuck.accept()[0]
        with connection, suppress(ConnectionResetError):
            connection.settimeout(5)
            assert connection.recv(65536).startswith(b"GET /api/v3/hosts ")
            assert connection.recv(65536) == b""
    assert (sent, logged) == ([], [])


@pytest.mark.parametrize("megabytes", [20, pytest.param(1024, marks=pytest.mark.nightly)])
def test_a_large_body_is_streamed(megabytes: int) -> None:
    """The memory of the proxy stays the same, however much passes in either direction."""
    size, piece = megabytes, bytes(2**20)

    def stream(connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65536)
            received = len(head.partition(b"\r\n\r\n")[2])
            while received < size * len(piece):
                received += len(connection.recv(2**20))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (size * len(piece)))
            for _ in range(size):
                connection.sendall(piece)

    listener = socket.create_server(("127.0.0.1", 0))
    target = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with listener, served("--to", target, "--responses") as server:
        thread = threading.Thread(target=lambda: stream(listener.accept()[0]))
        thread.start()
        before = _memory(server.process.pid)
        headers = {"content-length": str(size * len(piece))}
        received = 0
        with httpx.stream(
            "PUT", f"{server.origin}/upload", content=(piece for _ in range(size)), headers=headers, timeout=60
        ) as response:
            for part in response.iter_raw():
                received += len(part)
        thread.join()
        after = _memory(server.process.pid)
    assert received == size * len(piece)
    assert after - before < 10 * 2**20


def _memory(process: int) -> int:
    """Return the largest size of a process in memory so far, in bytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@given(data=st.data())
@examples(10)
def test_every_fault_is_stopped_and_every_valid_payload_passes(front: Served, behind: Server, data: st.DataObject) -> None:
    """The test counts the requests that reach the server behind."""
    faulty, valid = data.draw(strategies.faults("contact.create"))[0], data.draw(strategies.payloads("contact.create"))
    before = len(behind.received)
    with httpx.Client() as client:
        headers = {"content-type": "application/json"}
        assert client.post(f"{front.url}/contacts", content=json.dumps(faulty), headers=headers).status_code in (400, 422)
        assert client.post(f"{front.url}/contacts", content=json.dumps(valid), headers=headers).status_code == 204
    assert [sent.partition(b"\r\n\r\n")[2] for sent in behind.received[before:]] == [json.dumps(valid).encode()]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bookingsync.com", Upstream("https", "www.bookingsync.com", None, "")),
        ("https://www.bookingsync.com/api/v3/", Upstream("https", "www.bookingsync.com", None, "")),
        ("http://localhost:3000/stage/api/v3", Upstream("http", "localhost", 3000, "/stage")),
        ("http://[::1]:3000", Upstream("http", "[::1]", 3000, "")),
    ],
)
def test_the_server_behind_is_named_by_a_url(url: str, expected: Upstream) -> None:
    """The URL may have the path of the API or not."""
    assert upstream(url) == expected


@pytest.mark.parametrize(
    "url", ["", "localhost:3000", "ftp://x", "https://", "https://x?y", "https://é.example", "http://x:99999"]
)
def test_any_other_name_of_a_server_is_refused(url: str) -> None:
    """The error has a sentence with the reason."""
    with pytest.raises(ValueError, match="must be the URL of a server"):
        upstream(url)
