"""Write to the streams of the command, and define its exit statuses."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.output import escape
from bs_validate.lint.wording import counted, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bs_validate.lint.finding import Trouble

#: Exit statuses: there are findings; something could not be done; the command was interrupted.
FOUND = 1
FAILED = 2
INTERRUPTED = 130

_COLUMNS = 80  # of a terminal that does not tell its width


class UnwritableOutput(Exception):
    """Raised when standard output cannot be written; ``error`` is the system's own error."""

    def __init__(self, error: OSError) -> None:
        """Take the system's error."""
        super().__init__(str(error.strerror))
        self.error = error


def say(lines: Iterable[str]) -> None:
    """Write lines to standard output. Raises ``UnwritableOutput``."""
    with writing():
        for line in lines:
            print(escape.line(line))


def say_text(text: str) -> None:
    """Write a text of whole lines, which are fit to leave the program, to standard output. Raises ``UnwritableOutput``.

    The lines are written one by one. If Python does not buffer its output, an interrupt could cut a longer text off.
    """
    with writing():
        for line in text.splitlines(keepends=True):
            print(line, end="")


def write(report: str, encoding: str | None = None) -> None:
    """Write a report to standard output, in an encoding or in that of the stream. Raises ``UnwritableOutput``."""
    buffer = getattr(sys.stdout, "buffer", None)  # A stream in memory, which a program may put there, has none.
    with writing():
        if encoding is None or buffer is None:
            sys.stdout.write(report)
        else:
            sys.stdout.flush()
            buffer.write(report.encode(encoding, errors="backslashreplace"))


def flush() -> None:
    """Flush standard output. Raises ``UnwritableOutput``."""
    with writing():
        sys.stdout.flush()


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Turn an ``OSError`` from writing to standard output into ``UnwritableOutput``."""
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(error) from None


def remark(lines: Iterable[str]) -> None:
    """Write lines to standard error, if it is open."""
    for line in lines if sys.stderr is not None else ():
        sys.stderr.write(f"{escape.line(line)}\n")  # print() would ask the system twice


def complain(message: str, hint: str = "") -> None:
    """Write an error message to standard error, and a hint on a second line."""
    remark([f"bs-validate: {escape.shown(message)}", *([escape.shown(hint)] if hint else ())])


def width(stream: TextIO) -> int:
    """Return the number of columns of the terminal that a stream goes to."""
    with contextlib.suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    return _COLUMNS


def save(path: str, report: str, mode: str = "w") -> None:
    """Write a report to a file. Raises ``InvalidSettings``."""
    try:
        with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(report)
    except OSError as error:
        raise InvalidSettings(f"{path}: cannot be written: {sentence(error)}") from None


class Complaints:
    """Print a line for each file that could not be checked.

    Files that share a reason, such as settings that are not TOML, have one line together, and a second one with their number.
    """

    __slots__ = ("_others", "troubles")

    def __init__(self) -> None:
        """Start without complaints. ``troubles`` has those that were added."""
        self.troubles: list[Trouble] = []
        self._others: dict[str, int] = {}

    def add(self, trouble: "Trouble") -> None:
        """Print the line of a file, unless another file had the same reason. Another block of the same file does not count."""
        if self.troubles[-1:] == [trouble]:
            return
        self.troubles.append(trouble)
        if trouble.is_shared and trouble.message in self._others:
            self._others[trouble.message] += 1
            return
        if trouble.is_shared:
            self._others[trouble.message] = 0
        complain(f"{trouble.path}: {trouble.message}")

    def finish(self) -> None:
        """Print how many other files had the same reasons."""
        for message, number in self._others.items():
            if number:
                complain(f"{counted(number, 'other file')} could not be checked either: {message}")
