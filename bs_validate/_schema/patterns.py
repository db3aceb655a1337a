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
_NONE, _ANY = r"[^\s\S]", r"[\s\S]"

_HIGH, _LOW = r"u[dD][89abAB][0-9a-fA-F]{2}", r"u[dD][c-fC-F][0-9a-fA-F]{2}"
_SIGNS = re.compile(
    rf"\\(?P<escaped>u\{{[0-9a-fA-F]{{1,6}}\}}|{_HIGH}\\{_LOW}|u[0-9a-fA-F]{{4}}|x[0-9a-fA-F]{{2}}|c[A-Za-z]|k<\w+>|0[0-9]|.|\Z)"
    r"|(?P<empty>\[\^?\])|(?P<opening>\[\^?)|(?P<closing>\])|(?P<dot>\.)|(?P<operator>[&|~])|(?P<hyphen>-)"
    r"|(?P<group>\((?:\?(?::|<?[=!]|<(?P<name>[^\W\d]\w*)>))?)|(?P<end>\))|(?P<repeated>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??)"
    r"|(?P<brace>[{}])|\$|[^\\\[\]$.&|~{}()*+?-]+",
    re.DOTALL,
)
#: The letters and digits that may follow a backslash in ECMA 262 and mean the same to Python and Rust.
_ESCAPED = frozenset("dDwWsSbBtnrvfxu123456789")


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern so that ``$ . \d \w \s \b`` mean what they mean in ECMA 262.

    ``$`` matches only at the very end, not before a last line break. Digits and words are ASCII, and white space is that of
    Unicode. Raises ``re.error`` for a pattern that Python cannot read, such as ``\p{L}``, or that ECMA 262 does not have, such as
    ``(?i)`` and ``a++``.
    """
    return re.compile(translated(pattern))


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def translated(pattern: str) -> str:
    """Return a pattern that means in Python what the original means in ECMA 262."""
    return "".join(r"\Z" if sign == "$" else sign for sign in _portable(pattern))  # a class is never a single sign


@lru_cache(maxsize=256)  # keyed on the patterns of schemas, of which there are few
def portable(pattern: str) -> str:
    """Return a pattern that means in the Rust engine what the original means in ECMA 262."""
    return "".join(_portable(pattern))


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


def _portable(pattern: str) -> Iterator[str]:
    """Yield the tokens of a pattern, rewritten where the engines differ. A class is one token."""
    outside = _Outside()
    inside: _Class | None = None
    for match in _SIGNS.finditer(pattern):
        if inside is None:
            sign = outside.sign(match)
            if match.lastgroup == "opening":
                inside = _Class(is_negated=sign == "[^")
            else:
                yield sign
        elif match.lastgroup in ("closing", "empty"):
            if match.lastgroup == "empty":  # the end of a class whose last members are the signs before the bracket
                inside.members += "\\" + match[0][:-1]
            yield inside.written()
            inside = None
        else:
            inside.add(match)
    if inside is not None:
        raise re.error("unterminated class of characters")


class _Outside:
    """The signs of one pattern outside of its classes.

    ``_open`` has how each group around the present sign begins, ``_numbers`` the number of each named group, and ``_is_whole`` is
    true behind a sign that may be repeated. Python and Rust repeat more than ECMA 262 does, and each of them something else.
    """

    __slots__ = ("_count", "_is_whole", "_numbers", "_open")

    def __init__(self) -> None:
        self._open: list[str] = []
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._is_whole = False

    def sign(self, match: re.Match[str]) -> str:
        """Return the next sign as Python and Rust both read it."""
        kind, sign = match.lastgroup, match[0]
        if kind == "repeated":
            if not self._is_whole:
                raise re.error("nothing to repeat")
            self._is_whole = False
            return sign
        if kind == "group":
            return self._group(sign, match["name"])
        opened = self._open.pop() if kind == "end" and self._open else ""
        self._is_whole = not opened.endswith(("=", "!"))
        if kind == "escaped" and match["escaped"].startswith("k<"):
            return self._reference(match["escaped"][2:-1])
        return _outside(match)

    def _group(self, sign: str, name: str | None) -> str:
        self._open.append(sign)
        self._is_whole = False
        if sign != "(" and name is None:
            return sign
        self._count += 1
        if name is not None and self._numbers.setdefault(name, self._count) != self._count:
            raise re.error("two groups of one name")
        return "("

    def _reference(self, name: str) -> str:
        if name not in self._numbers:
            raise re.error("a reference to a group that is not before it")
        return rf"(?:\{self._numbers[name]})"


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
    return sign


class _Class:
    """The members of one class of characters, as Python and Rust both read them.

    ``_opposites`` has the kinds whose opposites are members: Rust reads a class inside a class, and Python does not.
    ``_start`` is what the sign before is to a hyphen: ``one`` character, with which a range may begin; an escape for ``many``,
    with which none can; ``range`` for the hyphen of a range; ``hyphen`` for one behind ``many``; or nothing, behind the end of
    them or at the start of the class.
    """

    __slots__ = ("_is_negated", "_opposites", "_start", "members")

    def __init__(self, *, is_negated: bool) -> None:
        self.members = ""
        self._is_negated = is_negated
        self._opposites: list[str] = []
        self._start = ""

    def add(self, match: re.Match[str]) -> None:
        """Add the next sign."""
        kind, sign, start = match.lastgroup, match[0], self._start
        escaped = match["escaped"] or ""
        if escaped.lower() in _CLASSES:
            if start == "range":
                raise re.error(f"a range with \\{escaped}")
            self._start = "many"
            if escaped.isupper():
                self._opposites.append(_CLASSES[escaped.lower()])
            else:
                self.members += _CLASSES[escaped]
            return
        at_end = match.string.startswith("]", match.end())
        if kind == "hyphen" and start == "many" and not at_end:
            self.members, self._start = self.members + r"\-", "hyphen"
        elif kind == "hyphen" and start == "" and self.members and not at_end:
            self.members, self._start = self.members + r"\-", "one"
        elif kind == "hyphen" and start == "one" and not at_end:
            self.members, self._start = self.members + sign, "range"
        else:
            self._start = "" if start in ("range", "hyphen") and (len(sign) == 1 or kind == "escaped") else "one"
            self.members += _member(match)

    def written(self) -> str:
        """Return the class. One with negated escapes becomes several: one of them must match, or all of them if it is negated."""
        not_in = "[^" if self._is_negated else "["
        if not self._opposites:
            return f"{not_in}{self.members}]"
        members = "\\" + self.members if self.members.startswith("^") else self.members
        if not self._is_negated:
            return f"(?:{'|'.join([f'[{members}]'] * bool(members) + [f'[^{kind}]' for kind in self._opposites])})"
        *others, last = self._opposites
        refused = f"(?![{members}])" if members else ""
        return f"(?:{refused}{''.join(f'(?=[{kind}])' for kind in others)}[{last}])"


def _member(match: re.Match[str]) -> str:
    """Return a sign in a class."""
    kind, sign = match.lastgroup, match[0]
    if kind == "escaped":
        return _escape(match["escaped"], sign, inside=True)
    # Two hyphens and other doubled characters are set operators in Rust, and Python warns about them.
    is_doubled = kind == "hyphen" and match.string[match.start() - 1] == "-"
    return "\\" + sign if is_doubled or kind in ("opening", "operator") else sign


def _escape(letter: str, sign: str, *, inside: bool) -> str:
    """Return an escape as Python and Rust both read it. Raises ``re.error`` for one that ECMA 262 does not have."""
    if letter in _BOUNDARIES and not inside:
        return _BOUNDARIES[letter]
    if letter == "b":
        return r"\x08"
    kind = _CLASSES.get(letter.lower())
    if kind is None:
        return _character(letter, sign, inside=inside)
    return f"[{kind}]" if letter.islower() else f"[^{kind}]"


def _character(letter: str, sign: str, *, inside: bool) -> str:
    """Return the escape of one character."""
    if letter == "":
        raise re.error("a backslash at the end")
    if letter in ("/", "<", ">") or not letter.isascii():  # the beginning and the end of a word to Rust, or nothing to it
        return letter
    if letter == "0":  # not before a digit: some would read \01 as an octal number
        return r"\x00"
    if letter.startswith("u{"):
        code = int(letter[2:-1], base=16)
        if code > 0x10FFFF:
            raise re.error(f"no such character: \\{letter}")
        return _literal(code)
    if "\\" in letter[1:]:  # a pair of surrogates
        return chr(0x10000 + ((int(letter[1:5], base=16) - 0xD800) << 10) + int(letter[7:], base=16) - 0xDC00)
    if letter[0] == "u" and len(letter) == 5:
        return _literal(int(letter[1:], base=16))
    if letter[0] == "c" and len(letter) == 2:  # a control character, by the letter of its key
        return _literal(ord(letter[1]) % 32)
    if letter.isalnum() and (letter not in _ESCAPED or (inside and letter.isdigit())) and letter[0] != "x":
        raise re.error(f"unknown escape \\{letter}")
    return sign


def _literal(code: int) -> str:
    """Return the escape of a character by its code."""
    if 0xD800 <= code <= 0xDFFF:
        raise re.error("half a pair of surrogates")
    return f"\\u{code:04x}" if code <= 0xFFFF else chr(code)
