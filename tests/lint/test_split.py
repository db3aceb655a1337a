"""The command splits files of lines into good and bad lines, and holds the shares of errors against limits."""

import bz2
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bs_validate import validate_json
from bs_validate.cli.main import main
from bs_validate.lint import run as run_module
from bs_validate.lint import tasks as tasks_module

GOOD = b'{"contacts": [{"zip": "44147",  "city": "\xc5\x81\xc3\xb3d\xc5\xba"}]}'
WRONG = b'{"contacts": [{"email": "secret value", "phones": [{"label": "a", "number": "x"}]}]}'
DOUBTFUL = b'{"contacts": [{"website": ""}]}'
LINES = [GOOD + b"\r\n", WRONG + b"\n", b"\n", b" \t\r\n", DOUBTFUL + b"\n", b"{\n", b"\xff\xfe\n", b'{"other": 1}\n', GOOD]
LINT = ["lint", "--as", "contact.update", "--format", "concise"]


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of lines in the current directory."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "rows.ndjson"
    file.write_bytes(b"".join(LINES))
    return file


def _parts(folder: Path) -> tuple[bytes, bytes, list[dict[str, Any]]]:
    findings = (folder / "findings.ndjson").read_text(encoding="utf-8").splitlines()
    return (folder / "good.ndjson").read_bytes(), (folder / "bad.ndjson").read_bytes(), list(map(json.loads, findings))


