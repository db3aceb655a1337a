"""Baselines: findings that are known and silenced, and a ratchet that tells which of them are gone."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bs_validate._instance.location import escaped, quoted
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.finding import STDIN, Finding

VERSION = 1


class Known(NamedTuple):
    """What a finding is known by, none of which is a value; ``file`` is relative to the baseline's directory, with ``/``."""

    file: str
    pointer: str
    code: str


class Stale(NamedTuple):
    """An entry of which ``gone`` findings are there no more."""

    file: str
    pointer: str
    code: str
    gone: int


class Baseline(NamedTuple):
    """What a baseline says: how many findings are known, of each kind; ``directory`` is where it stands."""

    directory: str
    counts: Mapping[Known, int]


class Ratchet:
    """Holds findings against a baseline for the length of one run."""

    __slots__ = ("_directory", "_left", "_linted")

    def __init__(self, baseline: Baseline) -> None:
        """Take the baseline, which stays as it is."""
        self._directory = baseline.directory
        self._left = dict(baseline.counts)
        self._linted: set[str] = set()

    def new(self, file: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of a file's findings that are not known, and note that it was linted, though nothing be found.

        Files come in any order, and a file in as many parts as it likes, in the order of the document.
        """
        self._linted.add(file)
        if not findings:
            return ()
        name = _relative(file, self._directory)
        return tuple(one for one in findings if not _taken(self._left, _known(name, one)))

    def stale(self) -> tuple[Stale, ...]:
        """Return what is known and was not found, at the end of the run, sorted: in files that were linted or are no more."""
        left = sorted((known, count) for known, count in self._left.items() if count)
        if not left:
            return ()
        linted = {_relative(file, self._directory) for file in self._linted}
        looked_for = {file for (file, _, _), _ in left}
        gone = {file for file in looked_for if file in linted or not self._exists(file)}
        return tuple(Stale(*known, count) for known, count in left if known.file in gone)

    def _exists(self, file: str) -> bool:
        return file == STDIN or os.path.exists(os.path.join(self._directory, file))


def text(findings: Iterable[Finding], directory: str) -> str:
    """Write the baseline of findings, to be kept in a directory: JSON, sorted, an entry a line."""
    name = cache(lambda file: _relative(file, directory))
    counts = Counter(_known(name(one.file), one) for one in findings)
    entries = [json.dumps({**known._asdict(), "count": count}) for known, count in sorted(counts.items())]
    listed = ",".join(f"\n    {entry}" for entry in entries) + "\n  " if entries else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{listed}]\n}}\n'


def parsed(source: str | bytes, directory: str) -> Baseline:
    """Read a baseline that is kept in a directory.

    Raises ``InvalidSettings``, which says what is wrong; its path is for the caller to name.
    """
    try:
        content = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise InvalidSettings(f"the baseline is not JSON: {error}") from None
    if type(content) is not dict:
        raise InvalidSettings("the baseline is not a JSON object")
    version, entries = content.get("version"), content.get("findings")
    if type(version) is not int or version != VERSION:
        raise InvalidSettings(f"the baseline is not of version {VERSION}: write it anew")
    if type(entries) is not list:
        raise InvalidSettings("the baseline has no list of findings")
    counts: dict[Known, int] = {}
    for index, entry in enumerate(entries, 1):
        known, count = _entry(f"the baseline, finding {index}", entry)
        if known in counts:
            shown = f"{escaped(known.file)}, {escaped(known.pointer)}, {quoted(known.code)}"
            raise InvalidSettings(f"the baseline, finding {index}: there twice: {shown}")
        counts[known] = count
    return Baseline(directory, counts)


def _entry(place: str, entry: object) -> tuple[Known, int]:
    if type(entry) is not dict:
        raise InvalidSettings(f"{place}: not an object")
    for key in Known._fields:
        if type(entry.get(key)) is not str:
            raise InvalidSettings(f"{place}: {key} must be a text")
    count = entry.get("count")
    if type(count) is not int or count < 1:
        raise InvalidSettings(f"{place}: count must be an integer of at least 1")
    return Known(entry["file"], entry["pointer"], entry["code"]), count


def _known(file: str, finding: Finding) -> Known:
    return Known(file, finding.error.pointer, finding.error.code)


def _taken(left: dict[Known, int], known: Known) -> bool:
    """Take one of what is left, if there is any."""
    count = left.get(known, 0)
    if count:
        left[known] = count - 1
    return count > 0


def _relative(file: str, directory: str) -> str:
    if file == STDIN:
        return file
    return os.path.relpath(file, directory).replace(os.sep, "/")
