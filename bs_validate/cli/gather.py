"""Read the files for a command, over several processes where that pays, and report those that cannot be read."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bs_validate.cli import console
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.check import check
from bs_validate.lint.discover import STANDARD_INPUT, absolute, discover
from bs_validate.lint.finding import Trouble, Wanted, subject
from bs_validate.lint.readers import Document
from bs_validate.lint.run import FileChecker, in_processes, processors, require_text, results_of, shown_name
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import Task, tasks_of
from bs_validate.lint.wording import counted

Done = TypeVar("Done")
Work = Callable[[Task, Iterable[Document]], Done]

#: The number of bodies in a part of a long recording. Working on them takes as long as starting a process.
_PART = 200


def gathered(
    paths: Sequence[str],
    checker: FileChecker,
    work: Work[Done],
    is_empty: Callable[[Done], bool] = lambda _: False,
    empty: str = "",
) -> tuple[list[Done], list[Trouble]]:
    """Return the results for the files, or for the parts of a long one, and the trouble with files that cannot be read.

    The results are in the order of the files. They are pickled. ``checker`` has the settings; what it would report about a
    document that cannot be read is trouble here. Of a named file all of whose results are empty, standard error has the reason.
    """
    done: list[Done] = []
    has_more: dict[str, bool] = {}
    complaints = console.Complaints()
    for file, result in _results(paths, checker, work):
        if isinstance(result, Trouble):
            complaints.add(result)
            has_more[file] = True
            continue
        for one in result:
            if isinstance(one, Trouble):
                complaints.add(one)
                has_more[file] = True
            else:
                done.append(one)
                has_more[file] = has_more.get(file, False) or not is_empty(one)
    complaints.finish()
    for file, has_any in has_more.items():
        if not has_any and not checker.is_walked(file):
            console.complain(f"{shown_name(file)}: skipped: {empty}")
    if not done and not complaints.troubles:
        console.complain("there are no files to check in the given paths")
    return done, complaints.troubles


def _results(
    paths: Sequence[str], checker: FileChecker, work: Work[Done]
) -> Iterator[tuple[str, list[Done | Trouble] | Trouble]]:
    settings = checker.settings
    tasks = (
        task
        for file in discover(paths, lambda file: is_excluded(settings, file))
        for task in ([file] if isinstance(file, Trouble) else tasks_of(file))
    )
    jobs, ours = processors(), os.getpid()

    def in_parts(task: Task, documents: Iterable[Document]) -> list[Done | Trouble]:
        settings(task.file)  # as lint does, which reports settings that cannot be read, whatever the file
        if not checker.is_searched(task.file):
            require_text(task)
        unreadable: list[Document] = []
        # The processes that share many files already do not start others for one file.
        found = _parts(task, _watched(documents, unreadable), work, jobs if os.getpid() == ours else 1)
        return [*found, *_trouble(task, unreadable, checker)]

    for task, result in in_processes(tasks, lambda some: results_of(some, in_parts), jobs):
        yield task.path if isinstance(task, Trouble) else task.file, result


def _watched(documents: Iterable[Document], unreadable: list[Document]) -> Iterable[Document]:
    """Return the same documents; those that cannot be read are added to a list on the way. All bodies of a recording can be."""
    from bs_validate.lint.readers.bodies import Bodies

    return documents if isinstance(documents, Bodies) else _watching(documents, unreadable)


def _watching(documents: Iterable[Document], unreadable: list[Document]) -> Iterator[Document]:
    for document in documents:
        if document.body is None and not document.decoded.readable:
            unreadable.append(document)
        yield document


def _trouble(task: Task, unreadable: Sequence[Document], checker: FileChecker) -> Iterator[Trouble]:
    """Yield the trouble with the documents of a file, or of a block of lines, that cannot be read, if lint would report them."""
    if not unreadable:
        return
    named = checker.named(task.file)
    is_walked = checker.is_walked(task.file)
    wanted = Wanted(most=1)
    found = check(task.file, unreadable, checker.validator, named, wanted, is_walked=is_walked, data=task.data or b"")
    for first in found.findings:
        number = sum(one.number for one in found.unlisted)
        others = f" (and {counted(number, 'other document')})" if number else ""
        yield Trouble(task.file, f"cannot be read: {subject(first.error)} {first.message}{others}")


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
