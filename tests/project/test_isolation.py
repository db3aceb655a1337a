"""The package uses no network, runs no other program, and writes only the files that are named."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from referencing.exceptions import Unresolvable

from bs_validate import InvalidSchema
from bs_validate._check.engines import reference, rust
from support.loopback import serving
from support.samples import DOCUMENTED, changed

#: An audit hook, which cannot be removed, records everything that a program does to the outside.
#: Bytecode is not written, and null devices may be.
WATCHED = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
OUTSIDE = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.startfile", "pty.", "urllib.Request",
    "http.", "ftplib.", "smtplib.", "webbrowser.", "shutil.", "tempfile.", "os.mkdir", "os.rename", "os.remove", "os.rmdir",
    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr", "os.mkfifo",
)
seen = []
def hook(event, arguments):
    if event.startswith(OUTSIDE):
        seen.append(event)
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and arguments[0] != os.devnull:
        name = arguments[0]
        if not isinstance(name, int):
            seen.append("write " + os.path.relpath(os.fsdecode(name)))
    elif event == "os.fork" and "MAY_FORK" not in globals():
        seen.append(event)
sys.addaudithook(hook)
"""

LIBRARY = """
import json, logging
from bs_validate import *
from bs_validate import Validator, InvalidPayload, dump, forms
from bs_validate._messages.translations import LOCALES
documents = json.loads(sys.argv[1])
for engine in ("rust", "reference"):
    validator = Validator(engine=engine)
    for name, found in documents.items():
        for document in found:
            reports = [validator.validate(document, name), validator.validate_json(json.dumps(document), name),
                       validator.validate_resource(document, name), validator.validate_field("x", name, "email")]
            for operation in validator.operations:
                url = "https://www.bookingsync.com/api/v3" + operation.path.replace("{id}", "1") + "?fields=id"
                reports.append(validator.validate_request(operation.method, url, document))
                for status in operation.responses:
                    reports.append(validator.validate_response(operation.method, url, status, document))
            reports.append(dump.parse_422({"errors": {"email": ["is invalid", "has already been taken"]}}))
            for report in reports:
                report.warnings, report.to_dict()
                for shape in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
                    shape(report)
            forms.from_form([("email", "x"), ("phones[0][number]", "1")], name)
    for locale in ("en", *sorted(LOCALES)):
        for report in (validator.validate(found[1], name) for name, found in documents.items()):
            report.by_field(locale), dump.problem(report, locale), report.to_dict(locale)
to_write(documents["contact.read"][0], "contact.update")
try:
    validator.validate({}, "contact.creat")
except ValueError as error:
    str(error)
print(json.dumps(seen))
"""

COMMAND = """
MAY_FORK = True
import json
from bs_validate.cli.main import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit:
        pass
print("\\n" + json.dumps(seen))
"""


def _seen(program: str, given: object, folder: Path, **environment: str) -> list[str]:
    """Run a program in a folder under observation, and return its effects on the outside."""
    command = [sys.executable, "-B", "-c", WATCHED + program, json.dumps(given)]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=variables)  # noqa: S603  # ours
    assert run.returncode == 0, run.stderr
    found: list[str] = json.loads(run.stdout.splitlines()[-1])
    return found


