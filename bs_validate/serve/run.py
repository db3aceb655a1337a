"""Run an ASGI application on a socket until it is stopped."""

import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from bs_validate.serve.http import Application, Receive, Scope, Send
from bs_validate.serve.protocol import LimitedProtocol

#: The most simultaneous connections: enough for hundreds of test workers, with less than 100 MB of memory.
_MAX_CONNECTIONS = 1000
#: The most connections that may wait to be accepted.
_BACKLOG = 2048
#: How long a connection without a request is kept, and how long requests may continue when the server is stopped, in seconds.
_IDLE_SECONDS, _GRACE_SECONDS = 5, 5


def listening(host: str, port: int) -> socket.socket:
    """Return a listening socket. Port 0 stands for any free port. Raises ``OSError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends each part of an answer at once; without, a client waits 40 ms for the second part.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    listener.setblocking(False)  # noqa: FBT003  # the documented signature
    return listener


def address(listener: socket.socket) -> str:
    """Return the URL of the server on a socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(application: Application, listener: socket.socket, complain: Callable[[str], None], *, adds_date: bool) -> None:
    """Serve until the process is interrupted or terminated. Open requests then get some seconds to end.

    ``adds_date`` adds the header ``Date`` to answers that do not come from another server.
    """
    with _stoppable(), contextlib.suppress(KeyboardInterrupt):
        server(application, complain, adds_date=adds_date).run(sockets=[listener])


def server(application: Application, complain: Callable[[str], None], *, adds_date: bool) -> uvicorn.Server:
    """Return the server that runs an application."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # its tracebacks may quote values that a client has sent
    config = uvicorn.Config(
        _guarded(application, complain),
        access_log=False,
        date_header=adds_date,
        http=LimitedProtocol,
        lifespan="on",
        limit_concurrency=_MAX_CONNECTIONS,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=_IDLE_SECONDS,
        ws="none",
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Handle a signal to terminate like an interrupt."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _guarded(application: Application, complain: Callable[[str], None]) -> Application:
    """Return an application that logs the type of an error without its text, which may contain a value."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await application(scope, receive, send)
        except Exception as error:
            complain(f"internal error: {type(error).__name__}")
            raise

    return guarded
