"""The files beside a recording: those in its directory are read, and no others."""

import os
from pathlib import Path

import pytest

from bs_validate.lint import beside as module
from bs_validate.lint.beside import beside
from bs_validate.lint.readers.recordings.body import MISSING, NOT_TEXT, OUTSIDE, TOO_LARGE, Stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the directory of a recording, with files in it and around it."""
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "a.dat").write_bytes(b"a")
    (inside / "sub" / "b.dat").write_bytes(b"b")
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "__files").mkdir()
    (tmp_path / "__files" / "c.json").write_bytes(b"c")
    (inside / "out").symlink_to(tmp_path / "secret")
    (inside / "up").symlink_to(tmp_path)
    (inside / "own").symlink_to("a.dat")
    (inside / "loop").symlink_to("loop")
    os.mkfifo(inside / "pipe")
    return inside


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (Stored("a.dat"), (b"a", "")),
        (Stored("./sub/../a.dat"), (b"a", "")),
        (Stored("sub/b.dat"), (b"b", "")),
        (Stored("own"), (b"a", "")),
        (Stored("c.json", "../__files"), (b"c", "")),
        (Stored("../in/a.dat", "../__files"), (b"", OUTSIDE)),
        (Stored("../secret"), (b"", OUTSIDE)),
        (Stored("sub/../../secret"), (b"", OUTSIDE)),
        (Stored("out"), (b"", OUTSIDE)),
        (Stored("up/secret"), (b"", OUTSIDE)),
        (Stored("/etc/passwd"), (b"", OUTSIDE)),
        (Stored("/dev/zero"), (b"", OUTSIDE)),
        (Stored(""), (b"", OUTSIDE)),
        (Stored("a\0b"), (b"", OUTSIDE)),
        (Stored("none.dat"), (b"", MISSING)),
        (Stored("sub"), (b"", MISSING)),
        (Stored("pipe"), (b"", MISSING)),
        (Stored("loop"), (b"", MISSING)),
        (Stored("a" * 5_000), (b"", MISSING)),
        (Stored("\ud800"), (b"", OUTSIDE)),
    ],
)
def test_a_file_is_read_if_it_is_in_the_directory(folder: Path, stored: Stored, expected: tuple[bytes, str]) -> None:
    """Links inside the directory are followed, and a pipe is not waited for."""
    assert beside(str(folder / "a.har"))(stored) == expected


def test_the_directory_may_be_the_current_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording that is named without a directory has its files beside it."""
    monkeypatch.chdir(folder)
    assert beside("a.har")(Stored("a.dat")) == (b"a", "")


@pytest.mark.parametrize("recording", ["-", "/dev/fd/63", "/dev/stdin"])
def test_nothing_is_beside_an_open_file(folder: Path, monkeypatch: pytest.MonkeyPatch, recording: str) -> None:
    """Standard input has no directory in which files could be."""
    monkeypatch.chdir(folder)
    assert beside(recording)(Stored("a.dat")) == (b"", NOT_TEXT)


def test_the_size_of_the_files_is_limited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is not read, nor one that exceeds the limit for all files of a recording."""
    monkeypatch.setattr(module, "LARGEST_BODY", 5)
    monkeypatch.setattr(module, "LARGEST_SUM", 12)
    (folder / "five").write_bytes(b"12345")
    (folder / "six").write_bytes(b"123456")
    read = beside(str(folder / "a.har"))
    names = ["six", "five", "five", "five", "a.dat", "a.dat", "a.dat"]
    assert [read(Stored(name))[1] for name in names] == [TOO_LARGE, "", "", TOO_LARGE, "", "", TOO_LARGE]
