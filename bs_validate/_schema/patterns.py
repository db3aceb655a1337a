"""Translate the patterns of JSON Schema (ECMA 262) for Python's ``re``, which reads some characters differently."""

import re
from functools import lru_cache

_SPACE = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

#: The characters that an escape stands for inside a class of characters; outside, they are put in brackets.
_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": _SPACE}

_SIGNS = re.compile(r"\\(.)|(\[)|(\])|(\$)|[^\\\[\]$]+", re.DOTALL)


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern so that ``$ \d \w \s`` and ``\b`` mean what they mean in ECMA 262.

    ``$`` is the very end and not before a last line break; digits and words are ASCII; white space is Unicode's. Raises
    ``re.error`` for a pattern that Python cannot read, such as ``\p{L}``, or that has no equivalent, such as ``[^\D]``.
    """
    return re.compile(translated(pattern), re.ASCII)


def translated(pattern: str) -> str:
    """Return the pattern that means the same to Python when it is compiled with ``re.ASCII``."""
    inside = False
    written = []
    for match in _SIGNS.finditer(pattern):
        escaped, opening, closing, dollar = match.groups()
        sign = match[0]
        if escaped is not None:
            sign = _escape(escaped, match[0], inside=inside)
        elif opening and not inside:
            inside = True
        elif closing and inside:
            inside = False
        elif not inside and dollar:
            sign = r"\Z"
        elif inside and opening:
            sign = r"\["
        written.append(sign)
    return "".join(written)


def _escape(letter: str, sign: str, *, inside: bool) -> str:
    kind = _CLASSES.get(letter.lower())
    if kind is None:
        return letter if letter == "/" else sign
    if letter.islower():
        return kind if inside else f"[{kind}]"
    if inside:
        raise re.error(f"\\{letter} in a class of characters")
    return f"[^{kind}]"
