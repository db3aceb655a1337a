"""Read the documents in the bytes of a file, by the form of the file."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from typing import Any

from bs_validate._instance.decode import Decoded, TextProblem, decode, text_of
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import SourceMap, Span, line_and_column
from bs_validate.lint.readers import recorded
from bs_validate.lint.readers.alignment import Alignment, aligned, json_string
from bs_validate.lint.readers.bodies import Recording, below, body_document, duplicate_keys, inside_json, inside_yaml
from bs_validate.lint.readers.document import Document, Page, Places, mapped, page, same

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
#: The endings of the files that are read inside a directory.
ENDINGS = tuple(_KINDS)
_LOOKS_LIKE_YAML = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:#|---|%YAML|-[ \t]|(?:[\w.-]+|"[^"\n]*"|'[^'\n]*'):[ \t\r\n])""")


def kind(file: str) -> str | None:
    """Return the form that the name of a file tells, compressed or not: JSON, NDJSON or YAML; None if the name tells nothing."""
    return _KINDS.get(os.path.splitext(file.lower().removesuffix(".gz"))[1])


def documents(file: str, data: bytes) -> Iterator[Document]:
    """Yield the documents of a file. Never raises."""
    found = form(file, data)
    if found == NDJSON:
        return lines(data)
    if found == YAML:
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            return _yaml(data)
        decoded = decode(data)  # JSON is YAML, too, and gets better places as JSON
        return _json(decoded) if decoded.readable else _yaml(data)
    return _json(decode(data))


def form(file: str, data: bytes) -> str:
    """Return the form of a file, by its name, or by its beginning if the name tells nothing."""
    return kind(file) or sniffed(data)


def sniffed(data: bytes) -> str:
    """Return the form of a file by its beginning: JSON lines, YAML or JSON."""
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if rest.strip() and first.lstrip().startswith((b"{", b"[")):
        second = rest.lstrip().partition(b"\n")[0]
        return NDJSON if decode(first).readable and decode(second).readable else JSON_TEXT
    return YAML if _LOOKS_LIKE_YAML.match(data) else JSON_TEXT


def lines(data: bytes, first_line: int = 1) -> Iterator[Document]:
    """Yield the JSON document of each line; ``first_line`` is the line of the file at which the data starts."""
    for number, line in enumerate(data.split(b"\n"), start=first_line):
        if line and not line.isspace():
            decoded = decode(line.removesuffix(b"\r"))
            yield Document(decoded, partial(_line_places, decoded, number))


def _line_places(decoded: Decoded, number: int, wanted: Collection[Location]) -> Places:
    """Return places on one line of the file, even if the text has line ends that only editors know."""
    return Places(Page(decoded.text, number, [0]), mapped(decoded, wanted), same, same, is_plain=decoded.readable)


def _own_places(decoded: Decoded, first_line: int, wanted: Collection[Location]) -> Places:
    return Places(page(decoded.text, first_line), mapped(decoded, wanted), same, same, is_plain=decoded.readable)


def _json(decoded: Decoded) -> Iterator[Document]:
    found = recorded.bodies(decoded.value)
    if found is None:
        yield Document(decoded, partial(_own_places, decoded, 1))
        return
    text = decoded.text
    bodies = list(found)
    recording = Recording(
        "\ud800" if decoded.has_surrogates else "",
        cache(partial(page, text)),
        cache(lambda: mapped(decoded, [body.location for body in bodies])),
        below((problem.location, problem) for problem in decoded.problems),
        lambda span, _, content: aligned(json_string(text, span.start, span.end), content),
        partial(inside_json, text),
    )
    for body in bodies:
        yield body_document(body, recording)


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
        yield Document(decoded, partial(_own_places, decoded, 1), only_if_named=True)


def _yaml_document(text: str, found: Any, whole: Callable[[], Page]) -> Iterator[Document]:
    from bs_validate.lint.readers import scalars

    outer = SourceMap(found.spans, found.repeated, None)

    def places(_: object) -> Places:
        return Places(whole(), outer, same, same, is_plain=False)

    def align(_: Span, location: Location, content: str) -> Alignment | None:
        scalar = found.scalars.get(location)  # an alias has none
        return None if scalar is None else scalars.alignment(text, scalar.start, scalar.end, scalar.style, content)

    repeated = below(found.repeated)
    bodies = recorded.bodies(found.value)
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
        yield Document(Decoded(part, found.value, duplicate_keys(repeated(()))), places)
    else:
        recording = Recording("", whole, lambda: outer, repeated, align, partial(inside_yaml, outer, repeated))
        for body in bodies:
            yield body_document(body, recording)
