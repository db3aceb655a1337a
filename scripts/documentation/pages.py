"""Read the pages of the documentation with their snippets, links, headings and marked parts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
#: Pages outside ``docs/``, relative to the repository.
_OUTSIDE = (
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "findings/README.md"),
    *("tests/conformance/README.md", "tests/json-schema-test-suite/README.md"),
)
_FENCE = re.compile(r"(?ms)^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$")
_HEADING = re.compile(r"(?m)^(#{1,6}) (.+?)[ #]*$")
_LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)")


class Snippet(NamedTuple):
    """A fenced block: its page, its language, the nearest heading above it, its text, and the line that its text begins on."""

    page: str
    language: str
    heading: str
    text: str
    line: int

    @property
    def kind(self) -> str:
        """The language, and for Python and text whether it is a session that shows its output."""
        if self.language == "python" and re.search(r"(?m)^>>> ", self.text):
            return "python session"
        if self.language == "text" and self.text.startswith("$ "):
            return "shell session"
        return self.language


def names() -> list[str]:
    """Return the pages, relative to the repository, sorted within each folder."""
    inside = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
    return [*(name for name in _OUTSIDE if (ROOT / name).exists()), *inside]


def text_of(page: str) -> str:
    """Return the text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def snippets(page: str, text: str | None = None) -> Iterator[Snippet]:
    """Yield the fenced blocks of a page, or of a text in its place."""
    text = text_of(page) if text is None else text
    for found in _FENCE.finditer(text):
        above = _HEADING.findall(_FENCE.sub("", text[: found.start()]))
        heading = above[-1][1] if above else ""
        line = text.count("\n", 0, found.start("text")) + 1
        yield Snippet(page, found["language"].strip(), heading, found["text"], line)


def without_snippets(text: str) -> str:
    """Return a text without its fenced blocks and without code between backticks."""
    return re.sub(r"`+[^`\n]*`+", "", _FENCE.sub("", text))


def links(text: str) -> list[str]:
    """Return the targets of the links and pictures in a text."""
    return _LINK.findall(without_snippets(text))


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as code hosts make them."""
    found: set[str] = set()
    for _, heading in _HEADING.findall(_FENCE.sub("", text)):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        copies = sum(1 for one in found if one == anchor or re.fullmatch(re.escape(anchor) + r"-\d+", one))
        found.add(f"{anchor}-{copies}" if copies else anchor)
    return found


def marks(text: str) -> list[str]:
    """Return the names of the marked parts, in order."""
    return re.findall(r"(?m)^<!-- ([\w ]+) -->$(?=(?s:.*)^<!-- end of \1 -->$)", text)


def filled(text: str, mark: str, part: str) -> str:
    """Return a text with one marked part replaced. Raises ``ValueError`` unless the mark is there exactly once."""
    pattern = re.compile(rf"(?ms)^(<!-- {re.escape(mark)} -->\n).*?^(<!-- end of {re.escape(mark)} -->)$")
    text, found = pattern.subn(lambda match: f"{match[1]}{part}\n{match[2]}", text)
    if found != 1:
        raise ValueError(f"the mark {mark!r} is there {found} times")
    return text


def fill(page: Path, mark: str, part: str) -> None:
    """Replace one marked part of a page. Raises ``SystemExit`` unless the mark is there exactly once."""
    page.write_text(refilled(page.name, page.read_text(encoding="utf-8"), mark, part), encoding="utf-8")


def refilled(page: str, text: str, mark: str, part: str) -> str:
    """Return the text of a page with one marked part replaced, as ``filled`` does, but raise ``SystemExit`` for a script."""
    try:
        return filled(text, mark, part)
    except ValueError as error:
        raise SystemExit(f"{page}: {error}") from None
