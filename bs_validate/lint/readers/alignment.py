"""Which characters of a text stand for which of what is written in it: escapes, folded lines, indentation."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

#: Start and end in the outer text, and what is written there.
Piece = tuple[int, int, str]

# A pair of surrogates is one character.
_JSON_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]",
)


class Alignment(NamedTuple):
    """A text as it is written inside another one, in pieces: where each starts in the one and in the other, and its lengths.

    Characters of a piece that is as long outside as inside stand one for one; otherwise the whole piece stands for the whole.
    """

    inner: tuple[int, ...]
    outer: tuple[int, ...]
    inner_lengths: tuple[int, ...]
    outer_lengths: tuple[int, ...]

    def start(self, offset: int) -> int:
        """Return where the character at an offset of the inner text starts in the outer one; at its end, where that ends."""
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
    """Return the alignment of a content with its pieces; None when they do not make it up."""
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
    """Go through the pieces of a JSON string that stands, quotes included, from start to end."""
    return pieces(text, start + 1, end - 1, _JSON_ESCAPE, _json_unescaped)


def pieces(text: str, start: int, end: int, pattern: re.Pattern[str], meaning: Callable[[str], str]) -> Iterator[Piece]:
    """Go through a part of a text: what matches the pattern stands for its meaning, the rest for itself."""
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
