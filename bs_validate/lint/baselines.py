"""Find the baseline of each file: the one named on the command line, or the one in the settings of the file."""

import os
from collections.abc import Iterable, Sequence

from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.baseline import Baseline, Ratchet, Stale, parsed
from bs_validate.lint.discover import OPEN_FILES, STANDARD_INPUT
from bs_validate.lint.finding import STDIN, FileFinding, Trouble
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.wording import sentence


class Baselines:
    """The baselines of a run, each read once, before the first file is checked."""

    __slots__ = ("_for_all", "_ratchets", "_settings")

    def __init__(self, settings: SettingsLookup, path: str | None, files: Iterable[str | Trouble]) -> None:
        """Take the settings, the path that the command names, or None, and the files of the run.

        Raises ``InvalidSettings`` for a baseline that cannot be read or used.
        """
        self._settings = settings
        self._for_all = path
        self._ratchets: dict[str, Ratchet] = {}
        paths = dict.fromkeys(self._path(file) for file in files if isinstance(file, str)) if path is None else [path]
        for one in paths:
            if one is not None:
                self._ratchets[one] = Ratchet(_read(one))

    def new(self, file: str, findings: Sequence[FileFinding]) -> tuple[FileFinding, ...]:
        """Return the findings of a file, or of a part of one, that are not in its baseline."""
        path = self._path(STANDARD_INPUT if file == STDIN else file) if self._ratchets else None
        return tuple(findings) if path is None else self._ratchets[path].new(file, findings)

    def stale(self) -> tuple[Stale, ...]:
        """Return the entries that no longer apply, at the end of a run."""
        return tuple(one for ratchet in self._ratchets.values() for one in ratchet.stale())

    def _path(self, file: str) -> str | None:
        if self._for_all is not None:
            return self._for_all
        try:
            return self._settings(file).baseline
        except InvalidSettings:  # reported when the file is checked
            return None


def _read(path: str) -> Baseline:
    if os.path.exists(path) and not os.path.isfile(path) and not path.startswith(OPEN_FILES):
        raise InvalidSettings(f"{path}: is not a regular file")
    try:
        with open(path, "rb") as opened:
            return parsed(opened.read(), os.path.dirname(path))
    except OSError as error:
        hint = "; --write-baseline writes one" if isinstance(error, FileNotFoundError) else ""
        raise InvalidSettings(f"{path}: cannot be read: {sentence(error)}{hint}") from None
    except InvalidSettings as error:
        raise InvalidSettings(f"{path}: {error}") from None
