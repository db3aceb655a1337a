"""Draw texts that a pattern matches, often at the bounds of its repetitions, and texts that it almost matches."""

import random
import re
from functools import cache
from types import ModuleType
from typing import Any

from bs_validate._schema.patterns import compiled
from bs_validate.formats import Format

_PARSE: Any = getattr(re, "_parser").parse  # noqa: B009  # not documented, and stable since Python 3.11
_ANY = ["a", "Z", "0", "9", "é", "\u0661", "😀", " ", "\n", "\u2028", "@", ".", "-", "/", "\\", "\x7f", "ſ", "K"]
_SPOILT = ["\n", " ", "@", ".", "..", "-", "\u0661", "é", "\x00", "\u2028", "ſ", "K", ":", "[", "<", "😀", ","]
#: The most additional repetitions of an unbounded one. Most get few, since nested ones would otherwise only make long texts.
_MORE = (1, 2, 5, 40)


def in_modules(*modules: ModuleType) -> dict[str, re.Pattern[str]]:
    """Return the patterns that modules hold, by name, so that a new one is found too."""
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def matching(chance: random.Random, pattern: str) -> str:
    """Return a text made from a pattern, whose lookaheads and lookbehinds are ignored."""
    return _sequence(chance, _parsed(pattern))


@cache  # there are few patterns of formats and schemas
def _parsed(pattern: str) -> Any:
    return _PARSE(pattern)


def near(chance: random.Random, text: str) -> str:
    """Return a text with up to two characters changed."""
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_SPOILT) + text[at + chance.randrange(2) :]
    return text


def _sequence(chance: random.Random, parsed: Any) -> str:
    return "".join(_one(chance, str(operation), argument) for operation, argument in parsed)


def _one(chance: random.Random, operation: str, argument: Any) -> str:
    if operation == "LITERAL":
        return chr(argument)
    if operation == "NOT_LITERAL":
        return chance.choice([char for char in _ANY if char != chr(argument)])
    if operation == "ANY":
        return chance.choice(_ANY)
    if operation == "IN":
        return _of_class(chance, argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = argument
        most = least + chance.choice(_MORE) if str(most) == "MAXREPEAT" else int(most)
        times = chance.choice([least, most, chance.randint(least, most), min(least + 1, most)])
        return "".join(_sequence(chance, inner) for _ in range(times))
    if operation == "BRANCH":
        return _sequence(chance, chance.choice(argument[1]))
    if operation == "SUBPATTERN":
        return _sequence(chance, argument[3])
    if operation == "ATOMIC_GROUP":
        return _sequence(chance, argument)
    return ""  # ends of the text, lookaheads and lookbehinds


def _of_class(chance: random.Random, parts: Any) -> str:
    if str(parts[0][0]) == "NEGATE":
        return chance.choice([char for char in _ANY if not any(_has(part, ord(char)) for part in parts[1:])] or _ANY)
    operation, argument = chance.choice(parts)
    if str(operation) == "LITERAL":
        return chr(argument)
    if str(operation) == "RANGE":
        return chr(chance.choice([argument[0], argument[1], chance.randint(*argument)]))
    return chance.choice(_ANY)  # a category: mostly


def _has(part: Any, code: int) -> bool:
    """Return whether a part of a character class contains a character; a category contains none here."""
    operation, argument = part
    if str(operation) == "RANGE":
        return bool(argument[0] <= code <= argument[1])
    return str(operation) == "LITERAL" and argument == code


def accepted_fast(format_: Format, text: str) -> bool:
    """Return whether the pattern that the engines try before a format accepts a text."""
    return len(text) <= (format_.fast_length or len(text)) and compiled(format_.fast_accept).search(text) is not None
