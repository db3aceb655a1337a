"""Draw documents, Python objects, texts and forms: most are made from the examples in the schemas, and then changed."""

import copy
import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from bs_validate._schema.applicators import in_place

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
    """Return a JSON value, most often a scalar."""
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(TEXTS)
    if kind < 0.8 or depth > 2:
        return chance.choice(SCALARS)
    if kind < 0.9:
        return [values(chance, depth + 1) for _ in range(chance.randrange(3))]
    return {chance.choice(NAMES): values(chance, depth + 1) for _ in range(chance.randrange(3))}


def example(chance: random.Random, schema: dict[str, Any]) -> Any:
    """Return a value made from the examples in a schema."""
    schemas = list(in_place(schema))
    if "properties" in schema:
        properties = {name: inner for one in schemas for name, inner in one.get("properties", {}).items()}
        required = {name for one in schemas for name in one.get("required", ())}
        chosen = [name for name in properties if name in required or chance.random() < 0.5]
        return {name: example(chance, properties[name]) for name in chosen}
    if type(schema.get("additionalProperties")) is dict and chance.random() < 0.5:
        return {chance.choice(NAMES): example(chance, schema["additionalProperties"]) for _ in range(chance.choice([1, 1, 2]))}
    if "items" in schema and chance.random() < 0.8:
        return [example(chance, schema["items"]) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    return copy.deepcopy(chance.choice(schema.get("examples", [None])))


def places(value: Any, holder: Any = None, part: Any = None) -> Iterator[tuple[Any, Any, Any]]:
    """Yield a value and every value inside it, each with its container and its key or index there (None for the value itself)."""
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


class Liar(dict[str, Any]):
    """A dictionary whose methods raise."""

    def __getitem__(self, key: object) -> Any:
        """Raise."""
        raise LookupError("a liar was asked for an item")

    def items(self) -> Any:
        """Raise."""
        raise RuntimeError("a liar was asked for its items")

    def __contains__(self, key: object) -> bool:
        """Raise."""
        raise RuntimeError("a liar was asked what it has")


class Faceless:
    """An object that raises for every attribute, even its class."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        """Raise."""
        raise RuntimeError("no attribute may be asked for")


class Word(str):
    """A subclass of ``str`` that cannot be compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Raise."""
        raise RuntimeError("a word was compared")

    __hash__ = str.__hash__


def _cycle() -> Any:
    ring: list[Any] = [1]
    ring.append({"again": ring})
    return ring


def _deep(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


PYTHON: list[Callable[[], Any]] = [
    *(lambda: b"x", lambda: float("nan"), lambda: float("inf"), lambda: "\ud800", lambda: {"\udfff": 1}, lambda: {1: 2}),
    *(lambda: {None: None}, lambda: {(1, 2): 3}, lambda: {1, 2}, lambda: 1j, lambda: Decimal("1.5"), object),
    *(lambda: dt.datetime(2014, 8, 21, tzinfo=dt.UTC), lambda: dt.date(2014, 8, 21), lambda: (1, [2])),
    *(_cycle, lambda: _deep(63), lambda: _deep(65), lambda: _deep(3000), lambda: Liar(a=1), Faceless, lambda: Word("x")),
    *(lambda: (one for one in "ab"), lambda: memoryview(b"x"), lambda: bytearray(b"{}"), lambda: range(3), lambda: Ellipsis),
    *(
        lambda: 10**5000,
        lambda: -(10**400),
        lambda: type,
        lambda: print,
        lambda: {Word("contacts"): []},
        lambda: {"a": Faceless()},
    ),
]


def python_object(chance: random.Random, schema: dict[str, Any]) -> Any:
    """Return a Python object, alone or somewhere in a document."""
    if chance.random() < 0.2:
        return chance.choice(PYTHON)()
    document = mangled(chance, example(chance, schema))
    for holder, part, _value in chance.choices(list(places(document)), k=chance.choice([1, 1, 2])):
        if holder is not None:
            holder[part] = chance.choice(PYTHON)()
    return document


JUNK = [
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\ud83d",
    "\\u",
    "\\ud800",
    "\n",
    "\r",
    "\0",
    "\ufeff",
    "NaN",
    "-",
    "1e999",
    "//",
    "'",
    "é",
]


def _with_repeated_key(chance: random.Random, text: str) -> str:
    """Return the JSON text of a document with one key of an object in it twice."""
    at = text.index('{"', chance.randrange(text.rindex('{"') + 1)) + 1
    key, _ = json.JSONDecoder().raw_decode(text, at)
    return f"{text[:at]}{json.dumps(key)}: {chance.choice(['0', 'null', json.dumps(key)])}, {text[at:]}"


def json_text(chance: random.Random, schema: dict[str, Any]) -> str | bytes:
    """Return JSON, intact or damaged, as a text or as bytes."""
    text = json.dumps(mangled(chance, example(chance, schema)), ensure_ascii=chance.random() < 0.5)
    if '{"' in text and chance.random() < 0.1:
        text = _with_repeated_key(chance, text)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 4])):
        at = chance.randrange(len(text) + 1)
        action = chance.random()
        if action < 0.6:
            text = text[:at] + chance.choice(JUNK) + text[at + chance.randrange(3) :]
        elif action < 0.8:
            text = text[:at] + text[chance.randrange(at + 1) : at] + text[at:]
        else:
            text = text[:at]
    if chance.random() < 0.5:
        return text
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if chance.random() < 0.3:
        data[chance.randrange(len(data) + 1) :][:1] = chance.randbytes(2)
        data.insert(chance.randrange(len(data) + 1), chance.randrange(256))
    return chance.choice([bytes, bytearray, memoryview])(data)  # type: ignore[no-any-return]  # their common base is object


def form(chance: random.Random, names: list[str]) -> Any:
    """Return a posted form, or another object in its place."""

    def name() -> str:
        parts = [
            chance.choice([*names, *NAMES, "0", "1", "-1", "9" * 30, "[]", ""]) for _ in range(chance.choice([1, 1, 2, 3, 4]))
        ]
        style = chance.choice(["{}-{}", "{}.{}", "{}[{}]", "{}[{}", "{}]{}"])
        made = parts[0]
        for part in parts[1:]:
            made = style.format(made, part)
        return made

    pairs = [(name(), chance.choice([*TEXTS, *SCALARS])) for _ in range(chance.randrange(8))]
    kind = chance.random()
    if kind < 0.4:
        return pairs
    if kind < 0.7:
        return {key: chance.choice([value, [value, value], []]) for key, value in pairs}
    if kind < 0.8:
        return [*pairs, chance.choice(PYTHON)(), (chance.choice(PYTHON)(), "x"), ("phones-0-number", chance.choice(PYTHON)())]
    return {"firstname": chance.choice(PYTHON)(), **dict(pairs)}
