"""The page for contributors names files that exist, and its lists are complete."""

import re
import tomllib

import pytest

from support.places import ROOT

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
NAMED = sorted(
    set(re.findall(r"`(?:python |pytest |sh |bash )?((?:\.ci|bs_validate|docs|schemas|scripts|tests)/[\w./-]*)`", PAGE))
)


@pytest.mark.parametrize("path", NAMED)
def test_a_path_on_the_page_exists(path: str) -> None:
    """The lists send readers to these files and folders."""
    assert (ROOT / path).exists()


def test_many_paths_are_on_the_page() -> None:
    """The pattern above finds the paths of the lists."""
    assert len(NAMED) > 20


def test_the_table_has_the_parts_of_the_nightly_run() -> None:
    """Each part has a row or shares one, and every row is about an existing part."""
    rows = re.findall(r"^\| (`[a-z`, ]+`) \|", PAGE, re.MULTILINE)
    named = [part for row in rows for part in re.findall("[a-z]+", row)]
    defined = re.findall(r"^([a-z]+)\(\) {", (ROOT / ".ci" / "nightly").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted([*named, "pick"]) == sorted(defined)


#: Adapters whose extra has another name, since several modules need the library.
OTHER_EXTRAS = {"asgi": "serve"}


def test_every_adapter_has_an_extra_and_a_test() -> None:
    """The extra brings its library, and a module of tests names the adapter."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    adapters = {path.stem for path in (ROOT / "bs_validate" / "adapters").glob("[!_]*.py")}
    assert len(adapters) > 7
    assert {OTHER_EXTRAS.get(name, name) for name in adapters} <= set(extras)
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert {
        name for name in adapters if f"bs_validate.adapters.{name}" not in tests and f"adapters import {name}" not in tests
    } == set()
