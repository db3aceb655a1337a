"""Check many files: over several processes where that pays, with the results in the order of the files."""

import os
from collections.abc import Callable, Iterable, Iterator
from io import FileIO
from itertools import chain
from typing import NamedTuple, TypeVar

from bs_validate._instance.guard import fast_json
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.representation import name_of
from bs_validate.exceptions import InvalidSchema, InvalidSettings
from bs_validate.lint import payloads
from bs_validate.lint.check import check
from bs_validate.lint.decide import Named
from bs_validate.lint.discover import STANDARD_INPUT
from bs_validate.lint.finding import STDIN, Checked, Trouble, Wanted
from bs_validate.lint.readers import ZIP, ZIP_BEGINNING, Document, Unreadable, documents, form, lines
from bs_validate.lint.readers.recordings.body import Beside, Stored
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import LARGEST, Task, read_up_to, tasks_of, unpacked, what_else
from bs_validate.lint.wording import sentence
from bs_validate.validator import Validator

Result = Checked | Trouble
Done = TypeVar("Done")

#: The number of files, with a block of lines counting as many, after which other processes help: starting them takes as long.
FEW = 50
#: The number of files that are handed to a process at once: a trip for each would take longer than checking it.
_BATCH = 25


class FileChecker(NamedTuple):
    """Checks files; holds everything that a process needs for it.

    ``schema`` is the one that the command names, or None; ``paths`` are the paths that it names, or None if all files were named.
    ``write`` puts a text in place of the findings of a whole file, if a text is all that is wanted: a text is handed from process
    to process in less time.
    """

    validator: Validator
    schema: str | None
    settings: SettingsLookup
    wanted: Wanted
    paths: frozenset[str] | None = None
    write: Callable[[Checked], Checked] | None = None

    def results(self, tasks: Iterable[Task | Trouble]) -> list[Result]:
        """Return the results of some tasks, in their order."""
        return results_of(tasks, self._checked)

    def _checked(self, task: Task, found: Iterable[Document]) -> Checked:
        file, data = task.file, task.data or b""
        named, is_walked = self.named(file), self.is_walked(file)
        if named is not None or not is_walked:
            require_text(task)
        wanted = self.wanted
        if task.is_full:
            is_each_listed = wanted.most is None and wanted.most_worded is not None  # for a table of the fields
            wanted = wanted._replace(most_worded=0) if is_each_listed else wanted._replace(most=0)

        def ignored() -> frozenset[str]:
            return self.settings(file).ignored(file)

        every = self.separated(task, found)
        checked = check(shown_name(file), every, self.validator, named, wanted, is_walked=is_walked, data=data, ignored=ignored)
        return checked if self.write is None or task.first_line is not None else self.write(checked)

    def separated(self, task: Task, found: Iterable[Document]) -> Iterable[Document]:
        """Return the documents of a task, and in place of one that only holds others, those. A line is always one document.

        A file for which a schema is named is searched as if it were named itself.
        """
        if task.first_line is not None:
            return found
        return separated(found, self.validator.catalog, task.file, is_walked=self.is_searched(task.file))

    def is_walked(self, file: str) -> bool:
        """Return whether a file was found in a directory and not named."""
        return self.paths is not None and file not in self.paths

    def is_searched(self, file: str) -> bool:
        """Return whether a file was found in a directory, and no schema is named for it either."""
        return self.is_walked(file) and self.named(file) is None

    def named(self, file: str) -> Named | None:
        """Return the schema that an option or a setting names for a file, and which of the two it is."""
        if self.schema is not None:
            return self.schema, "--as"
        settings = self.settings(file)
        name = settings.schema(file)
        return None if name is None else (name, os.path.basename(settings.path))


def separated(found: Iterable[Document], catalog: Catalog, file: str, *, is_walked: bool = False) -> Iterator[Document]:
    """Yield the documents of a file, and in place of one that only holds others, those."""
    for document in found:
        if document.body is None and not payloads.has_envelope(document.decoded.value, catalog):
            from bs_validate.lint import several  # most files are one document

            yield from several.parts(document, catalog, name_of(file), is_walked=is_walked) or (document,)
        else:
            yield document


def require_text(task: Task) -> None:
    """Raise ``Unreadable`` if a task is a file, or the first block of one, that is not text, whatever its name says."""
    data = task.data or b""
    words = None if task.first_line not in (None, 1) else what_else(data)
    if words is not None:
        raise Unreadable(words)
    if data.startswith(ZIP_BEGINNING) and form(task.file, data) != ZIP:
        raise Unreadable("is a ZIP file: unpack it first")


def results_of(tasks: Iterable[Task | Trouble], work: Callable[[Task, Iterable[Document]], Done]) -> list[Done | Trouble]:
    """Return the results of some work on each of some tasks, in their order."""
    return [task if isinstance(task, Trouble) else attempted(task, work) for task in tasks]


