"""Tell how readers of YAML 1.1 read a plain scalar: Ruby's Psych and PyYAML, each by its own patterns."""

import re

BOOLEAN = "boolean"
NULL = "null"
NUMBER = "number"
TIME = "time"
#: The scalar is not text, but none of the other kinds either: Psych makes a symbol of it, PyYAML refuses it.
OTHER = "other"

#: The characters with which a scalar begins that is not text to one of them, unless it is one of a few words.
_BEGINNINGS = frozenset("+-.0123456789:<=")
#: PyYAML knows three spellings of each word, Psych all of them.
_WORDS = {**dict.fromkeys(("yes", "no", "true", "false", "on", "off"), BOOLEAN), "null": NULL}
_LONGEST_WORD = max(map(len, _WORDS))

_PYYAML_NUMBER = r"""
    [-+]?0b[01_]+ | [-+]?0[0-7_]+ | [-+]?(?:0|[1-9][0-9_]*) | [-+]?0x[0-9a-fA-F_]+
    | [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+ | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*
    | [-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)? | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)"""
#: Commas separate thousands here.
_PSYCH_NUMBER = r"""
    [-+]?0b[_,]*[01][01_,]* | [-+]?0[_,]*[0-7][0-7_,]* | [-+]?[1-9](?:[_,]?[0-9])* | [-+]?0x[_,]*[0-9a-fA-F][0-9a-fA-F_,]*
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\.[0-9_]*)?
    | [-+]?(?:[0-9][0-9_,]*\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?
    | (?i:[-+]?\.inf|\.nan)"""
#: Psych leaves a date that does not exist as text, and PyYAML refuses it, so that the shape alone counts here.
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{4}-(?:1[012]|0?[0-9])-(?:[12][0-9]|3[01]|0?[0-9])"
#: PyYAML knows fewer spellings of the time zone, and no negative years.
_MOMENT = r"""
    -?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?:[Tt]|[ \t]+)
    [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?:\.[0-9]*)? (?:[ \t]*(?:Z|[-+][0-9]{1,2}:?(?:[0-9]{2})?))?"""
_PATTERNS = (
    (NUMBER, re.compile(f"{_PYYAML_NUMBER} | {_PSYCH_NUMBER}", re.VERBOSE)),
    (TIME, re.compile(f"{_DATE} | {_MOMENT}", re.VERBOSE)),
    (OTHER, re.compile("=|<<|:.+")),
)


def read_as(text: str) -> str | None:
    """Return the kind of value that Psych or PyYAML make of a plain scalar, or None if it is text to both.

    Both make the same kind of it, or one of them text. A scalar of several lines counts as text, as it does for PyYAML.
    """
    if text[:1] in _BEGINNINGS:
        return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None)
    return _WORDS.get(text.lower()) if len(text) <= _LONGEST_WORD else None
