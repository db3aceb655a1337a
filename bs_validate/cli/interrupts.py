"""Interrupts (Ctrl-C) that stop a loop between two results, so that a report can still be written."""

import contextlib
import signal
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

Result = TypeVar("Result")


class Interrupts:
    """A context in which the first interrupt ends a loop after the result at hand, and a second one ends it at once.

    An interrupt that comes while the next result is awaited ends the loop at once, too. Either way the program goes on behind
    the context, where ``came`` tells that there was one.
    """

    __slots__ = ("_before", "_is_busy", "came")

    def __init__(self) -> None:
        """Start without an interrupt."""
        self.came = False
        self._is_busy = False
        self._before: Any = None

    def __enter__(self) -> Self:
        """Take interrupts over; outside a program's main thread there are none."""
        with contextlib.suppress(ValueError):
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        """Hand interrupts back, and end here the one that broke the loop off."""
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
