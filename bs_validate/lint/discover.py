"""Which files there are to lint: the ones that are named, and the ones that a named directory holds."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator

from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import ENDINGS

#: Directories that hold other people's files, or none to read.
SKIPPED_DIRECTORIES = frozenset(
    {".git", ".hg", ".mypy_cache", ".nox", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "venv"}
)
STANDARD_INPUT = "-"
#: Where a shell puts what it substitutes for a file.
OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def discover(paths: Iterable[str], is_excluded: Callable[[str], bool] = lambda _: False) -> Iterator[str | Trouble]:
    """Go through the files to lint, each once: named ones whatever their name, those in directories by their ending, sorted.

    ``is_excluded`` is asked of those in directories alone.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _at(path, is_excluded):
            key = found if isinstance(found, Trouble) else os.path.abspath(found)
            if key not in seen:
                seen.add(str(key))
                yield found


def _at(path: str, is_excluded: Callable[[str], bool]) -> Iterator[str | Trouble]:
    if path == STANDARD_INPUT:
        yield path
        return
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield Trouble(path, reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from (found for found in _inside(path) if isinstance(found, Trouble) or not is_excluded(found))
    elif stat.S_ISREG(mode) or path.startswith(OPEN_FILES):
        yield path
    else:
        yield Trouble(path, "is not a regular file")


def _inside(directory: str) -> Iterator[str | Trouble]:
    troubles: list[OSError] = []
    for folder, folders, files in os.walk(directory, onerror=troubles.append):
        folders[:] = sorted(set(folders) - SKIPPED_DIRECTORIES)
        for file in sorted(files):
            path = os.path.join(folder, file)
            if file.lower().endswith(ENDINGS) and os.path.isfile(path):
                yield path
    for error in troubles:
        yield Trouble(str(error.filename), reason(error))


def reason(error: OSError | ValueError) -> str:
    """Say why a path cannot be read."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "is no path"
