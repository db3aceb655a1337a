"""SARIF, checked against the schema that OASIS publishes with the standard."""

import importlib.metadata
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import FieldError
from bs_validate._messages.sentences import sentence
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble
from bs_validate.lint.output.sarif import document
from bs_validate.types import Severity

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
for _name in ("run", "toolComponent"):  # this pattern is not a regular expression of ECMA 262; we name no language
    del SCHEMA["definitions"][_name]["properties"]["language"]["pattern"]
VALIDATOR = jsonschema_rs.Draft7Validator(SCHEMA, validate_formats=True)

#: Names that a file system may have: any bytes except the two that it reserves.
FILES = st.one_of(
    st.lists(st.sampled_from(["/", ".", "..", ":", "a", "%41", "?", "#", "\\", " ", "é", "\udcff", "{0}", "](b)"]), min_size=1),
    st.binary(min_size=1).map(lambda name: [os.fsdecode(name.replace(b"\0", b""))]),
).map(lambda parts: "".join(parts) or "a")


def _finding(
    code: str = "required",
    file: str = "a.json",
    *,
    line: int = 3,
    field: str = "email",
    message: str = "is required",
    severity: Severity | None = None,
) -> FileFinding:
    level: Severity = severity or ("warning" if CODES[code].severity == "warning" else "error")
    error = FieldError(code, level, ("contacts", 0, field), field, {}, "", sentence=sentence)
    return FileFinding(file, line, 5, line + 1, 9, error, message, "contact.create", "")


def _run(findings: Sequence[FileFinding], troubles: Sequence[Trouble] = ()) -> dict[str, Any]:
    checked = [Checked(finding.file, 1, 0, (finding,)) for finding in findings]
    log = json.loads(document(checked, troubles))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def _fingerprints(*findings: FileFinding) -> list[str]:
    return [result["partialFingerprints"]["bsValidate/v1"] for result in _run(findings)["results"]]


def _uri(file: str) -> str:
    (result,) = _run([_finding(file=file)])["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert isinstance(uri, str)
    return uri


def test_the_schema_refuses_a_log_that_is_not_sarif() -> None:
    """It is the schema of the standard, and knows the format of a URI."""
    assert SCHEMA["$id"].endswith("oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json")
    log = json.loads(document([]))
    assert VALIDATOR.is_valid(log)
    assert not VALIDATOR.is_valid(log | {"version": "2.0.0"})
    assert not VALIDATOR.is_valid(log | {"$schema": "no URI"})


def test_a_finding_is_a_result() -> None:
    """A result has its rule, its level, its place in the file and its pointer in the document."""
    (result,) = _run([_finding("null", message="must not be null")])["results"]
    del result["partialFingerprints"]
    assert result == {
        "ruleId": "null",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "email must not be null"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.json"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 9},
                },
                "logicalLocations": [{"fullyQualifiedName": "/contacts/0/email"}],
            }
        ],
    }


def test_a_run_of_nothing_has_no_results() -> None:
    """The list is there and empty, and the run went well; columns count characters."""
    run = _run([])
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["columnKind"] == "unicodeCodePoints"


