"""Mask a line of a file so that it can be shown with its names and punctuation but without its values."""

import re
from collections.abc import Collection

from bs_validate._instance.location import QUOTED_LENGTH

MASK = "*"

_WORD_OF_JSON = r"(?:true|false|null)\b|[^\s{}\[\]:,\"]++"
# The rest after an unclosed quote is one token: searching for the end at each quote in it would take quadratic time.
_TOKEN = re.compile(rf'"((?:[^"\\]++|\\.)*+)"(\s*+:)?|{_WORD_OF_JSON}|"(.*)', re.DOTALL)
_IN_OPEN = re.compile(_WORD_OF_JSON)
_SHOWN = frozenset({"true", "false", "null"})
#: Names of recorders and archives, which say nothing about anybody.
_RECORDED = frozenset(
    """base64_string body code content encoding entries headers http_interactions interactions log message method mimeType
    postData recorded_with request response status string text uri url version""".split()  # noqa: SIM905  # one literal is easier to read
)
_WORD = re.compile(r"""([\w-]+)(?=\\*["']?\s*:)|[^\s{}\[\]:,"'\\|>]+""")


def masked(line: str) -> str:
    """Return a line of JSON of the same length in which texts, numbers and names over 40 characters are masked.

    A JSON text never spans two lines, so a single line can be read.
    """
    return _printable(_TOKEN.sub(_masked, line))


def hidden(line: str, names: Collection[str]) -> str:
    """Return a line of the same length in which only punctuation and the given names are shown.

    This is for lines that cannot be read alone, because a text may begin on an earlier line.
    """

    def mask(match: re.Match[str]) -> str:
        return match[0] if match[1] in names or match[1] in _RECORDED else MASK * len(match[0])

    return _printable(_WORD.sub(mask, line))


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else " " for char in line)


def changed(before: str, after: str) -> tuple[str, str]:
    """Return a line of JSON before and after a change, with everything masked except the new words."""
    tokens = [match[0] for match in _TOKEN.finditer(before)]
    at = iter(tokens)
    return masked(before), _printable(_TOKEN.sub(lambda match: _masked(match) if match[0] == next(at, None) else match[0], after))


def _masked(match: re.Match[str]) -> str:
    token, content, colon, rest = match[0], match[1], match[2], match[3]
    if rest is not None:
        return '"' + _IN_OPEN.sub(_word, rest)
    if content is None:
        return _word(match)
    if colon is not None and len(content) <= QUOTED_LENGTH:
        return token
    return f'"{MASK * len(content)}"{colon or ""}'


def _word(match: re.Match[str]) -> str:
    return match[0] if match[0] in _SHOWN else MASK * len(match[0])
