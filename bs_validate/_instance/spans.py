"""Find the places of some values in a JSON text: what leads to none of them is skipped by the decoder of the standard library."""

import re
from collections.abc import Iterable, Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # documented by name only
from typing import Any

from bs_validate._instance.by_name import MAX_SEARCHED, spans_by_name
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import Span, skip, source_map


def spans(text: str, wanted: Iterable[Location]) -> dict[Location, Span]:
    """Return the spans of some locations in a JSON text, and of those above them; a location that does not exist has none.

    The text is known to be JSON without repeated keys.
    """
    tree: dict[str | int, Any] = {}
    for location in wanted:
        branch = tree
        for part in location:
            branch = branch.setdefault(part, {})
    found: dict[Location, Span] = {}
    try:
        _visit(text, len(text) - len(text.lstrip(" \t\r\n")), (), None, tree, found)
    except RecursionError:  # What is skipped may be deep.
        return dict(source_map(text).spans)
    return found


_SPACE = re.compile(r"[ \t\r\n]*")
_COLON = re.compile(r"[ \t\r\n]*:?[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")


def _visit(
    text: str,
    start: int,
    location: Location,
    key: tuple[int, int] | None,
    tree: dict[str | int, Any],
    found: dict[Location, Span],
) -> int:
    """Add the spans of a value that starts at an offset and of the wanted values in it, and return the offset of its end."""
    opening = text[start]
    left = len(tree) if opening in "{[" else 0  # the number of wanted members that are still to be found
    is_read = left > 0
    at = _SPACE.match(text, start + 1).end()  # type: ignore[union-attr]  # These three match everywhere.
    index = 0
    # An object with something wanted in it is read to its end, which is sooner than to skip all of it again. A list may be long.
    while (left or (is_read and opening == "{")) and text[at] not in "}]":
        name: str | int = index
        own_key = None
        if opening == "{":
            name, key_end = scanstring(text, at + 1)
            own_key = (at, key_end)
            at = _COLON.match(text, key_end).end()  # type: ignore[union-attr]
        branch = tree.get(name) if left else None
        if branch is None:
            at = skip(text, at)[1]
        else:
            left -= 1
            end = _visit_item(text, at, (*location, name), branch, found) if type(name) is int else None
            at = _visit(text, at, (*location, name), own_key, branch, found) if end is None else end
        at = _COMMA.match(text, at).end()  # type: ignore[union-attr]
        index += 1
    last: int = at + 1 if is_read and text[at] in "}]" else skip(text, start)[1]
    found[location] = Span(start, last, key)
    return last


def _visit_item(text: str, start: int, location: Location, tree: dict[str | int, Any], found: dict[Location, Span]) -> int | None:
    """Do as ``_visit`` for an object in a list, by its names; return None if that is not possible.

    A list may have many such objects. A recording is a list of exchanges, and two or three values of each exchange are wanted.
    """
    if text[start] != "{":
        return None
    value, end = skip(text, start)
    inside = spans_by_name(text[start:end], value, tuple(_branches(tree))) if end - start <= MAX_SEARCHED else None
    if inside is None:
        return None
    for place, (first, last, key) in inside.items():
        moved = None if key is None else (key[0] + start, key[1] + start)
        found[*location, *place] = Span(first + start, last + start, moved)
    return int(end)


def _branches(tree: Mapping[str | int, Any], location: Location = ()) -> Iterator[Location]:
    """Yield the wanted locations and those above them."""
    yield location
    for part, branch in tree.items():
        yield from _branches(branch, (*location, part))
