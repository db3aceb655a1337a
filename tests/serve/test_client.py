"""The client of the proxy: connections are reused and requests repeated only if that is safe, and each failure has its reason."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bs_validate.serve import client as client_module
from bs_validate.serve.client import Address, Client, ForwardedRequest
from bs_validate.serve.reading import Broken, Closed

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

GET = ForwardedRequest("GET", b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", None)
POST = ForwardedRequest("POST", b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n", b"{}")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """A server that handles each connection by the next of some functions, and repeats the last one."""

    def __init__(self, *handlers: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> None:
        """Take the functions."""
        self.handlers = list(handlers)
        self.connections = 0

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handler = self.handlers[min(self.connections, len(self.handlers) - 1)]
        self.connections += 1
        try:
            await handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has disconnected, as some tests do
        finally:
            writer.close()

    async def listen(self, context: ssl.SSLContext | None = None) -> tuple[Client, asyncio.Server]:
        """Listen, and return a client."""
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0, ssl=context)
        return Client(Address("127.0.0.1", server.sockets[0].getsockname()[1], context is not None)), server


async def _answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer each request, assuming that only POST has a body."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(2 if head.startswith(b"POST") else 0)
        writer.write(OK)


async def _answered_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request, and close the connection without an answer to the next."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(OK)
    await reader.readuntil(b"\r\n\r\n")


async def _whole(client: Client, request: ForwardedRequest) -> bytes:
    """Return the body of an answer, and return the connection for reuse."""
    connection = await client.ask(request)
    try:
        body, is_last = await connection.part()
        while not is_last:
            part, is_last = await connection.part()
            body += part
        return body
    finally:
        connection.release()


def test_a_connection_is_kept_for_the_next_request() -> None:
    """Two simultaneous requests have two connections."""

    async def run() -> list[int]:
        server = Server(_answered)
        client, listener = await server.listen()
        counts = []
        async with listener:
            for requests in ([GET], [POST], [GET], [POST, GET]):
                assert set(await asyncio.gather(*(_whole(client, one) for one in requests))) == {b"ok"}
                counts.append(server.connections)
            await client.close()
        return counts

    assert asyncio.run(run()) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("request_", "outcome"),
    [
        (GET, b"ok"),
        (ForwardedRequest("PUT", b"PUT / HTTP/1.1\r\ncontent-length: 0\r\n\r\n", b""), b"ok"),
        (POST, Closed),
    ],
)
def test_only_a_request_that_may_be_repeated_is_sent_again(request_: ForwardedRequest, outcome: bytes | type[Closed]) -> None:
    """If the server ends a kept connection without an answer, it may already have acted on a POST."""

    async def run() -> bytes | type[Broken]:
        client, listener = await Server(_answered_once, _answered).listen()
        async with listener:
            assert await _whole(client, GET) == b"ok"
            try:
                return await _whole(client, request_)
            except Broken as broken:
                return type(broken)
            finally:
                await client.close()

    assert asyncio.run(run()) == outcome


def test_a_connection_that_the_server_has_closed_meanwhile_is_not_used() -> None:
    """A new connection is opened instead, so that even a POST can be sent safely."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)

    async def run() -> bytes:
        client, listener = await Server(once, _answered).listen()
        async with listener:
            assert await _whole(client, GET) == b"ok"
            await asyncio.sleep(0.05)
            try:
                return await _whole(client, POST)
            finally:
                await client.close()

    assert asyncio.run(run()) == b"ok"


@pytest.mark.parametrize(
    ("sent", "error", "reason"),
    [
        (b"", Closed, "has closed the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-", Broken, "in the middle of its answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", Broken, "in the middle of its answer"),
        (b"220 smtp.example.com ESMTP\r\n", Broken, "does not answer in HTTP/1.1"),
    ],
)
def test_each_failure_has_its_reason(sent: bytes, error: type[Broken], reason: str) -> None:
    """The sentence does not repeat anything that the server has sent."""

    async def fail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(sent)

    async def run() -> None:
        client, listener = await Server(fail).listen()
        async with listener:
            await _whole(client, GET)

    with pytest.raises(error, match=reason):
        asyncio.run(run())


def test_a_server_that_stops_sending_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is a time without any byte, before or during the answer."""
    monkeypatch.setattr(client_module, "PIECE_SECONDS", 0.05)

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK[:-1])
        await reader.readuntil(b"\r\n\r\n")

    async def run() -> None:
        client, listener = await Server(hang).listen()
        async with listener:
            connection = await client.ask(GET)
            try:
                assert await connection.part() == (b"o", False)
                await connection.part()
            finally:
                connection.release()

    with pytest.raises(TimeoutError):
        asyncio.run(run())


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield bytes(65536)
        await asyncio.sleep(0)


def test_an_answer_may_come_before_the_request_is_sent() -> None:
    """A server refuses a large body early; the connection is not used again, and nothing goes on being sent."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 Large\r\nContent-Length: 2\r\n\r\nno")
        while await reader.read(65536):
            pass

    async def run() -> tuple[bytes, int]:
        server = Server(refuse)
        client, listener = await server.listen()
        async with listener:
            head = b"PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n"
            for _ in range(2):
                body = await _whole(client, ForwardedRequest("PUT", head, _endless(), is_chunked=True))
        return body, server.connections

    assert asyncio.run(asyncio.wait_for(run(), 20)) == (b"no", 2)


def test_an_answer_waits_for_a_slow_reader() -> None:
    """Bytes that arrive faster than they are read stay with the server."""
    written = 0

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(2**20))
            await writer.drain()
            written += 1

    async def run() -> int:
        client, listener = await Server(flood).listen()
        async with listener:
            connection = await client.ask(GET)
            before = -1
            while written != before:  # until everything in between is full
                before = written
                await asyncio.sleep(0.1)
            waiting = connection.answer.waiting
            connection.close()
        return waiting

    assert asyncio.run(run()) < 2**20
    assert written < 50


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate for this machine and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:TRUE"]
    key = file.with_name("key.pem")
    subprocess.run([*command, *names, "-keyout", str(key), "-out", str(file)], check=True, capture_output=True)  # noqa: S603
    file.write_text(file.read_text() + key.read_text())
    return file


@pytest.mark.parametrize("is_trusted", [True, False])
def test_a_server_may_be_encrypted(certificate: Path, monkeypatch: pytest.MonkeyPatch, is_trusted: bool) -> None:  # noqa: FBT001
    """Its certificate must be trusted by the system or by the file that SSL_CERT_FILE names."""
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    async def run() -> list[bytes]:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        client, listener = await Server(_answered).listen(context)
        async with listener:
            bodies = [await _whole(client, one) for one in (GET, POST)]
            await client.close()
        return bodies

    if is_trusted:
        assert asyncio.run(run()) == [b"ok", b"ok"]
    else:
        with pytest.raises(ssl.SSLCertVerificationError):
            asyncio.run(run())
