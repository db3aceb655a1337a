"""Cassettes: lists of pairs of a request and a response, as VCR, vcrpy, betamax, go-vcr, php-vcr and others write them."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import (
    NOT_TEXT,
    REQUEST,
    RESPONSE,
    SIDES,
    Body,
    Exchange,
    at_least_one,
    header,
    status,
)
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a cassette in its order, or None for any other document."""
    found = _exchanges(document)
    if found is None:
        return None
    location, exchanges = found
    return (body for index, one in enumerate(exchanges) for body in _exchange((*location, index), one))


def _exchanges(document: JSON) -> tuple[Location, list[JSON]] | None:
    if type(document) is list:
        return ((), document) if document and all(map(_is_exchange, document)) else None
    if type(document) is not dict:
        return None
    for name in ("http_interactions", "interactions"):
        interactions = document.get(name)
        if type(interactions) is list and (name == "http_interactions" or all(map(_is_exchange, interactions))):
            return (name,), interactions
    return None


def _is_exchange(value: JSON) -> bool:
    return type(value) is dict and type(value.get(REQUEST)) is dict and type(value.get(RESPONSE)) is dict


def _exchange(location: Location, pair: JSON) -> Iterator[Body]:
    request = pair.get(REQUEST) if type(pair) is dict else None
    if type(request) is not dict:
        return
    answered = pair.get(RESPONSE)
    method = str(request.get("method", "")).lstrip(":").upper()
    url = "uri" if request.get("uri") else "url"
    number, number_at = _status(answered) if type(answered) is dict else (None, ())
    exchange = Exchange(method, str(request.get(url) or ""), number, (*location, REQUEST, url), (*location, RESPONSE, *number_at))
    yield from at_least_one(exchange, location, _bodies(exchange, location, pair))


def _bodies(exchange: Exchange, location: Location, pair: dict[str, JSON]) -> Iterator[Body]:
    for side in SIDES:
        message = pair.get(side)
        if type(message) is dict:
            for path, content in _contents(message):
                decoded, unreadable = unpacked(_written_out(content), header(message.get("headers"), "content-encoding"))
                if type(decoded) is list:
                    unreadable = NOT_TEXT
                media = header(message.get("headers"), "content-type")
                yield exchange.body(side, (*location, side, *path), decoded, unreadable, media)


def _status(response: dict[str, JSON]) -> tuple[int | None, Location]:
    """Return the status of a response, and its location in it."""
    name = "status" if "status" in response else "status_code"
    found = response.get(name)
    return (status(found.get("code")), (name, "code")) if type(found) is dict else (status(found), (name,))


def _contents(message: dict[str, JSON]) -> Iterator[tuple[Location, JSON]]:
    """Yield the body, if there is one, from the first of the places that recorders use for it."""
    for name in ("body", "content"):
        body = message.get(name)
        if type(body) is not dict:
            if body is not None:
                yield (name,), body
                return
            continue
        for inner in ("string", "base64_string", "text"):
            text = body.get(inner)
            if isinstance(text, str | bytes) and (text or inner != "text"):
                packed = inner == "base64_string" or (inner == "text" and body.get("encoding") == "base64")
                yield (name, inner), from_base64(text) if packed else text
                return
        if name == "body" and not body.keys() & {"string", "base64_string", "encoding"}:
            yield (name,), body
            return


def _written_out(content: JSON) -> JSON:
    """Return the bytes of a Python object that vcrpy recorded (a file in memory, an iterator), or any other body unchanged."""
    if type(content) is dict and content.keys() & {"args", "state"}:
        state, args = content.get("state"), content.get("args")
        chunks = state[:1] if type(state) is list else args[0] if type(args) is list and args else None
        if type(chunks) is list and all(isinstance(chunk, str | bytes) for chunk in chunks):
            return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
        return []
    return content
