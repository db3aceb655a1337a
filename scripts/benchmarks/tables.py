"""What was measured, as Markdown, and the targets beside it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.results import (
    CHECK_JSONSCHEMA,
    FILE,
    FIVE,
    FIVE_FLOOR,
    FLOOR,
    INTERPRETER,
    LIBRARIES_WAY,
    LINT,
    LINT_HOST,
    MANY,
    ONE,
    OURS,
    TEXT,
    TEXT_FLOOR,
    Lines,
    Results,
    Run,
)


class Target(NamedTuple):
    """A ratio that is to be at most so large, or at least."""

    what: str
    value: float
    bound: float
    at_most: bool = True

    @property
    def met(self) -> bool:
        """Whether it is so, as exactly as it is shown."""
        value = float(shown(self.value))
        return value <= self.bound if self.at_most else value >= self.bound


def targets(results: Results) -> list[Target]:
    """Return the targets, with what was measured."""
    took, one, many = results.took, results.files[ONE], results.files[MANY]
    return [
        Target("a valid contact, to the floor", took[OURS] / took[FLOOR], 2.2),
        Target("its JSON text, to orjson and the floor", took[TEXT] / took[TEXT_FLOOR], 2),
        Target("five faults with codes and params, to `iter_errors`", took[FIVE] / took[FIVE_FLOOR], 1.5),
        *(
            Target(
                f"{peer} with {LIBRARIES_WAY}, to a valid contact",
                took[f"{peer}, {LIBRARIES_WAY}"] / took[OURS],
                times,
                at_most=False,
            )
            for peer, times in (("jsonschema", 40), ("fastjsonschema", 15), ("pydantic", 10))
        ),
        Target("a small file, a host, linted, to an empty interpreter", one[LINT_HOST].passed / one[INTERPRETER].passed, 3),
        Target(
            "a small file, a contact with phones, linted, to an empty interpreter", one[LINT].passed / one[INTERPRETER].passed, 3
        ),
        Target("1,000 small files, to check-jsonschema", many[LINT].passed / many[CHECK_JSONSCHEMA].passed, 0.35),
        Target("the rate on lines, on each core, to that in the process", share(results.lines), 0.6, at_most=False),
        Target("the memory for all lines, to that for a tenth", results.lines.memory[1] / results.lines.memory[0], 1.1),
    ]


def share(lines: Lines, *, errors_alone: bool = False, how: str = FILE) -> float:
    """Return the contacts a second of each core as a share of those that ``validate_batch`` goes through."""
    in_process = lines.errors if errors_alone else lines.all
    return in_process * lines.count / (lines.runs[how].passed * lines.cores)


def report(results: Results) -> str:
    """Return all tables."""
    parts = [f"On {results.machine}", *map(_contacts, results.contacts.items()), _files(results.files)]
    parts += [*results.notes, _imports(results), _lines(results.lines), _targets(targets(results))]
    return "\n\n".join(parts)


def shown(value: float) -> str:
    """Return a number in three digits or so."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table: names on the left, numbers on the right."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


def _contacts(group: tuple[str, dict[str, float]]) -> str:
    title, rows = group
    floor, ours = list(rows.values())[:2]
    cells = ([name, shown(took), shown(took / floor), shown(took / ours)] for name, took in rows.items())
    return table([title, "µs", "to the first row", "to the second"], cells)


def _files(files: dict[str, dict[str, Run]]) -> str:
    names = {name: None for rows in files.values() for name in rows}
    rows = [[name, *(_beside(column, name) for column in files.values())] for name in names]
    return table(["whole process: ms (share of check-jsonschema's)", *files], rows)


def _beside(column: dict[str, Run], name: str) -> str:
    if name not in column:
        return ""
    took = column[name].passed
    return f"{shown(took * 1e3)} ({took / column[CHECK_JSONSCHEMA].passed:.2f})"


def _imports(results: Results) -> str:
    rows = (
        [name, shown(one.run.passed * 1e3) if one.run.passed else "", f"{one.memory:.0f}"]
        for name, one in results.imports.items()
    )
    return table(["imported", "ms, more than an empty interpreter", "MB at most"], rows)


def _lines(lines: Lines) -> str:
    rows = (
        [
            how,
            f"{one.passed:.2f}",
            f"{lines.count / one.passed:,.0f}",
            f"{share(lines, how=how):.0%}",
            f"{share(lines, how=how, errors_alone=True):.0%}",
        ]
        for how, one in lines.runs.items()
    )
    head = [f"{LINT}: {lines.count:,} contacts, one a line ({lines.size / 1e6:.0f} MB)", "s", "contacts a second"]
    head += ["each core, to `validate_batch` with warnings, as in the command", "to errors alone"]
    tenth, every = lines.memory
    return f"{table(head, rows)}\n\nMemory of the largest process: {every:.0f} MB, and {tenth:.0f} MB for a tenth of the lines."


def _targets(found: list[Target]) -> str:
    rows = (
        [one.what, shown(one.value), f"{'≤' if one.at_most else '≥'} {one.bound:g}", "met" if one.met else "**missed**"]
        for one in found
    )
    return table(["ratio", "measured", "target", ""], rows)
