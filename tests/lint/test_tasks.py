"""The tasks for a file have limits, even if the file is hostile."""

import bz2
import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from bs_validate.cli import lint_run
from bs_validate.cli.main import main
from bs_validate.lint import tasks as tasks_module
from bs_validate.lint.finding import Checked, Trouble, Wanted
from bs_validate.lint.run import FileChecker, paired
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.tasks import MAX_RATIO, MIN_LIMIT, Task, tasks_of
from bs_validate.report import FieldError
from bs_validate.validator import Validator
from support.command import run


def _size(tasks: list[Task | Trouble]) -> int:
    return sum(len(task.data or b"") for task in tasks if isinstance(task, Task))


@pytest.mark.parametrize("name", ["create.ndjson.gz", "create.json.gz", "create.yaml.gz"])
def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    """Nothing is read beyond the limit, and the finding says so."""
    packed = gzip.compress(b'{"hosts": []}\n' * 3_000_000)
    (tmp_path / name).write_bytes(packed)
    *tasks, last = tasks_of(str(tmp_path / name))
    assert isinstance(last, Trouble)
    assert last.message.startswith("unpacks to more than 100 times its size: nothing is read after ")
    assert _size(tasks) <= max(MIN_LIMIT, MAX_RATIO * len(packed)) < 3_000_000 * 14


