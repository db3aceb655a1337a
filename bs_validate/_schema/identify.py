"""Which schema a document of unknown origin is to be checked against."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bs_validate._schema.catalog import Catalog

JSON = Any

#: Words of file names that name a representation; where several do, the first line that matches decides.
_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("read", frozenset({"answer", "created", "reply", "response", "responses", "updated"})),
    ("create", frozenset({"create", "post"})),
    ("update", frozenset({"patch", "put", "update"})),
    ("read", frozenset({"get", "index", "list", "read", "show"})),
    ("create", frozenset({"new"})),
    ("update", frozenset({"edit"})),
)


class Identity(NamedTuple):
    """Which schema a document is checked against, what decided so, and whether it might as well be another write."""

    schema: str
    decided_by: str
    uncertain: bool = False


def identify(document: JSON, file_name: str, catalog: Catalog) -> Identity | None:
    """Identify a document by its top-level key, then its file's name, then its content; None when it holds no resource.

    A write that could be either is taken as a create. ``decided_by`` is ``"name"``, ``"content"`` or ``"default"``.
    """
    representations = _representations(document, catalog)
    if not representations:
        return None
    if len(representations) == 1:
        return Identity(next(iter(representations.values())), "content")
    words = set(re.split("[^a-z]+", re.sub("([a-z])([A-Z])", r"\1 \2", file_name).lower()))
    for representation, names in _WORDS:
        if words & names and representation in representations:
            return Identity(representations[representation], "name")
    if "read" in representations and _is_read(document):
        return Identity(representations["read"], "content")
    first = "create" if "create" in representations else next(iter(representations))
    return Identity(representations[first], "default", "update" in representations)


def _representations(document: JSON, catalog: Catalog) -> Mapping[str, str]:
    """Return the schemas of the resource that a document holds, by representation."""
    if type(document) is not dict:
        return {}
    found: dict[str, dict[str, str]] = {}
    for schema in catalog:
        if schema.envelope is not None:
            found.setdefault(schema.envelope, {})[schema.representation] = schema.name
    return next((found[key] for key in document if key in found), {})


def _is_read(document: dict[str, JSON]) -> bool:
    """Say whether a document has what only the server writes: top-level links, or a record with an id and a time."""
    if type(document.get("links")) is dict:
        return True
    records = (record for value in document.values() if type(value) is list for record in value)
    return any(type(record) is dict and "id" in record and "created_at" in record for record in records)
