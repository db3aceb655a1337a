"""The engines: a schema in, and for each instance the places and keywords that refuse it, the same from either."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from bs_validate._instance.location import Location
from bs_validate.exceptions import UnknownEngine

ENGINES = ("auto", "rust", "reference")


class Finding(NamedTuple):
    """A keyword that refuses an instance: where the instance is, and the path of the keyword in the schema."""

    location: Location
    keyword: tuple[str | int, ...]


class Compiled(Protocol):
    """A schema made ready. Instances are plain JSON values, as the guard leaves them.

    ``decides_quickly`` says that asking whether a part of an instance holds is cheaper than going through what refuses it.
    """

    decides_quickly: bool

    def is_valid(self, instance: Any) -> bool:
        """Say whether nothing refuses the instance."""

    def findings(self, instance: Any) -> Iterable[Finding]:
        """Go through all that refuses the instance, in no order; a finding may come more than once."""


Compile = Callable[[dict[str, Any]], Compiled]


def select(engine: object) -> Compile:
    """Return an engine's compile function, which raises ``InvalidSchema`` for what is no schema.

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


def _auto(schema: dict[str, Any]) -> Compiled:
    try:
        return _rust(schema)
    except ImportError:
        return _reference(schema)


def _rust(schema: dict[str, Any]) -> Compiled:
    from bs_validate._check.engines import rust

    return rust.compile_schema(schema)


def _reference(schema: dict[str, Any]) -> Compiled:
    from bs_validate._check.engines import reference

    return reference.compile_schema(schema)
