"""Find the schema for a document of unknown origin."""

from typing import NamedTuple

from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.representation import represented


class Identity(NamedTuple):
    """The schema for a document, what decided on it, and whether the document could just as well be another write."""

    schema: str
    decided_by: str
    uncertain: bool = False


def identify(document: JSON, file_name: str, catalog: Catalog) -> Identity | None:
    """Identify a document by its top-level key, then its file's name, then its content, or return None if it holds no resource.

    A write that could be a create or an update counts as a create. ``decided_by`` is ``"name"``, ``"content"`` or ``"default"``.
    """
    found = represented(document, file_name, catalog.envelopes)
    return None if found is None else Identity(*found)
