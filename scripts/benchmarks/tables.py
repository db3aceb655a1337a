"""Write the measured values and their targets as Markdown."""

from collections.abc import Iterable, Sequence

from benchmarks.ratios import RATIOS, passed, share
from benchmarks.results import CHECK_JSONSCHEMA, INTERPRETER, LINT, Lines, Results, Run


def report(results: Results) -> str:
    """Return all tables."""
    parts = [f"On {results.machine}", _covered(results.covered)]
    parts += [_contacts(title, rows, results.accepted) for title, rows in results.contacts.items()]
    parts += [_files(results.files), *results.notes, _memory(results.memory), _imports(results), _lines(results.lines)]
    return "\n\n".join([*parts, _targets(results)])


def shown(value: float) -> str:
    """Return a number with about three digits."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table: names on the left, numbers on the right."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


def _covered(covered: dict[str, float]) -> str:
    *first, last = (f"{share:.1%} of the {kind}" for kind, share in covered.items())
    shares = f"{', '.join(first)} and {last}" if first else last
    return f"The engine accepts {shares} of these contacts by a pattern, without a call of Python."


def _contacts(title: str, rows: dict[str, float], accepted: dict[str, float]) -> str:
    floor, ours = list(rows.values())[:2]
    head = [title, "µs", "to the first row", "to the second"]
    cells = [[name, shown(took), shown(took / floor), shown(took / ours)] for name, took in rows.items()]
    if accepted.keys() & rows.keys():
        head.append("accepts")
        cells = [[*row, f"{accepted[name]:.0%}" if name in accepted else ""] for name, row in zip(rows, cells, strict=True)]
    return table(head, cells)


def _files(files: dict[str, dict[str, Run]]) -> str:
    names = {name: None for rows in files.values() for name in rows}
    rows = [[name, *(_beside(column, name) for column in files.values())] for name in names]
    return table(["whole process: ms (share of check-jsonschema's)", *files], rows)


def _beside(column: dict[str, Run], name: str) -> str:
    if name not in column:
        return ""
    took = column[name].passed
    return f"{shown(took * 1e3)} ({took / column[CHECK_JSONSCHEMA].passed:.2f})"


def _memory(memory: dict[str, float]) -> str:
    rows = ([name, shown(peak), shown(peak / memory[INTERPRETER])] for name, peak in memory.items())
    return table(["whole process with 1 file", "MB at most", "to an empty interpreter"], rows)


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
    head = [f"{LINT}: {lines.count:,} contacts, one on each line ({lines.size / 1e6:.0f} MB)", "s", "contacts a second"]
    head += ["each core, to `validate_batch` with warnings", "to `validate_batch` without warnings"]
    tenth, every = lines.memory
    return f"{table(head, rows)}\n\nMemory of the largest process: {every:.0f} MB, and {tenth:.0f} MB for a tenth of the lines."


def _targets(results: Results) -> str:
    rows = []
    for ratio in RATIOS:
        value = shown(ratio.of(results, passed))
        met = ratio.meets(float(value), ratio.target)  # as exactly as it is shown
        rows.append([ratio.what, value, f"{'≤' if ratio.at_most else '≥'} {ratio.target:g}", "met" if met else "**missed**"])
    return table(["ratio", "measured", "target", ""], rows)
