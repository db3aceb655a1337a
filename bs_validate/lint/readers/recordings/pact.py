"""Read contracts of Pact 2 to 4. Messages are left out, because they are not HTTP."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, RESPONSE, Body, header, status
from bs_validate.lint.readers.recordings.coding import from_base64
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, text

JSON = Any


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a contract in its order, or None for any other document."""
    if type(document) is not dict or not {"consumer", "provider"} <= document.keys():
        return None
    return (
        body for location, one in listed(document.get("interactions"), ("interactions",)) for body in _interaction(location, one)
    )


def _interaction(location: Location, one: dict[str, JSON]) -> Iterator[Body]:
    requested, answered = one.get(REQUEST), mapping(one.get(RESPONSE))
    if type(requested) is not dict:
        return
    query, code = _query(requested.get("query")), status(answered.get("status"))
    url = text(requested.get("path")) + (query and f"?{query}")
    request = Request(text(requested.get("method")) or "GET", url, url_at=(*location, REQUEST, "path"))
    sent = _body(request, REQUEST, (*location, REQUEST), requested, None)
    # A consumer names those fields of a response that it reads, and no others.
    received = _body(request, RESPONSE, (*location, RESPONSE), answered, code)
    yield from request.exchanged(location, chain(sent, received), code, (*location, RESPONSE, "status"))


def _query(query: JSON) -> str:
    """Return a query as text. Version 2 has a text; later ones have a list of values for each name."""
    if type(query) is not dict:
        return text(query)
    pairs = [(name, one) for name, values in query.items() for one in (values if type(values) is list else [values])]
    return "&".join(f"{name}={one}" for name, one in pairs)


def _body(request: Request, side: str, location: Location, message: dict[str, JSON], code: int | None) -> Iterator[Body]:
    content, where = message.get("body"), (*location, "body")
    media = header(message.get("headers"), "content-type")
    if (
        type(content) is dict
        and "content" in content
        and content.keys() <= {"content", "contentType", "contentTypeHint", "encoded"}
    ):
        media = text(content.get("contentType")).lower() or media
        encoded, content, where = content.get("encoded"), content["content"], (*where, "content")
        if encoded in (True, "base64") and type(content) is str:
            content = from_base64(content)
    yield from request.body(side, where, content, status=code, media=media, is_partial=side == RESPONSE)
