"""A progress bar on the terminal, for runs that take longer than a second."""

import time
from typing import TextIO

#: How long a run takes before it shows a bar, in seconds: a shorter one would only flicker.
PATIENCE = 1.0
#: How long a bar stays as it is, in seconds: drawing it more often would slow the run down.
_EVERY = 0.1
_WIDTH = 30
_CLEAR = "\r\x1b[K"


class Progress:
    """A progress bar on one line of a terminal. Without a terminal, nothing is drawn."""

    __slots__ = ("_documents", "_due", "_files", "_is_drawn", "_last", "_stream", "_total")

    def __init__(self, stream: TextIO | None, total: int) -> None:
        """Take the terminal, if there is one, and the number of files."""
        self._stream = stream
        self._total = total
        self._files = 0
        self._documents = 0
        self._last: str | None = None
        self._due = time.monotonic() + PATIENCE
        self._is_drawn = False

    def advance(self, file: str, documents: int) -> None:
        """Count a file, or a part of it, and draw the bar if it is due."""
        self._files += file != self._last
        self._last = file
        self._documents += documents
        if self._stream is None or time.monotonic() < self._due:
            return
        self._due = time.monotonic() + _EVERY
        done = min(self._files, self._total) / max(self._total, 1)
        bar = ("#" * int(_WIDTH * done)).ljust(_WIDTH, ".")
        self._stream.write(f"{_CLEAR}[{bar}] file {self._files:,} of {self._total:,}, {self._documents:,} documents")
        self._stream.flush()
        self._is_drawn = True

    def clear(self) -> None:
        """Remove the bar before other output is written."""
        if self._is_drawn and self._stream is not None:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._is_drawn = False
