"""Why formats do not hold, worked out once for each text while a report is made."""

from bs_validate.formats import FORMATS


def reason(format_name: str, text: str) -> str | None:
    """Return why a text does not have a format, as a stable word, or None where it has it."""
    return FORMATS[format_name].reason(text)


class Reasons:
    """The reasons that formats have given for the documents that are being checked.

    The engine asks a format to decide, and again to find what is wrong; the explanation asks for the reason. Only refusals are
    kept, since texts that are taken are not asked about again. Threads may share them, since a reason depends on nothing but the
    format and the text. Whoever makes a report calls ``forget`` at its end: no text of a person is kept longer than that.
    """

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Begin with nothing."""
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
