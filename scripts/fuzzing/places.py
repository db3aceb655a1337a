"""The law of places: what the linter finds stands where the document has it, whatever the layout and whatever is around it."""

import random
from typing import Any

from bs_validate import Validator
from bs_validate._instance.location import quoted as quote
from bs_validate.lint.check import check
from bs_validate.lint.place import AT_KEY
from bs_validate.lint.readers import documents as read
from fuzzing import documents
from fuzzing.layout import Laid, Place, laid_out, line_and_column, quoted

VALIDATOR = Validator()
SCHEMAS = tuple(VALIDATOR.catalog)
#: What may stand between the signs of some kinds of files; in others, whatever may in JSON.
_SPACES = {"a.ndjson": [" ", "  ", "\t"], "a.yaml": [" ", "\n ", "\r\n  "]}
#: A name that errors show as it is.
NAME = "faulty"


def lint_positions(chance: random.Random) -> str:
    """Return what is wrong with the places of the findings in a file with a document laid out at random, or nothing."""
    schema = chance.choice(SCHEMAS)
    document = _faulty(chance, schema.document)
    report = VALIDATOR.validate(document, schema.name)
    kind = chance.choice(["a.json", "a.json5", "a.ndjson", "a.yaml", "a.yml", "a.har"])
    laid = laid_out(chance, document, _SPACES.get(kind))
    text, standing = _in_file(chance, kind, laid)
    # As errors show names that nobody documented.
    places = {tuple(quote(part) if isinstance(part, str) else part for part in where): place for where, place in standing.items()}
    expected = sorted(
        (error.code, line_and_column(text, place[0]), line_and_column(text, place[1]))
        for error in report.errors
        for place in [_place(places, error.code, error.location)]
    )
    named = None if kind in ("a.yml", "a.har") else (schema.name, "--as")
    if named is None and schema.representation == "read":
        return ""  # what is asked of a response depends on its URL
    marks = "\ufeff" if chance.random() < 0.2 and kind == "a.json" else ""
    found = check(kind, read(kind, (marks + text).encode()), VALIDATOR, named or (schema.name, "--as"))
    shown = sorted(
        (one.error.code, (one.line, one.column), (one.end_line, one.end_column))
        for one in found.findings
        if one.error.severity == "error"
    )
    return "" if shown == expected else f"{kind} {text!r} as {schema.name}: found {shown}, expected {expected}"


def _faulty(chance: random.Random, schema: dict[str, Any]) -> Any:
    """Return a document with some faults, whose names are shown as they are, and in which nothing is a placeholder."""
    document = documents.example(chance, schema)
    for _ in range(chance.choice([1, 1, 2, 3])):
        holder, part, value = chance.choice(list(documents.places(document)))
        if isinstance(value, dict) and chance.random() < 0.4:
            value[NAME] = chance.choice([1, "x", None, [1]])
        elif holder is not None:
            holder[part] = chance.choice([None, 7, "", "a\tb", "é😀" * 60, "*", [], {}, 1.5, True])
    return document


def _in_file(chance: random.Random, kind: str, laid: Laid) -> tuple[str, dict[Any, Place]]:
    """Return the text of a file with a document in it, and where things stand in that."""
    if kind in ("a.json", "a.yaml"):
        return laid.text, laid.places
    if kind in ("a.ndjson", "a.json5"):
        before = chance.choice(["", "\n", " \r\n\n"] if kind == "a.ndjson" else ["// é: {\n", "/* '\r\n */ "])
        return before + laid.text + "\n", {name: _moved(place, len(before)) for name, place in laid.places.items()}
    body, starts = quoted(chance, laid.text, pairs=kind != "a.yml")
    envelope = '"method": "POST", "%s": "http://x/api/v3/contacts"' % ("uri" if kind == "a.yml" else "url")
    if kind == "a.yml":
        before = "é: 1\nhttp_interactions:\n- request: {" + envelope + ', "body": {"string": '
        after = "}}\n"
    else:
        before = '{"é": 1, "log": {"entries": [{"request": {' + envelope + ', "postData": {"text": '
        after = "}}}]}}"
    return before + body + after, {
        name: Place(
            len(before) + starts[place.start],
            len(before) + starts[place.end - 1] + _width(body, starts, place.end - 1),
            None if place.key is None else (len(before) + starts[place.key[0]], len(before) + starts[place.key[1]]),
        )
        for name, place in laid.places.items()
    }


def _width(body: str, starts: list[int], at: int) -> int:
    """Return how long a character is written."""
    return (starts[at + 1] if at + 1 < len(starts) else len(body) - 1) - starts[at]


def _moved(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by, None if place.key is None else (place.key[0] + by, place.key[1] + by))


def _place(places: dict[Any, Place], code: str, location: tuple[str | int, ...]) -> tuple[int, int]:
    """Return where an error must stand: at its value, at its key, or at the object that lacks it."""
    if code == "required":
        location = location[:-1]
    place = places[location]
    return place.key if code in AT_KEY and place.key is not None else (place.start, place.end)
