"""The command, run as a process or in this one."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate._schema.printing import printed, printed_operations
from bs_validate.cli.main import main
from bs_validate.codes import CODES
from support.command import COMMAND, run
from support.samples import DOCUMENTED, documented


def _run(*arguments: str, source: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = run(*arguments, source=source)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with a valid file, an error, a warning, a file without a resource, and one that is not JSON."""
    (tmp_path / "good-create.json").write_text(json.dumps(documented("host.create")))
    (tmp_path / "bad-create.json").write_text('{"hosts": [{"firstname": "a"}]}')
    (tmp_path / "doubt-update.json").write_text('{"hosts": [{"id": 1, "email": ""}]}')
    (tmp_path / "other.json").write_text('{"name": "package"}')
    (tmp_path / "broken.json").write_text('{"hosts": [')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["good-create.json"], 0),
        (["other.json"], 0),
        (["doubt-update.json"], 0),
        (["--strict", "doubt-update.json"], 1),
        (["--strict", "good-create.json"], 0),
        (["bad-create.json"], 1),
        (["broken.json"], 1),
        (["--exit-zero", "bad-create.json", "broken.json"], 0),
        (["--exit-zero", "--strict", "doubt-update.json"], 0),
        (["."], 1),
        (["none.json"], 2),
        (["none.json", "bad-create.json"], 2),
        (["--exit-zero", "none.json"], 2),
        (["--as", "host.create", "good-create.json"], 0),
        (["--as", "contact.create", "good-create.json"], 1),
        (["--as", "host.creat", "good-create.json"], 2),
        (["--schemas", "none", "good-create.json"], 2),
        (["--format", "yaml", "good-create.json"], 2),
        (["--nope", "good-create.json"], 2),
        (["--stric", "good-create.json"], 2),
        (["/dev/zero"], 2),
        ([], 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.usefixtures("files")
def test_the_exit_status_of_lint(capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, form: str) -> None:
    """The status is 0 without errors, 1 with findings, 2 when something could not run or be read; there is never a traceback."""
    assert main(["lint", "--format", form, *arguments]) == status
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["lnit"], "unknown command 'lnit': choose from lint, drift"),
        (["lnit"], "Did you mean lint?"),
        (["lint", "--formt", "json"], "unknown option '--formt'\nDid you mean --format?\nTry 'bs-validate lint --help'."),
        (["lint", "--locale=fr"], "unknown option '--locale'\nDid you mean --lang?"),
        (["lint", "--json"], "unknown option '--json'\nDid you mean --format?"),
        (["schema", "host.read", "--lang", "fr"], "unknown option '--lang'\nDid you mean --locale?"),
        (["--vresion"], "unknown option '--vresion'\nDid you mean --version?"),
        (["lint", "--format", "sarfi", "."], "Did you mean sarif?"),
        (["lint", "--lang", "german", "."], "Did you mean de?"),
        (["lint", "--lang", "xx", "."], "unknown language 'xx': choose from bg, cs"),
        (["lint", "--ignore", "null,requird", "."], "Did you mean required?"),
        (["lint", "--exclude", "", "."], "--exclude: '' is not a glob"),
        (["lint", "--exclude", "../x", ".."], "--exclude: '../x' leaves the current directory: no file can match it"),
        (["lint", "--write-baseline", "-", "."], "a baseline must be a file, not - for a standard stream"),
        (["lint", "--config", "none.toml", "."], "none.toml: cannot be read: no such file or directory"),
        (["lint", "--as", "contact.creat", "."], "Did you mean contact.create?"),
        (["lint", "--format", "xml", "."], "unknown format 'xml': choose from text, concise"),
        (["lint", "none"], "bs-validate: none: no such file or directory"),
        (["lint", "--schemas", "none", "."], "bs-validate: none: cannot be read: No such file or directory"),
        (["schema", "contacts.create"], "Did you mean contact.create?"),
        (["schema", "setting"], "host.update, openapi, settings\nDid you mean settings?"),
        (["schema", "contact.create", "--editor", "--locale", "cz"], "zh-TW\nDid you mean cs?"),
        (["explain", "requird"], "Did you mean required?"),
        (["check", "."], "Did you mean lint?"),
        (["--lang", "fr", "lint", "."], "the option '--lang' must come after the command 'lint'"),
        (["help"], "Did you mean --help?"),
        (["/"], "/: is a path and not a command\nDid you mean lint?"),
        (["fields", "contacts"], "Did you mean contact?"),
        (["fields", "a\x1bb"], "unknown resource 'a\\\\u001bb': choose from contact, host"),
        (["--nope\x1b"], "unknown option '--nope\\u001b'"),
    ],
)
def test_a_mistake_in_using_the_command_gets_a_helpful_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    """The message goes to standard error, and the exit status is 2."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert expected in captured.err
    assert captured.err.startswith("bs-validate")
    assert "\x1b" not in captured.err


@pytest.mark.usefixtures("files")
def test_a_missing_file_does_not_stop_the_run() -> None:
    """All other files are linted."""
    done = _run("lint", "none.json", "bad-create.json")
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "bad-create.json:1:12: required lastname is required",
        "Checked 1 file: 1 error, 0 warnings",
    ]
    assert done.stderr == "bs-validate: none.json: no such file or directory\n"
    assert _run("lint", "none.json").stdout == ""


@pytest.mark.usefixtures("files")
def test_the_json_format_is_one_object() -> None:
    """The object has the findings and the summary."""
    done = _run("lint", "--format", "json", "bad-create.json", "doubt-update.json", "other.json", "broken.json")
    shown = json.loads(done.stdout)
    assert done.returncode == 1
    assert shown["summary"] == {"files": 4, "skipped": 1, "documents": 3, "errors": 2, "warnings": 2}
    assert shown["findings"][0] == {
        "file": "bad-create.json",
        "line": 1,
        "column": 12,
        "end_line": 1,
        "end_column": 30,
        "pointer": "/hosts/0/lastname",
        "field": "lastname",
        "code": "required",
        "severity": "error",
        "message": "is required",
        "params": {},
        "schema": "host.create",
    }
    assert [(one["code"], one["severity"], one["schema"]) for one in shown["findings"][1:]] == [
        ("read_only", "warning", "host.update"),
        ("blank", "warning", "host.update"),
        ("not_json", "error", ""),
    ]


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_standard_input_is_read(name: str) -> None:
    """The path ``-`` means standard input, with a schema that is named or detected."""
    assert _run("lint", "--as", name, "-", source=json.dumps(documented(name)).encode()).returncode == 0
    done = _run("lint", "-", source=b"\xff")
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1,
        "<stdin>:1:1: not_json the document is not valid JSON: it is not encoded in UTF-8 (line 1, column 1)",
    )


def test_an_unreadable_file_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2; this is the one file that even root cannot read."""
    assert main(["lint", "/proc/self/mem"]) == 2
    assert capsys.readouterr().err == "bs-validate: /proc/self/mem: input/output error\n"


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_schema_prints_a_schema_free_of_references(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """The schema is the one that the library uses, and separates the fields of the server in a write."""
    assert main(["schema", name]) == 0
    shown = capsys.readouterr().out
    assert json.loads(shown) == printed(packaged()[name])
    assert '"$ref"' not in shown
    assert shown.isascii()


def test_schema_prints_the_operations_with_their_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    """The name ``openapi`` prints one OpenAPI document."""
    assert main(["schema", "openapi"]) == 0
    shown = capsys.readouterr().out
    assert json.loads(shown) == printed_operations(packaged())
    assert shown.isascii()
    for name in ("openapi", "settings"):
        assert main(["schema", name]) == main(["schema", name, "--editor"]) == 0
        printed = capsys.readouterr().out
        assert printed[: len(printed) // 2] == printed[len(printed) // 2 :]  # which have no form of their own for editors


@pytest.mark.parametrize("code", CODES)
def test_explain_shows_everything_about_a_code(capsys: pytest.CaptureFixture[str], code: str) -> None:
    """The output has the severity, the occasion, the params and the remedy."""
    assert main(["explain", code]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{code} ({CODES[code].severity})\n")
    assert CODES[code].when in shown
    assert CODES[code].remedy in shown
    assert all(name in shown for name in CODES[code].params)


def test_fields_lists_the_fields_of_a_resource(capsys: pytest.CaptureFixture[str]) -> None:
    """Each row has the presence in each representation, the type and the rules."""
    assert main(["fields", "host"]) == 0
    assert capsys.readouterr().out.splitlines()[:6] == [
        "FIELD                     CREATE    READ      UPDATE    TYPE             RULES",
        "firstname                 required  required  optional  string           not blank",
        "lastname                  required  required  optional  string           not blank",
        "email                     optional  required  optional  string or null   email address",
        "user_id                   optional  absent    optional  integer or null  at least 1, or its digits as text",
        "source_id                 optional  absent    optional  integer or null  at least 1, or its digits as text",
    ]
    assert main(["fields", "contact"]) == 0
    shown = capsys.readouterr().out
    for row in (
        "country_code              required  required  optional  string             not blank, one of 249",
        (
            "state                     optional  required  optional  string or null     no control characters, "
            "at most 100 characters"
        ),
        "spoken_languages          required  required  optional  array              not empty",
        "phones.*.number           required  required  required  string             phone number, not blank",
        "forget_me_at              ignored   optional  ignored   string or null     UTC time",
    ):
        assert row in shown.splitlines()


def test_fields_shows_the_rules_of_any_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule with a word for it is shown; a pattern is shown as a form."""
    properties = {
        "a": {"type": "string", "pattern": "^[a-z]+$", "not": {"pattern": "foo"}},
        "b": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        "c": {"enum": ["red", 1]},
        "d": {"const": 5},
        "e": {"type": "number", "multipleOf": 2, "exclusiveMinimum": 0, "exclusiveMaximum": 9, "maximum": 8},
        "f": {"type": "array", "uniqueItems": True, "minItems": 2, "maxItems": 3},
        "g": {"allOf": [{"type": "string", "format": "email", "minLength": 3}]},
    }
    whole = {"properties": {"tags": {"type": "array", "items": {"properties": properties, "required": ["a"]}}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(whole))
    assert main(["fields", "tag", "--schemas", str(tmp_path)]) == 0
    assert [line.split(maxsplit=2)[1:] for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["required", "string             of a certain form"],
        ["optional", "any"],
        ["optional", "integer or string  one of red 1"],
        ["optional", "integer            one of 5"],
        ["optional", "number             a multiple of 2, more than 0, less than 9, at most 8"],
        ["optional", "array              no item twice, at least 2 items, at most 3 items"],
        ["optional", "string             email address, at least 3 characters"],
    ]


def test_the_command_alone_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The output is the same as that of ``--help``, and the exit status is 0."""
    assert main([]) == 0
    alone = capsys.readouterr()
    assert main(["--help"]) == 0
    assert alone == capsys.readouterr()
    assert alone.out.startswith("usage: bs-validate")


@pytest.mark.usefixtures("files")
def test_lint_without_a_path_checks_the_current_directory(capsys: pytest.CaptureFixture[str]) -> None:
    """The result is the same as if the directory had been named."""
    assert main(["lint"]) == 1
    without = capsys.readouterr()
    assert main(["lint", "."]) == 1
    assert without == capsys.readouterr()
    assert "./bad-create.json:1:12: required" in without.out


@pytest.mark.parametrize("locale", ["en", "EN_gb", "fr", "fr_CA", "pt-BR", "sr", "sr-Latn", "zh-HK", "no"])
@pytest.mark.usefixtures("files")
def test_languages_may_have_regions_scripts_and_other_codes(locale: str) -> None:
    """Every such name of a language with messages is accepted."""
    assert main(["lint", "--lang", locale, "good-create.json"]) == 0


def test_version_is_that_of_the_distribution() -> None:
    """The option ``--version`` prints it."""
    from importlib.metadata import version  # only here

    for command in ([COMMAND], [sys.executable, "-m", "bs_validate"]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)  # noqa: S603  # ours
        assert done.stdout == f"bs-validate {version('bs-validate')}\n"


@pytest.mark.parametrize("command", [[], ["lint"], ["schema"], ["explain"], ["fields"], ["completion"]])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    """The exit status is 0."""
    assert main([*command, "--help"]) == 0
    assert "usage: bs-validate" in capsys.readouterr().out


def _on_a_terminal(*arguments: str, **environment: str) -> str:
    """Run the command on a pseudo-terminal and return what it shows."""
    leader, follower = pty.openpty()
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, *arguments],
        stdout=follower,
        stderr=follower,
        stdin=follower,
        env={**os.environ, "TERM": "xterm", **environment},
    ) as process:
        os.close(follower)
        shown = b""
        while select.select([leader], [], [], 10)[0]:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait(timeout=10)
    os.close(leader)
    return shown.decode()


@pytest.mark.usefixtures("files")
def test_excerpts_and_colour_are_for_terminals() -> None:
    """NO_COLOR and a dumb terminal are respected; pipes get neither."""
    plain = ['    1 | {"hosts": [{"firstname": "*"}]}', "      |            ^^^^^^^^^^^^^^^^^^"]
    coloured = _on_a_terminal("lint", "bad-create.json", NO_COLOR="")
    assert "\x1b[1;31mrequired\x1b[0m" in coloured
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb", "NO_COLOR": ""}):
        shown = _on_a_terminal("lint", "bad-create.json", **environment)
        assert "\x1b" not in shown
        assert shown.splitlines()[1:3] == plain
    assert "|" not in _run("lint", "bad-create.json").stdout
    assert "\x1b" not in _run("lint", "bad-create.json").stdout
    assert json.loads(_on_a_terminal("lint", "--format", "json", "bad-create.json"))["summary"]["errors"] == 1


@pytest.mark.usefixtures("files")
def test_output_that_nobody_reads_gives_no_traceback() -> None:
    """A closed pipe and a full disk end the command with 2."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, "schema", "contact.read"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=10) == 2
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([COMMAND, "fields", "host"], stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603  # ours
    assert (done.returncode, done.stderr) == (2, b"bs-validate: the output cannot be written: No space left on device\n")


def test_an_output_in_ascii_gives_no_traceback(tmp_path: Path) -> None:
    """Characters that the output cannot show are escaped."""
    (tmp_path / "é.json").write_text('{"hosts": [{"città": 1}]}', encoding="utf-8")
    ascii_alone = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [COMMAND, "lint", "--as", "host.update", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **ascii_alone})  # noqa: S603  # ours
    assert done.returncode == 1
    assert b"citt\\xe0" in done.stdout


@pytest.mark.parametrize("arguments", [["lint", "."], ["--help"], ["--version"], ["schema", "host.read"]])
def test_a_closed_or_full_output_gives_no_traceback(arguments: list[str]) -> None:
    """One line gives the reason, and the exit status is 2."""
    for redirection, complaint in ((">&-", "standard output is closed"), (">/dev/full", "the output cannot be written")):
        shell = f"exec {COMMAND} {' '.join(arguments)} {redirection}"
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)  # noqa: S603, S607  # ours
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert complaint in done.stderr


def test_a_directory_without_files_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped path should not look like success, although it is not a failure."""
    assert main(["lint", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert captured.err == "bs-validate: there are no files to check in the given paths\n"
    assert captured.out == "Checked 0 files: nothing to report\n"


def test_verbose_shows_the_schema_of_each_file(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Explanations go to standard error, so that standard output has only the findings."""
    assert main(["lint", "--verbose", str(files / "good-create.json"), str(files / "other.json")]) == 0
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        f"{files / 'good-create.json'}: host.create, by name",
        f"{files / 'other.json'}: skipped, no known resource in it",
    ]
    assert captured.out == "Checked 2 files (1 document skipped: --verbose says why): nothing to report\n"


def test_an_interrupt_while_the_command_starts_leaves_no_traceback() -> None:
    """It comes here while the modules of the command are imported."""
    program = """
import sys
from bs_validate.__main__ import command
class Interrupted:
    def find_spec(self, name, *_):
        if name == "bs_validate.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
sys.argv = ["bs-validate", "explain"]
command()
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_an_interrupt_before_the_first_result_is_the_only_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command does not also say that there are no files."""
    from bs_validate.cli import lint_run  # patched here

    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    (tmp_path / "create.json").write_text("{}")
    monkeypatch.setattr(lint_run, "paired", interrupted)
    assert main(["lint", str(tmp_path)]) == 130
    assert "interrupted" in (told := capsys.readouterr().err)
    assert "no files" not in told


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 130, as shells expect."""
    from bs_validate.cli import lint_run  # patched here

    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(lint_run, "discover", interrupted)
    assert main(["lint", "."]) == 130
    assert capsys.readouterr().err == ""
