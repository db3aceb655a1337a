"""Try the printed schemas and the table of operations in the tools of others: linters, mocks, readers and code generators.

Each tool is installed in a pinned version in a temporary folder, and does its own work there with what ``bs-validate schema``
prints. The exit status is 1 if a tool refuses a valid document, accepts an invalid one, or writes types that differ from the
schemas.

    python scripts/try_tools.py                     all of them
    python scripts/try_tools.py prism openapi-core  some of them
"""

import argparse
import ast
import contextlib
import copy
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from bs_validate._schema.catalog import packaged
from bs_validate._schema.printing import printed, printed_operations
from documentation import pages

#: Prism is not the newest: the later ones ask for a Node that is younger than the one that the gates install.
NPM = ("@redocly/cli@2.77.0", "@stoplight/prism-cli@5.14.2", "json-schema-to-typescript@16.0.0", "typescript@5.9.3")
PYPI = ("datamodel-code-generator==0.89.0", "openapi-core==0.23.1", "schemathesis==4.32.5")
PAGE = "docs/other-languages.md"
SECONDS_TO_START = 60
SECONDS_TO_RUN = 400

CATALOG = packaged()
EXAMPLES = CATALOG.source("openapi.json")["components"]["examples"]
WRITES = tuple(name for name in CATALOG.names if not name.endswith(".read"))
#: Requests that are documented: method, path, and the example that is sent.
DOCUMENTED = (
    ("POST", "/contacts", "contact_to_create", 201),
    ("PUT", "/contacts/1", "contact_to_update", 200),
    ("POST", "/hosts", "host_to_create", 201),
)
#: Changes of a new contact. A validator without our formats must refuse each of them.
WRONG: tuple[dict[str, Any], ...] = (
    {"email": "nope"},
    {"website": "www.x"},
    {"phones": [{"label": "phone", "number": "zz"}]},
    {"country_code": "UK"},
    {"first_name": "Ana"},
)


def wrong_contacts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield documents that no validator should accept, each with the change that makes it wrong."""
    for change in WRONG:
        document = copy.deepcopy(EXAMPLES["contact_to_create"]["value"])
        document["contacts"][0].update(change)
        yield json.dumps(change), document


def redocly(folder: Path) -> Iterator[str]:
    """Yield the errors that Redocly's linter finds, in the file of the repository and in the printed one."""
    for file in (pages.ROOT / "schemas" / "openapi.json", folder / "openapi.json"):
        run = _run([_npm(folder, "redocly"), "lint", "--format=json", str(file)], folder)
        try:
            totals = json.loads(run.stdout)["totals"]
        except (ValueError, KeyError):
            yield f"{file.name}: no report: {run.stderr[-300:]}"
        else:
            if totals["errors"] or run.returncode:
                yield f"{file.name}: {totals['errors']} errors"


def prism(folder: Path) -> Iterator[str]:
    """Yield the requests that the mock server answers with a different status than the API."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [_npm(folder, "prism"), "mock", "--host", "127.0.0.1", "--port", str(port), str(folder / "openapi.json")]
    url = f"http://127.0.0.1:{port}"
    with open(folder / "prism.log", "wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:  # noqa: S603  # pinned
        try:
            _await(url, process)
            for method, path, example, status in DOCUMENTED:
                answered = _status(method, url + path, EXAMPLES[example]["value"])
                if answered != status:
                    yield f"{method} {path} with {example}: {answered}, not {status}"
            for change, document in wrong_contacts():
                answered = _status("POST", f"{url}/contacts", document)
                if answered != 422:
                    yield f"a new contact with {change}: {answered}, not 422"
        finally:
            process.terminate()


#: Runs in the environment of the tool: reads the cases, and prints for each whether the body was unmarshalled without an error.
_UNMARSHAL = """
import json, sys, warnings
warnings.simplefilter("ignore")
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest
api = OpenAPI.from_file_path(sys.argv[1])
for method, path, body in json.load(sys.stdin):
    sent = {"data": json.dumps(body).encode(), "content_type": "application/json"}
    request = MockRequest("https://www.bookingsync.com", method.lower(), "/api/v3" + path, **sent)
    found = api.unmarshal_request(request)
    print(json.dumps(not found.errors and found.body == body))
