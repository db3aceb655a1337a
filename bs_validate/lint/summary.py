"""What a run came to, in numbers."""

from collections.abc import Iterable
from typing import NamedTuple

from bs_validate.lint.finding import Checked


class Summary(NamedTuple):
    """How many files were read, how many documents in them were skipped and checked, and what was found."""

    files: int
    skipped: int
    documents: int
    errors: int
    warnings: int

    def __str__(self) -> str:
        """Word the summary in a line."""
        if self.errors or self.warnings:
            found = f"{counted(self.errors, 'error')}, {counted(self.warnings, 'warning')}"
        else:
            found = "nothing to report"
        skipped = f" ({self.skipped} skipped: --verbose says why)" if self.skipped else ""
        return f"Checked {counted(self.files, 'file')}{skipped}: {found}"


def summarised(checked: Iterable[Checked]) -> Summary:
    """Sum a run up; the parts of a file come one after the other."""
    files = skipped = documents = errors = warnings = 0
    last = None
    for result in checked:
        files += result.file != last
        last = result.file
        skipped += result.skipped
        documents += result.documents
        severities = [finding.error.severity for finding in result.findings]
        errors += severities.count("error")
        warnings += severities.count("warning")
    return Summary(files, skipped, documents, errors, warnings)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
