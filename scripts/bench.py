"""Measure this package in one run beside others that have the same rules, and beside the least time that the work can take.

All draw on the same contacts (``scripts/contacts.py``), which are all different, so that no library gains from caching results by
value. Each peer must first refuse a contact that breaks a rule. All works are measured in turn, and the least time of each
counts. Prints Markdown tables: a contact in the process, files as whole processes, memory, imports, and the targets. More time
gives steadier figures. ``--write`` puts the tables into ``docs/benchmarks.md``, with a picture; ``--guard`` exits with 1 when a
ratio is grossly worse than recorded.

    python scripts/bench.py --seconds 2 --write
"""

import argparse
import compileall
import importlib.util
import os
import platform
import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks import guard, plot, tables
from benchmarks.results import Results
from documentation import pages

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PLOT = Path("scripts") / "plots" / "speed.svg"
ALT = "The time for a valid contact within a process, and for one file and 1,000 files as whole processes"
PEERS = (
    *("jsonschema-rs", "orjson", "jsonschema", "fastjsonschema", "pydantic", "msgspec", "email-validator", "phonenumbers"),
    *("validators", "check-jsonschema", "sourcemeta-jsonschema", "Faker"),
)


def machine() -> str:
    """Return the processor, the Python and the versions of the peers."""
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE) if cpuinfo.exists() else None
    model = found[1] if found else platform.processor() or platform.machine()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {python}; {', '.join(f'{name} {version(name)}' for name in PEERS)}."


def measure(seconds: float, processes: int, lines: int) -> Results:
    """Run all measurements."""
    from benchmarks import in_process  # only here, since it imports the peers
    from benchmarks import lines as of_lines
    from benchmarks import processes as of_processes

    for package in ("bs_validate", "bs_validate.schemas"):  # as an installer does, despite PYTHONDONTWRITEBYTECODE
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            compileall.compile_dir(Path(found.origin).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, memory, notes = of_processes.files(folder, processes)
        took, accepted = in_process.measure(seconds)
        return Results(
            machine(),
            took,
            accepted,
            in_process.covered(),
            files,
            memory,
            of_processes.imports(processes),
            of_lines.measure(folder, lines, max(processes // 5, 1)),
            tuple(notes),
        )


def write(results: Results) -> None:
    """Put the tables into the page on benchmarks, and the picture beside the scripts."""
    (ROOT / PLOT).parent.mkdir(exist_ok=True)
    (ROOT / PLOT).write_text(plot.svg(plot.panels(results)), encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


def filled(page: str, results: Results) -> str:
    """Return a page with the picture and the tables between its marks; raise SystemExit unless it has them once."""
    shown = f"![{ALT}](../{PLOT.as_posix()})\n\n{tables.report(results)}"
    return pages.refilled(PAGE.name, page, "bench", shown)


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and write or guard when asked to."""
    parser = argparse.ArgumentParser(description="Measure side by side what a contact and a file take.")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long to measure each row of a contact (default: 2)")
    parser.add_argument("--processes", type=int, default=15, help="how often to run each command (default: 15)")
    parser.add_argument("--lines", type=int, default=60_000, help="how many contacts the long file has (default: 60000)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md, and draw the picture")
    parser.add_argument("--guard", action="store_true", help="exit with 1 when a ratio is grossly worse than it was")
    parser.add_argument(
        "--bounds", action="store_true", help="measure time against size instead, and write it: scripts/bounds.py"
    )
    arguments = parser.parse_args(argv)
    if arguments.bounds:
        from bounds import main as bounds

        return bounds(["--write"])
    asked = arguments.seconds, arguments.processes, arguments.lines
    results = measure(*asked)
    print(tables.report(results))
    if arguments.write:
        write(results)
    if not arguments.guard:
        return 0
    found = guard.ratios(results)
    if guard.losses(found):  # once more, since the machine may have had other work
        found = guard.better(found, guard.ratios(measure(*asked)))
    print("\nratios: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()))
    losses = [*guard.losses(found), *guard.uncovered(results)]
    for loss in losses:
        print(f"grossly worse: {loss}", file=sys.stderr)
    return int(bool(losses))


if __name__ == "__main__":
    raise SystemExit(main())
