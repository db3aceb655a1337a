"""Fuzz the engines against each other: both must give equal reports, and nothing may raise.

Documents are made from the examples in the schemas and then mangled in up to six places. Each is validated by both engines, as a
document and as JSON text; codes, locations, params and schema locations must be equal. Whatever is found is printed with
what reproduces it, and the exit status is 1.

    python scripts/fuzz.py --examples 100000 --seed 1
"""

import argparse
import copy
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bs_validate import Report, Validator
from bs_validate.applicators import in_place
from bs_validate.catalog import Schema

TEXTS = [
    *("", " ", "\u00a0", "x", "x" * 15, "x" * 16, "x" * 100, "x" * 101, "😀" * 101, "a\tb", "\u2028", "é", "null", "0", "-", "/"),
    *(
        "UK",
        "USA",
        "France",
        "us",
        "EN",
        "sr",
        "zh_TW",
        "Male",
        "femal",
        "a@b",
        "a@b.co",
        "ж@пример.рф",
        "a b@c.de",
        "@",
        "a@b@c",
    ),
    *("http://", "http://a", "ftp://a.b", "HTTP://Ä.de:99999", "http://[::1", "example.com", "+33 (0)6 123.123.123", "123", "1"),
    *("call me", "1" * 21, "+1 800 FLOWERS", "2014-08-21T08:40:44Z", "2014-02-30T08:40:44Z", "2014-08-21", "\u202e", "\x7f"),
]
SCALARS: list[Any] = [None, True, False, 0, 1, -1, 1.0, 1.5, 2**53, 2**63, 2**64, -(2**70), 10**300, 1e308, -0.0]
NAMES = [
    "",
    "0",
    "id",
    "links",
    "meta",
    "contacts",
    "hosts",
    "first_name",
    "label",
    "x" * 50,
    "a/b",
    "~",
    "\x1b[31m",
    "forget_me_at",
]


def values(chance: random.Random, depth: int = 0) -> Any:
    """Return any JSON value, scalars mostly."""
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(TEXTS)
    if kind < 0.8 or depth > 2:
        return chance.choice(SCALARS)
    if kind < 0.9:
        return [values(chance, depth + 1) for _ in range(chance.randrange(3))]
    return {chance.choice(NAMES): values(chance, depth + 1) for _ in range(chance.randrange(3))}


def example(chance: random.Random, schema: dict[str, Any]) -> Any:
    """Return a value made of a schema's examples."""
    schemas = list(in_place(schema))
    if "properties" in schema:
        properties = {name: inner for one in schemas for name, inner in one.get("properties", {}).items()}
        required = {name for one in schemas for name in one.get("required", ())}
        chosen = [name for name in properties if name in required or chance.random() < 0.5]
        return {name: example(chance, properties[name]) for name in chosen}
    if "items" in schema and chance.random() < 0.8:
        return [example(chance, schema["items"]) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    return copy.deepcopy(chance.choice(schema.get("examples", [None])))


def places(value: Any, holder: Any = None, part: Any = None) -> Iterator[tuple[Any, Any, Any]]:
    """Go through everything in a value, with what holds it and under which key or index."""
    yield holder, part, value
    for inner_part, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, value, inner_part)


def mangled(chance: random.Random, document: Any) -> Any:
    """Return a document with up to six places replaced, removed or added to."""
    for _ in range(chance.choice([0, 1, 1, 2, 3, 6])):
        holder, part, value = chance.choice(list(places(document)))
        action = chance.random()
        if action < 0.2 and isinstance(value, dict):
            value[chance.choice(NAMES)] = values(chance)
        elif action < 0.3 and isinstance(value, list):
            value.append(values(chance))
        elif holder is None:
            document = values(chance) if action > 0.9 else document
        elif action < 0.5 and isinstance(holder, dict):
            del holder[part]
        else:
            holder[part] = values(chance)
    return document


def content(report: Report) -> list[Any]:
    """Return what must be equal of two reports."""
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in report.errors]


def fault(schema: Schema, document: Any, fast: Validator, reference: Validator) -> str | None:
    """Return what is wrong with the reports of a document, or None."""
    reports = {
        "rust": fast.validate(document, schema.name),
        "reference": reference.validate(document, schema.name),
        "text": fast.validate_json(json.dumps(document), schema.name),
    }
    expected = content(reports["reference"])
    for engine, report in reports.items():
        if content(report) != expected:
            return f"{engine} reports {content(report)}, the reference engine {expected}"
    json.dumps(reports["rust"].to_dict())
    return None


def main(argv: list[str] | None = None) -> int:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description="Fuzz the two engines against each other.")
    parser.add_argument("--examples", type=int, default=100_000, help="how many documents (default: 100000)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many seconds (default: never)")
    parser.add_argument("--seed", type=int, default=None, help="where to start (default: anew each time)")
    arguments = parser.parse_args(argv)
    seed = random.SystemRandom().randrange(2**32) if arguments.seed is None else arguments.seed
    chance = random.Random(seed)  # noqa: S311  # no secret
    fast, reference = Validator(engine="rust"), Validator(engine="reference")
    schemas = list(fast.catalog)
    codes: Counter[str] = Counter()
    valid = found = done = 0
    start = time.monotonic()
    while done < arguments.examples and time.monotonic() - start < arguments.seconds:
        schema = chance.choice(schemas)
        document = mangled(chance, example(chance, schema.document))
        done += 1
        wrong = fault(schema, document, fast, reference)
        if wrong is not None:
            found += 1
            print(f"{schema.name} {json.dumps(document)}\n  {wrong}", file=sys.stderr)
        report = fast.validate(document, schema.name)
        valid += report.valid
        codes.update(error.code for error in report.errors)
    print(f"seed {seed}: {done} documents in {time.monotonic() - start:.0f} s, {valid} of them valid; {found} disagreements")
    print("errors: " + ", ".join(f"{code} {number}" for code, number in codes.most_common()))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
