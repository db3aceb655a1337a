"""Every generated part of the pages is up to date, every link leads somewhere, and every snippet has a test."""

import re
import subprocess
import sys

import pytest

from support.documentation import every_snippet, pages, parts
from support.places import ROOT, SCRIPTS, TESTS

#: The tests of each kind of snippet, on any page.
TESTED = {
    "html": "javascript/test_form.py",
    "javascript": "docs/test_stacks.py",
    "js": "laws/test_conformance.py",
    "json": "docs/test_editors.py",
    "php": "docs/test_stacks.py",
    "python session": "docs/test_pages.py",
    "ruby": "docs/test_stacks.py",
    "sh": "docs/test_snippets.py",
    "shell session": "docs/test_pages.py",
    "text": "docs/test_snippets.py",
    "toml": "docs/test_snippets.py",
    "yaml": "docs/test_ci_snippets.py",
}
#: The tests of the Python programs, by page.
PROGRAMS = {
    "docs/clients.md": "adapters/test_adapters.py",
    "docs/forms.md": "adapters/test_adapters.py",
    "docs/other-languages.md": "docs/test_hook.py",
    "docs/tables.md": "adapters/test_many_machines.py",
}
#: The sections that a version in the changelog may have.
SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def test_every_generated_part_and_every_output_is_up_to_date() -> None:
    """The script that writes them finds nothing to write."""
    script = [sys.executable, str(SCRIPTS / "update_docs.py"), "--check"]
    run = subprocess.run(script, check=False, capture_output=True, text=True)  # noqa: S603  # our own script
    assert (run.returncode, run.stderr) == (0, ""), run.stdout + run.stderr
    assert "up to date" in run.stdout


def test_every_marked_part_is_written_by_one_script() -> None:
    """No page has a mark that no script knows, and no script writes to a page without its mark."""
    marked = [(page, mark) for page in pages.names() for mark in pages.marks(pages.text_of(page))]
    assert sorted(marked) == sorted([*parts.PARTS, *parts.MEASURED])


@pytest.mark.parametrize(("page", "mark"), parts.MEASURED)
def test_every_measured_table_names_its_script(page: str, mark: str) -> None:
    """The page says how to measure again, and the script writes to that page."""
    script = parts.MEASURED[page, mark]
    assert f"scripts/{script.name}" in pages.text_of(page)
    source = script.read_text(encoding="utf-8")
    assert '"--write"' in source
    assert f'"{page.rpartition("/")[2]}"' in source
    assert mark in source


@pytest.mark.parametrize("snippet", every_snippet(), ids=lambda one: f"{one.page}:{one.line}")
def test_every_snippet_has_a_test(snippet: pages.Snippet) -> None:
    """Each kind of snippet has a test that exists, and a Python program has the test of its page."""
    test = PROGRAMS.get(snippet.page) if snippet.kind == "python" else TESTED.get(snippet.kind)
    assert test is not None, f"{snippet.page}:{snippet.line}: no test covers this {snippet.kind or 'unnamed'} snippet"
    source = (TESTS / test).read_text(encoding="utf-8")
    assert "support.documentation" in source
    if snippet.kind == "python":
        assert f'"{snippet.page}"' in source


def _targets() -> list[tuple[str, str]]:
    return [(page, target) for page in pages.names() for target in pages.links(pages.text_of(page)) if "://" not in target]


@pytest.mark.parametrize(("page", "target"), _targets())
def test_every_link_leads_somewhere(page: str, target: str) -> None:
    """A link leads to a file of the repository, and to a heading if it names one."""
    path, _, anchor = target.partition("#")
    file = ((ROOT / page).parent / path).resolve() if path else ROOT / page
    assert file.is_relative_to(ROOT)
    assert file.exists(), f"{page} links to {target}"
    if anchor:
        assert anchor in pages.anchors(file.read_text(encoding="utf-8")), f"{page} links to {target}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    """Links lead from page to page."""
    seen: set[str] = set()
    ahead = ["README.md"]
    while ahead:
        page = ahead.pop()
        seen.add(page)
        for target in pages.links(pages.text_of(page)):
            file = ((ROOT / page).parent / target.partition("#")[0]).resolve()
            if "://" not in target and file.suffix == ".md" and file.is_file():
                name = file.relative_to(ROOT).as_posix()
                ahead += [name] if name not in seen else []
    assert set(pages.names()) <= seen


def test_readme_is_short() -> None:
    """Longer explanations have pages of their own."""
    assert pages.text_of("README.md").count("\n") < 250


def test_readme_starts_with_two_commands() -> None:
    """Each command is one line in the only block of commands, and the continuous integration runs both unchanged."""
    (block,) = (one for one in pages.snippets("README.md") if one.language in ("sh", "shell", "bash", "console"))
    first, second = block.text.splitlines()
    assert first.endswith("bs-validate lint tests/examples")
    assert second == "sh scripts/test"
    assert "README.md" in (ROOT / ".ci" / "prepare").read_text(encoding="utf-8")
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'eval "$first"' in gate
    assert 'eval "$second"' in gate


def test_settings_page_describes_every_key() -> None:
    """The page describes no other keys."""
    from bs_validate.lint.settings import _KEYS

    described = re.findall(r"(?m)^\| `([\w-]+)` \|", pages.text_of("docs/settings.md"))
    assert sorted(described) == sorted(_KEYS)


def test_outputs_page_describes_every_format() -> None:
    """The formats are in the order of the command."""
    from bs_validate.lint.output import OUTPUT_FORMATS

    section = pages.text_of("docs/outputs.md").partition("\n## ")[0]
    assert re.findall(r"(?m)^\| `(\w+)` \|", section) == list(OUTPUT_FORMATS)


def test_library_page_describes_every_public_name() -> None:
    """Each name occurs somewhere in the documentation for users."""
    import bs_validate

    text = "".join(map(pages.text_of, pages.names()))
    assert [name for name in bs_validate.__all__ if not re.search(rf"`{name}\b", text)] == []


def test_changelog_has_the_version_and_sections_that_people_know() -> None:
    """A version has each section at most once."""
    version = re.search(r'(?m)^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert version
    _, *versions = re.split(r"(?m)^## ", pages.text_of("CHANGELOG.md"))
    assert any(one.startswith(version[1]) for one in versions)
    for one in versions:
        sections = re.findall(r"(?m)^### (.+)$", one)
        assert sections == [name for name in SECTIONS if name in sections]
        assert sections
