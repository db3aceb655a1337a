"""httpx: event hooks that refuse an invalid request before a byte of it is sent, and check responses on demand.

    httpx.Client(event_hooks={"request": [preflight]})
    httpx.AsyncClient(event_hooks=hooks(responses=True, asynchronous=True))

What a hook cannot see without reading it (a generator, a file, a multipart form) passes untouched and unread.
"""

from collections.abc import Callable
from functools import partial
from logging import Logger
from typing import Any

import httpx

from bs_validate.adapters.exchange import Gate
from bs_validate.validator import Validator

_GATE = Gate()


def preflight(request: httpx.Request) -> None:
    """Raise ``InvalidPayload`` when the API would refuse the request."""
    _check_request(_GATE, request)


async def async_preflight(request: httpx.Request) -> None:
    """Raise ``InvalidPayload`` when the API would refuse the request; for ``AsyncClient``."""
    _check_request(_GATE, request)


def hooks(
    validator: Validator | None = None, *, responses: bool = False, log: Logger | None = None, asynchronous: bool = False
) -> dict[str, list[Callable[..., Any]]]:
    """Return the ``event_hooks`` of a client; of an ``AsyncClient`` where ``asynchronous``.

    With ``responses`` a response is checked too, at the moment when it is read as a whole; one that is streamed is left alone.
    With ``log`` a fault is logged as a warning, without any value of the payload, in place of being raised.
    """
    gate = Gate(validator, log)
    request, response = (_async_request, _async_response) if asynchronous else (_check_request, _sync_response)
    return {"request": [partial(request, gate)], "response": [partial(response, gate)] if responses else []}


def _check_request(gate: Gate, request: httpx.Request) -> None:
    if isinstance(request.stream, httpx.ByteStream):  # which can be read any number of times, and nothing else can
        gate.request(request.method, str(request.url), request.headers, request.read())


async def _async_request(gate: Gate, request: httpx.Request) -> None:
    _check_request(gate, request)


def _sync_response(gate: Gate, response: httpx.Response) -> None:
    _when_read(gate, response, "read", _read)


async def _async_response(gate: Gate, response: httpx.Response) -> None:
    _when_read(gate, response, "aread", _aread)


def _when_read(gate: Gate, response: httpx.Response, name: str, read: Callable[..., Any]) -> None:
    """Check a response once it is read: httpx tells no hook whether it will be streamed, but reads it by this method if not."""
    try:
        _check_response(gate, response)
    except httpx.ResponseNotRead:
        vars(response)[name] = partial(read, gate, response)


def _read(gate: Gate, response: httpx.Response) -> bytes:
    vars(response).pop("read", None)
    content = response.read()
    _check_response(gate, response)
    return content


async def _aread(gate: Gate, response: httpx.Response) -> bytes:
    vars(response).pop("aread", None)
    content = await response.aread()
    _check_response(gate, response)
    return content


def _check_response(gate: Gate, response: httpx.Response) -> None:
    request = response.request
    gate.response(request.method, str(request.url), response.status_code, response.content)
