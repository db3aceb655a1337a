"""Turn a YAML scalar into a JSON value."""

import base64
from typing import Any

from bs_validate._instance import decode
from bs_validate._instance.source_map import NUMBER

JSON = Any

_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_TYPED = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null"))
_BINARY = frozenset({"!binary", "tag:yaml.org,2002:binary"})


def typed(event: Any) -> JSON:
    """Return the value of a scalar.

    A plain scalar gets the type that JSON would give it, every other one is text; a binary one that is not UTF-8 is bytes.
    """
    text: str = event.value
    if event.tag in _BINARY:
        try:
            data = base64.b64decode(text)
        except ValueError:
            return text
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data
    is_plain = event.implicit[0] if event.tag is None else event.tag in _TYPED
    return _plain(text) if is_plain else text


def _plain(text: str) -> JSON:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if NUMBER.fullmatch(text):
        return decode.number(text)
    return text
