"""Name files relative to the repository, as the services do that show findings beside a change."""

import os
from collections.abc import Iterable, Mapping
from itertools import chain, islice

from bs_validate.lint import gitignore
from bs_validate.lint.discover import absolute
from bs_validate.lint.finding import STDIN, Checked, FileFinding, Trouble

#: The variables in which CI servers name the directory of the checkout: GitHub and Gitea, GitLab, Azure Pipelines, Bitbucket,
#: Jenkins, Travis, AppVeyor, Buildkite, Drone and Woodpecker.
CHECKOUTS = (
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "BUILD_SOURCESDIRECTORY",
    "BITBUCKET_CLONE_DIR",
    "WORKSPACE",
    "TRAVIS_BUILD_DIR",
    "APPVEYOR_BUILD_FOLDER",
    "BUILDKITE_BUILD_CHECKOUT_PATH",
    "DRONE_WORKSPACE",
    "CI_WORKSPACE",
)


def checkout(environment: Mapping[str, str], files: Iterable[str] = ()) -> str | None:
    """Return the directory of the repository that the current directory is in, or else the first of these files, or None.

    It is the one that the CI server names, or else the nearest one with ``.git``.
    """
    first = (os.path.dirname(absolute(file)) for file in islice((one for one in files if one != STDIN), 1))
    return next(filter(None, (_checkout(environment, place) for place in chain([absolute(os.curdir)], first))), None)


def _checkout(environment: Mapping[str, str], place: str) -> str | None:
    for name in CHECKOUTS:
        folder = environment.get(name)
        if folder and os.path.isabs(folder) and _inside(folder, place) is not None:
            return os.path.normpath(folder)
    return gitignore.repository(place) if os.path.isabs(place) else None


def relative(checked: Iterable[Checked], root: str | None) -> list[Checked]:
    """Return the results with paths that are relative to the repository."""
    return [
        one._replace(file=shown, findings=_moved(one.findings, shown)) for one in checked for shown in [_path(one.file, root)]
    ]


def _moved(findings: Iterable[FileFinding], file: str) -> tuple[FileFinding, ...]:
    return tuple(finding._replace(file=file) for finding in findings)


def relative_troubles(troubles: Iterable[Trouble], root: str | None) -> list[Trouble]:
    """Return the troubles with paths that are relative to the repository."""
    return [one._replace(path=_path(one.path, root)) for one in troubles]


def _path(file: str, root: str | None) -> str:
    """Return a path relative to the repository. A path outside it is returned without ``./`` at its start."""
    if file == STDIN:
        return file
    inside = None if root is None else _inside(root, absolute(file))
    return os.path.normpath(file) if inside is None else inside


def _inside(folder: str, path: str) -> str | None:
    """Return a path relative to a directory that it is in, by its name or by the place that links lead to; None outside."""
    for one, other in ((os.path.normpath(folder), path), (os.path.realpath(folder), os.path.realpath(path))):
        start = os.path.join(one, "")
        if other == one:
            return os.curdir
        if other.startswith(start):
            return other[len(start) :]
    return None
