"""Find the files to lint: the named files, and the files inside the named directories."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator

from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import CASSETTE_BEGINNING, ENDINGS
from bs_validate.lint.wording import sentence

#: Directories that hold other people's files, or nothing to read.
SKIPPED_DIRECTORIES = frozenset(
    {".git", ".hg", ".mypy_cache", ".nox", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "vendor", "venv"}
)
#: A file that every environment of Python has at its top, whatever the environment is called.
_ENVIRONMENT = "pyvenv.cfg"
STANDARD_INPUT = "-"
#: The beginnings of the paths that a shell substitutes for an open file, as in ``<(command)``.
OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


#: The size of the beginning of a file without an ending that is looked at, in bytes.
_BEGINNING = 512
#: The name of a file in which Playwright stores a body beside an archive: its SHA-1.
_STORED = re.compile(r"[0-9a-f]{40}\.\w+")
#: The directory in which WireMock keeps its stubs, and the one beside it for the bodies that the stubs name.
_STUBS = "mappings"
_BODIES_OF_STUBS = frozenset({"__files"})


def discover(paths: Iterable[str], is_excluded: Callable[[str], bool] = lambda _: False) -> Iterator[str | Trouble]:
    """Yield the files to lint, each once, and a named file under the first name that was given for it.

    A file that is named is taken whatever its name. Inside a directory, files are chosen by their ending and come sorted, without
    those that ``is_excluded`` holds for, those that a ``.gitignore`` ignores, and the directories of other people. A file without
    an ending is taken if it is a cassette. Bodies that Playwright stores in files beside an archive are left to that archive, and
    those in WireMock's ``__files`` to the stubs that name them: they are answers, which nothing but a stub says.
    """
    given = tuple(paths)
    named = {absolute(path): path for path in reversed(given)}
    seen: set[str | Trouble] = set()
    for path in given:
        for found in _at(path, is_excluded):
            key = found if isinstance(found, Trouble) else absolute(found)
            if key not in seen:
                seen.add(key)
                yield found if isinstance(found, Trouble) else named.get(str(key), found)


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
    """Yield the files inside a named directory, which is searched even if a rule or its own name excludes it."""
    from bs_validate.lint import gitignore  # only where a directory is searched

    errors: list[OSError] = []
    top = absolute(directory)
    within = {directory: (top, gitignore.above(top))}
    for folder, folders, files in os.walk(directory, onerror=errors.append):
        whole, rules = within.pop(folder)
        if _ENVIRONMENT in files and folder != directory:
            folders.clear()
            continue
        rules = rules.inside(whole, files)
        folders[:] = sorted(set(folders) - SKIPPED_DIRECTORIES - (_BODIES_OF_STUBS if _STUBS in folders else set()))
        if rules.levels:
            folders[:] = [one for one in folders if not rules.ignores(os.path.join(whole, one), is_folder=True)]
        within.update((os.path.join(folder, one), (os.path.join(whole, one), rules)) for one in folders)
        has_archive = any(file.endswith(".har") for file in files)
        for file in sorted(files):
            path = os.path.join(folder, file)
            if (has_archive and _STORED.fullmatch(file)) or not _may_be_read(file):
                continue
            if rules.levels and rules.ignores(os.path.join(whole, file), is_folder=False):
                continue
            if os.path.isfile(path) and (_is_read(file) or _is_cassette(path)):
                yield path
    for error in errors:
        yield Trouble(str(error.filename), sentence(error))


def _may_be_read(file: str) -> bool:
    """Return whether a file may be read when its directory is searched, according to its name."""
    return "." not in file or _is_read(file)


def _is_read(file: str) -> bool:
    """Return whether a file has an ending that the readers know, compressed or not."""
    return file.lower().removesuffix(".gz").endswith(ENDINGS)


def _is_cassette(path: str) -> bool:
    """Return whether a file begins as a cassette does."""
    try:
        with open(path, "rb", buffering=0) as opened:
            return CASSETTE_BEGINNING.match(opened.read(_BEGINNING)) is not None
    except OSError:
        return False


def absolute(path: str) -> str:
    """Return the absolute path, or the path itself if the current directory was deleted."""
    try:
        return os.path.abspath(path)
    except OSError:
        return os.path.normpath(path)
