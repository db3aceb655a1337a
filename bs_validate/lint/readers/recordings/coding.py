"""Decode recorded bodies: base64, hexadecimal digits, and packed bytes within a bound."""

import base64
import io
import json
import re
import zlib
from typing import Any

from bs_validate.lint.readers.recordings import compression
from bs_validate.lint.readers.recordings.body import DAMAGED, TOO_LARGE

JSON = Any

#: A packed body is taken for a bomb when it unpacks to more than this many times its size: JSON reaches about 20 times.
MAX_RATIO = 30
#: Up to this size, in bytes, a body may unpack whatever its ratio.
MIN_LIMIT = 256 * 1024

_HEXADECIMAL = re.compile("(?:[0-9a-f]{2})+")
_GZIP = b"\x1f\x8b"
#: The beginning of an Erlang term that is a binary; the length follows in four bytes.
_ERLANG_BINARY = b"\x83m"
#: White space in base64, which folds it.
_FOLDS = re.compile(rb"[ \t\r\n]+")
_ZSTD = b"\x28\xb5\x2f\xfd"


def from_base64(text: str | bytes) -> str | bytes:
    """Return the bytes of base64, or of a JSON array of base64 as Polly writes it; any other text unchanged.

    A text that a tool has decoded, and still calls base64, is such another text.
    """
    try:
        chunks = json.loads(text) if text[:1] in ("[", b"[") else [text]
        return b"".join(base64.b64decode(_FOLDS.sub(b"", _ascii(chunk)), validate=True) for chunk in chunks)
    except (RecursionError, TypeError, ValueError):
        return text


def _ascii(chunk: JSON) -> JSON:
    return chunk.encode("ascii") if type(chunk) is str else chunk


def from_hexadecimal(content: JSON) -> bytes | None:
    """Return the bytes of hexadecimal digits, or None for any other value.

    The digits are a text, a list of texts, or a list of texts that is itself written as a text of JSON.
    """
    if type(content) is str and content.startswith("["):
        try:
            content = json.loads(content)
        except (RecursionError, ValueError):
            return None
    chunks = [content] if type(content) is str else content
    if type(chunks) is list and chunks and all(type(chunk) is str and _HEXADECIMAL.fullmatch(chunk) for chunk in chunks):
        return bytes.fromhex("".join(chunks))
    return None


def from_erlang(data: str | bytes) -> str | bytes:
    """Return the bytes in an Erlang term that is a binary, as ExVCR writes them; anything else unchanged."""
    if type(data) is bytes and data.startswith(_ERLANG_BINARY) and int.from_bytes(data[2:6]) == len(data) - 6:
        return data[6:]
    return data


def unpacked(content: JSON, coding: str = "") -> tuple[JSON, str]:
    """Return a body as it was before it was packed, and the reason why it cannot be read, or an empty text.

    ``coding`` is the header Content-Encoding in lower case. A content that is not packed is returned unchanged.
    """
    data = content
    if type(content) is str and content.startswith("\x1f\x8b"):  # bytes that were written as Latin-1 characters
        try:
            data = content.encode("latin-1")
        except UnicodeEncodeError:
            return content, ""
    elif type(content) is str and content.startswith("\x1f\ufffd"):  # bytes that are lost
        return content, DAMAGED
    if type(data) is not bytes:
        return content, ""
    limit = max(MIN_LIMIT, MAX_RATIO * len(data))
    if not data.startswith(_GZIP) and "deflate" not in coding:
        return _otherwise_packed(data, coding, limit)
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            plain = unpacker.decompress(data, limit)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            return b"", TOO_LARGE
        if unpacker.unused_data.startswith(_GZIP):
            return _members(data, limit)
        return (plain, "") if unpacker.eof else (data, "")  # A body that was cut off is not JSON.
    return data, ""


def _members(data: bytes, limit: int) -> tuple[bytes, str]:
    """Return the content of all members of a gzip body, and the reason why it cannot be read, or an empty text.

    A gzip body is a series of members (RFC 1952, section 2.2). A body that was cut off is returned unchanged.
    """
    import gzip

    try:
        plain = gzip.GzipFile(fileobj=io.BytesIO(data)).read(limit + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        return data, ""
    return (plain, "") if len(plain) <= limit else (b"", TOO_LARGE)


def _otherwise_packed(data: bytes, coding: str, limit: int) -> tuple[bytes, str]:
    """Return a body that is in a coding of its header, and the reason why it cannot be read, or an empty text.

    A body that is text was unpacked by the tool, which kept the header.
    """
    names = re.split("[ ,]+", coding)
    name = "zstd" if data.startswith(_ZSTD) else next((one for one in (*compression.CODINGS, "compress") if one in names), None)
    if name is None or _is_text(data):
        return data, ""
    if name not in compression.CODINGS:
        return data, f"its coding ({name}) is not known"
    found = compression.unpacked(name, data, limit + 1)
    if isinstance(found, str):
        return data, found
    plain, is_whole = found
    return (plain, "") if is_whole and len(plain) <= limit else (b"", TOO_LARGE)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
