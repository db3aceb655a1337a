"""HTTP archives in ZIP files: reading is limited, and never leaves the archive."""

import contextlib
import io
import json
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.finding import FINDINGS, Checked, Trouble, Wanted
from bs_validate.lint.readers import Unreadable, documents, har_zip
from bs_validate.lint.run import FileChecker, run
from bs_validate.lint.settings import SettingsLookup
from support.places import TESTS

VALIDATOR = Validator()
URL = "http://localhost/api/v3/contacts/1"
WRONG = b'{"contacts": [{"country_code": "UK"}]}'


def _har(*names: str) -> bytes:
    entries = [
        {"request": {"method": "PUT", "url": URL, "postData": {"mimeType": "", "_file": name}}, "response": {"status": 422}}
        for name in names
    ]
    return json.dumps({"log": {"entries": entries}}).encode()


def _zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def _lint(data: bytes, file: str = "a.har.zip") -> Checked:
    return check(file, documents(file, data), VALIDATOR, None, Wanted(explanations=True))


def _seen(checked: Checked) -> list[str]:
    """Return the codes of the findings, and why bodies were skipped."""
    skipped = [one.decided_by for one in checked.explanations if one.schema is None]
    return [one.error.code for one in checked.findings] + skipped


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("file", ["a.har.zip", "a.zip", "a", "a.har"])
def test_a_body_in_the_archive_is_checked(file: str, compression: int) -> None:
    """The finding is at the name of the body's file, whatever the name and the compression of the archive."""
    har = _har("x.dat")
    (finding,) = _lint(_zip({"har.har": har, "x.dat": WRONG}, compression), file).findings
    assert finding.error.code == "choice"
    assert finding.column == har.index(b'"x.dat"') + 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x.dat", "its file is not in the directory of the recording"),
        ("a/../../x.dat", "its file is not in the directory of the recording"),
        ("/etc/passwd", "its file is not in the directory of the recording"),
        ("none.dat", "its file is missing or cannot be read"),
        ("", "its file is missing or cannot be read"),
        ("\0", "its file is missing or cannot be read"),
    ],
)
def test_a_name_that_leads_out_is_not_read(name: str, reason: str) -> None:
    """The archive may even contain a file with that name."""
    assert _seen(_lint(_zip({"har.har": _har(name), "../x.dat": WRONG, "/etc/passwd": WRONG}))) == [reason]


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        ({"har.har": b"{"}, ["not_json"]),
        ({"har.har": b"{}"}, ["no known resource in it"]),
        ({"har.har": b" " * 20_000_000}, ["not_representable"]),
        ({"har.har": _har("x", "x"), "x": b'{"contacts": []}' + b" " * 20_000_000}, ["not_representable"] * 2),
        ({"har.har": _har("x"), "x": b"[" * 100_000}, ["not_json"]),
    ],
)
def test_reading_a_hostile_archive_is_limited(files: dict[str, bytes], seen: list[str]) -> None:
    """A bomb is not unpacked."""
    assert _seen(_lint(_zip(files))) == seen


def test_many_names_of_one_file_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is for the sum of everything that is unpacked."""
    monkeypatch.setattr(har_zip, "MIN_LIMIT", 2_000)
    monkeypatch.setattr(har_zip, "MAX_RATIO", 0)
    monkeypatch.setattr(har_zip, "LARGEST_SUM", 2_000)
    har = _har("x", "x", "x", "x")
    codes = _seen(_lint(_zip({"har.har": har, "x": WRONG + b" " * ((2_000 - len(har)) // 2 - len(WRONG))})))
    assert codes == ["choice", "choice", "not_representable", "not_representable"]


def test_an_archive_with_too_many_files_is_not_listed() -> None:
    """A hundred thousand names take a second to list."""
    start = time.process_time()
    assert _seen(_lint(b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000)) == ["not_representable"]
    assert time.process_time() - start < 2


def _encrypted() -> bytes:
    data = bytearray(_zip({"har.har": _har("x")}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + at, 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "cannot be unpacked: the ZIP file is damaged or encrypted"),
        (b"not a ZIP file", "cannot be unpacked: the ZIP file is damaged or encrypted"),
        (_encrypted(), "cannot be unpacked: the ZIP file is damaged or encrypted"),
        (_zip({"har.har": b"{}"})[:-30], "cannot be unpacked: the ZIP file is damaged or encrypted"),
        (_zip({}), "is a ZIP file without an HTTP archive (.har) in it: unpack it first"),
        (_zip({"readme.txt": b"x"}), "is a ZIP file without an HTTP archive (.har) in it: unpack it first"),
    ],
    ids=["start", "text", "locked", "cut", "empty", "other"],
)
def test_an_archive_that_cannot_be_read_is_reported(data: bytes, reason: str, tmp_path: Path) -> None:
    """It is trouble, as a damaged gzip file is, and is not passed over in a directory either."""
    file = str(tmp_path / "a.har.zip")
    Path(file).write_bytes(data)
    for paths in (frozenset([file]), frozenset([str(tmp_path)])):
        checker = FileChecker(VALIDATOR, None, SettingsLookup(lambda: VALIDATOR.catalog.names), FINDINGS, paths)
        assert list(run([file], checker, 1)) == [Trouble(file, reason)]


@given(st.randoms(use_true_random=False))
def test_a_damaged_archive_does_not_raise(chance: Any) -> None:
    """A damaged archive gives findings or none, or cannot be unpacked."""
    data = bytearray((TESTS / "recordings" / "playwright-post.har.zip").read_bytes())
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(Unreadable):
        assert _lint(bytes(data)).file == "a.har.zip"
