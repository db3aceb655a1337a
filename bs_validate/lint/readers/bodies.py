"""Turn the bodies of a recording into documents with places in the recording."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bs_validate._instance.decode import Decoded, TextProblem, decode
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import SourceMap, Span, source_map
from bs_validate.lint.readers import placeholders
from bs_validate.lint.readers.alignment import Alignment, Piece, aligned, json_string
from bs_validate.lint.readers.comments import without_comments
from bs_validate.lint.readers.document import Document, Page, Places, mapped, page, same
from bs_validate.lint.readers.recordings.body import CUT_OFF, DAMAGED, TOO_LARGE, Beside, Body, Stored
from bs_validate.lint.readers.recordings.coding import unpacked

Found = TypeVar("Found")


class Recording(NamedTuple):
    """A recording: its text, and the functions that find places in it.

    - ``marks``: a surrogate if the recording has one, or empty.
    - ``map``: returns the source map of the bodies.
    - ``offset``: returns the offset of the URL or the status of an exchange from its location.
    - ``repeated``: returns the repeated keys below a location.
    - ``align``: returns the alignment of a body that is a text.
    - ``inside``: returns the places of a body that is a structure.
    - ``beside``: reads a body that is in another file.
    - ``misread``: returns the texts below a location that readers of YAML 1.1 do not read as text, each with its kind.
    """

    marks: str
    page: Callable[[], Page]
    map: Callable[[], SourceMap]
    offset: Callable[[Location], int]
    repeated: Callable[[Location], Sequence[tuple[Location, object]]]
    align: Callable[[Span, Location, str], Alignment | None]
    inside: Callable[[Page, Span, Location, Collection[Location]], Places]
    beside: Beside
    misread: Callable[[Location], Sequence[tuple[Location, str]]] = lambda _: ()


def body_document(body: Body, recording: Recording) -> Document:
    """Return a recorded body as a document with places in the recording."""
    if type(body.content) is Stored:
        body = _fetched(body, body.content, recording.beside)
    if body.unreadable == TOO_LARGE:
        problem = TextProblem("not_representable", (), {"reason": "too_large"})
        decoded = Decoded("", None, (problem,), readable=False)
    elif type(body.content) in (str, bytes):
        decoded = decode(body.content)
        if not decoded.readable and type(body.content) is str:
            decoded = _without_additions(body.content, decoded)
            if not decoded.readable and not body.unreadable:
                body = body._replace(unreadable=_loss(body))
    else:
        decoded = Decoded(recording.marks, body.content, duplicate_keys(recording.repeated(body.location)))
        misread = {} if body.yaml == "1.2" else dict(recording.misread(body.location))
        places = partial(_structure_places, body.location, recording)
        return Document(decoded, places, body, misread=misread, outer=partial(_outer, recording))
    return Document(decoded, partial(_body_places, decoded, body, recording), body, outer=partial(_outer, recording))


def _outer(recording: Recording, location: Location) -> tuple[Page, int]:
    """Return the page of a recording, and the offset of the URL or the status of an exchange from its location."""
    return recording.page(), recording.offset(location)


def _loss(body: Body) -> str:
    """Return the kind of loss in a text that a recorder cut or damaged so that it is not JSON, or an empty text."""
    return CUT_OFF if body.is_cut_off else DAMAGED if "\ufffd" in body.content else ""


def _fetched(body: Body, stored: Stored, beside: Beside) -> Body:
    """Return a body with its content, which was stored in another file."""
    if body.unreadable:
        return body._replace(content=b"")
    data, unreadable = beside(stored)
    if not unreadable:
        data, unreadable = unpacked(data)
    return body._replace(content=data, unreadable=unreadable)


class Bodies:
    """The bodies of a recording. A loop over them makes the document of each body when it reaches the body."""

    __slots__ = ("_bodies", "_recording")

    def __init__(self, bodies: Sequence[Body], recording: Recording) -> None:
        """Keep the bodies and the recording that they come from."""
        self._bodies = bodies
        self._recording = recording

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents in the order of the recording."""
        for body in self._bodies:
            yield body_document(body, self._recording)

    def parts(self, size: int) -> list["Bodies"]:
        """Return the bodies in parts of about a size. No part ends inside an exchange.

        Bodies in other files stay together, because one limit holds for all the bytes that are read for them.
        """
        bodies = self._bodies
        if any(type(body.content) is Stored for body in bodies):
            return [self]
        ends = [0]
        for at in range(1, len(bodies)):
            if at - ends[-1] >= size and bodies[at].exchange is not bodies[at - 1].exchange:
                ends.append(at)
        return [Bodies(bodies[start:end], self._recording) for start, end in pairwise((*ends, len(bodies)))]


def json_bodies(decoded: Decoded, found: Iterable[Body], beside: Beside) -> Bodies:
    """Return the bodies of a recording that is JSON as documents."""
    text = decoded.text
    bodies = list(found)

    @cache
    def exchanges(end: Location) -> SourceMap:
        """Return the source map of the URLs or the statuses, by the end of their locations."""
        every = (at for body in bodies for at in (body.exchange.url_at, body.exchange.status_at))
        return mapped(decoded, {at for at in every if at[-1:] == end})

    recording = Recording(
        "\ud800" if decoded.has_surrogates else "",
        cache(partial(page, text)),
        cache(lambda: mapped(decoded, [body.location for body in bodies])),
        lambda location: nearest(exchanges(location[-1:]), location).start,
        below((problem.location, problem) for problem in decoded.problems),
        lambda span, _, content: aligned(json_string(text, span.start, span.end), content),
        partial(inside_json, text),
        beside,
    )
    return Bodies(bodies, recording)


