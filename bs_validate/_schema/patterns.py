"""Rewrite patterns of JSON Schema (ECMA 262) so that they mean the same in Python's ``re`` and in the Rust engine."""

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
#: All characters except the line ends of ECMA 262.
_DOT = r"[^\n\r\u2028\u2029]"
#: Classes without a member, which match no character or any; Python and Rust read the bracket as a member.
_NONE, _ANY = "(?!)", r"[\s\S]"

_HIGH, _LOW = r"u[dD][89abAB][0-9a-fA-F]{2}", r"u[dD][c-fC-F][0-9a-fA-F]{2}"
_SIGNS = re.compile(
    rf"\\(?P<escaped>u\{{[0-9a-fA-F]{{1,6}}\}}|{_HIGH}\\{_LOW}|u[0-9a-fA-F]{{4}}|x[0-9a-fA-F]{{2}}|c[A-Za-z]|.)"
    r"|(?P<empty>\[\^?\])|(?P<opening>\[\^?)|(?P<closing>\])|(?P<dot>\.)|(?P<operator>[&|~])|(?P<hyphen>-)"
    r"|\{[0-9]+(?:,[0-9]*)?\}|(?P<brace>[{}])|(?P<comment>\(\?#)|[$(]|[^\\\[\]$.&|~{}(-]+",
    re.DOTALL,
)
#: The letters and digits that may follow a backslash in ECMA 262 and mean the same to Python and Rust.
_ESCAPED = frozenset("dDwWsSbBtnrvfxu123456789")


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern so that ``$ . \d \w \s \b`` mean what they mean in ECMA 262.

    ``$`` matches only at the very end, not before a last line break. Digits and words are ASCII, and white space is that of
    Unicode. Raises ``re.error`` for a pattern that Python cannot read, such as ``\p{L}``, or that has a negated class inside a
    class, such as ``[^\D]``.
    """
    return re.compile(translated(pattern))


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def translated(pattern: str) -> str:
    """Return a pattern that means in Python what the original means in ECMA 262."""
    return "".join(r"\Z" if sign == "$" and not inside else sign for sign, inside in _portable(pattern))


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def portable(pattern: str) -> str:
    """Return a pattern that means in the Rust engine what the original means in ECMA 262."""
    return "".join(sign for sign, _ in _portable(pattern))


def with_patterns(schema: JsonSchema, written: Callable[[str], str]) -> JsonSchema:
    """Return a schema in which a function has rewritten all patterns, including those in ``patternProperties``."""
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
    """Yield the patterns of ``patternProperties`` in a schema, at any depth."""
    yield from schema.get("patternProperties", ())
    for _, inner in subschemas(schema):
        yield from patterns_of_properties(inner)


def _inner(schema: Any, written: Callable[[str], str]) -> Any:
    return with_patterns(schema, written) if type(schema) is dict else schema


def _portable(pattern: str) -> Iterator[tuple[str, bool]]:
    """Yield the tokens of a pattern, rewritten where the engines differ, each with whether it is inside a class."""
    inside = False
    start = ""
    for match in _SIGNS.finditer(pattern):
        kind, sign = match.lastgroup, match[0]
        if not inside:
            sign, inside, start = _outside(match), kind == "opening", ""
        elif kind in ("closing", "empty"):
            if kind == "empty":  # the class ends, and the characters before the bracket are members of it
                yield "\\" + sign[:-1], True
            sign, inside = "]", False
        else:
            sign, start = _member(match, start)
        yield sign, inside


def _outside(match: re.Match[str]) -> str:
    """Return a token outside of classes, rewritten."""
    kind, sign = match.lastgroup, match[0]
    if kind == "escaped":
        return _escape(match["escaped"], sign, inside=False)
    if kind == "empty":
        return _NONE if sign == "[]" else _ANY
    if kind == "dot":
        return _DOT
    if kind == "brace":  # one that is not part of a number of repetitions is a character
        return "\\" + sign
    if kind == "comment":
        raise re.error("a comment")
    return sign


def _member(match: re.Match[str], start: str) -> tuple[str, str]:
    """Return a token in a class, rewritten, and its role for a hyphen that follows.

    The role is ``one`` for a character, which may begin a range, ``many`` for an escape of several characters, which cannot,
    ``range`` for the hyphen of a range, or empty after the end of a range.
    """
    kind, sign = match.lastgroup, match[0]
    at_end = match.string.startswith("]", match.end())
    if kind == "hyphen" and start == "many" and not at_end:
        return r"\-", "one"
    if kind == "hyphen" and start == "one" and not at_end:
        return sign, "range"
    behind = "" if start == "range" and (len(sign) == 1 or kind == "escaped") else "one"
    if kind == "escaped":
        return _escape(match["escaped"], sign, inside=True), "many" if match["escaped"] in _CLASSES else behind
    # Two hyphens and other doubled characters are set operators in Rust, and Python warns about them.
    is_doubled = kind == "hyphen" and "-" in (match.string[match.start() - 1], match.string[match.end() : match.end() + 1])
    return ("\\" + sign if is_doubled or kind in ("opening", "operator") else sign), behind


def _escape(letter: str, sign: str, *, inside: bool) -> str:
    """Return an escape as Python and Rust both read it. Raises ``re.error`` for one that ECMA 262 does not have."""
    if letter in _BOUNDARIES and not inside:
        return _BOUNDARIES[letter]
    if letter == "b":
        return r"\x08"
    kind = _CLASSES.get(letter.lower())
    if kind is None:
        return _character(letter, sign, inside=inside)
    if letter.islower():
        return kind if inside else f"[{kind}]"
    if inside:
        raise re.error(f"\\{letter} in a class of characters")
    return f"[^{kind}]"


def _character(letter: str, sign: str, *, inside: bool) -> str:
    """Return the escape of one character."""
    if letter == "/":
        return letter
    if letter == "0":
        return r"\x00"
    if letter.startswith("u{"):
        code = int(letter[2:-1], base=16)
        if code > 0x10FFFF:
            raise re.error(f"no such character: \\{letter}")
        return _literal(code)
    if len(letter) > 5:  # a pair of surrogates
        return chr(0x10000 + ((int(letter[1:5], base=16) - 0xD800) << 10) + int(letter[7:], base=16) - 0xDC00)
    if letter[0] == "u" and len(letter) == 5:
        return _literal(int(letter[1:], base=16))
    if letter[0] == "c" and len(letter) == 2:  # a control character, by the letter of its key
        return _literal(ord(letter[1]) % 32)
    if letter.isascii() and letter.isalnum() and (letter not in _ESCAPED or (inside and letter.isdigit())) and letter[0] != "x":
        raise re.error(f"unknown escape \\{letter}")
    return sign


def _literal(code: int) -> str:
    """Return the escape of a character by its code."""
    if 0xD800 <= code <= 0xDFFF:
        raise re.error("half a pair of surrogates")
    return f"\\u{code:04x}" if code <= 0xFFFF else chr(code)
