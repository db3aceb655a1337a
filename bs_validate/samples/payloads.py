"""Make examples of a schema: valid payloads, and payloads that break exactly one rule."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random
from typing import Any

from bs_validate._instance.location import quoted
from bs_validate._schema.catalog import Schema
from bs_validate.exceptions import UnknownField, UnknownName
from bs_validate.report import Report
from bs_validate.samples.draw import Drawer, NoExample
from bs_validate.samples.people import Person, facts, person
from bs_validate.samples.rules import ANY, Rule, place_of, places, rules
from bs_validate.samples.wrong import broken
from bs_validate.validator import Validator

JSON = Any

_API = "https://www.bookingsync.com/api/v3"
#: The most documents that are drawn for one example.
_TRIES = 10


class UnknownFault(UnknownName):
    """Raised for a code that no value of ``field`` can have."""

    def __init__(self, name: str, choices: Iterable[str], field: str) -> None:
        """Take the code that was given, those that the field can have, and the field, or an empty text for the document."""
        self.field = field
        self.what = f"code for {quoted(field) or 'the document'}"
        super().__init__(name, choices)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the code, the choices and the field."""
        return (type(self), (self.name, self.choices, self.field))


class Examples:
    """Make examples of one schema. The same seed gives the same examples."""

    __slots__ = ("_drawer", "_schema", "_validator", "_who")

    def __init__(self, validator: Validator, name: str, who: Callable[[Random], Person] = person) -> None:
        """Take a validator, the name of a schema, and the function that makes up people. Raises ``UnknownSchema``."""
        self._validator = validator
        self._schema = validator.catalog[name]
        self._drawer = Drawer(self._schema)
        self._who = who

    def valid(self, seed: int) -> Iterator[JSON]:
        """Yield valid documents without end. Raises ``NoExample``."""
        return self._documents(Random(seed), complete=False)  # noqa: S311  # examples are not secrets

    def faulty(self, rule: Rule, seed: int) -> Iterator[JSON]:
        """Yield documents that break only a rule, without end. Raises ``NoExample``."""
        complete = self._documents(Random(seed), complete=True)  # noqa: S311  # examples are not secrets
        schemas = [part.schema for place, node in places(self._schema) if place == rule.place for part in node.parts]
        while True:
            drawn = (one for document in islice(complete, _TRIES) for one in broken(document, rule, schemas))
            found = tuple(islice((one for one in drawn if self._breaks_only(rule, one)), 1))
            if not found:
                raise NoExample(f"{self._schema.name}: no example could be made that breaks only {rule}")
            yield from found

    def _documents(self, random: Random, *, complete: bool) -> Iterator[JSON]:
        envelope = self._schema.envelope
        links = {"links": {f"{envelope}.account": f"{_API}/accounts/{{{envelope}.account}}"}}
        while True:
            for _ in range(_TRIES):
                known = facts(self._who(random), random, complete=complete) | links
                document = self._drawer.document(random, known, complete=complete)
                if self._report(document).valid:
                    yield document
                    break
            else:
                raise NoExample(f"{self._schema.name}: no example could be made from the keywords of this schema")

    def _breaks_only(self, rule: Rule, document: JSON) -> bool:
        errors = self._report(document).errors
        return [(place_of(self._schema, error.location), error.code) for error in errors] == [(rule.place, rule.code)]

    def _report(self, document: JSON) -> Report:
        return self._validator.validate(document, self._schema.name)


def rule(schema: Schema, text: str) -> Rule:
    """Return the rule that a text names by its field and code: ``email:email`` or ``phones.0.number:phone``.

    Raises ``UnknownField``, or ``UnknownFault`` for a code that the field does not have.
    """
    every = rules(schema)
    field, _, code = text.rpartition(":") if ":" in text else (text, "", "")
    parts = [ANY if part.isascii() and part.isdigit() else part for part in field.split(".")]
    of_field = {one.code: one for one in every if one.field in (field, ".".join(parts))}
    if not of_field:
        raise UnknownField(field, dict.fromkeys(one.field for one in every if one.field))
    if code not in of_field:
        raise UnknownFault(code, of_field, field)
    return of_field[code]
