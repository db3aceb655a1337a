"""Tell which characters end a line of a YAML text.

In YAML 1.1, three characters beyond CR and LF end a line, and both parsers treat them so; in YAML 1.2 they are part of a value.
Ruby and PyYAML write U+2028 and U+2029 as the line ends of YAML 1.1, and U+0085 as an escape. Writers of YAML 1.2, such as npm's
``yaml``, write all three as they are.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bs_validate.lint.readers.yaml_events import events

_NEXT_LINE = "\x85"
_SEPARATORS = "\u2028\u2029"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
#: Indentation after a separator has at least two characters: a single space belongs to the value.
_ONE_SPACE = re.compile(f"[{_SEPARATORS}] (?! )")
#: The styles of scalars in which Ruby and PyYAML write a separator as it is.
_STYLES = ("'", "|", ">")
#: Characters for private use, which are replaced back when the text has been read.
_PRIVATE = range(0xE000, 0xF900)


def as_read(text: str) -> tuple[str, dict[int, str]]:
    """Return a text of the same length in which the parsers see the right line ends, and how to translate its values back."""
    found = {one for one in (_NEXT_LINE, *_SEPARATORS) if one in text}
    if not found:
        return text, {}
    present = set(text)
    unused = (chr(code) for code in _PRIVATE if chr(code) not in present)
    replaced = dict(zip(sorted(found), unused, strict=False))  # a text that has all those characters is read as it is
    back = {ord(private): one for one, private in replaced.items()}
    if _NEXT_LINE in replaced:
        text = text.replace(_NEXT_LINE, replaced[_NEXT_LINE])
    if not found.isdisjoint(_SEPARATORS) and not _has_separators_as_line_ends(text):
        text = text.translate({ord(one): private for one, private in replaced.items()})
    return text, back


def _has_separators_as_line_ends(text: str) -> bool:
    """Return whether a text can be read as YAML 1.1 so that each separator ends a line of a scalar and is kept in its value."""
    inside = 0
    try:
        for event in _scalars(text):
            written = len(_SEPARATOR.findall(text, event.start_mark.index, event.end_mark.index))
            if written and (event.style not in _STYLES or written != len(_SEPARATOR.findall(event.value))):
                return False
            inside += written
    except yaml.YAMLError:
        return False
    return inside == len(_SEPARATOR.findall(text)) and not _ONE_SPACE.search(text)


def _scalars(text: str) -> Iterator[Any]:
    return (event for event in events(text) if isinstance(event, yaml.ScalarEvent))
