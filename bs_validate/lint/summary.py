"""The totals of a run, and the line that words them."""

from collections import Counter
from typing import NamedTuple

from bs_validate.lint.finding import Checked
from bs_validate.lint.wording import totals


class Summary(NamedTuple):
    """How many files were read, how many documents in them were skipped and checked, and how much was found."""

    files: int
    skipped: int
    documents: int
    errors: int
    warnings: int

    def __str__(self) -> str:
        """Word the summary in one line."""
        return totals(self.files, self.skipped, self.errors, self.warnings)


class Totals:
    """Adds up the results of a run as they come; the parts of a file come one after the other."""

    __slots__ = ("_documents", "_files", "_last", "_severities", "_skipped", "codes")

    def __init__(self) -> None:
        """Start at zero; ``codes`` counts the findings of each code."""
        self.codes: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._files = self._skipped = self._documents = 0
        self._last: str | None = None

    def add(self, checked: Checked) -> None:
        """Add the result of a file, or of a part of it."""
        self._files += checked.file != self._last
        self._last = checked.file
        self._skipped += checked.skipped
        self._documents += checked.documents
        self.codes.update(finding.error.code for finding in checked.findings)
        self._severities.update(finding.error.severity for finding in checked.findings)
        for code, severity, number in checked.unlisted:
            self.codes[code] += number
            self._severities[severity] += number

    @property
    def summary(self) -> Summary:
        """Return the totals so far."""
        return Summary(self._files, self._skipped, self._documents, self._severities["error"], self._severities["warning"])
