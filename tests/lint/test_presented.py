"""All reports have one line for a resource that lacks fields, follow ``--strict``, and use paths of the repository."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bs_validate import Validator
from bs_validate._messages.translations import LOCALES
from bs_validate.cli.main import main
from bs_validate.lint.check import check
from bs_validate.lint.finding import STDIN, Checked, FileFinding, Trouble
from bs_validate.lint.output import OUTPUT_FORMATS, paths
from bs_validate.lint.output.presented import as_errors, grouped
from bs_validate.lint.readers import documents

VALIDATOR = Validator()
DOUBTFUL = '{"hosts": [{"id": 1, "email": ""}]}'


def _checked(source: Any, file: str = "a.json", name: str | None = None) -> Checked:
    return check(file, documents(file, json.dumps(source).encode()), VALIDATOR, (name, "--as") if name else None)


def test_many_missing_fields_are_one_finding() -> None:
    """A stubbed response that lacks nearly every field gives one line with the names, in the order of the schema."""
    checked = _checked({"contacts": [{"id": 1}]}, name="contact.read")
    (one,) = grouped(checked, "en").findings
    assert (one.error.code, one.error.pointer, one.error.severity, one.times) == ("required", "/contacts/0", "error", 18)
    assert one.warnings == 3
    assert one.message.startswith("lacks these fields: links, created_at, ")
    assert one.message.count(",") + 1 == len(checked.findings) == 21
    assert (one.line, one.column) == (1, 15)


def test_few_missing_fields_are_reported_one_by_one() -> None:
    """Each has its own line, and so have all other findings."""
    checked = _checked({"hosts": [{"email": "x"}, {"emial": "y"}]}, name="host.create")
    assert grouped(checked, "en") == checked


def test_each_resource_has_its_own_line_with_the_hint() -> None:
    """Other findings keep their places between these lines."""
    source = {"contacts": [{"email": "x"}, {"zip": 5}]}
    checked = _checked(source)
    found = [(one.error.code, one.error.pointer) for one in grouped(checked, "en").findings]
    assert found == [
        ("many_resources", "/contacts"),
        ("required", "/contacts/0"),
        ("email", "/contacts/0/email"),
        ("required", "/contacts/1"),
        ("type", "/contacts/1/zip"),
    ]
    hint = "; if this is an update, put `update` in the file's name or use --as contact.update"
    assert [one.message.endswith(hint) for one in grouped(checked, "en").findings] == [False, True, False, True, False]


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_the_line_is_in_the_language_of_the_report(locale: str) -> None:
    """Every language has such a line, with all names."""
    (one,) = grouped(_checked({"hosts": [{}]}, name="host.read"), locale).findings
    assert "lacks" not in one.message
    assert "firstname, lastname, email" in one.message


@pytest.mark.parametrize("form", OUTPUT_FORMATS)
def test_strict_is_the_same_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """A warning fails the run, and is an error wherever a format shows severities or counts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "update.json").write_text(DOUBTFUL)
    assert main(["lint", "--format", form, "update.json"]) == 0
    capsys.readouterr()
    assert main(["lint", "--strict", "--format", form, "update.json"]) == 1
    shown = capsys.readouterr().out
    assert _severities(shown, form) == ["error", "error"]


def _severities(shown: str, form: str) -> list[str]:
    """Read the severities of the findings in a report, as ``error`` or something else."""
    if form == "json":
        assert json.loads(shown)["summary"] | {"errors": 2, "warnings": 0} == json.loads(shown)["summary"]
        return [one["severity"] for one in json.loads(shown)["findings"]]
    if form == "sarif":
        return [one["level"] for one in json.loads(shown)["runs"][0]["results"]]
    if form == "rdjson":
        return [one["severity"].lower() for one in json.loads(shown)["diagnostics"]]
    if form == "gitlab":
        return ["error" if one["severity"] == "major" else one["severity"] for one in json.loads(shown)]
    if form == "junit":
        root = ET.fromstring(shown)  # noqa: S314  # ours
        assert (root.get("failures"), root.get("errors")) == ("1", "0")
        return ["error"] * len([line for failure in root.iter("failure") for line in str(failure.text).splitlines()])
    if form == "github":
        return [line[2:7] for line in shown.splitlines() if line.startswith("::")]
    if form == "html":
        return ["error"] * shown.count('<li class="error"><p>')
    return ["error" for line in shown.splitlines() if line.startswith("update.json:")]


