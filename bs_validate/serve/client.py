"""Send HTTP/1.1 requests to one server, and pass the bytes of bodies and headers on unchanged.

httpcore and aiohttp take more time for a request than a proxy may add, and aiohttp does not keep every header byte for byte.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple, cast

from bs_validate.serve.reading import Abandoned, Broken, Closed, Reading

#: How long the server may take to accept a connection, and to send or to read the next piece of a body, in seconds.
CONNECT_SECONDS, PIECE_SECONDS = 10.0, 120.0
#: How long the server may take before ``ask`` reports that it waits, in seconds: nearly all answers come sooner.
UNREPORTED_SECONDS = 1.0
#: How long a connection is kept without a request, in seconds: less than the five after which many servers close it.
_IDLE_SECONDS = 4.0
#: The most bytes of a body that may wait for a slow client.
_MOST_WAITING = 256 * 1024
#: Methods that may be sent again if it is unknown whether the first request has arrived (RFC 9110, section 9.2.2).
_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})


class Address(NamedTuple):
    """The address of a server: its name or IP address without brackets, its port, and whether connections are encrypted."""

    host: str
    port: int
    is_encrypted: bool


class ForwardedRequest(NamedTuple):
    """A request: its head as bytes, and its body as bytes, as a stream of bytes, or None."""

    method: str
    head: bytes
    body: bytes | AsyncIterator[bytes] | None
    is_chunked: bool = False


class Client:
    """Send requests to one server over connections that are kept open for the next request.

    There are as many connections as simultaneous requests. The server that uses this client limits their number.
    """

    __slots__ = ("_address", "_context", "_idle")

    def __init__(self, address: Address) -> None:
        """Take the address of the server. The first request opens the first connection."""
        self._address = address
        self._context: ssl.SSLContext | None = None
        self._idle: list[Connection] = []
        if address.is_encrypted:
            self._context = ssl.create_default_context()
            self._context.set_alpn_protocols(["http/1.1"])

    async def ask(self, request: ForwardedRequest, waits: "Callable[[Connection], None] | None" = None) -> "Connection":
        """Send a request, and return the connection with the head of its answer. The caller must release the connection.

        ``waits`` is called with the connection if the server takes long. The caller may then abandon the connection, and
        ``Abandoned`` is raised.

        If the server has closed a kept connection without an answer, the request is sent again on a new one, provided that its
        method may be repeated and its whole body is known. Raises ``Broken``, ``TimeoutError``, and ``OSError`` if the server
        cannot be reached.
        """
        if self._idle:
            connection = self._idle[-1]
            connection.take()
            try:
                await connection.ask(request, waits)
            except Closed:
                if request.method not in _IDEMPOTENT or isinstance(request.body, AsyncIterator):
                    raise
            else:
                return connection
        connection = await self._connect()
        await connection.ask(request, waits)
        return connection

    async def _connect(self) -> "Connection":
        loop = asyncio.get_running_loop()
        address = self._address
        name = address.host if address.is_encrypted else None
        async with asyncio.timeout(CONNECT_SECONDS):
            _, connection = await loop.create_connection(
                lambda: Connection(loop, self._idle), address.host, address.port, ssl=self._context, server_hostname=name
            )
        return connection

    async def close(self) -> None:
        """Close the idle connections."""
        for connection in tuple(self._idle):
            connection.close()


class Connection(asyncio.Protocol):
    """A connection to the server, which carries one exchange after another."""

    __slots__ = (
        "_drained",
        "_fault",
        "_idle",
        "_is_paused",
        "_limit",
        "_loop",
        "_pump",
        "_timer",
        "_transport",
        "_waiter",
        "answer",
    )

    def __init__(self, loop: asyncio.AbstractEventLoop, idle: "list[Connection]") -> None:
        """Take the list of idle connections, in which the connection waits for the next request."""
        self._loop = loop
        self._idle = idle
        self._transport: asyncio.Transport
        self._waiter: asyncio.Future[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._pump: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._limit: asyncio.TimerHandle
        self._fault: Exception | None = None
        self._is_paused = False
        self.answer = Reading(is_head=False)

    def take(self) -> None:
        """Remove the connection from the idle ones."""
        self._idle.remove(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def ask(self, request: ForwardedRequest, waits: "Callable[[Connection], None] | None" = None) -> None:
        """Send a request, and wait for the head of its answer. Raises ``Broken`` and ``TimeoutError``."""
        answer = self.answer = Reading(is_head=request.method == "HEAD")
        try:
            if isinstance(request.body, AsyncIterator):
                self._transport.write(request.head)
                self._pump = self._loop.create_task(self._send(request.body, is_chunked=request.is_chunked))
                self._pump.add_done_callback(self._sent)
            else:
                self._transport.write(request.head + request.body if request.body else request.head)
            while not answer.status:
                await self._more(waits)
        except BaseException:
            self.close()
            raise

    async def part(self) -> tuple[bytes, bool]:
        """Return the next part of the body of the answer, and whether it is the last. Raises ``Broken`` and ``TimeoutError``."""
        answer = self.answer
        while not answer.waiting and not answer.is_over:
            await self._more()
        part = answer.take()
        if self._is_paused:
            self._is_paused = False
            self._transport.resume_reading()
        return part, answer.is_over

    @property
    def is_sent(self) -> bool:
        """Whether the whole request was passed to the operating system."""
        return self._pump is None

    def release(self) -> None:
        """Keep the connection for the next request if the server keeps it open and the exchange is complete."""
        if self._pump is not None or self._fault is not None or self._is_paused or not self.answer.keeps_open:
            self.close()
        else:
            self._timer = self._loop.call_later(_IDLE_SECONDS, self.close)
            self._idle.append(self)

    def abandon(self) -> None:
        """Close the connection because nobody wants the answer any more."""
        self._fail(Abandoned("The client has disconnected"))
        self.close()

    def close(self) -> None:
        """Close the connection, even during an exchange."""
        self._fail(Closed("The connection was closed here"))
        if self._pump is not None:
            self._pump.cancel()
        self._transport.abort()

    async def _more(self, waits: "Callable[[Connection], None] | None" = None) -> None:
        """Wait for the next event. Raises the error that has ended the connection, or ``TimeoutError``."""
        if self._fault is not None:
            raise self._fault
        self._waiter = self._loop.create_future()
        # One timer after the other, because most requests need neither of them to fire.
        if waits is None:
            self._limit = self._loop.call_later(PIECE_SECONDS, self._fail, TimeoutError())
        else:
            self._limit = self._loop.call_later(UNREPORTED_SECONDS, self._report, waits)
        try:
            await self._waiter
        finally:
            self._limit.cancel()
            self._waiter = None

    def _report(self, waits: "Callable[[Connection], None]") -> None:
        """Report that the server takes long, and give it the rest of its time."""
        self._limit = self._loop.call_later(PIECE_SECONDS - UNREPORTED_SECONDS, self._fail, TimeoutError())
        waits(self)

    async def _send(self, pieces: AsyncIterator[bytes], *, is_chunked: bool) -> None:
        """Send a body piece by piece, no faster than the server reads it."""
        async for piece in pieces:
            if self._fault is not None:
                return
            self._transport.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
            if self._drained is not None:
                async with asyncio.timeout(PIECE_SECONDS):
                    await self._drained
        if is_chunked and self._fault is None:
            self._transport.write(b"0\r\n\r\n")

    def _sent(self, pump: asyncio.Task[None]) -> None:
        """Record that a body was sent, or the error that prevented it."""
        self._pump = None
        error = None if pump.cancelled() else pump.exception()
        if isinstance(error, Exception):
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Record the first error that ends the connection, and wake the tasks that wait."""
        self._fault = self._fault or error
        if self in self._idle:
            self.take()
        for future in (self._waiter, self._drained):
            if future is not None and not future.done():
                future.set_result(None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """See asyncio."""
        answer = self.answer
        if answer.is_over or self._fault is not None:  # no caller waits for it
            self.close()
            return
        try:
            answer.feed(data)
        except Broken as error:
            self._fail(error)
            return
        if answer.waiting > _MOST_WAITING and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def eof_received(self) -> None:
        """See asyncio: the server sends nothing more."""
        self._end(is_reset=False)

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio."""
        self._end(is_reset=exc is not None)

    def _end(self, *, is_reset: bool) -> None:
        try:
            self.answer.end(is_reset=is_reset)
        except Broken as error:
            self._fail(error)
        else:
            self._fail(Closed("The server behind the proxy has closed the connection"))

    def pause_writing(self) -> None:
        """See asyncio."""
        self._drained = self._loop.create_future()

    def resume_writing(self) -> None:
        """See asyncio."""
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)
        self._drained = None
