"""The proxy as an ASGI application: invalid writes are answered here, and everything else passes unchanged in both directions."""

import zlib
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import urlsplit

import httpcore

from bs_validate._schema import operations
from bs_validate._schema.operations import Call
from bs_validate.serve.answers import Answer, body_of, is_json, refusal
from bs_validate.serve.http import (
    MAX_BODY_BYTES,
    Application,
    Gone,
    Head,
    Log,
    Receive,
    Scope,
    Send,
    TooLarge,
    failure,
    head,
    lifespan,
    line,
    send_answer,
    whole_body,
)
from bs_validate.validator import Validator

#: Headers that concern one connection and end at the proxy (RFC 9110, section 7.6.1).
_HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"proxy-authorization",
    }
)
#: How long the upstream server may take to connect, and between two pieces of an answer, in seconds.
_TIMEOUTS = {"connect": 10.0, "read": 120.0, "write": 120.0, "pool": 10.0}
#: Connections to the upstream server at the same time: as many as a browser pool or a test run opens.
_MAX_CONNECTIONS = 100

#: The ways in which a connection to the upstream server fails.
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)

_NO_SERVER = "must be the URL of a server, such as https://www.bookingsync.com"

RawHeaders = list[tuple[bytes, bytes]]


class Upstream(NamedTuple):
    """The server behind the proxy: its scheme, host, port or None, and the path below which its own paths are."""

    scheme: str
    host: str
    port: int | None
    prefix: str

    @property
    def authority(self) -> bytes:
        """The value of the header ``Host``."""
        return (self.host if self.port is None else f"{self.host}:{self.port}").encode("ascii")


def upstream(url: str) -> Upstream:
    """Return the server that a URL names. Raises ``ValueError`` for anything but an http or https URL with a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(_NO_SERVER) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or not url.isascii():
        raise ValueError(_NO_SERVER)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Upstream(parts.scheme, host, port, parts.path.rstrip("/").removesuffix(operations.BASE))


def proxy(target: Upstream, validator: Validator, log: Log, *, checks_answers: bool = False) -> Application:
    """Return the proxy as an ASGI application; with ``checks_answers`` the faults of answers go to the log."""
    pool = httpcore.AsyncConnectionPool(
        max_connections=_MAX_CONNECTIONS, max_keepalive_connections=_MAX_CONNECTIONS, keepalive_expiry=30.0
    )

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, pool.aclose)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            request = head(scope)
            url = f"{request.path}?{request.query}"
            call = operations.find(validator.operations, request.method, url)
            try:
                stopped, content = await _checked(request, call, receive, validator)
                if stopped is not None:
                    await send_answer(stopped, request, send)
                    log(line(request.method, request.path, stopped.status, stopped.codes, "stopped"))
                    return
                kept = _Kept(checks_answers and call is not None)
                status = await _passed(pool, target, scope, content, send, kept)
            except Gone:
                return
            codes = _codes(kept, request, url, status, validator)
            log(line(request.method, request.path, status, codes, "passed"))

    return application


async def _checked(
    request: Head, call: Call | None, receive: Receive, validator: Validator
) -> tuple[Answer | None, AsyncIterator[bytes] | bytes]:
    """Return the answer to a write that is stopped, and the body that is passed on: bytes of a write, else a stream."""
    if call is None or call.operation.request is None or not is_json(request.headers):
        return None, _stream(receive)
    try:
        body = await whole_body(receive, request.headers)
    except TooLarge:
        return failure(413, "payload_too_large", "The body is too large to be checked"), b""
    except TimeoutError:
        return failure(408, "request_timeout", "The body took too long"), b""
    decoded = body_of(request.headers, body)
    return decoded if isinstance(decoded, Answer) else refusal(decoded, call.operation.request, validator), body


async def _stream(receive: Receive) -> AsyncIterator[bytes]:
    """Yield the pieces of a body as they come. Raises ``Gone``."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        more = message.get("more_body", False)
        if message.get("body"):
            yield message["body"]


