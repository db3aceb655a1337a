"""Find the schema for a document of unknown origin."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Catalog

#: Words in file names that name a representation; where several do, the first line that matches decides.
WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("read", frozenset({"answer", "created", "reply", "response", "responses", "updated"})),
    ("create", frozenset({"create", "post"})),
    ("update", frozenset({"patch", "put", "update"})),
    ("read", frozenset({"get", "index", "list", "read", "show"})),
    ("create", frozenset({"new"})),
    ("update", frozenset({"edit"})),
)


class Identity(NamedTuple):
    """The schema for a document, what decided on it, and whether the document could just as well be another write."""

    schema: str
    decided_by: str
    uncertain: bool = False


def identify(document: JSON, file_name: str, catalog: Catalog) -> Identity | None:
    """Identify a document by its top-level key, then its file's name, then its content, or return None if it holds no resource.

    A write that could be a create or an update counts as a create. ``decided_by`` is ``"name"``, ``"content"`` or ``"default"``.
    """
    representations = _representations(document, catalog)
    if not representations:
        return None
    if len(representations) == 1:
        return Identity(next(iter(representations.values())), "content")
    words = set(re.split("[^a-z]+", re.sub("([a-z])([A-Z])", r"\1 \2", file_name).lower()))
    for representation, names in WORDS:
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
    for name, envelope in catalog.envelopes.items():
        if envelope is not None:
            found.setdefault(envelope, {})[name.partition(".")[2]] = name
    return next((found[key] for key in document if key in found), {})


def _is_read(document: dict[str, JSON]) -> bool:
    """Return whether a document has something that only the server writes: top-level links, or a record with id and time."""
    if type(document.get("links")) is dict:
        return True
    records = (record for value in document.values() if type(value) is list for record in value)
    return any(type(record) is dict and "id" in record and "created_at" in record for record in records)
