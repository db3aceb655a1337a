"""The command on a machine with problems: it reports them, checks everything else, and never hangs."""

import json
import os
import resource
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bs_validate.lint import workers
from support.samples import documented

COMMAND = str(Path(sysconfig.get_path("scripts")) / "bs-validate")
BAD = '{"hosts": [{"firstname": null}]}'
NOBODY = 65534


def _run(
    folder: Path, *arguments: str, limit: Callable[[], None] | None = None, **options: Any
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603  # our own command
        [COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=limit,  # no threads in the tests
        **options,
    )


def _many(folder: Path, count: int = 120) -> None:
    for number in range(count):
        (folder / f"{number:03}-update.json").write_text(BAD)


@pytest.mark.parametrize("jobs", ["2", "40"])
def test_few_open_files_are_enough(tmp_path: Path, jobs: str) -> None:
    """If the system has no pipes for more processes, fewer do the work."""
    _many(tmp_path)
    run = _run(
        tmp_path,
        *("lint", "--jobs", jobs, "--format", "json", "."),
        limit=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert json.loads(run.stdout)["summary"]["errors"] == 120


def test_the_command_works_if_no_process_can_be_started(tmp_path: Path) -> None:
    """The process of the command does all the work then."""
    _many(tmp_path)
    run = _run(
        tmp_path,
        *("lint", "--jobs", "2", "--format", "json", "."),
        limit=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)),
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert json.loads(run.stdout)["summary"]["errors"] == 120


def test_little_memory_is_enough(tmp_path: Path) -> None:
    """A small file needs no large allocation."""
    _many(tmp_path, 2)
    limit = 500_000 << 10
    run = _run(tmp_path, "lint", ".", limit=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert (run.returncode, run.stderr) == (1, b"")
    assert run.stdout.splitlines()[-1] == b"Checked 2 files: 2 errors, 0 warnings"


def test_other_paths_are_checked_from_a_deleted_directory(tmp_path: Path) -> None:
    """Standard input and absolute paths are checked, without settings; a relative path is reported as missing."""
    (tmp_path / "update.json").write_text(BAD)
    script = f"mkdir gone; cd gone; rmdir ../gone; exec {COMMAND} lint --as host.update - update.json {tmp_path}/update.json"
    run = subprocess.run(["sh", "-c", script], cwd=tmp_path, input=BAD, capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert run.returncode == 2
    assert run.stderr == "bs-validate: update.json: no such file or directory\n"
    assert run.stdout.splitlines() == [
        "<stdin>:1:26: null firstname must not be null",
        f"{tmp_path}/update.json:1:26: null firstname must not be null",
        "Checked 2 files: 2 errors, 0 warnings",
    ]


@pytest.mark.parametrize("name", ["schemas/tag.create.json", "baseline", "pyproject.toml"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A pipe named like a settings file is ignored, and one in the place of another file is reported with the reason."""
    (tmp_path / "schemas").mkdir()
    os.mkfifo(tmp_path / name)
    (tmp_path / "update.json").write_text(BAD)
    options = {
        "schemas/tag.create.json": ("--schemas", "schemas"),
        "baseline": ("--baseline", "baseline"),
        "pyproject.toml": (),
    }[name]
    run = _run(tmp_path, "lint", *options, "update.json")
    if name == "pyproject.toml":
        assert (run.returncode, run.stderr) == (1, b"")
    else:
        assert run.returncode == 2
        assert b"is not a regular file" in run.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_settings_that_cannot_be_searched_are_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    """Files below these settings are not checked, and all others are."""
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    (tmp_path / "closed" / "open").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    for name in ("closed/open", "other"):
        (tmp_path / name / "update.json").write_text(BAD)
    (tmp_path / "closed").chmod(0o000)
    # Everything is imported first, since the other user may not be able to read the interpreter's files.
    script = (
        "import contextlib, io, os, sys; from bs_validate.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['lint', sys.argv[-1]])\n"
        f"os.chdir({str(tmp_path / 'closed' / 'open')!r}); os.setuid({NOBODY}); sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", script, "lint", "update.json", str(tmp_path / "other" / "update.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    (tmp_path / "closed").chmod(0o755)
    assert run.returncode == 2, run.stderr
    assert run.stderr == (
        f"bs-validate: update.json: {tmp_path}/closed/open/.bs-validate.toml: cannot be read: permission denied\n"
    )
    assert run.stdout.splitlines()[0] == f"{tmp_path}/other/update.json:1:26: null firstname must not be null"


def test_wrong_settings_keep_only_their_own_files_from_being_checked(tmp_path: Path) -> None:
    """All other files are checked, even if the command runs in the directory of these settings."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "pyproject.toml").write_text("[tool.bs-validate]\nnonsense = 1\n")
    for folder in ("here", "."):
        (tmp_path / folder / "update.json").write_text(BAD)
    run = _run(tmp_path / "here", "lint", "update.json", "../update.json")
    assert run.returncode == 2
    assert run.stderr.startswith(b"bs-validate: update.json: ")
    assert b"unknown key 'nonsense'" in run.stderr
    assert run.stdout.splitlines()[0] == b"../update.json:1:26: null firstname must not be null"


def test_trouble_with_a_long_file_is_reported_once(tmp_path: Path) -> None:
    """Every block of the file has the same trouble."""
    (tmp_path / "pyproject.toml").write_text("[tool.bs-validate]\nnonsense = 1\n")
    (tmp_path / "update.ndjson").write_text(f"{BAD}\n" * 40_000)
    run = _run(tmp_path, "lint", "update.ndjson")
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.count(b"unknown key 'nonsense'") == 1


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """Another worker repeats the work that it did not finish."""
    with (tmp_path / "update.ndjson").open("w") as opened:
        for _ in range(20_000):
            opened.write(f"{json.dumps(documented('host.update'))}\n")
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, "lint", "--jobs", "2", "--format", "json", "update.ndjson"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (found := children.read_text().split()) and process.poll() is None:
            pass
        os.kill(int(found[0]), signal.SIGKILL)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, b"")
    assert json.loads(out)["summary"]["documents"] == 20_000


@pytest.mark.parametrize("size", [4096, 65536])
def test_small_pipes_and_long_paths_cause_no_deadlock(tmp_path: Path, size: int) -> None:
    """Work and results that are larger than a pipe go both ways at once."""
    assert size < workers._PIPE  # noqa: SLF001  # made smaller in the script
    folder = tmp_path / ("long" * 50) / ("path" * 50)
    folder.mkdir(parents=True)
    _many(folder, 400)
    script = (
        f"import sys; from bs_validate.lint import workers; workers._PIPE = {size};"
        "from bs_validate.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", script, "lint", "--jobs", "2", "--format", "json", str(tmp_path)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1
    assert json.loads(run.stdout)["summary"]["errors"] == 400


@pytest.mark.parametrize("form", ["junit", "html"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_a_report_that_declares_utf_8_is_utf_8(tmp_path: Path, form: str, encoding: str) -> None:
    """The encoding of standard output does not matter."""
    (tmp_path / "città-update.json").write_text(BAD)
    run = _run(
        tmp_path,
        "lint",
        "--format",
        form,
        "città-update.json",
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"},
    )
    assert run.returncode == 1
    assert "città-update.json" in run.stdout.decode("utf-8")
    if form == "junit":
        (case,) = ET.fromstring(run.stdout).iter("testcase")  # noqa: S314  # ours
        assert case.get("name") == "città-update.json"


def test_a_file_name_that_is_not_utf_8_is_printable_in_json(tmp_path: Path) -> None:
    """A lone surrogate would be refused by strict readers."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff-update.json")).write_text(BAD)
    run = _run(tmp_path, "lint", "--format", "json", ".")
    (finding,) = json.loads(run.stdout)["findings"]
    assert finding["file"] == "./a\\udcff-update.json"
    assert finding["file"].encode()
