"""Warn about values that the documentation allows but that are probably mistakes."""

import re
from collections.abc import Callable

from bs_validate._check import plain_texts, suggest
from bs_validate._check.explain import json_type
from bs_validate._check.issues import Issue
from bs_validate._check.second_opinion import DOUBTS, Params
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.tree import Node
from bs_validate.formats import FORMATS, printable

#: The answers of the libraries for one document, by the code of the doubt, the text and the region.
Answers = dict[tuple[str, str, str | None], Params | None]

#: The twelve characters of Unicode's property Bidi_Control, as members of a class of characters.
_BIDI_SIGNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BIDI = re.compile(f"[{_BIDI_SIGNS}]")
#: The other characters of Unicode's property Default_Ignorable_Code_Point, which are not visible.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: The codes of the formats in which such a character is a mistake. In a name, a script may need it.
_ADDRESSES = frozenset({"email", "url"})


class Advice:
    """The rules for warnings about the values at one place, computed once from the schemas that apply there.

    - ``documented``: the names of the documented properties; ``is_closed`` if every other one is an error.
    - ``expected``: the properties whose absence is doubted.
    - ``has_items`` if the items of an array are documented, ``is_limited`` if their number is.
    - ``is_phone`` if a text is doubted as a phone number, ``is_phone_alone`` if an ASCII text is doubted as nothing else.
    - ``tolerates``: the JSON types that are accepted with a warning, each with its code.
    - ``is_quiet`` returns whether there is nothing to doubt about a valid value, without a closer look. Null is never doubted.
    """

    __slots__ = (
        "_codes",
        "_doubts",
        "_fills",
        "_is_address",
        "_is_listed",
        "_is_silent",
        "documented",
        "expected",
        "has_items",
        "is_closed",
        "is_limited",
        "is_phone",
        "is_phone_alone",
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
        codes = dict.fromkeys(FORMATS[one["format"]].code for one in written if "format" in one)
        self._codes = [code for code in codes if code in DOUBTS]
        self._doubts = [DOUBTS[code] for code in self._codes]
        self._fills = any(type(one.get("then")) is dict and "format" in one["then"] for one in written)
        self._is_address = any(code in _ADDRESSES for code in self._codes)
        self._is_listed = any(_is_ascii_or_no_text(one) for one in schemas)
        self._is_silent = not written
        self.is_phone = "phone" in self._codes
        self.tolerates = {kind: code for one in schemas for kind, code in one.get("x-tolerates", {}).items()}
        self.is_phone_alone = self._codes == ["phone"] and not (self._fills or self.tolerates)
        is_plain = not (self._doubts or self._fills or self.tolerates or node.choices)
        self.is_quiet: Callable[[JSON], bool] = _is_plain if is_plain else _is_null

    @property
    def plain_text(self) -> JsonSchema:
        """A schema of texts that are not doubted. It has no rule for phone numbers, which no schema can tell apart."""
        if self._is_silent or self.is_phone or (self._is_listed and not self._codes):
            return {}
        rules = [plain_texts.SCHEMAS[code] for code in self._codes] or [{"pattern": f"^[^{_BIDI_SIGNS}]*$"}]
        if self._fills:
            rules.append({"pattern": "[!-~]"})  # such a text is not blank
        return {"allOf": rules} if len(rules) > 1 else rules[0]

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


def _is_ascii_or_no_text(schema: JsonSchema) -> bool:
    """Return whether every text that a schema accepts is ASCII, because it accepts no text or has a list of them."""
    if "type" in schema and "string" not in schema["type"]:
        return True
    return "enum" in schema and all(type(one) is not str or one.isascii() for one in schema["enum"])


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
