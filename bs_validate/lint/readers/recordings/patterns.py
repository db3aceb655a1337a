"""Turn a pattern for addresses into an address that it matches."""

import re

#: A longer regular expression is not one for an address of the API. In characters.
MAX_PATTERN = 500
# An escaped character, one of several characters, how often it comes, or a character that stands for itself.
_TOKEN = re.compile(r"\\(.)|(\[[^\]]*\]|\([^()]*\)|\.(?=[*+]))|([*+]|\{[^}]*\})|(.)", re.DOTALL)
_OPTIONAL_END = re.compile(r"(?:/\?|\((?:\?:)?\\\?\.\*\)\??)\Z")
_CLASSES = ("d", "w", "S")
_NOT_PLAIN = tuple("?|([{")


def of_expression(pattern: str) -> str:
    """Return an address that a regular expression matches, if it is plain enough, or an empty text.

    A group, a class or any character that may be repeated stands for a segment whose value is not known.
    """
    if len(pattern) > MAX_PATTERN:
        return ""
    pattern = _OPTIONAL_END.sub("", pattern.removeprefix("^").removesuffix("$"))
    found = []
    for escaped, some, _, other in _TOKEN.findall(pattern):
        if other in _NOT_PLAIN:
            return ""
        found.append("1" if some or escaped in _CLASSES else escaped or other)
    return "".join(found)


def of_glob(pattern: str) -> str:
    """Return an address that a glob matches: each ``*`` stands for a segment whose value is not known."""
    return re.sub(r"\*+", "1", pattern)
