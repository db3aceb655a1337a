"""Texts in YAML that other readers do not read as text get a warning at their place, and quotes from ``--fix``."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint.check import check
from bs_validate.lint.finding import FINDINGS, FileFinding
from bs_validate.lint.fixing import difference, fixed
from bs_validate.lint.readers import documents
from bs_validate.lint.run import FileChecker
from bs_validate.lint.settings import SettingsLookup
from lint.test_yaml_11 import LOADER, TABLE, plain_scalars
from support.profiles import examples

VALIDATOR = Validator()
CHECKER = FileChecker(VALIDATOR, "contact.update", SettingsLookup(tuple), FINDINGS)


def _findings(text: str, schema: str | None = "contact.update") -> list[FileFinding]:
    named = None if schema is None else (schema, "--as")
    return list(check("a.yaml", documents("a.yaml", text.encode()), VALIDATOR, named).findings)


def _warnings(text: str, schema: str | None = "contact.update") -> list[tuple[int, int, str, Any]]:
    """Return the place, field and kind of each warning about a text in YAML."""
    found = [one for one in _findings(text, schema) if one.error.code == "yaml_type"]
    return [(one.line, one.column, one.error.field, one.error.params.get("read_as")) for one in found]


def _fixed(text: str) -> str:
    return fixed("a.yaml", text.encode(), CHECKER).after.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contacts:\n- country_code: NO\n", [(2, 17, "country_code", "boolean")]),
        ("contacts:\n- zip: 0150\n", [(2, 8, "zip", "number")]),
        ("contacts:\n- state: 2020-01-01\n", [(2, 10, "state", "time")]),
        ("contacts:\n- address2: 12:30\n", [(2, 13, "address2", "number")]),
        ("contacts:\n- city: Null # a name\n", [(2, 9, "city", "null")]),
        ("contacts:\n- private_notes: :)\n", [(2, 18, "private_notes", None)]),
        ("contacts: [{zip: &zip 0150}]\n", [(1, 23, "zip", "number")]),
        (
            "contacts: [{phones: [{label: Yes, number: +33612312312}]}]",
            [(1, 30, "phones.0.label", "boolean"), (1, 43, "phones.0.number", "number")],
        ),
        ("contacts:\n- zip: '1'\n---\ncontacts:\n- zip: 0_1\n", [(5, 8, "zip", "number")]),
        ("contacts:\n- zip: '0150'\n  state: \"no\"\n  city: |\n    no\n", []),
        ("contacts:\n- zip: !!str 0150\n  state: ! no\n", []),
        ("contacts:\n- zip: 75001\n  state: null\n  city: true\n  address1: 1.5\n", []),
        ("contacts:\n- created_at: 2020-01-01\n  links: {account: 0150}\n  id: 0150\n", []),
        ("contacts:\n- no: a\n  12:30: b\n", []),
        ('{"contacts": [{"zip": "0150"}]}', []),
        ("contacts:\n- zip: 0150\n  city: *zip\n", []),
        ("rentals:\n- zip: 0150\n", []),
    ],
)
def test_each_text_that_other_readers_do_not_read_as_text_has_a_warning(text: str, expected: list[Any]) -> None:
    """The warning is at the scalar. Scalars with quotes or a tag, values of the same type, and names have none."""
    named = None if text.startswith("rentals") else "contact.update"
    assert _warnings(text, named) == expected


def test_a_text_that_is_wrong_has_its_error_too() -> None:
    """The error and the warning are independent."""
    found = [(one.error.code, one.error.severity) for one in _findings("contacts:\n- country_code: no\n")]
    assert sorted(found) == [("choice", "error"), ("yaml_type", "warning")]


def test_a_recorded_structure_has_the_warning_and_a_json_body_has_not() -> None:
    """Both are in one cassette; the place is that in the cassette."""
    exchange = """\
- request: {{method: PUT, uri: "https://www.bookingsync.com/api/v3/contacts/1", headers: {{}}, {body}}}
  response: {{status: {{code: 404}}, headers: {{}}, body: ""}}
