"""A server on loopback that stores every byte it gets, and gives prepared answers."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple

from support.threads import running


class Answer(NamedTuple):
    """An answer of the server: a status, headers, and a body."""

    status: int = 204
    headers: tuple[str, ...] = ()
    body: bytes = b""


class Server(socketserver.ThreadingTCPServer):
    """Counts connections and stores the bytes of each.

    ``answers`` maps a method and a path to consecutive answers; the default is 204.
    """

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections = 0
        self.received: list[bytes] = []
        self.answers: dict[tuple[str, str], list[Answer]] = {}
        self.lock = Lock()

    @property
    def url(self) -> str:
        """Return the URL at which the API begins."""
        return f"http://127.0.0.1:{self.server_address[1]}/api/v3"

    @property
    def bodies(self) -> list[bytes]:
        """Return the bytes after the headers of each request."""
        return [sent.partition(b"\r\n\r\n")[2] for sent in self.received]

    @property
    def lines(self) -> list[str]:
        """Return the first line of each request, without the version."""
        return [sent.partition(b" HTTP/")[0].decode() for sent in self.received]

    def handle_error(self, *_: Any) -> None:
        """Ignore a broken connection, and keep the bytes that arrived."""


class _Handler(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        with self.server.lock:
            self.server.connections += 1
        head = body = b""
        try:
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                head += line
            headers = dict(line.lower().split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:] if line)
            if "chunked" in headers.get("transfer-encoding", ""):
                while not body.endswith(b"0\r\n\r\n"):
                    body += self.rfile.readline()
            else:
                body = self.rfile.read(int(headers.get("content-length", 0)))
        finally:
            with self.server.lock:
                self.server.received.append(head + body)
        method, path, _ = head.decode("latin-1").split(" ", 2)
        with self.server.lock:
            queue = self.server.answers.get((method, path), [])
            answer = (queue.pop(0) if len(queue) > 1 else queue[0]) if queue else Answer()
        length = () if answer.status == 204 else (f"Content-Length: {len(answer.body)}",)
        lines = (f"HTTP/1.1 {answer.status} x", "Connection: close", *length, *answer.headers)
        self.wfile.write("".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1") + answer.body)


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the block is left; then everything is closed."""
    server = Server()
    with running(server):
        yield server
