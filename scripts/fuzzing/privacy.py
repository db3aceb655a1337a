"""The law of privacy: a mark that is put into every field shows up in nothing that comes out."""

import contextlib
import io
import json
import pickle
import random
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs_validate import InvalidPayload, Report, Validator, dump
from bs_validate.cli.main import main
from bs_validate.lint.output import OUTPUT_FORMATS
from fuzzing import documents

VALIDATORS = (Validator(engine="rust"), Validator(engine="reference"))
SCHEMAS = tuple(VALIDATORS[0].catalog)
LOCALES = ("en", "fr", "de", "pl", "ja", "ar", "rs", "zh-TW")
#: Parts of values that are looked for; of a name that nobody documented, the first 40 characters may be shown.
MARKS = ("Kanari", "gelbvogel", "8675309")
_VALUES = (
    *("Kanarienvogel", "Kanari\tgelbvogel", "Kanari@gelbvogel", "http://Kanari gelbvogel", "+8675309 Kanari", "", "Kanari" * 20),
    *(8675309, -8675309, 8675309.5, 86753090000000, ["Kanari", 8675309], {"a": "Kanari"}, {"x" * 40 + "Kanari": "gelbvogel"}),
    *("\u202eKanari", "<Kanari>", "Kanari\ud800", b"Kanari", {b"Kanari": 1}, {"x" * 41 + "\ud800Kanari": 1}),
)


def privacy(chance: random.Random) -> str:
    """Return where a mark has shown up, or nothing."""
    schema = chance.choice(SCHEMAS)
    document = _marked(chance, documents.example(chance, schema.document))
    validator = chance.choice(VALIDATORS)
    locale = chance.choice(LOCALES)
    reports = [validator.validate(document, schema.name)]
    text = json.dumps(document, default=repr, skipkeys=True)
    if chance.random() < 0.5:
        broken = text[: chance.randrange(len(text) + 1)] + chance.choice(["", "}", "\x00"]) if chance.random() < 0.5 else text
        reports.append(validator.validate_json(broken, schema.name))
    if chance.random() < 0.2:
        reports.append(dump.parse_422({"errors": document}))
    for report in reports:
        for shown in _shown(report, locale):
            if any(mark in shown for mark in MARKS):
                return f"{schema.name} {text}: a mark shows in {shown[:2000]!r}"
    if chance.random() < 0.1:
        shown = _linted(chance, text, schema.name)
        if any(mark in shown for mark in MARKS):
            return f"{schema.name} {text}: a mark shows in what the linter writes: {shown[:2000]!r}"
    return ""


def _marked(chance: random.Random, document: Any) -> Any:
    """Return a document with marks in every text and number of it, some of them so that they are wrong."""
    if isinstance(document, dict):
        marked = {name: _marked(chance, inner) for name, inner in document.items()}
        if chance.random() < 0.2:
            marked["x" * 41 + "Kanari"] = "gelbvogel"
        return marked
    if isinstance(document, list) and chance.random() < 0.9:
        return [_marked(chance, inner) for inner in document]
    return chance.choice(_VALUES)


def _shown(report: Report, locale: str) -> Iterator[str]:
    """Go through all that a report shows; what is in JSON with its characters as they are."""
    for error in (*report.errors, *report.warnings):
        yield from (error.message(locale), repr(error), str(error), error.field, error.pointer, error.schema_location)
        yield repr((error.location, dict(error.params)))
    shapes = (report.to_dict(locale), report.by_field(locale), *(one(report, locale) for one in _DUMPS))
    yield from (json.dumps(shape, ensure_ascii=False) for shape in shapes)
    yield from (repr(report), repr(pickle.dumps(report)))
    try:
        report.raise_for_errors()
    except InvalidPayload as error:
        yield from (str(error), repr(error), repr(error.args), "".join(traceback.format_exception(error)))


_DUMPS = (dump.rails, dump.problem, dump.jsonapi, dump.basic)


def _linted(chance: random.Random, text: str, name: str) -> str:
    """Return what the command says of a file with a text in it, on both outputs, in any format."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_text(text, encoding="utf-8")
        arguments = ["lint", "--as", name, "--format", chance.choice(OUTPUT_FORMATS), str(file)]
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            main(arguments)
    output.seek(0)
    return output.read()
