"""Find the place of an error in the text of its document."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from bs_validate._instance.location import Location, quoted
from bs_validate._instance.source_map import SourceMap, Span
from bs_validate.report import FieldError

#: Codes of errors that are about the name of a field and not about its value.
AT_KEY = frozenset({"duplicate_key", "read_only", "undocumented_field", "unknown_field"})


class Locator:
    """Locates the errors of one document in its text.

    An error shows a long or unprintable name in a shortened form, in which several names may look alike. Such names are located
    one after the other, in the order of the text.
    """

    __slots__ = ("_repeated", "_span")

    def __init__(self, places: SourceMap) -> None:
        """Take the source map of the document."""
        self._span: Callable[[Location], Span | None] = places.spans.get
        if any(map(_is_shortened, places.spans)):
            self._span = partial(_shown_span, _by_shown_location(places.spans.items()), places.spans)
        self._repeated = _by_shown_location(places.repeated)

    def __call__(self, error: FieldError) -> tuple[int, int]:
        """Return where a value starts and ends, or a key for an error about a name, or the object that lacks a field."""
        location, code = error.location, error.code
        span = self._repeated_span(location) if code == "duplicate_key" else self._span(location)
        while span is None:  # A missing field has no span, nor has a value on a very deep level: the nearest one above is shown.
            location = location[:-1]
            span = self._span(location)
        if code in AT_KEY and location == error.location and span.key is not None:
            return span.key
        return (span.start, span.end)

    def _repeated_span(self, location: Location) -> Span | None:
        alike = self._repeated.get(shown(location))
        return None if alike is None else _next(alike)


def _shown_span(by_shown: Mapping[Location, deque[Span]], spans: Mapping[Location, Span], location: Location) -> Span | None:
    alike = by_shown.get(location)
    return spans.get(location) if alike is None else _next(alike)


def _next(alike: deque[Span]) -> Span:
    alike.rotate(-1)
    return alike[-1]


def _by_shown_location(spans: Iterable[tuple[Location, Span]]) -> dict[Location, deque[Span]]:
    found: dict[Location, deque[Span]] = {}
    for location, span in spans:
        found.setdefault(shown(location), deque()).append(span)
    return found


def shown(location: Location) -> Location:
    """Return a location with its names as errors show them."""
    return tuple(quoted(part) if type(part) is str else part for part in location)


def _is_shortened(location: Location) -> bool:
    return bool(location) and type(location[-1]) is str and quoted(location[-1]) != location[-1]


def value_at(document: Any, location: Iterable[Any]) -> Any:
    """Return the value at a location, or None where there is none: a shortened name leads nowhere."""
    found: Any = document
    for part in location:
        if type(found) is list or (type(found) is dict and part in found):
            found = found[part]
        else:
            return None
    return found
