"""Measure the cost of a million contacts on a core and with two workers, and work out that of a hundred million.

Every contact is distinct. All are valid, except in the rows that have faults. Seconds are those during which a core worked, so
that other processes on the machine matter little. Prints the tables of ``docs/benchmarks.md``; ``--write`` puts them there.

    python scripts/batch_cost.py --contacts 1000000 --write
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bs_validate import validate_batch
from contacts import contacts, line, mixed
from documentation import pages

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
SCHEMA = "contact.create"
SAMPLE = 5_000
MILLIONS = 100
CORES = 32


def on_a_core(seconds: float) -> dict[str, float]:
    """Return the least time in microseconds that a contact took, by the form in which it was given."""
    import pyarrow as pa

    from bs_validate.adapters.arrow import find

    bare = list(contacts(SAMPLE))
    lines = list(map(line, bare))
    some = list(map(line, mixed(SAMPLE)))
    documents = [{"contacts": [one]} for one in bare]
    rows = pa.Table.from_pylist([{"key": number, **one} for number, one in enumerate(bare)])
    works: dict[str, Callable[[], Any]] = {
        "lines of JSON": lambda: list(validate_batch(lines, SCHEMA)),
        "lines of JSON, one in ten with faults": lambda: list(validate_batch(some, SCHEMA)),
        "lines of JSON, warnings too": lambda: list(validate_batch(lines, SCHEMA, warnings=True)),
        "decoded documents": lambda: list(validate_batch(documents, SCHEMA)),
        "rows of an Arrow table": lambda: find(rows, SCHEMA, index="key"),
    }
    best = dict.fromkeys(works, float("inf"))
    end = time.perf_counter() + seconds
    while True:  # in turn, so that a disturbance falls on all of them
        for name, work in works.items():
            start = time.process_time()
            work()
            best[name] = min(best[name], (time.process_time() - start) / SAMPLE * 1e6)
        if time.perf_counter() > end:
            return best


def whole_file(file: Path) -> tuple[float, float]:
    """Validate a file of lines in a process of its own, and return its seconds and its megabytes."""
    program = (
        "import resource, sys, time; from bs_validate import validate_batch; start = time.process_time()\n"
        f"with open(sys.argv[1], 'rb') as lines: batch = validate_batch(lines, {SCHEMA!r}); assert not any(True for _ in batch)\n"
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    run = subprocess.run([sys.executable, "-c", program, str(file)], check=True, capture_output=True, text=True)  # noqa: S603  # ours
    took, memory = map(float, run.stdout.split())
    return took, memory


def with_dask(file: Path, folder: Path) -> tuple[float, int, int]:
    """Validate a file into Parquet with two workers, and return their seconds, the number of findings, and their bytes."""
    import dask.bag
    from distributed import Client, LocalCluster

    from bs_validate.adapters.dask import read_lines, validate, write

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1") as cluster,  # type: ignore[no-untyped-call]  # distributed is typed in part
        Client(cluster) as client,  # type: ignore[no-untyped-call]  # the same
    ):
        dask.compute(validate(dask.bag.from_sequence([line({})] * 2, npartitions=2), SCHEMA).counts)  # one-time imports
        start = sum(client.run(time.process_time).values())
        counts = write(validate(read_lines(str(file), blocksize="16MiB"), SCHEMA), str(folder)).compute()
        took = sum(client.run(time.process_time).values()) - start
    return took, sum(counts.errors.values()), sum(one.stat().st_size for one in folder.iterdir())


def report(count: int, seconds: float) -> str:
    """Run the measurements, and return the tables of the page on benchmarks."""
    files = with_files(count)  # first: a process counts the memory of the one that has started it
    core = on_a_core(seconds)
    by_core = [
        f"| {name} | {one:.1f} | {one * MILLIONS / 3600:.2f} | {one * MILLIONS / 60 / CORES:.1f} |" for name, one in core.items()
    ]
    machine = f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    return "\n".join(
        [
            f"| {SAMPLE:,} contacts as | a million, core seconds | 10⁸, core hours | 10⁸, minutes on {CORES} cores |",
            "| --- | ---: | ---: | ---: |",
            *by_core,
            "",
            "| from a file | core seconds | a million, core seconds | memory (MB) |",
            "| --- | ---: | ---: | ---: |",
            *files,
            "",
            f"({machine}.)",
        ]
    )


def with_files(count: int) -> list[str]:
    """Return the rows for files of this many contacts and of a tenth of them, on one core and with two workers."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "contacts.ndjson"
        for size in (count // 10, count):
            fill(file, map(line, contacts(size)))
            took, memory = whole_file(file)
            what = f"{size:,} lines ({file.stat().st_size / 1e6:.0f} MB), one process"
            rows.append(f"| {what} | {took:.1f} | {took / size * 1e6:.1f} | {memory:.0f} |")
        fill(file, map(line, mixed(count)))
        took, findings, size = with_dask(file, Path(name) / "findings")
    what = f"as many, one in ten with faults, two workers of Dask; {findings:,} findings in {size / 1e6:.1f} MB of Parquet"
    return [*rows, f"| {what} | {took:.1f} | {took / count * 1e6:.1f} | |"]


def fill(file: Path, texts: Iterable[str]) -> None:
    """Write texts into a file."""
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(texts)


def main(argv: list[str] | None = None) -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="Measure the cost of a million contacts.")
    parser.add_argument("--contacts", type=int, default=100_000, help="the number of contacts in the file (default: 100000)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to measure on one core (default: 10)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    arguments = parser.parse_args(argv)
    shown = report(arguments.contacts, arguments.seconds)
    print(shown)
    if arguments.write:
        pages.fill(PAGE, "cost", shown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
