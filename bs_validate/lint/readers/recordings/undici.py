"""Read snapshots of undici's ``SnapshotAgent``: a list of requests, each with its responses."""

import re
from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import NOT_TEXT, REQUEST, RESPONSE, Body, Exchange, at_least_one, header, status
from bs_validate.lint.readers.recordings.coding import from_base64, unpacked

JSON = Any

#: An array of bytes, which JavaScript writes as its numbers: ``123,34,125``.
_NUMBERS = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3})*")
#: A blob or a stream, which JavaScript writes without its content: ``[object Blob]``.
_OBJECT = re.compile(r"\[object \w+\]")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a list of snapshots in its order, or None for any other document."""
    if type(document) is not list or not document or not all(map(_is_snapshot, document)):
        return None
    return (body for index, one in enumerate(document) for body in _snapshot((index, "snapshot"), one["snapshot"]))


def _is_snapshot(value: JSON) -> bool:
    inside = value.get("snapshot") if type(value) is dict else None
    return type(inside) is dict and type(inside.get("request")) is dict and type(inside.get("responses")) is list


def _snapshot(location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    """Yield the body of a request, and those of its responses. A request that was sent twice has two."""
    sent = one["request"]
    responses = [(index, response) for index, response in enumerate(one["responses"]) if type(response) is dict]
    method, url, url_at = str(sent.get("method", "")).upper(), str(sent.get("url", "")), (*location, "request", "url")
    exchanges = [
        Exchange(method, url, status(response.get("statusCode")), url_at, (*location, "responses", index, "statusCode"))
        for index, response in responses
    ]
    first = exchanges[0] if exchanges else Exchange(method, url, None, url_at)
    yield from at_least_one(first, location, _sent(first, (*location, "request", "body"), sent))
    for exchange, (index, response) in zip(exchanges, responses, strict=True):
        yield from _received(exchange, (*location, "responses", index, "body"), response)


def _sent(exchange: Exchange, location: Location, request: dict[str, JSON]) -> Iterator[Body]:
    """Yield the body of a request if there is one: a text, or the text into which JavaScript converts other values."""
    content = request.get("body")
    if type(content) is not str or not content:
        return
    headers = request.get("headers")
    reason = NOT_TEXT if _OBJECT.fullmatch(content) else ""
    if _NUMBERS.fullmatch(content):
        numbers = [int(number) for number in content.split(",")]
        content = bytes(numbers) if max(numbers) <= 255 else content
    decoded, unreadable = unpacked(content, header(headers, "content-encoding"))
    yield exchange.body(REQUEST, location, decoded, reason or unreadable, header(headers, "content-type"))


def _received(exchange: Exchange, location: Location, response: dict[str, JSON]) -> Iterator[Body]:
    """Yield the body of a response if there is one: base64 of the bytes as they were received."""
    content = response.get("body")
    if type(content) is not str or not content:
        return
    headers = response.get("headers")
    decoded, unreadable = unpacked(from_base64(content), header(headers, "content-encoding"))
    yield exchange.body(RESPONSE, location, decoded, unreadable, header(headers, "content-type"))
