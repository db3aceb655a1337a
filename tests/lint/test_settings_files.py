"""Where settings come from: the two kinds of file, ``--config``, and the options that add to them."""

import json
from pathlib import Path

import jsonschema
import pytest

from bs_validate.cli.main import main
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.settings import EMPTY, Settings, SettingsLookup, excluding
from bs_validate.lint.settings_schema import settings_schema

NAMES = ("host.create", "contact.update", "contact.create")
BAD = '{"hosts": [{"firstname": "A", "lastname": "B", "email": "x"}]}'


def _found(file: Path, config: Path | None = None, ignore: frozenset[str] = frozenset()) -> Settings:
    return SettingsLookup(lambda: NAMES, None if config is None else str(config), ignore)(str(file))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with a faulty payload in a directory below, and go there."""
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "new-host.json").write_text(BAD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_settings_file_has_the_same_keys(tmp_path: Path) -> None:
    """The file has no section, and its paths are relative to its directory."""
    keys = 'files = { "a/*.json" = "host.create" }\nignore = ["null"]\nexclude = ["b/**"]\nbaseline = "known.json"\n'
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / ".bs-validate.toml").write_text(keys)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "pyproject.toml").write_text(f"[tool.bs-validate]\n{keys}")
    own, shared = _found(tmp_path / "one" / "x.json"), _found(tmp_path / "two" / "x.json")
    assert own.schema(str(tmp_path / "one/a/x.json")) == shared.schema(str(tmp_path / "two/a/x.json")) == "host.create"
    assert own.excludes(str(tmp_path / "one/b/x.json"))
    assert (own.ignore, own.baseline) == (frozenset({"null"}), str(tmp_path / "one/known.json"))
    assert own.path == str(tmp_path / "one" / ".bs-validate.toml")


def test_the_settings_file_replaces_a_shared_one_in_its_directory(tmp_path: Path) -> None:
    """Otherwise the nearest directory decides, whichever file it has."""
    (tmp_path / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["null"]\n')
    (tmp_path / ".bs-validate.toml").write_text('ignore = ["blank"]\n')
    (tmp_path / "a").mkdir()
    assert _found(tmp_path / "a" / "x.json").ignore == {"blank"}
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["type"]\n')
    assert _found(tmp_path / "a" / "x.json").ignore == {"type"}
    (tmp_path / "a" / ".bs-validate.toml").write_text("")
    assert _found(tmp_path / "a" / "x.json")._replace(path="", root="") == EMPTY


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('ignores = ["null"]', "unknown key 'ignores': did you mean 'ignore'?"),
        ('ignore = "null"', "ignore: must be an array of codes, not a string"),
        ('files = { "../a" = "host.create" }', "files: '../a' leaves the directory of .bs-validate.toml: no file can match it"),
        ("ignore = [", "is not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_mistake_in_a_settings_file_is_named(tmp_path: Path, content: str, expected: str) -> None:
    """The message has the path and the key, and no section."""
    file = tmp_path / ".bs-validate.toml"
    file.write_text(content)
    with pytest.raises(InvalidSettings) as raised:
        _found(tmp_path / "a.json")
    assert str(raised.value) == f"{file}: {expected}"


def test_config_names_one_settings_file_for_all(tmp_path: Path) -> None:
    """It replaces the nearest ones; its globs are relative to its own directory."""
    (tmp_path / ".bs-validate.toml").write_text('ignore = ["null"]')
    for name, text in {"x.toml": "", "pyproject.toml": "[tool.bs-validate]\n"}.items():
        config = tmp_path / "ci" / name
        config.parent.mkdir(exist_ok=True)
        config.write_text(text + 'ignore = ["type"]\nexclude = ["a.json"]')
        found = _found(tmp_path / "a.json", config, frozenset({"blank"}))
        assert (found.ignore, found.root) == (frozenset({"type", "blank"}), str(config.parent))
        assert found.excludes(str(tmp_path / "ci" / "a.json"))
        assert not found.excludes(str(tmp_path / "a.json"))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("none.toml", None, "cannot be read: no such file or directory"),
        ("folder", "/", "is not a regular file"),
        ("pyproject.toml", "[tool.other]", "has no section [tool.bs-validate]"),
        ("x.toml", "a = 1", "unknown key 'a': choose from baseline, exclude, fail-over, files, ignore, per-file-ignores"),
        (".bs-validate.toml", "[tool]", "the keys belong at the top of this file, not into the section [tool.bs-validate]"),
        ("x.toml", "a = ", "is not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_named_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: str | None, expected: str) -> None:
    """The error is reported before any file is checked."""
    config = tmp_path / name
    if content == "/":
        config.mkdir()
    elif content is not None:
        config.write_text(content)
    with pytest.raises(InvalidSettings) as raised:
        _found(tmp_path / "a.json", config)
    assert str(raised.value) == f"{config}: {expected}"


def test_codes_and_globs_can_be_options(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They add to the settings; a glob is relative to the current directory and holds for walks only."""
    (project / ".bs-validate.toml").write_text('ignore = ["read_only"]')
    (project / "api" / "update-host.json").write_text('{"hosts": [{"id": 1, "email": "y"}]}')
    assert main(["lint", "--strict", "--ignore", "email, blank", "--ignore", "empty_update", "."]) == 0
    assert main(["lint", "--exclude", "api/new-*", "--exclude", "update-host.json", "."]) == 0
    capsys.readouterr()
    assert main(["lint", "--exclude", "api/**", "api/new-host.json"]) == 1
    assert main(["lint", "--exclude", "api/**", "--force-exclude", "api/new-host.json"]) == 0
    assert "bs-validate: api/new-host.json: skipped: it is excluded" in capsys.readouterr().err
    assert main(["lint", "--exclude", "api/**", "api", "."]) == 0
    assert "bs-validate: api: skipped: all of its files are excluded" in capsys.readouterr().err
    assert main(["lint", "--exclude", "api/new*", "api", "."]) == 1
    assert "excluded" not in capsys.readouterr().err
    for glob in ("", ".", "/", "a\0"):
        with pytest.raises(InvalidSettings, match="is not a glob"):
            excluding([glob])


