"""Work out why a text does not have a format, once for each text while a report is made."""

from bs_validate.formats import FORMATS


def reason(format_name: str, text: str) -> str | None:
    """Return why a text does not have a format, as a stable word, or None where it has it."""
    return FORMATS[format_name].reason(text)


class Reasons:
    """The reasons that formats have given for texts of the documents that are being checked.

    The engine asks a format to decide, and again to list violations, and the explanation asks for the reason. Only refusals are
    kept, since nobody asks again about a text that is accepted. Threads may share them, since a reason depends on the format and
    the text only. ``forget`` is called at the end of each report, so that no personal data is kept longer.
    """

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Start without a reason."""
        self.found: dict[tuple[str, str], str] = {}

    def reason(self, format_name: str, text: str) -> str | None:
        """Return why a text does not have a format, or None where it has it."""
        known = self.found.get((format_name, text))
        if known is not None:
            return known
        found = FORMATS[format_name].reason(text)
        if found is not None:
            self.found[format_name, text] = found
        return found

    def forget(self) -> None:
        """Drop the reasons that were found; other threads work theirs out again."""
        self.found.clear()
