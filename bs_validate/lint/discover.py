"""Find the files to lint: those that are named, and those inside the directories that are named."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator

from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import CASSETTE_BEGINNING, ENDINGS

#: Directories that hold other people's files, or nothing to read.
SKIPPED_DIRECTORIES = frozenset(
    {".git", ".hg", ".mypy_cache", ".nox", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "venv"}
)
STANDARD_INPUT = "-"
#: The beginnings of the paths that a shell substitutes for an open file, as in ``<(command)``.
OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


#: The size of the beginning of a file without an ending that is looked at, in bytes.
_BEGINNING = 512
#: The name of a file in which Playwright stores a body beside an archive: its SHA-1.
_STORED = re.compile(r"[0-9a-f]{40}\.\w+")


def discover(paths: Iterable[str], is_excluded: Callable[[str], bool] = lambda _: False) -> Iterator[str | Trouble]:
    """Yield the files to lint, each once.

    A file that is named is taken whatever its name. Inside a directory, files are chosen by their ending and come sorted, without
    those that ``is_excluded`` holds for. A file without an ending is taken if it is a cassette. Bodies that Playwright stores in
    files beside an archive are left to that archive.
    """
    seen: set[str | Trouble] = set()
    for path in paths:
        for found in _at(path, is_excluded):
            key = found if isinstance(found, Trouble) else absolute(found)
            if key not in seen:
                seen.add(key)
                yield found


def _at(path: str, is_excluded: Callable[[str], bool]) -> Iterator[str | Trouble]:
    if path == STANDARD_INPUT:
        yield path
        return
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield Trouble(path, sentence(error))
        return
    if stat.S_ISDIR(mode):
        yield from (found for found in _inside(path) if isinstance(found, Trouble) or not is_excluded(found))
    elif stat.S_ISREG(mode) or path.startswith(OPEN_FILES):
        yield path
    else:
        yield Trouble(path, "is not a regular file")


def _inside(directory: str) -> Iterator[str | Trouble]:
    errors: list[OSError] = []
    for folder, folders, files in os.walk(directory, onerror=errors.append):
        folders[:] = sorted(set(folders) - SKIPPED_DIRECTORIES)
        has_archive = any(file.endswith(".har") for file in files)
        for file in sorted(files):
            path = os.path.join(folder, file)
            if has_archive and _STORED.fullmatch(file):
                continue
            if (file.lower().endswith(ENDINGS) and os.path.isfile(path)) or ("." not in file and _is_cassette(path)):
                yield path
    for error in errors:
        yield Trouble(str(error.filename), sentence(error))


def _is_cassette(path: str) -> bool:
    """Return whether a file without an ending begins as a cassette does."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb", buffering=0) as opened:
            return CASSETTE_BEGINNING.match(opened.read(_BEGINNING)) is not None
    except OSError:
        return False


def absolute(path: str) -> str:
    """Return the absolute path; in a current directory that was deleted, the path itself."""
    try:
        return os.path.abspath(path)
    except OSError:
        return os.path.normpath(path)


def sentence(error: OSError | ValueError) -> str:
    """Return the reason why a path cannot be used, as a sentence without its subject."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "is not a path"