def test_strict_changes_only_the_severity_of_warnings() -> None:
    """Errors stay errors, and all other parts of a finding are kept."""
    checked = _checked(json.loads(DOUBTFUL), "update.json")
    strict = as_errors(checked)
    assert {one.error.severity for one in strict.findings} == {"error"}
    assert [one.message for one in strict.findings] == [one.message for one in checked.findings]
    assert as_errors(strict) == strict


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with a payload in a directory below, and go there."""
    (tmp_path / "r" / "api").mkdir(parents=True)
    (tmp_path / "r" / ".git").mkdir()
    (tmp_path / "r" / "api" / "update.json").write_text('{"hosts": [{"email": "x"}]}')
    monkeypatch.chdir(tmp_path / "r" / "api")
    for name in (*paths.CHECKOUTS, "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "r"


def _file(shown: str, form: str) -> str:
    if form == "gitlab":
        return str(json.loads(shown)[0]["location"]["path"])
    if form == "rdjson":
        return str(json.loads(shown)["diagnostics"][0]["location"]["path"])
    if form == "sarif":
        place = json.loads(shown)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        return str(place["artifactLocation"]["uri"])
    if form == "junit":
        return str(next(ET.fromstring(shown).iter("testcase")).get("name"))  # noqa: S314  # ours
    return shown.partition("file=")[2].partition(",")[0]


@pytest.mark.parametrize("form", ["github", "gitlab", "rdjson", "sarif", "junit"])
def test_paths_in_ci_are_relative_to_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """They are relative to the checkout that the server names, or to the directory with ``.git``. The text format keeps them."""
    for path in ("update.json", "./update.json", str(repository / "api" / "update.json"), "."):
        assert main(["lint", "--format", form, path]) == 1
        assert _file(capsys.readouterr().out, form) == "api/update.json"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.parent))
    main(["lint", "--format", form, "update.json"])
    assert _file(capsys.readouterr().out, form) == "r/api/update.json"
    main(["lint", "--format", "text", "update.json"])
    assert capsys.readouterr().out.startswith("update.json:1:")


@pytest.mark.parametrize("form", ["github", "gitlab", "rdjson", "sarif", "junit"])
def test_paths_in_ci_are_relative_to_the_repository_of_the_file(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """So they are if the command runs outside the repository, as a step with a working directory of its own does."""
    (repository.parent / "other").mkdir()
    monkeypatch.chdir(repository.parent / "other")
    for path in ("../r", str(repository / "api" / "update.json")):
        assert main(["lint", "--format", form, path]) == 1
        assert _file(capsys.readouterr().out, form) == "api/update.json"
    monkeypatch.setenv("CI_PROJECT_DIR", str(repository / "api"))
    assert main(["lint", "--format", form, str(repository)]) == 1
    assert _file(capsys.readouterr().out, form) == "update.json"


@pytest.mark.parametrize("name", paths.CHECKOUTS)
def test_the_checkout_is_the_one_of_the_server(repository: Path, name: str) -> None:
    """The variable is ignored if it is relative or does not contain the current directory; then the repository counts."""
    assert paths.checkout({name: f"{repository.parent}/"}) == str(repository.parent)
    for other in ("/none", "r", "", str(repository / "api" / "below")):
        assert paths.checkout({name: other}) == str(repository)


def test_without_a_repository_paths_are_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only ``./`` at the start is removed, and standard input has no path."""
    monkeypatch.chdir(tmp_path)
    assert paths.checkout({}) is None
    checked = [Checked("./a.json", 1, 0, ()), Checked(STDIN, 1, 0, ())]
    assert [one.file for one in paths.relative(checked, None)] == ["a.json", STDIN]


def test_a_link_to_the_repository_is_followed(repository: Path) -> None:
    """Servers name a checkout by a link, and its files by the target of the link."""
    (repository.parent / "link").symlink_to(repository)
    assert paths.checkout({"GITHUB_WORKSPACE": str(repository.parent / "link")}) == str(repository.parent / "link")
    found = paths.relative_troubles([Trouble("update.json", "x"), Trouble("../../b.json", "x")], str(repository.parent / "link"))
    assert [one.path for one in found] == ["api/update.json", "../../b.json"]


def test_only_the_path_of_a_finding_changes(repository: Path) -> None:
    """The rest of a finding does not change."""
    checked = _checked({"hosts": [{"email": "x"}]}, "update.json")
    (moved,) = paths.relative([checked], str(repository))
    assert isinstance(moved.findings[0], FileFinding)
    assert [one.file for one in moved.findings] == ["api/update.json"] * len(checked.findings)
    assert moved.findings[0]._replace(file="update.json") == checked.findings[0]
