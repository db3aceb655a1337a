"""Match paths against globs with ``*`` and ``**``."""

import fnmatch
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Glob(NamedTuple):
    """A glob: its text, and the runs of segments between its ``**``.

    The first run must match at the start of a path, the last one at its end.
    """

    text: str
    runs: tuple[tuple[re.Pattern[str], ...], ...]

    def matches(self, path: Sequence[str]) -> bool:
        """Return whether the segments of a path match.

        The number of steps is at most the number of segments of the path times that of the glob.
        """
        first, last = self.runs[0], self.runs[-1]
        if len(self.runs) == 1:
            return len(path) == len(first) and _fits(first, path, 0)
        at, end = len(first), len(path) - len(last)
        if at > end or not _fits(last, path, end) or not _fits(first, path, 0):
            return False
        for run in self.runs[1:-1]:  # The first match of a run leaves the most room for those that follow.
            while at + len(run) <= end and not _fits(run, path, at):
                at += 1
            at += len(run)
        return at <= end


def compiled(glob: str) -> Glob:
    """Return the compiled form of a glob.

    ``/`` separates segments; ``*``, ``?`` and ``[...]`` match inside a segment; ``**`` matches any number of directories. A glob
    without a slash matches a file name in any directory; one that ends with a slash matches every file below that directory.
    Matching is case-sensitive.
    """
    segments = [one for one in glob.split("/") if one not in ("", ".")]
    if "/" not in glob:
        segments.insert(0, "**")
    if glob.endswith("/") or segments[-1:] == ["**"]:
        segments += ["**", "*"]
    return of_segments(glob, [None if one == "**" else re.compile(fnmatch.translate(one)) for one in segments])


def of_segments(text: str, segments: Iterable[re.Pattern[str] | None]) -> Glob:
    """Return the glob of some segments; None stands for ``**``."""
    runs: list[list[re.Pattern[str]]] = [[]]
    for segment in segments:
        if segment is None:
            runs.append([])
        else:
            runs[-1].append(segment)
    return Glob(text, tuple(map(tuple, runs)))


def _fits(run: Sequence[re.Pattern[str]], path: Sequence[str], at: int) -> bool:
    return all(pattern.match(path[at + index]) for index, pattern in enumerate(run))
