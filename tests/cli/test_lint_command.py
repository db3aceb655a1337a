"""The command ``lint`` as a whole: its inputs, outputs and options, in combination."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bs_validate.cli import progress as progress_module
from bs_validate.cli.main import main
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint import run as run_module
from bs_validate.lint import tasks as tasks_module
from bs_validate.lint.output import OUTPUT_FORMATS
from bs_validate.lint.output.targets import targets
from support.command import COMMAND, run
from support.samples import documented

BAD = '{"hosts": [{"firstname": "a", "email": "x", "last_name": "b"}]}'
RECORDED = {
    "http_interactions": [
        {
            "request": {"method": "post", "uri": "https://x.example/api/v3/hosts", "body": {"encoding": "UTF-8", "string": BAD}},
            "response": {"status": {"code": 422, "message": None}, "body": {"encoding": "UTF-8", "string": '{"errors": {}}'}},
        }
    ],
    "recorded_with": "VCR 6.0.0",
}
ARCHIVED = {
    "log": {
        "entries": [
            {
                "request": {"method": "POST", "url": "https://x.example/api/v3/hosts", "postData": {"text": BAD}},
                "response": {"status": 422, "content": {"text": "{}"}},
            }
        ]
    }
}
#: The same three faults in every form.
INPUTS = {
    "create.json": BAD,
    "create.ndjson": f"{BAD}\n",
    "create.jsonl": f"\n{BAD}\r\n",
    "create.yaml": "---\nhosts:\n- firstname: a\n  email: x\n  last_name: b\n",
    "create.yml": f"# flow\n{BAD}\n",
    "cassette.json": json.dumps(RECORDED),
    "cassette.yml": "http_interactions:\n- request:\n    method: post\n    uri: https://x.example/api/v3/hosts\n    body:\n"
    f"      string: '{BAD}'\n  response:\n    status: {{code: 422}}\n    body: {{string: ''}}\n",
    "archive.har": json.dumps(ARCHIVED),
}


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with the inputs, and go there."""
    for name, text in INPUTS.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["lint", "--format", "json", *arguments])
    return json.loads(capsys.readouterr().out)


def _codes(text: str, form: str) -> list[str]:
    """Read the codes of the findings off a report."""
    if form == "json":
        return [one["code"] for one in json.loads(text)["findings"]]
    if form == "sarif":
        return [one["ruleId"] for one in json.loads(text)["runs"][0]["results"]]
    if form == "junit":
        failures = [failure.text or "" for failure in ET.fromstring(text).iter("failure")]  # noqa: S314  # ours
        return [code for failure in failures for line in failure.split("\n") for code in CODES if f" {code} " in f" {line} "]
    return [code for line in text.splitlines() for code in CODES if code in line.split("Checked")[0]]


CODES = ("required", "email", "unknown_field")


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("options", [[], ["--as", "host.create"], ["--strict"], ["--jobs", "2"], ["--lang", "fr"], ["--verbose"]])
@pytest.mark.usefixtures("inputs")
def test_every_option_works_with_every_input(capsys: pytest.CaptureFixture[str], name: str, options: list[str]) -> None:
    """The findings are the same in every form of file."""
    shown = _json(capsys, *options, name)
    assert sorted(one["code"] for one in shown["findings"]) == sorted(CODES)
    assert {one["schema"] for one in shown["findings"]} == {"host.create"}
    assert shown["summary"]["documents"] == 1
    assert shown["summary"]["skipped"] == (1 if name in ("archive.har", "cassette.json") else 0) + (name == "cassette.yml")


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("form", OUTPUT_FORMATS)
def test_every_input_is_written_in_every_format(inputs: Path, capsys: pytest.CaptureFixture[str], name: str, form: str) -> None:
    """Standard output and a file get the same report."""
    assert main(["lint", "--format", form, name]) == 1
    shown = capsys.readouterr().out
    assert main(["lint", "--format", form, "--output", "report", name]) == 1
    assert (inputs / "report").read_text() == shown
    assert capsys.readouterr().out == ""
    assert set(CODES) <= set(_codes(shown, form))


