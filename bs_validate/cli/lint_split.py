"""Start and finish a split for the option ``--split`` of the command ``lint``."""

import contextlib
import signal
from collections.abc import Iterable, Sequence
from typing import NoReturn, Self

from bs_validate._instance.location import escaped
from bs_validate.cli import console
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.split import BAD, GOOD, Splitter, would_be_replaced
from bs_validate.lint.tasks import Task
from bs_validate.lint.wording import counted

#: Signals that end a process, with which CI servers cancel a job: they must not leave files with personal data behind.
_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Split:
    """Split the lines of a run into the files of a directory. At the end of the context, unfinished files are removed."""

    __slots__ = ("_caught", "_directory", "_splitter")

    def __init__(self, directory: str, files: Iterable[str | Trouble], outputs: Iterable[str | None] = ()) -> None:
        """Start a split of some files, beside other outputs.

        Raises ``InvalidSettings`` if they cannot be split into the directory.
        """
        clash = would_be_replaced(directory, (file for file in files if isinstance(file, str)))
        if clash is not None:
            raise InvalidSettings(f"--split: {escaped(clash)} would be read and replaced: choose another directory")
        clash = would_be_replaced(directory, (file for file in outputs if file is not None))
        if clash is not None:
            raise InvalidSettings(f"--split: {escaped(clash)} would be written twice: choose another file for the report")
        self._caught: list[int] = []
        self._directory = directory
        self._splitter = Splitter(directory)

    def __enter__(self) -> Self:
        """Return the split itself, and end the context when a signal ends the process. Only the main thread can do that."""
        for number in _ENDS:
            if signal.getsignal(number) is signal.SIG_DFL:
                with contextlib.suppress(ValueError):
                    signal.signal(number, _end)
                    self._caught.append(number)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Remove the written files unless the split was finished."""
        for number in self._caught:
            signal.signal(number, signal.SIG_DFL)
        is_told = kind is None or issubclass(kind, InvalidSettings)
        if self._splitter.is_unfinished and not is_told:
            console.complain(f"{escaped(self._directory)}: nothing was written to it, because the run was stopped")
        self._splitter.discard()

    def add(self, task: Task | Trouble, checked: Checked) -> Trouble | None:
        """Split the lines of a part of a file, or return why they cannot be split."""
        if not isinstance(task, Task) or task.first_line is None:
            return Trouble(checked.file, "cannot be split, because it does not have one document on each line")
        self._splitter.add(task, checked)
        return None

    def finish(self, troubles: Sequence[Trouble], *, is_interrupted: bool) -> None:
        """Move the files to their places if all lines were checked, and report their sizes."""
        where, splitter = escaped(self._directory), self._splitter
        if troubles or is_interrupted:
            console.complain(f"{where}: nothing was written to it, because some lines were not checked")
            return
        splitter.finish()
        console.complain(f"{where}: {GOOD} has {counted(splitter.good, 'line')}, {BAD} has {counted(splitter.bad, 'line')}")
        if splitter.skipped:
            lines = counted(splitter.skipped, "line")
            console.complain(f"{where}: {lines} in {BAD} could not be checked: --as NAME checks every line against one schema")


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)  # as a shell reports the signal
