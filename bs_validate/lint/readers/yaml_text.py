"""Read JSON values from YAML text: scalars get the types of JSON, and everything that JSON cannot hold is refused."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from bs_validate._instance.guard import MAX_DEPTH
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import Span
from bs_validate.lint.readers.scalars import content_start
from bs_validate.lint.readers.yaml_11 import read_as
from bs_validate.lint.readers.yaml_breaks import as_read
from bs_validate.lint.readers.yaml_events import events, offset
from bs_validate.lint.readers.yaml_value import typed

JSON = Any

#: The number of values that aliases may add before a text is taken for a bomb; a long text counts as several.
MAX_EXPANDED = 100_000
_VALUE_LENGTH = 64  # characters of a text that count as one value
#: The key that brings the members of other mappings. It is followed to aliases only: without any, it is a key like others.
_MERGE = "<<"
#: The number of levels that are read at all. The check of a payload reports everything below 64 levels.
_DEEPEST = 500


class Refusal(NamedTuple):
    """Something that JSON cannot hold: a stable reason, and the offset of its place.

    ``fatal`` holds for a text that is broken, or a bomb, whatever the document is about.
    """

    reason: str
    offset: int
    fatal: bool


class Scalar(NamedTuple):
    """The place of a scalar in the source, without its tag, and its style."""

    start: int
    end: int
    style: str | None


class YamlDocument(NamedTuple):
    """One document of a YAML text: its value, and the first thing in it that is refused.

    ``spans`` and ``scalars`` have the places of values and scalars; ``repeated`` and ``too_deep`` are as in a source map.
    ``misread`` has the kind of value that readers of YAML 1.1 make of each text that they do not read as text.
    """

    value: JSON
    refusal: Refusal | None
    too_deep: Location | None
    spans: dict[Location, Span]
    scalars: dict[Location, Scalar]
    repeated: tuple[tuple[Location, Span], ...]
    misread: dict[Location, str]


def documents(text: str) -> Iterator[YamlDocument]:
    """Yield the documents of a YAML text, read with the C parser where there is one. Never raises.

    Nothing after a broken part, or after one that is far too deep, is read.
    """
    text, back = as_read(text)
    builder = _Builder(text)
    try:
        for event in events(text):
            if back and isinstance(event, yaml.ScalarEvent):
                event.value = event.value.translate(back)
            if isinstance(event, yaml.DocumentStartEvent):
                builder = _Builder(text)
            elif isinstance(event, yaml.DocumentEndEvent):
                yield builder.document()
                builder = _Builder(text)
            elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                builder.take(event)
                if builder.is_over:
                    yield builder.document()
                    return
    except yaml.YAMLError as error:
        yield builder.document()._replace(refusal=Refusal("yaml", offset(error, text), fatal=True))


class _Level:
    """A collection that is being read: its value, its place, and the key that waits for its value.

    ``merges`` holds while that key is a merge key, and in the list that is the value of one; ``has_alias`` holds in a list with
    an alias among its items; ``inherited`` has the keys that came by a merge key and not by themselves.
    """

    __slots__ = (
        *("anchor", "end", "has_alias", "inherited", "key", "key_span", "location", "merges", "own_key", "size", "start"),
        "value",
    )

    def __init__(self, value: JSON, location: Location, event: Any, own_key: tuple[int, int] | None) -> None:
        self.value = value
        self.location = location
        self.start: int = event.start_mark.index
        self.end: int = event.end_mark.index
        self.anchor: str | None = event.anchor
        self.own_key = own_key
        self.key: str | None = None
        self.key_span: tuple[int, int] | None = None
        self.size = 1
        self.merges = False
        self.has_alias = False
        self.inherited: set[str] = set()

    def inherit(self, value: dict[str, JSON]) -> None:
        """Add the members that a merge key brings; those that the mapping has already stay."""
        self.inherited |= value.keys() - self.value.keys()
        for name, member in value.items():
            self.value.setdefault(name, member)


def _below(level: _Level) -> Location:
    """Return the location of the next value of a collection. Below 64 levels it stays the same, which saves memory."""
    if len(level.location) > MAX_DEPTH:
        return level.location
    return (*level.location, len(level.value) if level.key is None else level.key)


class _Builder:
    """Builds the value of one document from events, and records the places of its parts."""

    __slots__ = (
        *("deep", "expanded", "levels", "misread", "refusal", "repeated", "root", "scalars", "shared", "spans", "start", "text"),
        "too_deep",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: JSON = None
        self.start = 0
        self.levels: list[_Level] = []
        self.refusal: Refusal | None = None
        self.deep: Location | None = None
        self.too_deep: Location | None = None
        self.expanded = 0
        self.spans: dict[Location, Span] = {}
        self.scalars: dict[Location, Scalar] = {}
        self.misread: dict[Location, str] = {}
        self.repeated: list[tuple[Location, Span]] = []
        self.shared: dict[str, tuple[JSON, int]] = {}  # by anchor: the value, and the number of values in it

    @property
    def is_over(self) -> bool:
        """Whether the rest of the text is not worth reading."""
        return self.too_deep is not None or (self.refusal is not None and self.refusal.fatal)

    def document(self) -> YamlDocument:
        for level in self.levels:  # A broken text leaves them open.
            self.spans.setdefault(level.location, Span(level.start, level.end, level.own_key))
        self.spans.setdefault((), Span(self.start, self.start, None))
        return YamlDocument(self.root, self.refusal, self.too_deep, self.spans, self.scalars, tuple(self.repeated), self.misread)

    def take(self, event: Any) -> None:
        kind = type(event)
        if issubclass(kind, yaml.CollectionEndEvent):
            self._close(event)
            return
        level = self.levels[-1] if self.levels else None
        if level is None:
            self.start = event.start_mark.index
        elif type(level.value) is dict and level.key is None:
            self._key(level, event)
            return
        location = () if level is None else _below(level)
        own_key = None if level is None else level.key_span
        if issubclass(kind, yaml.CollectionStartEvent):
            value: JSON = {} if kind is yaml.MappingStartEvent else []
            below = _Level(value, location, event, own_key)
            below.merges = level is not None and level.merges and type(value) is list
            self._add(level, value)
            self._open(below)
            return
        start, end = self._extent(event)
        self._note(location, Span(start, end, own_key))
        if kind is yaml.AliasEvent:
            # An anchor that is not closed yet contains itself.
            value, size = self.shared.get(event.anchor, (None, MAX_EXPANDED + 1))
            self.expanded += size
            self._refuse("yaml_alias", event, fatal=self.expanded > MAX_EXPANDED)
            self._add_alias(level, value)
        else:
            value, size = typed(event), 1 + len(event.value) // _VALUE_LENGTH
            self.scalars[location] = Scalar(start, end, event.style)
            other = read_as(value) if type(value) is str and event.tag is None and event.implicit[0] else None
            if other is not None:
                self.misread[location] = other
            self._add(level, value)
            if event.anchor:
                self.shared[event.anchor] = (value, size)
        if level is not None:
            self._grow(level, size, end)

    def _key(self, level: _Level, event: Any) -> None:
        level.key_span = self._extent(event)
        level.key = event.value if isinstance(event, yaml.ScalarEvent) else ""
        level.merges = level.key == _MERGE and event.style in (None, "")
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml_alias", event, fatal=False)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse("yaml_key", event, fatal=False)
            aside: JSON = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._open(_Level(aside, _below(level), event, level.key_span))
            return
        if event.anchor and isinstance(event, yaml.ScalarEvent):
            self.shared[event.anchor] = (event.value, 1)
        if level.key in level.inherited:
            level.inherited.discard(level.key)
        elif level.key in level.value:
            self.repeated.append(((*level.location, level.key), Span(*level.key_span, level.key_span)))

    def _open(self, level: _Level) -> None:
        if len(self.levels) == MAX_DEPTH and self.deep is None:
            self.deep = level.location
        if len(self.levels) == _DEEPEST:
            self.too_deep = self.deep
        else:
            self.levels.append(level)

    def _extent(self, event: Any) -> tuple[int, int]:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent) and (event.tag or event.anchor):
            start = content_start(self.text, start, end)
        return start, end

    def _add(self, level: _Level | None, value: JSON) -> None:
        if level is None:
            self.root = value
        elif level.key is None:
            level.value.append(value)
        else:
            level.value[level.key] = value
            level.key = level.key_span = None
            level.merges = False

    def _add_alias(self, level: _Level | None, value: JSON) -> None:
        if level is not None and level.merges and type(level.value) is dict and type(value) is dict:
            level.inherit(value)
            level.key = level.key_span = None
            level.merges = False
            return
        if level is not None:
            level.has_alias = True
        self._add(level, value)

    def _close(self, event: Any) -> None:
        level = self.levels.pop()
        # A collection without brackets has its end event where the next thing starts.
        end = event.end_mark.index if event.end_mark.index > event.start_mark.index else level.end
        self._note(level.location, Span(level.start, end, level.own_key))
        if level.anchor:
            self.shared[level.anchor] = (level.value, level.size)
        if self.levels:
            self._grow(self.levels[-1], level.size, end)
            if level.merges and level.has_alias and all(type(one) is dict for one in level.value):
                around = self.levels[-1]
                del around.value[_MERGE]
                for one in level.value:  # the first mapping that has a key decides
                    around.inherit(one)

    def _note(self, location: Location, span: Span) -> None:
        if len(location) <= MAX_DEPTH:
            self.spans[location] = span

    def _grow(self, level: _Level, size: int, end: int) -> None:
        level.size += size
        level.end = end

    def _refuse(self, reason: str, event: Any, *, fatal: bool) -> None:
        if self.refusal is None or (fatal and not self.refusal.fatal):
            self.refusal = Refusal(reason, event.start_mark.index, fatal)
