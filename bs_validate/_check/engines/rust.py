"""The fast engine: jsonschema-rs.

It decides with a schema in which each format is first tried as its fast-accept pattern, inside the engine, so that Python is
called only for the rare text; it finds with the schema as it is.
"""

from collections.abc import Callable, Iterable
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from bs_validate._check.engines import Compiled, Finding
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA, subschemas
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS


class _Rust:
    __slots__ = ("_finder", "_named_oddly", "_reference", "_schema", "is_valid")
    decides_quickly = True

    def __init__(self, schema: dict[str, Any]) -> None:
        self.is_valid = _validator(with_fast_accept(schema)).is_valid
        self._schema = schema
        self._finder: Draft202012Validator | None = None
        self._named_oddly = False
        self._reference: Compiled | None = None

    def findings(self, instance: Any) -> Iterable[Finding]:
        if self._finder is None:
            self._named_oddly = _has_lost_names(self._schema)
            self._finder = _validator(self._schema)
        found = [Finding(tuple(error.instance_path), _keyword(error.schema_path)) for error in self._finder.iter_errors(instance)]
        if self._named_oddly or any(_may_be_elsewhere(instance, location) for location, _ in found):
            if self._reference is None:
                self._reference = _reference(self._schema)
            return self._reference.findings(instance)
        return found


def compile_schema(schema: dict[str, Any]) -> _Rust:
    """Make a schema ready. Raises ``InvalidSchema`` when it is none."""
    try:
        return _Rust(schema)
    except (ValidationError, ValueError) as error:
        raise InvalidSchema(f"not a JSON Schema: {getattr(error, 'message', error)}") from None


# jsonschema-rs leaves empty names out of its paths, and gives a name of digits as a number: where there are such names, the
# reference engine says where things are.


def _is_lost(name: str) -> bool:
    return name == "" or name.removeprefix("+").isdigit()


def _keyword(path: list[str | int]) -> tuple[str | int, ...]:
    """Return the path of a keyword; how many items may be contained belongs to ``contains``, as the reference engine has it."""
    return (*path[:-1], "contains") if path[-1] in ("minContains", "maxContains") else tuple(path)


def _has_lost_names(schema: dict[str, Any]) -> bool:
    return any(
        any(type(part) is str and _is_lost(part) for part in path[1:]) or _has_lost_names(inner)
        for path, inner in subschemas(schema)
    )


def _may_be_elsewhere(instance: Any, location: Location) -> bool:
    for part in location:
        if type(instance) is dict and (type(part) is int or "" in instance):
            return True
        instance = instance[part]
    return type(instance) is dict and "" in instance


def _reference(schema: dict[str, Any]) -> Compiled:
    from bs_validate._check.engines import reference

    return reference.compile_schema(schema)


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
        format_ = FORMATS[schema["format"]]
        for keyword in ("pattern", "not"):
            if keyword in schema and format_.has_beside(keyword, schema[keyword]):
                del faster[keyword]  # the format implies it
        first = {"anyOf": [{"pattern": format_.fast_accept}, {"format": schema["format"]}]}
        faster["allOf"] = [*faster.get("allOf", ()), first]
    return faster


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(
        schema,
        formats={name: _holds(format_.reason) for name, format_ in FORMATS.items()},
        validate_formats=True,
        ignore_unknown_formats=False,
        offline=True,
        mask="…",  # each error would write out the whole instance otherwise: for each field that a resource lacks, say
    )


def _holds(reason: Callable[[str], str | None]) -> Callable[[str], bool]:
    return lambda value: reason(value) is None
