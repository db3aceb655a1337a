"""What whole processes take: the command beside other tools, and imports."""

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

from benchmarks.results import CHECK_JSONSCHEMA, INTERPRETER, JSONSCHEMA, LINT, LINT_HOST, MANY, ONE, PACKAGE, Import, Run
from bs_validate._schema.catalog import packaged
from contacts import contacts, document, with_three_faults

SCRIPTS = Path(sysconfig.get_path("scripts"))
SCHEMA = "contact.create"
AJV = "ajv-cli@5.0.0"
#: Where processes run: not where the sources are, which Python would import in place of what is installed.
ELSEWHERE = tempfile.gettempdir()
FAULTY = "1,000 files, three faults each"
#: How a process tells of the most memory that it had, in kB; what getrusage says counts the process that has started it.
PEAK = "next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))"


class Tool(NamedTuple):
    """A command, and the status that it ends with when files have faults."""

    name: str
    command: list[str]
    faulty: int


def run(command: Sequence[str], status: int = 0, given: Path | None = None) -> Run:
    """Run a command, and return what it took; raise SystemExit when it ends otherwise than with the status."""
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
    """Return the least of runs, of each kind of second."""
    passed, worked = zip(*runs, strict=True)
    return Run(min(passed), min(worked))


def in_turn(tools: Sequence[Tool], times: int, *, faulty: bool = False) -> dict[str, Run]:
    """Run tools so many times in turn, and return the least of each."""
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    for _ in range(times):
        for tool in tools:
            runs[tool.name].append(run(tool.command, tool.faulty if faulty else 0))
    return {name: least(one) for name, one in runs.items()}


def install_ajv(folder: Path) -> str | None:
    """Install ajv-cli into a folder; return why it is not measured, if it cannot be."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "ajv-cli is not measured: there is no node, or no npm."
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "--silent", AJV]
    if subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603  # as it is written
        return "ajv-cli is not measured: npm could not install it."
    return None


def files(folder: Path, times: int) -> tuple[dict[str, dict[str, Run]], list[str]]:
    """Measure the tools on 1, 100 and 1,000 valid files and on 1,000 faulty ones; and return notes on what was left out."""
    schema = folder / "schema.json"
    schema.write_text(json.dumps(packaged()[SCHEMA].document), encoding="utf-8")
    left_out = install_ajv(folder / "ajv")
    made = list(contacts(1000, undoubted=True))
    found = {}
    columns = ((ONE, 1, times), ("100 files", 100, max(times // 3, 2)), (MANY, 1000, max(times // 5, 2)))
    for number, (title, count, rounds) in enumerate((*columns, (FAULTY, 1000, max(times // 5, 2)))):
        where = folder / str(number)
        paths = write(where, made[:count] if title != FAULTY else map(with_three_faults, made))
        tools = _tools(schema, where, paths, with_ajv=left_out is None)
        found[title] = in_turn([*(_least(folder) if count == 1 else ()), *tools], rounds, faulty=title == FAULTY)
    return found, [] if left_out is None else [left_out]


def _least(folder: Path) -> list[Tool]:
    """Return what linting a file is compared with, and linting one that needs no library of formats."""
    file = folder / "host-create.json"
    file.write_text('{"hosts": [{"firstname": "Jan", "lastname": "Kowalski", "email": "jan@example.com"}]}', encoding="utf-8")
    return [
        Tool(INTERPRETER, [sys.executable, "-c", "pass"], 0),
        Tool(LINT_HOST, [str(SCRIPTS / "bs-validate"), "lint", str(file)], 0),
    ]


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
    """Return the program itself, without the script of Python that starts it: jsonschema has a script of the same name."""
    found = importlib.util.find_spec("sourcemeta_jsonschema")
    if found is None or found.origin is None:
        raise SystemExit("sourcemeta-jsonschema is not installed")
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    return str(Path(found.origin).parent / f"jsonschema-{platform.system().lower()}-{machine}")


def imports(times: int, documents: int) -> dict[str, Import]:
    """Measure imports, and what it takes to validate a contact and so many of them: more than an empty interpreter takes."""
    many = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r}); from contacts import contacts, document; "
        "from bs_validate import validate; "
        f"assert all(validate(document(one), {SCHEMA!r}).valid for one in contacts({documents}))"
    )
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
    measured = {
        name: Import(Run(one.passed - empty.passed, one.worked - empty.worked), memory(programs[name]))
        for name, one in found.items()
    }
    return measured | {f"{PACKAGE}, and {documents:,} contacts validated": Import(Run(0, 0), memory(many))}


def memory(program: str) -> float:
    """Return the most megabytes that a program of Python had."""
    command = [sys.executable, "-c", f"{program}\nprint({PEAK})"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ELSEWHERE).stdout  # noqa: S603  # ours
    return int(shown.split()[-1]) / 1024
