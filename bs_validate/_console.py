"""The command's end of a terminal: what is said on its streams, what they can show, and the exit statuses."""

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TextIO

#: Exit statuses: something was found; something could not be done; an interrupt.
FOUND = 1
FAILED = 2
INTERRUPTED = 130


def say(lines: Iterable[str]) -> None:
    """Write lines on standard output."""
    for line in lines:
        print(line)


def remark(lines: Iterable[str]) -> None:
    """Write lines on standard error, if there is one."""
    for line in lines if sys.stderr is not None else ():
        print(harmless(line), file=sys.stderr)


def complain(message: str) -> None:
    """Say on standard error what went wrong; control characters are the caller's to escape."""
    remark([f"bs-validate: {message}"])


def harmless(text: str) -> str:
    """Return a text without what some runners of CI take for a command anywhere in a line: ``##[error]``."""
    return text.replace("##[", "#\\u0023[")


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether somebody is looking at a stream."""
    return stream is not None and stream.isatty()


def has_colour(stream: TextIO | None) -> bool:
    """Say whether a stream shows colours, and they are wanted (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Return how many columns the terminal of a stream has."""
    with contextlib.suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns or 80
    return 80
