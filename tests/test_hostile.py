"""Hostile files: each gives a coded finding, or exit status 2, soon, without a traceback, and shows nothing but text."""

import base64
import gzip
import json
import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from bs_validate.lint.output import FORMATS

COMMAND = str(Path(sysconfig.get_path("scripts")) / "bs-validate")

_ANCHORS = "a: &a0 {x: y}\n" + "".join(f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
_MERGES = "a: &a0 {x: y}\n" + "".join(f"b{n}: &a{n + 1} {{<<: [{', '.join([f'*a{n}'] * 9)}], k{n}: 1}}\n" for n in range(9))


def _recorded(body: str) -> str:
    return (
        f"http_interactions:\n- request:\n    method: put\n    uri: http://x/api/v3/contacts/1\n    body:\n      string: {body}\n"
    )


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "aliases": ("a.yaml", _ANCHORS.encode(), "not_json"),
    "merges": ("a.yaml", _MERGES.encode(), "not_json"),
    "aliases in a payload": ("a.yaml", b"x: &a {city: b}\ncontacts: [*a, *a]\n", "not_json"),
    "aliases in a recording": ("a.yaml", f"{_ANCHORS}http_interactions: []\n".encode(), "not_json"),
    "an alias that contains itself": ("a.yaml", b"contacts: &a [*a]\n", "not_json"),
    "a merge that contains itself": ("a.yaml", b"contacts: &a {<<: *a}\n", "not_json"),
    "an alias for a key": ("a.yaml", b"&a b: c\ncontacts: [{*a : 1}]\n", "not_json"),
    "a key that is a list": ("a.yaml", b"? [a, b]\n: c\n", "not_json"),
    "a template": ("a.yaml", b"a: {{ b }}\n", "not_json"),
    "brackets": ("a.json", b"[" * 60_000, "not_json"),
    "brackets in YAML": ("a.yaml", b"[" * 60_000, "not_representable"),
    "indentation": ("a.yaml", "".join(f"{' ' * n}a:\n" for n in range(900)).encode(), "not_representable"),
    "dashes": ("a.yaml", b"- " * 30_000, "not_representable"),
    "brackets in an archive": ("a.har", b"[" * 60_000, "not_json"),
    "brackets in a line": ("a.ndjson", b"{}\n" + b"[" * 60_000, "not_json"),
    "deep JSON": ("a.json", b"[" * 150_000 + b"]" * 150_000, "not_representable"),
    "deep objects": ("a.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "not_representable"),
    "a deep body": ("a.yaml", _recorded("'" + "[" * 150_000 + "]" * 150_000 + "'").encode(), "not_representable"),
    "NUL": ("a.json", b'{"contacts": [\0]}', "not_json"),
    "NUL in YAML": ("a.yaml", b"contacts:\n- city: a\0b\n", "not_json"),
    "control characters in YAML": ("a.yaml", b"contacts:\n- city: a\x07b\n", "not_json"),
    "UTF-16": ("a.json", '{"contacts": []}'.encode("utf-16"), "not_json"),
    "UTF-16 without a mark": ("a.json", '{"contacts": []}'.encode("utf-16-be"), "not_json"),
    "UTF-16 in YAML": ("a.yaml", "contacts: []".encode("utf-16"), "not_json"),
    "UTF-32": ("a.json", '{"contacts": []}'.encode("utf-32"), "not_json"),
    "Latin-1": ("update.json", '{"contacts": [{"city": "é"}]}'.encode("latin-1"), "not_json"),
    "Latin-1 in YAML": ("a.yaml", "contacts: [{city: é}]".encode("latin-1"), "not_json"),
    "nothing": ("a.json", b"", "not_json"),
    "half a character": ("update.json", b'{"contacts": [{"city": "\\ud83d"}]}', "not_representable"),
    "a tab in YAML": ("a.yaml", b"contacts:\n\t- city: b\n", "not_json"),
    "an open quote": ("a.yaml", b'contacts: "' + b"a" * 300_000, "not_json"),
    "bytes": ("update.yaml", b"contacts: [{city: !!binary /w==}]", "not_representable"),
    "a bomb in a body": (
        "a.yaml",
        _recorded("!binary " + base64.b64encode(gzip.compress(b"[" * 50_000_000)).decode()).encode(),
        "not_representable",
    ),
    "no JSON in a body": ("a.yaml", _recorded("'<html>'").encode(), "not_json"),
    "a long number": ("update.json", b'{"contacts": [{"address1": ' + b"9" * 300_000 + b"}]}", "type"),
    "many keys": ("update.json", json.dumps({"contacts": [{f"k{n}": n for n in range(5_000)}]}).encode(), "unknown_field"),
    "a repeated key": ("update.json", b'{"contacts": [{' + b'"city": "a",' * 5_000 + b'"city": "a"}]}', "duplicate_key"),
}


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([COMMAND, "lint", *arguments], cwd=folder, capture_output=True, check=False, timeout=20)  # noqa: S603


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_coded_finding(tmp_path: Path, name: str) -> None:
    """With its place, and 1; the same file beside it is checked as ever."""
    file, data, code = HOSTILE[name]
    (tmp_path / file).write_bytes(data)
    (tmp_path / "z-update.json").write_text('{"hosts": [{"firstname": null}]}')
    run = _run(tmp_path, "--format", "json", file, "z-update.json")
    assert run.stderr == b""
    shown = json.loads(run.stdout)
    assert run.returncode == 1
    assert code in {one["code"] for one in shown["findings"] if one["file"] == file}
    assert [one["code"] for one in shown["findings"] if one["file"] == "z-update.json"] == ["null"]


def test_a_directory_of_hostile_files(tmp_path: Path) -> None:
    """Loops of links, a pipe, a dangling link, a directory with the name of a file: none is followed or waited for."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.json").symlink_to("self.json")
    (tmp_path / "gone.json").symlink_to("none")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "sub" / "update.json").write_text('{"hosts": [{"firstname": null}]}')
    run = _run(tmp_path, ".")
    assert (run.returncode, run.stderr) == (1, b"")
    assert run.stdout.splitlines()[0] == b"./sub/update.json:1:26: null firstname must not be null"
    for named in ("self.json", "gone.json", "pipe.json"):
        run = _run(tmp_path, named)
        assert run.returncode == 2
        assert run.stderr.startswith(f"bs-validate: {named}: ".encode())


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """With 2, and the other is checked."""
    (tmp_path / "a.json").touch(0o000)
    run = _run(tmp_path, "a.json")
    assert (run.returncode, run.stderr) == (2, b"bs-validate: a.json: permission denied\n")


FORGERIES = [
    "::error file=x::forged.json",
    "##[error]forged.json",
    "a\x1b[2J\x1b]0;x\x07.json",
    "b\r\n::error::forged\n.json",
    "c\u202egnp.json",
    "d%0A::error::forged.json",
    "é\u2028::error::forged.json",
]


@pytest.mark.parametrize("options", [*(["--format", form] for form in FORMATS), ["--verbose"], ["--explain-files"], ["--diff"]])
def test_names_cannot_forge_anything(tmp_path: Path, options: list[str]) -> None:
    """Of files or of keys, in any format: no control character gets through, and no annotation that is not ours."""
    keys = {name.removesuffix(".json"): 1 for name in FORGERIES}
    for name in FORGERIES:
        (tmp_path / name).write_text(json.dumps({"hosts": [{**keys, "id": "", "emial": ""}]}))
    (tmp_path / "pyproject.toml").write_text('[tool.bs-validate]\nfiles = { "*.json" = "host.update" }\n')
    run = _run(tmp_path, *options, ".")
    assert run.returncode == (0 if "--explain-files" in options else 1)
    shown = (run.stdout + run.stderr).decode()
    assert not any(char for char in shown if not char.isprintable() and char != "\n")
    assert "forged" in shown
    for line in shown.splitlines():
        if line.strip().startswith("::"):
            assert "github" in options
            assert line.startswith(("::error file=./", "::warning file=./", "::group::", "::endgroup::"))
        elif not {"json", "sarif", "html", "junit"} & set(options):
            assert "##[" not in line


def test_names_on_standard_error_are_escaped(tmp_path: Path) -> None:
    """Of what is missing, of a baseline, of settings."""
    for arguments in (
        ["a\x1b[2J"],
        ["--baseline", "b\x1b[2J", "."],
        ["--output", "none/\x1b[2J", "."],
        ["--as", "x\x1b[2J", "."],
    ):
        run = _run(tmp_path, *arguments)
        assert run.returncode == 2
        assert b"\x1b" not in run.stderr + run.stdout
        assert b"[2J" in run.stderr
