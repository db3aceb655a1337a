"""Why formats do not hold, worked out once for each text while a report is made."""

import threading

from bs_validate.formats import FORMATS


def reason(format_name: str, text: str) -> str | None:
    """Return why a text does not have a format, as a stable word, or None where it has it."""
    return FORMATS[format_name].reason(text)


class Reasons(threading.local):
    """The reasons that formats gave since a thread began to check a document.

    The engine asks a format to decide, and again to find what is wrong; the explanation asks for the reason. Only refusals are
    kept, since texts that are taken are not asked about again. Each thread has its own, and ``forget`` ends with the report: no
    text of a person is kept.
    """

    def __init__(self) -> None:
        """Begin with nothing; called once in each thread."""
        self.found: dict[tuple[str, str], str] = {}

    def reason(self, format_name: str, text: str) -> str | None:
        """Return why a text does not have a format, or None where it has it."""
        known = self.found.get((format_name, text))
        if known is not None:
            return known
        found = reason(format_name, text)
        if found is not None:
            self.found[format_name, text] = found
        return found

    def forget(self) -> None:
        """Drop what this thread has found."""
        self.found.clear()
