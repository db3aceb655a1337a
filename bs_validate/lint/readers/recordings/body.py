"""A recorded body, and the parts of a recorded message that say how to read it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from bs_validate._instance.location import Location
from bs_validate._schema import operations

JSON = Any

REQUEST = "request"
RESPONSE = "response"
SIDES = (REQUEST, RESPONSE)

#: Reasons why a body cannot be read.
TOO_LARGE = "it is too large"
NOT_TEXT = "it was not recorded here as text"
A_FORM = "it is a form"
NO_BODY = "there is no body"

_STATUS = re.compile(r"(?<![0-9])[1-5][0-9]{2}(?![0-9])")


class Stored(NamedTuple):
    """The content of a body that is in another file: its name, and the folder that it must not lead out of.

    The folder is relative to that of the recording.
    """

    name: str
    folder: str = ""


#: Returns the bytes of a stored content, and the reason why it cannot be read, or an empty text.
Beside = Callable[[Stored], tuple[bytes, str]]


def nothing_beside(_: Stored) -> tuple[bytes, str]:
    """Return the reason for not reading any file beside a recording, for one that has no place among files."""
    return b"", NOT_TEXT


class Exchange(NamedTuple):
    """A request, and the status of its response, if there is one.

    ``url_at`` and ``status_at`` are the locations of the URL and the status in the recording, where the reader knows them.
    """

    method: str
    url: str
    status: int | None = None
    url_at: Location | None = None
    status_at: Location | None = None

    def body(self, side: str, location: Location, content: JSON, unreadable: str = "", media: str = "") -> "Body":
        """Return a body of one side; ``media`` is its media type in lower case, as far as it is known."""
        if not unreadable and operations.is_form(media):
            unreadable = A_FORM
        return Body(side, self.method, self.url, self.status if side == RESPONSE else None, location, content, unreadable, self)


class Body(NamedTuple):
    """A recorded body, and its location in the recording.

    ``content`` is its text, or bytes if it was encoded (base64, gzip), or a JSON structure if it was recorded as one, or
    ``Stored`` if it is in another file. ``unreadable`` is the reason why a body cannot be read, or empty. The bodies of one
    exchange have the same ``exchange``; one without any body has a request that is unreadable, because there is no body.
    """

    side: str
    method: str
    url: str
    status: int | None
    location: Location
    content: JSON
    unreadable: str
    exchange: Exchange


def at_least_one(exchange: Exchange, location: Location, bodies: Iterable[Body]) -> Iterator[Body]:
    """Yield the bodies of the exchange at a location, or one without content if there are none, so that it can be counted."""
    is_empty = True
    for body in bodies:
        is_empty = False
        yield body
    if is_empty:
        yield exchange.body(REQUEST, location, None, NO_BODY)


def status(value: JSON) -> int | None:
    """Return the status in a number or a text such as ``"HTTP/1.1 200 OK"``, or None if there is none."""
    match = _STATUS.search(str(value))
    return int(match[0]) if match else None


def header(headers: JSON, name: str) -> str:
    """Return a header in lower case. Headers are a mapping to values or lists of values, or a list of names with values."""
    pairs: Iterable[tuple[JSON, JSON]] = ()
    if type(headers) is dict:
        pairs = headers.items()
    elif type(headers) is list:
        pairs = [(one.get("name"), one.get("value")) for one in headers if type(one) is dict]
    for key, value in pairs:
        if str(key).lower() == name:
            return str(value[0] if type(value) is list and value else value).lower()
    return ""
