"""Split the input into tasks, one for each file or for each block of a long file of lines, and unpack gzip files."""

from collections.abc import Iterator
from io import BufferedIOBase, BytesIO
from typing import NamedTuple, Protocol

from bs_validate.lint.discover import STANDARD_INPUT
from bs_validate.lint.finding import Trouble
from bs_validate.lint.readers import JSON_TEXT, NDJSON, kind, sniffed
from bs_validate.lint.wording import sentence

#: The size of a block of lines, in bytes: worth a trip to another process, and small enough to keep many in memory.
BLOCK = 256 * 1024
#: The largest document, or line, that is read, in bytes: its values take about ten times that in memory.
LARGEST = 512 * 1024 * 1024
#: A gzip file is taken for a bomb when it unpacks to more than this many times its size. Real rows reach about 40 times.
MAX_RATIO = 100
#: Up to this size, in bytes, a gzip file may unpack whatever its ratio: lines that are all alike in a small fixture reach more.
MIN_LIMIT = 256 * 1024
#: The bytes that are read of a file at first. Most have fewer, and setting memory aside for a whole block would take longer.
_FIRST = 16 * 1024
#: The first bytes of a gzip file. No text begins so.
GZIP = b"\x1f\x8b"
#: The first bytes of files that the linter cannot read as text, whatever their name, each with the message about it.
_OTHERS = {
    b"\x28\xb5\x2f\xfd": "is compressed with Zstandard: unpack it first, as in `zstd -dc FILE | bs-validate lint -`",
    b"\xfd7zXZ\0": "is compressed with xz: unpack it first, as in `xz -dc FILE | bs-validate lint -`",
    b"BZh91AY&SY": "is compressed with bzip2: unpack it first, as in `bzip2 -dc FILE | bs-validate lint -`",
    b"PAR1": "is a Parquet file: check it with the adapters for tables",
    b"ARROW1": "is an Arrow file: check it with the adapters for tables",
    b"Obj\x01": "is an Avro file: convert it to NDJSON first",
    b"\x04\x22\x4d\x18": "is compressed with LZ4: unpack it first, as in `lz4 -dc FILE | bs-validate lint -`",
    b"7z\xbc\xaf\x27\x1c": "is a 7z archive: unpack it first",
    b"\0GITCRYPT\0": "is encrypted with git-crypt: run `git-crypt unlock` first",
    b"version https://git-lfs.github.com/spec/": "is a pointer of Git LFS, not the file itself: run `git lfs pull` first",
}
_LONGEST = max(map(len, _OTHERS))
#: What nearly every file of ours begins with.
_OF_TEXTS = (b"{", b"[", b"-", b"")


class Readable(Protocol):
    """A binary stream."""

    def read(self, size: int, /) -> bytes | None:
        """Return up to so many bytes, or nothing at the end."""


class Task(NamedTuple):
    """A file to check, or a block of lines of one.

    ``data`` is the content, or None when it is still to be read. ``first_line`` is the line of the file at which a block starts,
    or None when the task is the whole file. ``is_full`` says that enough findings of the file are known to fill its report.
    """

    file: str
    data: bytes | None = None
    first_line: int | None = None
    is_full: bool = False


def read_up_to(opened: Readable, limit: int) -> bytes:
    """Read a stream to its end, or up to a limit in bytes, with memory in proportion to the bytes read."""
    parts = []
    size = _FIRST
    while limit > 0 and (part := opened.read(min(limit, size))):
        parts.append(part)
        limit -= len(part)
        size = BLOCK
    return b"".join(parts)


def tasks_of(file: str, *, as_lines: bool = False) -> Iterator[Task | Trouble]:
    """Yield the tasks for a file: one, or one for each block of a file of lines. ``as_lines`` decides if the name does not."""
    known = kind(file)
    form = known or (NDJSON if as_lines else None)
    is_compressed = file.lower().endswith(".gz")
    if form not in (None, NDJSON) and not is_compressed:
        yield Task(file)
        return
    try:
        with open(0 if file == STANDARD_INPUT else file, "rb", closefd=file != STANDARD_INPUT) as opened:
            other = None if is_compressed else what_else(opened.peek(_LONGEST))
            if other is not None:
                yield Trouble(file, other)
            elif opened.peek(len(GZIP)).startswith(GZIP):
                yield from _decompressed(file, opened, form)
            else:
                yield from _pieces(file, opened, form)
    except OSError as error:
        yield Trouble(file, sentence(error))
    except MemoryError:
        yield Trouble(file, "is too large for the memory")


def what_else(data: bytes) -> str | None:
    """Return the message about a file that begins with these bytes, or None if it may be text or gzip."""
    if data[:1] in _OF_TEXTS:  # of nearly every file
        return None
    return next((words for first, words in _OTHERS.items() if data.startswith(first)), None)


def unpacked(file: str, data: bytes) -> bytes | Trouble:
    """Return the content of a gzip file whose name does not tell that it is one, as HTTP clients save an answer."""
    if not data.startswith(GZIP):
        return data
    found = next(_decompressed(file, BytesIO(data), JSON_TEXT))
    return found if isinstance(found, Trouble) else found.data or b""


def _decompressed(file: str, opened: BufferedIOBase, form: str | None) -> Iterator[Task | Trouble]:
    import gzip
    import zlib

    try:
        yield from _pieces(file, _Unpacked(opened), form)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        yield Trouble(file, "is damaged: the gzip data is cut off or does not match its checksum")
    except _BombError as bomb:
        yield Trouble(file, f"unpacks to more than {MAX_RATIO} times its size: nothing is read after {bomb.size:,} bytes")


class _BombError(Exception):
    """Raised if a gzip file unpacks to too many bytes. ``size`` is the number of compressed bytes that were read."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class _Unpacked:
    """The content of a gzip file, read in blocks up to a limit. Raises ``_BombError`` beyond it."""

    def __init__(self, packed: BufferedIOBase) -> None:
        import gzip

        self._packed = _Counted(packed)
        self._plain = gzip.GzipFile(fileobj=self._packed)  # type: ignore[call-overload]  # it only reads
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes."""
        part: bytes = self._plain.read(size)
        if self._size + len(part) > max(MIN_LIMIT, MAX_RATIO * self._packed.size):
            raise _BombError(self._size)
        self._size += len(part)
        return part


class _Counted:
    """A stream that counts the bytes that were read from it."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes."""
        data = self._stream.read(size)
        self.size += len(data)
        return data


def _pieces(file: str, opened: Readable, form: str | None) -> Iterator[Task]:
    head = read_up_to(opened, BLOCK)
    if form == NDJSON or (form is None and sniffed(head) == NDJSON):
        yield from _blocks(file, head, opened)
    else:
        yield Task(file, head + read_up_to(opened, LARGEST + 1))


def _blocks(file: str, head: bytes, opened: Readable) -> Iterator[Task]:
    """Yield blocks of whole lines with their ends, each of about the same size."""
    line = 1
    parts: list[bytes] = []
    length = 0
    while head and length <= LARGEST:
        whole, end, rest = head.rpartition(b"\n")
        if end:
            block = b"".join((*parts, whole, end))
            yield Task(file, block, line)
            line += block.count(b"\n")
            parts, length = [rest], len(rest)
        else:
            parts.append(rest)
            length += len(rest)
        head = read_up_to(opened, BLOCK)
    last = b"".join(parts)
    if last or line == 1:
        yield Task(file, last, line)
