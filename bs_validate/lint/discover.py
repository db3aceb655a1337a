"""Which files there are to lint: the ones that are named, and the ones that a named directory holds."""

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PATTERNS = (".json",)
#: Directories that hold other people's files, or none to read.
SKIPPED_DIRECTORIES = frozenset(
    {".git", ".hg", ".mypy_cache", ".nox", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "venv"}
)
STANDARD_INPUT = "-"
#: Where a shell puts what it substitutes for a file.
_OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


class Trouble(NamedTuple):
    """A path that cannot be linted, and why."""

    path: str
    reason: str


def discover(paths: Iterable[str]) -> Iterator[str | Trouble]:
    """Go through the files to lint, each once: named ones whatever their name, those in directories by their ending, sorted."""
    seen: set[str] = set()
    for path in paths:
        for found in _at(path):
            key = found if isinstance(found, Trouble) else os.path.abspath(found)
            if key not in seen:
                seen.add(str(key))
                yield found


def _at(path: str) -> Iterator[str | Trouble]:
    if path == STANDARD_INPUT:
        yield path
        return
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield Trouble(path, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _inside(path)
    elif stat.S_ISREG(mode) or path.startswith(_OPEN_FILES):
        yield path
    else:
        yield Trouble(path, "is not a regular file")


def _inside(directory: str) -> Iterator[str | Trouble]:
    troubles: list[OSError] = []
    for folder, folders, files in os.walk(directory, onerror=troubles.append):
        folders[:] = sorted(set(folders) - SKIPPED_DIRECTORIES)
        for file in sorted(files):
            path = os.path.join(folder, file)
            if file.lower().endswith(PATTERNS) and os.path.isfile(path):
                yield path
    for error in troubles:
        yield Trouble(str(error.filename), _reason(error))


def read(path: str) -> bytes | Trouble:
    """Read a file that was discovered."""
    try:
        if path == STANDARD_INPUT:
            with open(0, "rb", closefd=False) as opened:
                return opened.read()
        with open(path, "rb") as opened:
            return opened.read()
    except OSError as error:
        return Trouble(path, _reason(error))


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "is no path"
