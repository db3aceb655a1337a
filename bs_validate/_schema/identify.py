"""Find the schema for a document of unknown origin."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.representation import by_envelope, named, represented


class Identity(NamedTuple):
    """The schema for a document, the evidence that decided, and whether the document could also be another write."""

    schema: str
    decided_by: str
    uncertain: bool


def identify(document: JSON, file_name: str, catalog: Catalog) -> Identity | None:
    """Return the schema of a document by its top-level key, and the name of its file, its content, or its folder, in this order.

    Returns None if the document has no resource. A write that could be a create or an update counts as a create. ``decided_by``
    is ``"name"``, ``"content"``, ``"folder"`` or ``"default"``. ``file_name`` is a result of ``name_of``.
    """
    found = represented(document, _named(file_name), _by_envelope(catalog))
    return None if found is None else Identity(*found)


_named = lru_cache(maxsize=16)(named)  # a file of lines is one name for all its documents


@lru_cache(maxsize=4)
def _by_envelope(catalog: Catalog) -> Mapping[str, Mapping[str, str]]:
    return by_envelope(catalog.envelopes)
