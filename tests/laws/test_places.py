"""A finding is at its value, whatever the layout of the document and whatever surrounds it in the file.

``fuzzing.layout`` writes each document and notes where its values are, without the package's own code that finds places.
"""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._instance.location import quoted
from bs_validate._schema.catalog import Schema, packaged
from bs_validate.lint.check import check
from bs_validate.lint.place import AT_KEY
from bs_validate.lint.readers import documents as read
from support.drawn import chances, documents, layout
from support.profiles import examples

VALIDATOR = Validator()
SCHEMAS = list(packaged())
WRITES = [schema for schema in SCHEMAS if schema.representation != "read"]
#: The white space that some kinds of files may have between tokens. All others may have any white space of JSON.
_SPACES = {"a.ndjson": [" ", "  ", "\t"], "a.yaml": [" ", "\n ", "\r\n  "]}
#: Recordings, in which the URL names the schema. That of a response depends on more than the URL.
_RECORDINGS = ("a.yml", "a.har")
#: An unknown name that errors show unchanged.
NAME = "faulty"


@examples(75)
@given(data=st.data(), kind=st.sampled_from(["a.json", "a.json5", "a.ndjson", "a.yaml", *_RECORDINGS]))
def test_findings_are_at_their_values_in_any_layout(data: st.DataObject, kind: str) -> None:
    """The errors of a document are found in its file with the lines and columns at which it was written."""
    chance = data.draw(chances)
    schema: Schema = data.draw(st.sampled_from(WRITES if kind in _RECORDINGS else SCHEMAS))
    document = _faulty(chance, schema.document)
    text, written = _in_file(chance, kind, layout.laid_out(chance, document, _SPACES.get(kind)))
    places = {_as_shown(location): place for location, place in written.items()}
    errors = VALIDATOR.validate(document, schema.name).errors
    spans = [(error.code, *_span(places, error.code, error.location)) for error in errors]
    expected = [(code, layout.line_and_column(text, start), layout.line_and_column(text, end)) for code, start, end in spans]
    mark = data.draw(st.sampled_from(["", "\ufeff"])) if kind == "a.json" else ""
    findings = check(kind, read(kind, (mark + text).encode()), VALIDATOR, (schema.name, "--as")).findings
    found = [
        (one.error.code, (one.line, one.column), (one.end_line, one.end_column))
        for one in findings
        if one.error.severity == "error"
    ]
    assert sorted(found) == sorted(expected), text


def _as_shown(location: layout.Location) -> layout.Location:
    """Return a location as errors show it: with unknown names cut and escaped."""
    return tuple(quoted(part) if isinstance(part, str) else part for part in location)


def _faulty(chance: random.Random, schema: dict[str, Any]) -> Any:
    """Return a document with up to three faults, without placeholders and with names that errors show unchanged."""
    document = documents.example(chance, schema)
    for _ in range(chance.choice([1, 1, 2, 3])):
        holder, part, value = chance.choice(list(documents.places(document)))
        if isinstance(value, dict) and chance.random() < 0.4:
            value[NAME] = chance.choice([1, "x", None, [1]])
        elif holder is not None:
            holder[part] = chance.choice([None, 7, "", "a\tb", "é😀" * 60, "*", [], {}, 1.5, True])
    return document


def _in_file(chance: random.Random, kind: str, laid: layout.Laid) -> tuple[str, dict[layout.Location, layout.Place]]:
    """Return the text of a file that contains a document, and the places of the document's values in that text."""
    if kind in ("a.json", "a.yaml"):
        return laid.text, laid.places
    if kind in ("a.ndjson", "a.json5"):
        before = chance.choice(["", "\n", " \r\n\n"] if kind == "a.ndjson" else ["// é: {\n", "/* '\r\n */ "])
        return before + laid.text + "\n", {name: _moved(place, len(before)) for name, place in laid.places.items()}
    body, starts = layout.quoted(chance, laid.text, pairs=kind != "a.yml")
    envelope = '"method": "POST", "%s": "http://x/api/v3/contacts"' % ("uri" if kind == "a.yml" else "url")
    if kind == "a.yml":
        before = "é: 1\nhttp_interactions:\n- request: {" + envelope + ', "body": {"string": '
        after = "}}\n"
    else:
        before = '{"é": 1, "log": {"entries": [{"request": {' + envelope + ', "postData": {"text": '
        after = "}}}]}}"
    at = [len(before) + start for start in starts]
    return before + body + after, {
        name: layout.Place(
            at[place.start],
            at[place.end - 1] + _width(body, starts, place.end - 1),
            None if place.key is None else (at[place.key[0]], at[place.key[1]]),
        )
        for name, place in laid.places.items()
    }


def _width(body: str, starts: list[int], index: int) -> int:
    """Return how many characters of a quoted text one character of its content takes."""
    return (starts[index + 1] if index + 1 < len(starts) else len(body) - 1) - starts[index]


def _moved(place: layout.Place, by: int) -> layout.Place:
    key = None if place.key is None else (place.key[0] + by, place.key[1] + by)
    return layout.Place(place.start + by, place.end + by, key)


def _span(places: dict[layout.Location, layout.Place], code: str, location: layout.Location) -> tuple[int, int]:
    """Return the offsets of an error: those of its value, of its key, or of the object that lacks the field."""
    place = places[location[:-1] if code == "required" else location]
    return place.key if code in AT_KEY and place.key is not None else (place.start, place.end)
