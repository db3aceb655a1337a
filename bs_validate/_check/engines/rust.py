"""Provide the fast engine, which uses jsonschema-rs.

To decide, it uses a schema in which a pattern inside the engine precedes each format, so Python runs only for unusual texts. To
list violations, it uses the unchanged schema.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from bs_validate._check.engines.interface import Compiled, ReasonOf, Violation, at
from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, JsonSchema, subschemas
from bs_validate._schema.patterns import patterns_of_properties, portable, with_patterns
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS


class _Rust:
    __slots__ = ("_explaining", "_has_lost_names", "_readable", "_reason_of", "_reference", "_schema", "is_valid")
    decides_quickly = True

    def __init__(self, schema: JsonSchema, reason_of: ReasonOf) -> None:
        self._readable = with_patterns(schema, portable)
        self.is_valid = _validator(with_fast_accept(self._readable), reason_of).is_valid
        self._schema = schema
        self._reason_of = reason_of
        self._explaining: Draft202012Validator | None = None
        self._has_lost_names = False
        self._reference: Compiled | None = None

    def violations(self, instance: Any) -> Iterable[Violation]:
        if self._explaining is None:
            self._has_lost_names = _has_lost_names(self._schema) or _has_rewritten_names(self._schema)
            self._explaining = _validator(self._readable, _first_by_pattern(self._reason_of))
        errors = self._explaining.iter_errors(instance)
        found = [Violation(tuple(error.instance_path), _keyword(error.schema_path)) for error in errors]
        if self._has_lost_names or any(_may_be_elsewhere(instance, location) for location, _ in found):
            if self._reference is None:
                self._reference = _reference(self._schema, self._reason_of)
            return self._reference.violations(instance)
        return found


def compile_schema(schema: JsonSchema, reason_of: ReasonOf = reason) -> _Rust:
    """Compile a schema. Raises ``InvalidSchema`` if it is not a JSON Schema."""
    try:
        return _Rust(schema, reason_of)
    except ValidationError as error:
        raise InvalidSchema(f"not a JSON Schema{at(error.instance_path)}: {error.message}") from None
    except re.error as error:
        raise InvalidSchema(f"not a pattern that every engine can read: {error}") from None
    except ValueError as error:
        raise InvalidSchema(f"not a JSON Schema: {error}") from None


# jsonschema-rs drops empty names from its paths and gives a name of digits as a number. Where there are such names, the
# reference engine finds the places.


def _is_lost(name: str) -> bool:
    return name == "" or name.removeprefix("+").isdigit()


def _keyword(path: list[str | int]) -> tuple[str | int, ...]:
    """Return the path of a keyword. A bound on what is contained counts as ``contains``, as in the reference engine."""
    return (*path[:-1], "contains") if path[-1] in ("minContains", "maxContains") else tuple(path)


def _has_lost_names(schema: JsonSchema) -> bool:
    return any(
        any(type(part) is str and _is_lost(part) for part in path[1:]) or _has_lost_names(inner)
        for path, inner in subschemas(schema)
    )


def _has_rewritten_names(schema: JsonSchema) -> bool:
    """Return whether a pattern of ``patternProperties`` is rewritten for Rust, so that its paths have a different name."""
    return any(portable(pattern) != pattern for pattern in patterns_of_properties(schema))


def _may_be_elsewhere(instance: Any, location: Location) -> bool:
    for part in location:
        if type(instance) is dict and (type(part) is int or "" in instance):
            return True
        instance = instance[part]
    return type(instance) is dict and "" in instance


def _reference(schema: JsonSchema, reason_of: ReasonOf) -> Compiled:
    from bs_validate._check.engines import reference

    return reference.compile_schema(schema, reason_of)


def with_fast_accept(schema: Any) -> Any:
    """Return a schema with the same verdicts that checks a format only if its fast-accept pattern does not match."""
    if type(schema) is not dict:
        return schema
    faster: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ONE_SCHEMA:
            faster[keyword] = with_fast_accept(value)
        elif keyword in NAMED_SCHEMAS:
            faster[keyword] = {name: with_fast_accept(one) for name, one in value.items()}
        elif keyword in LISTED_SCHEMAS:
            faster[keyword] = [with_fast_accept(one) for one in value]
        elif keyword != "format":
            faster[keyword] = value
    if "format" in schema:
        format_ = FORMATS[schema["format"]]
        for keyword in ("pattern", "not"):
            if keyword in schema and format_.has_beside(keyword, schema[keyword]):
                del faster[keyword]  # the format implies it
        first = {"anyOf": [format_.fast, {"format": schema["format"]}]}
        faster["allOf"] = [*faster.get("allOf", ()), first]
    return faster


def _validator(schema: JsonSchema, reason_of: ReasonOf) -> Draft202012Validator:
    return Draft202012Validator(
        schema,
        formats={name: _holds(name, reason_of) for name in FORMATS},
        validate_formats=True,
        ignore_unknown_formats=False,
        offline=True,
        mask="…",  # each error would write out the whole instance otherwise: once for each field that a resource lacks
        keywords=_own_keywords(schema),
    )


def _own_keywords(schema: JsonSchema) -> dict[str, type] | None:
    """Return the keywords that Python checks. Each makes the engine slower, so that most schemas have none of them."""
    if not _has_multiples(schema):
        return None
    from bs_validate._check.engines.multiples import MultipleOf

    return {"multipleOf": MultipleOf}


def _has_multiples(schema: JsonSchema) -> bool:
    return "multipleOf" in schema or any(_has_multiples(inner) for _, inner in subschemas(schema))


def _holds(name: str, reason_of: ReasonOf) -> Callable[[str], bool]:
    return lambda text: reason_of(name, text) is None


def _first_by_pattern(reason_of: ReasonOf) -> ReasonOf:
    """Return a function that asks another one only about texts that the fast-accept pattern of their format does not match."""
    fast = cache(lambda name: Draft202012Validator(dict(FORMATS[name].fast)).is_valid)
    return lambda name, text: None if fast(name)(text) else reason_of(name, text)
