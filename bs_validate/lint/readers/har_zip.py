"""Read HTTP archives in a ZIP file together with the files that hold their bodies, as Playwright writes them."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from bs_validate._instance.decode import decode
from bs_validate.lint.readers import json_file
from bs_validate.lint.readers.document import Document, Unreadable
from bs_validate.lint.readers.recordings.body import DAMAGED, MISSING, OUTSIDE, TOO_LARGE, Beside, Stored

#: A ZIP file is taken for a bomb when it unpacks to more than this many times its size.
MAX_RATIO = 100
#: Up to this size, in bytes, a ZIP file may unpack whatever its ratio.
MIN_LIMIT = 1024 * 1024
#: The number of bytes that are unpacked in all: an archive may name the same file many times.
LARGEST_SUM = 128 * 1024 * 1024
#: The number of files in a ZIP file that are listed at all.
MOST_FILES = 100_000
_DAMAGED = "cannot be unpacked: the ZIP file is damaged or encrypted"
_ENTRY = b"PK\x01\x02"
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def documents(data: bytes, _: Beside) -> Iterable[Document]:
    """Return the bodies in the HTTP archive of a ZIP file. Raises ``Unreadable``, also for a ZIP file without one."""
    if data.count(_ENTRY) > MOST_FILES:
        return json_file.too_large()
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _ERRORS:
        raise Unreadable(_DAMAGED) from None
    beside = _beside(archive, min(LARGEST_SUM, max(MIN_LIMIT, MAX_RATIO * len(data))))
    name = next((name for name in sorted(archive.NameToInfo, key=_depth) if name.lower().endswith(".har")), None)
    if name is None:
        raise Unreadable("is a ZIP file without an HTTP archive (.har) in it: unpack it first")
    content, unreadable = beside(Stored(name))
    if unreadable == TOO_LARGE:
        return json_file.too_large()
    if unreadable:
        raise Unreadable(_DAMAGED)
    return json_file.decoded_documents(decode(content), beside)


def _depth(name: str) -> tuple[int, str]:
    return name.count("/"), name


def _beside(archive: zipfile.ZipFile, limit: int) -> Beside:
    """Return the function that reads the files in a ZIP file, up to a number of bytes in all."""
    left = limit

    def read(stored: Stored) -> tuple[bytes, str]:
        nonlocal left
        name = posixpath.normpath(posixpath.join(stored.folder, stored.name))
        if name.startswith(("/", "..")):
            return b"", OUTSIDE
        if name not in archive.NameToInfo:
            return b"", MISSING
        try:
            with archive.open(name) as opened:
                data = opened.read(left + 1)
        except _ERRORS:
            return b"", DAMAGED
        if len(data) > left:
            return b"", TOO_LARGE
        left -= len(data)
        return data, ""

    return read
