"""Tell quickly whether a document may have an undocumented field, so that warnings are computed only then."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from bs_validate._schema import tree
from bs_validate._schema.tree import Node
from bs_validate.validator import Validator

JSON = Any


class DocumentedNames(NamedTuple):
    """The documented names at a place, and those of the items of a list.

    ``inner`` has the names inside those that have any. ``is_listed`` is true if any other name is an undocumented field, and not
    an error or a record of a mapping.
    """

    names: frozenset[str]
    inner: Mapping[str, "DocumentedNames"]
    items: "DocumentedNames | None"
    is_listed: bool


def names_of(validator: Validator) -> Callable[[str], DocumentedNames]:
    """Return a function from the name of a schema to the names that are documented in its documents."""
    return cache(lambda schema: _names(tree.root(validator.catalog[schema].document)))


def _names(node: Node) -> DocumentedNames:
    every = node.possible()
    items = every.items()
    closing = ("additionalProperties", "patternProperties", "unevaluatedProperties")
    is_closed = any(keyword in schema for schema in every.schemas for keyword in closing)
    below = {name: _names(every.property(name)) for name in every.names}
    inner = {name: one for name, one in below.items() if one.names or one.items is not None}
    return DocumentedNames(frozenset(below), inner, _names(items) if items.roots else None, bool(below) and not is_closed)


def has_unknown(names: DocumentedNames, value: JSON) -> bool:
    """Return whether a document has a field that is not documented at its place."""
    if type(value) is list:
        items = names.items
        return items is not None and _have_unknown(items, value)
    return _have_unknown(names, (value,))


def _have_unknown(names: DocumentedNames, values: Iterable[JSON]) -> bool:
    """Return whether one of several values at the same place has a field that is not documented."""
    is_listed, documented, inner = names.is_listed, names.names, names.inner.items()
    for value in values:  # of each body, so neither generators nor a call for each value
        if type(value) is not dict:
            if type(value) is list and has_unknown(names, value):
                return True
            continue
        if is_listed and not documented.issuperset(value):
            return True
        for name, below in inner:
            item = value.get(name)
            if item and has_unknown(below, item):
                return True
    return False
