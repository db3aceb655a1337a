"""Select an engine by its name."""

from bs_validate._check.engines.interface import Compile, Compiled, ReasonOf
from bs_validate._check.reasons import reason
from bs_validate._schema.applicators import JsonSchema
from bs_validate.exceptions import UnknownEngine

ENGINES = ("auto", "rust", "reference")


def select(engine: object) -> Compile:
    """Return the function that compiles schemas with an engine.

    ``"rust"`` is jsonschema-rs, and ``"reference"`` is jsonschema. ``"auto"`` is the first that can be imported. With ``"rust"``,
    compiling raises ``ImportError`` if jsonschema-rs is missing. Raises ``UnknownEngine`` for any other name.
    """
    if engine == "auto":
        return _auto
    if engine == "rust":
        return _rust
    if engine == "reference":
        return _reference
    raise UnknownEngine(engine, ENGINES)


# Each is imported when the first schema is compiled, not when it is chosen.


def _auto(schema: JsonSchema, reason_of: ReasonOf = reason) -> Compiled:
    try:
        return _rust(schema, reason_of)
    except ImportError:
        return _reference(schema, reason_of)


def _rust(schema: JsonSchema, reason_of: ReasonOf = reason) -> Compiled:
    from bs_validate._check.engines import rust

    return rust.compile_schema(schema, reason_of)


def _reference(schema: JsonSchema, reason_of: ReasonOf = reason) -> Compiled:
    from bs_validate._check.engines import reference

    return reference.compile_schema(schema, reason_of)
