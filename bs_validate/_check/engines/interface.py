"""Define the interface of an engine, which compiles a schema, decides with it, and lists the keywords that refuse an instance."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location, escaped, pointer
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.tree import Path

#: A format's name and a text to why the text does not have the format, or None.
ReasonOf = Callable[[str, str], str | None]


class Violation(NamedTuple):
    """A refusal: the location of the instance in the document, and the location of the keyword in the schema."""

    location: Location
    keyword: Path


class Compiled(Protocol):
    """A compiled schema. Instances are plain JSON values, as the guard returns them.

    ``decides_quickly`` is true if it takes less time to decide whether a part of an instance is valid than to list violations.
    """

    decides_quickly: bool

    def is_valid(self, instance: Any) -> bool:
        """Return whether no keyword refuses the instance."""

    def violations(self, instance: Any) -> Iterable[Violation]:
        """Yield all violations of the instance in no particular order. A violation may be repeated."""


class Compile(Protocol):
    """An engine: compiles a schema, or raises ``InvalidSchema``. ``reason_of`` checks the formats."""

    def __call__(self, schema: JsonSchema, reason_of: ReasonOf = reason) -> Compiled:
        """Return the compiled schema."""


def at(path: Iterable[str | int]) -> str:
    """Return the phrase for a place in an invalid schema, or an empty text for the schema as a whole."""
    place = escaped(pointer(tuple(path)))
    return f" at {place}" if place else ""


#: Makes a part of a schema ready.
CompilePart = Callable[[JsonSchema], Compiled]
