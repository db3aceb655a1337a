"""Read the files beside a recording that hold its bodies."""

import os
import stat

from bs_validate.lint.discover import OPEN_FILES, STANDARD_INPUT
from bs_validate.lint.readers.recordings.body import MISSING, OUTSIDE, TOO_LARGE, Beside, Stored, nothing_beside
from bs_validate.lint.tasks import read_up_to

#: The largest body in a file of its own that is read, in bytes.
LARGEST_BODY = 16 * 1024 * 1024
#: The number of bytes that are read in all for one recording, which may name the same file many times.
LARGEST_SUM = 128 * 1024 * 1024


def beside(recording: str) -> Beside:
    """Return the function that reads the files beside a recording. It never leaves the directory, not even through a link."""
    if recording == STANDARD_INPUT or recording.startswith(OPEN_FILES):
        return nothing_beside
    home = os.path.dirname(recording)
    left = LARGEST_SUM

    def read(stored: Stored) -> tuple[bytes, str]:
        nonlocal left
        path = _inside(os.path.join(home, stored.folder), stored.name)
        if path is None:
            return b"", OUTSIDE
        data = _content(path, min(LARGEST_BODY, left) + 1)
        if data is None:
            return b"", MISSING
        if len(data) > min(LARGEST_BODY, left):
            return b"", TOO_LARGE
        left -= len(data)
        return data, ""

    return read


def _inside(folder: str, name: str) -> str | None:
    """Return the real path of a file in a folder, at any depth, or None for a file outside."""
    try:
        root = os.path.realpath(folder)
        path = os.path.realpath(os.path.join(root, name))
    except (OSError, ValueError):
        return None
    return path if path.startswith(os.path.join(root, "")) else None


def _content(path: str, limit: int) -> bytes | None:
    """Return the first bytes of a regular file, or None. Never waits for a pipe."""
    try:
        with open(path, "rb", buffering=0, opener=_opener) as opened:
            return read_up_to(opened, limit) if stat.S_ISREG(os.fstat(opened.fileno()).st_mode) else None
    except (OSError, ValueError):
        return None


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
