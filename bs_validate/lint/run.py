"""A run over many files: read, spread over the processors where that pays, and given back in order."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from bs_validate.exceptions import InvalidSchema, InvalidSettings
from bs_validate.lint.check import Wanted, check
from bs_validate.lint.decide import Named
from bs_validate.lint.discover import STANDARD_INPUT, reason
from bs_validate.lint.finding import STDIN, Checked, Trouble
from bs_validate.lint.readers import documents, lines
from bs_validate.lint.settings import Finder
from bs_validate.lint.tasks import LARGEST, Task, tasks_of
from bs_validate.validator import Validator

Result = Checked | Trouble

#: After how many files, or one block of lines, other processes are put to work: to start them takes about as long.
FEW = 50
_BATCH = 25


class Checker(NamedTuple):
    """Checks files; it holds all that a process needs for that. ``schema`` is what the command was told that they are of."""

    validator: Validator
    schema: str | None
    settings: Finder
    wanted: Wanted

    def results(self, tasks: Iterable[Task | Trouble]) -> list[Result]:
        """Check some, one after the other."""
        return [task if isinstance(task, Trouble) else self._result(task) for task in tasks]

    def _result(self, task: Task) -> Result:
        """Check one; what goes wrong with it does not keep the others from being checked."""
        try:
            return self._checked(task)
        except OSError as error:
            return Trouble(task.file, reason(error))
        except (InvalidSchema, InvalidSettings) as error:
            return Trouble(task.file, str(error))
        except MemoryError:
            return Trouble(task.file, "is too large for the memory")
        except Exception as error:  # noqa: BLE001  # a mistake of ours, told without what it says of the file
            return Trouble(task.file, f"could not be checked: {type(error).__name__}, a mistake of bs-validate")

    def _checked(self, task: Task) -> Result:
        file, data = task.file, task.data
        if data is None:
            with open(file, "rb", buffering=0) as opened:
                data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            return Trouble(file, f"is larger than {LARGEST >> 20} MB")
        found = documents(file, data) if task.first_line is None else lines(data, task.first_line)
        shown = STDIN if file == STANDARD_INPUT else file
        return self._kept(file, check(shown, found, self.validator, self.named(file), self.wanted))

    def named(self, file: str) -> Named | None:
        """Return the schema that a file is said to be of, and who says so."""
        if self.schema is not None:
            return self.schema, "--as"
        name = self.settings(file).schema(file)
        return None if name is None else (name, "pyproject.toml")

    def _kept(self, file: str, checked: Checked) -> Checked:
        """Leave out the findings that the settings say are not wanted."""
        if not checked.findings:
            return checked
        ignored = self.settings(file).ignored(file)
        return checked._replace(findings=tuple(one for one in checked.findings if one.error.code not in ignored))


def run(files: Iterable[str | Trouble], checker: Checker, jobs: int) -> Iterator[Result]:
    """Check files, over ``jobs`` processes when there are more than a few, and go through the results in the order of the files.

    A long file of lines gives several results, one after the other. At most a few blocks for each process are in memory.
    """
    tasks = (task for file in files for task in ([file] if isinstance(file, Trouble) else tasks_of(file)))
    done = 0
    for task in tasks:
        if done >= FEW:
            import orjson  # noqa: F401  # which decodes what comes, in this process and those that it starts
        if done >= FEW and jobs > 1 and hasattr(os, "fork"):
            from bs_validate.lint.workers import spread

            for batch, results in spread(_batches(chain([task], tasks)), checker.results, jobs):
                yield from _lost(batch) if results is None else results
            return
        yield from checker.results([task])
        is_block = isinstance(task, Task) and task.first_line is not None
        done += FEW if is_block else 1


def _lost(batch: list[Task | Trouble]) -> list[Result]:
    return [one if isinstance(one, Trouble) else Trouble(one.file, "the process that was to check it has died") for one in batch]


def _batches(tasks: Iterator[Task | Trouble]) -> Iterator[list[Task | Trouble]]:
    """Put files together that are still to be read; a block is large enough by itself."""
    batch: list[Task | Trouble] = []
    for task in tasks:
        batch.append(task)
        if len(batch) == _BATCH or (isinstance(task, Task) and task.data is not None):
            yield batch
            batch = []
    if batch:
        yield batch
