"""What there is to check: a file, or block after block of a long file of lines; compressed with gzip or not."""

from collections.abc import Iterator
from io import BufferedIOBase, BufferedReader
from typing import NamedTuple

from bs_validate.lint.discover import OPEN_FILES, STANDARD_INPUT, reason
from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import NDJSON, kind, sniffed

#: How much of a long file is handed over at once, in bytes.
BLOCK = 256 * 1024
#: The largest document, or line, that is read.
LARGEST = 512 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class Task(NamedTuple):
    """A file to check.

    ``data`` is its content, or None where it is still to be read; with a ``first_line``, it is a block of lines of the file that
    starts there.
    """

    file: str
    data: bytes | None = None
    first_line: int | None = None


def tasks_of(file: str) -> Iterator[Task | Trouble]:
    """Go through the tasks that a file gives: one, or one for each block of a file of lines."""
    known = kind(file)
    is_compressed = file.lower().endswith(".gz")
    if known not in (None, NDJSON) and not is_compressed:
        yield Task(file)
        return
    try:
        with open(0 if file == STANDARD_INPUT else file, "rb", closefd=file != STANDARD_INPUT) as opened:
            is_nameless = file == STANDARD_INPUT or file.startswith(OPEN_FILES)
            if opened.peek(len(_GZIP)).startswith(_GZIP) and (is_compressed or is_nameless):
                yield from _decompressed(file, opened, known)
            else:
                yield from _pieces(file, opened, known)
    except OSError as error:
        yield Trouble(file, reason(error))


def _decompressed(file: str, opened: BufferedReader, known: str | None) -> Iterator[Task | Trouble]:
    import gzip
    import zlib

    try:
        with gzip.GzipFile(fileobj=opened) as plain:
            yield from _pieces(file, plain, known)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        yield Trouble(file, "is damaged: what gzip has made ends or goes on otherwise")


def _pieces(file: str, opened: BufferedIOBase, known: str | None) -> Iterator[Task]:
    head = opened.read(BLOCK)
    if known == NDJSON or (known is None and sniffed(head) == NDJSON):
        yield from _blocks(file, head, opened)
    else:
        yield Task(file, head + opened.read(LARGEST))


def _blocks(file: str, head: bytes, opened: BufferedIOBase) -> Iterator[Task]:
    """Go through blocks of whole lines, each of about the same size."""
    line = 1
    parts: list[bytes] = []
    length = 0
    while head and length <= LARGEST:
        whole, end, rest = head.rpartition(b"\n")
        if end:
            block = b"".join((*parts, whole))
            yield Task(file, block, line)
            line += block.count(b"\n") + 1
            parts, length = [rest], len(rest)
        else:
            parts.append(rest)
            length += len(rest)
        head = opened.read(BLOCK)
    last = b"".join(parts)
    if last or line == 1:
        yield Task(file, last, line)
