"""Any input is read a fixed number of times, to a fixed depth. Work is counted here, and ``scripts/bounds.py`` measures time."""

import importlib
import json
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bs_validate import Validator, dump, to_write
from bs_validate._check.engines import rust
from bs_validate.forms import from_form
from bs_validate.lint import excerpt, placing
from bs_validate.lint.check import check
from bs_validate.lint.finding import Checked, Wanted
from bs_validate.lint.output import html
from bs_validate.lint.readers import documents, placeholders
from bs_validate.lint.readers.bodies import below
from bs_validate.lint.readers.recordings.body import REQUEST
from bs_validate.lint.readers.yaml_text import documents as yaml_documents
from support.places import SCRIPTS
from support.totals import summarised

VALIDATOR = Validator()
PUT = {"method": "PUT", "url": "http://x/api/v3/contacts/1"}
NOCK = {"scope": "http://x", "method": "PUT", "path": "/api/v3/contacts/1", "status": 200, "response": ""}
LEVELS = [65, 20_000]


def _check(file: str, text: str) -> Checked:
    return check(file, documents(file, text.encode()), VALIDATOR, wanted=Wanted(excerpts=True))


def _archive(bodies: list[str]) -> str:
    entries = [{"request": {**PUT, "postData": {"text": body}}, "response": {}} for body in bodies]
    return json.dumps({"log": {"entries": entries}})


# Reading never needs quadratic time.


def test_text_after_an_open_quote_is_read_once() -> None:
    """The text is one token of a line and one piece of a body, so later quotes in it are not tried again."""
    open_text = '"' + '\\"' * 1_000
    for pattern in map(attrgetter("_TOKEN"), [excerpt]):
        assert [match.span() for match in pattern.finditer(open_text)] == [(0, len(open_text))]
    for pattern in map(attrgetter("_IN_JSON"), [placeholders]):
        assert [match.span() for match in pattern.finditer(open_text)] == [(0, len(open_text))]
    assert excerpt.masked(open_text) == '"' + '*"' * 1_000


def test_a_line_with_many_recorded_bodies_is_masked_once() -> None:
    """An archive is often one line, and each of its bodies a document."""
    checked = _check("a.har", _archive(['{"contacts": [{"zip": 5}]}'] * 20))
    assert len(checked.findings) == 20
    assert len({id(one.excerpt) for one in checked.findings}) == 1


