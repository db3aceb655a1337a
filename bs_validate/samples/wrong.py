"""Break exactly one rule of a valid document."""

import copy
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bs_validate._check.explain import has_type, json_type
from bs_validate._schema.applicators import JsonSchema
from bs_validate.samples.rules import ANY, Rule

JSON = Any

_OF_EACH_TYPE: tuple[JSON, ...] = (7, "7", True, {}, [], 2.5)
_NAMES = ("nickname", "fax", "middle_name", "x1")
_FORMATTED: Mapping[str, tuple[str, ...]] = {
    "email": ("anna.weber.example.com", "anna@example"),
    "url": ("www.example.com", "example"),
    "phone": ("on request", "none"),
    "time": ("2024-05-17", "17.05.2024 09:30"),
}


def broken(document: JSON, rule: Rule, schemas: list[JsonSchema]) -> Iterator[JSON]:
    """Yield copies of a document with a fault at the place of a rule, the plainest fault first.

    ``schemas`` apply at that place. The caller must check that a copy breaks only that rule.
    """
    if rule.code in ("required", "unknown_field"):
        *above, name = rule.place
        change = _without if rule.code == "required" else _with_unknown
        yield from _changed(document, above, lambda inner: change(inner, name))
    else:
        yield from _changed(document, list(rule.place), lambda value: _wrong(rule.code, value, schemas))


def _changed(value: JSON, place: list[str], change: Callable[[JSON], Iterable[JSON]]) -> Iterator[JSON]:
    """Yield copies of a value in which the part at a place is changed, or nothing if there is no such part."""
    if not place:
        yield from change(value)
        return
    part, *below = place
    key: Any = None
    if type(value) is list and value:
        key = 0
    elif type(value) is dict and value:
        key = next(iter(value)) if part == ANY else part
    if key is not None and (type(value) is list or key in value):
        for one in _changed(value[key], below, change):
            copied = copy.copy(value)
            copied[key] = one
            yield copied


def _without(value: JSON, name: str) -> Iterator[JSON]:
    if type(value) is dict and name in value:
        yield {other: one for other, one in value.items() if other != name}


def _with_unknown(value: JSON, name: str) -> Iterator[JSON]:
    if type(value) is dict:
        for one in _NAMES if name == ANY else (name,):
            yield {**value, one: "Ann"}


def _wrong(code: str, value: JSON, schemas: list[JsonSchema]) -> Iterable[JSON]:
    """Return values that may have the error of a code in place of a valid value."""
    if code == "null":
        return (None,)
    if code == "type":
        return [*(one for one in _OF_EACH_TYPE if not has_type([json_type(value)], one)), "12a"]
    if code in _FORMATTED:
        near = [value.replace("@", ".")] if code == "email" and type(value) is str else []
        return [*near, *_FORMATTED[code]]
    found = _WRONG.get(code)
    return [] if found is None else [one for schema in schemas for one in found(value, schema)]


def _no_choice(_: JSON, schema: JsonSchema) -> Iterator[JSON]:
    for listed in [schema["const"]] if "const" in schema else schema.get("enum", ()):
        if type(listed) is str:
            yield from ("unknown", "XX", f"{listed}x")
        elif type(listed) in (int, float):
            yield from (listed + 1, listed * 2 + 1)
        elif listed is not None:
            yield from ("unknown", 7, [listed], {"value": listed})


def _too_long(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    size = schema.get("maxLength", -1) + 1
    if size > 0 and type(value) is str:
        yield (value * size)[:size].strip().ljust(size, "x")
        yield "x" * size
        yield f"x@{'y' * (size - 4)}.z"
        yield f"http://a/{'x' * (size - 9)}"


def _too_short(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    size = schema.get("minLength", 0) - 1
    if size > 0 and type(value) is str:
        yield from (value[:size], "x" * size)


def _not_printable(value: JSON, _: JsonSchema) -> Iterator[JSON]:
    if type(value) is str:
        yield f"{value[:1]}\t{value[2:]}"
        yield f"{value}\t"


def _unlike(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if type(value) is str and ("pattern" in schema or "not" in schema):
        yield from (f"{value}!", f"!{value}", "?" * max(len(value), 1), value.swapcase(), "x", "0", "X", f"{value} {value}")


def _fewer(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if type(value) is list and schema.get("minItems"):
        yield value[: schema["minItems"] - 1]


def _more(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if type(value) is list and value and "maxItems" in schema:
        yield [copy.deepcopy(value[index % len(value)]) for index in range(schema["maxItems"] + 1)]
        if all(type(one) is int for one in value):
            yield [max(value) + index for index in range(schema["maxItems"] + 1)]
        if all(type(one) is str for one in value):
            yield [f"{value[0]}{index}" for index in range(schema["maxItems"] + 1)]


def _below(_: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if "minimum" in schema:
        yield from (math.ceil(schema["minimum"]) - 1, schema["minimum"] - schema.get("multipleOf", 1))
    if "exclusiveMinimum" in schema:
        yield schema["exclusiveMinimum"]


def _above(_: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if "maximum" in schema:
        yield from (math.floor(schema["maximum"]) + 1, schema["maximum"] + schema.get("multipleOf", 1))
    if "exclusiveMaximum" in schema:
        yield schema["exclusiveMaximum"]


def _constrained(value: JSON, schema: JsonSchema) -> Iterator[JSON]:
    if schema.get("uniqueItems") and type(value) is list and value:
        yield [*value, value[0]]
        yield [value[0], value[0], *value[2:]]
    if "multipleOf" in schema:
        yield from (value + 1, value + 0.5, value + schema["multipleOf"] / 3)


#: Functions by code that return values that may break one schema, given a valid value.
_WRONG: Mapping[str, Callable[[JSON, JsonSchema], Iterator[JSON]]] = {
    "blank": lambda _value, _schema: iter((" ", "")),
    "choice": _no_choice,
    "constraint": _constrained,
    "maximum": _above,
    "minimum": _below,
    "non_printable": _not_printable,
    "pattern": _unlike,
    "too_few": _fewer,
    "too_long": _too_long,
    "too_many": _more,
    "too_short": _too_short,
}
