"""The engines: each makes a schema ready, decides with it, and says which keywords refuse an instance, the same from either."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.tree import Path
from bs_validate.exceptions import UnknownEngine

ENGINES = ("auto", "rust", "reference")

#: A format's name and a text to why the text does not have the format, or None.
ReasonOf = Callable[[str, str], str | None]


class Violation(NamedTuple):
    """A keyword that refuses an instance: where the instance is in the document, and where the keyword is in the schema."""

    location: Location
    keyword: Path


class Compiled(Protocol):
    """A schema made ready. Instances are plain JSON values, as the guard leaves them.

    ``decides_quickly`` is true where asking whether a part of an instance is valid costs less than listing its violations.
    """

    decides_quickly: bool

    def is_valid(self, instance: Any) -> bool:
        """Return whether no keyword refuses the instance."""

    def violations(self, instance: Any) -> Iterable[Violation]:
        """Yield everything that refuses the instance, in no order; a violation may come more than once."""


class Compile(Protocol):
    """An engine: makes a schema ready, or raises ``InvalidSchema``; formats are asked for with ``reason_of``."""

    def __call__(self, schema: JsonSchema, reason_of: ReasonOf = reason) -> Compiled:
        """Return the schema, made ready."""


#: Makes a part of a schema ready.
CompilePart = Callable[[JsonSchema], Compiled]


def select(engine: object) -> Compile:
    """Return the function that compiles schemas with an engine.

    ``"rust"`` is jsonschema-rs, ``"reference"`` jsonschema; ``"auto"`` is the first, or the second where the first cannot be
    imported. With ``"rust"``, compiling raises ``ImportError`` there. Raises ``UnknownEngine`` for any other name.
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
