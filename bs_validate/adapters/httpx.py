"""Adapt httpx with event hooks that refuse an invalid request before it is sent, and check responses on request.

    httpx.Client(event_hooks={"request": [preflight]})
    httpx.AsyncClient(event_hooks=hooks(responses=True, asynchronous=True))

A body that a hook would have to read (a generator, a file, a multipart form) is not checked and stays unread.
"""

from collections.abc import Callable, Coroutine, Generator, Iterable
from functools import partial
from logging import Logger
from typing import Any, NoReturn

import httpx

from bs_validate._schema.hosts import HOSTS
from bs_validate.adapters._http import Gate, refuse
from bs_validate.exceptions import InvalidPayload
from bs_validate.validator import Validator

_GATE = Gate()


class _Checked(Coroutine[Any, Any, None]):
    """A coroutine that has nothing to do, which a hook for an ``AsyncClient`` returns after its check.

    The hook is not a coroutine function: a ``Client`` would not await it, and would send requests unchecked.
    """

    def __await__(self) -> Generator[Any, Any, None]:
        """Wait for nothing."""
        yield from ()

    def send(self, _: Any) -> NoReturn:
        """End at once."""
        raise StopIteration

    def throw(self, typ: Any, _value: Any = None, _traceback: Any = None) -> NoReturn:
        """Raise an exception, which nothing here handles."""
        raise typ

    def close(self) -> None:
        """Leave nothing to clean up."""


_CHECKED = _Checked()


def preflight(request: httpx.Request) -> None:
    """Raise ``InvalidPayload`` if the API would refuse the request."""
    invalid = _judged(_GATE, request)
    del request  # services that collect exceptions record the local variables of each frame
    refuse(invalid)


def async_preflight(request: httpx.Request) -> Coroutine[Any, Any, None]:
    """Raise ``InvalidPayload`` if the API would refuse the request of an ``AsyncClient``."""
    invalid = _judged(_GATE, request)
    del request  # services that collect exceptions record the local variables of each frame
    refuse(invalid)
    return _CHECKED


def hooks(
    validator: Validator | None = None,
    *,
    responses: bool = False,
    log: Logger | None = None,
    warnings: bool = False,
    hosts: Iterable[str] = HOSTS,
    asynchronous: bool = False,
) -> dict[str, list[Callable[..., Any]]]:
    """Return the ``event_hooks`` of a client, or those of an ``AsyncClient`` if ``asynchronous``.

    - ``responses``: check responses too, when they are read as a whole. Streamed responses are not checked.
    - ``log``: log invalid requests and responses instead of raising an exception, and warnings too with ``warnings``. A log
      record has the method, the path and the first errors, and ``record.bs_validate`` has all as plain values. Neither has a
      value of a payload.
    - ``hosts``: the names or globs of the hosts whose requests are checked. By default, these are the hosts of BookingSync and
      Smily, loopback and names reserved for tests.
    """
    gate = Gate(validator, log, hosts, warnings)
    request, response = (_async_request, _async_response) if asynchronous else (_check_request, _check_response)
    return {"request": [partial(request, gate)], "response": [partial(response, gate)] if responses else []}


def _judged(gate: Gate, request: httpx.Request) -> InvalidPayload | None:
    if isinstance(request.stream, httpx.ByteStream):  # the only stream that can be read any number of times
        return gate.request(request.method, str(request.url), request.headers, request.read())
    return None


def _check_request(gate: Gate, request: httpx.Request) -> None:
    invalid = _judged(gate, request)
    del request  # services that collect exceptions record the local variables of each frame
    refuse(invalid)


def _async_request(gate: Gate, request: httpx.Request) -> Coroutine[Any, Any, None]:
    invalid = _judged(gate, request)
    del request  # services that collect exceptions record the local variables of each frame
    refuse(invalid)
    return _CHECKED


def _check_response(gate: Gate, response: httpx.Response) -> None:
    """Check a response when it is read. httpx does not tell a hook whether it will be streamed, but calls these if not."""
    try:
        invalid = _judged_response(gate, response)
    except httpx.ResponseNotRead:
        vars(response).update(read=partial(_read, gate, response), aread=partial(_aread, gate, response))
        return
    refuse(invalid)


def _async_response(gate: Gate, response: httpx.Response) -> Coroutine[Any, Any, None]:
    _check_response(gate, response)
    return _CHECKED


def _read(gate: Gate, response: httpx.Response) -> bytes:
    _restore(response)
    response.read()
    refuse(_judged_response(gate, response))
    return response.content


async def _aread(gate: Gate, response: httpx.Response) -> bytes:
    _restore(response)
    await response.aread()
    refuse(_judged_response(gate, response))
    return response.content


def _restore(response: httpx.Response) -> None:
    """Remove the methods of ``_check_response``, so that a response is checked once."""
    for name in ("read", "aread"):
        vars(response).pop(name, None)


def _judged_response(gate: Gate, response: httpx.Response) -> InvalidPayload | None:
    request = response.request
    return gate.response(request.method, str(request.url), response.status_code, response.content)
