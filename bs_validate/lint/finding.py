"""The results of linting: the findings of a file, each with its place, and the trouble with a path that was not checked."""

from typing import NamedTuple

from bs_validate._instance.location import dotted
from bs_validate.report import FieldError

#: The name under which findings in standard input are shown.
STDIN = "<stdin>"


class Finding(NamedTuple):
    """An error or warning and its place in a file.

    Lines and columns count from 1, columns in characters; the end is one past the last character. ``excerpt`` is the line with
    every value masked, or empty when excerpts were not asked for.
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


class Explanation(NamedTuple):
    """The schema that a document in a file is checked against, and the reason for that choice.

    ``schema`` is None for a document that is skipped, and empty for one that cannot be read. ``line`` is where the document
    starts; ``part`` names it in a file that holds several (``"request of POST /contacts"``).
    """

    line: int
    part: str
    schema: str | None
    decided_by: str


class Checked(NamedTuple):
    """The result for a file, or for a part of a long file: how many documents were checked and skipped, and the findings.

    ``explanations`` is empty when they were not asked for.
    """

    file: str
    documents: int
    skipped: int
    findings: tuple[Finding, ...]
    explanations: tuple[Explanation, ...] = ()


class Trouble(NamedTuple):
    """A path that could not be checked or fixed, and a sentence that says why."""

    path: str
    message: str


def subject(error: FieldError) -> str:
    """Return the name of the thing that an error is about: a field, a place around the resources, or the document."""
    return error.field or dotted(error.location) or "the document"
