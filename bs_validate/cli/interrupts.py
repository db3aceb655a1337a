"""Let an interrupt (Ctrl-C) stop a loop between two results, so that a report can still be written."""

import contextlib
import signal
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

Result = TypeVar("Result")


class Interrupts:
    """A context in which the first interrupt ends a loop after the current result, and a second one ends it at once.

    An interrupt during the wait for the next result also ends the loop at once. The program continues after the context, where
    ``came`` is true if there was an interrupt.
    """

    __slots__ = ("_before", "_is_busy", "came")

    def __init__(self) -> None:
        """Start with no interrupt received."""
        self.came = False
        self._is_busy = False
        self._before: Any = None

    def __enter__(self) -> Self:
        """Install the handler for interrupts, except outside the main thread, which gets none, and where they are ignored.

        A shell lets the commands that a script runs in the background ignore interrupts.
        """
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            with contextlib.suppress(ValueError):
                self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        """Restore the previous handler, and suppress the interrupt that ended the loop."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        is_interrupt = kind is not None and issubclass(kind, KeyboardInterrupt)
        self.came = self.came or is_interrupt
        return is_interrupt

    def until(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield results until an interrupt comes."""
        for result in results:
            self._is_busy = True
            yield result
            if self.came:
                return
            self._is_busy = False

    def _interrupt(self, *_: object) -> None:
        if self.came or not self._is_busy:
            raise KeyboardInterrupt
        self.came = True
