"""The drift as text, as JSON and as a page, and the exit status of the command."""

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from bs_validate.cli.main import main
from bs_validate.drift.compare import Compared, Drift, Undocumented
from bs_validate.drift.output import json_text, text_lines
from bs_validate.drift.page import html
from bs_validate.lint.finding import Trouble
from support.places import TESTS

RECORDINGS = TESTS / "drift" / "recordings"
HOSTILE = ["<script>alert(1)</script>", "\x1b[31m\r\n", "a\u202eb", "##[error]x", "\udc80"]
FOUND = Drift(
    (
        Compared("a.har", 3, 5, "POST /contacts", 201, "only_we_refuse", (("zip", "too_long"), ("", "not_json")), ()),
        Compared("a.har", 9, 5, "PUT /hosts/{host_id}", 422, "only_server_refuses", (), ("email", "")),
        Compared("b.har", 1, 1, "PUT /hosts/{host_id}", 422, "only_server_refuses", (), ()),
        Compared("b.har", 2, 1, "PUT /hosts/{host_id}", 200, "both_accept", (), ()),
    ),
    (
        Undocumented("a.har", 4, 2, "field", "nick_name", "nickname", "GET /contacts"),
        Undocumented("a.har", 2, 2, "operation", "DELETE /hosts/{host_id}", None, "DELETE /hosts/{host_id}"),
        Undocumented("a.har", 7, 2, "value", "gender", None, "GET /contacts"),
    ),
    5,
)


def test_the_text_has_the_differences_and_the_numbers() -> None:
    """There is a line for each difference, with its place; agreeing exchanges are only counted."""
    assert list(text_lines(FOUND)) == [
        "a.har:3:5: POST /contacts: the server answered 201, and we refuse zip (too_long), the document (not_json)",
        "a.har:9:5: PUT /hosts/{host_id}: the server refused email, the record itself, and we refuse nothing",
        "b.har:1:1: PUT /hosts/{host_id}: the server refused it without naming a field, and we refuse nothing",
        "a.har:2:2: undocumented operation DELETE /hosts/{host_id}",
        "a.har:4:2: GET /contacts: undocumented field nick_name (did you mean nickname?)",
        "a.har:7:2: GET /contacts: undocumented value of gender",
        "4 writes compared: 1 both accept, 2 only server refuses, 1 only we refuse; 5 exchanges without two verdicts",
        "3 things undocumented",
    ]
    assert list(text_lines(Drift())) == ["No exchange of a documented operation was found."]


def test_the_json_has_the_documented_shape() -> None:
    """The object has all documented members."""
    found = json.loads(json_text(FOUND))
    assert found["exchanges"][0] == {
        "file": "a.har",
        "line": 3,
        "column": 5,
        "operation": "POST /contacts",
        "status": 201,
        "verdict": "only_we_refuse",
        "ours": ["too_long", "not_json"],
        "server": [],
    }
    assert found["undocumented"][0] == {
        "file": "a.har",
        "line": 4,
        "column": 2,
        "kind": "field",
        "name": "nick_name",
        "suggestion": "nickname",
    }
    assert found["summary"] == {
        "both_accept": 1,
        "both_refuse": 0,
        "only_server_refuses": 2,
        "only_we_refuse": 1,
        "no_verdict": 5,
        "undocumented": 3,
    }


def _texts(page: str) -> str:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return re.sub(r"\s+", " ", "".join(tree.find("body").itertext()))


def test_the_page_shows_each_difference() -> None:
    """Differences are in groups, each with its place, and the page loads and runs nothing."""
    page = html(FOUND, [Trouble("c.har", "no such file or directory")])
    words = _texts(page)
    for text in ("a.har:3:5", "zip too_long", "nick_name did you mean nickname?", "3 verdicts differ and 3 things undocumented"):
        assert text in words
    assert "c.har no such file or directory" in words
    assert "b.har:2:1" not in words
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"src=|href=[\"']?[^#\"']", page)


@pytest.mark.parametrize(
    ("found", "state", "title"),
    [
        (Drift(), "empty", "Nothing was compared"),
        (Drift(FOUND.compared[3:]), "fine", "No drift"),
        (Drift((), (), 2), "fine", "No drift"),
        (Drift((), FOUND.undocumented[:1]), "warning", "1 thing undocumented"),
        (Drift(FOUND.compared[:1]), "error", "1 verdict differs"),
    ],
)
def test_the_page_has_the_colour_of_its_verdict(found: Drift, state: str, title: str) -> None:
    """The title names the verdict too."""
    page = html(found)
    assert f'<body class="{state}">' in page
    assert f"<h1>{title}</h1>" in page


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_names_are_harmless(hostile: str) -> None:
    """Strangers may have chosen the names of files and fields."""
    found = Drift(
        (Compared(hostile, 1, 1, "POST /contacts", 201, "only_we_refuse", ((hostile, "unknown_field"),), (hostile,)),),
        (Undocumented(hostile, 1, 1, "field", hostile, hostile, "POST /contacts"),),
    )
    page = html(found, [Trouble(hostile, "is a directory")])
    page.encode()
    _texts(page)
    assert "<script" not in page
    lines = list(text_lines(found))
    assert len(lines) == 4
    for text in (*lines, page):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800-\udfff]|##\\[", text)
    assert "##[" not in json_text(found)
    json.loads(json_text(found).encode())


def test_the_exit_status_tells_of_differences_and_unreadable_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The status is 1 if anything differs, and 2 if something could not be read; the report has everything that could."""
    agreed = tmp_path / "agreed.json"
    agreed.write_text(json.dumps({"http_interactions": []}))
    assert main(["drift", str(agreed)]) == 0
    assert main(["drift", str(RECORDINGS)]) == 1
    capsys.readouterr()
    assert main(["drift", "--format", "json", str(RECORDINGS), str(tmp_path / "none")]) == 2
    assert len(_json(capsys)["exchanges"]) == 18


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_output_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each format can be written to a file, with the summary on standard error. A file that cannot be written is trouble."""
    for form, start in (("text", str(RECORDINGS)), ("json", "{"), ("html", "<!DOCTYPE html>")):
        file = tmp_path / form
        assert main(["drift", "--format", form, "--output", str(file), str(RECORDINGS)]) == 1
        assert file.read_text(encoding="utf-8").startswith(start)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("things undocumented\n") == 3
    assert main(["drift", "--output", str(tmp_path / "none" / "x"), str(RECORDINGS)]) == 2
    one = str(RECORDINGS / "vcrpy.yaml")
    assert main(["drift", "--output", "-", one]) == 1
    assert capsys.readouterr().out.startswith(one)
    for ending, start in (("html", "<!DOCTYPE html>"), ("json", "{"), ("txt", one)):
        file = tmp_path / f"report.{ending}"
        assert main(["drift", "--output", str(file), one]) == 1
        assert file.read_text(encoding="utf-8").startswith(start)
