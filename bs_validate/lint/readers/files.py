"""A file's bytes to the documents in it, by the form that the file has."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

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
_LOOKS_LIKE_YAML = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:#|---|%YAML|-[ \t]|(?:[\w.-]+|"[^"\n]*"|'[^'\n]*'):[ \t\r\n])""")

_NO_MAP = SourceMap({}, (), None)


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
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if rest.strip() and first.lstrip().startswith((b"{", b"[")):
        second = rest.lstrip().partition(b"\n")[0]
        return NDJSON if decode(first).readable and decode(second).readable else JSON_TEXT
    return YAML if _LOOKS_LIKE_YAML.match(data) else JSON_TEXT


def lines(data: bytes, first_line: int = 1) -> Iterator[Document]:
    """Go through JSON texts that stand one on each line; ``first_line`` is where in the file the data starts."""
    for number, line in enumerate(data.split(b"\n"), start=first_line):
        if line and not line.isspace():
            decoded = decode(line.removesuffix(b"\r"))
            yield Document(decoded, partial(_line_places, decoded, number))


def _same(offset: int) -> int:
    return offset


def _line_places(decoded: Decoded, number: int, wanted: Collection[Location]) -> Places:
    """Return places in a line, which it is for the file whatever is in it."""
    return _own_places(decoded, number, wanted)._replace(page=Page(decoded.text, number, [0]))


def _own_places(decoded: Decoded, first_line: int, wanted: Collection[Location]) -> Places:
    return Places(page(decoded.text, first_line), _map(decoded, wanted), _same, _same, is_plain=decoded.readable)


def _map(decoded: Decoded, wanted: Collection[Location]) -> SourceMap:
    """Return the map of a text; what is no JSON has none.

    It is of the wanted parts alone, where they are sure to be called by their own names.
    """
    if any(problem.code == "not_json" for problem in decoded.problems):
        return _NO_MAP
    if decoded.problems or any(map(_may_be_quoted, wanted)):
        try:
            return source_map(decoded.text)
        except RecursionError:
            return SourceMap({(): Span(0, len(decoded.text), None)}, (), None)
    return SourceMap(spans(decoded.text, wanted), (), None)


def _may_be_quoted(location: Location) -> bool:
    """Say whether a location may have a name that is not shown as it is."""
    return any(type(part) is str and (len(part) >= QUOTED_LENGTH or "\\" in part) for part in location)


def _json(decoded: Decoded) -> Iterator[Document]:
    found = recorded.bodies(decoded.value)
    if found is None:
        yield Document(decoded, partial(_own_places, decoded, 1))
        return
    text = decoded.text
    bodies = list(found)
    recording = _Recording(
        text if decoded.has_surrogates else "",
        cache(partial(page, text)),
        cache(lambda: _map(decoded, [body.location for body in bodies])),
        [problem.location for problem in decoded.problems],
        lambda span, _, content: aligned(json_string(text, span.start, span.end), content),
        partial(_inside_json, text),
    )
    for body in bodies:
        yield _body(body, recording)


def _inside_json(text: str, whole: Page, span: Span, _: Location, wanted: Collection[Location]) -> Places:
    """Return the places of a body that is JSON without quotes around it."""
    part = text[span.start : span.end]
    found = source_map(part) if any(map(_may_be_quoted, wanted)) else SourceMap(spans(part, wanted), (), None)
    return Places(whole, found, lambda at: at + span.start, lambda at: at + span.start, is_plain=False)


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

    def align(_: Span, location: Location, content: str) -> Alignment | None:
        scalar = found.scalars.get(location)  # an alias has none
        return None if scalar is None else scalars.alignment(text, scalar.start, scalar.end, scalar.style, content)

    repeated = [location for location, _ in found.repeated]
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
        part = text[whole_span.start : whole_span.end]
        yield Document(Decoded(part, found.value, _duplicate_keys(repeated, ())), places)
    else:
        recording = _Recording("", whole, lambda: outer, repeated, align, partial(_inside_yaml, outer))
        for body in bodies:
            yield _body(body, recording)


def _inside_yaml(outer: SourceMap, whole: Page, span: Span, location: Location, wanted: Collection[Location]) -> Places:
    """Return the places of a body that was recorded as a structure: those of the recording, below where it stands."""
    depth = len(location)
    below = {one[:length] for one in wanted for length in range(1, len(one) + 1)}
    inside = {place: outer.spans[(*location, *place)] for place in below if (*location, *place) in outer.spans}
    repeated = tuple((place[depth:], span) for place, span in outer.repeated if place[:depth] == location)
    return Places(whole, SourceMap({(): span, **inside}, repeated, None), _same, _same, is_plain=False)


class _Recording(NamedTuple):
    """A recording: its text, where the bodies stand in it, and what tells where their parts do.

    ``marks`` has surrogates if it has; ``repeated`` is where keys are repeated; ``align`` aligns a text, ``inside`` finds the
    places of a structure.
    """

    marks: str
    page: Callable[[], Page]
    map: Callable[[], SourceMap]
    repeated: Sequence[Location]
    align: Callable[[Span, Location, str], Alignment | None]
    inside: Callable[[Page, Span, Location, Collection[Location]], Places]


def _body(body: recorded.Body, recording: _Recording) -> Document:
    """Return the document that a recorded body is; its places are those of the recording."""
    if body.unreadable == recorded.TOO_LARGE:
        problem = TextProblem("not_representable", (), {"reason": "too_large"})
        decoded = Decoded("", None, (problem,), readable=False)
    elif type(body.content) in (str, bytes):
        decoded = decode(body.content)
        if not decoded.readable and type(body.content) is str:
            decoded = _without_placeholders(body.content, decoded)
    else:
        decoded = Decoded(recording.marks, body.content, _duplicate_keys(recording.repeated, body.location))
        return Document(decoded, partial(_structure_places, body.location, recording), body)
    return Document(decoded, partial(_body_places, decoded, body, recording), body)


def _without_placeholders(text: str, decoded: Decoded) -> Decoded:
    """Decode a text again where a recorder hid a number, or everything, so that it is no JSON any more: ``{"id":<ID>}``."""
    hidden = recorded.without_placeholders(text)
    again = decoded if hidden == text else decode(hidden)
    return again if again.readable else decoded


def _duplicate_keys(repeated: Iterable[Location], location: Location) -> tuple[TextProblem, ...]:
    depth = len(location)
    return tuple(TextProblem("duplicate_key", one[depth:], {}) for one in repeated if one[:depth] == location)


def _structure_places(location: Location, recording: _Recording, wanted: Collection[Location]) -> Places:
    return recording.inside(recording.page(), _nearest(recording.map(), location), location, wanted)


def _body_places(decoded: Decoded, body: recorded.Body, recording: _Recording, wanted: Collection[Location]) -> Places:
    span = _nearest(recording.map(), body.location)
    text = body.content if type(body.content) is str else None
    found = recording.align(span, body.location, text) if text is not None else None
    inner = SourceMap({(): Span(0, 0, None)}, (), None) if body.unreadable else _map(decoded, wanted)
    if found is None or text is None:
        return Places(recording.page(), inner, lambda _: span.start, lambda _: span.end, is_plain=False)
    mark = len(text) - len(decoded.text) if decoded.readable else text.startswith("\ufeff")
    return Places(recording.page(), inner, lambda at: found.start(at + mark), lambda at: found.end(at + mark), is_plain=False)


def _nearest(places: SourceMap, location: Location) -> Span:
    """Return where something stands, or, what came by an alias, where that does."""
    while location not in places.spans:
        location = location[:-1]
    return places.spans[location]
