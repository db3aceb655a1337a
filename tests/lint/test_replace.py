"""After ``lint --fix``, a file has its old or its new content even if something fails, and the command says which."""

import os
import resource
import signal
import stat
import subprocess
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bs_validate.lint.replace import NotReplacedError, replace

COMMAND = str(Path(sysconfig.get_path("scripts")) / "bs-validate")
BEFORE = b'{"contacts": [{"country_code": "fr"}]}\n'
AFTER = BEFORE.replace(b"fr", b"FR")


def _fix(
    folder: Path, *paths: str, limit: Callable[[], None] | None = None, pass_fds: tuple[int, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # our own command
        [COMMAND, "lint", "--fix", "--as", "contact.update", *paths],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=limit,  # no threads in the tests
        pass_fds=pass_fds,
    )


def test_a_file_that_does_not_fit_on_the_disk_keeps_its_content(tmp_path: Path) -> None:
    """The system refuses to write more than a few bytes; nothing is left beside the file."""
    (tmp_path / "update.ndjson").write_bytes(BEFORE * 1000)
    run = _fix(tmp_path, "update.ndjson", limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
    assert run.returncode == 2
    assert "bs-validate: update.ndjson: was not fixed: file too large\nbs-validate: fixed 0 files\n" in run.stderr
    assert (tmp_path / "update.ndjson").read_bytes() == BEFORE * 1000
    assert os.listdir(tmp_path) == ["update.ndjson"]


def test_a_file_that_does_not_fit_into_the_memory_is_left_alone(tmp_path: Path) -> None:
    """The command says so, and fixes the other file."""
    with (tmp_path / "large.json").open("wb") as opened:
        opened.truncate(500_000_000)
    (tmp_path / "update.json").write_bytes(BEFORE)
    limit = 400 << 20
    run = _fix(tmp_path, "large.json", "update.json", limit=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert run.returncode == 2
    assert "large.json: cannot be fixed: it is too large for the memory" in run.stderr
    assert "fixed 1 file\n" in run.stderr
    assert (tmp_path / "update.json").read_bytes() == AFTER


def test_an_interrupt_leaves_the_old_content_or_the_new_one(tmp_path: Path) -> None:
    """The command ends with 130 and says how many files it fixed; nothing is left beside the file."""
    (tmp_path / "a.json").write_bytes(BEFORE)
    (tmp_path / "b.ndjson").write_bytes(BEFORE * 50_000)
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, "lint", "--fix", "--as", "contact.update", "a.json", "b.ndjson"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        while (tmp_path / "a.json").read_bytes() != AFTER:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (130, b"bs-validate: fixed 1 file\n")
    assert (tmp_path / "b.ndjson").read_bytes() == BEFORE * 50_000
    assert sorted(os.listdir(tmp_path)) == ["a.json", "b.ndjson"]


def test_a_file_that_another_program_appends_to_loses_nothing(tmp_path: Path) -> None:
    """The file is left alone, with everything that was appended."""
    file = tmp_path / "update.ndjson"
    file.write_bytes(BEFORE * 2000)
    with subprocess.Popen(  # our own shell
        ["sh", "-c", "while :; do echo '{}' >>update.ndjson; sleep 0.002; done"],  # noqa: S607
        cwd=tmp_path,
    ) as other:
        run = _fix(tmp_path, "update.ndjson")
        other.kill()
    assert run.returncode == 2
    assert "update.ndjson: was not fixed: was changed by another program meanwhile" in run.stderr
    content = file.read_bytes()
    assert content.startswith(BEFORE * 2000 + b"{}\n")
    assert content[len(BEFORE) * 2000 :].replace(b"{}\n", b"") == b""


def test_a_file_that_was_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    """A change of the same length counts, too."""
    file = tmp_path / "update.json"
    for now in (BEFORE + b"\n", BEFORE.replace(b"fr", b"de"), b""):
        file.write_bytes(now)
        with pytest.raises(NotReplacedError, match="was changed by another program meanwhile"):
            replace(str(file), BEFORE, AFTER)
        assert file.read_bytes() == now
        assert os.listdir(tmp_path) == ["update.json"]


def test_mode_and_owner_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    """Only root can give a file away."""
    file = tmp_path / "update.json"
    file.write_bytes(BEFORE)
    if os.geteuid() == 0:
        os.chown(file, 1234, 2345)
    file.chmod(0o4640)
    before = file.stat()
    (tmp_path / "link.json").symlink_to("update.json")
    replace(str(tmp_path / "link.json"), BEFORE, AFTER)
    after = file.stat()
    assert file.read_bytes() == AFTER
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert stat.S_ISLNK((tmp_path / "link.json").lstat().st_mode)
    assert after.st_ino != before.st_ino


def test_a_file_with_two_names_is_left_alone(tmp_path: Path) -> None:
    """The other name would keep the old content."""
    (tmp_path / "update.json").write_bytes(BEFORE)
    os.link(tmp_path / "update.json", tmp_path / "name.txt")
    run = _fix(tmp_path, "update.json")
    assert run.returncode == 2
    assert "update.json: was not fixed: has another name (a hard link)" in run.stderr
    assert (tmp_path / "update.json").read_bytes() == BEFORE


def test_a_link_out_of_the_named_directory_is_not_followed(tmp_path: Path) -> None:
    """A link inside the directory is, and so is a link that is named itself."""
    (tmp_path / "fixtures").mkdir()
    for name in ("other.json", "own.json", "fixtures/update.json"):
        (tmp_path / name).write_bytes(BEFORE)
    (tmp_path / "fixtures" / "out.json").symlink_to("../other.json")
    (tmp_path / "fixtures" / "inside.json").symlink_to("update.json")
    (tmp_path / "named.json").symlink_to("own.json")
    run = _fix(tmp_path, "fixtures", "named.json")
    assert run.returncode == 2
    assert "fixtures/out.json: cannot be fixed: it is a link to a file outside the named directories" in run.stderr
    assert "fixed 2 files\n" in run.stderr
    assert (tmp_path / "other.json").read_bytes() == BEFORE
    assert (tmp_path / "own.json").read_bytes() == (tmp_path / "fixtures" / "update.json").read_bytes() == AFTER


def test_a_pipe_is_checked_and_not_fixed(tmp_path: Path) -> None:
    """What is read from a pipe for a fix would be missing from the check."""
    reader, writer = os.pipe()
    os.write(writer, BEFORE)
    os.close(writer)
    run = _fix(tmp_path, f"/dev/fd/{reader}", pass_fds=(reader,))
    os.close(reader)
    assert run.returncode == 2
    assert f"/dev/fd/{reader}: cannot be fixed" in run.stderr
    assert f"/dev/fd/{reader}:1:32: choice country_code" in run.stdout


def test_other_lines_are_fixed_beside_one_that_is_not_utf_8(tmp_path: Path) -> None:
    """``--diff`` shows the changes and reports that line, and ``--fix`` does not change its bytes."""
    (tmp_path / "update.ndjson").write_bytes(BEFORE + b'{"contacts": [{"city": "\xe9"}]}\n')
    command = [COMMAND, "lint", "--diff", "--as", "contact.update", "update.ndjson"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert run.returncode == 1
    assert '+{"contacts": [{"country_code": "FR"}]}' in run.stdout.splitlines()
    assert run.stderr.splitlines() == [
        "bs-validate: update.ndjson:2: cannot be fixed: it is not JSON",
        "bs-validate: would fix 1 file",
    ]
    assert _fix(tmp_path, "update.ndjson").returncode == 1
    assert (tmp_path / "update.ndjson").read_bytes() == AFTER + b'{"contacts": [{"city": "\xe9"}]}\n'
