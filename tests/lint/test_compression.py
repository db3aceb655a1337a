"""Bodies in brotli and zstd are unpacked if one of their libraries is installed."""

import gzip
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from bs_validate.lint.readers.recordings import har
from bs_validate.lint.readers.recordings.body import TOO_LARGE
from bs_validate.lint.readers.recordings.coding import MIN_LIMIT, unpacked
from bs_validate.lint.readers.recordings.compression import CODINGS

TEXT = b'{"contacts": []}'
MODULES = [(coding, name) for coding, known in CODINGS.items() for name, _ in known.modules]


def _packed(coding: str, data: bytes) -> bytes:
    """Return bytes in a coding. The test is skipped if no library packs them."""
    if coding == "br":
        packed: bytes = pytest.importorskip("brotli", minversion="1.2").compress(data)
    else:
        packed = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd").compress(data)
    return packed


@pytest.mark.parametrize(("coding", "module"), MODULES)
def test_each_library_unpacks_a_body(coding: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other libraries of the coding are hidden. A body that was cut off, or is already text, is returned unchanged."""
    pytest.importorskip(module)
    packed = _packed(coding, TEXT)
    bomb = _packed(coding, b"[" * (MIN_LIMIT + 1))
    for one, name in MODULES:
        if one == coding and name != module:
            monkeypatch.setitem(sys.modules, name, None)
    assert unpacked(packed, f"gzip, {coding}") == (TEXT, "")
    assert unpacked(bomb, coding) == (b"", TOO_LARGE)
    assert unpacked(packed[:-3], coding)[0] != TEXT
    assert unpacked(TEXT, coding) == (TEXT, "")
    assert unpacked(b"\xff\xfe", coding) == (b"\xff\xfe", "")


def test_a_gzip_body_of_two_members_is_read_whole() -> None:
    """What is cut off in the second member, or is too large with it, is as in one member."""
    first, second = gzip.compress(TEXT[:5]), gzip.compress(TEXT[5:])
    assert unpacked(first + second) == (TEXT, "")
    assert unpacked(first + second[:-9]) == (first + second[:-9], "")
    assert unpacked(first + gzip.compress(b"[" * MIN_LIMIT)) == (b"", TOO_LARGE)
    assert unpacked(first + b"\r\n") == (TEXT[:5], "")


@pytest.mark.parametrize("module", [name for name, _ in CODINGS["zstd"].modules])
def test_a_zstd_body_of_two_frames_is_read_whole(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each library reads both frames."""
    pytest.importorskip(module)
    packed = _packed("zstd", TEXT[:5]) + _packed("zstd", TEXT[5:])
    for name, _ in CODINGS["zstd"].modules:
        if name != module:
            monkeypatch.setitem(sys.modules, name, None)
    assert unpacked(packed) == (TEXT, "")


@pytest.mark.parametrize("library", [None, SimpleNamespace(Decompressor=lambda: SimpleNamespace(process=lambda _: TEXT))])
def test_the_reason_for_a_missing_library_names_the_package(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library whose output cannot be limited counts as missing, too."""
    for _, name in MODULES:
        monkeypatch.setitem(sys.modules, name, library)
    assert unpacked(b"\xff\xfe", "br") == (b"\xff\xfe", "reading its coding (br) needs the package brotli 1.2")


def test_zstd_is_recognised_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No header is needed."""
    assert unpacked(_packed("zstd", TEXT)) == (TEXT, "")
    for _, name in MODULES:
        monkeypatch.setitem(sys.modules, name, None)
    assert unpacked(b"\x28\xb5\x2f\xfd\xff")[1] == "reading its coding (zstd) needs the package backports.zstd"


def test_the_coding_of_an_archived_body_is_in_its_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polly writes compressed bytes; browsers write the text, whatever the header says."""
    for _, name in MODULES:
        monkeypatch.setitem(sys.modules, name, None)

    def reason(text: str, **encoding: str) -> str:
        answered = {"headers": [{"name": "Content-Encoding", "value": "br"}], "content": {"text": text, **encoding}}
        (body,) = har.bodies({"log": {"entries": [{"request": {}, "response": answered}]}}) or []
        return body.unreadable

    assert reason("//4=", encoding="base64").startswith("reading its coding (br)")
    assert reason("e30=", encoding="base64") == reason("{}") == ""
