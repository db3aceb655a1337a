"""A line of a JSON file as it may be shown: its names and punctuation, and every value masked."""

import re

from bs_validate.location import QUOTED_LENGTH

MASK = "*"

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|(?:true|false|null)\b|[^\s{}\[\]:,"]+|"')


def masked(line: str, *, names: bool = True) -> str:
    """Return a line, character for character but for what may be personal: texts, numbers, and names of over 40 characters.

    JSON has no text that goes over a line, so a line can be read by itself. Without ``names`` they are masked too: where the text
    is broken, what looks like one may be a value.
    """

    def mask(match: re.Match[str]) -> str:
        token, content, colon = match[0], match[1], match[2]
        if content is None:
            return token if token in ("true", "false", "null", '"') else MASK * len(token)
        if names and colon is not None and len(content) <= QUOTED_LENGTH:
            return token
        return f'"{MASK * len(content)}"{colon or ""}'

    return "".join(char if char.isprintable() else " " for char in _TOKEN.sub(mask, line))
