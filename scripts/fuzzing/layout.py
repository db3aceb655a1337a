"""Write JSON in a random layout and note where each value is, without the package's own code that finds places."""

import json
import random
from typing import Any, NamedTuple

Location = tuple[str | int, ...]


class Place(NamedTuple):
    """The offsets of a value, and those of its key (None in a list)."""

    start: int
    end: int
    key: tuple[int, int] | None


class Laid(NamedTuple):
    """A text, and the place of each value in it."""

    text: str
    places: dict[Location, Place]


class _Writer:
    """Write JSON piece by piece, and record the places of values."""

    def __init__(self, chance: random.Random, spaces: list[str]) -> None:
        self.chance = chance
        self.spaces = spaces
        self.pieces: list[str] = []
        self.length = 0
        self.places: dict[Location, Place] = {}

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def space(self) -> None:
        self.put("".join(self.chance.choice(self.spaces) for _ in range(self.chance.choice([0, 0, 1, 1, 2]))))

    def value(self, value: Any, location: Location, key: tuple[int, int] | None) -> None:
        start = self.length
        if isinstance(value, dict | list):
            opening, closing = "{}" if isinstance(value, dict) else "[]"
            self.put(opening)
            for index, part in enumerate(value):
                if index:
                    self.put(",")
                self.space()
                own_key = None
                if isinstance(value, dict):
                    own_key = self.string(part)
                    self.space()
                    self.put(":")
                    self.space()
                    self.value(value[part], (*location, part), own_key)
                else:
                    self.value(part, (*location, index), None)
                self.space()
            self.put(closing)
        elif isinstance(value, str):
            self.string(value)
        else:
            self.put(json.dumps(value))
        self.places[location] = Place(start, self.length, key)

    def string(self, text: str) -> tuple[int, int]:
        start = self.length
        self.put(quoted(self.chance, text)[0])
        return start, self.length


def quoted(chance: random.Random, text: str, *, pairs: bool = True) -> tuple[str, list[int]]:
    """Return a text as a JSON string with some escapes, and the offset of each character in it, followed by that of the end.

    Without ``pairs``, no character is written as two escapes, which YAML does not allow.
    """
    written = ['"']
    length = 1
    starts = []
    always = chance.random() < 0.1
    for char in text:
        starts.append(length)
        plain = json.dumps(char, ensure_ascii=False)[1:-1]
        escaped = "".join(f"\\u{unit:04x}" for unit in _units(char))
        piece = escaped if (always or chance.random() < 0.03) and (pairs or char <= "\uffff") else plain
        written.append(piece)
        length += len(piece)
    starts.append(length)
    return "".join([*written, '"']), starts


def _units(char: str) -> list[int]:
    data = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]


def laid_out(chance: random.Random, document: Any, spaces: list[str] | None = None) -> Laid:
    """Return a document as JSON in a random layout."""
    ends = chance.choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    writer = _Writer(chance, [" ", "  ", "\t", *ends] if spaces is None else spaces)
    writer.space()
    writer.value(document, (), None)
    writer.space()
    return Laid("".join(writer.pieces), writer.places)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, as editors count them."""
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1]  # between the two signs of one end of line
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1
