"""Measure where the milliseconds of a short run of the command go: whole processes, and what each import takes in one.

The processes run in turn, and the least of each counts. The package must be installed from a wheel: an editable installation
imports a finder of its own. ``--write`` puts the tables into ``docs/benchmarks.md``.

    python scripts/startup_cost.py --times 40 --write
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from documentation import pages

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
COMMAND = str(Path(sysconfig.get_path("scripts")) / "bs-validate")
HOST = {"firstname": "Jan", "lastname": "Kowalski", "email": "jan@example.com"}
CONTACT = {
    "firstname": "Anna",
    "lastname": "Berg",
    "email": "anna@example.com",
    "address1": "1 Rue X",
    "city": "Paris",
    "country_code": "FR",
    "zip": "75001",
    "spoken_languages": ["fr"],
    "phones": [{"label": "mobile", "number": "+33 6 12 34 56 78"}, {"label": "home", "number": "01 23 45 67 89"}],
}
PAYLOADS = {
    "host.json": {"hosts": [HOST]},
    "contact.json": {"contacts": [CONTACT]},
    "faulty.json": {"hosts": [{**HOST, "lastname": None}]},
}
#: The command of each row of processes, by its title.
PROGRAMS = {
    "an empty interpreter": ["-c", "pass"],
    "the modules of the first look": ["-c", "import bs_validate.__main__"],
    "`lint` of a valid host": [COMMAND, "lint", "host.json"],
    "`re`, which only phones need": ["-c", "import re"],
    "`lint` of a valid contact with two phones": [COMMAND, "lint", "contact.json"],
    "`jsonschema_rs`, the engine": ["-c", "import jsonschema_rs"],
    "`lint` of a host with an error": [COMMAND, "lint", "faulty.json"],
}
#: Modules whose imports are shown, each with the modules that it is the first to import.
SHOWN = ("jsonschema_rs", "typing", "argparse", "json", "re", "phonenumbers")


def run(arguments: Sequence[str], folder: str) -> float:
    """Run a Python program, and return its seconds."""
    start = time.perf_counter()
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603  # ours
    return time.perf_counter() - start


def processes(folder: str, times: int) -> Iterator[str]:
    """Yield the rows of the table of whole processes."""
    runs: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(times):
        for name, arguments in PROGRAMS.items():
            runs[name].append(run(arguments, folder))
    least = {name: min(every) for name, every in runs.items()}
    empty = least["an empty interpreter"]
    for name, seconds in least.items():
        yield f"| {name} | {seconds * 1000:.1f} | {(seconds - empty) * 1000:.1f} | {seconds / empty:.2f} |"


def imports(folder: str, times: int, file: str) -> Iterator[str]:
    """Yield the rows of the table of imports for linting a file: milliseconds, and the number of modules."""
    found = [_imports(folder, file) for _ in range(times)]
    best = {name: (min(one[name][0] for one in found), found[0][name][1]) for name in found[0]}
    for name, (milliseconds, number) in sorted(best.items(), key=lambda item: -item[1][0]):
        yield f"| {name} | {milliseconds:.1f} | {number} |"


def _imports(folder: str, file: str) -> dict[str, tuple[float, int]]:
    """Return the milliseconds and the number of modules of the imports, by the module that first imported them."""
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-X", "importtime", COMMAND, "lint", file], cwd=folder, capture_output=True, text=True, check=False
    )
    rows = re.findall(r"^import time: +(\d+) \| +\d+ \| ( *)(\S+)$", run.stderr, re.MULTILINE)
    spent: dict[str, tuple[float, int]] = {}
    above: list[tuple[int, str]] = []
    for microseconds, indent, module in reversed(rows):  # A module is listed after those that it has imported.
        while above and above[-1][0] >= len(indent):
            above.pop()
        group = _group(module) or (above[-1][1] if above else "the interpreter and others")
        above.append((len(indent), group))
        milliseconds, number = spent.get(group, (0.0, 0))
        spent[group] = (milliseconds + int(microseconds) / 1000, number + 1)
    return spent


def _group(module: str) -> str | None:
    top = module.partition(".")[0]
    if top == "bs_validate":
        return "**bs-validate**, its own modules"
    return f"`{top}`, and modules that only it imports" if top in SHOWN else None


def report(times: int) -> str:
    """Run the measurements, and return the tables."""
    with tempfile.TemporaryDirectory() as folder:
        for name, payload in PAYLOADS.items():
            (Path(folder) / name).write_text(json.dumps(payload), encoding="utf-8")
        for arguments in PROGRAMS.values():
            run(arguments, folder)
        whole = list(processes(folder, times))
        first, ordinary = (list(imports(folder, max(times // 4, 2), file)) for file in ("contact.json", "faulty.json"))
    machine = f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    return "\n".join(
        [
            "| whole process | ms | more than an empty interpreter | to an empty interpreter |",
            "| --- | ---: | ---: | ---: |",
            *whole,
            "",
            "| imported to lint a valid contact | ms | modules |",
            "| --- | ---: | ---: |",
            *first,
            "",
            "| imported to lint a host with an error | ms | modules |",
            "| --- | ---: | ---: |",
            *ordinary,
            "",
            f"({machine}.)",
        ]
    )


def main(argv: list[str] | None = None) -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="Measure where the milliseconds of a short run of the command go.")
    parser.add_argument("--times", type=int, default=20, help="how often to run each process (default: 20)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    arguments = parser.parse_args(argv)
    shown = report(arguments.times)
    print(shown)
    if arguments.write:
        pages.fill(PAGE, "startup", shown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
