"""The comparison with Rails: where its verdicts differ from ours, and that the page lists every difference."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.places import ROOT, SCRIPTS

sys.path.append(str(SCRIPTS))
import rails_oracle
from rails_oracle import ACCEPTED, Difference

PAGE = ROOT / "docs" / "rails.md"


def _has_active_model() -> bool:
    command = [shutil.which("ruby") or "", "-e", 'require "active_model"']
    return command[0] != "" and subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603  # ours


needs_rails = pytest.mark.skipif(not _has_active_model(), reason="ruby and ruby-activemodel are not installed")


@pytest.fixture(scope="module")
def found() -> dict[Difference, Any]:
    """Return the differences over the corpus and the edge cases."""
    return rails_oracle.differences([*rails_oracle.corpus(), *rails_oracle.edge_cases()])


@needs_rails
def test_the_differences_are_the_listed_ones(found: dict[Difference, Any]) -> None:
    """The page lists all differences, and no difference that no longer exists."""
    listed = rails_oracle.listed(PAGE.read_text(encoding="utf-8"))
    assert {one: found[one] for one in found if one not in listed} == {}
    assert listed - set(found) == frozenset()


@needs_rails
def test_drawn_documents_differ_only_in_listed_ways() -> None:
    """They are valid documents, and documents with a fault, for every schema of a write."""
    listed = rails_oracle.listed(PAGE.read_text(encoding="utf-8"))
    found = rails_oracle.differences(rails_oracle.drawn(12))
    assert found
    assert {one: found[one] for one in found if one not in listed} == {}


HOST = {"firstname": "A", "lastname": "B"}
ZIP = {"address1": "\u2028", "zip": "1" * 16}


@needs_rails
@pytest.mark.parametrize(
    ("schema", "document", "errors"),
    [
        ("host.create", {"hosts": [{}]}, {"firstname": ["blank"], "lastname": ["blank"]}),
        ("host.update", {"hosts": [{}]}, {}),
        ("host.update", {"hosts": [{"firstname": "\u3000", "unknown": 1}]}, {"firstname": ["blank"]}),
        ("host.create", {"hosts": [{**HOST, "user_id": "12"}]}, {}),
        ("host.create", {"hosts": [{**HOST, "user_id": "abc"}]}, {"user_id": ["not_a_number"]}),
        ("host.create", {"hosts": [HOST, HOST]}, None),
        ("host.create", {"hosts": HOST}, None),
        ("host.create", [], None),
        ("contact.update", {"contacts": [ZIP]}, {"address1": ["blank", "invalid"], "zip": ["too_long"]}),
        ("contact.update", {"contacts": [{"gender": ""}]}, {"gender": ["inclusion"]}),
        ("contact.update", {"contacts": [{"zip": "\U0001f600" * 15}]}, {}),
        ("contact.update", {"contacts": [{"spoken_languages": ["en", "xx"]}]}, {"spoken_languages.1": ["inclusion"]}),
        ("contact.update", {"contacts": [{"phones": [{"label": "a"}]}]}, {"phones.0.number": ["blank"]}),
    ],
)
def test_the_model_has_the_documented_constraints(schema: str, document: Any, errors: dict[str, list[str]] | None) -> None:
    """It gives the errors of ActiveModel by field, or None for a body that is not one resource in its envelope."""
    assert rails_oracle.asked([(schema, document)]) == [errors]


def test_each_difference_is_listed_once_and_has_a_reason() -> None:
    """The reason of a row is at least one sentence."""
    page = PAGE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    assert all(len(row.split(" | ")) == 4 and row.endswith(". |") for row in rows)
    apart = [rails_oracle.listed(f"| a | b | c | d |\n| --- | - | - | - |\n{row}") for row in rows]
    assert sum(map(len, apart)) == len(rails_oracle.listed(page)) > 30
    assert all(ACCEPTED in {one.ours, one.rails} and one.ours != one.rails for one in rails_oracle.listed(page))


@needs_rails
def test_unlisted_and_obsolete_differences_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is then 1, and 0 otherwise."""
    page = PAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(rails_oracle, "edge_cases", lambda: [("host.create", {"hosts": [{**HOST, "user_id": 0}]})])
    monkeypatch.setattr(rails_oracle, "corpus", list)
    monkeypatch.setattr(rails_oracle, "PAGE", tmp_path / "rails.md")
    header = "".join(line for line in page.splitlines(keepends=True) if line.startswith(("| field", "| ---")))
    rails_oracle.PAGE.write_text(f"{header}| `user_id` | `minimum` | accepted | Ids begin with 1. |\n", encoding="utf-8")
    assert rails_oracle.main([]) == 0
    rails_oracle.PAGE.write_text(f"{header}| `email` | `email` | accepted | It is long. |\n", encoding="utf-8")
    capsys.readouterr()
    assert rails_oracle.main([]) == 1
    printed = capsys.readouterr().out
    assert "not listed: user_id: we say minimum, Rails accepted" in printed
    assert "listed and gone: email: we say email, Rails accepted" in printed
