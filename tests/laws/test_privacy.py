"""No personal value leaves through an error. A canary is put into every field and searched for in all output."""

import io
import json
import logging
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml

from bs_validate import Validator, dump
from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema.catalog import fields, packaged
from bs_validate._schema.table import Operation
from bs_validate.cli.main import main
from bs_validate.forms import from_form
from bs_validate.lint.check import check
from bs_validate.lint.finding import Wanted
from bs_validate.lint.output import OUTPUT_FORMATS
from bs_validate.lint.output.text import lines
from bs_validate.lint.readers import documents
from bs_validate.report import Report
from support.canary import CANARY, JSON_VALUES, NAME, NUMBER, PYTHON_VALUES, SHORT, faulty, leaks, shown, suggested
from support.profiles import step
from support.samples import ENVELOPES, changed, documented

FAULTY = list(faulty())
#: A part of these, and of those with Python's own values. Every field has one or two of the values, as neither number of values
#: is a multiple of the step.
SOME = FAULTY[:: step(11)]
OTHERS = list(faulty(PYTHON_VALUES))[:: step(11)]
EVERY_LOCALE = sorted({ENGLISH, *LOCALES})
VALIDATOR = Validator()


def test_no_value_leaves_through_a_report(validator: Validator, caplog: pytest.LogCaptureFixture) -> None:
    """The report is shown by messages, reprs, dumps, exceptions, logs and pickles, with unknown names beyond 40 characters."""
    caplog.set_level(logging.DEBUG)
    for name, document in (*SOME, *OTHERS):
        for text in shown(validator.validate(document, name)):
            assert not leaks(text), (name, text)
    assert not leaks(caplog.text)


def test_no_value_leaves_in_any_language() -> None:
    """The test shows each possible error, in every locale and every dump."""
    known: set[str] = set()
    for name, document in (*FAULTY, *OTHERS):
        report = VALIDATOR.validate(document, name)
        new = {repr((one.code, one.params)) for one in (*report.errors, *report.warnings)} - known
        known |= new
        for text in shown(report, EVERY_LOCALE) if new else ():
            assert not leaks(text), (name, text)
    assert len(known) > 50


def test_no_value_leaves_through_a_pickle_made_before_the_warnings_are_read(validator: Validator) -> None:
    """The pickle does not contain the payload from which warnings are computed, be it valid or faulty, a document or a text."""
    valid = {"contacts": [{"private_notes": CANARY, "city": CANARY}]}
    for name, document in [("contact.update", valid), *FAULTY[::7]]:
        for report in (validator.validate(document, name), validator.validate_json(json.dumps(document, default=repr), name)):
            pickled = pickle.dumps(report)
            assert not leaks(repr(pickled)), name
            assert pickle.loads(pickled) == report  # noqa: S301  # our own bytes


def test_no_value_leaves_through_a_text(validator: Validator) -> None:
    """The JSON text is complete or damaged."""
    for name, document in FAULTY[2 :: step(11)]:
        text = json.dumps(document, default=repr)
        for source in (text, text[:-1], text.replace(":", ":NaN,", 1)):
            for one in shown(validator.validate_json(source, name)):
                assert not leaks(one), (name, one)


def test_no_value_leaves_through_the_other_functions() -> None:
    """They check a resource, a field, a request and a response, with any path and query of the URL."""
    for name in ENVELOPES:
        known = [".".join(map(str, place[2:])) for place, _ in fields(packaged()[name])]
        for value in (*JSON_VALUES[::4], *PYTHON_VALUES[::4]):
            reports = [VALIDATOR.validate_field(value, name, field) for field in known]
            for report in (*reports, VALIDATOR.validate_resource(value, name), VALIDATOR.validate_resource({NAME: value}, name)):
                assert not any(map(leaks, shown(report)))
    for operation in VALIDATOR.operations:
        url = f"https://{CANARY}@voliere.example/api/v3{operation.path}?fields={CANARY}&email={SHORT[1]}#{CANARY}"
        for path in (CANARY, SHORT[1], SHORT[3]):
            for report in _exchanged(operation, url.replace("{id}", path.replace("\t", "%09"))):
                assert not any(map(leaks, shown(report)))