"""
    structure = exchange.format(body="parsed_body: {}, body: {contacts: [{zip: 0150}]}")
    text = exchange.format(body='body: \'{"contacts": [{"zip": "0150"}]}\'')
    line = f"http_interactions:\n{structure}".splitlines()[1]
    assert _warnings(f"http_interactions:\n{structure}{text}", None) == [(2, line.index("0150") + 1, "zip", "number")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("email: a@b.co\ncountry_code: NO\n", [(2, 15, "country_code", "boolean")]),
        ("contact:\n  zip: 0150\n  phones: [{number: 12:30}]\n", [(2, 8, "zip", "number"), (3, 21, "phones.0.number", "number")]),
        ("- {zip: '1', city: Oslo}\n- {zip: 0150, city: Oslo}\n", [(2, 9, "zip", "number")]),
        ("email: a@b.co\nid: 0150\nzip: 2020-01-01\n", [(3, 6, "zip", "time")]),
    ],
)
def test_a_payload_without_its_envelope_gets_the_warning_too(text: str, expected: list[tuple[int, int, str, Any]]) -> None:
    """The warning is at the place in the file, and names the field as in a resource."""
    assert _warnings(text, schema=None) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("zip: 0150", "zip: '0150'"),
        ("zip:   0150  # not 104", "zip:   '0150'  # not 104"),
        ("zip: &zip 0150", "zip: &zip '0150'"),
        ("? zip\n  : 0150", "? zip\n  : '0150'"),
        ("private_notes: :it's", 'private_notes: ":it\'s"'),
        ('private_notes: :it\'s "so"', "private_notes: ':it''s \"so\"'"),
        ("private_notes: :it's \\n", "private_notes: ':it''s \\n'"),
        ("private_notes: :a\n    b c", "private_notes: ':a\n    b c'"),
        ("phones: [{label: yes,number: +33612312312}]", "phones: [{label: 'yes',number: '+33612312312'}]"),
        ('phones: [{"label":yes, "number": "+33612312312"}]', 'phones: [{"label":\'yes\', "number": "+33612312312"}]'),
        ("country_code: no", "country_code: 'no'"),
        ("city: é\n  zip: 0150\n  state: É", "city: é\n  zip: '0150'\n  state: É"),
        ("phones: Null", None),
        ("created_at: 2020-01-01", None),
        ("zip: 0150\n  city: *zip", None),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_quotes_are_added_and_no_other_byte_is_touched(before: str, after: str | None, ending: str, mark: str) -> None:
    """A text in the place of another type is not changed, nor is a file that cannot be read completely."""
    wrapped = f"{mark}# a\ncontacts:\n- %s\n".replace("\n", ending)
    before = wrapped % before.replace("\n", ending)
    assert _fixed(before) == (before if after is None else wrapped % after.replace("\n", ending))


def test_every_document_of_a_file_is_fixed() -> None:
    """The markers between documents and what is not a payload stay."""
    text = "%YAML 1.1\n---\ncontacts: [{zip: 0150}]\n...\n---\nrentals: no\n---\ncontacts: [{state: NO}]\n"
    after = fixed("update.yaml", text.encode(), CHECKER._replace(schema=None)).after.decode()
    assert after == text.replace("0150", "'0150'").replace("NO}", "'NO'}")


@pytest.mark.parametrize("name", ["contact.read", "host.read"])
def test_a_read_is_left_alone(name: str) -> None:
    """A read shows what the server sent."""
    text = f"{name.partition('.')[0]}s:\n- firstname: NO\n"
    assert _warnings(text, name) == [(2, 14, "firstname", "boolean")]
    assert fixed("a.yaml", text.encode(), CHECKER._replace(schema=name)).after.decode() == text


@examples(90)
@given(st.lists(plain_scalars, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_after_a_fix_pyyaml_reads_the_same_texts(texts: list[str], is_flow: Any, has_mark: Any) -> None:
    """All other bytes are the same, no warning is left, and a second fix changes nothing."""
    assume(not (is_flow and any("," in text for text in texts)))  # it would end the text there
    rows = [f"{{label: {text}, number: x}}" if is_flow else f"\n  - label: {text}\n    number: x" for text in texts]
    document = f"contacts:\n- phones: [{', '.join(rows)}]\n" if is_flow else f"contacts:\n- phones: {''.join(rows)}\n"
    before = ("\ufeff" if has_mark else "") + document
    (read,) = documents("a.yaml", before.encode())
    after = _fixed(before)
    assert len(after) == len(before) + 2 * len(_warnings(before))
    assert _without_quotes(after) == _without_quotes(before)
    assert _fixed(after) == after
    if read.decoded.readable:
        assert _warnings(after) == []
        ours = [phone["label"] for phone in read.decoded.value["contacts"][0]["phones"]]
        theirs = [phone["label"] for phone in yaml.load(after, Loader=LOADER)["contacts"][0]["phones"]]  # noqa: S506  # a safe loader
        assert [their for their, our in zip(theirs, ours, strict=True) if type(our) is str] == [
            our for our in ours if type(our) is str
        ]


def _without_quotes(text: str) -> str:
    return re.sub("['\"]", "", text)


@pytest.mark.parametrize("text", [row[0] for row in TABLE if {row[1], row[2]} != {"text"}])
def test_every_text_of_the_table_is_fixed(text: str) -> None:
    """PyYAML reads text afterwards."""
    fixed_text = _fixed(f"contacts:\n- private_notes: {text}\n")
    assert yaml.safe_load(fixed_text) == {"contacts": [{"private_notes": text}]}
    assert len(fixed_text) == len(f"contacts:\n- private_notes: {text}\n") + 2


def test_a_difference_shows_the_quotes_and_no_value() -> None:
    """Only names of fields and punctuation are shown."""
    fix = fixed("a.yaml", b"contacts:\n- zip: 0150\n  secret_name: '1234'\n  address2: 12:30 # Jane\n", CHECKER)
    assert list(difference(fix)) == [
        "--- a.yaml",
        "+++ a.yaml",
        "@@ line 2 @@",
        "-* zip: ****",
        "+* zip: '****'",
        "@@ line 4 @@",
        "-  address2: **:** * ****",
        "+  address2: '**:**' * ****",
    ]


def test_the_command_fixes_a_yaml_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The warning is gone afterwards; a code that the settings ignore is not fixed."""
    path = tmp_path / "update.yaml"
    path.write_text("contacts:\n- country_code: NO\n")
    (tmp_path / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["yaml_type"]\n')
    assert main(["lint", "--fix", str(path)]) == 0
    assert path.read_text() == "contacts:\n- country_code: NO\n"
    (tmp_path / "pyproject.toml").unlink()
    assert main(["lint", "--strict", str(path)]) == 1
    assert main(["lint", "--diff", str(path)]) == 1
    capsys.readouterr()
    assert main(["lint", "--fix", "--strict", "--format", "json", str(path)]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["findings"] == []
    assert "fixed 1 file" in captured.err
    assert path.read_text() == "contacts:\n- country_code: 'NO'\n"
