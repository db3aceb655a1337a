"""Match paths against globs with ``*``, ``**`` and ``{a,b}``."""

import fnmatch
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: The runs of segments between the ``**`` of a glob. The first run must match at the start of a path, the last one at its end.
Runs = tuple[tuple[re.Pattern[str], ...], ...]

#: The number of globs that one glob with braces stands for, at most: each takes time for every file.
MAX_ALTERNATIVES = 100
#: The innermost braces around a comma. A brace right after ``[`` is a member of a class, which is how to write a literal one.
_BRACES = re.compile(r"(?<!\[)\{([^{},]*,[^{}]*)\}")


class Glob(NamedTuple):
    """A glob: its text, and the runs of each glob that it stands for. A path matches if one of them matches."""

    text: str
    alternatives: tuple[Runs, ...]

    def matches(self, path: Sequence[str]) -> bool:
        """Return whether the segments of a path match.

        For each alternative, the number of steps is at most the number of segments of the path times that of the glob.
        """
        return any(_matches(runs, path) for runs in self.alternatives)


def compiled(glob: str) -> Glob:
    """Return the compiled form of a glob.

    ``/`` separates segments; ``*``, ``?`` and ``[...]`` match inside a segment; ``**`` matches any number of directories, and
    ``{a,b}`` either text, as in a shell. A glob without a slash matches a file name in any directory; one that ends with a slash
    matches every file below that directory. Matching is case-sensitive. Raises ``ValueError`` for a glob that stands for more
    than ``MAX_ALTERNATIVES``.
    """
    return Glob(glob, tuple(runs_of(_segments(one)) for one in _expanded(glob)))


def _expanded(glob: str) -> list[str]:
    """Return the globs without braces that a glob stands for."""
    found, waiting = [], [glob]
    while waiting:
        one = waiting.pop()
        braces = _BRACES.search(one)
        if braces is None:
            found.append(one)
        else:
            waiting += [one[: braces.start()] + part + one[braces.end() :] for part in reversed(braces[1].split(","))]
        if len(found) + len(waiting) > MAX_ALTERNATIVES:
            raise ValueError(f"stands for more than {MAX_ALTERNATIVES} globs")
    return found


def _segments(glob: str) -> list[re.Pattern[str] | None]:
    segments = [one for one in glob.split("/") if one not in ("", ".")]
    if "/" not in glob:
        segments.insert(0, "**")
    if glob.endswith("/") or segments[-1:] == ["**"]:
        segments += ["**", "*"]
    return [None if one == "**" else re.compile(fnmatch.translate(one)) for one in segments]


def runs_of(segments: Iterable[re.Pattern[str] | None]) -> Runs:
    """Return the runs of some segments; None stands for ``**``."""
    runs: list[list[re.Pattern[str]]] = [[]]
    for segment in segments:
        if segment is None:
            runs.append([])
        else:
            runs[-1].append(segment)
    return tuple(map(tuple, runs))


def _matches(runs: Runs, path: Sequence[str]) -> bool:
    first, last = runs[0], runs[-1]
    if len(runs) == 1:
        return len(path) == len(first) and _fits(first, path, 0)
    at, end = len(first), len(path) - len(last)
    if at > end or not _fits(last, path, end) or not _fits(first, path, 0):
        return False
    for run in runs[1:-1]:  # The first match of a run leaves the most room for those that follow.
        while at + len(run) <= end and not _fits(run, path, at):
            at += 1
        at += len(run)
    return at <= end


def _fits(run: Sequence[re.Pattern[str]], path: Sequence[str], at: int) -> bool:
    return all(pattern.match(path[at + index]) for index, pattern in enumerate(run))
