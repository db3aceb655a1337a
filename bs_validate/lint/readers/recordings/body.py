"""Define a recorded body, and read the parts of a recorded message that describe its form."""

import re
from collections.abc import Callable, Iterable
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
NOT_JSON = "it is not JSON"
CUT_OFF = "it was cut off when it was recorded"
DAMAGED = "it was damaged when it was recorded"
OUTSIDE = "its file is not in the directory of the recording"
MISSING = "its file is missing or cannot be read"

_LENGTH = re.compile("[0-9]{1,15}")
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
    """Return the reason why no file is read beside a recording that is not itself a file."""
    return b"", NOT_TEXT


class Exchange(NamedTuple):
    """A request, and the status of its response, if there is one.

    ``url_at`` and ``status_at`` are the locations of the URL and the status in the recording. In a syntax of its own, such a
    location ends with an offset in the text. ``is_guessed`` holds if a variable whose value is not known is in the place of the
    server and of the base of the API.
    """

    method: str
    url: str
    status: int | None = None
    url_at: Location = ()
    status_at: Location = ()
    is_guessed: bool = False

    def body(
        self, side: str, location: Location, content: JSON, unreadable: str = "", media: str = "", length: JSON = None
    ) -> "Body":
        """Return a body of one side.

        ``media`` is its media type in lower case, ``length`` the number of bytes that it had, each as far as it is known.
        """
        if media and not unreadable and operations.is_form(media):
            unreadable = A_FORM
        found = self.status if side == RESPONSE else None
        return Body(side, self.method, self.url, found, location, content, unreadable, self, _is_shorter(content, length))


class Body(NamedTuple):
    """A recorded body, and its location in the recording.

    ``content`` is its text, or bytes if it was encoded (base64, gzip), or a JSON structure if it was recorded as one, or
    ``Stored`` if it is in another file. ``unreadable`` is the reason why a body cannot be read, or empty. The bodies of one
    exchange have the same ``exchange``; one without any body has a request that is unreadable, because there is no body.
    ``is_cut_off`` holds for a text that is shorter than the recording says. ``yaml`` is the version of YAML that the tool reads
    its recordings with. ``is_partial`` holds for a body that names some of its fields and may have more.
    """

    side: str
    method: str
    url: str
    status: int | None
    location: Location
    content: JSON
    unreadable: str
    exchange: Exchange
    is_cut_off: bool = False
    yaml: str = "1.1"
    is_partial: bool = False


def at_least_one(exchange: Exchange, location: Location, bodies: Iterable[Body]) -> list[Body]:
    """Return the bodies of the exchange at a location, or one without content if there are none, so that it can be counted."""
    return list(bodies) or [exchange.body(REQUEST, location, None, NO_BODY)]


def _is_shorter(content: JSON, length: JSON) -> bool:
    """Return whether a text has fewer bytes than the number, or the digits, of a length."""
    if type(content) is not str or not (type(length) is int or _LENGTH.fullmatch(str(length))):
        return False
    return len(content) < int(length) and len(content.encode(errors="surrogatepass")) < int(length)


def status(value: JSON) -> int | None:
    """Return the status in a number or a text such as ``"HTTP/1.1 200 OK"``, or None if there is none."""
    if type(value) is int and 100 <= value < 600:
        return value
    match = _STATUS.search(str(value))
    return int(match[0]) if match else None


def header(headers: JSON, name: str) -> str:
    """Return a header in lower case. Headers are a mapping to values or lists of values, or a list of names with values."""
    pairs: Iterable[tuple[JSON, JSON]] = ()
    if type(headers) is dict:
        pairs = headers.items()
    elif type(headers) is list:
        pairs = [(one.get("name", one.get("key")), one.get("value")) for one in headers if type(one) is dict]
    for key, value in pairs:
        if str(key).lower() == name:
            return str(value[0] if type(value) is list and value else value).lower()
    return ""
