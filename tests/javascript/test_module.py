"""The JavaScript module gives the same answers as this package, is small, and is made of the sources beside it."""

import gzip
import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given

from bs_validate import validate
from bs_validate._messages.translations import LOCALES
from bs_validate._schema.catalog import packaged
from bs_validate.javascript.data import data
from bs_validate.javascript.module import module
from bs_validate.strategies import faults, payloads
from support.places import ROOT
from support.profiles import examples
from support.samples import DOCUMENTED

NODE = shutil.which("node")
RUNNER = ROOT / "scripts" / "fuzzing" / "answers.mjs"
CORPUS = ROOT / "tests" / "conformance"
MOST_BYTES = 25_000

needs_node = pytest.mark.skipif(NODE is None, reason="there is no node")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a module in every language."""
    path = tmp_path_factory.mktemp("module") / "bs-validate.mjs"
    path.write_text(module(packaged(), LOCALES), encoding="utf-8")
    return path


def run(script: str, path: Path) -> Any:
    """Run a script that has the module as ``bs``, and return what it prints as JSON; strings cannot be run as code."""
    program = f"import * as bs from {json.dumps(path.as_uri())};\n{script}"
    node = [str(NODE), "--disallow-code-generation-from-strings", "--input-type=module"]
    done = subprocess.run(node, input=program, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # our own
    return json.loads(done.stdout)


def answers(questions: Sequence[Any], path: Path, *locales: str) -> list[Any]:
    """Return the answers of the module to questions, as ``scripts/fuzzing/answers.mjs`` writes them."""
    lines = "\n".join(json.dumps(question) for question in questions)
    node = [str(NODE), "--disallow-code-generation-from-strings", str(RUNNER), str(path), *locales]
    done = subprocess.run(node, input=lines, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # our own
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(document: Any, schema: str, *locales: str) -> list[Any]:
    """Return the answers of this package in the same form."""
    return [
        [one.code, list(one.location), one.pointer, one.field, dict(one.params), [one.message(locale) for locale in locales]]
        for one in validate(document, schema).errors  # type: ignore[arg-type]  # the names come from the files
    ]


@needs_node
def test_the_module_agrees_with_this_package_on_the_corpus(path: Path) -> None:
    """Codes, places, params and sentences agree in English and in four languages with other plurals and scripts."""
    locales = ("en", "fr", "pl", "ja", "rs")
    cases = [
        case
        for name in sorted(DOCUMENTED)
        for case in json.loads((ROOT / "tests/conformance" / f"{name}.json").read_text("utf-8"))
    ]
    said = answers([["validate", case["schema"], case["document"], None] for case in cases], path, *locales)
    assert len(said) == len(cases) > 500
    for case, answer in zip(cases, said, strict=True):
        assert answer == ours(case["document"], case["schema"], *locales), case["description"]


@pytest.fixture(scope="module")
def ask(path: Path) -> Iterator[Callable[[Any], Any]]:
    """Start the module, and return a function that asks it one question."""
    node = [str(NODE), "--disallow-code-generation-from-strings", str(RUNNER), str(path), "en"]
    with subprocess.Popen(node, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603  # our own

        def answer(question: Any) -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer


@needs_node
@pytest.mark.parametrize("schema", sorted(DOCUMENTED))
def test_the_module_agrees_with_this_package_on_drawn_payloads(schema: str, ask: Callable[[Any], Any]) -> None:
    """Valid payloads are valid, and each fault is found where the strategy put it."""

    @given(payloads(schema), faults(schema))
    @examples(6)
    def agree(valid: Any, wrong: tuple[Any, tuple[str, str]]) -> None:
        document, (pointer, code) = wrong
        # A character that is newer than this Python is escaped in the name of an unknown field here, and printed in Node.
        assume(all(unicodedata.category(character) != "Cn" for character in pointer))
        assert ask(["validate", schema, valid, None]) == []
        answer = ask(["validate", schema, document, None])
        assert answer == ours(document, schema, "en")
        assert [(one[2], one[0]) for one in answer] == [(pointer, code)]

    agree()


@needs_node
@pytest.mark.parametrize("languages", [[], ["--locale", "de"]], ids=["all", "german"])
def test_the_module_agrees_with_this_package_at_random(languages: list[str]) -> None:
    """The script that the nightly run gives 100,000 questions finds no difference in 200."""
    script = [sys.executable, str(ROOT / "scripts" / "fuzz_javascript.py"), "--examples", "200", "--seed", "3", *languages]
    done = subprocess.run(script, check=False, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # our own script
    assert done.returncode == 0, done.stdout + done.stderr


#: JavaScript values that JSON lacks, and the errors of an update of a contact that has them as its city and its state.
NOT_JSON = [
    ("NaN", "not_a_number"),
    ("-Infinity", "infinite"),
    ('"a\\ud800"', "lone_surrogate"),
    ("() => 1", "javascript_type"),
    ("1n", "javascript_type"),
    ("new Date(0)", "javascript_type"),
    ("new Map()", "javascript_type"),
    ('{"a\\udc00": 1}', "key_lone_surrogate"),
    ("[undefined]", "javascript_type"),
]


@needs_node
@pytest.mark.parametrize(("value", "reason"), NOT_JSON)
def test_values_that_json_lacks_are_not_representable(value: str, reason: str, path: Path) -> None:
    """Such a value has no other error."""
    script = f"""
        const {{ errors }} = bs.validate({{ contacts: [{{ phones: {value} }}] }}, "contact.update");
        const isWorded = (one) => one.message().startsWith("cannot be written as JSON");
        console.log(JSON.stringify(errors.map((one) => [one.code, one.params, isWorded(one)])));
    """
    found = run(script, path)
    assert [one for one in found if one[0] == "not_representable"] == [["not_representable", {"reason": reason}, True]]
    assert len(found) == 1 or reason.startswith("key_")


@needs_node
def test_values_that_contain_themselves_or_are_too_deep_have_a_reason(path: Path) -> None:
    """An undefined field counts as not sent, and a value in a field that the server ignores is not checked."""
    script = """
        const deep = (levels) => (levels ? [deep(levels - 1)] : 1);
        const cycle = {}; cycle.cycle = cycle;
        const said = (fields) =>
            bs.validateResource(fields, "contact.update").errors.map((one) => [one.code, one.params.reason, one.field]);
        const fields = [{ phones: [cycle] }, { city: undefined }, { id: NaN }];
        const tooDeep = LEVELS.map((levels) => said({ city: deep(levels) }).length);
        console.log(JSON.stringify([tooDeep, ...fields.map(said)]));
    """.replace("LEVELS", json.dumps(LEVELS))
    cycle = ["not_representable", "cycle", "phones.0.cycle"]
    assert run(script, path) == [list(map(_too_deep, LEVELS)), [cycle, *UNKNOWN_CYCLE], [], []]


@needs_node
def test_whole_numbers_beyond_those_of_javascript_are_infinite(path: Path) -> None:
    """Python keeps all their digits, so it knows that they are integers."""
    text = '{"lastname": 1' + "0" * 309 + "}"
    script = f"""
        const {{ errors }} = bs.validateResource(JSON.parse({text!r}), "contact.update");
        console.log(JSON.stringify(errors.map((one) => [one.code, one.params])));
    """
    assert run(script, path) == [["not_representable", {"reason": "infinite"}]]
    assert [error.code for error in validate({"contacts": [json.loads(text)]}, "contact.update").errors] == ["type"]


@needs_node
def test_properties_that_are_not_written_as_json_do_not_count(path: Path) -> None:
    """Inherited ones and those that are not enumerable do not replace required ones, and their values are not checked."""
    script = """
        const phone = (own, inherited) => Object.assign(Object.create(inherited), own);
        const hidden = Object.defineProperty({ number: "1234567" }, "label", { value: "home" });
        const besides = Object.defineProperty({ number: "1234567", label: "home" }, "x", { value: NaN });
        const phones = [
            phone({ number: "1234567" }, { label: "home" }),
            phone({ number: "1234567", label: "home" }, { label: 1, x: NaN }),
            hidden,
            besides,
        ];
        const said = (phones) => bs.validateResource({ phones }, "contact.update").errors.map((one) => [one.code, one.field]);
        console.log(JSON.stringify([said(phones), said(JSON.parse(JSON.stringify(phones)))]));
    """
    assert run(script, path) == [[["required", "phones.0.label"], ["required", "phones.2.label"]]] * 2


@needs_node
def test_what_stores_and_servers_do_with_a_report(path: Path) -> None:
    """Messages are in a plain object, as React needs it, and an error that was copied or wrapped still has a message."""
    script = """
        const { errors, ...report } = bs.validate({ contact: NaN, email: 1 }, "contact.update");
        const messages = bs.validateResource(JSON.parse('{"__proto__": 1, "zip": null}'), "contact.update").byField();
        const copy = (one) => Object.assign(Object.create(Object.getPrototypeOf(one)), one);
        console.log(JSON.stringify([
            Object.getPrototypeOf(messages) === Object.prototype,
            Object.entries(messages),
            errors.map((one) => [one.message(), copy(one).message(), new Proxy(one, {}).message()]),
        ]));
    """
    is_plain, messages, said = run(script, path)
    assert is_plain
    assert messages == [["__proto__", ["is not a known field"]], ["zip", ["must not be null"]]]
    hinted = 'is required; the envelope is missing: wrap the fields in {"contacts": [ … ]}'
    assert [hinted, "is required", "is required"] in said


#: Levels of lists in a field, around the most that a document may have.
LEVELS = (60, 61, 62, 70)


def _too_deep(levels: int) -> int:
    """Return how many errors this package reports for a city that is a list of so many levels."""
    city: Any = 1
    for _ in range(levels):
        city = [city]
    return len(validate({"contacts": [{"city": city}]}, "contact.update").errors)


#: The errors of the other fields of a phone that contains itself.
UNKNOWN_CYCLE: list[Any] = [
    ["unknown_field", None, "phones.0.cycle"],
    ["required", None, "phones.0.label"],
    ["required", None, "phones.0.number"],
]


@needs_node
@pytest.mark.nightly
def test_thousands_of_errors_in_one_object_are_sorted_in_seconds(path: Path) -> None:
    """Looking the place of each name up in a list of all names took minutes."""
    script = """
    const fields = Object.fromEntries(Array.from({ length: 10000 }, (_, index) => [`x${index}`, NaN]));
    const begun = performance.now();
    const found = bs.validateResource(fields, "contact.update").errors.length;
    console.log(JSON.stringify([found, performance.now() - begun]));
    """
    found, milliseconds = run(script, path)
    assert found == 20000
    assert milliseconds < 20_000


@needs_node
def test_wrong_names_raise_range_errors_with_the_choices(path: Path) -> None:
    """A name that every object inherits is wrong too."""
    script = """
        const said = (choice, call) => {
            try { return call(); } catch (error) { return [error.name, error.message.includes(choice)]; }
        };
        console.log(JSON.stringify([
            ...["contact.creat", "constructor"].map((name) => said("contact.create", () => bs.validate({}, name))),
            ...["emial", "toString"].map((name) => said("email", () => bs.validateField("", "contact.create", name))),
        ]));
    """
    assert run(script, path) == [["RangeError", True]] * 4


@needs_node
def test_a_report_groups_messages_by_field_in_any_language(path: Path) -> None:
    """A locale with a region falls back to its language, and an unknown one to English; reports are frozen."""
    script = """
        const report = bs.validateResource({ city: "", zip: "x".repeat(16) }, "contact.update");
        const { valid, errors } = report;
        console.log(JSON.stringify([valid, report.byField("fr_CA"), report.byField("xx").city, Object.isFrozen(errors)]));
    """
    french = {
        error.field: [error.message("fr")]
        for error in validate({"contacts": [{"city": "", "zip": "x" * 16}]}, "contact.update").errors
    }
    assert run(script, path) == [False, french, ["must not be blank"], True]


def test_the_module_in_english_has_at_most_25_kilobytes() -> None:
    """The size is that after gzip, as servers send it."""
    assert len(gzip.compress(module(packaged(), ()).encode(), 9)) <= MOST_BYTES


def test_the_module_needs_no_code_generation() -> None:
    """Node and Chromium would notice only code that runs."""
    text = module(packaged(), LOCALES)
    assert "eval(" not in text
    assert "Function(" not in text
    assert "import" not in text.replace("important", "")


@pytest.mark.parametrize(
    ("properties", "reason"),
    [({"tags": {"type": "array", "uniqueItems": True}}, "uniqueItems"), ({"a/b": {}}, "a/b"), ({"a~b": {}}, "a~b")],
)
def test_a_schema_that_the_module_does_not_support_is_refused(properties: Any, reason: str, tmp_path: Path) -> None:
    """The module ignores other keywords, and does not escape the names of fields in pointers."""
    from bs_validate._schema.catalog import directory

    (tmp_path / "tag.create.json").write_text(json.dumps({"properties": properties}), encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        data(directory(tmp_path), ())


def test_the_stored_module_is_up_to_date() -> None:
    """The script finds nothing to write."""
    script = [sys.executable, str(ROOT / "scripts" / "update_javascript.py"), "--check"]
    done = subprocess.run(script, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert done.returncode == 0, done.stdout
