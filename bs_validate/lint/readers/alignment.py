"""Align a text with the way it is written inside another one: with escapes, folded lines and indentation."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

#: The start and end of a part of the outer text, and the characters that it stands for.
Piece = tuple[int, int, str]

# A pair of surrogates is one character.
_JSON_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]",
)


class Alignment(NamedTuple):
    """The pieces of a text that is written inside another one: where each starts in both texts, and its length in both.

    In a piece of the same length in both, the characters correspond one to one; otherwise the piece corresponds as a whole.
    """

    inner: tuple[int, ...]
    outer: tuple[int, ...]
    inner_lengths: tuple[int, ...]
    outer_lengths: tuple[int, ...]

    def start(self, offset: int) -> int:
        """Return where the character at an offset of the inner text starts in the outer one; for its end, where the text ends."""
        at = self._piece(offset)
        if offset >= self.inner[at] + self.inner_lengths[at]:
            return self.outer[at] + self.outer_lengths[at]
        return self.outer[at] + (offset - self.inner[at] if self._is_plain(at) else 0)

    def end(self, offset: int) -> int:
        """Return where the character before an offset of the inner text ends in the outer one."""
        at = self._piece(offset - 1)
        return self.outer[at] + (offset - self.inner[at] if self._is_plain(at) else self.outer_lengths[at])

    def _piece(self, offset: int) -> int:
        return max(bisect_right(self.inner, offset) - 1, 0)

    def _is_plain(self, at: int) -> bool:
        return self.inner_lengths[at] == self.outer_lengths[at]


def aligned(pieces: Iterable[Piece], content: str) -> Alignment | None:
    """Return the alignment of a content with its pieces, or None if the pieces do not add up to the content."""
    rows: list[tuple[int, int, int, int]] = []
    at = 0
    for start, end, written in pieces:
        if not content.startswith(written, at):
            return None
        if written:
            rows.append((at, start, len(written), end - start))
        at += len(written)
    if at != len(content) or not rows:
        return None
    inner, outer, inner_lengths, outer_lengths = zip(*rows, strict=True)
    return Alignment(inner, outer, inner_lengths, outer_lengths)


def json_string(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of the JSON string between two offsets, which include its quotes."""
    return pieces(text, start + 1, end - 1, _JSON_ESCAPE, _json_unescaped)


def pieces(text: str, start: int, end: int, pattern: re.Pattern[str], meaning: Callable[[str], str]) -> Iterator[Piece]:
    """Yield the pieces of a part of a text: a match of the pattern stands for its meaning, the rest for itself."""
    at = start
    for match in pattern.finditer(text, start, end):
        if match.start() > at:
            yield (at, match.start(), text[at : match.start()])
        yield (match.start(), match.end(), meaning(match[0]))
        at = match.end()
    if at < end:
        yield (at, end, text[at:end])


def _json_unescaped(escape: str) -> str:
    return str(json.loads(f'"{escape}"'))