@pytest.mark.usefixtures("rows")
def test_lines_are_split_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line N of the findings is about line N of the bad lines, and has no value; a warning does not make a line bad."""
    assert main([*LINT, "--split", "out", "rows.ndjson"]) == 1
    good, bad, findings = _parts(tmp_path / "out")
    assert good == LINES[0] + LINES[4] + LINES[8]
    assert bad == LINES[1] + LINES[5] + LINES[6] + LINES[7]
    assert [one["line"] for one in findings] == [2, 6, 7, 8]
    assert [[found["code"] for found in one["findings"]] for one in findings[:3]] == [
        ["email", "phone"],
        ["not_json"],
        ["not_json"],
    ]
    assert findings[0]["findings"][1]["field"] == "phones.0.number"
    assert "secret" not in json.dumps(findings)
    assert "out: good.ndjson has 3 lines, bad.ndjson has 4 lines\n" in capsys.readouterr().err
    assert sorted(os.listdir("out")) == ["bad.ndjson", "findings.ndjson", "good.ndjson"]
    assert all((tmp_path / "out" / name).stat().st_mode & 0o077 == 0 for name in os.listdir("out"))


@pytest.mark.usefixtures("rows")
def test_a_line_that_is_not_checked_is_not_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such a line is among the bad ones. ``--strict`` also moves lines with warnings there, and ``--ignore`` takes them out."""
    main(["lint", "--split", "out", "--strict", "--ignore", "email,phone,required", "rows.ndjson"])
    good, _, findings = _parts(tmp_path / "out")
    assert good == LINES[0] + LINES[1] + LINES[8]
    assert [(one["line"], one.get("skipped")) for one in findings if not one["findings"]] == [(8, ["no known resource in it"])]
    assert "out: 1 line in bad.ndjson could not be checked: --as NAME" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_blocks_of_files_and_processes_change_nothing(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    """Two files are split, one of them in gzip, with a byte order mark and without a last line end.

    Each line is whole, and none is lost.
    """
    monkeypatch.setattr(tasks_module, "BLOCK", 100)
    monkeypatch.setattr(run_module, "FEW", 2)
    whole = rows.read_bytes()
    (tmp_path / "more.ndjson.gz").write_bytes(gzip.compress(b"\xef\xbb\xbf" + whole))
    main([*LINT, "--jobs", jobs, "--split", "out", "more.ndjson.gz", "rows.ndjson"])
    good, bad, findings = _parts(tmp_path / "out")
    assert good == (LINES[0] + LINES[4] + LINES[8] + b"\n") + (LINES[0] + LINES[4] + LINES[8])
    assert bad == (LINES[1] + LINES[5] + LINES[6] + LINES[7]) * 2
    assert [(one["file"], one["line"]) for one in findings[3:5]] == [("more.ndjson.gz", 8), ("rows.ndjson", 2)]
    assert all(validate_json(line.strip(), "contact.update").valid for line in good.splitlines())


def test_standard_input_is_read_as_lines(tmp_path: Path) -> None:
    """Even a single line is read so, also if all results are written to files."""
    command = [sys.executable, "-m", "bs_validate", *LINT, "--split", "out", "-"]
    subprocess.run(command, input=GOOD, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603  # ours
    assert _parts(tmp_path / "out") == (GOOD, b"", [])


@pytest.mark.usefixtures("rows")
def test_nothing_is_written_when_lines_were_not_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, one without lines, or one that would be replaced keeps all outputs as they were."""
    main([*LINT, "--split", "out", "rows.ndjson"])
    before = _parts(tmp_path / "out")
    (tmp_path / "one.json").write_bytes(GOOD)
    for arguments, reason in (
        (["none.ndjson"], "no such file or directory"),
        (["one.json"], "one.json: cannot be split, because it does not have one document on each line"),
        (["out"], "out/bad.ndjson would be read and replaced"),
    ):
        assert main([*LINT, "--split", "out", "rows.ndjson", *arguments]) == 2
        assert reason in capsys.readouterr().err
        assert _parts(tmp_path / "out") == before
        assert len(os.listdir("out")) == 3
    assert main([*LINT, "--split", "rows.ndjson", "rows.ndjson"]) == 2
    assert "--split: rows.ndjson: cannot be written" in capsys.readouterr().err


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_no_report_takes_the_place_of_the_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str) -> None:
    """Such a report would replace the lines after they were written."""
    assert main([*LINT, "--split", "out", option, "out/../out/good.ndjson", "rows.ndjson"]) == 2
    assert "out/../out/good.ndjson would be written twice: choose another file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("rows")
def test_a_directory_in_the_place_of_a_file_is_told_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Otherwise, one file of three would be replaced before that is noticed."""
    (tmp_path / "out" / "bad.ndjson").mkdir(parents=True)
    assert main([*LINT, "--split", "out", "rows.ndjson"]) == 2
    written = capsys.readouterr()
    assert written.err == "bs-validate: --split: out: cannot be written: bad.ndjson is a directory\n"
    assert written.out == ""
    assert os.listdir("out") == ["bad.ndjson"]


def test_byte_order_marks_inside_a_file_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``cat`` leaves them there; the API refuses them. A mark alone stays, so that findings belong to their lines."""
    monkeypatch.chdir(tmp_path)
    mark = b"\xef\xbb\xbf"
    (tmp_path / "rows.ndjson").write_bytes(mark + GOOD + b"\n" + mark + GOOD + b"\n" + mark + b"\n" + mark + WRONG + b"\n")
    main([*LINT, "--split", "out", "rows.ndjson"])
    good, bad, findings = _parts(tmp_path / "out")
    assert good == (GOOD + b"\n") * 2
    assert bad == mark + b"\n" + WRONG + b"\n"
    assert [one["line"] for one in findings] == [3, 4]


def test_gzip_is_known_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A download may keep the name without ``.gz``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.ndjson").write_bytes(gzip.compress(GOOD + b"\n" + WRONG + b"\n"))
    assert main([*LINT, "--split", "out", "rows.ndjson"]) == 1
    assert _parts(tmp_path / "out")[0] == GOOD + b"\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"\x28\xb5\x2f\xfd\x04\x58",
            "is compressed with Zstandard: unpack it first, as in `zstd -dc FILE | bs-validate lint -`",
        ),
        (b"\xfd7zXZ\0\0", "is compressed with xz"),
        (bz2.compress(GOOD), "is compressed with bzip2"),
        (b"PAR1\x15\x04", "is a Parquet file: check it with the adapters for tables"),
        (b"ARROW1\0\0", "is an Arrow file"),
        (b"Obj\x01\x04", "is an Avro file"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--split", "out"]])
def test_an_export_that_is_not_text_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    said: str,
    options: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its bytes are not reported as lines, and the exit status is 2, whatever the name of the file."""
    monkeypatch.chdir(tmp_path)
    for name in ("rows.data", "rows.ndjson"):
        (tmp_path / name).write_bytes(content)
        assert main([*LINT, *options, name]) == 2
        written = capsys.readouterr()
        assert f"{name}: {said}" in written.err
        assert "not_json" not in written.out


def _started(folder: Path) -> "subprocess.Popen[bytes]":
    """Return a run that has read a line and waits for more."""
    before = set(_temporary(folder))
    command = [sys.executable, "-m", "bs_validate", *LINT, "--split", "out", "-"]
    run = subprocess.Popen(  # noqa: S603  # ours
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdin is not None
    run.stdin.write(GOOD + b"\n")
    run.stdin.flush()
    until = time.monotonic() + 30
    while len(set(_temporary(folder)) - before) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.3)  # until it waits
    return run


def _temporary(folder: Path) -> list[str]:
    out = folder / "out"
    return [name for name in os.listdir(out) if name.endswith(".tmp")] if out.is_dir() else []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_cancelled_run_leaves_nothing(tmp_path: Path, name: str) -> None:
    """CI servers send such a signal before they kill a job."""
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # nohup ignores SIGHUP, and the run would inherit that
    try:
        run = _started(tmp_path)
    finally:
        signal.signal(number, before)
    run.send_signal(number)
    _, complaint = run.communicate(timeout=30)
    assert run.returncode == 128 + number
    assert b"out: nothing was written to it, because the run was stopped" in complaint
    assert os.listdir(tmp_path / "out") == []


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    """The files of a run that goes on are left alone, and so are other files."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".good.ndjson.tmp").touch()
    killed = _started(tmp_path)
    killed.kill()
    killed.communicate(timeout=30)
    left = set(_temporary(tmp_path))
    assert len(left) == 4
    running = _started(tmp_path)
    assert set(_temporary(tmp_path)) & left == {".good.ndjson.tmp"}
    test_standard_input_is_read_as_lines(tmp_path)
    assert len(_temporary(tmp_path)) == 4
    running.communicate(WRONG, timeout=30)
    assert _parts(tmp_path / "out")[:2] == (GOOD + b"\n", WRONG)
    assert _temporary(tmp_path) == [".good.ndjson.tmp"]


def test_a_closed_output_is_told(tmp_path: Path) -> None:
    """``| head`` ends the run, and the lines are not split."""
    (tmp_path / "rows.ndjson").write_bytes((WRONG + b"\n") * 5000)
    command = [sys.executable, "-m", "bs_validate", *LINT, "--split", "out", "rows.ndjson"]
    run = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603  # ours
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    complaint = run.stderr.read()
    assert run.wait(timeout=30) == 2
    run.stderr.close()
    assert b"out: nothing was written to it" in complaint
    assert os.listdir(tmp_path / "out") == []


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--fail-over", "60%"], 0, "within their limits"),
        (["--fail-over", "50%"], 1, "57.1% of the documents (4 of 7) have an error; the limit is 50%"),
        (["--fail-over", "50%", "--exit-zero"], 0, "the limit is 50%"),
        (["--fail-over", "60%", "--fail-over", "email=10%"], 1, "14.3% of the documents (1 of 7) have an error in email; "),
        (["--fail-over", "60%", "--fail-over", ":blank=1"], 0, "within their limits"),
        (["--fail-over", "60%", "--fail-over", ":url_doubtful=0"], 0, "within their limits"),
        (
            ["--fail-over", "60%", "--fail-over", ":undocumented_field=10"],
            1,
            "14.3% of the documents (1 of 7) have the warning undocumented_field; the limit is 10%",
        ),
        (["--fail-over", "60%", "--jobs", "0"], 2, "is not a number of at least 1"),
        (["--fail-over", "1.5.2"], 2, "--fail-over: '1.5.2' is not a limit"),
        (["--fail-over", "emial=1"], 2, "--fail-over: unknown field 'emial': did you mean 'email'?"),
        (["--fail-over", ":emial=1"], 2, "--fail-over: unknown code 'emial': did you mean 'email'?"),
    ],
)
def test_the_exit_status_depends_on_limits(
    capsys: pytest.CaptureFixture[str], options: list[str], status: int, said: str
) -> None:
    """Errors within their limits are shown, and do not make the run fail."""
    assert main([*LINT, "rows.ndjson", *options]) == status
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fail-over", "60%"], ["<p>The shares of documents with errors are within their limits.</p>"]),
        (
            ["--fail-over", "50%", "--fail-over", "email=1%"],
            [
                "<p>57.1% of the documents (4 of 7) have an error; the limit is 50%.</p>",
                "<p>14.3% of the documents (1 of 7) have an error in email; the limit is 1%.</p>",
            ],
        ),
        ([], []),
    ],
)
def test_the_page_tells_about_the_limits(tmp_path: Path, options: list[str], said: list[str]) -> None:
    """Whoever reads it later need not see standard error."""
    main(["lint", "--as", "contact.update", *options, "--output", "report.html", "rows.ndjson"])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(one in page for one in said)
    assert ("limit" in page.partition("<dl")[0].partition("<header>")[2]) == bool(said)


def test_settings_have_limits_for_their_own_files(rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files without limits fail with their first error, and the option replaces the limits of all settings."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "rows.ndjson").write_bytes(rows.read_bytes())
    (tmp_path / "a" / ".bs-validate.toml").write_text('fail-over = ["60%"]')
    assert main([*LINT, "a"]) == 0
    assert main([*LINT, "a", "rows.ndjson"]) == 1
    assert main([*LINT, "a", "rows.ndjson", "--fail-over", "60"]) == 0
    assert main([*LINT, "a", "--fail-over", "1"]) == 1
    for wrong, reason in (
        ('"1%"', "must be an array of limits"),
        ('["a=b"]', "'a=b' is not a limit"),
        ('["b=1"]', "unknown field 'b'"),
    ):
        (tmp_path / "a" / ".bs-validate.toml").write_text(f"fail-over = {wrong}")
        capsys.readouterr()
        assert main([*LINT, "a"]) == 2
        assert f"a/.bs-validate.toml: fail-over: {reason}" in capsys.readouterr().err


@pytest.mark.usefixtures("rows")
def test_statistics_have_a_table_by_field(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The table is in the text, in the JSON, and at the top of the page."""
    main([*LINT, "--statistics", "rows.ndjson"])
    table = [line.split() for line in capsys.readouterr().out.partition("\n\n")[2].splitlines()]
    assert table[0] == ["FIELD", "CODE", "SEVERITY", "FINDINGS", "DOCUMENTS", "SHARE", "FIRST"]
    assert ["phones.*.number", "phone", "error", "1", "1", "14.3%", "rows.ndjson:2"] in table
    assert ["(document)", "not_json", "error", "2", "2", "28.6%", "rows.ndjson:6,", "rows.ndjson:7"] in table
    main(["lint", "--as", "contact.update", "--statistics", "--format", "json", "rows.ndjson"])
    rows = json.loads(capsys.readouterr().out)["statistics"]
    assert rows[0] == {
        "field": "",
        "code": "not_json",
        "severity": "error",
        "count": 2,
        "documents": 2,
        "percent": 200 / 7,
        "first": [{"file": "rows.ndjson", "line": 6}, {"file": "rows.ndjson", "line": 7}],
    }
    main(["lint", "--as", "contact.update", "--format", "json", "rows.ndjson"])
    assert "statistics" not in json.loads(capsys.readouterr().out)
    main(["lint", "--as", "contact.update", "--output", "report.html", "rows.ndjson"])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<th scope="row"><code dir="ltr">phones.*.number</code></th><td><a href="#code-phone">phone</a></td><td>1</td>' in page


@pytest.mark.usefixtures("rows")
def test_the_page_of_a_split_has_limited_findings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Beyond the first thousand findings, the table counts them, and the split has them all."""
    (tmp_path / "rows.ndjson").write_bytes((WRONG + b"\n") * 600)
    main(["lint", "--as", "contact.update", "--split", "out", "--output", "report.html", "rows.ndjson"])
    assert "only the first 1,000 of 1,200 findings are shown" in capsys.readouterr().err
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count('<li class="error">') == 1000
    assert "The table counts all 1,200 findings; the lists below show the first 1,000." in page
    assert len((tmp_path / "out" / "findings.ndjson").read_text().splitlines()) == 600
