"""Define the results of linting: findings with their places, the reason why a path was not checked, and which are wanted."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from bs_validate._instance.location import dotted
from bs_validate.report import FieldError

#: The name under which findings in standard input are shown.
STDIN = "<stdin>"


class FileFinding(NamedTuple):
    """An error or warning and its place in a file.

    Lines and columns count from 1, columns in characters; the end is one past the last character. ``excerpt`` is the line with
    every value masked, or empty when excerpts were not asked for. The message is empty if it will not be shown.

    - ``hint``: the end of the message, if that is a hint.
    - ``byte_columns``: both columns in bytes of UTF-8, if they were asked for and are known.
    - ``fix``: the text that belongs in the place, if that is unambiguous and was asked for.
    - ``times``: the number of findings of its severity that this one stands for.
    - ``document``: the position of its document among those of the file, or of the part of a file that was checked at once.
    - ``warnings``: the number of warnings that this error also stands for.
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
    hint: str = ""
    byte_columns: tuple[int, int] | None = None
    fix: str | None = None
    times: int = 1
    document: int = 0
    warnings: int = 0


class Wanted(NamedTuple):
    """The wanted parts of a result.

    Findings, worded in a language; excerpts of their lines; their columns in bytes; explanations of the decisions. The first
    ``most`` findings are listed, and the others are only counted. The first ``most_worded`` have a message and an excerpt.
    """

    findings: bool = True
    most: int | None = None
    locale: str = "en"
    excerpts: bool = False
    explanations: bool = False
    byte_columns: bool = False
    most_worded: int | None = None


FINDINGS = Wanted()


class Explanation(NamedTuple):
    """The schema that a document in a file is checked against, and the reason for that choice.

    ``schema`` is None for a document that is skipped, and empty for one that cannot be read. ``line`` is where the document
    starts; ``part`` names it in a file that holds several (``"request of POST /contacts"``).
    """

    line: int
    part: str
    schema: str | None
    decided_by: str


class Unlisted(NamedTuple):
    """A number of findings of a code that are not listed one by one: they are in a text, or nobody will see them."""

    code: str
    severity: str
    number: int


class Checked(NamedTuple):
    """The result for a file, or for a part of a long file: how many documents were checked and skipped, and the findings.

    - ``explanations``: empty when they were not asked for.
    - ``reasons``: the different reasons why documents were skipped, up to a few.
    - ``envelope``: the envelope that the documents lack, or empty.
    - ``unchecked``: the positions of the documents that were skipped, among all.
    - ``unlisted``: the numbers of findings, in place of the findings, if only they were asked for.
    - ``text``: the findings as lines of text, in place of the findings, if that was asked for.
    """

    file: str
    documents: int
    skipped: int
    findings: tuple[FileFinding, ...]
    explanations: tuple[Explanation, ...] = ()
    reasons: tuple[str, ...] = ()
    envelope: str = ""
    unchecked: tuple[int, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    text: str = ""


def numbers(found: Iterable[FieldError]) -> tuple[Unlisted, ...]:
    """Return the numbers of errors and warnings, by code and severity."""
    counted = Counter((one.code, one.severity) for one in found)
    return tuple(Unlisted(*one, number) for one, number in counted.items())


class Trouble(NamedTuple):
    """A path that could not be checked or fixed, and a sentence with the reason.

    ``is_shared``: the sentence names the file that is to blame, such as settings, and other paths may have the same reason.
    """

    path: str
    message: str
    is_shared: bool = False


def subject(error: FieldError) -> str:
    """Return the subject of an error: a field, a place around the resources, the document, or the request with it."""
    if error.code == "undocumented_field" and error.field in _LISTS_OF_NAMES and error.location == (error.field,):
        return f"a name in the parameter {error.field}"
    return error.field or dotted(error.location) or ("the request" if error.code in _ABOUT_REQUESTS else "the document")


#: The parameters of a URL that list names. A key of a document with such a name has no field, or is further inside.
_LISTS_OF_NAMES = frozenset({"fields", "include"})
#: The codes of warnings about how an operation was called, apart from those about a parameter.
_ABOUT_REQUESTS = frozenset({"plain_http", "singular_path", "undocumented_method"})
