"""Contracts and collections of requests, most of them written by the real tools; the country UK in them is wrong on purpose."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
import yaml

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.lint.beside import beside
from bs_validate.lint.check import check
from bs_validate.lint.discover import discover
from bs_validate.lint.finding import Checked, Wanted
from bs_validate.lint.readers import documents
from bs_validate.lint.readers.recordings.body import MISSING, OUTSIDE
from support.places import TESTS

COLLECTIONS = TESTS / "collections"
EXPECTED = json.loads((COLLECTIONS / "expected.json").read_text(encoding="utf-8"))
VALIDATOR = Validator()


def _checked(file: str, change: Callable[[bytes], bytes] = bytes) -> Checked:
    path = str(COLLECTIONS / file)
    read = beside(path)
    data = change((COLLECTIONS / file).read_bytes())
    return check(path, documents(path, data, lambda stored: (change(read(stored)[0]), read(stored)[1])), VALIDATOR)


def _errors(checked: Checked) -> list[list[Any]]:
    return [
        [one.line, one.column, one.error.pointer, one.error.code] for one in checked.findings if one.error.severity == "error"
    ]


@pytest.mark.parametrize("file", EXPECTED)
def test_a_wrong_country_is_found_at_its_place(file: str) -> None:
    """The errors in a file are those of the list, and no others."""
    assert _errors(_checked(file)) == EXPECTED[file]["errors"]


@pytest.mark.parametrize("file", EXPECTED)
def test_each_place_has_the_wrong_country(file: str) -> None:
    """Each listed line and column is the place of the value, unless the body is in another file or in base64."""
    lines = (COLLECTIONS / file).read_text(encoding="utf-8").splitlines()
    for line, column, pointer, code in EXPECTED[file]["errors"]:
        assert (pointer, code) == ("/contacts/0/country_code", "choice")
        at = lines[line - 1][column - 1 :]
        assert at.lstrip('\\"').startswith("UK") or any(word in at for word in ("base64,", "< ./", "eyJ", "contact.json"))


@pytest.mark.parametrize("file", EXPECTED)
def test_a_right_country_gives_no_findings(file: str) -> None:
    """The same bodies are checked, and have no errors."""

    def corrected(data: bytes) -> bytes:
        encoded = (
            b"eyJjb250YWN0cyI6IFt7ImNvdW50cnlfY29kZSI6ICJVSyJ9XX0=",
            b"eyJjb250YWN0cyI6IFt7ImNvdW50cnlfY29kZSI6ICJGUiJ9XX0=",
        )
        both = (b"ImNvdW50cnlfY29kZSI6ICJVSyJ9XX0=", b"ImNvdW50cnlfY29kZSI6ICJGUiJ9XX0=")
        return data.replace(*encoded).replace(*both).replace(b"UK", b"FR")

    checked = _checked(file, corrected)
    assert not _errors(checked)
    assert checked.documents >= len(EXPECTED[file]["errors"])


@pytest.mark.parametrize("file", EXPECTED)
def test_a_file_of_another_api_is_skipped(file: str) -> None:
    """It also counts as skipped."""
    checked = _checked(file, lambda data: data.replace(b"contacts", b"invoices"))
    assert (checked.documents, checked.findings) == (0, ())
    assert checked.skipped > 0


@pytest.mark.parametrize("file", EXPECTED)
def test_a_file_is_recognised_by_its_content(file: str) -> None:
    """A name without an ending says nothing about the syntax."""
    data = (COLLECTIONS / file).read_bytes()
    read = beside(str(COLLECTIONS / file))
    assert _errors(check("", documents("", data, read), VALIDATOR)) == EXPECTED[file]["errors"]


@pytest.mark.parametrize("file", EXPECTED)
def test_every_exchange_has_a_line_and_a_reason(file: str) -> None:
    """An exchange without a body has both, too."""
    path = str(COLLECTIONS / file)
    data = (COLLECTIONS / file).read_bytes()
    read = documents(path, data, beside(path))
    explanations = check(path, read, VALIDATOR, wanted=Wanted(explanations=True, findings=False)).explanations
    assert all(0 < one.line <= data.count(b"\n") and one.decided_by for one in explanations)
    assert len(explanations) >= len(EXPECTED[file]["errors"])


@pytest.mark.parametrize("file", EXPECTED)
def test_windows_line_ends_do_not_move_errors(file: str) -> None:
    """Each error stays on its line."""
    lines_apart = [error[0] for error in EXPECTED[file]["errors"]]
    changed = _checked(file, lambda data: data.replace(b"\n", b"\r\n"))
    assert [error[0] for error in _errors(changed)] == lines_apart


def test_a_walk_finds_all_collections() -> None:
    """A walk searches for each of their file name endings."""
    found = {Path(str(one)).relative_to(COLLECTIONS).as_posix() for one in discover([str(COLLECTIONS)])}
    assert found >= set(EXPECTED)
    assert found - set(EXPECTED) == {"expected.json", "httpyac-update.json"}


def test_a_compressed_collection_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ending before ``.gz`` shows the syntax."""
    path = tmp_path / "contacts.http.gz"
    path.write_bytes(gzip.compress((COLLECTIONS / "editor.rest").read_bytes()))
    assert main(["lint", "--format", "json", str(path)]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [[one["line"], one["column"], one["pointer"], one["code"]] for one in found] == EXPECTED["editor.rest"]["errors"]


@pytest.mark.parametrize("name", ["../secret.json", "/etc/passwd", "link.json"])
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.http", "PUT https://x/api/v3/contacts/1\n\n< {}\n"),
        ("a.hurl", "PUT https://x/api/v3/contacts/1\nfile,{};\n"),
        (
            "a.json",
            '{"request": {"method": "GET", "url": "/api/v3/contacts"}, "response": {"status": 200, "bodyFileName": "{}"}}',
        ),
    ],
)
def test_a_file_outside_is_never_opened(name: str, file: str, text: str, tmp_path: Path) -> None:
    """A collection names files in its own directory, or in that of the bodies of its stubs."""
    (tmp_path / "secret.json").write_text('{"contacts": [{"country_code": "UK"}]}', encoding="utf-8")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link.json").symlink_to(tmp_path / "secret.json")
    path = str(inside / file)
    checked = check(
        path, documents(path, text.replace("{}", name).encode(), beside(path)), VALIDATOR, wanted=Wanted(explanations=True)
    )
    assert (checked.documents, checked.findings) == (0, ())
    assert [one.decided_by for one in checked.explanations] in ([OUTSIDE], [MISSING])


