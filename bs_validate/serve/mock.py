"""Serve the mock as an ASGI application."""

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bs_validate.serve.answers import Answer, MockRequest, World, answer
from bs_validate.serve.http import (
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
from bs_validate.serve.resources import create, read_back, resources
from bs_validate.serve.store import Store
from bs_validate.validator import Validator

JSON = Any


def now() -> str:
    """Return the current time in UTC, in the form of the API."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def world(validator: Validator, store: Store, clock: Callable[[], str] = now) -> World:
    """Return the schemas, the records and the clock of the mock."""
    return World(validator, resources(validator), store, clock)


def seed(known: World, schema: str, document: Mapping[str, JSON]) -> int:
    """Store the resources of a valid document, and return their number. Resources of a read keep their identifiers."""
    resource = next((one for one in known.resources.values() if one.collection in document), None)
    if resource is None:
        return 0
    sent = document[resource.collection]
    fields = sent if type(sent) is list else [sent]
    if schema == resource.read:
        for record in fields:
            known.store.put(resource.collection, read_back(resource, record))
    else:
        time = known.now()
        known.store.insert(resource.collection, [partial(create, resource, one, time) for one in fields])
    return len(fields)


def mock(known: World, log: Log) -> Application:
    """Return the mock as an ASGI application, which closes its store when it shuts down.

    Threads may share the application.
    """
    lock = threading.Lock()

    async def release() -> None:
        known.store.close()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, release)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            request = head(scope)
            found = await _answer(request, known, lock, receive)
            if found is not None:
                await send_answer(found, request, send)
                log(line(request.method, request.path, found.status, found.codes))

    return application


async def _answer(request: Head, known: World, lock: threading.Lock, receive: Receive) -> Answer | None:
    """Return the answer to a request, or None for a client that has gone away."""
    try:
        body = await whole_body(receive, request.headers)
    except Gone:
        return None
    except TooLarge:
        return failure(413, "payload_too_large", "The body is too large")
    except TimeoutError:
        return failure(408, "request_timeout", "The body took too long")
    with lock:
        return answer(MockRequest(request.method, request.path, request.query, request.headers, body, request.origin), known)
