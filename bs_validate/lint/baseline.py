"""Read and write baselines: files that list findings to leave out, until they are fixed."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bs_validate._instance.location import escaped, quoted
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.finding import STDIN, FileFinding

VERSION = 1


class Entry(NamedTuple):
    """The parts of a finding by which a baseline recognises it, without values.

    ``file`` is relative to the directory of the baseline and written with ``/``.
    """

    file: str
    pointer: str
    code: str


class Stale(NamedTuple):
    """An entry that lists findings that no longer exist. ``gone`` is their number."""

    file: str
    pointer: str
    code: str
    gone: int


class Baseline(NamedTuple):
    """A baseline: the number of findings for each entry, and the directory of its file."""

    directory: str
    counts: Mapping[Entry, int]


class Ratchet:
    """Compare the findings of one run with a baseline."""

    __slots__ = ("_directory", "_left", "_linted")

    def __init__(self, baseline: Baseline) -> None:
        """Take the baseline, which is not changed."""
        self._directory = baseline.directory
        self._left = dict(baseline.counts)
        self._linted: set[str] = set()

    def new(self, file: str, findings: Sequence[FileFinding]) -> tuple[FileFinding, ...]:
        """Return the findings of a file that are not in the baseline, and record that the file was linted.

        Files may come in any order. The parts of a file must come in the order of the file.
        """
        self._linted.add(file)
        if not findings:
            return ()
        name = _relative(file, self._directory)
        return tuple(one for one in findings if not _taken(self._left, _entry(name, one)))

    def stale(self) -> tuple[Stale, ...]:
        """Return the sorted entries of linted or deleted files that had no finding, at the end of a run."""
        left = sorted((entry, count) for entry, count in self._left.items() if count)
        if not left:
            return ()
        linted = {_relative(file, self._directory) for file in self._linted}
        looked_for = {file for (file, _, _), _ in left}
        due = {file for file in looked_for if file in linted or not self._exists(file)}
        return tuple(Stale(*entry, count) for entry, count in left if entry.file in due)

    def _exists(self, file: str) -> bool:
        return file == STDIN or os.path.exists(os.path.join(self._directory, file))


class Recorder:
    """Count findings for a new baseline, whose file will be in a directory."""

    __slots__ = ("_counts", "_name")

    def __init__(self, directory: str) -> None:
        """Take the directory."""
        self._counts: Counter[Entry] = Counter()
        self._name = cache(lambda file: _relative(file, directory))

    def add(self, findings: Iterable[FileFinding]) -> None:
        """Count findings."""
        self._counts.update(_entry(self._name(one.file), one) for one in findings)

    @property
    def baseline(self) -> Mapping[Entry, int]:
        """Return the baseline with the number of findings of each entry."""
        return self._counts


def text(counts: Mapping[Entry, int]) -> str:
    """Return a baseline as the text of its file: JSON, sorted, with one entry a line."""
    entries = [json.dumps({**entry._asdict(), "count": count}) for entry, count in sorted(counts.items())]
    listed = ",".join(f"\n    {entry}" for entry in entries) + "\n  " if entries else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{listed}]\n}}\n'


def parsed(source: str | bytes, directory: str) -> Baseline:
    """Return the baseline from the text of a file in a directory.

    Raises ``InvalidSettings`` for a text that is not a baseline. The caller adds the path of the file.
    """
    try:
        content = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise InvalidSettings(f"the baseline is not JSON: {error}") from None
    if type(content) is not dict:
        raise InvalidSettings("the baseline is not a JSON object")
    version, entries = content.get("version"), content.get("findings")
    if type(version) is not int or version != VERSION:
        raise InvalidSettings(f"the baseline does not have version {VERSION}: write it again")
    if type(entries) is not list:
        raise InvalidSettings("the baseline has no list of findings")
    counts: dict[Entry, int] = {}
    for index, entry in enumerate(entries, 1):
        read, count = _read(f"the baseline, finding {index}", entry)
        if read in counts:
            shown = f"{escaped(read.file)}, {escaped(read.pointer)}, {quoted(read.code)}"
            raise InvalidSettings(f"the baseline, finding {index}: listed twice: {shown}")
        counts[read] = count
    return Baseline(directory, counts)


def _read(place: str, entry: object) -> tuple[Entry, int]:
    if type(entry) is not dict:
        raise InvalidSettings(f"{place}: not an object")
    for key in Entry._fields:
        if type(entry.get(key)) is not str:
            raise InvalidSettings(f"{place}: {key} must be a string")
    count = entry.get("count")
    if type(count) is not int or count < 1:
        raise InvalidSettings(f"{place}: count must be an integer of at least 1")
    return Entry(entry["file"], entry["pointer"], entry["code"]), count


def _entry(file: str, finding: FileFinding) -> Entry:
    return Entry(file, finding.error.pointer, finding.error.code)


def _taken(left: dict[Entry, int], entry: Entry) -> bool:
    """Subtract one finding from an entry, and return whether there was one."""
    count = left.get(entry, 0)
    if count:
        left[entry] = count - 1
    return count > 0


def _relative(file: str, directory: str) -> str:
    if file == STDIN:
        return file
    return os.path.relpath(file, directory).replace(os.sep, "/")
