"""Tell what a stream can show. This module imports very little, because the first look at files uses it."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def is_terminal(stream: "TextIO | None") -> bool:
    """Return whether a stream goes to a terminal."""
    return stream is not None and stream.isatty()


def has_colour(stream: "TextIO | None") -> bool:
    """Return whether a stream shows colours and the user wants them (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
