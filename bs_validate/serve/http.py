"""Read requests and send answers over ASGI, within limits, and word the lines of the log."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from bs_validate._schema.operations import BASE, single_slashes
from bs_validate.serve.answers import Answer

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
#: A function that takes a line for each request: method, path, status and codes, without values.
Log = Callable[[str], None]

#: The largest body that is read, in bytes: a thousand times the size of a complete contact.
MAX_BODY_BYTES = 10 * 2**20
#: How long a client may take to send a body, in seconds.
BODY_SECONDS = 30.0
#: The characters that a path has without escapes (RFC 3986, section 3.3), beside letters, digits and ``_.-``.
_UNESCAPED = "/!$&'()*+,;=:@~"
#: Most paths, which need no escapes.
_PLAIN_PATH = re.compile("[a-z0-9/_,]*")
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]{1,255}")
#: The parts of a path that may be shown: names of resources and identifiers, in turn. Any other may be a person's name.
_NAME, _IDENTIFIERS = re.compile(r"(?:[a-z_]{1,40}(?:\.json)?)?"), re.compile(r"(?:[0-9,]{1,40}(?:\.json)?)?")
_BELOW = f"{BASE}/"
_LONGEST_METHOD = 20
MEDIA_TYPE = "application/vnd.api+json"
#: Any page may call the server: it holds no secrets, and browsers ask first (CORS).
_CORS = (
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "allow, link, location, x-per-page, x-total-count, x-total-pages, x-updated-since-request-synced-at",
    ),
)


class TooLarge(Exception):
    """Raised when a body is larger than ``MAX_BODY_BYTES``."""


class Gone(Exception):
    """Raised when a client has closed the connection before its request was complete."""


class Head(NamedTuple):
    """The head of a request, with the names of headers in lower case and the first value of a repeated header."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    origin: str


def head(scope: Scope) -> Head:
    """Return the head of a request."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        server = scope.get("server") or ("localhost", None)
        host = f"{server[0]}:{server[1]}" if server[1] else str(server[0])
    path = str(scope["path"])
    if "://" in path and not path.startswith("/"):  # a client that takes this for a proxy sends the whole URL
        path = "/" + path.partition("://")[2].partition("/")[2]
    mount, path = _split(path, str(scope.get("root_path", "")).rstrip("/"))
    query = scope.get("query_string", b"").decode("latin-1")
    return Head(
        str(scope["method"]),
        single_slashes(_escaped(path)),
        query,
        headers,
        f"{scope.get('scheme', 'http')}://{host}{_escaped(mount)}",
    )


def _escaped(path: str) -> str:
    """Return a path of ASGI, which has no escapes, as it is in a URL. There, a "?" from a path would begin a query."""
    return path if _PLAIN_PATH.fullmatch(path) else quote(path, safe=_UNESCAPED)


def _split(path: str, root: str) -> tuple[str, str]:
    """Return the path at which the application is mounted, and the rest, which begins with the base of the API.

    ``root`` is the ``root_path`` of ASGI. It may contain a part of the base, or the whole base. Most frameworks repeat it in
    ``path``; others leave it out there.
    """
    whole = path if path.startswith(root) else root + path
    at = whole.find(_BELOW)
    mount = whole[:at] if 0 <= at <= len(root) else root
    return mount, whole[len(mount) :]


async def whole_body(receive: Receive, headers: Mapping[str, str]) -> bytes:
    """Return the body of a request. Raises ``TooLarge``, ``Gone``, and ``TimeoutError`` for a client that is too slow."""
    length = headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length[:18]) > MAX_BODY_BYTES:
        raise TooLarge
    parts: list[bytes] = []
    size = 0
    async with _time_limit():
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > MAX_BODY_BYTES:
                raise TooLarge
            if not message.get("more_body", False):
                return b"".join(parts)


def _time_limit() -> AbstractAsyncContextManager[object]:
    """Return the limit on the time for a body. Servers run in asyncio; clients for tests may run in Trio, without a limit."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return nullcontext()
    return asyncio.timeout(BODY_SECONDS)


async def lifespan(receive: Receive, send: Send, release: Callable[[], Awaitable[None]]) -> None:
    """Handle the lifespan events of ASGI: confirm the start, and release the resources of the application at shutdown."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await release()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def send_answer(answer: Answer, request: Head, send: Send) -> None:
    """Send an answer. An answer to HEAD has the headers of its body but no body."""
    body = b"" if answer.document is None else _encoded(answer.document)
    headers = [*answer.headers, *_CORS]
    if answer.document is not None:
        headers += [("content-type", f"{_media_type(request)}; charset=utf-8")]
    if answer.status != 204:
        headers += [("content-length", str(len(body)))]
    if request.method.upper() == "OPTIONS":
        asked = request.headers.get("access-control-request-headers", "content-type, authorization, accept")
        if asked.isascii() and asked.isprintable():
            headers += [("access-control-allow-headers", asked), ("access-control-max-age", "600")]
        headers += [("access-control-allow-methods", value) for name, value in answer.headers if name == "allow"]
    encoded = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if request.method.upper() == "HEAD" else body})


def _encoded(document: Any) -> bytes:
    try:
        return orjson.dumps(document)
    except TypeError:  # an integer of more than 64 bits
        return json.dumps(document).encode()


def _media_type(request: Head) -> str:
    """Return the media type of the API, or plain JSON for a client that accepts only that."""
    accept = request.headers.get("accept", "")
    return "application/json" if "application/json" in accept and MEDIA_TYPE not in accept else MEDIA_TYPE


def failure(status: int, code: str, title: str) -> Answer:
    """Return an answer that refuses a request and ends the connection."""
    return Answer(status, {"errors": [{"code": code, "title": title}]}, (("connection", "close"),), (code,))


def line(method: str, path: str, status: int, codes: tuple[str, ...] = (), note: str = "") -> str:
    """Return the line of the log for a request, without the parts of its path that may be personal."""
    verb = method if method.isascii() and method.isalpha() and len(method) <= _LONGEST_METHOD else "…"
    if path.startswith(_BELOW):
        parts = enumerate(path[len(_BELOW) :].split("/"))
        shown = _BELOW + "/".join([one if (_NAME, _IDENTIFIERS)[at % 2].fullmatch(one) else "…" for at, one in parts])
    else:
        shown = path if path == "/" else "…"
    return " ".join([one for one in (verb, shown, str(status), ",".join(codes), note) if one])
