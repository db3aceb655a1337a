"""Read the documents in a file: JSON, JSON lines, YAML and recorded traffic, each document with its places in the file."""

from bs_validate.lint.readers.document import Document, Places
from bs_validate.lint.readers.files import ENDINGS, JSON_TEXT, NDJSON, YAML, documents, form, kind, lines, sniffed

__all__ = ["ENDINGS", "JSON_TEXT", "NDJSON", "YAML", "Document", "Places", "documents", "form", "kind", "lines", "sniffed"]
