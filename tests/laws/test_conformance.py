"""Other validators give the same verdicts as this package on the corpus in ``tests/conformance``.

The others get the schemas as ``bs-validate schema`` prints them. Without our formats they find every error except those that only
a format finds, at the same places and for the same reasons. ajv with our formats finds everything.
"""

import contextlib
import importlib.util
import io
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import phonenumbers
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from bs_validate import Validator
from bs_validate._instance.location import Location, pointer
from bs_validate.cli.main import main
from bs_validate.formats import FORMATS, printable
from check.test_single_faults import field_rows
from laws.test_people import EMAILS
from support.documentation import pages
from support.places import AJV, ROOT
from support.samples import DOCUMENTED

CORPUS = ROOT / "tests" / "conformance"
CASES = [case for name in sorted(DOCUMENTED) for case in json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))]

Errors = set[tuple[str, str]]
#: A refusal: its location, the keyword, the names that it is about, and the schema with the keyword.
Refusal = tuple[Location, str, list[str], dict[str, Any]]

FORMAT_CODES = {name: format_.code for name, format_ in FORMATS.items() if name.startswith("bs-")}
#: The code of each keyword in our schemas. Some validators report ``if`` in addition to its ``then``.
CODES = {
    "required": "required",
    "additionalProperties": "unknown_field",
    "unevaluatedProperties": "unknown_field",
    "minLength": "blank",
    "enum": "choice",
    "maxLength": "too_long",
    "minItems": "too_few",
    "maxItems": "too_many",
    "minimum": "minimum",
}


def _errors(document: Any, refusals: Iterable[Refusal]) -> Errors:
    """Return a validator's refusals as our codes, by the table on the page of the corpus."""
    found: dict[Location, set[str]] = {}
    for location, keyword, names, schema in refusals:
        if keyword == "type":
            found.setdefault(location, set()).add("null" if _at(document, location) is None else "type")
        elif keyword in ("format", "pattern", "not"):
            found.setdefault(location, set()).add(_code_of_text(keyword, schema, _at(document, location)))
        elif keyword in ("required", "additionalProperties", "unevaluatedProperties"):
            for name in names:
                found.setdefault((*location, name), set()).add(CODES[keyword])
        elif keyword != "if":
            found.setdefault(location, set()).add(CODES[keyword])
    return {(pointer(location), code) for location, codes in found.items() for code in _told(codes)}


def _code_of_text(keyword: str, schema: dict[str, Any], text: str) -> str:
    code = FORMAT_CODES.get(schema.get("format", ""), "blank")
    if keyword == "pattern" and code == "type" and re.fullmatch("[0-9]+", text):
        return "minimum"
    is_needed = "minLength" in schema or code == "non_printable"
    return "blank" if keyword == "pattern" and is_needed and printable.is_blank(text) else code


def _told(codes: set[str]) -> set[str]:
    alone = next((code for code in ("null", "type", "blank") if code in codes), None)
    return codes if alone is None else {alone}


def _at(document: Any, location: Location) -> Any:
    for part in location:
        document = document[part]
    return document


def _location(document: Any, written: str) -> Location:
    """Split a pointer into parts; a part that leads into a list becomes an index."""
    location: list[str | int] = []
    for part in written.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        location.append(int(name) if isinstance(_at(document, tuple(location)), list) else name)
    return tuple(location)


def _expected(case: dict[str, Any], *, formats: bool) -> Errors:
    return {(place, code) for place, code in case["errors"] if formats or [place, code] not in case["formats"]}


def _disagreements(found: Iterable[Errors], *, formats: bool) -> list[Any]:
    return [
        (case["schema"], case["description"], errors)
        for case, errors in zip(CASES, found, strict=True)
        if errors != _expected(case, formats=formats)
    ]


@pytest.fixture(scope="session")
def printed() -> dict[str, Any]:
    """Return the schemas as the command prints them."""
    schemas = {}
    for name in DOCUMENTED:
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            assert main(["schema", name]) == 0
        schemas[name] = json.loads(shown.getvalue())
    return schemas


@pytest.fixture(scope="session")
def ajv(printed: dict[str, Any], ajv_folder: Path) -> dict[str, Any]:
    """Return what ajv reports for the corpus, and its formats for the texts below; node is started once."""
    node = str(shutil.which("node"))
    asked = {
        "schemas": printed,
        "cases": [[case["schema"], case["document"]] for case in CASES],
        "texts": [*TEXTS, *((format_, text) for format_, text, _ in DIFFERENCES)],
    }
    run = subprocess.run(  # noqa: S603  # our own script
        [node, str(ajv_folder / "run.mjs")], input=json.dumps(asked), check=True, capture_output=True, text=True, encoding="utf-8"
    )
    said: dict[str, Any] = json.loads(run.stdout)
    return said


