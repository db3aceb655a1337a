"""Explain why a keyword refuses an instance, with codes and params from the keyword, its value and the instance."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from bs_validate._check import suggest
from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, JsonSchema, in_place
from bs_validate._schema.patterns import compiled
from bs_validate._schema.tree import Path
from bs_validate.formats import FORMATS, printable


def json_type(value: JSON) -> str:
    """Return the JSON type of a plain value. A number without a fraction is an integer."""
    kind = type(value)
    if kind is float:
        return "integer" if value.is_integer() else "number"
    return _TYPES[kind]


def has_type(expected: Collection[str], value: JSON) -> bool:
    """Return whether a plain value has one of the expected types. An integer is also a number."""
    actual = json_type(value)
    return actual in expected or (actual == "integer" and "number" in expected)


def holds_type(stated: JSON) -> Callable[[JSON], bool]:
    """Return the check of a ``type``: the name of a type, or a list of names."""
    expected = frozenset([stated] if type(stated) is str else stated)
    if "number" in expected or "integer" in expected:  # types that Python's do not tell apart
        return partial(has_type, expected)
    kinds = frozenset(kind for kind, name in _TYPES.items() if name in expected)
    return lambda value: type(value) in kinds


def of_type(schema: JSON) -> Callable[[JSON], bool] | None:
    """Return the check of a schema that has only a ``type``, which needs no engine, or None for any other schema."""
    return holds_type(schema["type"]) if type(schema) is dict and schema.keys() == {"type"} else None


_TYPES = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    type(None): "null",
}


class Keyword(NamedTuple):
    """A keyword: its name, its value as ``prepared`` makes it, and the schema that it is in."""

    name: str
    value: JSON
    schema: JsonSchema


#: Codes, each with the location from the instance on, and the params.
_Explained = Iterable[tuple[str, Location, Mapping[str, JSON]]]
#: Takes a keyword and an instance that it refuses.
Explain = Callable[[Keyword, JSON], _Explained]

_NO_PARAMS: Mapping[str, JSON] = MappingProxyType({})


class _Closed(NamedTuple):
    """The names that a closed object may have, the patterns of names, and the names that may be suggested."""

    names: Collection[str]
    patterns: Sequence[re.Pattern[str]]
    writable: suggest.Candidates


class _Format(NamedTuple):
    """A format: the code of its issue, and the function that returns why a text does not match it.

    ``is_repeated`` is true if a pattern beside it only repeats it, and does not also require a text (``minLength``).
    """

    code: str
    reason: Callable[[str], str | None]
    is_repeated: bool


def prepared(keyword: str, schema: JsonSchema, reason_of: Callable[[str, str], str | None] = reason) -> JSON:
    """Return the value of a keyword in the form that explanations need. Callers keep it for later use.

    ``reason_of`` returns the reason of a format for a text, by the format's name. A pattern is explained by the format beside it,
    if there is one.
    """
    value: JSON = schema.get(keyword)
    if keyword == "format" or (keyword == "pattern" and "format" in schema):
        return _Format(FORMATS[schema["format"]].code, partial(reason_of, schema["format"]), _is_repeated(schema))
    if keyword == "pattern":
        return None
    if keyword in ("enum", "const"):
        return suggest.candidates(value if keyword == "enum" else [value])
    if keyword not in ("additionalProperties", "unevaluatedProperties"):
        return value
    closed = [schema] if keyword == "additionalProperties" else list(in_place(schema))
    names = {name: one for inner in closed for name, one in inner.get("properties", {}).items()}
    patterns = [compiled(pattern) for inner in closed for pattern in inner.get("patternProperties", ())]
    writable = [name for name, one in names.items() if type(one) is not dict or not (one.get("readOnly") or _is_never(one))]
    return _Closed(frozenset(names), patterns, suggest.candidates(sorted(writable)))


def constraint(at: Keyword, _: JSON) -> _Explained:
    """Explain any other keyword by its name."""
    return (("constraint", (), {"keyword": at.name}),)


def _type(at: Keyword, instance: JSON) -> _Explained:
    if instance is None:
        return _NULL
    return _wrong_type(at.schema, at.value if type(at.value) is list else [at.value], instance)


def _wrong_type(schema: JsonSchema, types: Iterable[str], instance: JSON) -> _Explained:
    """Explain a wrong type. Types that are only tolerated with a warning are not among the expected types."""
    if instance is None:
        return _NULL
    tolerated = schema.get("x-tolerates", {})
    return (("type", (), {"expected": [one for one in types if one not in tolerated], "actual": json_type(instance)}),)


_NULL: _Explained = (("null", (), _NO_PARAMS),)
_BLANK: _Explained = (("blank", (), _NO_PARAMS),)
_PATTERN: _Explained = (("pattern", (), _NO_PARAMS),)
_NOTHING: _Explained = ()


def _choice(at: Keyword, instance: JSON) -> _Explained:
    if instance is None:
        return _NULL
    if "type" not in at.schema:  # otherwise that keyword reports the wrong type
        choices = at.schema[at.name]
        expected = sorted(set(map(json_type, choices if at.name == "enum" else [choices])))
        if expected and json_type(instance) not in expected:
            return _wrong_type(at.schema, expected, instance)
    meant = suggest.choice(instance, at.value)
    return (("choice", (), _NO_PARAMS if meant is None else {"suggestion": meant}),)


def _any_of(at: Keyword, instance: JSON) -> _Explained:
    """Explain alternatives as a wrong type, if each has a type and the instance has none of them."""
    kinds = [branch.get("type") for branch in at.value]
    expected = {one for kind in kinds if kind is not None for one in (kind if type(kind) is list else [kind])}
    if None in kinds or has_type(expected, instance):
        return constraint(at, instance)
    return _wrong_type(at.schema, sorted(expected), instance)


def _required(at: Keyword, instance: JSON) -> _Explained:
    return [("required", (name,), _NO_PARAMS) for name in at.value if name not in instance]


def _dependent_required(at: Keyword, instance: JSON) -> _Explained:
    return [
        ("required", (name,), _NO_PARAMS)
        for given, needed in at.value.items()
        if given in instance
        for name in needed
        if name not in instance
    ]


def _unknown(at: Keyword, instance: JSON) -> _Explained:
    """Explain a closed object by each unknown field. ``unevaluatedProperties`` also counts the fields of schemas inside."""
    closed: _Closed = at.value
    found = []
    unknown = set(instance).difference(closed.names)
    for name in unknown if len(unknown) < 2 else [name for name in instance if name in unknown]:
        if closed.patterns and any(pattern.search(name) for pattern in closed.patterns):
            continue
        meant = suggest.field(name, closed.writable)
        found.append(("unknown_field", (name,), _NO_PARAMS if meant is None else {"suggestion": meant}))
    return found


def _min_length(at: Keyword, instance: JSON) -> _Explained:
    return _BLANK if instance == "" else (("too_short", (), {"min": at.value, "length": len(instance)}),)


def _max_length(at: Keyword, instance: JSON) -> _Explained:
    return (("too_long", (), {"max": at.value, "length": len(instance)}),)


def _pattern(at: Keyword, instance: JSON) -> _Explained:
    """Explain a pattern. A pattern that repeats the format beside it, for other validators, gets the code of the format."""
    format_: _Format | None = at.value
    if printable.is_blank(instance) and not (format_ and format_.is_repeated):
        return _BLANK
    if format_ is None:
        return _PATTERN
    if format_.reason(instance) is not None:
        return _format(at, instance)
    if format_.code == "type" and "minimum" in at.schema:  # of a number that is written as text
        return (("minimum", (), {"min": at.schema["minimum"]}),)
    return _PATTERN


def _is_repeated(schema: JsonSchema) -> bool:
    if "pattern" not in schema or "minLength" in schema:
        return False
    format_ = FORMATS[schema["format"]]
    return format_.code == "type" or format_.has_beside("pattern", schema["pattern"])


def _not(at: Keyword, instance: JSON) -> _Explained:
    """Explain a forbidden pattern, as a character that does not print if the text has one."""
    if type(instance) is not str or "pattern" not in at.value:
        return constraint(at, instance)
    if printable.position(instance) is None:
        return _PATTERN
    return (("non_printable", (), _character(instance)),)


def _is_never(schema: JsonSchema) -> bool:
    """Return whether a schema is the resolved form of ``false``, which accepts no value."""
    return schema.get("not") == {}


def explanation(path: Path, schema: JsonSchema) -> Explain:
    """Return the function that explains the keyword at the end of a path.

    A property whose schema is ``false`` must not be sent. Elsewhere, the explanation names the keyword with the ``false``.
    """
    keyword = str(path[-1])
    applicator = _last_applicator(path[:-1]) if keyword == "not" and _is_never(schema) else ""
    if applicator in ("properties", "patternProperties"):
        return _forbidden
    return partial(_never, applicator) if applicator else EXPLAIN.get(keyword, constraint)


def _forbidden(_: Keyword, __: JSON) -> _Explained:
    return (("unknown_field", (), _NO_PARAMS),)


def _never(applicator: str, at: Keyword, instance: JSON) -> _Explained:
    return constraint(at._replace(name=applicator), instance)


def _last_applicator(path: Path) -> str:
    """Return the keyword that the schema at the end of a path is under, or nothing for the schema of the document."""
    parts = iter(path)
    keyword: str | int = ""
    for keyword in parts:
        if keyword in NAMED_SCHEMAS or keyword in LISTED_SCHEMAS:
            next(parts)
    return str(keyword)


def _format(at: Keyword, instance: JSON) -> _Explained:
    code, reason_of, _ = at.value
    why = reason_of(instance)
    if why is None:
        return _NOTHING
    if code == "type":
        stated = at.schema.get("type", "integer")
        return _wrong_type(at.schema, stated if type(stated) is list else [stated], instance)
    return ((code, (), _character(instance) if code == "non_printable" else {"reason": why}),)


def _character(text: str) -> dict[str, JSON]:
    position = printable.position(text) or 0
    return {"position": position, "codepoint": printable.codepoint(text[position])}


def _items(at: Keyword, instance: JSON) -> _Explained:
    code, bound = ("too_few", "min") if at.name == "minItems" else ("too_many", "max")
    return ((code, (), {bound: at.value, "count": len(instance)}),)


def _bound(at: Keyword, _: JSON) -> _Explained:
    code, bound = ("minimum", "min") if at.name.lower().endswith("minimum") else ("maximum", "max")
    return ((code, (), {bound: at.value, "exclusive": True} if at.name.startswith("exclusive") else {bound: at.value}),)


#: By keyword; ``constraint`` explains any other.
EXPLAIN: Mapping[str, Explain] = MappingProxyType(
    {
        "additionalProperties": _unknown,
        "anyOf": _any_of,
        "const": _choice,
        "dependentRequired": _dependent_required,
        "enum": _choice,
        "exclusiveMaximum": _bound,
        "exclusiveMinimum": _bound,
        "format": _format,
        "maxItems": _items,
        "maxLength": _max_length,
        "maximum": _bound,
        "minItems": _items,
        "minLength": _min_length,
        "minimum": _bound,
        "not": _not,
        "oneOf": _any_of,
        "pattern": _pattern,
        "required": _required,
        "type": _type,
        "unevaluatedProperties": _unknown,
    }
)
