"""Read the requests of contracts and collections: their addresses, which may contain variables, and their bodies."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bs_validate._instance.location import Location
from bs_validate._schema import operations
from bs_validate.lint.readers.placeholders import HIDDEN
from bs_validate.lint.readers.recordings.body import REQUEST, Body, Exchange, at_least_one

JSON = Any

#: Variables may refer to others. A chain with more links than this is not followed to its end.
MAX_LINKS = 4
#: A longer address is not one of the API, and is not searched for variables. In characters.
MAX_ADDRESS = 4_000

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})

_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}|\{%[^{}%]*%\}|\$\{([^{}]*)\}|<<([\w.-]+)>>")
_INSIDE = re.compile(r"(?:_\.|\$)?([\w.-]+)|_\[['\"]([^'\"]*)['\"]\]")
_ENDS_PART = re.compile(r"[\s&#+]")
_SERVER = re.compile(r"(?:[a-zA-Z][\w+.-]*:)?//[^/?#]*")
_FIRST_SEGMENT = re.compile(r"/?(?:v[0-9]+/)?([a-z_]{1,40})(?=[/.?#]|\Z)")


class Request(NamedTuple):
    """A request of a collection: its method, its address as it is written, and the variables that its file sets.

    ``url_at`` is the location of the address in the file.
    """

    method: str
    url: str
    variables: Mapping[str, str] = NO_VARIABLES
    url_at: Location = ()

    def body(
        self,
        side: str,
        location: Location,
        content: JSON,
        *,
        status: int | None = None,
        unreadable: str = "",
        media: str = "",
        is_partial: bool = False,
    ) -> Iterator[Body]:
        """Yield the body of one side, or nothing if there is none. An empty text is one that nobody has filled in."""
        if content is None or (isinstance(content, str | bytes) and not content.strip()):
            return
        url = address(self.url, self.variables, content)
        exchange = Exchange(self.method.upper(), url, status, self.url_at, is_guessed=self._is_guessed())
        media = media if side == REQUEST else ""
        yield exchange.body(side, location, content, unreadable, media)._replace(is_partial=is_partial)

    def exchanged(
        self, location: Location, bodies: Iterable[Body], status: int | None = None, status_at: Location = ()
    ) -> Iterator[Body]:
        """Yield the bodies of the exchange at a location, each with that exchange, or one without content if there are none.

        The exchange has the first address of the API that a body has made of the variables.
        """
        found = tuple(bodies)
        urls = [body.url for body in found] or [address(self.url, self.variables, None)]
        url = next((one for one in urls if one.startswith(operations.BASE)), urls[0])
        exchange = Exchange(self.method.upper(), url, status, self.url_at, status_at, self._is_guessed())
        yield from at_least_one(exchange, location, (body._replace(exchange=exchange) for body in found))

    def _is_guessed(self) -> bool:
        """Return whether the address begins with a variable whose value is not known, and lacks the base of the API."""
        url = _filled_in(self.url.strip(), self.variables)
        return _VARIABLE.match(url) is not None and f"{operations.BASE}/" not in url


def with_query(url: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return an address with the parameters that a file has beside it."""
    query = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _encoded(part: str) -> str:
    """Return a part of a query without the characters that would end it. Those of variables are kept."""
    return _ENDS_PART.sub(lambda match: f"%{ord(match[0]):02X}", part)


def address(url: str, variables: Mapping[str, str], content: JSON) -> str:
    """Return an address in which variables are replaced by their values, or by ``HIDDEN`` where those are not known.

    If the beginning is a variable whose value is not known, as in ``{{baseUrl}}/contacts``, it stands for the base of the API if
    the content has the name of the collection: the addresses of other APIs look alike.
    """
    found = _filled_in(url.strip(), variables)
    first = _VARIABLE.match(found)
    rest = _VARIABLE.sub(HIDDEN, found[first.end() :] if first else found)
    if first is None:
        server = _SERVER.match(found)
        has_unknown_server = server is not None and _VARIABLE.search(server[0]) is not None
        return _SERVER.sub("", rest, count=1) if has_unknown_server else rest
    segment = _FIRST_SEGMENT.match(rest)
    if segment is not None and _names(content, segment[1]):
        return f"{operations.BASE}/" + rest[segment.start(1) :]
    return rest


def _filled_in(url: str, variables: Mapping[str, str]) -> str:
    for _ in range(MAX_LINKS):
        if len(url) > MAX_ADDRESS:
            return ""
        filled = _VARIABLE.sub(lambda match: variables.get(_name(match), match[0]), url)
        if filled == url:
            return url
        url = filled
    return url if len(url) <= MAX_ADDRESS else ""


def _name(match: re.Match[str]) -> str:
    inside = _INSIDE.fullmatch((match[1] or match[2] or match[3] or "").strip())
    return (inside[1] or inside[2]) if inside else ""


def _names(content: JSON, segment: str) -> bool:
    """Return whether a content has the collection of a path as a key. The path may name it in the singular."""
    names = (segment, f"{segment}s")
    if type(content) is dict:
        return any(name in content for name in names)
    if isinstance(content, bytes):
        return any(f'"{name}"'.encode() in content for name in names)
    return type(content) is str and any(f'"{name}"' in content for name in names)


def variables(pairs: JSON, name: str = "key", value: str = "value") -> dict[str, str]:
    """Return variables that are written as a mapping, or as a list of objects with a name and a value."""
    found: Iterable[tuple[JSON, JSON]] = ()
    if type(pairs) is dict:
        found = pairs.items()
    elif type(pairs) is list:
        found = [(one.get(name), one.get(value)) for one in pairs if type(one) is dict]
    return {str(key): text for key, text in found if type(text) is str}


def text(value: JSON) -> str:
    """Return a value if it is a text, or else an empty one."""
    return value if type(value) is str else ""


def mapping(value: JSON) -> dict[str, JSON]:
    """Return a value if it is an object, or else an empty one."""
    return value if type(value) is dict else {}


def listed(value: JSON, location: Location) -> Iterator[tuple[Location, dict[str, JSON]]]:
    """Yield the objects of a list with their locations."""
    if type(value) is list:
        for index, one in enumerate(value):
            if type(one) is dict:
                yield (*location, index), one


def nested(value: JSON, location: Location, name: str) -> Iterator[tuple[Location, dict[str, JSON]]]:
    """Yield the objects of a list, and of the lists below them under a name, in document order."""
    waiting = [listed(value, location)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
            continue
        yield found
        waiting.append(listed(found[1].get(name), (*found[0], name)))
