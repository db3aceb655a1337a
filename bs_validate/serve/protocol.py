"""HTTP/1.1 on a connection, with limits on the head of a request that uvicorn's faster parser does not have."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: The largest head of a request, in bytes: the limit of most servers is 8 to 64 kB.
MAX_HEAD_BYTES = 64 * 1024
#: How long a client may take from one request, or from the connection, to the end of the next head, in seconds.
HEAD_SECONDS = 30.0


class LimitedProtocol(HttpToolsProtocol):  # uvicorn asks for a class
    """Ends a connection whose client sends too large a head, or none in time."""

    _head_bytes = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes that come before a head is complete."""
        if self._timer is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES + len(data):  # the last part may hold the head's end, and a body
                self.transport.close()
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Stop waiting, and handle the request."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next head on the same connection."""
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
