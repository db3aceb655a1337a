"""Match digits with expressions, in jsonschema-rs if it is in use: it compiles one in a third of the time that Python takes."""

import re
import sys
from collections.abc import Callable
from typing import Any

#: Returns something true for a text of ASCII digits that an expression matches as a whole.
Matches = Callable[[str], object]


def matches(expression: str) -> Matches:
    """Compile an expression of libphonenumber: digits, classes, groups and repetitions.

    Where jsonschema-rs is not in use, or does not know a part of the expression, Python matches it.
    """
    return _in_rust(expression) or re.compile(expression).fullmatch


def _in_rust(expression: str) -> Matches | None:
    rust: Any = sys.modules.get("jsonschema_rs")
    if rust is None:
        return None
    try:
        compiled = rust.Draft202012Validator({"pattern": f"^(?:{expression})$"}, pattern_options=rust.RegexOptions())
    except (AttributeError, ValueError):  # It is still being imported by another thread, or the expression looks ahead.
        return None
    found: Matches = compiled.is_valid
    return found
