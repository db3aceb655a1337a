"""The readers behind the generated parts of the documentation."""

import re
from typing import Any

import pytest

from bs_validate.codes import CODES
from support.documentation import pages, parts, sessions
from support.places import ROOT

FINDINGS = sorted((ROOT / "findings").glob("*.sh"))
FINDING_PARTS = ["Guess", "Reality", "Library", "Why it matters"]


def test_errata_are_read_from_annotations_at_any_place() -> None:
    """Each has its field, or else the place of its schema, and a repeated erratum is listed once."""
    one = {"field": "contact.label", "says": "an email", "evidence": "plain words", "decision": "any text"}
    other = {"says": "nothing", "evidence": "a recording", "decision": "a warning"}
    schema: dict[str, Any] = {
        "x-errata": [one],
        "$defs": {"phone": {"properties": {"number": {"x-errata": [other]}}, "allOf": [{"x-errata": [one]}]}},
    }
    assert parts.errata_rows({"contact": schema, "contact.create": {"x-errata": [one]}}) == [
        ["contact.label", "An email", "Plain words", "Any text"],
        ["`contact.phone.number`", "Nothing", "A recording", "A warning"],
    ]


def test_every_code_has_a_section_with_a_wrong_and_a_right_example() -> None:
    """The sections are in the order of the codes, and each example is on one line."""
    _, *sections = parts.codes().split("### ")
    assert [one.partition("`\n")[0].removeprefix("`") for one in sections] == list(CODES)
    for section, code in zip(sections, CODES.values(), strict=True):
        assert code.when in section
        assert code.remedy in section
        assert len(re.findall(r"(?m)^- Wrong \(.+\): `.+`$", section)) == 1
        assert len(re.findall(r"(?m)^- Right: `.+`$", section)) == 1


def test_parts_of_a_finding_are_read_from_its_first_comment() -> None:
    """A part ends where its indented lines end; sentences before the first part and later comments are not parts."""
    header = "# About a library.\n# Guess: it\n#   holds.\n# Reality: not so.\n# Library: a 1.\n# Why it matters: it\n#   does.\n"
    parts_of_it = {"Guess": "it holds.", "Reality": "not so.", "Library": "a 1.", "Why it matters": "it does."}
    assert parts.finding(f"#!/bin/sh\n{header}set -eu\n# Needs: no\n") == parts_of_it
    assert parts.finding(f"#!/bin/sh\n{header}# Needs: ruby.\nset -eu\n") == {**parts_of_it, "Needs": "ruby."}
    assert parts.finding("#!/bin/sh\n# A guess: it holds.\n# What happens (a 1.0.): not so.\nset -eu\n") == {}


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_finding_has_the_form_that_its_page_describes(path: Any) -> None:
    """It has all parts in order, uses a temporary folder that it removes, and does not use our own package."""
    script = path.read_text(encoding="utf-8")
    assert list(parts.finding(script)) in (FINDING_PARTS, [*FINDING_PARTS, "Needs"])
    assert ("exit 77" in script) == ("Needs" in parts.finding(script))
    assert "set -eu" in script
    assert "mktemp -d" in script
    assert "trap " in script
    assert "bs_validate" not in script
    assert "bs-validate" not in script


def test_session_shows_what_its_commands_print_today() -> None:
    """The output may be on either stream, and replaces the previous output."""
    assert sessions.in_shell("$ bs-validate explain nonsense\nold\n").splitlines()[:2] == [
        "$ bs-validate explain nonsense",
        sessions.printed(["explain", "nonsense"]).splitlines()[0],
    ]
    with pytest.raises(ValueError, match="bs-validate only"):
        sessions.in_shell("$ ls\n")


def test_output_below_each_example_is_replaced() -> None:
    """Wrong, missing or superfluous output and exceptions are replaced; names are kept from snippet to snippet."""
    old = 'int("x")\nTraceback (most recent call last):\nTypeError: old\n'
    page = f"```python\n>>> a = 1\ngone\n>>> a + 1\n```\n\n```python\n>>> print(a)\n2\n3\n>>> {old}```\n"
    assert sessions.renewed("page.md", page) == (
        '```python\n>>> a = 1\n>>> a + 1\n2\n```\n\n```python\n>>> print(a)\n1\n>>> int("x")\n'
        "Traceback (most recent call last):\nValueError: invalid literal for int() with base 10: 'x'\n```\n"
    )


def test_example_that_raises_unexpectedly_is_reported() -> None:
    """The message has its page and line, and nothing is written."""
    with pytest.raises(ValueError, match=r"page\.md:3: an example raises ZeroDivisionError"):
        sessions.renewed("page.md", "# A\n```python\n>>> 1 / 0\n```\n")


def test_marked_part_is_replaced_if_it_exists_once() -> None:
    """Nothing else changes."""
    page = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n"
    assert pages.filled(page, "x", "new") == "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n"
    assert pages.marks(page) == ["x"]
    for wrong in ("", page + page):
        with pytest.raises(ValueError, match="times"):
            pages.filled(wrong, "x", "new")


def test_links_and_anchors_are_those_of_the_text() -> None:
    """Links in code do not count, and a repeated heading has two anchors."""
    text = "# A `b`: c\n## Same\n## Same\n[x](y.md#z) ![p](q.svg) `[n](o)`\n```md\n# No\n[n](o)\n```\n[![i](j.svg)](k.md)\n"
    assert pages.links(text) == ["y.md#z", "q.svg", "k.md"]
    assert pages.anchors(text) == {"a-b-c", "same", "same-1"}
