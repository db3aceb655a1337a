"""Add up the totals of a run, and word them in one line."""

from collections import Counter
from typing import NamedTuple

from bs_validate.lint.finding import Checked
from bs_validate.lint.wording import totals


class Summary(NamedTuple):
    """The numbers of files, of skipped and checked documents, and of findings."""

    files: int
    skipped: int
    documents: int
    errors: int
    warnings: int

    def __str__(self) -> str:
        """Return the summary in one line."""
        return totals(self.files, self.skipped, self.errors, self.warnings)


class Totals:
    """Add up the results of a run. The parts of a file must come one after the other."""

    __slots__ = ("_documents", "_files", "_last", "_skipped", "codes")

    def __init__(self) -> None:
        """Start at zero. ``codes`` counts the findings of each code and severity."""
        self.codes: Counter[tuple[str, str]] = Counter()
        self._files = self._skipped = self._documents = 0
        self._last: str | None = None

    def add(self, checked: Checked) -> None:
        """Add the result of a file, or of a part of it."""
        self._files += checked.file != self._last
        self._last = checked.file
        self._skipped += checked.skipped
        self._documents += checked.documents
        self.codes.update((finding.error.code, finding.error.severity) for finding in checked.findings)
        for code, severity, number in checked.unlisted:
            self.codes[code, severity] += number

    @property
    def summary(self) -> Summary:
        """Return the totals so far."""
        errors = sum(number for (_, severity), number in self.codes.items() if severity == "error")
        return Summary(self._files, self._skipped, self._documents, errors, self.codes.total() - errors)
