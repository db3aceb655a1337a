"""A file's bytes to the documents in it, by the form that the file has."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from typing import Any

from bs_validate.decode import Decoded, TextProblem, decode, text_of
from bs_validate.lint.readers import recorded
from bs_validate.lint.readers.alignment import Alignment, aligned, json_string
from bs_validate.lint.readers.document import Document, Page, Places, page
from bs_validate.location import QUOTED_LENGTH, Location
from bs_validate.source_map import SourceMap, Span, line_and_column, source_map, spans

JSON = Any

JSON_TEXT = "JSON"
NDJSON = "NDJSON"
YAML = "YAML"

_KINDS = {
    ".har": JSON_TEXT,
    ".json": JSON_TEXT,
    ".jsonl": NDJSON,
    ".ndjson": NDJSON,
    ".yaml": YAML,
    ".yml": YAML,
}
_LOOKS_LIKE_YAML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#|---|%YAML|[\w.-]+:[ \t\r\n])")

_NO_MAP = SourceMap({}, (), None)

#: Where parts of a recording stand.
Outer = Callable[[Collection[Location]], Places]
Align = Callable[[SourceMap, Location, str], Alignment | None]


def kind(file: str) -> str | None:
    """Return the form that a file's name tells: JSON, NDJSON or YAML; None when only its content can tell."""
    return _KINDS.get(os.path.splitext(file)[1].lower())


def documents(file: str, data: bytes) -> Iterator[Document]:
    """Go through the documents of a file. Never raises."""
    found = form(file, data)
    if found == NDJSON:
        return lines(data)
    if found == YAML:
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            return _yaml(data)
        decoded = decode(data)  # JSON is YAML, and better read as what it is
        return _json(decoded) if decoded.readable else _yaml(data)
    return _json(decode(data))


def form(file: str, data: bytes) -> str:
    """Return the form of a file, by its name or else by its start."""
    return kind(file) or sniffed(data)


def sniffed(data: bytes) -> str:
    """Tell by its start the form of a file whose name says nothing: JSON texts, one a line; YAML; or JSON."""
    first, _, rest = data.lstrip().partition(b"\n")
    if rest.strip() and first.lstrip().startswith((b"{", b"[")):
        second = rest.lstrip().partition(b"\n")[0]
        return NDJSON if decode(first).readable and decode(second).readable else JSON_TEXT
    return YAML if _LOOKS_LIKE_YAML.match(data) else JSON_TEXT


def lines(data: bytes, first_line: int = 1) -> Iterator[Document]:
    """Go through JSON texts that stand one on each line; ``first_line`` is where in the file the data starts."""
    for number, line in enumerate(data.split(b"\n"), start=first_line):
        if line and not line.isspace():
            decoded = decode(line)
            yield Document(decoded, partial(_own_places, decoded, number))


def _same(offset: int) -> int:
    return offset


def _own_places(decoded: Decoded, first_line: int, wanted: Collection[Location]) -> Places:
    return Places(page(decoded.text, first_line), _map(decoded, wanted), _same, _same, is_plain=decoded.readable)


def _map(decoded: Decoded, wanted: Collection[Location]) -> SourceMap:
    """Return the map of a text; what is no JSON has none.

    It is of the wanted parts alone, where they are sure to be called by their own names.
    """
    if any(problem.code == "not_json" for problem in decoded.problems):
        return _NO_MAP
    names = {part for location in wanted for part in location if type(part) is str}
    if decoded.problems or any(len(name) >= QUOTED_LENGTH or "\\" in name for name in names):
        try:
            return source_map(decoded.text)
        except RecursionError:
            return SourceMap({(): Span(0, len(decoded.text), None)}, (), None)
    return SourceMap(spans(decoded.text, wanted), (), None)


def _json(decoded: Decoded) -> Iterator[Document]:
    found = recorded.bodies(decoded.value)
    if found is None:
        yield Document(decoded, partial(_own_places, decoded, 1))
        return
    text = decoded.text

    def align(outer: SourceMap, location: Location, content: str) -> Alignment | None:
        return aligned(json_string(text, outer.spans[location].start, outer.spans[location].end), content)

    whole = cache(partial(page, text))

    def outer(wanted: Collection[Location]) -> Places:
        return Places(whole(), _map(decoded, wanted), _same, _same, is_plain=False)

    for body in found:
        yield _body(body, outer, align)


