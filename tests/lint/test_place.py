"""An error whose name is shortened or escaped still has the place of the name."""

import json
from pathlib import Path

import pytest

from bs_validate.cli.main import main

LONG = "a" * 50


@pytest.mark.parametrize(
    "names",
    [(LONG, LONG), ("a\x1bb", "a\x1bb"), ("\u202e", "\u202e"), (LONG + "b", LONG + "b"), ("é" * 41, "é" * 41)],
    ids=["long", "control", "direction", "longer", "accents"],
)
@pytest.mark.parametrize("is_documented", ["documented", "unknown"])
@pytest.mark.parametrize("suffix", ["json", "ndjson", "yaml"])
def test_a_repeated_name_that_is_long_or_unprintable_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, str], is_documented: str, suffix: str
) -> None:
    """The second of the two is reported, whether the schema of the user knows the name or not."""
    properties = {name: {"type": "integer"} for name in names} if is_documented == "documented" else {}
    items = {"type": "object", "properties": properties, "additionalProperties": False}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}}
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "tag.create.json").write_text(json.dumps(schema))
    first, second = (json.dumps(name) for name in names)
    text = f'{{"tags": [{{{first}: 1, {second}: 2}}]}}'
    (tmp_path / f"create.{suffix}").write_text(text)
    status = main(["lint", "--format", "json", "--schemas", str(tmp_path / "schemas"), str(tmp_path / f"create.{suffix}")])
    captured = capsys.readouterr()
    found = json.loads(captured.out)["findings"]
    assert (status, captured.err) == (1, "")
    (repeated,) = [one for one in found if one["code"] == "duplicate_key"]
    assert repeated["column"] == text.index(second, text.index(first) + 1) + 1
    assert {one["code"] for one in found} == {"duplicate_key", *(["unknown_field"] if is_documented == "unknown" else [])}


def test_names_that_look_alike_have_places_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two names of 50 characters are shown by their first 39."""
    names = [f"{LONG}{end}" for end in "bcbc"]
    text = '{"hosts": [{' + ", ".join(f'"{name}": 1' for name in names) + "}]}"
    (tmp_path / "update.json").write_text(text)
    assert main(["lint", "--format", "json", str(tmp_path / "update.json")]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    repeated = [one["column"] for one in found if one["code"] == "duplicate_key"]
    third = text.index(names[2], text.index(names[1]))
    assert repeated == [third, text.index(names[3], third)]
