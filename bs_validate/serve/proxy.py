"""Pass requests on as a proxy (an ASGI application), and refuse invalid writes."""

import asyncio
import functools
import re
import ssl
import zlib
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bs_validate._schema import operations
from bs_validate._schema.operations import Call
from bs_validate.serve.answers import Answer, body_of, is_json, refusal
from bs_validate.serve.client import Address, Client, Connection, ForwardedRequest
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
from bs_validate.serve.reading import Abandoned, Broken, RawHeaders
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
#: The number of methods and URLs whose operation is remembered.
_KNOWN_URLS = 256
_SERVER = re.compile("https?://[!-~]+", re.IGNORECASE | re.ASCII)
_NO_SERVER = "must be the URL of a server, such as https://www.bookingsync.com"


class Upstream(NamedTuple):
    """The server behind the proxy: its scheme, host, port (or None) and base path."""

    scheme: str
    host: str
    port: int | None
    prefix: str

    @property
    def authority(self) -> bytes:
        """The value of the header ``Host``."""
        return (self.host if self.port is None else f"{self.host}:{self.port}").encode("ascii")

    @property
    def address(self) -> Address:
        """The address of the server."""
        is_encrypted = self.scheme == "https"
        return Address(self.host.strip("[]"), self.port or (443 if is_encrypted else 80), is_encrypted)


def upstream(url: str) -> Upstream:
    """Return the server that a URL names. Raises ``ValueError`` for anything but an http or https URL of a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(_NO_SERVER) from None
    if not _SERVER.fullmatch(url) or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(_NO_SERVER)
    if "@" in parts.netloc:
        raise ValueError("must not contain a user name or a password: a client sends its own token")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Upstream(parts.scheme, host, port, parts.path.rstrip("/").removesuffix(operations.BASE))


def proxy(target: Upstream, validator: Validator, log: Log, *, checks_answers: bool = False) -> Application:
    """Return the proxy as an ASGI application. With ``checks_answers``, the faults of answers go to the log."""
    client = Client(target.address)
    # Looking an operation up takes a sixth of the proxy's time for a request, and clients use the same URLs again.
    find = functools.lru_cache(_KNOWN_URLS)(functools.partial(operations.find, validator.operations))

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, client.close)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            request = head(scope)
            url = f"{request.path}?{request.query}"
            call = find(request.method, url)
            try:
                stopped, content = await _checked(request, call, receive, validator)
                if stopped is not None:
                    await send_answer(stopped, request, send)
                    log(line(request.method, request.path, stopped.status, stopped.codes, "stopped"))
                    return
                kept = _Kept(checks_answers and call is not None)
                status = await _passed(client, _request(target, scope, content), scope, (receive, send), kept)
            except Gone:
                return
            codes = _codes(kept, request, url, status, validator)
            note = "passed" if codes is not None else "passed unchecked"
            log(line(request.method, request.path, status, codes or (), note))

    return application


async def _checked(
    request: Head, call: Call | None, receive: Receive, validator: Validator
) -> tuple[Answer | None, AsyncIterator[bytes] | bytes]:
    """Return the answer to an invalid write (or None), and the body to pass on: bytes for a write, otherwise a stream."""
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
    """The answer of an operation, kept for checking: its content coding, and its body up to a limit."""

    __slots__ = ("coding", "is_wanted", "parts", "size")

    def __init__(self, is_wanted: bool) -> None:  # noqa: FBT001  # a private class with one argument
        self.is_wanted = is_wanted
        self.coding = b""
        self.parts: list[bytes] = []
        self.size = 0

    def begin(self, headers: RawHeaders) -> None:
        """Take the headers of the answer."""
        named = dict(headers)
        self.coding = named.get(b"content-encoding", b"").lower()
        self.is_wanted = b"json" in named.get(b"content-type", b"").lower()

    def take(self, part: bytes) -> None:
        """Keep a part of the body, unless the whole body is too large."""
        self.size += len(part)
        if self.size > MAX_BODY_BYTES:
            self.parts.clear()
        else:
            self.parts.append(part)

    def body(self) -> bytes | None:
        """Return the body without its content coding, or None if it is too large or cannot be decoded."""
        if self.size > MAX_BODY_BYTES:
            return None
        data = b"".join(self.parts)
        if self.coding in (b"", b"identity") or not data:
            return data
        return _unpacked(data) if self.coding in (b"gzip", b"x-gzip", b"deflate") else None


def _unpacked(data: bytes) -> bytes | None:
    """Return data without its gzip or zlib coding, or None if it is damaged or too large. Gzip may have several members."""
    parts, size = [], 0
    try:
        while data:
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # reads the heads of both
            parts.append(unpacker.decompress(data, MAX_BODY_BYTES + 1 - size))
            size += len(parts[-1])
            if size > MAX_BODY_BYTES or not unpacker.eof:
                return None
            data = unpacker.unused_data.lstrip(b"\0")  # the last member may have been padded
    except zlib.error:
        return None
    return b"".join(parts)


async def _passed(client: Client, request: ForwardedRequest, scope: Scope, ends: tuple[Receive, Send], kept: _Kept) -> int:
    """Pass a request on and its answer back, piece by piece, and return the status of the answer."""
    receive, send = ends
    watch: asyncio.Task[None] | None = None

    def begin_watch(connection: Connection) -> None:
        nonlocal watch
        if watch is not None:
            watch.cancel()
        watch = asyncio.create_task(_ended_with(receive, connection))

    # A body that is passed on piece by piece has to receive the news of a disconnected client itself.
    is_stream = isinstance(request.body, AsyncIterator)
    try:
        connection = await client.ask(request, None if is_stream else begin_watch)
    except TimeoutError:
        return await _unreachable(504, "gateway_timeout", "The server behind the proxy took too long", scope, send)
    except Abandoned:
        raise Gone from None
    except Broken as broken:
        return await _unreachable(502, "bad_gateway", str(broken), scope, send)
    except OSError as error:
        return await _unreachable(502, "bad_gateway", _reason(error), scope, send)
    answer = connection.answer
    try:
        headers = _for_client(answer.status, _end_to_end(answer.headers))
        if kept.is_wanted:
            kept.begin(headers)
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        is_last = False
        while not is_last:
            part, is_last = await connection.part()
            if kept.is_wanted:
                kept.take(part)
            await send({"type": "http.response.body", "body": part, "more_body": not is_last})
            if watch is None and not is_last and connection.is_sent:
                begin_watch(connection)
    except (Broken, TimeoutError):  # The head is sent, so all that is left is to end the connection before the body is complete.
        kept.is_wanted = False
    finally:
        if watch is not None:
            watch.cancel()
        connection.release()
    return answer.status


async def _ended_with(receive: Receive, connection: Connection) -> None:
    """End the connection to the server when the client disconnects, which may happen during an endless answer."""
    while (await receive())["type"] != "http.disconnect":
        pass
    connection.abandon()


def _reason(error: OSError) -> str:
    """Return why the server behind the proxy cannot be reached."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "The certificate of the server behind the proxy is not trusted here"
    if isinstance(error, ssl.SSLError):
        return "The server behind the proxy does not speak TLS as it should"
    return "The server behind the proxy cannot be reached"


