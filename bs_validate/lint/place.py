"""Where an error stands in the text of its document."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from bs_validate._instance.location import Location, quoted
from bs_validate._instance.source_map import SourceMap, Span
from bs_validate.report import FieldError

#: Codes that blame a name and not its value.
AT_KEY = frozenset({"duplicate_key", "read_only", "undocumented_field", "unknown_field"})


class Finder:
    """Finds where an error stands in the text, the next place each time where several are shown alike."""

    __slots__ = ("_repeated", "_shown", "_spans")

    def __init__(self, places: SourceMap) -> None:
        """Take the map of a document."""
        self._spans = places.spans
        self._shown = _by_shown(places.spans.items()) if any(map(_is_quoted, places.spans)) else {}
        self._repeated = _by_shown(places.repeated)

    def __call__(self, error: FieldError) -> tuple[int, int]:
        """Return the start and end of a value, of a key for what blames a name, or of the object that lacks a field."""
        location = error.location
        span = self._repeated[location].popleft() if error.code == "duplicate_key" else self._span(location)
        while span is None:  # what is missing, or too deep to be noted, is shown at what would hold it; the document is there
            location = location[:-1]
            span = self._span(location)
        if error.code in AT_KEY and location == error.location and span.key is not None:
            return span.key
        return (span.start, span.end)

    def _span(self, location: Location) -> Span | None:
        alike = self._shown.get(location)
        if alike is None:
            return self._spans.get(location)
        if len(alike) > 1:
            alike.rotate(-1)
            return alike[-1]
        return alike[0]


def _by_shown(spans: Iterable[tuple[Location, Span]]) -> dict[Location, deque[Span]]:
    """Return the spans by location as errors show it."""
    found: dict[Location, deque[Span]] = {}
    for location, span in spans:
        shown = tuple(quoted(part) if type(part) is str else part for part in location)
        found.setdefault(shown, deque()).append(span)
    return found


def _is_quoted(location: Location) -> bool:
    return bool(location) and type(location[-1]) is str and quoted(location[-1]) != location[-1]


def value_at(document: Any, location: Iterable[Any]) -> Any:
    """Return the value at a location; None where there is none, as of names that are only quoted in part."""
    found: Any = document
    for part in location:
        if type(found) is list or (type(found) is dict and part in found):
            found = found[part]
        else:
            return None
    return found
