"""Parse an HTTP/1.1 answer from the bytes that a server sends, without input or output."""

from collections import deque

import httptools

RawHeaders = list[tuple[bytes, bytes]]

#: The largest head of an answer, in bytes: twice what most servers and browsers allow.
MAX_HEAD_BYTES = 128 * 1024
#: Statuses of answers that end with their head (RFC 9112, section 6.3).
_WITHOUT_BODY = (204, 304)
_LARGEST_STATUS = 599


class Broken(Exception):
    """Raised when a server does not answer in HTTP/1.1. The message is a sentence without any value."""


class Closed(Broken):
    """Raised when a server has closed the connection without sending anything."""


class Abandoned(Broken):
    """Raised when the client that has asked for an answer has disconnected."""


class Reading:
    """An answer that is arriving: ``feed`` takes its bytes, and ``take`` returns the part of the body that is new.

    ``status`` is 0 until the head is complete; interim answers (100 to 199) are skipped. The names of ``headers`` are in lower
    case. ``is_over`` becomes true at the end of the answer. ``keeps_open`` is then true if the connection can be used again.
    """

    __slots__ = ("_is_head", "_parser", "_parts", "_until_close", "headers", "is_over", "keeps_open", "size", "status", "waiting")

    def __init__(self, *, is_head: bool) -> None:
        """Take the method of the request, because an answer to ``HEAD`` has no body."""
        self._is_head = is_head
        self._parser = httptools.HttpResponseParser(self)
        self._parts: deque[bytes] = deque()
        self._until_close = False
        self.headers: RawHeaders = []
        self.is_over = self.keeps_open = False
        #: The number of bytes of the head so far, and the bytes of the body that were not taken yet.
        self.size = self.waiting = 0
        self.status = 0

    def feed(self, data: bytes) -> None:
        """Parse the next bytes. Raises ``Broken``."""
        if not self.status:
            self.size += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            raise Broken("The server behind the proxy has changed to another protocol") from None
        except httptools.HttpParserError:
            if not self.is_over:
                raise Broken("The server behind the proxy does not answer in HTTP/1.1") from None
            self.keeps_open = False  # what follows the answer is not HTTP
        if self.is_over:
            del self._parser  # the two refer to each other, and would wait for the garbage collector
        elif not self.status and self.size > MAX_HEAD_BYTES:
            raise Broken("The head of the server's answer is too large")

    def end(self, *, is_reset: bool) -> None:
        """Record the end of the connection, orderly or by a reset. Raises ``Broken`` if the answer is not complete."""
        self.keeps_open = False
        if self._until_close and not is_reset:
            self.is_over = True
        elif not self.size:
            raise Closed("The server behind the proxy has closed the connection")
        elif not self.is_over:
            raise Broken("The server behind the proxy has closed the connection in the middle of its answer")

    def take(self) -> bytes:
        """Return the part of the body that has arrived since the last call."""
        part = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts.clear()
        self.waiting = 0
        return part

    def on_message_begin(self) -> None:
        """See httptools: the first line of an answer follows, maybe after that of another one."""
        if self.is_over:
            self.keeps_open = False  # there was no request for a second answer
        elif not self.status:
            self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """See httptools; the fields after a body in pieces (trailers) are left out."""
        if not self.status:
            self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """See httptools."""
        status = self._parser.get_status_code()
        if self.status or 100 <= status < 200:
            return
        if not 200 <= status <= _LARGEST_STATUS:
            raise ValueError("a status must have three digits and begin with 2 to 5")
        self.status = status
        if self._is_head:
            self.is_over, self.keeps_open = True, self._parser.should_keep_alive()
        elif status not in _WITHOUT_BODY:
            self._until_close = not _has_end(self.headers)

    def on_body(self, part: bytes) -> None:
        """See httptools."""
        if self.is_over:
            self.keeps_open = False  # an answer to HEAD with a body
            return
        self._parts.append(part)
        self.waiting += len(part)

    def on_message_complete(self) -> None:
        """See httptools."""
        if self.status and not self.is_over:
            self.is_over, self.keeps_open = True, self._parser.should_keep_alive()


def _has_end(headers: RawHeaders) -> bool:
    """Return whether the headers tell where a body ends. If not, it ends with the connection."""
    named = dict(headers)  # the last of a repeated one
    coding = named.get(b"transfer-encoding")
    if coding is None:
        return b"content-length" in named
    return coding.rpartition(b",")[2].strip().lower() == b"chunked"
