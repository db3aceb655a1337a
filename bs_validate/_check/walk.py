"""The faults of an invalid document, found and explained in one walk, in document order.

An engine's own errors carry sentences and copies of values that nobody asked for, and take longer to make than all else. So
where an engine decides quickly on a part, it is only asked which parts hold, down to the keywords that do not.
"""

from collections.abc import Mapping
from typing import Any

from bs_validate._check.explain import Refusal
from bs_validate._check.faults import Fault, one_fault_one_error
from bs_validate._check.plan import ITEMS, Node
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON

# Faster than by the names of a NamedTuple, which matters here: there are many.
_new: Any = tuple.__new__


def walk(node: Node, ranks: Mapping[str, int], document: JSON) -> list[Fault]:
    """Return the faults of a plain document, given the plan of its schema and the ranks of the fields, in document order."""
    found: list[Fault] = []
    _visit(node, ranks, document, (), [], found)
    return found


def _visit(node: Node, ranks: Mapping[str, int], value: JSON, location: Location, here: list[Fault], found: list[Fault]) -> None:
    """Add the faults at a value and below it to those found; ``here`` has what was said of it further up."""
    if not node.is_made:
        node.make()
    if node.is_conditional:
        _visit(node.settled(value), ranks, value, location, here, found)
        return
    inside: dict[str | int, list[Fault]] = {}
    kind = type(value)
    for holds, keyword, stated, schema, schema_location, explain in node.checks if kind in node.kinds else node.checks_with_type:
        if holds(value):
            continue
        for code, path, params in explain(_new(Refusal, (keyword, stated, value, schema))):
            if path:
                inside.setdefault(path[0], []).append(_new(Fault, (code, location + path, params, schema_location)))
            else:
                here.append(_new(Fault, (code, location, params, schema_location)))
    if here:
        found += one_fault_one_error(here)
    if kind is dict:
        _visit_object(node, ranks, value, location, inside, found)
    elif kind is list and ITEMS in node.children:
        items = node.children[ITEMS]
        for index, item in enumerate(value):
            if len(value) == 1 or not items.is_valid(item):
                _visit(items, ranks, item, (*location, index), [], found)


def _visit_object(
    node: Node,
    ranks: Mapping[str, int],
    value: dict[str, JSON],
    location: Location,
    inside: dict[str | int, list[Fault]],
    found: list[Fault],
) -> None:
    """Go through what an object has, and then what it lacks; ``inside`` has what was said of either, by name."""
    child_of = node.children.get
    is_open = node.is_open
    is_alone = len(value) == 1
    for name, item in value.items():
        child = child_of(name)
        if child is None and is_open:
            child = node.other(name)
        said = inside.pop(name, None) if inside else None
        if child is not None and (said or is_alone or not child.is_valid(item)):
            _visit(child, ranks, item, (*location, name), said or [], found)
        elif said:
            found += one_fault_one_error(said)
    if inside:
        missing = sorted(map(str, inside), key=lambda name: (ranks.get(name, 0), name))
        for name in missing:
            found += one_fault_one_error(inside[name])
