"""Read the documents in a file: payloads, recorded traffic and collections, each document with its places in the file."""

from bs_validate.lint.readers.document import Document, Places, Unreadable
from bs_validate.lint.readers.files import (
    CASSETTE_BEGINNING,
    ENDINGS,
    JSON_TEXT,
    NDJSON,
    YAML,
    ZIP,
    ZIP_BEGINNING,
    documents,
    form,
    kind,
    sniffed,
)
from bs_validate.lint.readers.json_file import lines

__all__ = [
    "CASSETTE_BEGINNING",
    "ENDINGS",
    "JSON_TEXT",
    "NDJSON",
    "YAML",
    "ZIP",
    "ZIP_BEGINNING",
    "Document",
    "Places",
    "Unreadable",
    "documents",
    "form",
    "kind",
    "lines",
    "sniffed",
]