def test_excluded_files_are_left_out_for_a_hook(project: Path) -> None:
    """A hook names every file, and asks for the exclusion with an option."""
    (project / "api" / ".bs-validate.toml").write_text('exclude = ["new-*"]')
    assert main(["lint", "api/new-host.json"]) == 1
    assert main(["lint", "--force-exclude", "api/new-host.json"]) == 0


def test_the_source_of_a_schema_is_the_file_that_names_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--explain-files`` shows the file."""
    (project / ".bs-validate.toml").write_text('files = { "api/*" = "host.update" }')
    assert main(["lint", "--explain-files", "api/new-host.json"]) == 0
    assert capsys.readouterr().out == "api/new-host.json: host.update, by .bs-validate.toml\n"


def test_a_glob_that_matches_nothing_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is reported on standard error, if the whole directory of the settings was searched."""
    settings = project / ".bs-validate.toml"
    settings.write_text(
        'files = { "api/*.json" = "host.create", "apis/*.json" = "host.update" }\n'
        'per-file-ignores = { "new-*" = ["email"], "old-*" = ["email"] }\n'
        'exclude = ["api/*.yml", "build/**", "*.bak"]\n'
    )
    assert main(["lint", "."]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"bs-validate: {settings}: files: 'apis/*.json' matches no file",
        f"bs-validate: {settings}: per-file-ignores: 'old-*' matches no file",
        f"bs-validate: {settings}: exclude: 'build/**' matches no file",
        f"bs-validate: {settings}: exclude: '*.bak' matches no file",
    ]
    for path in ("api", "api/new-host.json"):
        assert main(["lint", path]) == 0
        assert capsys.readouterr().err == ""
    settings.write_text('exclude = ["new-*"]')
    assert main(["lint", "."]) == 0
    assert "matches no file" not in capsys.readouterr().err
    assert main(["lint", "--exclude", "api", "--exclude", "builds", "."]) == 0
    assert capsys.readouterr().err.startswith("bs-validate: --exclude: 'builds' matches no file\n")


def test_a_baseline_is_found_as_the_other_settings_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest settings above each file name it, whatever the current directory is.

    Stale entries of each baseline are reported.
    """
    (project / "api" / "pyproject.toml").write_text('[tool.bs-validate]\nbaseline = "known.json"\n')
    (project / "new-host.json").write_text(BAD)
    assert main(["lint", "--write-baseline", "api/known.json", "api"]) == 0
    known = json.loads((project / "api" / "known.json").read_text())
    assert [one["file"] for one in known["findings"]] == ["new-host.json"]
    assert main(["lint", "api"]) == 0
    assert main(["lint", "."]) == 1
    capsys.readouterr()
    main(["lint", "--format", "concise", "."])
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()[:-1]] == ["./new-host.json"]
    (project / "api" / "new-host.json").write_text(BAD.replace('"x"', "null"))
    assert main(["lint", "api"]) == 0
    assert capsys.readouterr().err == "bs-validate: stale in the baseline: new-host.json email /hosts/0/email\n"
    (project / "api" / "known.json").unlink()
    assert main(["lint", "."]) == 2
    assert "api/known.json: cannot be read: no such file or directory; --write-baseline writes one" in capsys.readouterr().err


VALIDATOR = jsonschema.Draft202012Validator(settings_schema(NAMES))


@pytest.mark.parametrize(
    ("settings", "is_valid"),
    [
        ({}, True),
        ({"files": {"a/*": "host.create"}, "ignore": ["null"], "per-file-ignores": {"a": ["type"]}}, True),
        ({"exclude": ["a/**"], "baseline": "a.json"}, True),
        ({"files": {"a": "host.creat"}}, False),
        ({"files": {"": "host.create"}}, False),
        ({"files": ["a"]}, False),
        ({"ignore": "null"}, False),
        ({"ignore": ["nul"]}, False),
        ({"per-file-ignores": {"a": "null"}}, False),
        ({"exclude": [1]}, False),
        ({"exclude": [""]}, False),
        ({"baseline": ""}, False),
        ({"baselines": "a"}, False),
    ],
)
def test_the_schema_of_the_settings_agrees_with_the_reader(tmp_path: Path, settings: dict[str, object], is_valid: bool) -> None:  # noqa: FBT001  # a parameter
    """A validator that is not ours refuses the same settings."""
    assert VALIDATOR.is_valid(settings) == is_valid

    def toml(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
        return json.dumps(value)

    (tmp_path / ".bs-validate.toml").write_text("".join(f"{key} = {toml(value)}\n" for key, value in settings.items()))
    if is_valid:
        assert _found(tmp_path / "a.json").path
    else:
        with pytest.raises(InvalidSettings):
            _found(tmp_path / "a.json")


def test_the_schema_of_the_settings_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """It is a schema, and its examples are settings."""
    assert main(["schema", "settings"]) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    validator = jsonschema.Draft202012Validator(printed)
    for name, keyword in printed["properties"].items():
        assert keyword["examples"]
        assert all(validator.is_valid({name: example}) for example in keyword["examples"])
    assert "contact.read" in printed["properties"]["files"]["additionalProperties"]["enum"]
