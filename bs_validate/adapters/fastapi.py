"""Let FastAPI answer an invalid payload with 422 in the form of the server, or with problem details (RFC 9457)."""

from collections.abc import Callable, Iterator
from functools import partial
from inspect import isawaitable, iscoroutinefunction
from typing import Any

from fastapi import FastAPI, Response, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.requests import HTTPConnection
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.websockets import WebSocketState

from bs_validate._messages.translations import ENGLISH, resolved
from bs_validate.dump import problem, rails
from bs_validate.exceptions import InvalidPayload
from bs_validate.report import Report

_PROBLEM = "application/problem+json"
#: The close code of a WebSocket for a message that violates the endpoint's policy, and the size of its reason (RFC 6455).
_POLICY_VIOLATION = 1008
_MAX_REASON_BYTES = 123


def install(app: FastAPI) -> None:
    """Let an application answer every ``InvalidPayload`` with 422 and the errors by field.

    It may be raised in a path operation, in a dependency, or in a validator of a pydantic model. Pydantic wraps it in an error of
    its own, and the answer then has only our errors. Other errors of pydantic are answered as before. A client whose ``Accept``
    names ``application/problem+json``, and does not prefer plain JSON, gets problem details. Messages are in the client's
    ``language``. A WebSocket is closed with 1008, and the reason has the places and codes.
    """
    answer: Any = _answer  # its connection may be of either kind, and a handler's type allows for one
    app.add_exception_handler(InvalidPayload, answer)
    for wrapper in (RequestValidationError, WebSocketRequestValidationError, ValidationError):
        app.add_exception_handler(wrapper, partial(_answer_inner, app.exception_handlers.get(wrapper)))


def language(connection: HTTPConnection) -> str:
    """Return the client's preferred language among those with messages, or English."""
    ranked = sorted(_ranked(",".join(connection.headers.getlist("accept-language"))), key=lambda one: -one[1])
    known = (
        resolved(name)
        for name, quality in ranked
        if quality > 0 and (name.partition("-")[0] == ENGLISH or resolved(name) != ENGLISH)
    )
    return next(known, ENGLISH)


async def _answer(connection: HTTPConnection, error: Exception) -> Response | None:
    if not isinstance(error, InvalidPayload):  # the handler is installed for nothing else
        raise error
    if isinstance(connection, WebSocket):
        if WebSocketState.DISCONNECTED not in (connection.client_state, connection.application_state):
            reason = error.summary.encode()[:_MAX_REASON_BYTES].decode(errors="ignore")
            await connection.close(_POLICY_VIOLATION, reason)
        return None
    headers = {"Vary": "Accept, Accept-Language"}
    if _prefers_problem(",".join(connection.headers.getlist("accept"))):
        return JSONResponse(problem(error.report, language(connection)), 422, headers, _PROBLEM)
    return JSONResponse(rails(error.report, language(connection)), 422, headers)


async def _answer_inner(otherwise: Callable[..., Any] | None, connection: HTTPConnection, error: Any) -> Any:
    """Answer the invalid payloads inside an error of pydantic, or call the previous handler if there are none."""
    inner = [one.get("ctx", {}).get("error") for one in error.errors()]
    reports = [one.report for one in inner if isinstance(one, InvalidPayload)]
    if reports:
        errors = tuple(one for report in reports for one in report.errors)
        return await _answer(connection, InvalidPayload(Report(reports[0].schema, errors)))
    if otherwise is None:
        raise error
    if iscoroutinefunction(otherwise):
        return await otherwise(connection, error)
    answer = await run_in_threadpool(otherwise, connection, error)
    return await answer if isawaitable(answer) else answer


def _prefers_problem(accept: str) -> bool:
    """Return whether a client accepts problem details and does not prefer plain JSON."""
    liked = dict(_ranked(accept))
    named = liked.get(_PROBLEM, 0.0)
    return named > 0 and named >= liked.get("application/json", 0.0)


def _ranked(header: str) -> Iterator[tuple[str, float]]:
    """Yield the choices of an ``Accept`` header in lower case, each with its quality, which is 0 if it is not a number."""
    for choice in header.lower().split(","):
        name, *options = (part.strip() for part in choice.split(";"))
        if name:
            yield name, next((_quality(option[2:]) for option in options if option.startswith("q=")), 1.0)


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0) if text[:1].isdigit() and len(text) <= 5 else 0.0
    except ValueError:
        return 0.0