def _exchanged(operation: Operation, url: str) -> Iterator[Report]:
    """Yield the reports on an operation's requests and responses."""
    bodies = [
        json.dumps({"contacts": [{"email": CANARY}], NAME: CANARY}),
        CANARY,
        CANARY.encode(),
        {"hosts": [{NAME: CANARY}]},
        None,
    ]
    for body in bodies:
        yield VALIDATOR.validate_request(operation.method, url, body)
        statuses: list[Any] = [*operation.responses, 418, "200"]
        for status in statuses:
            yield VALIDATOR.validate_response(operation.method, url, status, body)
    for refusal in ({"errors": {CANARY + NAME: [CANARY]}}, {"errors": {"email": CANARY}}, {"errors": CANARY}, {NAME: CANARY}):
        yield VALIDATOR.validate_response(operation.method, url, 422, refusal)


def test_no_value_leaves_through_the_answer_of_a_server() -> None:
    """The answer has values in its sentences and in names of over forty characters, as document or text, in any language."""
    said: list[Any] = [
        CANARY,
        *SHORT,
        NUMBER,
        [CANARY],
        {NAME: CANARY},
        {"email": [{NAME: [CANARY]}]},
        {f"phones[0].{NAME}": CANARY},
    ]
    said += [f"is too long (maximum is {NUMBER} characters)", f"must be {CANARY}, not text", f"must be greater than {NUMBER}"]
    said += [
        f"is not one of the allowed values (did you mean {SHORT[0]}?)",
        f"{CANARY} is invalid",
        f"has a control character, {CANARY}",
    ]
    for what in said:
        for answer in (
            what,
            {"errors": what},
            {"errors": {"email": what}},
            {"errors": {NAME: what}},
            {"errors": {"base": [what]}},
        ):
            for body in (answer, json.dumps(answer), json.dumps(answer).encode(), json.dumps(answer)[:-1]):
                for text in shown(dump.parse_422(body), ("en", "pl", "zh")):
                    assert not leaks(text), text


def test_no_value_leaves_through_a_form() -> None:
    """A value that was posted under any name is in the resource, and not in its report."""
    for name, envelope in ENVELOPES.items():
        known = [".".join(map(str, place[2:])) for place, _ in fields(packaged()[name])]
        odd = [NAME, f"phones-0-{NAME}", f"phones[0][{NAME}]", f"phones.{'9' * 40}{NUMBER}.number", f"{NAME}[]", "email[0]"]
        for field in (*known, *odd, f"{envelope}[0][email]"):
            for value in (CANARY, SHORT[1], [CANARY, CANARY]):
                report = VALIDATOR.validate_resource(from_form([(field, value), (field, CANARY)], name), name)
                assert not any(map(leaks, shown(report))), field


def test_only_field_names_and_choices_are_suggested() -> None:
    """Every other text in an error is a word of ours, a JSON type, a code point or a keyword of the schema."""
    ours = {part for key in CATALOGUE for part in key.split(".")[1:]} | {
        "array",
        "boolean",
        "integer",
        "null",
        "number",
        "object",
    }
    near = ["UK", "usa", "Frankreich", "sr", "Male", "femal", "Krievija", "DEU", "fr_CA", "english", "Kanada", "x" * 64, *SHORT]
    found = 0
    names = dict.fromkeys(("firstnam", "E-Mail", "first", "phone", *near), 1)
    chosen = [("contact.create", changed("contact.create", field, one)) for one in near for field in ("gender", "country_code")]
    chosen += [("contact.update", {"contacts": [{"spoken_languages": [one]}]}) for one in near]
    for name, document in (*SOME, *OTHERS, *chosen, *((name, {ENVELOPES[name]: [names]}) for name in ENVELOPES)):
        allowed = suggested(packaged()[name])
        report = VALIDATOR.validate(document, name)
        for error in (*report.errors, *report.warnings):
            params = dict(error.params)
            suggestion, codepoint = params.pop("suggestion", None), params.pop("codepoint", "U+0009")
            assert suggestion is None or suggestion in allowed, error
            assert re.fullmatch("U[+][0-9A-F]{4,6}", codepoint), error
            texts = [text for value in params.values() for text in (value if isinstance(value, list) else [value])]
            assert {text for text in texts if type(text) is not int} <= {*ours, *ENVELOPES.values(), "string"}, error
            found += suggestion is not None
    assert found > 30


def _recorded(index: int, document: Any) -> str:
    """Return a recording with a document, and with the canary in every other place that a value can have."""
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


