"""Check the keywords of a schema one by one, and explain each that refuses a value.

A keyword is checked here if that is faster than passing the whole value to the engine. The engine checks all other keywords.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bs_validate._check.engines.interface import CompilePart, ReasonOf
from bs_validate._check.explain import Explain, Keyword, explanation, holds_type, prepared
from bs_validate._instance.location import pointer
from bs_validate._schema.applicators import ANNOTATIONS, JSON, JsonSchema
from bs_validate._schema.tree import Part, Path
from bs_validate.formats import FORMATS, printable

Holds = Callable[[JSON], bool]

_BRANCHES = frozenset({"else", "if", "then"})
#: Keywords that are checked as a whole, with the schemas inside them.
_ASSERTIONS = frozenset(
    {
        "additionalProperties",
        "anyOf",
        "const",
        "dependentRequired",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "required",
        "type",
        "uniqueItems",
    }
)
#: A value of each Python type that JSON values have; for numbers, those that the fewest schemas take.
_ONE_OF_EACH: tuple[JSON, ...] = (None, True, 1, 1.5, "", [], {})
_OF_NUMBERS = frozenset({int, float})
#: The Python types of the values that a keyword may refuse; for any other keyword, those of all values.
_REFUSED: Mapping[str, frozenset[type]] = MappingProxyType(
    {
        "additionalProperties": frozenset({dict}),
        "dependentRequired": frozenset({dict}),
        "exclusiveMaximum": _OF_NUMBERS,
        "exclusiveMinimum": _OF_NUMBERS,
        "format": frozenset({str}),
        "maxItems": frozenset({list}),
        "maxLength": frozenset({str}),
        "maxProperties": frozenset({dict}),
        "maximum": _OF_NUMBERS,
        "minItems": frozenset({list}),
        "minLength": frozenset({str}),
        "minProperties": frozenset({dict}),
        "minimum": _OF_NUMBERS,
        "multipleOf": _OF_NUMBERS,
        "pattern": frozenset({str}),
        "required": frozenset({dict}),
        "uniqueItems": frozenset({list}),
    }
)


class Check(NamedTuple):
    """The check of a keyword, and the function that explains a failure."""

    holds: Holds
    explain: Explain
    keyword: Keyword
    schema_location: str


def is_known(schema: JSON) -> bool:
    """Return whether a schema has only keywords that can be checked one by one."""
    if type(schema) is not dict:
        return schema is True
    for keyword, value in schema.items():
        if keyword == "properties":
            inner: Iterable[JSON] = value.values()
        elif keyword == "allOf":
            inner = value
        elif keyword in _BRANCHES or keyword == "items" or (keyword == "additionalProperties" and value is not False):
            inner = (value,)
        elif keyword in _ASSERTIONS or keyword in ANNOTATIONS or keyword.startswith("x-"):
            continue
        else:
            return False
        if not all(map(is_known, inner)):
            return False
    return True


def checks(parts: Iterable[Part], compile_part: CompilePart, reason_of: ReasonOf) -> Mapping[type, tuple[Check, ...]]:
    """Return the checks of the keywords of some schemas by the Python type of a value, in the order of their locations.

    Checks that every value of a type passes are left out.
    """
    found = [
        _check((*part.path, keyword), part.schema, compile_part, reason_of)
        for part in parts
        for keyword, value in part.schema.items()
        if keyword in _ASSERTIONS and not _is_left_out(keyword, value, part.schema)
    ]
    found.sort(key=_schema_location)
    return {type(one): tuple(check for check in found if _may_refuse(check, one)) for one in _ONE_OF_EACH}


def _may_refuse(check: Check, value: JSON) -> bool:
    """Return whether a check may fail for a value of the same type as this one."""
    name = check.keyword.name
    return not check.holds(value) if name == "type" else name not in _REFUSED or type(value) in _REFUSED[name]


def _schema_location(check: Check) -> str:
    return check.schema_location


def _is_left_out(keyword: str, value: JSON, schema: JsonSchema) -> bool:
    """Return whether a keyword needs no check: the schema of other properties, or a keyword that the format beside it implies."""
    if keyword == "additionalProperties":
        return value is not False
    return keyword == "not" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, value)


def _check(path: Path, schema: JsonSchema, compile_part: CompilePart, reason_of: ReasonOf) -> Check:
    keyword = str(path[-1])
    prepared_keyword = Keyword(keyword, prepared(keyword, schema, reason_of), schema)
    holds = _holds(keyword, schema, compile_part, reason_of)
    return Check(holds, explanation(path, schema), prepared_keyword, pointer(path))


def _holds(keyword: str, schema: JsonSchema, compile_part: CompilePart, reason_of: ReasonOf) -> Holds:
    """Return the check of a keyword for values of the types that it may refuse."""
    stated = schema[keyword]
    if keyword == "format":
        if FORMATS[stated].reason is printable.reason:  # of most texts, which nearly always match
            return lambda value: value.isprintable() or reason_of(stated, value) is None
        return lambda value: reason_of(stated, value) is None
    if keyword == "pattern" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, stated):
        return _is_not_blank
    if keyword == "enum" and all(one is None or type(one) is str for one in stated):
        return _is_one_of(frozenset(stated))
    make = _HOLDS.get(keyword)
    return compile_part({keyword: stated}).is_valid if make is None else make(schema)


def _is_not_blank(value: JSON) -> bool:
    """Check a pattern that the format beside it implies. Only for a blank text do the two give different codes."""
    return not printable.is_blank(value)


def _is_one_of(members: frozenset[str | None]) -> Holds:
    return lambda value: (value is None or type(value) is str) and value in members


def _holds_type(schema: JsonSchema) -> Holds:
    return holds_type(schema["type"])


def _holds_required(schema: JsonSchema) -> Holds:
    names = frozenset(schema["required"])
    return lambda value: names <= value.keys()


def _holds_additional(schema: JsonSchema) -> Holds:
    return frozenset(schema.get("properties", ())).issuperset


def _holds_least(keyword: str) -> Callable[[JsonSchema], Holds]:
    def make(schema: JsonSchema) -> Holds:
        least = schema[keyword]
        return lambda value: len(value) >= least

    return make


def _holds_most(keyword: str) -> Callable[[JsonSchema], Holds]:
    def make(schema: JsonSchema) -> Holds:
        most = schema[keyword]
        return lambda value: len(value) <= most

    return make


_HOLDS: Mapping[str, Callable[[JsonSchema], Holds]] = MappingProxyType(
    {
        "additionalProperties": _holds_additional,
        "maxItems": _holds_most("maxItems"),
        "maxLength": _holds_most("maxLength"),
        "minItems": _holds_least("minItems"),
        "minLength": _holds_least("minLength"),
        "required": _holds_required,
        "type": _holds_type,
    }
)
