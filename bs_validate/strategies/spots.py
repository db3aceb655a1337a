"""Find the places in the documents of a schema, and draw a document around a value at one of them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate.strategies import texts, values
from bs_validate.strategies.branches import Branch, branches, combined, item_schemas, kinds, members, tolerated


class Planted(NamedTuple):
    """A value with a fault in it, and the location of the fault."""

    value: JSON
    location: Location


Around = Callable[[SearchStrategy[Planted]], SearchStrategy[Planted]]


class Spot(NamedTuple):
    """A place, with ``*`` for any index or undocumented name, and the branch that holds there.

    ``around`` takes a strategy for the value at the place, and draws the whole document around it.
    """

    place: tuple[str, ...]
    branch: Branch
    around: Around


def spots(schema: dict[str, JSON]) -> Iterator[Spot]:
    """Yield the places in the documents of a schema, each once for each way that leads to it."""
    return _spots(branches(schema), (), lambda planted: planted)


def _spots(ways: list[Branch], place: tuple[str, ...], around: Around) -> Iterator[Spot]:
    for way in ways:
        if kinds(way) and not kinds(way) - tolerated(way):
            continue
        yield Spot(place, way, around)
        yield from _in_object(way, place, around)
        part = item_schemas(way)
        if part.asserted:
            yield from _spots(combined(part), (*place, "*"), _in_list(way, around))


def _in_object(way: Branch, place: tuple[str, ...], around: Around) -> Iterator[Spot]:
    found = members(way)
    named = {name: values.parts(part) for name, part in found.named.items()}

    def member(name: str) -> Around:
        rest = cache(lambda: values.members_of(found, named, without=name))

        def inside(planted: SearchStrategy[Planted]) -> SearchStrategy[Planted]:
            return around(st.builds(lambda others, one: _with(others, name, one), rest(), planted))

        return inside

    def other(planted: SearchStrategy[Planted]) -> SearchStrategy[Planted]:
        names = st.text(texts.characters, max_size=8).filter(lambda name: name not in named)
        return around(st.builds(_with, values.members_of(found, named), names, planted))

    for name, part in found.named.items():
        yield from _spots(combined(part), (*place, name), member(name))
    if found.others is not None and found.others.asserted:
        yield from _spots(combined(found.others), (*place, "*"), other)


def _with(others: dict[str, JSON], name: str, planted: Planted) -> Planted:
    return Planted({**others, name: planted.value}, (name, *planted.location))


def _in_list(way: Branch, around: Around) -> Around:
    others = cache(lambda: values.list_of(way, fewer=1))

    def inside(planted: SearchStrategy[Planted]) -> SearchStrategy[Planted]:
        return around(st.builds(_inserted, others(), st.integers(0, 3), planted))

    return inside


def _inserted(others: list[JSON], index: int, planted: Planted) -> Planted:
    index = min(index, len(others))
    return Planted([*others[:index], planted.value, *others[index:]], (index, *planted.location))
