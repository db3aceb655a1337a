"""The snippets for editors, and the script that tries them."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._schema.editor_form import for_editors
from support.documentation import every_snippet, pages
from support.places import ROOT, SCRIPTS

sys.path.append(str(SCRIPTS))

import try_editors

PAGE = "docs/editors.md"
SETTINGS = ("json.schemas", "yaml.schemas")


def test_every_json_snippet_is_json_and_names_a_schema_that_the_page_makes() -> None:
    """The settings and the top of a file refer to a file that one of the commands above them writes."""
    (commands,) = (one.text for one in pages.snippets(PAGE) if one.kind == "sh")
    made = re.findall(r"> (\S+)", commands)
    found = [json.loads(one.text) for one in every_snippet("json")]
    for one in found:
        named = [one["$schema"]] if "$schema" in one else [one["json.schemas"][0]["url"], *one["yaml.schemas"]]
        assert [re.sub(r"^[.]+/", "", path) in made for path in named] == [True] * len(named)
    assert {tuple(one) for one in found} == {SETTINGS, ("$schema", "contacts")}


@pytest.mark.parametrize("name", ["contact.create", "contact.update"])
def test_the_commands_of_the_page_make_schemas(name: str) -> None:
    """Both names exist, and each has an editor form."""
    assert f"schema {name} --editor" in pages.text_of(PAGE)
    assert for_editors(Validator().catalog[name])["$defs"]["resource"]["properties"]


def _shown(lines: list[int]) -> dict[str, Any]:
    return {
        "problems": [{"line": line, "message": "must not be blank"} for line in lines],
        "completions": [{"label": '"HR"', "documentation": "Croatia"}],
    }


@pytest.mark.parametrize("file", try_editors.FILES, ids=lambda file: file.name)
def test_the_script_accepts_nine_of_ten_findings(file: Path) -> None:
    """It complains about two missing findings, one too many, and completions without names."""
    expected = try_editors.linted(file)
    assert len([line for line in expected if line]) == 10
    assert list(try_editors.complaints(expected, _shown(expected))) == []
    assert list(try_editors.complaints(expected, _shown(expected[1:]))) == []
    assert len(list(try_editors.complaints(expected, _shown(expected[2:])))) == 1
    assert len(list(try_editors.complaints(expected, _shown([*expected, 1])))) == 1
    assert len(list(try_editors.complaints(expected, {**_shown(expected), "completions": []}))) == 1


def test_the_script_tries_the_files_of_the_repository() -> None:
    """Both files have the same faults, one in JSON and one in YAML."""
    assert [file.relative_to(ROOT).parent.as_posix() for file in try_editors.FILES] == ["tests/editors"] * 2