"""


def openapi_core(folder: Path) -> Iterator[str]:
    """Yield the documented requests that openapi-core does not unmarshal, and the wrong ones that it does."""
    cases = [(f"{method} {path}", method, path, EXAMPLES[name]["value"], True) for method, path, name, _ in DOCUMENTED]
    cases += [(f"a new contact with {change}", "POST", "/contacts", document, False) for change, document in wrong_contacts()]
    asked = json.dumps([(method, path, body) for _, method, path, body, _ in cases])
    for file in (pages.ROOT / "schemas" / "openapi.json", folder / "openapi.json"):
        run = _run([_python(folder), "-c", _UNMARSHAL, str(file)], folder, sent=asked)
        verdicts = [json.loads(line) for line in run.stdout.splitlines()]
        if len(verdicts) != len(cases):
            yield f"{file.name}: no verdicts: {run.stderr[-300:]}"
            continue
        for (case, *_, expected), verdict in zip(cases, verdicts, strict=True):
            if verdict != expected:
                yield f"{file.name}: {case}: {'taken' if verdict else 'refused'}"


def schemathesis(folder: Path) -> Iterator[str]:
    """Yield the complaint of Schemathesis about ``bs-validate serve``, with the hook that the page shows.

    Without the hook it must complain: otherwise the hook is not needed, or nothing is tried.
    """
    (hook,) = (one.text for one in pages.snippets(PAGE) if one.kind == "python")
    (folder / "hooks.py").write_text(hook, encoding="utf-8")
    tool = [str(folder / "python" / "bin" / "schemathesis"), "run", str(folder / "openapi.json"), "--mode=positive", "--seed=1"]
    tool += ["--exclude-checks=unsupported_method"]  # PATCH is not documented, but was recorded as an update
    with _mock() as url:
        command = [*tool, f"--url={url}", "--max-examples=20", "--generation-database=none"]
        run = _run(command, folder, {"SCHEMATHESIS_HOOKS": "hooks"})
        if run.returncode:
            yield f"with the hook: {(run.stdout + run.stderr)[-1500:]}"
        elif "9 selected" not in run.stdout:
            yield "with the hook: not all nine operations are tried"
        if _run([*command, "--include-operation-id=create_contact"], folder).returncode != 1:
            yield "without the hook: no complaint"


def typescript(folder: Path) -> Iterator[str]:
    """Yield the faults of the interfaces that json-schema-to-typescript generates."""
    for name in WRITES:
        run = _run([_npm(folder, "json2ts"), str(folder / f"{name}.json")], folder)
        found = {
            one["name"]: set(re.findall(r"(?m)^  (\w+)\??:", one["body"]))
            for one in re.finditer(r"(?ms)^export interface (?P<name>\w+) \{\n(?P<body>.*?)^\}", run.stdout)
        }
        yield from complaints(name, found)
        source = folder / f"{name}.ts"
        source.write_text(run.stdout, encoding="utf-8")
        compiled = _run([_npm(folder, "tsc"), "--noEmit", "--strict", str(source)], folder)
        if compiled.returncode:
            yield f"{name}: does not compile: {compiled.stdout[:300]}"


def datamodel(folder: Path) -> Iterator[str]:
    """Yield the faults of the classes that datamodel-code-generator generates."""
    tool = [str(folder / "python" / "bin" / "datamodel-codegen"), "--input-file-type", "jsonschema", "--formatters", "builtin"]
    for name in WRITES:
        target = folder / f"{name.replace('.', '_')}.py"
        made = ["--input", str(folder / f"{name}.json"), "--output", str(target), "--output-model-type", "typing.TypedDict"]
        run = _run([*tool, *made], folder)
        if run.returncode:
            yield f"{name}: not made: {run.stderr[-300:]}"
            continue
        classes = (one for one in ast.parse(target.read_text(encoding="utf-8")).body if isinstance(one, ast.ClassDef))
        yield from complaints(name, {one.name: set(_annotated(one)) for one in classes})


TOOLS: dict[str, Callable[[Path], Iterator[str]]] = {
    "redocly": redocly,
    "prism": prism,
    "openapi-core": openapi_core,
    "typescript": typescript,
    "datamodel": datamodel,
    "schemathesis": schemathesis,
}


def _annotated(made: ast.ClassDef) -> Iterator[str]:
    for one in made.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id


def complaints(name: str, types: dict[str, set[str]]) -> Iterator[str]:
    """Yield the faults of the types of a write, which must have the writable fields and no names with a number."""
    schema = printed(CATALOG[name])["properties"][f"{name.partition('.')[0]}s"]["items"]
    expected = set(schema["properties"])
    if expected not in types.values():
        yield f"{name}: no type has just the fields that can be written: {types}"
    yield from (f"{name}: a type is named {one}" for one in types if re.search(r"_?\d+$", one))


@contextlib.contextmanager
def _mock() -> Iterator[str]:
    """Run ``bs-validate serve`` on a free port, and yield its URL. Raises ``OSError`` if it does not start."""
    command = [sys.executable, "-m", "bs_validate", "serve", "--port", "0"]
    with tempfile.TemporaryFile("w+") as log, subprocess.Popen(command, stderr=log) as process:  # noqa: S603  # our own command
        try:
            yield _listening(log, process)
        finally:
            process.terminate()


def _listening(log: IO[str], process: "subprocess.Popen[bytes]") -> str:
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        log.seek(0)
        if found := re.search(r"http://\S+(?=/ )", log.read()):
            return found[0]
        time.sleep(0.1)
    raise OSError("bs-validate serve does not listen")


def _status(method: str, url: str, document: Any) -> int:
    headers = {"Content-Type": "application/vnd.api+json", "Authorization": "Bearer none"}
    request = urllib.request.Request(url, json.dumps(document).encode(), headers, method=method)  # noqa: S310  # on loopback
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_TO_START) as answer:  # noqa: S310  # on loopback
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _await(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers. Raises ``OSError`` if it ends first, or does not answer in time."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            _status("GET", url, {})
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def _npm(folder: Path, name: str) -> str:
    return str(folder / "node_modules" / ".bin" / name)


def _python(folder: Path) -> str:
    return str(folder / "python" / "bin" / "python")


def _run(
    command: Sequence[str], folder: Path, more: dict[str, str] | None = None, sent: str | None = None
) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "NO_COLOR": "1",
        "REDOCLY_TELEMETRY": "off",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **(more or {}),
    }
    return subprocess.run(  # noqa: S603  # pinned tools
        command, cwd=folder, env=environment, input=sent, capture_output=True, text=True, check=False, timeout=SECONDS_TO_RUN
    )


def _install(folder: Path) -> None:
    """Install every tool, and print their versions."""
    python = [sys.executable, "-m", "venv", str(folder / "python")]
    npm = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", *NPM]
    for command in (python, [_python(folder), "-m", "pip", "install", "--quiet", *PYPI], npm):
        run = _run(command, folder)
        if run.returncode:
            raise SystemExit(f"try_tools: {' '.join(command)}: {run.stderr[-500:]}")
    (folder / "openapi.json").write_text(json.dumps(printed_operations(CATALOG)), encoding="utf-8")
    for name in CATALOG.names:
        (folder / f"{name}.json").write_text(json.dumps(printed(CATALOG[name])), encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Try the named tools, or all of them; return 1 if one of them complains."""
    parser = argparse.ArgumentParser(description="Try the printed schemas in the tools of others.")
    parser.add_argument("tools", nargs="*", metavar="TOOL", help=f"one of {', '.join(TOOLS)}; all by default")
    wanted = parser.parse_args(argv).tools or list(TOOLS)
    for unknown in set(wanted) - set(TOOLS):
        parser.error(f"unknown tool {unknown!r}: choose from {', '.join(TOOLS)}")
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _install(folder)
        for tool in wanted:
            found = list(TOOLS[tool](folder))
            failed = failed or bool(found)
            print(f"{tool}:", *(found or ["as expected"]), sep="\n  " if found else " ", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
