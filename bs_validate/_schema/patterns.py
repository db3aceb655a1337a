"""Patterns as JSON Schema means them (ECMA 262), written so that Python's ``re`` and Rust's engine read them alike."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from bs_validate._schema.applicators import LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema, subschemas

_SPACE = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_WORD = "A-Za-z0-9_"

#: The characters that an escape matches, as they are written inside a class; outside, they get brackets.
_CLASSES = {"d": "0-9", "w": _WORD, "s": _SPACE}
#: The ends of a word, whose letters are ASCII in ECMA 262 and Unicode's in Rust.
_BOUNDARIES = {
    "b": f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
    "B": f"(?:(?<=[{_WORD}])(?=[{_WORD}])|(?<![{_WORD}])(?![{_WORD}]))",
}
#: All characters but the line ends of ECMA 262.
_DOT = r"[^\n\r\u2028\u2029]"
#: Classes without a member, which match no character or any; Python and Rust read the bracket as a member.
_NONE, _ANY = "(?!)", r"[\s\S]"

_SIGNS = re.compile(r"\\(.)|(\[\^?\])|(\[)|(\])|(\$)|(\.)|([&|~])|[^\\\[\]$.&|~]+", re.DOTALL)


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern so that ``$ . \d \w \s \b`` mean what they mean in ECMA 262.

    ``$`` is the very end, not before a last line break; digits and words are ASCII; white space is Unicode's. Raises ``re.error``
    for a pattern that Python cannot read, such as ``\p{L}``, or that has an opposite in a class, such as ``[^\D]``.
    """
    return re.compile(translated(pattern))


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def translated(pattern: str) -> str:
    """Return a pattern that Python reads as ECMA 262 reads the original."""
    return "".join(r"\Z" if sign == "$" and not inside else sign for sign, inside in _portable(pattern))


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def portable(pattern: str) -> str:
    """Return a pattern that Rust's engine reads as ECMA 262 reads the original."""
    return "".join(sign for sign, _ in _portable(pattern))


def with_patterns(schema: JsonSchema, written: Callable[[str], str]) -> JsonSchema:
    """Return a schema whose patterns, also those in ``patternProperties``, are written by a function."""
    changed: JsonSchema = {}
    for keyword, value in schema.items():
        if keyword == "pattern":
            changed[keyword] = written(value)
        elif keyword in ONE_SCHEMA:
            changed[keyword] = _inner(value, written)
        elif keyword in NAMED_SCHEMAS:
            is_pattern = keyword == "patternProperties"
            changed[keyword] = {written(name) if is_pattern else name: _inner(one, written) for name, one in value.items()}
        elif keyword in LISTED_SCHEMAS:
            changed[keyword] = [_inner(one, written) for one in value]
        else:
            changed[keyword] = value
    return changed


def patterns_of_properties(schema: JsonSchema) -> Iterator[str]:
    """Yield the patterns that name properties, anywhere in a schema."""
    yield from schema.get("patternProperties", ())
    for _, inner in subschemas(schema):
        yield from patterns_of_properties(inner)


def _inner(schema: Any, written: Callable[[str], str]) -> Any:
    return with_patterns(schema, written) if type(schema) is dict else schema


def _portable(pattern: str) -> Iterator[tuple[str, bool]]:
    """Yield the signs of a pattern, rewritten where an engine reads them otherwise, each with whether it is inside a class."""
    inside = False
    for match in _SIGNS.finditer(pattern):
        escaped, empty, opening, closing, _, dot, operator = match.groups()
        sign = match[0]
        if escaped is not None:
            sign = _escape(escaped, sign, inside=inside)
        elif empty and not inside:
            sign = _NONE if empty == "[]" else _ANY
        elif empty:  # the end of a class whose last members are the signs before the bracket
            yield "\\" + empty[:-1], True
            sign, inside = "]", False
        elif opening and not inside:
            inside = True
        elif opening:
            sign = r"\["
        elif closing and inside:
            inside = False
        elif dot and not inside:
            sign = _DOT
        elif operator and inside:  # doubled, they are operators of sets to Rust and doubtful to Python
            sign = "\\" + operator
        yield sign, inside


def _escape(letter: str, sign: str, *, inside: bool) -> str:
    if letter in _BOUNDARIES and not inside:
        return _BOUNDARIES[letter]
    kind = _CLASSES.get(letter.lower())
    if kind is None:
        return letter if letter == "/" else sign
    if letter.islower():
        return kind if inside else f"[{kind}]"
    if inside:
        raise re.error(f"\\{letter} in a class of characters")
    return f"[^{kind}]"
