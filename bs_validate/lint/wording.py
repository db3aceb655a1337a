"""Word the totals of a run, and the reason why a path cannot be used. For a fast start, this module imports nothing."""

_RESET = "\x1b[0m"
_STYLES = {"file": "\x1b[1m", "error": "\x1b[1;31m", "warning": "\x1b[1;33m", "faint": "\x1b[2m", "fine": "\x1b[1;32m"}


def totals(files: int, skipped: int = 0, errors: int = 0, warnings: int = 0) -> str:
    """Return the numbers of files, of skipped documents and of findings in one line."""
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}" if errors or warnings else "nothing to report"
    reason = f" ({counted(skipped, 'document')} skipped: --verbose says why)" if skipped else ""
    return f"Checked {counted(files, 'file')}{reason}: {found}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def styled(text: str, style: str, *, colour: bool) -> str:
    """Return a text in a style, if colours are wanted: ``file``, ``error``, ``warning``, ``faint`` or ``fine``."""
    return f"{_STYLES[style]}{text}{_RESET}" if colour else text


def sentence(error: OSError | ValueError) -> str:
    """Return the reason why a path cannot be used, as a sentence without its subject."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "is not a path"
