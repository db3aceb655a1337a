"""What a file holds: JSON documents in text, line by line, in YAML, and in recorded traffic, each with its places in the file."""

from bs_validate.lint.readers.document import Document, Places
from bs_validate.lint.readers.files import ENDINGS, JSON_TEXT, NDJSON, documents, form, kind, lines, sniffed

__all__ = ["ENDINGS", "JSON_TEXT", "NDJSON", "Document", "Places", "documents", "form", "kind", "lines", "sniffed"]