def _yaml(data: bytes) -> Iterator[Document]:
    from bs_validate.lint.readers import yaml_text

    text, unreadable = text_of(data)
    if unreadable is not None:
        decoded = Decoded(text, None, (unreadable,), readable=False)
        yield Document(decoded, partial(_own_places, decoded, 1))
        return
    whole = cache(partial(page, text))
    count = 0
    for found in yaml_text.documents(text):
        count += 1
        yield from _yaml_document(text, found, whole)
    if not count:
        decoded = decode("")
        yield Document(decoded, partial(_own_places, decoded, 1), only_if_known=True)


def _yaml_document(text: str, found: Any, whole: Callable[[], Page]) -> Iterator[Document]:
    from bs_validate.lint.readers import scalars

    outer = SourceMap(found.spans, found.repeated, None)

    def places(_: object) -> Places:
        return Places(whole(), outer, _same, _same, is_plain=False)

    def align(_: SourceMap, location: Location, content: str) -> Alignment | None:
        scalar = found.scalars.get(location)  # an alias has none
        return None if scalar is None else scalars.alignment(text, scalar.start, scalar.end, scalar.style, content)

    problems = tuple(TextProblem("duplicate_key", location, {}) for location, _ in found.repeated)
    bodies = recorded.bodies(found.value)
    if found.too_deep is not None:
        problem = TextProblem("not_representable", found.too_deep, {"reason": "too_deep"})
        yield Document(Decoded(text, None, (problem,), readable=False), places)
    elif found.refusal is not None and (found.refusal.fatal or bodies is None):
        line, column = line_and_column(whole().starts, found.refusal.offset)
        params = {"reason": found.refusal.reason, "line": line, "column": column}
        refused = Decoded(text, found.value, (TextProblem("not_json", (), params),), readable=False)
        yield Document(refused, places, only_if_known=not found.refusal.fatal)
    elif bodies is None:
        whole_span = found.spans[()]
        yield Document(Decoded(text[whole_span.start : whole_span.end], found.value, problems), places)
    if bodies is not None:
        for body in bodies:
            yield _body(body, places, align)


def _body(body: recorded.Body, outer: Outer, align: Align) -> Document:
    """Return the document that a recorded body is; its places are those of the outer text."""
    if type(body.content) not in (str, bytes):
        decoded = Decoded("", body.content, ())
        return Document(decoded, partial(_structure_places, body.location, outer), body)
    decoded = decode(body.content)
    return Document(decoded, partial(_body_places, decoded, body, outer, align), body)


def _structure_places(location: Location, outer: Outer, wanted: Collection[Location]) -> Places:
    """Return the places of a body that was recorded as a structure: those of the recording, below where it stands."""
    around = outer([location, *((*location, *one) for one in wanted)])
    depth = len(location)
    inside = {place[depth:]: span for place, span in around.map.spans.items() if place[:depth] == location}
    inside.setdefault((), _nearest(around.map, location))
    repeated = tuple((place[depth:], span) for place, span in around.map.repeated if place[:depth] == location)
    return around._replace(map=SourceMap(inside, repeated, None))


def _body_places(decoded: Decoded, body: recorded.Body, outer: Outer, align: Align, wanted: Collection[Location]) -> Places:
    around = outer([body.location])
    span = _nearest(around.map, body.location)
    text = body.content if type(body.content) is str else None
    found = align(around.map, body.location, text) if text is not None else None
    inner = _map(decoded, wanted)
    if found is None or text is None:
        return Places(around.page, inner, lambda _: span.start, lambda _: span.end, is_plain=False)
    mark = len(text) - len(decoded.text) if decoded.readable else text.startswith("\ufeff")
    return Places(
        around.page, inner, lambda offset: found.start(offset + mark), lambda offset: found.end(offset + mark), is_plain=False
    )


def _nearest(places: SourceMap, location: Location) -> Span:
    """Return where something stands, or, what came by an alias, where that does."""
    while location not in places.spans:
        location = location[:-1]
    return places.spans[location]