def test_a_small_file_of_equal_lines_is_not_a_bomb(tmp_path: Path) -> None:
    """A small file may unpack to a quarter of a million bytes at any ratio."""
    data = b'{"hosts": []}\n' * (MIN_LIMIT // 14)
    (tmp_path / "create.ndjson.gz").write_bytes(gzip.compress(data))
    tasks = list(tasks_of(str(tmp_path / "create.ndjson.gz")))
    assert all(isinstance(task, Task) for task in tasks)
    assert _size(tasks) >= len(data) - len(tasks)


def test_a_small_file_of_broken_lines_gives_a_small_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report has the number of findings that are not shown, and the place at which reading stopped."""
    monkeypatch.setattr(tasks_module, "MIN_LIMIT", 20_000)
    monkeypatch.setattr(tasks_module, "BLOCK", 4_000)
    monkeypatch.setattr(lint_run, "MAX_FINDINGS", 1_000)
    (tmp_path / "create.ndjson.gz").write_bytes(gzip.compress(b"{\n" * 1_000_000)[:600])
    assert main(["lint", "--format", "json", str(tmp_path / "create.ndjson.gz")]) == 2
    captured = capsys.readouterr()
    shown = json.loads(captured.out)
    errors = shown["summary"]["errors"]
    assert len(shown["findings"]) == 1_000 < errors <= 30_000
    assert "create.ndjson.gz: unpacks to more than 100 times its size" in captured.err
    assert f"create.ndjson.gz: only the first 1,000 of {errors:,} findings are shown" in captured.err


@pytest.mark.parametrize("findings", [9, 10, 11])
def test_only_the_first_findings_of_a_file_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], findings: int
) -> None:
    """All of them count, in the summary and in a baseline; every file has its own bound."""
    monkeypatch.setattr(lint_run, "MAX_FINDINGS", 10)
    for name in ("a-create.ndjson", "b-create.ndjson"):
        (tmp_path / name).write_text('{"hosts": [\n' * findings)
    assert main(["lint", "--format", "json", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    shown = json.loads(captured.out)
    assert len(shown["findings"]) == 2 * min(findings, 10)
    assert shown["summary"]["errors"] == 2 * findings
    assert captured.err.count("only the first 10 of 11 findings are shown") == (2 if findings == 11 else 0)
    assert main(["lint", "--write-baseline", str(tmp_path / "known"), str(tmp_path)]) == 0
    assert f"written with {2 * findings} findings" in capsys.readouterr().err
    assert main(["lint", "--baseline", str(tmp_path / "known"), str(tmp_path)]) == 0


@pytest.mark.parametrize("options", [[], ["--strict"], ["--ignore", "email,phone_doubtful"], ["--jobs", "2"]])
def test_findings_that_are_not_shown_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    """The blocks after the last one shown are counted alike, with the severities and without the ignored codes."""
    contact = {"email": "x", "firstname": None, "phones": [{"number": "+33 1"}], "shoe_size": "a"}
    (tmp_path / "update.ndjson").write_text((json.dumps({"contacts": [contact]}) + "\n") * 50)
    monkeypatch.setattr(tasks_module, "BLOCK", 500)
    outcomes = []
    for most in (20, 100_000):
        monkeypatch.setattr(lint_run, "MAX_FINDINGS", most)
        assert main(["lint", *options, str(tmp_path)]) == 1
        outcomes.append(capsys.readouterr())
    (shown, told), (whole, _) = outcomes
    *lines, totals = whole.splitlines()
    assert shown.splitlines() == [*lines[:20], totals]
    assert f"only the first 20 of {len(lines)} findings are shown" in told


def test_findings_beyond_the_limit_get_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would see these messages."""
    (tmp_path / "update.ndjson").write_text('{"contacts": [{"email": "x"}]}\n' * 50)
    monkeypatch.setattr(tasks_module, "BLOCK", 500)
    monkeypatch.setattr(lint_run, "MAX_FINDINGS", 20)
    worded: list[str] = []
    message = FieldError.message

    def noted(error: FieldError, locale: str) -> str:
        worded.append(error.code)
        return message(error, locale)

    monkeypatch.setattr(FieldError, "message", noted)
    assert main(["lint", "--jobs", "1", str(tmp_path)]) == 1
    assert 20 <= len(worded) < 50


def test_a_task_of_a_full_file_has_numbers_in_place_of_findings(tmp_path: Path) -> None:
    """The rest of its result does not differ."""
    file = str(tmp_path / "create.ndjson")
    Path(file).write_text('{"contacts": [{"email": "x"}, {"email": "y"}]}\n{"hosts": []}\n{"other": 1}\n')
    validator = Validator()
    checker = FileChecker(validator, None, SettingsLookup(lambda: validator.catalog.names), Wanted())
    ((_, listed),) = paired([file], checker, 1)
    ((_, counted),) = paired([file], checker, 1, is_full=lambda name: name == file)
    assert isinstance(listed, Checked)
    assert isinstance(counted, Checked)
    numbers = Counter((one.error.code, one.error.severity) for one in listed.findings)
    assert numbers["email", "error"] == 2
    assert {one[:2]: one.number for one in counted.unlisted} == numbers
    assert counted._replace(unlisted=()) == listed._replace(findings=())


def test_a_task_of_a_full_file_has_findings_without_words_where_each_counts(tmp_path: Path) -> None:
    """A table of the fields needs all findings of a long file, and shows the messages of the first ones only."""
    file = str(tmp_path / "create.ndjson")
    Path(file).write_text('{"contacts": [{"email": "x"}]}\n{"contacts"\n')
    validator = Validator()
    checker = FileChecker(validator, None, SettingsLookup(lambda: validator.catalog.names), Wanted(most_worded=9))
    ((_, worded),) = paired([file], checker, 1)
    ((_, bare),) = paired([file], checker, 1, is_full=lambda name: name == file)
    assert isinstance(worded, Checked)
    assert isinstance(bare, Checked)
    assert {one.message for one in bare.findings} == {""}
    assert [(one.line, one.column, one.error.code) for one in bare.findings] == [
        (one.line, one.column, one.error.code) for one in worded.findings
    ]


WRONG = b'{"contacts": [{"email": "nope"}]}'


def _zip_file() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("create.json", WRONG)
    return written.getvalue()


BINARY = [
    (b"\x28\xb5\x2f\xfd\x04\x58", "is compressed with Zstandard: unpack it first"),
    (b"\xfd7zXZ\0\0", "is compressed with xz: unpack it first"),
    (bz2.compress(WRONG), "is compressed with bzip2: unpack it first"),
    (b"\x04\x22\x4d\x18\x64", "is compressed with LZ4: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c\0", "is a 7z archive: unpack it first"),
    (_zip_file(), "is a ZIP file: unpack it first"),
    (b"PAR1\x15", "is a Parquet file"),
    (b"\0GITCRYPT\0\xff", "is encrypted with git-crypt"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n", "is a pointer of Git LFS, not the file itself"),
]


@pytest.mark.parametrize("name", ["update.json", "update.yaml", "update.har", "update.json5", "update.http", "update.ndjson"])
def test_a_gzip_file_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    """HTTP clients save an answer under the name in its URL, compressed or not. A damaged one has the usual message."""
    content = b"PUT http://localhost/api/v3/contacts/1\n\n" + WRONG if name.endswith("http") else WRONG
    packed = gzip.compress(content)
    (tmp_path / name).write_bytes(packed)
    for path in (name, "."):
        for command in ("lint", "coverage"):
            done = run(command, "--format", "json", path, cwd=tmp_path)
            assert done.stderr == b""
            found = json.loads(done.stdout)
            if command == "lint":
                assert [one["code"] for one in found["findings"]] == ["email"]
            else:
                assert found["schemas"]["contact.update"]["fields"]["seen"] == 1
    for damaged in (packed[:-9], packed[:30] + packed[29:]):
        (tmp_path / name).write_bytes(damaged)
        done = run("lint", name, cwd=tmp_path)
        assert done.returncode == 2
        assert b"is damaged: the gzip data is cut off or does not match its checksum" in done.stderr


@pytest.mark.parametrize(("content", "said"), BINARY)
@pytest.mark.parametrize("name", ["update.json", "update.yml", "update.har", "update.http", "update.json.gz", "update"])
def test_a_named_file_that_is_not_text_is_named_as_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """The message says what the file is. A file that only a search finds may belong to other software."""
    (tmp_path / name).write_bytes(content)
    said = said if content[:2] != b"PK" or name != "update" else "is a ZIP file without an HTTP archive (.har) in it"
    for command in ("lint", "drift", "coverage"):
        done = run(command, name, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"bs-validate: {name}: {said}")
        assert b"not_json" not in done.stdout
        assert run(command, ".", cwd=tmp_path).returncode == 0