@pytest.mark.parametrize("name", INPUTS)
def test_the_form_of_standard_input_is_recognised_by_its_content(inputs: Path, name: str) -> None:
    """There is no file name that could show the form."""
    given = (inputs / name).read_bytes()
    shown = json.loads(run("lint", "--format", "json", "-", source=given).stdout)
    assert {one["file"] for one in shown["findings"]} == {"<stdin>"}
    assert sorted(one["code"] for one in shown["findings"]) == sorted(CODES)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [("text", None)]),
        ([("format", "json")], [("json", None)]),
        ([("format", "json"), ("output", "a")], [("json", "a")]),
        ([("output", "-"), ("format", "json")], [("json", None)]),
        ([("format", "json"), ("output", "-"), ("format", "sarif"), ("output", "a")], [("json", None), ("sarif", "a")]),
        ([("output", "a"), ("format", "json")], [("json", "a")]),
        ([("output", "a.sarif")], [("sarif", "a.sarif")]),
        ([("output", "a.XML")], [("junit", "a.XML")]),
        ([("output", "a.html")], [("html", "a.html")]),
        ([("output", "a.json")], [("json", "a.json")]),
        ([("output", "a.log")], [("text", "a.log")]),
        ([("format", "text"), ("format", "sarif"), ("output", "a")], [("text", None), ("sarif", "a")]),
        ([("format", "html"), ("output", "a"), ("format", "junit"), ("output", "b")], [("html", "a"), ("junit", "b")]),
        ([("format", "html"), ("output", "a"), ("output", "b.xml")], [("html", "a"), ("junit", "b.xml")]),
        ([("format", "text"), ("format", "json")], None),
        ([("output", "a"), ("output", "a")], None),
    ],
)
def test_each_output_file_gets_its_format(options: list[tuple[str, str]], expected: list[tuple[str, str | None]] | None) -> None:
    """A file has the format named before it, else the one named after it, else the one that its ending suggests."""
    if expected is None:
        with pytest.raises(InvalidSettings, match="give each format its own --output"):
            targets(options, {})
    else:
        assert list(targets(options, {})) == expected
        assert targets(options, {"GITHUB_ACTIONS": "true"}) == (targets(options, {}) if options else (("github", None),))


