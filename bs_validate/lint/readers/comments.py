"""Blank out comments in JSON, which editors and API clients allow in a body and leave out when they send it."""

import re

# An unclosed text goes on to the end, so that no quote in it is tried again.
_TEXT_OR_COMMENT = re.compile(
    r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)',
    re.DOTALL,
)
_NOT_LINE_END = re.compile(r"[^\n]")


def without_comments(text: str) -> str:
    """Return a JSON text in which each character of a comment is a space, so that nothing moves."""
    if "//" not in text and "/*" not in text:
        return text
    return _TEXT_OR_COMMENT.sub(
        lambda match: match[0] if match[0].startswith('"') else _NOT_LINE_END.sub(" ", match[0]),
        text,
    )
