"""What an engine is: it makes a schema ready, decides with it, and lists the keywords that refuse an instance."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location, escaped, pointer
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.tree import Path

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


def at(path: Iterable[str | int]) -> str:
    """Return the words for a place in a schema that is not a JSON Schema, or nothing for the schema as a whole."""
    place = escaped(pointer(tuple(path)))
    return f" at {place}" if place else ""


#: Makes a part of a schema ready.
CompilePart = Callable[[JsonSchema], Compiled]
