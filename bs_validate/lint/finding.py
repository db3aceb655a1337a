"""What a run of the linter comes to: findings with their place, per file."""

from typing import NamedTuple

from bs_validate._instance.location import dotted
from bs_validate.report import FieldError

#: What standard input is called where a file is.
STDIN = "<stdin>"


class Finding(NamedTuple):
    """An error or warning and its place: lines and columns count from 1, columns in characters, the end is past the last one.

    ``excerpt`` is the line with every value masked, or nothing when none was asked for.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    error: FieldError
    message: str
    schema: str
    excerpt: str


class Decision(NamedTuple):
    """What a document in a file was taken for: a schema, or None when it is not looked at, and why.

    ``line`` is where the document starts; ``what`` names it where a file holds several (``"request of POST /contacts"``).
    """

    line: int
    what: str
    schema: str | None
    decided_by: str


class Checked(NamedTuple):
    """What became of a file, or of a part of a long one: how many documents were checked and skipped, and what was found.

    ``decisions`` is empty when none were asked for.
    """

    file: str
    documents: int
    skipped: int
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...] = ()


class Trouble(NamedTuple):
    """A path that cannot be linted, and why."""

    path: str
    reason: str


def subject(error: FieldError) -> str:
    """Name what an error is about: its field, or what stands around the resources."""
    return error.field or dotted(error.location) or "the document"
