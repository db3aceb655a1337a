"""Warn of the texts in YAML that other readers of YAML do not read as text."""

from collections.abc import Iterable

from bs_validate._check import issues
from bs_validate._check.issues import Issue
from bs_validate._schema.catalog import Schema
from bs_validate.lint.readers.document import Document
from bs_validate.report import FieldError


def yaml_types(document: Document, problems: Iterable[FieldError], schema: Schema) -> tuple[FieldError, ...]:
    """Return a warning for each plain scalar of a document that is text here, but not to readers of YAML 1.1.

    ``problems`` are the other errors and warnings of the document. The value of a field that the server ignores has no warning.
    """
    if not document.misread or not document.decoded.readable:
        return ()
    from bs_validate.lint.readers.yaml_11 import OTHER  # Only a YAML file needs its patterns.

    ignored = {one.location for one in problems if one.code == "read_only"}
    doubts = [
        Issue("yaml_type", location, {} if kind == OTHER else {"read_as": kind})
        for location, kind in document.misread.items()
        if not ignored or not any(location[:length] in ignored for length in range(1, len(location) + 1))
    ]
    return issues.warnings(schema, doubts)
