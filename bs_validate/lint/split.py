"""Split files of lines into unchanged good lines, unchanged bad lines, and the findings in the bad lines.

The three files are written under temporary names and renamed when all are complete, so a full disk or an interrupt never leaves
an incomplete file. The temporary files of a run that was killed are removed by the next one. Only one part of a file is kept in
memory.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import absolute
from bs_validate.lint.finding import Checked, FileFinding
from bs_validate.lint.output.escape import json_text
from bs_validate.lint.tasks import Task
from bs_validate.lint.wording import sentence

GOOD, BAD, FINDINGS = "good.ndjson", "bad.ndjson", "findings.ndjson"
_NAMES = (GOOD, BAD, FINDINGS)
_SUFFIX = ".tmp"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Splitter:
    """Write the lines of files, according to their results, into three files in a directory.

    ``good.ndjson`` has the lines without errors, and ``bad.ndjson`` all others. Line N of ``findings.ndjson`` has the findings in
    line N of ``bad.ndjson``. Only the first two contain values of the payloads, and only their owner can read them.
    """

    __slots__ = ("_directory", "_files", "_lacks_end", "bad", "good", "skipped")

    def __init__(self, directory: str) -> None:
        """Open the files. ``good`` and ``bad`` count lines, and ``skipped`` the bad ones that were not checked.

        Raises ``InvalidSettings`` if the directory is not writable.
        """
        self.good = self.bad = self.skipped = 0
        self._directory = directory
        self._files: dict[str, IO[bytes]] = {}
        self._lacks_end: set[str] = set()
        for name in _NAMES:
            if os.path.isdir(os.path.join(directory, name)):  # which would be noticed only when all lines are checked
                raise InvalidSettings(f"--split: {directory}: cannot be written: {name} is a directory")
        try:
            os.makedirs(directory, exist_ok=True)
            _remove_abandoned(directory)
            for name in _NAMES:
                self._files[name] = tempfile.NamedTemporaryFile(  # noqa: SIM115  # closed by ``finish`` or ``discard``
                    prefix=f".{name}-", suffix=_SUFFIX, dir=directory, delete=False
                )
                _is_locked(self._files[name])
        except OSError as error:
            self.discard()
            raise self._unwritable(error) from None

    def add(self, task: Task, checked: Checked) -> None:
        """Write the lines of a part of a file. Raises ``InvalidSettings`` when they cannot be written."""
        found: dict[int, list[FileFinding]] = {}
        for finding in checked.findings:
            found.setdefault(finding.document, []).append(finding)
        unchecked = frozenset(checked.unchecked)
        good: list[bytes] = []
        try:
            for number, (line, row) in enumerate(rows(task)):
                findings = found.get(number, [])
                if number not in unchecked and not any(one.error.severity == "error" for one in findings):
                    good.append(row)
                    continue
                self._write(BAD, [row])
                reasons = checked.reasons if number in unchecked else ()
                self._write(FINDINGS, [_as_line(checked.file, line, findings, reasons)])
                self.bad += 1
                self.skipped += number in unchecked
            self._write(GOOD, good)
        except OSError as error:
            raise self._unwritable(error) from None
        self.good += len(good)

    def _write(self, name: str, rows: Iterable[bytes]) -> None:
        file = self._files[name]
        for row in rows:
            if name in self._lacks_end:
                file.write(b"\n")
                self._lacks_end.discard(name)
            file.write(row)
            if not row.endswith(b"\n"):  # the last line of a file; what follows comes from another one
                self._lacks_end.add(name)

    def finish(self) -> None:
        """Rename the files. Raises ``InvalidSettings`` if that fails."""
        try:
            for file in self._files.values():
                file.flush()
                os.fsync(file.fileno())
            for name, file in self._files.items():
                file.close()
                os.replace(file.name, os.path.join(self._directory, name))
            self._files.clear()
        except OSError as error:
            raise self._unwritable(error) from None
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove the written files, and keep those that existed before."""
        for file in self._files.values():
            if os.path.exists(file.name):
                os.unlink(file.name)
            try:
                file.close()
            except OSError:  # the disk is full, and the file is gone already
                continue
        self._files.clear()

    @property
    def is_unfinished(self) -> bool:
        """Whether the files were neither renamed nor removed."""
        return bool(self._files)

    def _unwritable(self, error: OSError) -> InvalidSettings:
        return InvalidSettings(f"--split: {self._directory}: cannot be written: {sentence(error)}")


def _remove_abandoned(directory: str) -> None:
    """Remove the temporary files of runs that were killed, because they hold personal data."""
    starts = tuple(f".{name}-" for name in _NAMES)
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if name.startswith(starts) and name.endswith(_SUFFIX) and os.path.isfile(path):
            with contextlib.suppress(OSError), open(path, "rb") as file:
                if _is_locked(file):
                    os.unlink(path)


def _is_locked(file: IO[bytes]) -> bool:
    """Lock a file for this process and its workers. Return False if another one has it, or if the system has no locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def would_be_replaced(directory: str, files: Iterable[str]) -> str | None:
    """Return the first of the files that a split into a directory would replace, or None."""
    places = {os.path.realpath(os.path.join(absolute(directory), name)) for name in _NAMES}
    return next((file for file in files if os.path.realpath(file) in places), None)


def rows(task: Task) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that have a document, each with its number in the file and with its line end."""
    first = task.first_line or 1
    data = task.data or b""
    if first == 1:
        data = data.removeprefix(_BYTE_ORDER_MARK)
    end = len(data)
    at, line = 0, first
    while at < end:
        after = data.find(b"\n", at)
        stop = end if after < 0 else after + 1
        row = data[at:stop]
        if not row.isspace():
            bare = row.removeprefix(_BYTE_ORDER_MARK)  # of a file that was appended to another one
            yield line, row if bare.isspace() else bare
        at, line = stop, line + 1


def _as_line(file: str, line: int, findings: Iterable[FileFinding], reasons: Iterable[str]) -> bytes:
    found: dict[str, Any] = {
        "file": json_text(file),
        "line": line,
        "findings": [
            {
                "pointer": json_text(one.error.pointer),
                "field": json_text(one.error.field),
                "code": one.error.code,
                "severity": one.error.severity,
                "message": json_text(one.message),
                "params": dict(one.error.params),
            }
            for one in findings
        ],
    }
    if reasons:
        found["skipped"] = list(map(json_text, reasons))
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