def test_the_command_reads_a_folder_of_stubs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files that stubs name are in the folder beside them."""
    shutil.copytree(COLLECTIONS / "wiremock", tmp_path / "stubs")
    assert main(["lint", "--format", "json", str(tmp_path / "stubs" / "mappings")]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert sum(one["severity"] == "error" for one in found) == sum(
        len(entry["errors"]) for file, entry in EXPECTED.items() if file.startswith("wiremock/")
    )


def test_the_description_with_examples_is_valid() -> None:
    """A library that is not ours accepts it."""
    openapi_spec_validator.validate(yaml.safe_load((COLLECTIONS / "openapi.yaml").read_text(encoding="utf-8")))


def test_every_file_names_the_tool_that_made_it() -> None:
    """Each file is of a tool and a version, or was written by hand."""
    assert all(entry["made"] for entry in EXPECTED.values())


URL_OF_LIST = "https://www.bookingsync.com/api/v3/contacts"
SPARSE = json.dumps({"contacts": [{"id": 1, "city": "x"}]})


@pytest.mark.parametrize(
    ("file", "source", "is_answered"),
    [
        ("a.hurl", f"GET {URL_OF_LIST}\n[Query]\nfields: id,city # few\nx: 1\nHTTP 200\n{SPARSE}\n", True),
        (
            "a.hurl",
            f"GET {URL_OF_LIST}?x=1\n[Options]\nretry: 1\n[QueryStringParams]\nfields: id, city\n\nHTTP 200\n{SPARSE}\n",
            True,
        ),
        (
            "a.json",
            json.dumps(
                {
                    "v": 2,
                    "requests": [
                        {
                            "endpoint": URL_OF_LIST,
                            "method": "GET",
                            "params": [
                                {"key": "fields", "value": "id,city", "active": True},
                                {"key": "x", "value": "1", "active": True},
                                {"key": "y", "value": "1", "active": False},
                            ],
                            "responses": {"a": {"body": SPARSE, "code": 200}},
                        }
                    ],
                }
            ),
            True,
        ),
        (
            "a.json",
            json.dumps(
                {
                    "_type": "export",
                    "resources": [
                        {
                            "_type": "request",
                            "url": URL_OF_LIST,
                            "method": "GET",
                            "parameters": [{"name": "x", "value": "1"}, {"name": "y", "value": "1", "disabled": True}],
                        }
                    ],
                }
            ),
            False,
        ),
    ],
)
def test_parameters_beside_an_address_belong_to_it(file: str, source: str, is_answered: bool) -> None:  # noqa: FBT001  # of a row
    """A response with the requested fields lacks none, and each undocumented parameter that is switched on gets a warning."""
    checked = check(file, documents(file, source.encode()), VALIDATOR)
    assert {(one.error.code, one.error.location[-1]) for one in checked.findings} == {("undocumented_parameter", "x")}
    assert checked.documents == is_answered
