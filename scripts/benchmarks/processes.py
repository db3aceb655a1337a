"""Measure whole processes: the command beside other tools, and imports."""

import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.results import CHECK_JSONSCHEMA, FAULTY, INTERPRETER, JSONSCHEMA, LINT, MANY, ONE, PACKAGE, Import, Run
from bs_validate._schema.catalog import packaged
from bs_validate.validator import DEFAULT
from contacts import contacts, document, with_three_faults

SCRIPTS = Path(sysconfig.get_path("scripts"))
SCHEMA = "contact.create"
AJV = "ajv-cli@5.0.0"
#: The directory of the processes; in that of the sources, Python would import those instead of the installed package.
ELSEWHERE = tempfile.gettempdir()
#: Runs a command, and prints its peak of memory in kB, or that of its processes. It is small because a process counts the
#: memory of the one that has started it.
_MEASURED = (
    "import os, sys; _, _, used = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0); print(used.ru_maxrss)"
)


class Tool(NamedTuple):
    """A command, and its exit status for files with faults."""

    name: str
    command: list[str]
    faulty: int


def run(command: Sequence[str], status: int = 0, given: Path | None = None) -> Run:
    """Run a command, and return its cost. Raises SystemExit if its exit status is another one."""
    with Path(given or os.devnull).open("rb") as stdin:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  # the tools that are compared
            command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ELSEWHERE
        )
        _, ended, used = os.wait4(process.pid, 0)  # with the processes that it has waited for
        passed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise SystemExit(f"{' '.join(command[:5])} … ended with {process.returncode}, and not with {status}")
    return Run(passed, used.ru_utime + used.ru_stime)


def least(runs: Iterable[Run]) -> Run:
    """Return the least of several runs, for each kind of second."""
    passed, worked = zip(*runs, strict=True)
    return Run(min(passed), min(worked))


def in_turn(tools: Sequence[Tool], times: int, *, faulty: bool = False) -> dict[str, Run]:
    """Run tools this many times in turn, and return the least of each."""
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    for _ in range(times):
        for tool in tools:
            runs[tool.name].append(run(tool.command, tool.faulty if faulty else 0))
    return {name: least(one) for name, one in runs.items()}


def install_ajv(folder: Path) -> str | None:
    """Install ajv-cli into a folder; return the reason if it cannot be measured."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "ajv-cli is not measured: there is no node, or no npm."
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "--silent", AJV]
    if subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603  # as it is written
        return "ajv-cli is not measured: npm could not install it."
    return None


def files(folder: Path, times: int) -> tuple[dict[str, dict[str, Run]], dict[str, float], list[str]]:
    """Measure the tools on files: times by column and tool, megabytes for one file by tool, and notes on tools that are left out.

    The one file has a contact without doubtful numbers. Of the others, most have a doubtful number.
    """
    schema = folder / "schema.json"
    schema.write_text(json.dumps(packaged()[SCHEMA].document), encoding="utf-8")
    left_out = install_ajv(folder / "ajv")
    made = list(contacts(1000))
    undoubted = next(one for one in made if not DEFAULT.validate(document(one), SCHEMA).warnings)
    columns = {
        ONE: ([undoubted], times),
        "100 files": (made[:100], max(times // 3, 2)),
        MANY: (made, max(times // 5, 2)),
        FAULTY: (list(map(with_three_faults, made)), max(times // 5, 2)),
    }
    found, memory = {}, {}
    for number, (title, (some, rounds)) in enumerate(columns.items()):
        where = folder / str(number)
        tools = _tools(schema, where, write(where, some), with_ajv=left_out is None)
        if title == ONE:
            tools = [Tool(INTERPRETER, [sys.executable, "-c", "pass"], 0), *tools]
            memory = {tool.name: peak(tool.command) for tool in tools}
        found[title] = in_turn(tools, rounds, faulty=title == FAULTY)
    return found, memory, [] if left_out is None else [left_out]


def write(folder: Path, made: Iterable[dict[str, Any]]) -> list[str]:
    """Write a file for each contact, and return their paths."""
    folder.mkdir()
    paths = []
    for number, contact in enumerate(made):
        file = folder / f"create-{number}.json"
        file.write_text(json.dumps(document(contact), indent=2), encoding="utf-8")
        paths.append(str(file))
    return paths


def _tools(schema: Path, folder: Path, paths: list[str], *, with_ajv: bool) -> list[Tool]:
    ajv = [str(schema.parent / "ajv" / "node_modules" / ".bin" / "ajv"), "validate", "--spec=draft2020", "--strict=false"]
    ajv += ["--validate-formats=false", "--all-errors", "-s", str(schema), "-d", str(folder / "*.json")]
    return [
        Tool(LINT, [str(SCRIPTS / "bs-validate"), "lint", *paths], 1),
        Tool(CHECK_JSONSCHEMA, [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), *paths], 1),
        *([Tool("ajv-cli", ajv, 1)] if with_ajv else []),
        Tool("sourcemeta jsonschema", [_sourcemeta(), "validate", "--continue", str(schema), *paths], 2),
    ]


def _sourcemeta() -> str:
    """Return the program itself without the Python script that starts it; jsonschema has a script of the same name."""
    found = importlib.util.find_spec("sourcemeta_jsonschema")
    if found is None or found.origin is None:
        raise SystemExit("sourcemeta-jsonschema is not installed")
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    return str(Path(found.origin).parent / f"jsonschema-{platform.system().lower()}-{machine}")


def imports(times: int) -> dict[str, Import]:
    """Measure imports and the validation of a contact as the cost beyond that of an empty interpreter."""
    modules = ("jsonschema_rs", JSONSCHEMA, "pydantic", "fastjsonschema", "msgspec")
    programs = {
        "": "pass",
        PACKAGE: "import bs_validate",
        f"{PACKAGE}, and a contact validated": f"import bs_validate; bs_validate.validate({{}}, {SCHEMA!r})",
        **{name: f"import {name}" for name in modules},
    }
    tools = [Tool(name, [sys.executable, "-c", program], 0) for name, program in programs.items()]
    found = in_turn(tools, times)
    empty = found.pop("")
    return {
        tool.name: Import(Run(found[tool.name].passed - empty.passed, found[tool.name].worked - empty.worked), peak(tool.command))
        for tool in tools[1:]
    }


def peak(command: Sequence[str]) -> float:
    """Return the peak of memory in megabytes of a command, or of a process that it has waited for."""
    measured = [sys.executable, "-I", "-S", "-c", _MEASURED, *command]
    with subprocess.Popen(measured, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ELSEWHERE) as process:  # noqa: S603  # ours
        shown, _ = process.communicate()
    return int(shown.split()[-1]) / 1024
