"""Findings to faults: code and params, worked out from location, keyword, schema value and instance."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bs_validate import suggest
from bs_validate.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, Keywords, in_place
from bs_validate.catalog import Schema
from bs_validate.engines import Finding
from bs_validate.faults import Fault
from bs_validate.formats import FORMATS, printable
from bs_validate.location import Location
from bs_validate.patterns import compiled

#: At one place, the first of these that holds stands for everything else.
_ALONE = ("null", "type", "blank")


def faults(schema: Schema, document: JSON, findings: Iterable[Finding]) -> Iterator[Fault]:
    """Go through the faults of a document, each once, in no order."""
    by_place: dict[Location, dict[tuple[str, object], Fault]] = {}
    for finding in sorted(set(findings), key=_keyword_path):  # the engines differ in order, not in content
        for fault in _explained(schema.document, document, finding):
            by_place.setdefault(fault.location, {}).setdefault((fault.code, fault.params.get("keyword")), fault)
    for found in by_place.values():
        alone = next((found[code, None] for code in _ALONE if (code, None) in found), None)
        yield from found.values() if alone is None else (alone,)


def _keyword_path(finding: Finding) -> str:
    return "/".join(map(str, finding.keyword))


def json_type(value: JSON) -> str:
    """Return the JSON type of a plain value; a number without a fraction is an integer."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return _TYPES[type(value)]


_TYPES = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    type(None): "null",
}


def _explained(root: Keywords, document: JSON, finding: Finding) -> Iterator[Fault]:
    parent: JSON = root
    keyword, *rest = finding.keyword
    while rest:
        if keyword == "propertyNames":  # both engines blame the object, and say not which name
            break
        parent = parent[keyword]
        if keyword in NAMED_SCHEMAS or keyword in LISTED_SCHEMAS:
            parent = parent[rest.pop(0)]
        keyword = rest.pop(0)
    instance: JSON = document
    for part in finding.location:
        instance = instance[part]
    keyword = str(keyword)
    refusal = _Refusal(keyword, parent.get(keyword), instance, parent)
    explained = list(_EXPLAIN.get(keyword, _constraint)(refusal))
    for code, path, params in explained or _constraint(refusal):  # whatever refuses is told of
        yield Fault(code, (*finding.location, *path), params, finding.keyword)


class _Refusal(NamedTuple):
    """A keyword with its value, the instance that it refuses, and the schema that it is in."""

    keyword: str
    value: JSON
    instance: JSON
    schema: Keywords


#: Codes, where from the instance, and params.
_Explained = Iterator[tuple[str, Location, Mapping[str, JSON]]]


def _constraint(at: _Refusal) -> _Explained:
    yield "constraint", (), {"keyword": at.keyword}


def _type(at: _Refusal) -> _Explained:
    actual = json_type(at.instance)
    if actual == "null":
        yield "null", (), {}
    else:
        yield "type", (), {"expected": list(at.value) if type(at.value) is list else [at.value], "actual": actual}


def _choice(at: _Refusal) -> _Explained:
    choices = at.value if at.keyword == "enum" else [at.value]
    if at.instance is None:
        yield "null", (), {}
        return
    if "type" not in at.schema:  # which else says it itself
        expected = sorted(set(map(json_type, choices)))
        if json_type(at.instance) not in expected:
            yield from _type(at._replace(value=expected))
            return
    meant = suggest.choice(at.instance, choices)
    yield "choice", (), {} if meant is None else {"suggestion": meant}


def _any_of(at: _Refusal) -> _Explained:
    """Explain alternatives of which each has a type, none of them the instance's, as a wrong type."""
    kinds = [branch.get("type") for branch in at.value]
    expected = {one for kind in kinds if kind is not None for one in (kind if type(kind) is list else [kind])}
    actual = json_type(at.instance)
    wrong = actual not in expected and not (actual == "integer" and "number" in expected)
    yield from _type(at._replace(value=sorted(expected))) if None not in kinds and wrong else _constraint(at)


def _required(at: _Refusal) -> _Explained:
    for name in at.value:
        if name not in at.instance:
            yield "required", (name,), {}


def _dependent_required(at: _Refusal) -> _Explained:
    for name, needed in at.value.items():
        if name in at.instance:
            yield from _required(at._replace(value=needed))


def _unknown(at: _Refusal) -> _Explained:
    """Explain a closed object: each field that neither it nor, for ``unevaluatedProperties``, a schema inside it knows."""
    closed = [at.schema] if at.keyword == "additionalProperties" else list(in_place(at.schema))
    known = {name: one for schema in closed for name, one in schema.get("properties", {}).items()}
    patterns = [compiled(pattern) for schema in closed for pattern in schema.get("patternProperties", ())]
    writable = [name for name, one in known.items() if type(one) is not dict or not one.get("readOnly", False)]
    for name in at.instance:
        if name not in known and not any(pattern.search(name) for pattern in patterns):
            meant = suggest.field(name, writable)
            yield "unknown_field", (name,), {} if meant is None else {"suggestion": meant}


def _min_length(at: _Refusal) -> _Explained:
    yield ("blank", (), {}) if at.instance == "" else ("too_short", (), {"min": at.value, "length": len(at.instance)})


def _max_length(at: _Refusal) -> _Explained:
    yield "too_long", (), {"max": at.value, "length": len(at.instance)}


def _pattern(at: _Refusal) -> _Explained:
    yield "blank" if printable.is_blank(at.instance) else "pattern", (), {}


def _not(at: _Refusal) -> _Explained:
    """Explain a forbidden pattern, and where the text has one, that a non-printable character is what it forbids."""
    if type(at.instance) is not str or "pattern" not in at.value:
        yield from _constraint(at)
    elif printable.position(at.instance) is None:
        yield "pattern", (), {}
    else:
        yield "non_printable", (), _character(at.instance)


def _format(at: _Refusal) -> _Explained:
    code, reason, _ = FORMATS[at.value]
    yield code, (), _character(at.instance) if code == "non_printable" else {"reason": reason(at.instance)}


def _character(text: str) -> dict[str, JSON]:
    position = printable.position(text) or 0
    return {"position": position, "codepoint": printable.codepoint(text[position])}


def _items(at: _Refusal) -> _Explained:
    code, bound = ("too_few", "min") if at.keyword == "minItems" else ("too_many", "max")
    yield code, (), {bound: at.value, "count": len(at.instance)}


def _bound(at: _Refusal) -> _Explained:
    code, bound = ("minimum", "min") if at.keyword.lower().endswith("minimum") else ("maximum", "max")
    yield code, (), {bound: at.value, "exclusive": True} if at.keyword.startswith("exclusive") else {bound: at.value}


_EXPLAIN: Mapping[str, Callable[[_Refusal], _Explained]] = MappingProxyType(
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
