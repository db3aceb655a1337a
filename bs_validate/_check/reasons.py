"""Find the reason why a text does not match a format, once for each text in a report."""

from bs_validate.formats import FORMATS


def reason(format_name: str, text: str) -> str | None:
    """Return why a text does not match a format, as a stable word, or None if it matches."""
    return FORMATS[format_name].reason(text)


class Reasons:
    """A memory of the reasons that formats gave for the texts of the current documents.

    The engine checks a format to decide, and again to list violations, and the explanation needs the reason. Only refusals are
    kept, because an accepted text is checked only once. Threads may share a memory, because a reason depends only on the format
    and the text. ``forget`` is called at the end of each report, so that no personal data is kept longer.
    """

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Start with an empty memory."""
        self.found: dict[tuple[str, str], str] = {}

    def reason(self, format_name: str, text: str) -> str | None:
        """Return why a text does not match a format, or None if it matches."""
        known = self.found.get((format_name, text))
        if known is not None:
            return known
        found = FORMATS[format_name].reason(text)
        if found is not None:
            self.found[format_name, text] = found
        return found

    def forget(self) -> None:
        """Forget all reasons. Other threads will find theirs again."""
        self.found.clear()
