"""Compare the exercised fields, rules and operations with all of them, and write the result as JSON or as text."""

import json
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from bs_validate.coverage.measure import Known, Seen
from bs_validate.lint.output.escape import shown
from bs_validate.lint.wording import counted
from bs_validate.samples.rules import Rule

Item = TypeVar("Item")

#: Codes in the order of their importance to tests: mistakes that people often make come before lengths.
_TELLING = (
    *("required", "choice", "email", "phone", "url", "time", "blank", "unknown_field", "null", "type"),
    *("minimum", "maximum", "too_few", "too_many", "too_long", "too_short", "non_printable", "pattern", "constraint"),
)


class Share(NamedTuple):
    """The number of items that were exercised, and the items that were not, in order."""

    seen: int
    of: int
    missing: tuple[Any, ...]


class Coverage(NamedTuple):
    """The shares of the fields (names) and ``Rule``s of each schema, and of the operations (names), that were exercised.

    ``percent`` is the share of all fields, rules and operations together, rounded down to a tenth. It is 100 only if nothing is
    missing.
    """

    fields: Mapping[str, Share]
    rules: Mapping[str, Share]
    operations: Share

    @property
    def percent(self) -> float:
        """The share of everything that was seen, in percent."""
        shares = (*self.fields.values(), *self.rules.values(), self.operations)
        of = sum(share.of for share in shares)
        return sum(share.seen for share in shares) * 1000 // of / 10 if of else 100.0


def coverage(seen: Seen, every: Mapping[str, Known], operations: Iterable[str]) -> Coverage:
    """Compare the exercised items with those of the schemas and with the names of the operations."""
    fields = {name: {field for of, field in seen.fields if of == name} for name in every}
    rules = {name: {rule for of, rule in seen.rules if of == name} for name in every}
    return Coverage(
        {name: _share(one.fields.values(), fields[name]) for name, one in every.items()},
        {name: _share(_by_telling(one), rules[name]) for name, one in every.items()},
        _share(operations, seen.operations),
    )


def _by_telling(found: Known) -> list[Rule]:
    """Return the rules of a schema, the most important to test first."""
    return sorted(found.rules.values(), key=lambda rule: _TELLING.index(rule.code) if rule.code in _TELLING else len(_TELLING))


def _share(items: Iterable[Item], seen: Collection[Item]) -> Share:
    every = tuple(dict.fromkeys(items))
    missing = tuple(one for one in every if one not in seen)
    return Share(len(every) - len(missing), len(every), missing)


def json_text(found: Coverage) -> str:
    """Return the coverage as one JSON object."""
    schemas = {
        name: {
            "fields": {"seen": fields.seen, "of": fields.of, "missing": list(fields.missing)},
            "rules": {
                "seen": found.rules[name].seen,
                "of": found.rules[name].of,
                "missing": [{"field": rule.field, "code": rule.code} for rule in found.rules[name].missing],
            },
        }
        for name, fields in found.fields.items()
    }
    operations = {"seen": found.operations.seen, "of": found.operations.of, "missing": list(found.operations.missing)}
    return json.dumps({"schemas": schemas, "operations": operations, "percent": found.percent}, indent=2) + "\n"


def text_lines(found: Coverage, directory: str | None = None) -> Iterator[str]:
    """Yield the missing items, each rule with the command that makes a payload for it, and then the shares.

    ``directory`` has the schemas, if they are not the packaged ones: the commands name it too.

    Operations come first, then writes, then reads, because the server causes the faults in a read. If nothing of a schema was
    exercised, only the command for a first payload is shown for it.
    """
    yield from (f"{shown(operation)}: no recording has this operation" for operation in found.operations.missing)
    for name in sorted(found.fields, key=lambda name: name.endswith(".read")):
        yield from _missing(name, found.fields[name], found.rules[name], directory)
    yield ""
    missing = [rule for rules in found.rules.values() for rule in rules.missing]
    if missing:
        yield "Save a payload in a file whose name says what it is, such as update-contact.json, so that it counts."
    if any(map(_is_of_document, missing)):
        yield "A payload without the list of resources counts in a recording, or if the settings name a schema for its file."
    if missing:
        yield ""
    for name, fields in found.fields.items():
        yield f"{shown(name)}: {_counts(fields, 'field')}, {_counts(found.rules[name], 'rule')}"
    yield _counts(found.operations, "operation")
    yield f"{found.percent}% of all fields, rules and operations"


def _is_of_document(rule: Rule) -> bool:
    """Return whether a payload that breaks a rule has no list of resources, so that only its context says what it is."""
    return not rule.place or (len(rule.place) == 1 and rule.code == "required")


def _missing(name: str, fields: Share, rules: Share, directory: str | None) -> Iterator[str]:
    options = () if directory is None else ("--schemas", directory)
    command = shlex.join(("bs-validate", "example", name, *options))
    if not fields.seen and not rules.seen:
        yield f"{shown(name)}: no payload was checked    {shown(command)}"
        return
    texts = [shown(f"{name}: no payload breaks {rule}") for rule in rules.missing]
    width = max(map(len, texts), default=0)
    yield from (f"{shown(name)}: no payload has {shown(field)}" for field in fields.missing)
    for text, rule in zip(texts, rules.missing, strict=True):
        yield f"{text:{width}}    {shown(command)} --fault {shown(shlex.quote(str(rule)))}"


def _counts(share: Share, noun: str) -> str:
    return f"{share.seen} of {counted(share.of, noun)}"
