"""Count the findings of a run by field and code, and compare the shares of documents with errors with their limits."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bs_validate._tally.limits import Excess, Limits, exceeded
from bs_validate._tally.tally import FieldCount, Tally, table
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.finding import Checked

_DOCUMENT = attrgetter("document")


class FileLine(NamedTuple):
    """The file and the line of a finding."""

    file: str
    line: int


class FieldTotals:
    """Add up the results of a run, separately for files whose settings have limits of their own."""

    __slots__ = ("_limits_of", "_tallies")

    def __init__(self, limits_of: Callable[[str], Limits | None]) -> None:
        """Take the function that returns the limits for a file, or None if it has no limits."""
        self._limits_of = limits_of
        self._tallies: dict[Limits | None, Tally] = {}

    def add(self, checked: Checked) -> None:
        """Add the result of a file, or of a part of it."""
        if not checked.documents:
            return
        try:
            limits = self._limits_of(checked.file)
        except InvalidSettings:  # reported when the file was checked
            return
        tally = self._tallies.get(limits)
        if tally is None:
            tally = self._tallies[limits] = Tally(limits)
        tally.documents += checked.documents
        by_document = sorted(checked.findings, key=_DOCUMENT) if checked.documents > 1 else checked.findings
        for _, group in groupby(by_document, key=_DOCUMENT):
            found = tuple(group)
            tally.add((FileLine(checked.file, one.line) for one in found), (one.error for one in found))

    @property
    def rows(self) -> tuple[FieldCount, ...]:
        """The table of all files, with the places of the first findings."""
        tallies = self._tallies.values()
        return table((row for tally in tallies for row in tally.rows()), sum(tally.documents for tally in tallies))

    @property
    def has_limits(self) -> bool:
        """Whether a file was checked that has limits."""
        return any(limits is not None for limits in self._tallies)

    @property
    def excesses(self) -> Sequence[Excess]:
        """The limits that are exceeded."""
        return [one for tally in self._tallies.values() for one in exceeded(tally.counted(), tally.documents)]

    @property
    def verdict(self) -> Sequence[str]:
        """A sentence for each limit that is exceeded, or one that none is; nothing without limits."""
        excesses = list(map(str, self.excesses))
        within = ["the shares of documents with errors are within their limits"] if self.has_limits else []
        return excesses or within

    @property
    def fails(self) -> bool:
        """Whether a limit is exceeded, or a file without limits has an error."""
        return bool(self.excesses) or any(tally.invalid > 0 for limits, tally in self._tallies.items() if limits is None)