def test_the_corpus_agrees_with_the_tables() -> None:
    """The script finds it up to date. It has every code that a document can have, and valid documents."""
    script = [sys.executable, str(ROOT / "scripts" / "update_conformance.py"), "--check"]
    run = subprocess.run(script, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert run.returncode == 0, run.stdout
    assert {path.stem for path in CORPUS.glob("*.json")} == set(DOCUMENTED)
    assert {code for case in CASES for _, code in case["errors"]} == {*CODES.values(), *FORMAT_CODES.values(), "null"}
    assert sum(not case["errors"] for case in CASES) > len(CASES) / 4


def test_the_script_writes_missing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It then finds nothing more to do; with ``--check`` it writes nothing."""
    spec = importlib.util.spec_from_file_location("update_conformance", ROOT / "scripts" / "update_conformance.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "CORPUS", tmp_path)
    assert script.main(["--check"]) == 1
    assert list(tmp_path.iterdir()) == []
    assert script.main([]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in CORPUS.glob("*.json")
    }
    (tmp_path / "host.read.json").write_text("[]\n", encoding="utf-8")
    assert script.main(["--check"]) == 1


def test_the_readme_of_the_corpus_has_the_table_of_keywords() -> None:
    """The table there agrees with the one here."""
    lines = (CORPUS / "README.md").read_text(encoding="utf-8").splitlines()
    for keyword, code in CODES.items():
        assert any(f"`{keyword}`" in line and f"`{code}`" in line for line in lines), keyword
    (formats,) = (line for line in lines if line.startswith("| `format`"))
    assert dict(zip(re.findall("`(bs-[a-z]+)`", formats), re.findall("`([a-z_]+)`", formats)[1:], strict=True)) == FORMAT_CODES


def test_this_package_agrees_with_the_corpus() -> None:
    """Exactly the errors of every case are found. Tests of the tables themselves use both engines."""
    validator = Validator()
    for case in CASES:
        found = validator.validate(case["document"], case["schema"]).errors
        assert sorted([error.pointer, error.code] for error in found) == case["errors"], case["description"]


def test_python_jsonschema_finds_all_errors_of_keywords(printed: dict[str, Any]) -> None:
    """Python's jsonschema, which ignores our formats, finds every error except those of formats."""
    validators = {name: Draft202012Validator(schema, registry=Registry()) for name, schema in printed.items()}

    def refusals(case: dict[str, Any]) -> Iterator[Refusal]:
        for error in validators[case["schema"]].iter_errors(case["document"]):
            given = error.instance if isinstance(error.instance, dict) else {}
            if error.validator == "required":
                about = [name for name in error.validator_value if name not in given]
            else:
                patterns = "|".join(error.schema.get("patternProperties", ["(?!)"]))
                known = error.schema.get("properties", {})
                about = [name for name in given if name not in known and not re.search(patterns, name)]
            yield tuple(error.absolute_path), str(error.validator), about, error.schema

    assert _disagreements((_errors(case["document"], refusals(case)) for case in CASES), formats=False) == []


def test_jsonschema_rs_finds_all_errors_of_keywords(printed: dict[str, Any]) -> None:
    """jsonschema-rs, which ignores our formats, finds every error except those of formats."""
    validators = {name: jsonschema_rs.Draft202012Validator(schema, offline=True) for name, schema in printed.items()}

    def refusals(case: dict[str, Any]) -> Iterator[Refusal]:
        for error in validators[case["schema"]].iter_errors(case["document"]):
            kind = error.kind.as_dict()
            names = kind.get("unexpected", [kind["property"]] if "property" in kind else [])
            yield tuple(error.instance_path), error.kind.name, names, _at(printed[case["schema"]], tuple(error.schema_path[:-1]))

    assert _disagreements((_errors(case["document"], refusals(case)) for case in CASES), formats=False) == []


def _of_ajv(said: list[list[list[Any]]]) -> Iterator[Errors]:
    for case, found in zip(CASES, said, strict=True):
        document = case["document"]
        refusals = [
            (
                _location(document, place),
                keyword,
                [
                    params[name]
                    for name in ("missingProperty", "additionalProperty", "unevaluatedProperty", "format")
                    if name in params
                ],
                beside,
            )
            for place, keyword, params, beside in found
        ]
        yield _errors(document, refusals)


@pytest.mark.nightly
def test_ajv_finds_all_errors_of_keywords(ajv: dict[str, Any]) -> None:
    """Ajv without our formats finds every error except those of formats."""
    assert _disagreements(_of_ajv(ajv["plain"]), formats=False) == []


@pytest.mark.nightly
def test_ajv_with_our_formats_finds_all_errors(ajv: dict[str, Any]) -> None:
    """Ajv with our formats finds every error, with its place and its code."""
    assert _disagreements(_of_ajv(ajv["full"]), formats=True) == []


def test_the_program_for_ajv_in_the_documentation_reports_both_faults(
    ajv_folder: Path, printed: dict[str, Any], tmp_path: Path
) -> None:
    """It is run beside the formats and a printed schema, as the page describes."""
    (program,) = (one.text for one in pages.snippets("docs/other-languages.md") if one.language == "js")
    for name in ("formats.mjs", "package.json"):
        shutil.copy(AJV / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(ajv_folder / "node_modules")
    (tmp_path / "contact.update.json").write_text(json.dumps(printed["contact.update"]), encoding="utf-8")
    (tmp_path / "program.mjs").write_text(program, encoding="utf-8")
    node = str(shutil.which("node"))
    run = subprocess.run([node, "program.mjs"], check=True, capture_output=True, text=True, cwd=tmp_path)  # noqa: S603  # our own
    assert run.stdout.splitlines() == [
        "/contacts/0/email pattern",
        "/contacts/0/email format",
        "/contacts/0/zip type",
    ]


def test_the_packages_for_ajv_are_locked_to_their_content() -> None:
    """The lock file has digests, and names no registry."""
    locked = (AJV / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in locked
    assert '"resolved"' not in locked


#: Replacements for the characters of a text: every kind that a format distinguishes, all in Unicode 14.
_SIGNS = [
    *" \t\n\x1c\x7f\x85\xa0\u1680\u200b\u2028\u202f\u3000\ufeff@.,;:<>()[]\"\\/?#%+-~*&=_'vx019aZéß",
    *"ж李\u0661\u06f3\uff11²½Ⅷ①\uff0b\uff0d\uff0e\uff0f\uff1a\uff20\uff1f\uff03\uff5e\u2100\u2048\u2047\u00ad\u2010\U0001f600\U00020bb7\U0010ffff",
]


def _texts() -> list[tuple[str, str]]:
    """Return texts of each format, a few characters away from those of the tables and from numbers of every region."""
    formats = {
        "email": "bs-email",
        "website": "bs-website",
        "phones.0.number": "bs-phone",
        "created_at": "bs-time",
        "user_id": "bs-integer",
    }
    texts: dict[str, dict[str, None]] = {name: {} for name in ("bs-printable", *formats.values())}
    for _, field, value, _, _ in field_rows():
        if field in formats and isinstance(value, str):
            texts[formats[field]][value] = None
            texts["bs-printable"][value] = None
    texts["bs-email"] |= dict.fromkeys(EMAILS)
    texts["bs-phone"] |= dict.fromkeys(_numbers())
    chance = random.Random(5)  # noqa: S311  # no secret
    drawn = [(name, text) for name, some in texts.items() for text in some]
    for name, some in texts.items():
        for text in chance.choices(list(some), k=2000):
            signs = list(text)
            for _ in range(chance.choice((1, 1, 2, 3))):
                at = chance.randrange(len(signs) + 1)
                signs[at : at + chance.choice((0, 0, 1, 2))] = chance.choice([[], [chance.choice(_SIGNS)], signs[at - 3 : at]])
            drawn.append((name, "".join(signs)))
    return drawn


def _numbers() -> Iterator[str]:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number(region)
        if example:
            yield from (phonenumbers.format_number(example, form) for form in range(4))
    yield from (
        "tel:7042;phone-context=example.com",
        "tel:863-1234;phone-context=+1-914",
        "+33 612312312;isub=5",
        "*67",
        "12",
    )
    yield from ("+371 63 123 45 дом", "+33 612 / x5", "१२३ ४५६ ७८९", "+३३ ६१२ ३१२", "1" * 20 + "#" + "1" * 20)


TEXTS = _texts()

#: Texts that the formats for ajv judge differently, and whether this package accepts them; the libraries behind both differ.
DIFFERENCES = [
    ("bs-phone", "12\u30fc", False),  # a last sign that is both a dash and a letter
    ("bs-phone", "+1 650 253 0000 abc" + "\u0e50" * 8, True),  # digits of other scripts, among letters that mean digits
    ("bs-phone", "+1 650 253 0000 " + "\u017f" * 8, True),  # letters that only case folding makes Latin, as digits
    ("bs-phone", "+33 612312312;isub=д", True),  # a sub-address that ends in a letter of another script
]


@pytest.mark.nightly
def test_the_formats_for_ajv_agree_with_ours(ajv: dict[str, Any]) -> None:
    """They agree on about ten thousand texts. In many of them, changing one character would change the verdict."""
    ours = [FORMATS[name].reason(text) is None for name, text in TEXTS]
    theirs = ajv["texts"][: len(TEXTS)]
    assert [row for row in zip(TEXTS, ours, theirs, strict=True) if row[1] is not row[2]] == []
    for name in FORMAT_CODES:
        valid = sum(one for (of, _), one in zip(TEXTS, ours, strict=True) if of == name)
        assert 20 < valid < sum(of == name for of, _ in TEXTS) - 100, name


@pytest.mark.nightly
def test_the_formats_for_ajv_differ_only_in_listed_cases(ajv: dict[str, Any]) -> None:
    """They differ only for texts that people do not write. A row that no longer differs must be removed."""
    assert [FORMATS[name].reason(text) is None for name, text, _ in DIFFERENCES] == [taken for _, _, taken in DIFFERENCES]
    assert ajv["texts"][len(TEXTS) :] == [not taken for _, _, taken in DIFFERENCES]
