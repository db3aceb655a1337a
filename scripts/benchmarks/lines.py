"""What a file of a contact a line takes, as a whole process and in the process."""

import gzip
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.processes import ELSEWHERE, PEAK, SCHEMA, SCRIPTS, least, run
from benchmarks.results import FILE, GZIP, STDIN, Lines, Run
from bs_validate import validate_batch
from contacts import contacts, line


def measure(folder: Path, count: int, times: int) -> Lines:
    """Measure the command on so many contacts, all valid and without warnings, and ``validate_batch`` on a tenth of them."""
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
        runs[FILE].append(run([*lint, str(every)]))
        runs[STDIN].append(run([*lint, "-"], given=every))
        runs[GZIP].append(run(["sh", "-c", 'gzip -dc "$0" | "$@"', str(packed), *lint, "-"]))  # the pipe's end is the command's
        both.append(_in_process(some, warnings=True))
    fewest = min(errors) / (count // 10), min(both) / (count // 10)
    peaks = _peak(some), _peak(every)
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
        opened.writelines(map(line, contacts(count, undoubted=True)))


def _in_process(file: Path, *, warnings: bool) -> float:
    """Return the seconds of a core that a file takes; the second time, when all is imported and compiled."""
    took = 0.0
    for _ in range(2):
        with file.open("rb") as opened:
            start = time.process_time()
            found = sum(1 for _ in validate_batch(opened, SCHEMA, warnings=warnings))
            took = time.process_time() - start
        if found:
            raise SystemExit("the contacts that are measured are not all valid and without doubt")
    return took


def _peak(file: Path) -> float:
    """Return the most megabytes that the command had, or one of the processes that it started."""
    program = (
        "import json, resource, sys; from bs_validate.cli.main import main; status = main(sys.argv[1:]); "
        f"print({PEAK}, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(status)"
    )
    command = [sys.executable, "-c", program, "lint", "--as", SCHEMA, str(file)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ELSEWHERE)  # noqa: S603  # ours
    return max(map(int, ran.stderr.split())) / 1024
