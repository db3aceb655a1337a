"""Files that are read for a command over several processes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.cli.gather import gathered
from bs_validate.lint.finding import FINDINGS
from bs_validate.lint.readers import Document
from bs_validate.lint.run import FEW, FileChecker, processors
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import Task
from support.command import run
from support.samples import CONTACT_CREATE, CONTACT_READ

needs_processors = pytest.mark.skipif(processors() < 2, reason="there is one processor")
URL = "https://www.bookingsync.com/api/v3/contacts"


def archive(count: int) -> bytes:
    """Return an HTTP archive of writes with both bodies; every fifth has a fault, and every seventh an undocumented field."""
    entries: list[dict[str, Any]] = []
    for number in range(count):
        contact = CONTACT_CREATE["contacts"][0] | ({"country_code": "UK"} if number % 5 == 0 else {})
        answer = {"contacts": [CONTACT_READ["contacts"][0] | ({"rating": 5} if number % 7 == 6 else {})]}
        sent = {"mimeType": "application/json", "text": json.dumps({"contacts": [contact]})}
        request = {"method": "POST", "url": f"{URL}?page={number}", "postData": sent}
        response = {"status": 201, "content": {"mimeType": "application/json", "text": json.dumps(answer)}}
        entries.append({"request": request, "response": response})
    return json.dumps({"log": {"version": "1.2", "entries": entries}}, indent=1).encode()


def worked(paths: list[Path]) -> list[tuple[str, int, int]]:
    """Return, for each part of the files in their order, its file, its number of documents, and the process that read it."""

    def work(task: Task, documents: Iterable[Document]) -> tuple[str, int, int]:
        return Path(task.file).name, sum(1 for _ in documents), os.getpid()

    validator = Validator()
    checker = FileChecker(validator, None, SettingsLookup(lambda: validator.catalog.names), FINDINGS)
    done, troubles = gathered([str(path) for path in paths], checker, work)
    assert not troubles
    return done


@needs_processors
def test_a_long_recording_is_read_by_several_processes(tmp_path: Path) -> None:
    """The process of the command reads the first part. No part ends inside an exchange."""
    found = json.loads(archive(250))
    del found["log"]["entries"][0]["response"]["content"]  # so that the body at the limit is the first of its exchange
    (tmp_path / "long.har").write_text(json.dumps(found))
    parts = worked([tmp_path / "long.har"])
    assert [count for _, count, _ in parts] == [201, 200, 98]
    first, *others = [process for _, _, process in parts]
    assert first == os.getpid()
    assert os.getpid() not in others


@needs_processors
def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    """The results are in the order of the files. A process that reads some of many files reads a long one by itself."""
    for number in range(FEW + 3):
        (tmp_path / f"{number:03}.har").write_bytes(archive(1))
    (tmp_path / "long.har").write_bytes(archive(300))
    done = worked([tmp_path])
    assert [(file, count) for file, count, _ in done] == [
        *((f"{number:03}.har", 2) for number in range(FEW + 3)),
        ("long.har", 600),
    ]
    assert {process for _, _, process in done[:FEW]} == {os.getpid()}
    assert os.getpid() not in {process for _, _, process in done[FEW:]}


def test_bodies_in_other_files_are_read_by_one_process(tmp_path: Path) -> None:
    """There is a limit on the bytes that are read for all of them."""
    entries = json.loads(archive(300))
    entries["log"]["entries"][299]["response"]["content"] = {"_file": "body.json"}
    (tmp_path / "long.har").write_text(json.dumps(entries))
    (tmp_path / "body.json").write_text("{}")
    assert worked([tmp_path / "long.har"]) == [("long.har", 600, os.getpid())]


@pytest.mark.parametrize("command", ["drift", "coverage"])
def test_the_result_does_not_depend_on_the_number_of_processors(command: str, tmp_path: Path) -> None:
    """One processor and several give the same output, to the byte."""
    (tmp_path / "long.har").write_bytes(archive(250))
    every = os.sched_getaffinity(0)
    shared = run(command, "--format", "json", "long.har", cwd=tmp_path).stdout
    try:
        os.sched_setaffinity(0, {min(every)})
        alone = run(command, "--format", "json", "long.har", cwd=tmp_path).stdout
    finally:
        os.sched_setaffinity(0, every)
    assert shared == alone
    assert b"contact.create" in alone or b"POST /contacts" in alone


COMMANDS = pytest.mark.parametrize("command", ["drift", "coverage"])
CUT = archive(2)[:-400]


@COMMANDS
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cut.har", CUT, "the document is not valid JSON (line "),
        (
            "cut.yaml",
            b'http_interactions:\n- request: "contacts: x\n',
            "the document is neither valid JSON nor valid YAML (line ",
        ),
        ("empty.json", b"", "the document is empty and therefore not valid JSON\n"),
        (
            "latin-create.json",
            b'{"contacts": [{"city": "\xe9"}]}',
            "the document is not valid JSON: it is not encoded in UTF-8 (line ",
        ),
        (
            "rows.ndjson",
            b'{"hosts": [{}]}\n{\n{}\n{\n',
            "the document is not valid JSON (line 2, column 2) (and 1 other document)\n",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told(command: str, name: str, content: bytes, said: str, tmp_path: Path) -> None:
    """To say that it has nothing in it would not be true. No value is shown, and other files are read."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.har").write_bytes(archive(1))
    done = run(command, "--format", "json", name, "good.har", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"bs-validate: {name}: cannot be read: {said}")
    assert done.stderr.count(b"\n") == 1
    assert b"contact.create" in done.stdout or b"POST /contacts" in done.stdout


@COMMANDS
def test_a_damaged_file_in_a_directory_is_told_only_if_it_is_of_concern(command: str, tmp_path: Path) -> None:
    """It is, if lint reports it: it has the name of a resource, or the settings name a schema for it."""
    (tmp_path / "a.har").write_bytes(CUT)
    (tmp_path / "b.json").write_text('{"other": [')
    (tmp_path / "c.json").write_text('{"other": [')
    (tmp_path / ".bs-validate.toml").write_text('files = { "c.json" = "host.create" }\n')
    done = run(command, ".", cwd=tmp_path)
    assert done.returncode == 2
    told = [line.split(": ")[1] for line in done.stderr.decode().splitlines()]
    assert told == ["./a.har", "./c.json"]
    linted = json.loads(run("lint", "--format", "json", ".", cwd=tmp_path).stdout)
    assert [one["file"] for one in linted["findings"] if one["code"] == "not_json"] == told


@COMMANDS
def test_settings_that_cannot_be_read_are_told(command: str, tmp_path: Path) -> None:
    """A command that ignored them would read files that they exclude."""
    (tmp_path / "a.har").write_bytes(archive(1))
    (tmp_path / ".bs-validate.toml").write_text('ignroe = ["a.har"]\n')
    for path in ("a.har", "."):
        done = run(command, path, cwd=tmp_path)
        assert done.returncode == 2
        assert b"unknown key 'ignroe': did you mean 'ignore'?" in done.stderr


@COMMANDS
def test_a_named_file_with_nothing_in_it_is_told(command: str, tmp_path: Path) -> None:
    """The exit status does not change. A file that a search finds is not told."""
    (tmp_path / "other.json").write_text('{"name": "package"}')
    (tmp_path / "good.har").write_bytes(archive(1))
    named = run(command, "other.json", "good.har", cwd=tmp_path)
    searched = run(command, ".", cwd=tmp_path)
    assert named.stderr.decode().startswith("bs-validate: other.json: skipped: there is no ")
    assert searched.stderr == b""
    assert named.returncode == searched.returncode
