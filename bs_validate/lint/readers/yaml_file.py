"""Read the documents in YAML files: payloads, and the bodies of recordings."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from bs_validate._instance.decode import Decoded, TextProblem, decode, text_of
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import SourceMap, Span, line_and_column
from bs_validate.lint.readers import json_file, scalars, yaml_text
from bs_validate.lint.readers.alignment import Alignment
from bs_validate.lint.readers.bodies import Recording, below, body_document, duplicate_keys, inside_yaml, nearest
from bs_validate.lint.readers.document import Document, Page, Places, page, same
from bs_validate.lint.readers.recordings import forms
from bs_validate.lint.readers.recordings.body import Beside


def documents(data: bytes, beside: Beside) -> Iterable[Document]:
    """Return the documents of a YAML text. JSON is YAML, too, and gets better places as JSON. Never raises."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        decoded = decode(data)
        if decoded.readable:
            return json_file.decoded_documents(decoded, beside)
    return _documents(data, beside)


def _documents(data: bytes, beside: Beside) -> Iterator[Document]:
    text, unreadable = text_of(data)
    if unreadable is not None:
        decoded = Decoded(text, None, (unreadable,), readable=False)
        yield Document(decoded, partial(json_file.own_places, decoded, 1))
        return
    whole = cache(partial(page, text))
    count = 0
    for found in yaml_text.documents(text):
        count += 1
        yield from _document(text, found, whole, beside)
    if not count:
        decoded = decode("")
        yield Document(decoded, partial(json_file.own_places, decoded, 1), only_if_named=True)


def _document(text: str, found: yaml_text.YamlDocument, whole: Callable[[], Page], beside: Beside) -> Iterator[Document]:
    outer = SourceMap(found.spans, found.repeated, None)

    def places(_: object) -> Places:
        return Places(whole(), outer, same, same, is_plain=False)

    def align(_: Span, location: Location, content: str) -> Alignment | None:
        scalar = found.scalars.get(location)  # an alias has none
        return None if scalar is None else scalars.alignment(text, scalar.start, scalar.end, scalar.style, content)

    repeated = below(found.repeated)
    bodies = forms.bodies(found.value)
    if found.too_deep is not None:
        problem = TextProblem("not_representable", found.too_deep, {"reason": "too_deep"})
        yield Document(Decoded(text, None, (problem,), readable=False), places)
    elif found.refusal is not None and (found.refusal.fatal or bodies is None):
        line, column = line_and_column(whole().starts, found.refusal.offset)
        params = {"reason": found.refusal.reason, "line": line, "column": column}
        refused = Decoded(text, found.value, (TextProblem("not_json", (), params),), readable=False)
        yield Document(refused, places, only_if_named=not found.refusal.fatal)
    elif bodies is None:
        whole_span = found.spans[()]
        part = text[whole_span.start : whole_span.end]
        yield Document(Decoded(part, found.value, duplicate_keys(repeated(()))), places, misread=found.misread)
    else:
        inside = partial(inside_yaml, outer, repeated)
        recording = Recording(
            "",
            whole,
            lambda: outer,
            lambda location: nearest(outer, location).start,
            repeated,
            align,
            inside,
            beside,
            below(found.misread.items()),
        )
        for body in bodies:
            yield body_document(body, recording)