def test_a_validation_has_no_effect_outside(tmp_path: Path) -> None:
    """It opens no socket, looks up no name, runs no program and writes nothing, with warnings, dumps and messages."""
    documents = {name: [document, changed(name, "email", "nobody@nowhere.example,"), {}] for name, document in DOCUMENTED.items()}
    documents["contact.update"].append(
        {"contacts": [{"email": "x@xn--ls8h.example", "website": "http://[::1]", "country_code": "UK"}]}
    )
    documents["contact.update"].append({"contacts": [{"phones": [{"label": "a", "number": "+33 (0)6 12"}], "nam": 1}]})
    assert _seen(LIBRARY, documents, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", [rust, reference], ids=["rust", "reference"])
def test_no_engine_fetches_the_target_of_a_reference(engine: ModuleType) -> None:
    """A server offers the target and gets no connection. The hook would not see one from an engine that is not Python."""
    with serving() as server:
        with pytest.raises((InvalidSchema, Unresolvable)):
            engine.compile_schema({"$ref": f"{server.url}/a.json"}).is_valid({})
        assert server.connections == 0


def _folder(path: Path) -> Path:
    """Make a folder with files of every form, with faults that can be fixed and others."""
    folder = path / "payloads"
    folder.mkdir()
    faulty = {"contacts": [{"country_code": "fr", "zipp": "1", "gender": "", "website": "http://a.example", "email": "x"}]}
    for name in ("update.json", "update.yaml"):
        (folder / name).write_text(json.dumps(faulty), encoding="utf-8")
    (folder / "update.ndjson").write_text(f"{json.dumps(faulty)}\n{{\n", encoding="utf-8")
    request = {"method": "POST", "uri": "https://www.bookingsync.com/api/v3/contacts", "body": {"string": json.dumps(faulty)}}
    response = {"status": {"code": 201}, "body": {"string": json.dumps(faulty)}}
    recorded = yaml.safe_dump({"http_interactions": [{"request": request, "response": response}]})
    (folder / "recorded.yml").write_text(recorded, encoding="utf-8")
    entry = {
        "request": {**request, "url": request["uri"], "postData": {"text": "{}"}},
        "response": {"status": 201, "content": {}},
    }
    (folder / "recorded.har").write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    (path / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["read_only"]\n', encoding="utf-8")
    (path / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    return folder


OUTPUTS = ("text", "concise", "json", "github", "sarif", "junit", "html")
#: Runs of ``lint``, each group in one process, and the files that the group may write.
RUNS: list[tuple[list[list[str]], set[str]]] = [
    (
        [
            *(["--format", one, "--jobs", "1"] for one in OUTPUTS if one != "github"),
            ["--as", "contact.create", "--lang", "pl", "--strict", "--statistics"],
            ["--verbose", "--exit-zero", "--baseline", "known.json"],
            ["--explain-files"],
            ["--diff"],
        ],
        set(),
    ),
    ([["--format", "github"]], {"summary.md"}),
    ([["--format", one, "--output", "report"] for one in OUTPUTS if one != "github"], {"report"}),
    ([["--fix"]], {"payloads/update.json", "payloads/update.ndjson"}),
    ([["--write-baseline", "baseline.json"]], {"baseline.json"}),
]


#: The steps of ``--fix``: a file is written beside the one that is fixed, and then renamed to it.
_IN_ONE_STEP = {"tempfile.mkstemp", "payloads/.bs-validate", "os.chmod", "os.rename"}


@pytest.mark.parametrize(("runs", "written"), RUNS, ids=[" ".join(runs[0]) for runs, _ in RUNS])
def test_lint_writes_only_the_named_files(tmp_path: Path, runs: list[list[str]], written: set[str]) -> None:
    """They are those of ``--output`` and ``--write-baseline``, with ``--fix`` the fixed files, and the summary of a step."""
    folder = _folder(tmp_path)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    given = [["lint", *arguments, "payloads"] for arguments in runs]
    seen = _seen(COMMAND, given, tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    steps = {re.sub(r"-\w+\.tmp", "", one.removeprefix("write ")) for one in seen}
    assert steps == (_IN_ONE_STEP if ["--fix"] in runs else written)
    other = {f"payloads/{path.name}" for path in folder.iterdir() if before.get(path) != path.read_bytes()}
    assert other == {one for one in written if one.startswith("payloads/")}
    assert {path.name for path in tmp_path.iterdir()} - written == {"payloads", "pyproject.toml", "known.json"}


def test_the_other_commands_write_nothing(tmp_path: Path) -> None:
    """Among them are a run over many files in several processes, and a run that fails."""
    folder = _folder(tmp_path)
    for number in range(60):
        (folder / f"{number}-new.json").write_text('{"hosts": [{}]}', encoding="utf-8")
    given = [
        ["schema", "contact.create"],
        ["fields", "contact"],
        ["explain", "email"],
        ["completion", "bash"],
        ["--version"],
        ["--help"],
        ["lint", "--jobs", "2", "payloads"],
        ["lint", "none"],
        ["lint", "--as", "nothing", "payloads"],
        ["schema", "nothing"],
    ]
    assert _seen(COMMAND, given, tmp_path) == []


def test_the_hook_notices_every_watched_action(tmp_path: Path) -> None:
    """They are a socket, a name that is looked up, another program and each way of writing a file."""
    program = """
import json, socket, subprocess, pathlib
socket.socket().close()
socket.getaddrinfo("localhost", 1)
subprocess.run(["true"])
open("a", "w").close()
os.close(os.open("b", os.O_CREAT | os.O_WRONLY))
os.mkdir("c")
os.remove("a")
pathlib.Path("d").write_text("x")
os.rename("d", "e")
os.system("true")
open("e", "r+").close()
print(json.dumps(seen))
"""
    seen = _seen(program, {}, tmp_path)
    wanted = (
        "socket.__new__",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "write a",
        "write b",
        "os.mkdir",
        "os.remove",
        "write d",
    )
    assert {*wanted, "os.rename", "os.system", "write e"} <= set(seen)
