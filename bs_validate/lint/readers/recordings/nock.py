"""Recordings of nock: a list of definitions, each with a request, a status and a response."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import NOT_TEXT, REQUEST, RESPONSE, Body, Exchange, status
from bs_validate.lint.readers.recordings.coding import from_hexadecimal, unpacked

JSON = Any

_KEYS = frozenset({"scope", "method", "path", "status", "response"})


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a list of definitions in its order, or None for any other document."""
    if type(document) is not list or not document or not all(map(_is_definition, document)):
        return None
    return (body for index, one in enumerate(document) for body in _definition((index,), one))


def _is_definition(value: JSON) -> bool:
    return type(value) is dict and value.keys() >= _KEYS


def _definition(location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    url = f"{one['scope']}{one['path']}"
    exchange = Exchange(str(one["method"]).upper(), url, status(one["status"]), (*location, "path"), (*location, "status"))
    if "body" in one:
        yield _body(exchange, REQUEST, (*location, "body"), one["body"])
    yield _body(exchange, RESPONSE, (*location, "response"), one["response"])


def _body(exchange: Exchange, side: str, location: Location, content: JSON) -> Body:
    """Return a body, which is a structure, a text, or a list of chunks in hexadecimal digits if it was packed."""
    chunks = from_hexadecimal(content)
    decoded, unreadable = unpacked(content if chunks is None else chunks)
    return exchange.body(side, location, decoded, NOT_TEXT if type(decoded) is list else unreadable)
