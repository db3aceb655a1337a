"""Limit the head of a request, which uvicorn's faster parser does not, and send the head of an answer with its body."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: The largest head of a request, in bytes: the limit of most servers is 8 to 64 kB.
MAX_HEAD_BYTES = 64 * 1024
#: How long a client may take from one request, or from the connection, to the end of the next head, in seconds.
HEAD_SECONDS = 30.0
#: How long the rest of a body is read and thrown away after an answer that came before its end, in seconds.
LINGER_SECONDS = 5.0


class _Joining:
    """A transport that holds each piece back until the next one comes, ``flush`` is called, or the loop runs again.

    While a body is ``unread``, ``close`` closes only the sending side, and the connection ``lingers``. If both sides were closed,
    the system would reset the connection, and a client that is still sending would see the reset and not the answer.
    """

    __slots__ = ("_held", "_loop", "_transport", "lingers", "unread")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""
        self.lingers = self.unread = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self._held:
            self._held += data
            self.flush()
        else:
            self._held = data
            self._loop.call_soon(self.flush)

    def flush(self) -> None:
        if self._held:
            self._transport.write(self._held)
            self._held = b""

    def is_closing(self) -> bool:
        return self.lingers or self._transport.is_closing()

    def close(self) -> None:
        self.flush()
        if not self.unread or self.is_closing():
            self._transport.close()
            return
        self.lingers = True
        self._transport.write_eof()
        self._transport.resume_reading()
        self._loop.call_later(LINGER_SECONDS, self._transport.close)


class _AnyLength(int):
    """The length of a body that ends with the connection: no body is longer or shorter."""

    def __lt__(self, _: int) -> bool:
        return False

    def __sub__(self, _: int) -> "_AnyLength":
        return self

    def __ne__(self, _: object) -> bool:
        return False


class LimitedProtocol(HttpToolsProtocol):  # uvicorn asks for a class
    """End a connection whose client sends too large a head, or no head in time."""

    _head_bytes = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start to wait for a head."""
        super().connection_made(cast("asyncio.Transport", _Joining(transport, self.loop)))
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes that come before a head is complete, and throw away those that come after an early answer."""
        if cast("_Joining", self.transport).lingers:
            return
        if self._timer is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES + len(data):  # the last part may hold the head's end, and a body
                self.transport.close()
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Stop waiting, and handle the request."""
        self._stop_waiting()
        # A client that waits for leave to send its body sends none after a refusal.
        cast("_Joining", self.transport).unread = not self.expect_100_continue
        super().on_headers_complete()
        if self.scope["http_version"] == "1.0":  # uvicorn would send pieces with their lengths, which only HTTP/1.1 has
            self.cycle.chunked_encoding = False
            self.cycle.expected_content_length = _AnyLength()

    def on_message_complete(self) -> None:
        """Remember that nothing of the request is left to read."""
        cast("_Joining", self.transport).unread = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Send the rest of the answer, and wait for the next head on the same connection."""
        cast("_Joining", self.transport).flush()
        super().on_response_complete()
        if not self.transport.is_closing():
            self._await_head()

    def _await_head(self) -> None:
        self._stop_waiting()
        self._head_bytes = 0
        self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
