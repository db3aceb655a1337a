"""The README: what it shows is so."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_examples_run() -> None:
    """As they are printed."""
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert results.attempted >= 10
    assert results.failed == 0


def test_its_generated_parts_are_up_to_date() -> None:
    """The output of the command, the tables of fields, errata and codes."""
    script = [sys.executable, str(ROOT / "scripts" / "update_readme.py"), "--check"]
    run = subprocess.run(script, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert run.returncode == 0, run.stdout
    for part, some in (
        ("output", "did you mean firstname?"),
        ("fields", "`country_code`"),
        ("errata", "DELETE"),
        ("codes", "`too_few`"),
    ):
        generated = README.partition(f"<!-- {part} -->")[2].partition(f"<!-- end of {part} -->")[0]
        assert some in generated


def test_it_starts_with_two_commands() -> None:
    """Each on one line; the continuous integration runs them as they are."""
    blocks = re.findall(r"^```(?:sh|shell|bash|console)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    first, second = blocks[0].splitlines()
    assert len(blocks) == 1
    assert first.endswith("bs-validate lint tests/examples")
    assert second == "sh scripts/test"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in ci
    assert 'eval "$second"' in ci


def test_it_opens_with_what_it_does_in_three_sentences() -> None:
    """Before anything else."""
    opening = README.split("\n\n")[1]
    assert len(re.findall(r"[.](?:\s|$)", opening)) == 3


def test_it_names_every_module_of_the_house() -> None:
    """In the picture of the architecture, and no other."""
    picture = README.partition("## How it is built")[2].split("```")[1]
    names = set(re.findall(r"\b[a-z_]+\b(?=/|\s|$)", picture))
    package = ROOT / "bs_validate"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    assert modules | folders <= names


def test_the_changelog_has_the_version() -> None:
    """That of the project."""
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