def _fixtures(folder: Path) -> None:
    """Write the faulty documents as files of every form."""
    for index, (name, document) in enumerate(FAULTY[:: step(23)]):
        text = json.dumps(document, default=repr, ensure_ascii=index % 2 == 0)
        (folder / f"{index}-{name}.json").write_text(text, encoding="utf-8", errors="surrogatepass")
        if index % 3 == 0:
            plain = text.replace("\\ud800", "").replace("\ud800", "")
            (folder / f"{index}-{name}.yaml").write_text(plain, encoding="utf-8")
            recorded = _recorded(index, document)
            (folder / f"{index}-recorded.{'har' if recorded.startswith('{') else 'yml'}").write_text(recorded, encoding="utf-8")
    (folder / "broken.json").write_text(f'{{"email": "{CANARY}', encoding="utf-8")
    (folder / "broken.yaml").write_text(f'contacts: [{{email: "{CANARY}', encoding="utf-8")
    (folder / "missing.json").write_text(f'{{"contacts": [{{"email": "{SHORT[1]}": "zip"}}]}}', encoding="utf-8")
    (folder / "comma.yaml").write_text(f'contacts: [{{email: {SHORT[1]}: "zip"}}]\n', encoding="utf-8")
    (folder / "alias.yaml").write_text(f"contacts: [&a {{email: {SHORT[1]}}}, *a]\n{SHORT[0]}\n", encoding="utf-8")
    (folder / "lines.ndjson").write_text(f'{{"contacts": [{{"email": "{CANARY}"}}]}}\n"{CANARY}\n', encoding="utf-8")
    fixable = {"contacts": [{"country_code": "fr", "city": CANARY, "zipp": CANARY, "gender": "", "state": SHORT[0]}]}
    (folder / "update.json").write_text(json.dumps(fixable), encoding="utf-8")


def _run(arguments: list[str]) -> str:
    """Run the command, and return what it shows on both streams."""
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        main(arguments)
    return output.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [
        *([] if form is None else ["--format", form] for form in (None, *OUTPUT_FORMATS)),
        [part for form in OUTPUT_FORMATS for part in ("--format", form, "--output", f"report.{form}")],
        ["--as", "contact.create", "--lang", "pl"],
        ["--verbose", "--statistics", "--strict"],
        ["--explain-files"],
        ["--diff"],
        ["--fix"],
        ["--write-baseline", "baseline.json"],
        ["--baseline", "known.json"],
        ["--jobs", "1"],
    ],
)
def test_no_value_leaves_through_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Neither stream nor any written file has a value from fixtures, broken texts and recordings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "payloads").mkdir()
    _fixtures(tmp_path / "payloads")
    stale = {"file": "payloads/update.json", "pointer": "/contacts/0/gone", "code": "required", "count": 1}
    (tmp_path / "known.json").write_text(json.dumps({"version": 1, "findings": [stale]}), encoding="utf-8")
    output = _run(["lint", *arguments, "payloads"])
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file())
    assert not leaks(output)
    assert not leaks(written)
    assert len(output + written) > (300 if "--diff" in arguments else 10_000)


def _refused(index: int) -> str:
    """Return a recording of writes and reads, some of them undocumented, with answers that quote the requests."""
    answer = {"errors": [{"code": CANARY, "field": NAME, "title": CANARY}, {"field": "email", "title": f"{CANARY} is taken"}]}
    sent = {"contacts": [{"email": CANARY, NAME: CANARY, "gender": CANARY, "spoken_languages": [CANARY]}], NAME: CANARY}
    read = {"contacts": [{"email": CANARY, NAME: CANARY, "gender": CANARY, "phones": [{NAME: CANARY}]}], NAME: CANARY}
    base = f"https://{CANARY}@x.example/api/v3"
    calls = [
        ("POST", "/contacts", 422, answer),
        ("PUT", f"/contacts/{CANARY}", 200, read),
        ("DELETE", f"/hosts/{CANARY}", 204, None),
        ("POST", f"/contacts/{CANARY}/{CANARY}", 207, read),
        (CANARY, f"/contacts/{SHORT[1]}", 599, CANARY),
        ("GET", f"/contacts/{index}?{NAME}={CANARY}&fields={CANARY}&email={SHORT[1]}", 418, CANARY),
    ]
    return json.dumps(
        {
            "http_interactions": [
                {
                    "request": {"method": method, "uri": base + path, "body": {"string": json.dumps(sent)}},
                    "response": {"status": {"code": status, "message": CANARY}, "body": {"string": json.dumps(received)}},
                }
                for method, path, status, received in calls
            ]
        }
    )


