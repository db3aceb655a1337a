"""What a run came to, in numbers."""

from collections.abc import Iterable
from typing import NamedTuple

from bs_validate.lint.check import Checked


class Summary(NamedTuple):
    """How many files were read, how many of them were skipped, how many documents were checked, and what was found."""

    files: int
    skipped: int
    documents: int
    errors: int
    warnings: int

    def __str__(self) -> str:
        """Word the summary in a line."""
        if self.errors or self.warnings:
            found = f"{_counted(self.errors, 'error')}, {_counted(self.warnings, 'warning')}"
        else:
            found = "nothing to report"
        skipped = f" ({self.skipped} skipped: no known resource in it)" if self.skipped else ""
        return f"Checked {_counted(self.files, 'file')}{skipped}: {found}"


def summarised(checked: Iterable[Checked]) -> Summary:
    """Sum a run up."""
    results = tuple(checked)
    severities = [finding.error.severity for result in results for finding in result.findings]
    skipped = sum(result.schema is None and not result.findings for result in results)
    return Summary(len(results), skipped, len(results) - skipped, severities.count("error"), severities.count("warning"))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
