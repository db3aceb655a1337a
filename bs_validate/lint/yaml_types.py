"""Warn about texts in YAML that other YAML readers do not read as text."""

from collections.abc import Iterable, Iterator

from bs_validate._check import issues
from bs_validate._check.issues import Issue
from bs_validate._schema.catalog import Schema
from bs_validate.lint.payloads import Bare
from bs_validate.lint.readers.document import Document
from bs_validate.report import FieldError


def yaml_types(
    document: Document, problems: Iterable[FieldError], schema: Schema, bare: Bare | None = None
) -> tuple[FieldError, ...]:
    """Return a warning for each plain scalar of a document that is text here but not for YAML 1.1 readers.

    ``problems`` are the other errors and warnings of the document, and ``bare`` the resources that it holds without an envelope.
    The value of a field that the server ignores has no warning.
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
    return issues.warnings(schema, doubts) if bare is None else tuple(_in_resources(doubts, schema, bare))


def _in_resources(doubts: Iterable[Issue], schema: Schema, bare: Bare) -> Iterator[FieldError]:
    """Yield the warnings of the doubts inside bare resources: their fields are those of a resource in its envelope."""
    depth = len(bare.locations[0])
    for doubt in doubts:
        if doubt.location[:depth] in bare.locations:
            inside = doubt._replace(location=(bare.envelope, 0, *doubt.location[depth:]))
            yield from (issues.relocated(one, doubt.location) for one in issues.warnings(schema, [inside]))
