"""Warn about values that the documentation allows but that are probably mistakes."""

import re
from collections.abc import Callable

from bs_validate._check import suggest
from bs_validate._check.explain import json_type
from bs_validate._check.issues import Issue
from bs_validate._check.second_opinion import DOUBTS, Params
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate._schema.tree import Node
from bs_validate.formats import FORMATS, printable

#: What the libraries answered for one document, by the code of the doubt, the text and the region.
Answers = dict[tuple[str, str, str | None], Params | None]

#: The twelve characters of Unicode's property Bidi_Control.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: The other characters of Unicode's property Default_Ignorable_Code_Point, which are not visible.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: The codes of the formats in which nobody means such a character; in a name, a script may need it.
_ADDRESSES = frozenset({"email", "url"})


class Advice:
    """The rules for warnings about the values at one place, computed once from the schemas that apply there.

    - ``documented``: the names of the documented properties; ``is_closed`` if every other one is an error.
    - ``expected``: the properties whose absence is doubted.
    - ``has_items`` if the items of an array are documented, ``is_limited`` if their number is.
    - ``tolerates``: the JSON types that are accepted with a warning, each with its code.
    - ``is_quiet`` returns whether there is nothing to doubt about a valid value, without a closer look. Null is never doubted.
    """

    __slots__ = (
        "_doubts",
        "_fills",
        "_is_address",
        "_is_silent",
        "documented",
        "expected",
        "has_items",
        "is_closed",
        "is_limited",
        "is_quiet",
        "tolerates",
    )

    def __init__(self, node: Node, *, is_read_only: bool) -> None:
        """Take the node of the place. Texts that only the server writes give no warnings."""
        schemas = node.schemas
        self.documented = node.names.keys()
        self.is_closed = any("additionalProperties" in one or "unevaluatedProperties" in one for one in schemas)
        self.expected = [name for one in schemas for name in one.get("x-expected", ())]
        self.has_items = any("items" in one for one in schemas)
        self.is_limited = any("maxItems" in one for one in schemas)
        written = [] if is_read_only else schemas
        formats = dict.fromkeys(FORMATS[one["format"]] for one in written if "format" in one)
        self._doubts = [DOUBTS[one.code] for one in formats if one.code in DOUBTS]
        self._fills = any(type(one.get("then")) is dict and "format" in one["then"] for one in written)
        self._is_address = any(one.code in _ADDRESSES for one in formats)
        self._is_silent = not written
        self.tolerates = {kind: code for one in schemas for kind, code in one.get("x-tolerates", {}).items()}
        is_plain = not (self._doubts or self._fills or self.tolerates or node.choices)
        self.is_quiet: Callable[[JSON], bool] = _is_plain if is_plain else _is_null

    def about(self, value: JSON, location: Location, region: str | None, answers: Answers) -> list[Issue]:
        """Return the doubts about a value itself, in no order; ``region`` is the country of the record that it is in."""
        found = []
        if self.tolerates and value is not None:
            code = self.tolerates.get(json_type(value))
            if code is not None:
                found.append(Issue(code, location, {}))
        if type(value) is not str or self._is_silent:
            return found
        if not value.isascii():
            if bidi := _BIDI.search(value):
                found.append(Issue("bidi_control", location, _character(bidi)))
            if self._is_address and (hidden := _INVISIBLE.search(value)):
                found.append(Issue("invisible", location, _character(hidden)))
        if self._fills and printable.is_blank(value):
            found.append(Issue("blank", location, {}))
            return found
        for code, doubt in self._doubts:
            asked = (code, value, region)
            if asked not in answers:
                answers[asked] = doubt(value, region)
            params = answers[asked]
            if params is not None:
                found.append(Issue(code, location, params))
        return found

    def undocumented(self, name: str, location: Location) -> list[Issue]:
        """Return the warning about a property that no schema has, if the schemas document the others here."""
        if not self.documented or self.is_closed:
            return []
        meant = suggest.field(name, self.documented)
        return [Issue("undocumented_field", location, {} if meant is None else {"suggestion": meant})]


def _is_plain(value: JSON) -> bool:
    """Return whether a value is empty, or a text without characters that always give a warning."""
    kind = type(value)
    if kind is str:
        return value.isascii() or _BIDI.search(value) is None
    return kind is not dict and kind is not list


def _is_null(value: JSON) -> bool:
    """Return whether a value is null, which never gives a warning."""
    return value is None


def _character(match: re.Match[str]) -> Params:
    return {"position": match.start(), "codepoint": printable.codepoint(match.group())}
