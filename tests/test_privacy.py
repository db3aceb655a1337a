"""No personal value leaves through an error: a canary is put into every field, and looked for in all that comes out."""

import io
import json
import logging
import pickle
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml
from samples import ABSENT, ENVELOPES, changed

from bs_validate import InvalidPayload, Report, Validator, dump
from bs_validate.catalog import fields, packaged
from bs_validate.cli import main
from bs_validate.lint.check import Wanted, check
from bs_validate.lint.output import FORMATS
from bs_validate.lint.output.text import lines
from bs_validate.lint.readers import documents

#: No part of a value may ever show; of an unknown name the first forty characters may.
CANARY = "Kanarienvogel\tGelb\u2028<zwitschert@im Käfig>"
NAME = "a name that nobody documented, much longer than what is quoted of it: Papagei"


def _faulty() -> Iterator[tuple[str, Any]]:
    for name, envelope in ENVELOPES.items():
        for place, _ in fields(packaged()[name]):
            field = ".".join(map(str, place[2:]))
            for value in (CANARY, [CANARY], {"a": CANARY}, {NAME: CANARY}, CANARY.encode(), CANARY + "\ud800"):
                yield name, changed(name, field, value)
        yield name, {envelope: [{NAME: CANARY}], NAME: {NAME: CANARY}}
        yield name, {NAME: CANARY}
        yield name, [CANARY]
        yield name, CANARY


FAULTY = list(_faulty())


def _shown(report: Report) -> Iterator[str]:
    for error in (*report.errors, *report.warnings):
        yield from (error.message(), repr(error), str(error), error.field, error.pointer, error.schema_location)
        yield repr((error.location, error.params))
    yield from (repr(report), str(report), json.dumps(report.to_dict()), json.dumps(report.by_field()))
    yield from (json.dumps(dumped(report)) for dumped in (dump.rails, dump.problem, dump.jsonapi, dump.basic))
    yield repr(pickle.dumps(report))
    try:
        report.raise_for_errors()
    except InvalidPayload as error:
        yield from (str(error), repr(error), "".join(traceback.format_exception(error)), repr(pickle.dumps(error)))
        yield repr((error.args, error.__cause__, error.__context__))


def _leaks(text: str) -> bool:
    return any(part in text for part in ("Kanarien", "Gelb", "zwitschert", "Papagei"))


def test_no_value_leaves_through_a_report(validator: Validator, caplog: pytest.LogCaptureFixture) -> None:
    """Not through messages, reprs, dumps, exceptions, logs or pickles, nor by an unknown name beyond 40 characters."""
    caplog.set_level(logging.DEBUG)
    for name, document in FAULTY:
        for shown in _shown(validator.validate(document, name)):
            assert not _leaks(shown), (name, shown)
    assert not _leaks(caplog.text)


def test_no_value_leaves_through_a_pickle_made_before_the_warnings_are_read(validator: Validator) -> None:
    """The payload that they are worked out from stays behind, of valid documents and of faulty ones, and as text too."""
    valid = {"contacts": [{"private_notes": CANARY, "city": CANARY}]}
    for name, document in [("contact.update", valid), *FAULTY[::7]]:
        for report in (validator.validate(document, name), validator.validate_json(json.dumps(document, default=repr), name)):
            pickled = pickle.dumps(report)
            assert not _leaks(repr(pickled)), name
            assert pickle.loads(pickled) == report  # noqa: S301  # our own bytes


def test_no_value_leaves_through_a_text(validator: Validator) -> None:
    """Not from JSON text either, whole or broken."""
    for name, document in FAULTY:
        text = json.dumps(document, default=repr)
        for source in (text, text[:-1], text.replace(":", ":NaN,", 1)):
            for shown in _shown(validator.validate_json(source, name)):
                assert not _leaks(shown), (name, shown)


def _recorded(index: int, document: Any) -> str:
    """Return a recording with a document in it, and the canary wherever else something may be."""
    body = json.dumps(document, default=repr)
    url = f"https://x.example/{CANARY}/api/v3/contacts?email={CANARY}"
    request = {"method": "POST" if index % 2 else CANARY, "uri": url, "url": url, "headers": {CANARY: [CANARY]}}
    if index % 3 == 0:
        entry = {
            "request": {**request, "postData": {"text": body}},
            "response": {"status": 201, "content": {"text": CANARY + body}},
        }
        return json.dumps({"log": {"entries": [entry], "comment": CANARY}}, indent=index % 2 or None)
    response = {"status": {"code": 200, "message": CANARY}, "body": {"string": body}}
    return yaml.safe_dump({"http_interactions": [{"request": {**request, "body": body}, "response": response}], CANARY: 1})


@pytest.mark.parametrize(
    "arguments",
    [
        *([] if form is None else ["--format", form] for form in (None, *FORMATS)),
        ["--as", "contact.create"],
        ["--verbose", "--statistics"],
        ["--explain-files"],
        ["--diff"],
        ["--write-baseline", "baseline.json"],
    ],
)
def test_no_value_leaves_through_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Not on standard output, not on standard error, nor in what is written; from fixtures, broken text and recordings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    for index, (name, document) in enumerate(FAULTY):
        text = json.dumps(document, default=repr)
        (tmp_path / f"{index}-{name}.json").write_text(text, encoding="utf-8")
        if index % 5 == 0:
            (tmp_path / f"{index}-{name}.yaml").write_text(text.replace("\\ud800", ""), encoding="utf-8")
            recorded = _recorded(index, document)
            (tmp_path / f"{index}-recorded.{'har' if recorded.startswith('{') else 'yml'}").write_text(recorded, encoding="utf-8")
    (tmp_path / "broken.json").write_text(f'{{"email": "{CANARY}', encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(f'contacts: [{{email: "{CANARY}', encoding="utf-8")
    (tmp_path / "lines.ndjson").write_text(f'{{"contacts": [{{"email": "{CANARY}"}}]}}\n"{CANARY}\n', encoding="utf-8")
    fixable = {"contacts": [{"country_code": "fr", "city": CANARY, "zipp": CANARY, "gender": ""}]}
    (tmp_path / "update.json").write_text(json.dumps(fixable), encoding="utf-8")
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        main(["lint", *arguments, str(tmp_path)])
    written = [path.read_text() for path in (tmp_path / "summary.md", tmp_path / "baseline.json") if path.exists()]
    assert not any(map(_leaks, (output.getvalue(), *written)))
    assert len(output.getvalue() + "".join(written)) > (100 if "--diff" in arguments else 10_000)


def test_no_value_leaves_through_an_excerpt() -> None:
    """What a terminal is shown of a line is masked, of whole JSON and of broken."""
    for name, document in FAULTY:
        text = json.dumps(document, default=repr, indent=1)
        for source in (text, text.replace(": ", " ", 1), text.replace(",", ":", 1), text[:-1]):
            data = source.encode("utf-8", "surrogatepass")
            checked = check("a.json", documents("a.json", data), Validator(), (name, "--as"), Wanted(excerpts=True))
            assert not any(map(_leaks, lines(checked, width=100))), source


def test_the_canary_would_be_seen() -> None:
    """The check of this module finds what it looks for, and the documents have it."""
    assert _leaks(CANARY[:10])
    assert _leaks(NAME)
    assert all(_leaks(repr(document)) for _, document in FAULTY)
    assert ABSENT not in FAULTY
