"""Recognise the placeholders that recorders put in the place of values."""

import re
from typing import Any

#: The character that replaces each letter of a placeholder; it is for private use, so that nobody else writes it.
HIDDEN = "\ue000"
_HIDDEN = re.compile("<[A-Z0-9][A-Z0-9_ .-]*>")
# An unclosed text goes on to the end, so that no quote in it is tried again.
_PLACEHOLDER = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|' + _HIDDEN.pattern, re.DOTALL)


def without_placeholders(text: str) -> str:
    """Return a JSON text in which each placeholder outside a text is replaced by a text of the same length."""
    return _PLACEHOLDER.sub(lambda match: match[0] if match[0].startswith('"') else f'"{HIDDEN * (len(match[0]) - 2)}"', text)


def is_placeholder(value: Any) -> bool:
    """Return whether a value is a placeholder that a recorder put there: ``"<EMAIL>"``, or ``<ID>`` without quotes."""
    return type(value) is str and (_HIDDEN.fullmatch(value) is not None or (bool(value) and not value.strip(HIDDEN)))