def _request(target: Upstream, scope: Scope, content: AsyncIterator[bytes] | bytes) -> ForwardedRequest:
    """Return the request that is sent to the server behind the proxy."""
    path: bytes = scope.get("raw_path") or str(scope["path"]).encode()
    query = scope.get("query_string", b"")
    method = str(scope["method"])
    names = {name for name, _ in scope["headers"]}  # in lower case, says ASGI
    is_chunked = b"content-length" not in names and b"transfer-encoding" in names
    lines = [
        b"%b %b%b%b HTTP/1.1\r\nhost: %b\r\n"
        % (method.encode(), target.prefix.encode(), path, b"?" + query if query else b"", target.authority)
    ]
    lines += [b"%b: %b\r\n" % one for one in _end_to_end(scope["headers"]) if one[0] != b"host"]
    lines.append(b"transfer-encoding: chunked\r\n\r\n" if is_chunked else b"\r\n")
    if not is_chunked and b"content-length" not in names:
        return ForwardedRequest(method, b"".join(lines), None)
    if is_chunked and isinstance(content, bytes):
        content = b"%x\r\n%b\r\n0\r\n\r\n" % (len(content), content) if content else b"0\r\n\r\n"
    return ForwardedRequest(method, b"".join(lines), content, is_chunked)


def _for_client(status: int, headers: RawHeaders) -> RawHeaders:
    """Return the headers of an answer without a wrong length of its body: 304 has the length of another answer."""
    return [one for one in headers if one[0] != b"content-length"] if status == 304 else headers


def _end_to_end(headers: RawHeaders) -> RawHeaders:
    """Return the headers that do not concern only one connection, such as those named by ``Connection``."""
    left_out = _HOP_BY_HOP
    for name, value in headers:
        if name == b"connection":
            left_out |= {part.strip().lower() for part in value.split(b",")}
    return [one for one in headers if one[0] not in left_out]


async def _unreachable(status: int, code: str, title: str, scope: Scope, send: Send) -> int:
    await send_answer(failure(status, code, title), head(scope), send)
    return status


def _codes(kept: _Kept, request: Head, url: str, status: int, validator: Validator) -> tuple[str, ...] | None:
    """Return the codes of the faults of a kept answer, or None if its body cannot be read."""
    if not kept.is_wanted:
        return ()
    body = kept.body()
    if body is None:
        return None
    report = validator.validate_response(request.method, url, status, body)
    return tuple(dict.fromkeys(error.code for error in report.errors))
