"""Read the files for a command one after the other, and report those that cannot be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bs_validate.cli import console
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import discover
from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import Document
from bs_validate.lint.run import attempted
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import Task, tasks_of

Done = TypeVar("Done")


def gathered(
    paths: Sequence[str], settings: SettingsLookup, work: Callable[[Task, Iterable[Document]], Done]
) -> tuple[list[Done], list[Trouble]]:
    """Return the results for the files, or for the parts of a long one, and the trouble with files that cannot be read."""
    done: list[Done] = []
    troubles: list[Trouble] = []
    for result in _results(paths, settings, work):
        if not isinstance(result, Trouble):
            done.append(result)
        elif troubles[-1:] != [result]:  # from another part of the same file
            troubles.append(result)
            console.complain(f"{result.path}: {result.message}")
    if not done and not troubles:
        console.complain("there are no files to check in the given paths")
    return done, troubles


def _results(
    paths: Sequence[str], settings: SettingsLookup, work: Callable[[Task, Iterable[Document]], Done]
) -> Iterator[Done | Trouble]:
    for file in discover(paths, lambda file: is_excluded(settings, file)):
        for task in [file] if isinstance(file, Trouble) else tasks_of(file):
            yield task if isinstance(task, Trouble) else attempted(task, work)


def is_excluded(settings: SettingsLookup, file: str) -> bool:
    """Return whether the settings leave a file out of a directory that is walked."""
    try:
        return settings(file).excludes(file)
    except InvalidSettings:  # reported when the file is checked
        return False
