"""Provide the reference engine, which uses jsonschema."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend
from referencing import Registry

from bs_validate._check.engines.interface import ReasonOf, Violation, at
from bs_validate._check.engines.multiples import breaks_multiple
from bs_validate._check.reasons import reason
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.patterns import patterns_of_properties, translated, with_patterns
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS


class _Reference:
    __slots__ = ("_patterns", "_validator")
    decides_quickly = False

    def __init__(self, validator: Any, patterns: Mapping[str, str]) -> None:
        self._validator = validator
        self._patterns = patterns

    def is_valid(self, instance: Any) -> bool:
        return bool(self._validator.is_valid(instance))

    def violations(self, instance: Any) -> Iterator[Violation]:
        for error in self._validator.iter_errors(instance):
            keyword = list(error.absolute_schema_path)
            for index, part in enumerate(keyword[:-1]):
                if part == "patternProperties":
                    keyword[index + 1] = self._patterns.get(keyword[index + 1], keyword[index + 1])
            yield Violation(tuple(error.absolute_path), tuple(keyword))


def compile_schema(schema: JsonSchema, reason_of: ReasonOf = reason) -> _Reference:
    """Compile a schema. Raises ``InvalidSchema`` if it is not a JSON Schema."""
    try:
        originals = {_written(pattern): pattern for pattern in patterns_of_properties(schema)}
        written = with_patterns(schema, _written)
    except re.error as error:
        raise InvalidSchema(f"not a pattern that every engine can read: {error}") from None
    try:
        Draft202012Validator.check_schema(written)
    except SchemaError as error:
        raise InvalidSchema(f"not a JSON Schema{at(error.absolute_path)}: {error.message}") from None
    # An empty registry fetches nothing.
    return _Reference(_Validator(written, registry=Registry(), format_checker=_format_checker(reason_of)), originals)


def _written(pattern: str) -> str:
    """Return a pattern for Python that is not empty, because jsonschema ignores an empty one."""
    return translated(pattern) or "(?:)"


def _multiple_of(_: Any, factor: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if breaks_multiple(instance, factor):
        yield ValidationError("not a multiple")


_Validator: Any = extend(Draft202012Validator, {"multipleOf": _multiple_of})  # type: ignore[no-untyped-call]  # its stubs


def _format_checker(reason_of: ReasonOf) -> FormatChecker:
    checker = FormatChecker(formats=())
    for name in FORMATS:

        def holds(value: object, name: str = name) -> bool:
            return type(value) is not str or reason_of(name, value) is None

        checker.checks(name)(holds)
    return checker
