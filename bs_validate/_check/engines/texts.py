"""Match texts in jsonschema-rs if it is in use: it compiles an expression in a third to a tenth of the time that Python takes."""

import re
import sys
from collections.abc import Callable
from typing import Any

from bs_validate._schema.applicators import JsonSchema

#: Returns something true for a text that an expression matches as a whole.
Matches = Callable[[str], object]


def matches(expression: str) -> Matches:
    """Compile an expression of libphonenumber for texts of digits: digits, classes, groups and repetitions.

    Where jsonschema-rs is not in use, or does not know a part of the expression, Python matches it.
    """
    return in_rust({"pattern": f"^(?:{expression})$"}) or re.compile(expression).fullmatch


def in_rust(schema: JsonSchema) -> Matches | None:
    """Compile a schema of texts, or return None if jsonschema-rs is not in use or does not know a part of an expression."""
    rust: Any = sys.modules.get("jsonschema_rs")
    if rust is None:
        return None
    try:
        compiled = rust.Draft202012Validator(schema, pattern_options=rust.RegexOptions())
    except (AttributeError, ValueError):  # It is still being imported by another thread, or the expression looks ahead.
        return None
    found: Matches = compiled.is_valid
    return found
