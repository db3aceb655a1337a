"""Measure a file with a contact on each line, with the command and with ``validate_batch``."""

import gzip
import os
import shutil
import time
from pathlib import Path

from benchmarks.processes import SCHEMA, SCRIPTS, least, peak, run
from benchmarks.results import FILE, GZIP, STDIN, Lines, Run
from bs_validate import validate_batch
from contacts import line, mixed


def measure(folder: Path, count: int, times: int) -> Lines:
    """Measure the command on this many contacts, one in ten with faults, and ``validate_batch`` on a tenth of them."""
    some, every, packed = folder / "tenth.ndjson", folder / "create.ndjson", folder / "create.ndjson.gz"
    _fill(some, count // 10)
    _fill(every, count)
    with every.open("rb") as source, gzip.open(packed, "wb", compresslevel=6) as target:
        shutil.copyfileobj(source, target)
    lint = [str(SCRIPTS / "bs-validate"), "lint", "--as", SCHEMA]
    runs: dict[str, list[Run]] = {FILE: [], STDIN: [], GZIP: []}
    errors, both = [], []
    for _ in range(times):
        errors.append(_in_process(some, warnings=False))
        runs[FILE].append(run([*lint, str(every)], 1))
        runs[STDIN].append(run([*lint, "-"], 1, given=every))
        runs[GZIP].append(run(["sh", "-c", 'gzip -dc "$0" | "$@"', str(packed), *lint, "-"], 1))  # the command ends the pipe
        both.append(_in_process(some, warnings=True))
    fewest = min(errors) / (count // 10), min(both) / (count // 10)
    peaks = peak([*lint, str(some)]), peak([*lint, str(every)])
    return Lines(
        count,
        every.stat().st_size,
        len(os.sched_getaffinity(0)),
        {name: least(one) for name, one in runs.items()},
        *fewest,
        peaks,
    )


def _fill(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(map(line, mixed(count)))


def _in_process(file: Path, *, warnings: bool) -> float:
    """Return the processor seconds that a file takes the second time, when everything is imported and compiled."""
    took = 0.0
    for _ in range(2):
        with file.open("rb") as opened:
            start = time.process_time()
            found = sum(1 for _ in validate_batch(opened, SCHEMA, warnings=warnings))
            took = time.process_time() - start
        if not found:
            raise SystemExit("a tenth of the contacts should have errors")
    return took
