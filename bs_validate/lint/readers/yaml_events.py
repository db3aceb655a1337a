"""Read the events of a YAML text, which are the same for every version of libyaml and for PyYAML's own parser."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text. Raises ``yaml.YAMLError`` at a syntax error.

    The scanner of newer versions of libyaml stops at its own limit of depth, up to a thousand levels ahead of the parser, and so
    before the events that show which place is too deep. Those events are read from the text up to that point.
    """
    count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            count += 1
            yield event
    except yaml.scanner.ScannerError as error:
        if "nesting depth" not in (error.problem or "") or error.problem_mark is None:
            raise
        yield from islice(yaml.parse(text[: error.problem_mark.index], Loader=_LOADER), count, None)


def offset(error: yaml.YAMLError, text: str) -> int:
    """Return where in the text an error is, in characters."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return 0 if mark is None else min(mark.index, len(text))
    if isinstance(error, yaml.reader.ReaderError):
        # Counted in characters by the one parser, in bytes by libyaml.
        if _LOADER is yaml.SafeLoader:
            return int(error.position)
        return len(text.encode()[: error.position].decode(errors="ignore"))
    return 0
