"""FastAPI: an invalid payload becomes a 422 in the server's own shape, or as problem details (RFC 9457)."""

from collections.abc import Iterator

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from bs_validate._messages.translations import ENGLISH, resolved
from bs_validate.dump import problem, rails
from bs_validate.exceptions import InvalidPayload

_PROBLEM = "application/problem+json"


def install(app: FastAPI) -> None:
    """Answer ``InvalidPayload``, wherever a path operation raises it, with 422 and the errors by field.

    A client whose ``Accept`` names ``application/problem+json``, and does not like plain JSON better, gets that. Messages are in
    the language that its ``Accept-Language`` likes best, of those that there are.
    """
    app.add_exception_handler(InvalidPayload, _answer)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, InvalidPayload):  # the handler is installed for nothing else
        raise error
    locale = _language(",".join(request.headers.getlist("accept-language")))
    headers = {"Vary": "Accept, Accept-Language"}
    if _prefers_problem(",".join(request.headers.getlist("accept"))):
        return JSONResponse(problem(error.report, locale), 422, headers, _PROBLEM)
    return JSONResponse(rails(error.report, locale), 422, headers)


def _prefers_problem(accept: str) -> bool:
    """Say whether problem details are named, and liked no less than plain JSON."""
    liked = dict(_ranked(accept))
    named = liked.get(_PROBLEM, 0.0)
    return named > 0 and named >= liked.get("application/json", 0.0)


def _language(accept: str) -> str:
    """Return the language that is liked best of those that there are messages in, or English."""
    ranked = sorted(_ranked(accept), key=lambda one: -one[1])
    known = (
        resolved(name)
        for name, quality in ranked
        if quality > 0 and (name.partition("-")[0] == ENGLISH or resolved(name) != ENGLISH)
    )
    return next(known, ENGLISH)


def _ranked(header: str) -> Iterator[tuple[str, float]]:
    """Go through the choices of an ``Accept`` header, in lower case, each with its quality; one that is no number is 0."""
    for choice in header.lower().split(","):
        name, *options = (part.strip() for part in choice.split(";"))
        if name:
            yield name, next((_quality(option[2:]) for option in options if option.startswith("q=")), 1.0)


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0) if text[:1].isdigit() and len(text) <= 5 else 0.0
    except ValueError:
        return 0.0
