"""Unpack bodies in brotli and zstd, with whichever of their libraries is installed, within a bound."""

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

#: Returns the bytes that some bytes unpack to, up to about a limit, and whether that is all. Raises what its library raises.
Unpack = Callable[[Any, bytes, int], tuple[bytes, bool]]


class Coding(NamedTuple):
    """A coding: the package to install for it, and the modules that unpack it. The first installed module is used."""

    package: str
    modules: tuple[tuple[str, Unpack], ...]


def _with_brotli(library: Any, data: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = library.Decompressor()
    return unpacker.process(data, output_buffer_limit=limit), unpacker.is_finished()


def _with_zstd(library: Any, data: bytes, limit: int) -> tuple[bytes, bool]:
    plain: bytes = library.ZstdFile(io.BytesIO(data)).read(limit)  # it reads all frames, and a decompressor only the first
    return plain, len(plain) < limit


def _with_zstandard(library: Any, data: bytes, limit: int) -> tuple[bytes, bool]:
    plain: bytes = library.ZstdDecompressor().stream_reader(data, read_across_frames=True).read(limit)
    return plain, len(plain) < limit  # it does not tell a body that was cut off, which is not JSON


#: The codings by their names in the header Content-Encoding. Python has zstd itself since version 3.14.
CODINGS = {
    "br": Coding("brotli 1.2", (("brotli", _with_brotli), ("brotlicffi", _with_brotli))),
    "zstd": Coding(
        "backports.zstd", (("compression.zstd", _with_zstd), ("backports.zstd", _with_zstd), ("zstandard", _with_zstandard))
    ),
}


def unpacked(coding: str, data: bytes, limit: int) -> tuple[bytes, bool] | str:
    """Return the bytes that a body unpacks to, up to about a limit, and whether that is all; or the reason why it cannot be read.

    A body that is not in the coding, or was cut off, is returned unchanged.
    """
    known = CODINGS[coding]
    for name, unpack in known.modules:
        try:
            library = import_module(name)
        except ImportError:
            continue
        try:
            plain, is_whole = unpack(library, data, limit)
        except TypeError:  # a version that cannot be held to a limit
            continue
        except Exception:  # noqa: BLE001  # each library has an error of its own
            return data, True
        return (plain, is_whole) if is_whole or len(plain) >= limit else (data, True)
    return f"reading its coding ({coding}) needs the package {known.package}"