def text_bodies(text: str, found: Iterable[tuple[Body, Sequence[Piece]]], beside: Beside) -> Iterator[Document]:
    """Yield the bodies of a recording in a syntax of its own as documents.

    Each body comes with the pieces of the text that it is written in, of which there is at least one.
    """
    whole = cache(partial(page, text))
    for body, pieces in found:
        span = Span(pieces[0][0], pieces[-1][1], None)
        places = SourceMap({(): span, body.location: span}, (), None)
        recording = Recording(
            "",
            whole,
            partial(_same_map, places),
            partial(_offset_in_text, span),
            lambda _: (),
            partial(_aligned_pieces, pieces),
            _as_a_whole,
            beside,
        )
        yield body_document(body, recording)


def _offset_in_text(body: Span, location: Location) -> int:
    """Return the offset that a location ends with, or that of the body if there is none."""
    end = location[-1] if location else None
    return end if type(end) is int else body.start


def _as_a_whole(whole: Page, span: Span, _location: Location, _wanted: Collection[Location]) -> Places:
    """Return the place of an exchange without a body."""
    return Places(whole, SourceMap({(): span}, (), None), same, same, is_plain=False)


def _same_map(places: SourceMap) -> SourceMap:
    return places


def _aligned_pieces(pieces: Sequence[Piece], _span: Span, _location: Location, content: str) -> Alignment | None:
    return aligned(pieces, content)


def _without_additions(text: str, decoded: Decoded) -> Decoded:
    """Decode a text again that is not JSON because of a comment, or because a placeholder has no quotes: ``{"id":<ID>}``.

    If it is not JSON for another reason, the problem is at that place, and not at the comment or the placeholder.
    """
    hidden = placeholders.without_placeholders(without_comments(text))
    return decoded if hidden == text else decode(hidden)


def below(found: Iterable[tuple[Location, Found]]) -> Callable[[Location], Sequence[tuple[Location, Found]]]:
    """Return a function from a location to the things found below it, with their locations relative to it.

    Everything is grouped once for each depth that is asked for. Recordings have few depths, but may have many bodies.
    """
    every = tuple(found)

    @cache
    def at_depth(depth: int) -> dict[Location, list[tuple[Location, Found]]]:
        groups: dict[Location, list[tuple[Location, Found]]] = {}
        for location, one in every:
            groups.setdefault(location[:depth], []).append((location[depth:], one))
        return groups

    return lambda location: at_depth(len(location)).get(location, ())


def duplicate_keys(repeated: Iterable[tuple[Location, object]]) -> tuple[TextProblem, ...]:
    """Return a problem for each repeated key."""
    return tuple(TextProblem("duplicate_key", location, {}) for location, _ in repeated)


def _structure_places(location: Location, recording: Recording, wanted: Collection[Location]) -> Places:
    return recording.inside(recording.page(), nearest(recording.map(), location), location, wanted)


def _body_places(decoded: Decoded, body: Body, recording: Recording, wanted: Collection[Location]) -> Places:
    span = nearest(recording.map(), body.location)
    text = body.content if type(body.content) is str else None
    found = recording.align(span, body.location, text) if text is not None else None
    inner = SourceMap({(): Span(0, 0, None)}, (), None) if body.unreadable else mapped(decoded, wanted)
    if found is None or text is None:
        return Places(recording.page(), inner, lambda _: span.start, lambda _: span.end, is_plain=False)
    mark = len(text) - len(decoded.text) if decoded.readable else text.startswith("\ufeff")
    return Places(recording.page(), inner, lambda at: found.start(at + mark), lambda at: found.end(at + mark), is_plain=False)


def nearest(places: SourceMap, location: Location) -> Span:
    """Return the span of a location, or of the nearest one above it: values that come from an alias have none."""
    while location not in places.spans:
        location = location[:-1]
    return places.spans[location]


def inside_json(text: str, whole: Page, span: Span, _location: Location, _wanted: Collection[Location]) -> Places:
    """Return the places of a body that is JSON without quotes around it: of all of its parts."""
    return Places(
        whole, source_map(text[span.start : span.end]), lambda at: at + span.start, lambda at: at + span.start, is_plain=False
    )


def inside_yaml(
    outer: SourceMap,
    repeated: Callable[[Location], Sequence[tuple[Location, Span]]],
    whole: Page,
    span: Span,
    location: Location,
    wanted: Collection[Location],
) -> Places:
    """Return the places of a body that was recorded as a structure: those of the recording, relative to the body."""
    above = {one[:length] for one in wanted for length in range(1, len(one) + 1)}
    inside = {place: outer.spans[(*location, *place)] for place in above if (*location, *place) in outer.spans}
    return Places(whole, SourceMap({(): span, **inside}, tuple(repeated(location)), None), same, same, is_plain=False)
