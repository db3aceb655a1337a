"""Read the documents in the bytes of a file, by its syntax. The table has every syntax that is read."""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from bs_validate._instance.decode import decode
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import Beside, nothing_beside

JSON_TEXT = "JSON"
NDJSON = "NDJSON"
YAML = "YAML"
JSON5 = "JSON5"
ZIP = "ZIP"


class Syntax(NamedTuple):
    """A syntax of files.

    - ``endings``: the endings of the names of its files, in lower case.
    - ``beginning``: a pattern that matches at the beginning of its files, or None for one that only a name tells.
    - ``module``: the module beside this one that reads it; it is imported for the first such file.
    - ``reader``: the name of its function from the bytes of a file, and a function that reads files beside it, to documents.
    """

    name: str
    endings: tuple[str, ...]
    beginning: re.Pattern[bytes] | None
    module: str
    reader: str = "documents"


_YAML_BEGINNING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:#|---|%YAML|-\s|!tape\s|(?:[\w.$-]+|"[^"\n]*"|'[^'\n]*'):[ \t\r\n])""")
#: Matches the beginning of a cassette, which may be in a file without an ending: php-vcr writes such files.
CASSETTE_BEGINNING = re.compile(
    rb"""\s*(?:---\s+)?(?:-\s+request:\s|(?:http_)?interactions:\s|\[\s*\{\s*"request"|\{\s*"(?:http_)?interactions")"""
)
_BRU_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*meta[ \t]*\{[ \t]*\r?\n")
_REQUEST = rb"(?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?:https?://|/|\{\{)"
# Comments, variables and scripts may come before the first request. An unclosed script goes on to the end.
_HTTP_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<[ \t]*\{%(?:[^%]++|%(?!\}))*+(?:%\}|\Z)|(?:#|//|@|<[ \t]|import[ \t]|run[ \t])[^\n]*+)*+"
    rb"(?:" + _REQUEST + rb"|curl(?:\.exe)?[ \t\\])"
)
#: Matches the beginning of a tape of talkback.
_TAPE_BEGINNING = re.compile(rb"\s*\{\s*meta\s*:\s*\{")
# Hurl has lines of its own: the expected status, and the names of sections.
_HURL_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|#[^\n]*+)*+"
    + _REQUEST
    + rb"[\s\S]*?^(?:HTTP(?:/[0-9.]+)?[ \t]+(?:[0-9]{3}|\*)[ \t\r]*$|\[[A-Z][A-Za-z]+\])",
    re.MULTILINE,
)
#: The first bytes of a ZIP file.
ZIP_BEGINNING = b"PK\x03\x04"
#: The ending of the file that a ZIP file must have to be read. The names of the files in it are not compressed.
_ARCHIVE = b".har"
#: The syntaxes in the order in which their beginnings are tried. A file that is none of them is read as JSON.
SYNTAXES = (
    Syntax(JSON_TEXT, (".json", ".har"), None, "json_file"),
    Syntax(NDJSON, (".jsonl", ".ndjson"), None, "json_file", "line_documents"),
    Syntax("Bruno", (".bru",), _BRU_BEGINNING, "bru_file"),
    Syntax("Hurl", (".hurl",), _HURL_BEGINNING, "hurl_file"),
    Syntax("HTTP", (".http", ".rest"), _HTTP_BEGINNING, "http_file"),
    Syntax(YAML, (".yaml", ".yml"), _YAML_BEGINNING, "yaml_file"),
    Syntax(JSON5, (".json5",), _TAPE_BEGINNING, "json5"),
    Syntax(ZIP, (".har.zip",), re.compile(re.escape(ZIP_BEGINNING)), "har_zip"),
)
#: The endings of the files that are read inside a directory.
ENDINGS = tuple(ending for syntax in SYNTAXES for ending in syntax.endings)
_BY_NAME = {syntax.name: syntax for syntax in SYNTAXES}


def kind(file: str) -> str | None:
    """Return the syntax that the name of a file tells, compressed or not, or None if the name tells nothing."""
    name = file.lower().removesuffix(".gz")
    return next((syntax.name for syntax in SYNTAXES if name.endswith(syntax.endings)), None)


def documents(file: str, data: bytes, beside: Beside = nothing_beside) -> Iterable[Document]:
    """Return the documents of a file; ``beside`` reads the files that it refers to.

    Raises ``Unreadable`` for a ZIP file that cannot be unpacked, and nothing else.
    """
    syntax = _BY_NAME[form(file, data)]
    reader: Callable[[bytes, Beside], Iterable[Document]]
    reader = getattr(import_module(f"{__package__}.{syntax.module}"), syntax.reader)
    return reader(data, beside)


def form(file: str, data: bytes) -> str:
    """Return the syntax of a file, by its name, or by its beginning if the name tells nothing or something else."""
    if data.startswith(ZIP_BEGINNING) and _ARCHIVE in data:  # whatever its name: nothing else begins so
        return ZIP
    return kind(file) or sniffed(data)


def sniffed(data: bytes) -> str:
    """Return the syntax of a file by its beginning."""
    begins = (syntax.name for syntax in SYNTAXES if syntax.beginning is not None and syntax.beginning.match(data))
    found = next(begins, JSON_TEXT)
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if found == JSON_TEXT and rest.strip() and first.startswith((b"{", b"[")):
        second = rest.lstrip().partition(b"\n")[0]
        return NDJSON if decode(first).readable and decode(second).readable else JSON_TEXT
    return found
