"""Find the files that may hold the settings of a directory. This module imports very little, for the first look at files."""

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_FILE = ".bs-validate.toml"
SHARED_FILE = "pyproject.toml"
#: A shared file without one of these texts has no section of ours and is not parsed. The second one is a misspelt section.
_MARKS = (b"bs-validate", b"bs_validate")


def settings_files(directory: str) -> "Iterator[tuple[str, bytes]]":
    """Yield the path and the content of each file in a directory that may hold settings, by precedence.

    Raises ``OSError``, with the path, for a file that exists and cannot be read.
    """
    for name in (OWN_FILE, SHARED_FILE):
        path = os.path.join(directory, name)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                continue
            data = read(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if name == OWN_FILE or any(mark in data for mark in _MARKS):
            yield path, data


def read(path: str) -> bytes:
    """Return the content of a file. Raises ``OSError``, with the path."""
    try:
        with open(path, "rb", buffering=0) as opened:
            return opened.readall()
    except OSError as error:
        error.filename = path  # which it lacks if the file could be opened
        raise
