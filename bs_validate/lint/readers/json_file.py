"""Read the documents in JSON files: a payload, the bodies of a recording, or one document on each line."""

import codecs
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from bs_validate._instance.decode import Decoded, TextProblem, decode
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import SourceMap, Span
from bs_validate.lint.readers.document import Document, Page, Places, mapped, page, same
from bs_validate.lint.readers.recordings.body import Beside


def documents(data: bytes, beside: Beside) -> Iterable[Document]:
    """Return the document of a JSON text, or those of the recording that it is. Never raises."""
    return decoded_documents(decode(data), beside)


def decoded_documents(decoded: Decoded, beside: Beside) -> Iterable[Document]:
    """Return the document of a JSON text that is decoded, or those of the recording that it is."""
    if type(decoded.value) in (dict, list):
        from bs_validate.lint.readers.recordings import forms

        found = forms.bodies(decoded.value)
        if found is not None:
            from bs_validate.lint.readers.bodies import json_bodies

            return json_bodies(decoded, found, beside)
    return iter((Document(decoded, partial(own_places, decoded, 1)),))


def line_documents(data: bytes, _: Beside) -> Iterator[Document]:
    """Yield the JSON document of each line."""
    return lines(data)


def lines(data: bytes, first_line: int = 1) -> Iterator[Document]:
    """Yield the JSON document of each line; ``first_line`` is the line of the file at which the data starts."""
    for number, line in enumerate(data.split(b"\n"), start=first_line):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if content and not content.isspace():
            decoded = decode(line.removesuffix(b"\r"))
            yield Document(decoded, partial(_line_places, decoded, number))


def _line_places(decoded: Decoded, number: int, wanted: Collection[Location]) -> Places:
    """Return places on one line of the file, even if the text has line ends that only editors know."""
    return Places(Page(decoded.text, number, [0]), mapped(decoded, wanted), same, same, is_plain=decoded.readable)


def own_places(decoded: Decoded, first_line: int, wanted: Collection[Location]) -> Places:
    """Return the places in a document whose text is the page itself."""
    return Places(page(decoded.text, first_line), mapped(decoded, wanted), same, same, is_plain=decoded.readable)


def too_large() -> Iterator[Document]:
    """Yield the document of a file that is too large to be read."""
    problem = TextProblem("not_representable", (), {"reason": "too_large"})
    yield Document(Decoded("", None, (problem,), readable=False), _at_the_start)


def _at_the_start(_: Collection[Location]) -> Places:
    return Places(page(""), SourceMap({(): Span(0, 0, None)}, (), None), same, same, is_plain=False)