@pytest.mark.parametrize(
    "arguments",
    [
        *(["drift", "--format", form] for form in ("text", "json", "html")),
        ["drift", "--format", "html", "--output", "drift.html"],
        *(["coverage", "--format", form] for form in ("text", "json")),
    ],
)
def test_no_value_leaves_through_drift_and_coverage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Values are in the requests, in the answers of the server, and in the path or the query of a URL."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payloads").mkdir()
    _fixtures(tmp_path / "payloads")
    for index in range(2):
        (tmp_path / "payloads" / f"refused-{index}.json").write_text(_refused(index), encoding="utf-8")
    output = _run([*arguments, "payloads"])
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file())
    assert not leaks(output + written)
    assert len(output + written) > 3_000


def test_no_value_leaves_through_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The input may have any form, which only the content can show."""
    for text in (CANARY, f'{{"contacts": [{{"email": "{CANARY}"}}]}}', f"contacts:\n- email: {SHORT[0]}\n", _recorded(0, CANARY)):
        path = tmp_path / "given"
        path.write_text(text, encoding="utf-8")
        with path.open("rb") as given:
            monkeypatch.setattr(
                "builtins.open",
                lambda file, *rest, given=given, real=open, **more: (
                    io.BufferedReader(io.BytesIO(given.read())) if file == 0 else real(file, *rest, **more)
                ),
            )
            output = _run(["lint", "--verbose", "-"])
        monkeypatch.undo()
        assert output
        assert not leaks(output)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("pyproject.toml", '[tool.bs-validate]\nignore = ["{}"'),
        ("pyproject.toml", "[tool.bs-validate]\nignore = {}"),
        ("pyproject.toml", "[tool.bs-validate]\nfiles = 1\n# {}"),
        ("pyproject.toml", 'x = "bs-validate"\n{} = 2'),
        ("baseline.json", "{}"),
        ("baseline.json", '{{"version": "{}"}}'),
        ("baseline.json", '{{"version": 1, "findings": ["{}"]}}'),
        ("baseline.json", '{{"version": 1, "findings": [{{"file": 1, "pointer": "{}", "code": "{}"}}]}}'),
        ("schemas/tag.create.json", "{}"),
        ("schemas/contact.create.json", '{{"contacts": [{{"email": "{}"'),
    ],
)
@pytest.mark.parametrize("value", [CANARY.replace("\t", " "), SHORT[1], NAME])
def test_no_value_leaves_through_settings_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, content: str, value: str
) -> None:
    """A payload is given as the file of settings, as a baseline or as a schema."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / file).write_text(content.replace("{}", value).replace("{{", "{").replace("}}", "}"), encoding="utf-8")
    options = {"baseline.json": ["--baseline", file], "pyproject.toml": []}.get(file, ["--schemas", "schemas"])
    output = _run(["lint", *options, "a.json"])
    assert file.rpartition("/")[2] in output
    assert not leaks(output)


def test_no_value_leaves_through_an_unexpected_exception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names only the type of the exception, because its text may quote a file."""

    def fail(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr("bs_validate.lint.run.check", fail)
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    output = _run(["lint", str(tmp_path / "a.json")])
    assert "could not be checked because of a bug in bs-validate (ZeroDivisionError)" in output
    assert not leaks(output)


def test_no_value_leaves_through_an_excerpt() -> None:
    """A terminal shows the line with masked values, whether the JSON is complete or broken."""
    changes: list[Callable[[str], str]] = [
        lambda text: text,
        lambda text: text.replace(": ", " ", 1),
        lambda text: text.replace(",", ":", 1),
        lambda text: text[:-1],
    ]
    for index, (name, document) in enumerate(FAULTY[1 :: step(11)]):
        text = json.dumps(document, default=repr, indent=1, ensure_ascii=index % 2 == 0)
        for source in {change(text) for change in changes}:
            data = source.encode("utf-8", "surrogatepass")
            checked = check("a.json", documents("a.json", data), VALIDATOR, (name, "--as"), Wanted(excerpts=True))
            assert not any(map(leaks, lines(checked, width=100))), source


def test_the_canary_would_be_noticed() -> None:
    """The check of this module finds a canary that leaks, and the documents contain it."""
    for text in (CANARY[:10], NAME, *SHORT, str(NUMBER)):
        assert leaks(text), text
    assert all(leaks(repr(document)) for _, document in FAULTY)
    assert not any(leaks(repr(documented(name))) for name in ENVELOPES)