class _Kept:
    """The answer of an operation, kept to be checked: its media type, its coding, and its body up to a limit."""

    __slots__ = ("coding", "is_wanted", "media_type", "parts", "size")

    def __init__(self, is_wanted: bool) -> None:  # noqa: FBT001  # a private class with one argument
        self.is_wanted = is_wanted
        self.media_type = self.coding = b""
        self.parts: list[bytes] = []
        self.size = 0

    def begin(self, headers: RawHeaders) -> None:
        """Take the headers of the answer."""
        named = {name.lower(): value.lower() for name, value in headers}
        self.media_type, self.coding = named.get(b"content-type", b""), named.get(b"content-encoding", b"")
        self.is_wanted = self.is_wanted and b"json" in self.media_type

    def take(self, part: bytes) -> None:
        """Keep a part of the body, unless the whole is too large."""
        self.size += len(part)
        if self.size > MAX_BODY_BYTES:
            self.is_wanted = False
            self.parts.clear()
        elif self.is_wanted:
            self.parts.append(part)

    def body(self) -> bytes | None:
        """Return the body as it was before it was packed, or None if that is not known here."""
        data = b"".join(self.parts)
        if self.coding in (b"", b"identity"):
            return data
        if self.coding not in (b"gzip", b"x-gzip"):
            return None
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            unpacked = unpacker.decompress(data, MAX_BODY_BYTES)
        except zlib.error:
            return None
        return unpacked if unpacker.eof else None


async def _passed(
    pool: httpcore.AsyncConnectionPool,
    target: Upstream,
    scope: Scope,
    content: AsyncIterator[bytes] | bytes,
    send: Send,
    kept: _Kept,
) -> int:
    """Pass a request on and its answer back, piece by piece, and return the status of the answer."""
    request = _request(target, scope, content)
    try:
        response = await pool.handle_async_request(request)
    except httpcore.TimeoutException:
        return await _unreachable(504, "gateway_timeout", "The server behind the proxy took too long", scope, send)
    except _BROKEN:
        return await _unreachable(502, "bad_gateway", "The server behind the proxy cannot be reached", scope, send)
    try:
        headers = _end_to_end(response.headers)
        kept.begin(headers)
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        async for part in response.aiter_stream():
            if kept.is_wanted:
                kept.take(part)
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except _BROKEN:  # The head is sent, so all that is left is to end the connection before the body is complete.
        kept.is_wanted = False
    finally:
        await response.aclose()
    return response.status


def _request(target: Upstream, scope: Scope, content: AsyncIterator[bytes] | bytes) -> httpcore.Request:
    path: bytes = scope.get("raw_path") or str(scope["path"]).encode()
    query = scope.get("query_string", b"")
    whole = target.prefix.encode() + path + (b"?" + query if query else b"")
    url = httpcore.URL(scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=whole)
    headers = [(b"host", target.authority), *(one for one in _end_to_end(scope["headers"]) if one[0].lower() != b"host")]
    names = {name.lower() for name, _ in scope["headers"]}
    if b"content-length" not in names and b"transfer-encoding" in names:
        headers.append((b"transfer-encoding", b"chunked"))
    has_body = bool(names & {b"content-length", b"transfer-encoding"})
    return httpcore.Request(
        scope["method"], url, headers=headers, content=content if has_body else None, extensions={"timeout": _TIMEOUTS}
    )


def _end_to_end(headers: RawHeaders) -> RawHeaders:
    """Return the headers that are not about one connection; ``Connection`` may name more of those."""
    named = {
        part.strip().lower() for name, value in headers if name.lower() == b"connection" for part in value.split(b",") if part
    }
    return [(name, value) for name, value in headers if name.lower() not in _HOP_BY_HOP | named]


async def _unreachable(status: int, code: str, title: str, scope: Scope, send: Send) -> int:
    await send_answer(failure(status, code, title), head(scope), send)
    return status


def _codes(kept: _Kept, request: Head, url: str, status: int, validator: Validator) -> tuple[str, ...]:
    """Return the codes of the faults of an answer that was kept."""
    body = kept.body() if kept.is_wanted else None
    if body is None:
        return ()
    report = validator.validate_response(request.method, url, status, body)
    return tuple(dict.fromkeys(error.code for error in report.errors))