def test_the_lines_of_a_file_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not counted again for each invalid document."""
    asked = []

    def counted(text: str) -> list[int]:
        asked.append(text)
        return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    monkeypatch.setattr(placing, "line_starts", counted)
    checked = _check("a.yaml", "contacts: [{zip: &a x, city: *a}]\n---\n" * 20)
    assert [one.line for one in checked.findings] == list(range(1, 41, 2))
    assert len(asked) == 1


def test_a_lone_surrogate_is_searched_once_in_a_recording() -> None:
    """The search is not repeated for each structure in the text before it."""
    bodies = [{"contacts": [{"zip": "1"}]}] * 20 + [{"contacts": [{"zip": "\ud800"}]}]
    found = list(documents("a.json", json.dumps([{**NOCK, "body": body} for body in bodies]).encode()))
    requests = [one for one in found if one.body is not None and one.body.side == REQUEST]
    assert len(requests) == 21
    assert all(one.decoded.has_surrogates and len(one.decoded.text) == 1 for one in requests)


class _Counted(tuple[str | int, ...]):
    """A location that counts how often it is iterated over."""

    __slots__ = ()
    times: list[int] = []  # noqa: RUF012  # for all of them

    def __getitem__(self, at: Any) -> Any:
        self.times.append(1)
        return super().__getitem__(at)


def test_repeated_keys_are_sorted_by_body_once() -> None:
    """They are not searched for each body, because there may be as many bodies as keys."""
    find = below((_Counted(("x", number, "a")), number) for number in range(100))
    assert [find(("x", number)) for number in range(100)] == [[(("a",), number)] for number in range(100)]
    assert find(("y", 0)) == ()
    assert len(_Counted.times) == 200


def test_places_in_yaml_are_recorded_only_to_the_depth_that_is_needed() -> None:
    """Below 64 levels, each place would need as many names as it has levels."""
    (found,) = yaml_documents("x: " + "[" * 400 + "1, 2, 3" + "]" * 400)
    assert max(map(len, found.spans)) == 64
    assert max(map(len, found.scalars)) <= 65
    assert len(found.spans) == 65


class _Line(str):
    """A line that must not be copied whole."""

    __slots__ = ()

    def lstrip(self, _: str | None = None) -> str:
        raise AssertionError


def test_a_long_line_is_not_copied_for_each_finding() -> None:
    """Excerpts are cut out of it."""
    checked = _check("update.json", " " * 30 + '{"contacts": [{"zip": 5}]}')
    (finding,) = checked.findings
    line = checked._replace(findings=(finding._replace(excerpt=_Line(finding.excerpt)),))
    assert html.document([line], summarised([line])) == html.document([checked], summarised([checked]))


class _Starlette:
    """A MultiDict whose ``getlist`` goes through all pairs each time."""

    def multi_items(self) -> list[tuple[str, str]]:
        return [("spoken_languages", "fr"), ("email", "a"), ("spoken_languages", "de")]

    def __iter__(self) -> Iterator[str]:
        return iter(["spoken_languages", "email"])

    def getlist(self, _: str) -> list[str]:
        raise AssertionError


def test_a_multidict_is_iterated_once() -> None:
    """If its class allows only a look-up by name, each name is looked up."""
    assert from_form(_Starlette(), "contact.create") == {"spoken_languages": ["fr", "de"], "email": "a"}


def test_an_error_of_the_engine_does_not_write_out_the_instance() -> None:
    """There is one such error for each field that a resource lacks, so writing it out would take quadratic time."""
    compiled = rust.compile_schema(VALIDATOR.catalog["contact.read"].document)
    instance = {"contacts": [{"private_notes": "a" * 10_000}]}
    assert list(compiled.violations(instance))
    found = list(attrgetter("_explaining")(compiled).iter_errors(instance))
    assert len(found) > 15
    assert max(len(str(error)) for error in found) < 1_000


@pytest.mark.parametrize(
    ("field", "longest"), [("email", 318), ("website", 2048), ("phones.0.number", 250)], ids=["email", "website", "phone"]
)
def test_no_library_is_called_for_a_long_text(monkeypatch: pytest.MonkeyPatch, field: str, longest: int) -> None:
    """Neither errors nor warnings need a library then, because some take quadratic time."""
    import phonenumbers
    import validators

    asked: list[str] = []
    for module, name in ((phonenumbers, "parse"), (validators, "email"), (validators, "url")):
        real = getattr(module, name)

        def spied(value: str, *rest: Any, real: Callable[..., Any] = real) -> Any:
            asked.append(value)
            return real(value, *rest)

        monkeypatch.setattr(module, name, spied)
    for start in ("", "http://é.", "+33 1 x", f"{'é' * 64}@é."):
        for unit in ("1", "é", "é.", "a-"):
            for length in (longest, longest + 1, 100_000):
                report = VALIDATOR.validate_field((start + unit * length)[:length], "contact.update", field)
                assert isinstance(report.warnings, tuple)
    assert asked
    assert max(map(len, asked)) <= longest


# Depth.


def _deep(levels: int, kind: str) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if kind == "lists" or (kind == "both" and level % 2) else {"a": value}
    return value


def _deep_text(levels: int, kind: str) -> str:
    pairs = {"lists": [("[", "]")], "objects": [('{"a":', "}")], "both": [("[", "]"), ('{"a":', "}")]}[kind]
    chosen = [pairs[level % len(pairs)] for level in range(levels)]
    return "".join(one for one, _ in chosen) + "1" + "".join(one for _, one in reversed(chosen))


ENTRIES: dict[str, Callable[[Validator, Any], Any]] = {
    "validate": lambda using, deep: using.validate({"contacts": [{"city": deep}]}, "contact.update"),
    "validate, as a document": lambda using, deep: using.validate(deep, "contact.read"),
    "validate_resource": lambda using, deep: using.validate_resource({"phones": deep}, "contact.update"),
    "validate_field": lambda using, deep: using.validate_field(deep, "contact.update", "phones.0.number"),
    "validate_request": lambda using, deep: using.validate_request(**PUT, body={"contacts": [{"city": deep}]}),
    "validate_response": lambda using, deep: using.validate_response("GET", PUT["url"], 200, {"contacts": [deep]}),
    "validate_response, a refusal": lambda using, deep: using.validate_response("PUT", PUT["url"], 422, {"errors": deep}),
    "to_write": lambda using, deep: using.validate(
        to_write({"contacts": [{"city": deep}]}, "contact.update", validator=using), "contact.update"
    ),
    "from_form": lambda using, deep: using.validate_resource(
        from_form({"city": deep, "phones-0-number": [deep]}, "contact.update", validator=using), "contact.update"
    ),
}


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("kind", ["lists", "objects", "both"])
@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_has_a_limited_depth(name: str, kind: str, levels: int) -> None:
    """Both engines report an entry at its 65th level, and every part of the report can be read."""
    deep = _deep(levels, kind)
    reports = [ENTRIES[name](Validator(engine=engine), deep) for engine in ("rust", "reference")]
    found = [error for error in reports[0].errors if error.code == "not_representable"]
    assert found
    assert {(len(error.location), error.params["reason"]) for error in found} == {(64, "too_deep")}
    assert reports[0] == reports[1]
    for shape in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
        assert shape(reports[0])
    assert repr(reports[0])


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("kind", ["lists", "objects", "both"])
def test_every_text_has_a_limited_depth(kind: str, levels: int) -> None:
    """The texts are JSON, lines, YAML and recorded bodies."""
    inner = _deep_text(levels, kind)
    body = f'{{"contacts": [{{"city": {inner}}}]}}'
    vcr = f"http_interactions:\n- request:\n    method: put\n    uri: {PUT['url']}\n    body:\n      string: '{body}'\n"
    assert "not_representable" in [error.code for error in VALIDATOR.validate_json(body, "contact.update").errors]
    assert "not_representable" in [error.code for error in VALIDATOR.validate_request(**PUT, body=body).errors]
    for file, text in (
        ("update.json", body),
        ("update.ndjson", f"{{}}\n{body}\n"),
        ("update.yaml", f"contacts:\n- city: {inner}\n"),
        ("a.har", _archive([body])),
        ("a.yml", vcr),
    ):
        assert "not_representable" in [one.error.code for one in _check(file, text).findings], file


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("kind", ["lists", "objects", "both"])
def test_a_refusal_has_a_limited_depth(kind: str, levels: int) -> None:
    """The refusal is a document or a text."""
    for body in ({"errors": {"email": _deep(levels, kind)}}, f'{{"errors": {{"email": {_deep_text(levels, kind)}}}}}'):
        assert {error.code for error in dump.parse_422(body).errors} <= {"refused", "not_representable"}
        assert dump.parse_422(body).errors


@pytest.mark.parametrize("joint", ["[0]", "[a]", ".0", "-0", ".a"])
def test_the_names_of_a_form_have_a_limited_depth(joint: str) -> None:
    """No field has as many parts as the longest name, so such a name is unknown."""
    report = VALIDATOR.validate_resource(from_form({f"phones{joint * 10_000}": "a"}, "contact.update"), "contact.update")
    assert [error.code for error in report.errors] == ["unknown_field"]


# The script that measures time.


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import the script."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("bounds")


def test_the_script_finds_quadratic_growth_and_slow_reading(bounds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quadratic shape is named among linear ones, and is tried at every size although it starts as the fastest."""
    times = {**dict.fromkeys("abcde", 1e-6), "a square": 1e-11}
    clock = [0.0]

    def work(given: tuple[str, int]) -> None:
        clock[0] += times[given[0]] * given[1] ** (2 if given[0] == "a square" else 1)

    monkeypatch.setattr(bounds.time, "process_time", lambda: clock[0])
    shapes = {name: lambda size, name=name: (name, size) for name in times}
    found = bounds.measured(bounds.Row("format", "email", shapes, work), bounds.SIZES)
    assert found.worst == pytest.approx({size: max(1e-6 * size, 1e-11 * size**2) for size in bounds.SIZES})
    assert found.steep == pytest.approx({"a square": 2.0})
    assert list(bounds.faults([found])) == [
        "email: time grows with the power 2.00 of the size for 'a square'",
        "email: a text of 1 MB takes 10000 ms",
    ]
    slow = found._replace(kind="container", steep={}, worst={100_000: 1.01})
    assert list(bounds.faults([slow, slow._replace(worst={100_000: 1.0})])) == ["email: an input of 100 kB takes 1.0 s"]
    assert bounds.table([found], bounds.SIZES).splitlines()[-1].startswith("| email | 1.00 | 10 | 100 | 10,000 |")


