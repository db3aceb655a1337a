"""The page on the architecture names only things that exist, and all rooms of the package."""

import importlib
import re
from pathlib import Path

import pytest

import bs_validate

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGE = Path(bs_validate.__file__).parent
TOP = {path.stem for path in PACKAGE.iterdir()}

#: Dotted names in code whose first part is a module or a room of the package.
NAMES = sorted({name for name in re.findall(r"`(\w+(?:\.\w+)+)`", PAGE) if name.partition(".")[0] in TOP and name[-3:] != ".py"})


def _found(name: str) -> object:
    """Return the object that a dotted name inside the package leads to."""
    module, *rest = name.split(".")
    path = f"bs_validate.{module}"
    found: object = importlib.import_module(path)
    for part in rest:
        path = f"{path}.{part}"
        if not hasattr(found, part):
            importlib.import_module(path)
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_name_on_the_page_exists(name: str) -> None:
    """Each module, function and constant can be imported under the name that the page gives."""
    assert _found(name) is not None


def test_the_names_are_found_in_the_page() -> None:
    """The names include the walk from ``validate`` to the report, in its order."""
    walk = [
        "validator.Validator.validate",
        "_instance.guard.snapshot",
        "_check.checker.Checker.report",
        "_check.simple_path.issues",
        "_check.walk.walk",
        "_check.issues.errors",
        "report.Report",
    ]
    assert set(walk) <= set(NAMES)
    assert sorted(walk, key=PAGE.index) == walk


def test_a_name_that_no_longer_exists_is_noticed() -> None:
    """Importing a module or a function that does not exist fails."""
    with pytest.raises(ModuleNotFoundError):
        _found("_check.gone")


def test_every_room_has_its_line() -> None:
    """The table of rooms has everything at the top of the package, and nothing else."""
    rows = re.findall(r"^\| `([\w.]+?)/?` \|", PAGE, re.MULTILINE)
    there = {path.name for path in PACKAGE.iterdir()} - {"__init__.py", "__pycache__", "py.typed", "schemas"}
    assert sorted(rows) == sorted(there)


def test_the_files_that_the_page_names_exist() -> None:
    """Test files are named with their folder."""
    files = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)
    assert len(files) >= 2
    assert all((ROOT / file).is_file() for file in files)