def test_rules_are_the_codes_that_occur() -> None:
    """Each rule is there once, and each result refers to its own."""
    run = _run([_finding("read_only"), _finding("required"), _finding("read_only")])
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["required", "read_only"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["read_only", "required", "read_only"]
    assert rules[0] == {
        "id": "required",
        "shortDescription": {"text": CODES["required"].when},
        "help": {"text": CODES["required"].remedy},
        "helpUri": "https://developers.bookingsync.com/reference",
        "defaultConfiguration": {"level": "error"},
    }


def test_a_fix_replaces_the_place_of_its_finding() -> None:
    """Braces in its description are doubled as in every message; a finding without a fix has no such property."""
    fixed, other = _run([_finding("unknown_field")._replace(fix='"{email}"'), _finding()])["results"]
    (fix,) = fixed["fixes"]
    (change,) = fix["artifactChanges"]
    assert fix["description"] == {"text": 'Replace with "{{email}}"'}
    place = fixed["locations"][0]["physicalLocation"]
    assert change["artifactLocation"] == place["artifactLocation"]
    assert change["replacements"] == [{"deletedRegion": place["region"], "insertedContent": {"text": '"{email}"'}}]
    assert "fixes" not in other


def test_every_code_makes_a_rule() -> None:
    """The rule has the severity of the code."""
    rules = _run([_finding(code) for code in CODES])["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules} == {code: CODES[code].severity for code in CODES}


def test_a_warning_keeps_its_level_in_tools_that_drop_it() -> None:
    """SARIF Multitool drops the level "warning", and keeps "error", so a rule with both has "warning" as its default."""
    run = _run([_finding("blank"), _finding("blank", severity="warning")])
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == ["warning"]


@pytest.mark.parametrize(("version", "semantic"), [("1.2.3", "1.2.3"), ("1.2.3.dev4", None), ("1.2", None)])
def test_the_version_is_that_of_the_installed_package(
    version: str, semantic: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is declared as semantic only if it has the form of a semantic version."""
    monkeypatch.setattr(importlib.metadata, "version", {"bs-validate": version}.__getitem__)
    driver = _run([])["tool"]["driver"]
    assert (driver["name"], driver["version"], driver.get("semanticVersion")) == ("bs-validate", version, semantic)


def test_a_file_that_cannot_be_read_is_a_notification() -> None:
    """The run did not succeed, and says why."""
    assert _run([], [Trouble("a b.json", "is\na socket")])["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "a b.json: is\\u000aa socket"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.json"}}}],
                }
            ],
        }
    ]


def test_a_fingerprint_survives_lines_that_move() -> None:
    """It depends on the file, the pointer and the code, however the path of the file is written."""
    before = _fingerprints(_finding(line=3))
    assert re.fullmatch("[0-9a-f]{64}", before[0])
    assert before == _fingerprints(_finding(line=40, message="is wanted")) == _fingerprints(_finding(file="./a.json"))


def test_fingerprints_depend_on_file_pointer_code_and_number() -> None:
    """The number counts equal findings."""
    first = _finding()
    others = [_finding(file="b.json"), _finding(field="phone"), _finding("null")]
    prints = _fingerprints(first, first, *others, first)
    assert len(set(prints)) == 6
    assert prints[:1] == _fingerprints(first)
    assert [prints[index] for index in (0, 1, 5)] == _fingerprints(first, first, first)


def test_a_fingerprint_does_not_change_between_versions() -> None:
    """Services recognise a finding by it, so a different fingerprint would need another name than v1."""
    assert _fingerprints(_finding()) == ["b7070087b6144b50be7de927e9a516801627691fc99e061a8ac51a233124236e"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a/b.json", "a/b.json"),
        ("./a//b.json", "a/b.json"),
        ("../a.json", "../a.json"),
        ("<stdin>", "%3Cstdin%3E"),
        ("é ?#%41\\[].json", "%C3%A9%20%3F%23%2541%5C%5B%5D.json"),
        ("http:a.json", "./http:a.json"),
        ("a/http:b.json", "a/http:b.json"),
        ("/a b/c:d.json", "file:///a%20b/c%3Ad.json"),
        ("//a/b.json", "file:////a/b.json"),
        (os.fsdecode(b"\xff\n.json"), "%FF%0A.json"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names as a POSIX system has them")
def test_a_file_is_a_uri_reference(file: str, uri: str) -> None:
    """A relative path stays relative, percent-encoded, and never looks like a scheme; an absolute path is a file URI."""
    assert _uri(file) == uri


@given(FILES)
def test_a_uri_leads_to_its_file(file: str) -> None:
    """The URI has no host, query or fragment, and has the bytes of the name."""
    uri = _uri(file)
    parts = urlsplit(uri if uri.startswith("file:") else urljoin("file:///base/", uri))
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("file", "", "", "")
    assert re.fullmatch(r"[A-Za-z0-9._~%/:-]+", uri)
    path = Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://"))))
    assert path == Path(file)


@given(FILES, st.text(st.characters()), st.text(st.characters()))
def test_any_name_gives_valid_sarif(file: str, field: str, message: str) -> None:
    """Unprintable characters are escaped, and a name creates no link and no placeholder."""
    run = _run([_finding(file=file, field=field, message=message)], [Trouble(file, message)])
    result = run["results"][0]
    texts = [result["message"]["text"], run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]]
    for text in (*texts, result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]):
        assert text.translate({0xA0: 32, 0x202F: 32}).isprintable()
    for text in texts:
        assert "](" not in text
        assert not re.search(r"[{}]", re.sub(r"\{\{|\}\}", "", text))


def test_a_message_makes_no_link_and_no_placeholder() -> None:
    """Braces are doubled, as the standard requires, and a space separates the parts of a link."""
    (result,) = _run([_finding(field="[x](//y) {0}")])["results"]
    assert result["message"]["text"] == "[x] (//y) {{0}} is required"