def test_every_shape_is_read_in_every_row(bounds: Any, tmp_path: Path) -> None:
    """None raises, and each has about the requested size."""
    names = []
    for row in bounds.rows(tmp_path):
        names.append(row.name)
        for make in row.shapes.values():
            given = make(2_000)
            if isinstance(given, str):
                assert 1_000 < len(given.encode(errors="surrogatepass")) < 12_500
        row.work(next(iter(row.shapes.values()))(2_000))
    assert len(names) == len(set(names)) == 20


def test_the_plot_is_an_image_with_every_row(bounds: Any) -> None:
    """It is well-formed and has colours for dark pages."""
    drawn = bounds.plot(
        [("format", "a & b", {1_000: 1e-4, 10_000: 1e-3}), ("entry", "c", {1_000: 1e-3, 10_000: 1.0})],
        {1_000: "1 kB", 10_000: "10 kB"},
    )
    texts = [one.text for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314  # ours
    assert {"a & b", "c", "1 kB", "10 kB"} <= set(texts)
    assert "prefers-color-scheme:dark" in drawn


def test_the_script_writes_its_part_of_the_page(bounds: Any) -> None:
    """It changes nothing else on the page."""
    page = "a\n<!-- bounds -->\nold\n<!-- end of bounds -->\nb"
    assert bounds.written(page, "new") == "a\n<!-- bounds -->\nnew\n<!-- end of bounds -->\nb"
    with pytest.raises(SystemExit):
        bounds.written("no part", "new")
