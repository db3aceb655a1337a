"""Measure time against size for every format, every container and the other entries: the worst of many shapes of input.

``python scripts/bounds.py`` prints a table from 1 kB to 10 MB; ``--short`` stops at 100 kB. ``--write`` puts the table into
``docs/benchmarks.md`` and draws the plot. Time is that of the processor, so that other processes do not count. Exits with 1 if
time grows much faster than size, if any input of 100 kB takes more than a second, or if a text of 1 MB takes more than 50 ms.
"""

import argparse
import gc
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bounds_inputs import Row, rows
from bounds_plot import plot
from documentation import pages

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PLOT = ROOT / "scripts" / "plots" / "bounds.svg"

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
SHORT = SIZES[:3]
NAMES = {1_000: "1 kB", 10_000: "10 kB", 100_000: "100 kB", 1_000_000: "1 MB", 10_000_000: "10 MB"}
#: The greatest exponent of the growth of time with size; quadratic growth has 2.
LIMIT = 1.5
#: Below this many seconds, an exponent is noise.
NOISE = 0.05
#: The time that a text of 1 MB may take, in seconds.
TEXT = 0.05
#: The time that any input of 100 kB may take, in seconds.
INPUT = 1.0
#: This many of the slowest shapes, and all steep ones, are tried at larger sizes; all texts are tried up to 1 MB.
_FEW = {1_000_000: 4, 10_000_000: 1}
_STEEP = 1.25


class Measured(NamedTuple):
    """A row: the worst time in seconds for each size, the exponent of its growth, and the shapes that grow faster."""

    kind: str
    name: str
    worst: Mapping[int, float]
    exponent: float
    steep: Mapping[str, float]


def measured(row: Row, sizes: Sequence[int]) -> Measured:
    """Measure a row at each size, shape by shape."""
    times: dict[str, dict[int, float]] = {name: {} for name in row.shapes}
    for make in row.shapes.values():
        row.work(make(sizes[0]))  # so that one-time loading does not count
    gc.freeze()
    for number, size in enumerate(sizes):
        few = len(times) if row.kind == "format" and size < sizes[-1] else _FEW.get(size, len(times))
        for name in _chosen(times, sizes[:number], few):
            times[name][size] = _timed(row.work, row.shapes[name], size)
    worst = {size: max(one[size] for one in times.values() if size in one) for size in sizes}
    steep = {name: _exponent(one) for name, one in times.items() if _exponent(one) > LIMIT}
    return Measured(row.kind, row.name, worst, math.log(worst[sizes[-1]] / worst[sizes[-3]]) / math.log(100), steep)


def _chosen(times: Mapping[str, Mapping[int, float]], before: Sequence[int], few: int) -> list[str]:
    """Return the shapes that took longest at the previous size, and those whose time grew too fast."""
    if not before or few >= len(times):
        return list(times)
    there = [name for name, one in times.items() if before[-1] in one]
    slowest = sorted(there, key=lambda name: -times[name][before[-1]])[:few]
    return [name for name in there if name in slowest or _exponent(times[name]) > _STEEP]


def _exponent(times: Mapping[int, float]) -> float:
    """Return how fast the time of a shape grows over the last two sizes, or 0 if the time is too short to tell."""
    *_, (small, first), (large, last) = times.items() if len(times) > 1 else ((1, 1.0), (10, 1.0))
    return math.log(last / first) / math.log(large / small) if last > NOISE else 0.0


def _timed(work: Callable[[Any], object], make: Callable[[int], Any], size: int) -> float:
    given = make(size)
    took = math.inf
    if size >= 1_000_000:
        gc.collect()
    for _ in range(3):
        start = time.process_time()
        work(given)
        took = min(took, time.process_time() - start)
        if took > 0.2:
            break
    return max(took, 1e-6)


def table(found: Iterable[Measured], sizes: Sequence[int]) -> str:
    """Return the measurements as a Markdown table, in milliseconds."""
    head = ["", *(NAMES[size] for size in sizes), "exponent"]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *(_line(one, sizes) for one in found)])


def _line(one: Measured, sizes: Sequence[int]) -> str:
    cells = [_milliseconds(one.worst[size]) for size in sizes]
    return f"| {one.name} | {' | '.join(cells)} | {one.exponent:.2f} |"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.2f}" if seconds < 0.01 else f"{seconds * 1e3:,.0f}"


def faults(found: Iterable[Measured]) -> Iterator[str]:
    """Yield a sentence for each measurement that exceeds its limit."""
    for one in found:
        for shape, exponent in one.steep.items():
            yield f"{one.name}: time grows with the power {exponent:.2f} of the size for {shape!r}"
        took = one.worst.get(100_000, 0.0)
        if took > INPUT:
            yield f"{one.name}: an input of 100 kB takes {took:.1f} s"
        took = one.worst.get(1_000_000, 0.0)
        if one.kind == "format" and took > TEXT:
            yield f"{one.name}: a text of 1 MB takes {took * 1e3:.0f} ms"


def written(page: str, new: str) -> str:
    """Return the page with a new table."""
    return pages.refilled(PAGE.name, page, "bounds", new)


def measure(sizes: Sequence[int], only: str = "") -> list[Measured]:
    """Measure all rows, or those with a word in their name."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for row in rows(Path(folder)):
            if only in row.name:
                found.append(measured(row, sizes))
                print(_line(found[-1], sizes), file=sys.stderr, flush=True)
        return found


def main(argv: list[str] | None = None) -> int:
    """Measure, print the table, and write it on request."""
    parser = argparse.ArgumentParser(description="Measure time against size, for the worst of many shapes of input.")
    parser.add_argument("--short", action="store_true", help="stop at 100 kB")
    parser.add_argument("--only", default="", metavar="WORD", help="measure what has this in its name")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md, and draw the plot")
    arguments = parser.parse_args(argv)
    if arguments.write and (arguments.short or arguments.only):
        parser.error("--write is for all rows and sizes")
    sizes = SHORT if arguments.short else SIZES
    found = measure(sizes, arguments.only)
    print("Processor time in ms, the worst of many shapes of input:\n")
    print(table(found, sizes))
    if arguments.write:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), table(found, sizes)), encoding="utf-8")
        PLOT.parent.mkdir(exist_ok=True)
        PLOT.write_text(plot([(one.kind, one.name, one.worst) for one in found], NAMES), encoding="utf-8")
    wrong = list(faults(found))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
