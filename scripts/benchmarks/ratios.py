"""Define the ratios with targets, each of our time or memory to that of another program in the same run."""

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.results import (
    CHECK_JSONSCHEMA,
    FAULTY,
    FILE,
    FIVE,
    FIVE_FLOOR,
    FLOOR,
    INTERPRETER,
    LINT,
    MANY,
    ONE,
    OURS,
    PHONES_ALONE,
    TEXT,
    TEXT_FLOOR,
    WARNED,
    Lines,
    Results,
    Run,
)

#: The seconds of a run that count: tables show wall-clock time; the guard uses processor time, which others disturb less.
Seconds = Callable[[Run], float]


class Ratio(NamedTuple):
    """A ratio: how it follows from results, its target, and its value, of seconds worked, when it was last recorded.

    The target is the most that it may be, or the least where it is not ``at_most``.
    """

    what: str
    of: Callable[[Results, Seconds], float]
    target: float
    recorded: float
    at_most: bool = True

    def meets(self, value: float, bound: float) -> bool:
        """Return whether a value is on the good side of a bound, or at it."""
        return value <= bound if self.at_most else value >= bound


def passed(run: Run) -> float:
    """Return the wall-clock seconds."""
    return run.passed


def worked(run: Run) -> float:
    """Return the processor seconds."""
    return run.worked


def share(lines: Lines, *, errors_alone: bool = False, how: str = FILE) -> float:
    """Return the contacts per second of each core, as a share of the rate of ``validate_batch``."""
    in_process = lines.errors if errors_alone else lines.all
    return in_process * lines.count / (lines.runs[how].passed * lines.cores)


def _of_contacts(ours: str, other: str) -> Callable[[Results, Seconds], float]:
    return lambda results, _: results.took[ours] / results.took[other]


def _of_files(column: str, other: str) -> Callable[[Results, Seconds], float]:
    return lambda results, seconds: seconds(results.files[column][LINT]) / seconds(results.files[column][other])


def _of_lines(results: Results, seconds: Seconds) -> float:
    lines = results.lines
    if seconds is worked:
        return lines.errors * lines.count / worked(lines.runs[FILE])
    return share(lines, errors_alone=True)


def _memory(results: Results, _: Seconds) -> float:
    return results.memory[LINT] / results.memory[INTERPRETER]


RATIOS = (
    Ratio("a valid contact, to the floor", _of_contacts(OURS, FLOOR), 2.2, 1.76),
    Ratio("its JSON text, to orjson and the floor", _of_contacts(TEXT, TEXT_FLOOR), 2.0, 1.7),
    Ratio("its errors and warnings, to phonenumbers alone", _of_contacts(WARNED, PHONES_ALONE), 0.15, 0.4),
    Ratio("five faults with codes and params, to `iter_errors`", _of_contacts(FIVE, FIVE_FLOOR), 0.6, 0.83),
    Ratio("the rate on lines, with warnings, to `validate_batch` without, per core", _of_lines, 0.6, 0.2, at_most=False),
    Ratio("one small valid file, to an empty interpreter", _of_files(ONE, INTERPRETER), 2.5, 1.8),
    Ratio("1,000 valid files, to check-jsonschema", _of_files(MANY, CHECK_JSONSCHEMA), 0.2, 0.65),
    Ratio("1,000 files with three faults each, to check-jsonschema", _of_files(FAULTY, CHECK_JSONSCHEMA), 0.35, 0.6),
    Ratio("memory for one file, to an empty interpreter", _memory, 1.6, 1.22),
)
