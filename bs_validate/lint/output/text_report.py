"""Write the findings of a file as text in the process that checks the file."""

from typing import NamedTuple

from bs_validate.lint.finding import Checked, numbers
from bs_validate.lint.output import escape, text
from bs_validate.lint.output.presented import as_errors, grouped


class TextReport(NamedTuple):
    """The form of a report as text.

    - ``has_colour``, and the ``width`` of the terminal in columns: 0 for a report without excerpts.
    - ``most``: the number of findings of one file that are shown.
    - ``is_strict``: whether every warning is an error.
    """

    locale: str
    has_colour: bool
    width: int
    most: int
    is_strict: bool

    def with_text(self, checked: Checked) -> Checked:
        """Return the result of a file with its findings as text."""
        if not checked.findings:
            return checked
        found = as_errors(checked) if self.is_strict else checked
        shown = found if len(found.findings) <= self.most else found._replace(findings=found.findings[: self.most])
        unlisted = (*numbers(one.error for one in found.findings), *found.unlisted)
        return found._replace(findings=(), unlisted=unlisted, text=self.written(shown))

    def written(self, checked: Checked) -> str:
        """Return findings as lines of text."""
        lines = text.lines(grouped(checked, self.locale), colour=self.has_colour, width=self.width)
        return "".join([f"{escape.line(line)}\n" for line in lines])
