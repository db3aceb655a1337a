"""Make the summary of results, for tests of reports."""

from collections.abc import Iterable

from bs_validate.lint.finding import Checked
from bs_validate.lint.summary import Summary, Totals


def summarised(results: Iterable[Checked]) -> Summary:
    """Return the summary of a run with these results."""
    totals = Totals()
    for checked in results:
        totals.add(checked)
    return totals.summary
