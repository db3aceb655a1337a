"""The fast engine: jsonschema-rs.

It decides with a schema in which each format is first tried as its fast-accept pattern, inside the engine, so that Python is
called only for the rare text; it finds with the schema as it is.
"""

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from bs_validate.catalog import LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA
from bs_validate.engines import Finding
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS


class _Rust:
    __slots__ = ("_finder", "is_valid")

    def __init__(self, decider: Draft202012Validator, finder: Draft202012Validator) -> None:
        self.is_valid = decider.is_valid
        self._finder = finder

    def findings(self, instance: Any) -> Iterator[Finding]:
        for error in self._finder.iter_errors(instance):
            yield Finding(tuple(error.instance_path), tuple(error.schema_path))


def compile_schema(schema: dict[str, Any]) -> _Rust:
    """Make a schema ready. Raises ``InvalidSchema`` when it is none."""
    try:
        return _Rust(_validator(with_fast_accept(schema)), _validator(schema))
    except (ValidationError, ValueError) as error:
        raise InvalidSchema(f"not a JSON Schema: {getattr(error, 'message', error)}") from None


def with_fast_accept(schema: Any) -> Any:
    """Return a schema that decides alike, in which a format is asked only where its fast-accept pattern does not match."""
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
        first = {"anyOf": [{"pattern": FORMATS[schema["format"]].fast_accept}, {"format": schema["format"]}]}
        faster["allOf"] = [*faster.get("allOf", ()), first]
    return faster


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(
        schema,
        formats={name: _holds(format_.reason) for name, format_ in FORMATS.items()},
        validate_formats=True,
        ignore_unknown_formats=False,
        offline=True,
    )


def _holds(reason: Callable[[str], str | None]) -> Callable[[str], bool]:
    return lambda value: reason(value) is None
