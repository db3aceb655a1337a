"""The reference engine: jsonschema."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend
from referencing import Registry

from bs_validate._check.engines import Finding
from bs_validate._schema.applicators import LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA
from bs_validate._schema.patterns import translated
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

    def findings(self, instance: Any) -> Iterator[Finding]:
        for error in self._validator.iter_errors(instance):
            keyword = list(error.absolute_schema_path)
            for index, part in enumerate(keyword[:-1]):
                if part == "patternProperties":
                    keyword[index + 1] = self._patterns.get(keyword[index + 1], keyword[index + 1])
            yield Finding(tuple(error.absolute_path), tuple(keyword))


def compile_schema(schema: dict[str, Any]) -> _Reference:
    """Make a schema ready. Raises ``InvalidSchema`` when it is none."""
    originals: dict[str, str] = {}
    written = _for_python(schema, originals)
    try:
        Draft202012Validator.check_schema(written)
    except SchemaError as error:
        raise InvalidSchema(f"not a JSON Schema: {error.message}") from None
    # An empty registry has no way to fetch anything.
    return _Reference(_Validator(written, registry=Registry(), format_checker=_format_checker()), originals)


def _multiple_of(_: Any, factor: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    """Divide what is written, as JSON Schema means it, and not what floating point makes of it."""
    if type(instance) in (int, float) and Fraction(str(instance)) % Fraction(str(factor)) != 0:
        yield ValidationError("not a multiple")


_Validator: Any = extend(Draft202012Validator, {"multipleOf": _multiple_of})  # type: ignore[no-untyped-call]  # its stubs


def _for_python(schema: Any, originals: dict[str, str]) -> Any:
    """Return a schema with its patterns as Python reads them, and note what each name of ``patternProperties`` was."""
    if type(schema) is not dict:
        return schema
    written: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ONE_SCHEMA:
            written[keyword] = _for_python(value, originals)
        elif keyword == "patternProperties":
            originals |= {_pattern(name): name for name in value}
            written[keyword] = {_pattern(name): _for_python(one, originals) for name, one in value.items()}
        elif keyword in NAMED_SCHEMAS:
            written[keyword] = {name: _for_python(one, originals) for name, one in value.items()}
        elif keyword in LISTED_SCHEMAS:
            written[keyword] = [_for_python(one, originals) for one in value]
        else:
            written[keyword] = _pattern(value) if keyword == "pattern" else value
    return written


def _pattern(pattern: str) -> str:
    return f"(?a){translated(pattern)}"


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, format_ in FORMATS.items():

        def holds(value: object, reason: Any = format_.reason) -> bool:
            return type(value) is not str or reason(value) is None

        checker.checks(name)(holds)
    return checker
