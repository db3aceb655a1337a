"""Read the files for a command, over several processes where that pays, and report those that cannot be read."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bs_validate.cli import console
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import STANDARD_INPUT, absolute, discover
from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import Document
from bs_validate.lint.run import in_processes, processors, results_of
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import Task, tasks_of

Done = TypeVar("Done")
Work = Callable[[Task, Iterable[Document]], Done]

#: The number of bodies in a part of a long recording. Working on them takes as long as starting a process.
_PART = 200


def gathered(paths: Sequence[str], settings: SettingsLookup, work: Work[Done]) -> tuple[list[Done], list[Trouble]]:
    """Return the results for the files, or for the parts of a long one, and the trouble with files that cannot be read.

    The results are in the order of the files. They are pickled.
    """
    done: list[Done] = []
    complaints = console.Complaints()
    for result in _results(paths, settings, work):
        if isinstance(result, Trouble):
            complaints.add(result)
        else:
            done += result
    complaints.finish()
    if not done and not complaints.troubles:
        console.complain("there are no files to check in the given paths")
    return done, complaints.troubles


def _results(paths: Sequence[str], settings: SettingsLookup, work: Work[Done]) -> Iterator[list[Done] | Trouble]:
    tasks = (
        task
        for file in discover(paths, lambda file: is_excluded(settings, file))
        for task in ([file] if isinstance(file, Trouble) else tasks_of(file))
    )
    jobs, ours = processors(), os.getpid()

    def in_parts(task: Task, documents: Iterable[Document]) -> list[Done]:
        # The processes that share many files already do not start others for one file.
        return list(_parts(task, documents, work, jobs if os.getpid() == ours else 1))

    for _, result in in_processes(tasks, lambda some: results_of(some, in_parts), jobs):
        yield result


def _parts(task: Task, documents: Iterable[Document], work: Work[Done], jobs: int) -> Iterator[Done]:
    """Yield the result for the documents of a file, or one for each part of a long recording, from several processes.

    This process does the first part, so that the others begin with all that it had to work out.
    """
    first, *others = _divided(documents) if jobs > 1 and hasattr(os, "fork") else [documents]
    yield work(task, first)
    if others:
        from bs_validate.lint.workers import spread

        for part, result in spread(range(len(others)), lambda part: [work(task, others[part])], jobs):
            yield from [work(task, others[part])] if result is None else result  # None if the process was killed


def _divided(documents: Iterable[Document]) -> Sequence[Iterable[Document]]:
    """Return the bodies of a long recording in parts, and other documents in one."""
    from bs_validate.lint.readers.bodies import Bodies

    return documents.parts(_PART) if isinstance(documents, Bodies) else [documents]


def require_inputs_kept(paths: Iterable[str], outputs: Iterable[str | None]) -> None:
    """Raise ``InvalidSettings`` if a report would be written over a file that the command names as its input."""
    named = {absolute(path) for path in paths if path != STANDARD_INPUT}
    for file in outputs:
        if file is not None and absolute(file) in named:
            raise InvalidSettings(f"{file}: is a file to check, so no report can be written to it")


def is_excluded(settings: SettingsLookup, file: str) -> bool:
    """Return whether the settings leave a file out of a directory that is walked."""
    try:
        return settings(file).excludes(file)
    except InvalidSettings:  # reported when the file is checked
        return False