def test_one_run_can_write_several_reports(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each report is the same as in a run of its own."""
    arguments = [part for form in OUTPUT_FORMATS[1:] for part in ("--format", form, "--output", f"out.{form}")]
    assert main(["lint", "--format", "text", *arguments, "."]) == 1
    live = capsys.readouterr().out
    for form in OUTPUT_FORMATS[1:]:
        (inputs / f"out.{form}").rename(inputs / f"{form}.report")
    for form in OUTPUT_FORMATS[1:]:
        main(["lint", "--format", form, "."])
        assert (inputs / f"{form}.report").read_text() == capsys.readouterr().out
    main(["lint", "--format", "concise", "."])
    assert capsys.readouterr().out == live


def test_a_report_that_cannot_be_written_is_reported(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, and no other file appears."""
    assert main(["lint", "--format", "json", "--output", "none/report", "create.json"]) == 2
    assert capsys.readouterr().err == "bs-validate: none/report: cannot be written: no such file or directory\n"
    assert sorted(path.name for path in inputs.iterdir()) == sorted(INPUTS)


@pytest.mark.parametrize(
    ("query", "shown", "said"),
    [
        ("?feilds=id", "Checked 1 file: 0 errors, 1 warning\n", ""),
        ("", "Checked 1 file (1 document skipped: --verbose says why): nothing to report\n", "a.http: skipped: no body is due"),
    ],
)
def test_a_named_file_with_a_doubtful_call_is_not_called_skipped(
    query: str, shown: str, said: str, inputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its only request has no body. Without anything to report about the URL, the file counts as skipped."""
    (inputs / "a.http").write_text(f"GET https://www.bookingsync.com/api/v3/contacts{query}\n")
    assert main(["lint", "a.http"]) == 0
    captured = capsys.readouterr()
    assert captured.out.endswith(shown)
    assert captured.err == (f"bs-validate: {said}\n" if said else "")


def test_github_gets_annotations_by_default(
    inputs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitHub Actions gets annotations without an option, and the summary of the step."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(inputs / "summary.md"))
    (inputs / "summary.md").write_text("# before\n")
    assert main(["lint", "create.json"]) == 1
    assert capsys.readouterr().out.startswith("::error file=create.json,line=1,")
    summary = (inputs / "summary.md").read_text()
    assert summary.startswith("# before\n")
    assert "`unknown_field`" in summary
    assert main(["lint", "--format", "text", "create.json"]) == 1
    assert (inputs / "summary.md").read_text() == summary


def test_a_baseline_leaves_out_its_findings(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new finding fails, a stale entry is reported, and the file holds no value."""
    assert main(["lint", "--write-baseline", "known.json", "."]) == 0
    assert "known.json: written with 24 findings" in capsys.readouterr().err
    assert '"nobody"' not in (inputs / "known.json").read_text()
    assert main(["lint", "--strict", "--baseline", "known.json", "."]) == 0
    captured = capsys.readouterr()
    assert captured.out == "Checked 9 files (4 documents skipped: --verbose says why): nothing to report\n"
    assert captured.err == ""
    (inputs / "create.json").write_text(BAD.replace('"x"', "null").replace('"a"', "5"))
    assert main(["lint", "--baseline", "known.json", "create.json"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "create.json:1:26: type firstname must be text, not a whole number"
    assert captured.err == "bs-validate: stale in the baseline: create.json email /hosts/0/email\n"
    assert main(["lint", "--baseline", "none.json", "create.json"]) == 2
    (inputs / "known.json").write_text("[]")
    assert main(["lint", "--baseline", "known.json", "create.json"]) == 2
    assert "known.json: the baseline is not a JSON object" in capsys.readouterr().err


def test_settings_are_those_of_the_nearest_project(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings name schemas, ignored codes, excluded files and the baseline."""
    (inputs / "sub").mkdir()
    (inputs / "sub" / "x.json").write_text(BAD)
    (inputs / "sub" / "broken.json").write_text("{")
    (inputs / "pyproject.toml").write_text(
        "[tool.bs-validate]\n"
        'files = { "sub/*.json" = "host.update" }\nignore = ["email"]\nexclude = ["sub/broken.json", "*.*ml", "*.har"]\n'
        'per-file-ignores = { "create.*" = ["unknown_field"] }\n'
    )
    shown = _json(capsys, ".")
    found = {(one["file"], one["code"]) for one in shown["findings"]}
    assert found == {
        ("./sub/x.json", "unknown_field"),
        ("./cassette.json", "required"),
        ("./cassette.json", "unknown_field"),
        ("./create.json", "required"),
        ("./create.jsonl", "required"),
        ("./create.ndjson", "required"),
    }
    assert [one["code"] for one in _json(capsys, "sub/broken.json")["findings"]] == ["not_json"]
    main(["lint", "--explain-files", "sub/x.json"])
    assert capsys.readouterr().out == "sub/x.json: host.update, by pyproject.toml\n"
    main(["lint", "--explain-files", "--as", "contact.read", "sub/x.json"])
    assert capsys.readouterr().out == "sub/x.json: contact.read, by --as\n"
    (inputs / "pyproject.toml").write_text('[tool.bs-validate]\nbaseline = "known.json"\n')
    assert main(["lint", "--write-baseline", "known.json", "."]) == 0
    assert main(["lint", "."]) == 0
    (inputs / "pyproject.toml").write_text('[tool.bs-validate]\nignore = ["reqired"]\n')
    capsys.readouterr()
    assert main(["lint", "."]) == 2
    assert "did you mean 'required'?" in capsys.readouterr().err


@pytest.mark.usefixtures("inputs")
def test_statistics_count_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """The most frequent code comes first; with a format for programs, the counts go to standard error."""
    main(["lint", "--statistics", "create.json", "create.yaml"])
    assert [line.split(":")[0] for line in capsys.readouterr().out.partition("\n\n")[0].splitlines()[-3:]] == [
        "2 email (error)",
        "2 required (error)",
        "2 unknown_field (error)",
    ]
    main(["lint", "--statistics", "--format", "json", "create.json"])
    captured = capsys.readouterr()
    assert json.loads(captured.out)["summary"]["errors"] == 3
    assert captured.err.startswith("1 email (error): ")


@pytest.mark.usefixtures("inputs")
def test_files_are_explained_without_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    """Every document is shown with its schema and the reason; the exit status is 0, even for a document with errors."""
    assert main(["lint", "--explain-files", "create.json", "create.jsonl", "create.yaml", "cassette.json", "archive.har"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "create.json: host.create, by name",
        "create.jsonl: host.create, by name",
        "create.yaml: host.create, by name",
        "cassette.json:1: request of POST /hosts: host.create, by the recorded request",
        "cassette.json:1: response of POST /hosts: skipped, status 422",
        "archive.har:1: request of POST /hosts: host.create, by the recorded request",
        "archive.har:1: response of POST /hosts: skipped, status 422",
    ]
    assert captured.err == ""
    assert main(["lint", "--explain-files", "none.json"]) == 2


def test_the_order_is_the_same_over_any_number_of_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files and the blocks of long files come in order, whatever the size of a block."""
    for number in range(40):
        (tmp_path / f"create-{number}.json").write_text(BAD)
    lines = [BAD if number % 7 else json.dumps(documented("host.create")) for number in range(148)]
    (tmp_path / "create.ndjson").write_text("\n".join(lines))
    (tmp_path / "update.jsonl").write_text("".join(f"{line}\n" for line in lines))
    alone = _json(capsys, "--jobs", "1", str(tmp_path))
    assert alone["summary"]["documents"] == 336
    assert [one["line"] for one in alone["findings"] if one["file"].endswith("ndjson")][-1] == 147
    monkeypatch.setattr(tasks_module, "BLOCK", 1000)
    monkeypatch.setattr(run_module, "FEW", 3)
    for jobs in ("1", "2", "3"):
        assert _json(capsys, "--jobs", jobs, str(tmp_path)) == alone


def test_a_process_that_dies_and_a_bug_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit status is 2, and every other file is checked."""
    for number in range(8):
        (tmp_path / f"{number}-create.json").write_text(BAD)
    here, original = os.getpid(), run_module.FileChecker._checked  # noqa: SLF001  # broken below

    def broken(checker: Any, task: Any, found: Any) -> Any:
        if task.file.endswith("1-create.json"):
            raise KeyError("a value")
        if task.file.endswith("5-create.json") and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(checker, task, found)

    monkeypatch.setattr(run_module.FileChecker, "_checked", broken)
    monkeypatch.setattr(run_module, "FEW", 3)
    monkeypatch.setattr(run_module, "_BATCH", 1)
    assert main(["lint", "--jobs", "2", "--format", "json", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    checked = {Path(one["file"]).name[0] for one in json.loads(captured.out)["findings"]}
    assert checked == {"0", "2", "3", "4", "6", "7"}
    told = captured.err.splitlines()
    assert told[0].endswith("1-create.json: could not be checked because of a bug in bs-validate (KeyError)")
    assert told[1].endswith("5-create.json: could not be checked: the process that checked it was killed")
    assert "a value" not in captured.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_the_report_of_the_checked_files(tmp_path: Path, jobs: str) -> None:
    """The exit status is 130, without a traceback, with and without other processes."""
    with (tmp_path / "create.ndjson").open("w") as opened:
        for _ in range(30_000):
            opened.write(f"{BAD}\n")
    (tmp_path / "before-create.json").write_text(BAD)
    command = [COMMAND, "lint", "--jobs", jobs, "before-create.json", "create.ndjson", "--format", "text", "--format", "json"]
    with subprocess.Popen(  # noqa: S603  # ours
        [*command, "--output", "report.json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"before-create.json:1:12: required")
        while not process.stdout.readline().startswith(b"create.ndjson:1000:"):
            pass
        os.killpg(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out.decode().splitlines()[-1].startswith("Checked 2 files: ")
    assert error.startswith(b"bs-validate: interrupted: the report covers only the files that were checked before\n")
    summary = json.loads((tmp_path / "report.json").read_text())["summary"]
    assert 1000 <= summary["documents"] < 30_001


def test_a_command_in_the_background_ignores_interrupts(tmp_path: Path) -> None:
    """A shell script starts such a command with interrupts ignored, so that an interrupt ends only the script."""
    (tmp_path / "create.ndjson").write_text(f"{BAD}\n" * 3_000)
    script = f"{COMMAND} lint create.ndjson >out & while [ ! -s out ]; do sleep 0.01; done; kill -INT $!; wait $!"
    run = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603, S607  # ours
    assert (run.returncode, run.stderr) == (1, "")
    assert (tmp_path / "out").read_text().splitlines()[-1].startswith("Checked 1 file")


def test_a_gzip_file_is_read_as_its_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name without .gz shows the form; standard input is recognised by its content."""
    lines = "\n".join([BAD] * 100)
    for name, text in (
        ("create.ndjson", lines),
        ("host-create.json", BAD),
        ("create.yaml", f"hosts: {BAD[10:-2]}]\n"),
        ("host", lines),
    ):
        plain, packed = tmp_path / name, tmp_path / f"{name}.gz"
        plain.write_text(text)
        packed.write_bytes(gzip.compress(text.encode()))
        expected = _json(capsys, "--as", "host.create", str(plain))
        assert expected["findings"]
        for block in (tasks_module.BLOCK, 1000):
            monkeypatch.setattr(tasks_module, "BLOCK", block)
            found = _json(capsys, "--as", "host.create", str(packed))
            for one in found["findings"]:
                assert one["file"].endswith(f"{name}.gz")
                one["file"] = str(plain)
            assert found == expected
    packed_lines = (tmp_path / "create.ndjson.gz").read_bytes()
    done = run("lint", "--format", "json", "--as", "host.create", "-", source=packed_lines)
    assert len(json.loads(done.stdout)["findings"]) == 100 * 3
    assert done.returncode == 1


def test_a_gzip_file_is_read_from_an_open_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name that a shell substitutes, as in ``<(cat create.ndjson.gz)``, does not show the form."""
    packed = tmp_path / "create.ndjson.gz"
    packed.write_bytes(gzip.compress(f"{BAD}\n{BAD}\n".encode()))
    with packed.open("rb") as opened:
        found = _json(capsys, "--as", "host.create", f"/dev/fd/{opened.fileno()}")["findings"]
    assert len(found) == 2 * 3


def test_a_damaged_gzip_file_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2 for a file that is cut off, overwritten, or has a wrong checksum."""
    whole = bytearray(gzip.compress(("\n".join(BAD.replace('"a"', f'"{number * 7919}"') for number in range(1_000))).encode()))
    for damaged in (whole[:-4], whole[: len(whole) // 2], [*whole[:-8], *b"12345678"], [*whole[:50], 255, 255, *whole[52:]]):
        (tmp_path / "create.ndjson.gz").write_bytes(bytes(damaged))
        assert main(["lint", "--format", "concise", "--as", "host.create", str(tmp_path / "create.ndjson.gz")]) == 2
        assert "is damaged" in capsys.readouterr().err


def test_lines_are_streamed_in_constant_memory(tmp_path: Path) -> None:
    """Ten times as many lines need no more memory, in a file and on standard input."""
    line = json.dumps(documented("host.create"), indent=None) + "\n"
    script = (
        "import resource, sys; from bs_validate.cli.main import main; status = main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(status)"
    )
    peaks = []
    for count in (2_000, 20_000):
        (tmp_path / "create.ndjson").write_text(line * count)
        for path in ("create.ndjson", "-"):
            with (tmp_path / "create.ndjson").open() as given:
                done = subprocess.run(  # noqa: S603  # ours
                    [sys.executable, "-c", script, "lint", "--as", "host.create", "--jobs", "2", path],
                    cwd=tmp_path,
                    stdin=given,
                    capture_output=True,
                    text=True,
                    check=True,
                )
            assert done.stdout == "Checked 1 file: nothing to report\n"
            peaks.append(int(done.stderr))
    assert max(peaks[2:]) < min(peaks[:2]) * 1.25


@pytest.mark.usefixtures("inputs")
def test_a_bar_is_drawn_on_a_terminal_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bar disappears at the end; pipes and short runs never get one."""

    class Terminal:
        def __init__(self) -> None:
            self.written: list[str] = []

        def isatty(self) -> bool:
            return True

        def flush(self) -> None:
            pass

        def write(self, text: str) -> None:
            self.written.append(text)

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress_module, "PATIENCE", 60.0)
    assert main(["lint", "."]) == 1
    assert terminal.written == []
    monkeypatch.setattr(progress_module, "PATIENCE", 0.0)
    assert main(["lint", "."]) == 1
    assert terminal.written[0] == f"\r\x1b[K[{'#' * 3}{'.' * 27}] file 1 of 8, 2 documents"
    assert terminal.written[-1] == "\r\x1b[K"
    capsys.readouterr()


@pytest.mark.usefixtures("inputs")
def test_a_bar_does_not_garble_the_output() -> None:
    """On a real terminal, the bar and the findings share a screen."""
    script = (
        "import sys; from bs_validate.cli import progress; progress.PATIENCE = 0; "
        "from bs_validate.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    controller, terminal = pty.openpty()
    with subprocess.Popen(  # noqa: S603  # ours
        [sys.executable, "-c", script, "lint", "--format", "concise", "."],
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "NO_COLOR": "1"},
    ) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                data = os.read(controller, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
    os.close(controller)
    assert process.returncode == 1
    lines = [line.rpartition("\x1b[K")[2] for line in shown.decode().split("\r\n")]
    assert "file 1 of 8" in shown.decode()
    assert all(line.startswith(("./", "Checked 8 files")) for line in lines if line)


def test_a_slow_run_is_not_slowed_by_its_bar() -> None:
    """The bar is drawn at most ten times a second."""

    class Counter:
        count = 0

        def write(self, _: str) -> None:
            self.count += 1

        def flush(self) -> None:
            pass

    counter: Any = Counter()
    bar = progress_module.Progress(counter, 5)
    bar._due = time.monotonic()  # noqa: SLF001  # as if it were time
    for _ in range(1000):
        bar.advance("a", 1)
    assert 1 <= counter.count < 20


@pytest.mark.parametrize(("options", "last"), [([], []), (["--fix"], []), (["--diff"], ["bs-validate: would fix 0 files"])])
def test_broken_settings_are_reported_once_for_all_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], last: list[str]
) -> None:
    """A line for each file would hide everything else. A report still lists each file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".bs-validate.toml").write_text("x = [")
    for name in ("a.json", "b.json", "c.json"):
        (tmp_path / name).write_text(BAD)
    assert main(["lint", *options, "."]) == 2
    reason = f"{tmp_path}/.bs-validate.toml: is not TOML: Invalid value (at end of document)"
    lines = [f"bs-validate: ./a.json: {reason}", f"bs-validate: 2 other files could not be checked either: {reason}"]
    assert [one for one in capsys.readouterr().err.splitlines() if "fixed" not in one] == [*lines, *last]
    main(["lint", "--format", "junit", "."])
    assert 'errors="3"' in capsys.readouterr().out
