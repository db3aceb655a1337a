"""The reference engine: jsonschema."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError
from referencing import Registry

from bs_validate.engines import Finding
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS


class _Reference:
    __slots__ = ("_validator",)

    def __init__(self, validator: Draft202012Validator) -> None:
        self._validator = validator

    def is_valid(self, instance: Any) -> bool:
        return self._validator.is_valid(instance)

    def findings(self, instance: Any) -> Iterator[Finding]:
        for error in self._validator.iter_errors(instance):
            yield Finding(tuple(error.absolute_path), tuple(error.absolute_schema_path))


def compile_schema(schema: dict[str, Any]) -> _Reference:
    """Make a schema ready. Raises ``InvalidSchema`` when it is none."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise InvalidSchema(f"not a JSON Schema: {error.message}") from None
    # An empty registry has no way to fetch anything.
    return _Reference(Draft202012Validator(schema, registry=Registry(), format_checker=_format_checker()))


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, (_, reason, _) in FORMATS.items():

        def holds(value: object, reason: Any = reason) -> bool:
            return type(value) is not str or reason(value) is None

        checker.checks(name)(holds)
    return checker