def attempted(task: Task, work: Callable[[Task, Iterable[Document]], Done]) -> Done | Trouble:
    """Return the result of some work on a task, with its data, and the documents in it.

    Trouble with one file does not keep the others from being checked.
    """
    try:
        file, data = task.file, task.data
        if data is None:
            with FileIO(file) as opened:
                data = read_up_to(opened, LARGEST + 1)
            content = unpacked(file, data)
            if isinstance(content, Trouble):
                return content
            data = content
        if len(data) > LARGEST:
            return Trouble(file, f"is larger than {LARGEST >> 20} MB")
        found = documents(file, data, _beside(file)) if task.first_line is None else lines(data, task.first_line)
        return work(Task(file, data, task.first_line, task.is_full), found)
    except Unreadable as error:
        return Trouble(task.file, str(error))
    except OSError as error:
        return Trouble(task.file, sentence(error))
    except (InvalidSchema, InvalidSettings) as error:
        return Trouble(task.file, str(error), is_shared=True)
    except MemoryError:
        return Trouble(task.file, "is too large for the memory")
    except Exception as error:  # noqa: BLE001  # a bug of ours, whose message may quote the file
        return Trouble(task.file, f"could not be checked because of a bug in bs-validate ({type(error).__name__})")


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shown_name(file: str) -> str:
    """Return the name under which a file is shown."""
    return STDIN if file == STANDARD_INPUT else file


def _beside(file: str) -> Beside:
    """Return the function that reads the files beside a recording; few recordings need it."""
    readers: list[Beside] = []

    def read(stored: Stored) -> tuple[bytes, str]:
        if not readers:
            from bs_validate.lint.beside import beside

            readers.append(beside(file))
        return readers[0](stored)

    return read


def run(files: Iterable[str | Trouble], checker: FileChecker, jobs: int) -> Iterator[Result]:
    """Check files, in ``jobs`` processes when there are more than a few, and yield the results in the order of the files.

    A long file of lines gives several results, one after the other. At most a few blocks for each process are in memory.
    """
    for _, result in paired(files, checker, jobs):
        yield result


def paired(
    files: Iterable[str | Trouble],
    checker: FileChecker,
    jobs: int,
    *,
    as_lines: bool = False,
    is_full: Callable[[str], bool] = lambda _: False,
) -> Iterator[tuple[Task | Trouble, Result]]:
    """Check files, and yield each task with its result; ``as_lines`` reads a file whose name tells nothing as lines of JSON.

    ``is_full`` returns whether a file, by the name under which it is shown, has enough findings for its report. The findings of a
    task that begins after that are not worded, or only counted.
    """
    tasks = (
        task._replace(is_full=True) if isinstance(task, Task) and is_full(shown_name(task.file)) else task
        for file in files
        for task in ([file] if isinstance(file, Trouble) else tasks_of(file, as_lines=as_lines))
    )
    yield from in_processes(tasks, checker.results, jobs)


def in_processes(
    tasks: Iterable[Task | Trouble], work: Callable[[Iterable[Task | Trouble]], list[Done | Trouble]], jobs: int
) -> Iterator[tuple[Task | Trouble, Done | Trouble]]:
    """Do some work on tasks, in ``jobs`` processes when there are more than a few, and yield each task with its result in order.

    ``work`` returns the results of several tasks. The results are pickled.
    """
    waiting = iter(tasks)
    done = 0
    for task in waiting:
        if isinstance(task, Task) and task.first_line is not None and done >= FEW:
            fast_json()  # decodes many lines faster, in this process and in those that it starts; importing it pays after 4,000
        if done >= FEW and jobs > 1 and hasattr(os, "fork"):
            from bs_validate.lint.workers import spread

            for batch, found in spread(_batches(chain([task], waiting)), work, jobs):
                yield from zip(batch, _one_by_one(batch, work) if found is None else found, strict=True)
            return
        yield task, work([task])[0]
        is_block = isinstance(task, Task) and task.first_line is not None
        done += FEW if is_block else 1


def _one_by_one(
    batch: list[Task | Trouble], work: Callable[[Iterable[Task | Trouble]], list[Done | Trouble]]
) -> Iterator[Done | Trouble]:
    """Do the tasks of a process that died again, one by one, so that only the one that it died over is lost."""
    from bs_validate.lint.workers import spread

    for (task,), found in spread(([task] for task in batch), work, 1):
        if found is not None:
            yield from found
        elif isinstance(task, Task):
            yield Trouble(task.file, "could not be checked: the process that checked it was killed")


def _batches(tasks: Iterator[Task | Trouble]) -> Iterator[list[Task | Trouble]]:
    """Group files that are still to be read; a block is large enough by itself."""
    batch: list[Task | Trouble] = []
    for task in tasks:
        batch.append(task)
        if len(batch) == _BATCH or (isinstance(task, Task) and task.data is not None):
            yield batch
            batch = []
    if batch:
        yield batch
