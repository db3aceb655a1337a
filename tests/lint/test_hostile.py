"""Hostile files: each gives a finding with a code, or exit status 2, soon and without a traceback."""

import base64
import gzip
import itertools
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.finding import Wanted
from bs_validate.lint.output import OUTPUT_FORMATS
from bs_validate.lint.readers import Unreadable, documents
from support.command import COMMAND, run
from support.places import TESTS

VALIDATOR = Validator()
RECORDINGS = [path for path in sorted((TESTS / "recordings").iterdir()) if path.is_file()]

_ANCHORS = "a: &a0 {x: y}\n" + "".join(f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
_MERGES = "a: &a0 {x: y}\n" + "".join(f"b{n}: &a{n + 1} {{<<: [{', '.join([f'*a{n}'] * 9)}], k{n}: 1}}\n" for n in range(9))


def _recorded(body: str) -> str:
    return (
        f"http_interactions:\n- request:\n    method: put\n    uri: http://x/api/v3/contacts/1\n    body:\n      string: {body}\n"
    )


def _packed(data: bytes) -> str:
    return "!binary " + base64.b64encode(data).decode()


_NOCK = {"scope": "http://x", "method": "PUT", "path": "/api/v3/hosts/1", "status": 422, "response": {}}
_BRACKETS = "[" * 60_000
_BOMB = base64.b64encode(gzip.compress(b"[" * 50_000_000))
_TAPE = (
    b"{meta: {host: 'http://x'}, req: {method: 'PUT', url: '/api/v3/contacts/1', body: BODY}, res: {status: 422, body: ''}} // x"
)

HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "aliases": ("a.yaml", _ANCHORS.encode(), "not_json"),
    "merges": ("a.yaml", _MERGES.encode(), "not_json"),
    "aliases in a payload": ("a.yaml", b"x: &a {city: b}\ncontacts: [*a, *a]\n", "not_json"),
    "aliases in a recording": ("a.yaml", f"{_ANCHORS}http_interactions: []\n".encode(), "not_json"),
    "an alias that contains itself": ("a.yaml", b"contacts: &a [*a]\n", "not_json"),
    "a merge that contains itself": ("a.yaml", b"contacts: &a {<<: *a}\n", "not_json"),
    "an alias for a key": ("a.yaml", b"&a b: c\ncontacts: [{*a : 1}]\n", "not_json"),
    "a key that is a list": ("a.yaml", b"? [a, b]\n: c\ncontacts: []\n", "not_json"),
    "a template": ("a.yaml", b"contacts: {{ b }}\n", "not_json"),
    "brackets": ("a.json", b"[" * 60_000, "not_json"),
    "brackets in YAML": ("a.yaml", b"[" * 60_000, "not_representable"),
    "indentation": ("a.yaml", "".join(f"{' ' * n}a:\n" for n in range(900)).encode(), "not_representable"),
    "dashes": ("a.yaml", b"- " * 30_000, "not_representable"),
    "question marks": ("a.yaml", b"? " * 30_000, "not_representable"),
    "keys in keys": ("a.yaml", b"? {" * 30_000, "not_representable"),
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
    "an open quote in a recording": ("a.yaml", _recorded('"abc').encode(), "not_json"),
    "an open bracket in a recording": ("a.yaml", _recorded("[").encode() + b"  response: x", "not_json"),
    "a long key above what is deep": (
        "a.yaml",
        b"contacts:\n- " + b"k" * 50 + b": " + b"[" * 70 + b"]" * 70,
        "not_representable",
    ),
    "a deep list in a payload": ("update.yaml", b"contacts:\n- city: " + b"[" * 70 + b"]" * 70, "not_representable"),
    "brackets for base64": (
        "a.yaml",
        _recorded("x").replace("string: x", f"base64_string: '{_BRACKETS}'").encode(),
        "not_json",
    ),
    "spaces in a body": ("a.yaml", _recorded('"{' + " " * 100_000 + '\\"contacts\\": [{\\"zip\\": 1}]}"').encode(), "type"),
    "a body that many share": (
        "a.yaml",
        b"x: &r {method: put, uri: http://x/api/v3/contacts/1, body: {string: '"
        + b" " * 300_000
        + b"'}}\nhttp_interactions:\n"
        + b"- request: *r\n" * 300,
        "not_json",
    ),
    "half a character in a structure": (
        "a.json",
        json.dumps([{**_NOCK, "body": {"hosts": [{"firstname": "\ud800"}]}}]).encode(),
        "not_representable",
    ),
    "a repeated key in a structure": (
        "a.json",
        json.dumps([{**_NOCK, "body": {"hosts": [{"a": 1}]}}]).replace('"a": 1', '"firstname": "a", "firstname": null').encode(),
        "duplicate_key",
    ),
    "half a gzip": (
        "a.yaml",
        _recorded(_packed(gzip.compress(b"{}" * 99)[:-9])).encode(),
        "not_json",
    ),
    "a bomb in a body": (
        "a.yaml",
        _recorded(_packed(gzip.compress(b"[" * 50_000_000))).encode(),
        "not_representable",
    ),
    "no JSON in a body": ("a.yaml", _recorded("'<html></html>'").encode(), "not_json"),
    "brackets in JSON5": ("a.json5", b"// x\n" + b"[" * 60_000, "not_json"),
    "an open comment in JSON5": ("a.json5", b"/*" * 60_000, "not_json"),
    "deep JSON5": ("update.json5", b"{contacts: [{city: " + b"[" * 70 + b"]" * 70 + b"}]}", "not_representable"),
    "a repeated key in JSON5": ("update.json5", b"{hosts: [{firstname: 'a', 'firstname': 'b'}]}", "duplicate_key"),
    "a deep body in a tape": ("a.json5", _TAPE.replace(b"BODY", b"[" * 70 + b"]" * 70), "not_representable"),
    "a bomb in a tape": ("a.json5", _TAPE.replace(b"BODY", b"'" + _BOMB + b"'"), "not_representable"),
    "a bomb in raw_gzip": (
        "a.yaml",
        _recorded("x").replace("string: x", f"raw_gzip: {_BOMB.decode()}").encode(),
        "not_representable",
    ),
    "a bomb in hexadecimal digits": (
        "a.json",
        json.dumps([{**_NOCK, "body": base64.b64decode(_BOMB).hex()}]).encode(),
        "not_representable",
    ),
    "a deep cassette without an ending": ("cassette", b"\n-\n    request: " + b"[" * 60_000, "not_representable"),
    "a long number": ("update.json", b'{"contacts": [{"address1": ' + b"9" * 300_000 + b"}]}", "type"),
    "many keys": ("update.json", json.dumps({"contacts": [{f"k{n}": n for n in range(5_000)}]}).encode(), "unknown_field"),
    "a repeated key": ("update.json", b'{"contacts": [{' + b'"city": "a",' * 5_000 + b'"city": "a"}]}', "duplicate_key"),
}


def test_every_hostile_file_gives_a_coded_finding(tmp_path: Path) -> None:
    """One run checks all of them, ends in time with exit status 1, and checks the ordinary files between them."""
    for number, (file, data, _) in enumerate(HOSTILE.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / file).write_bytes(data)
        (folder / "z-update.json").write_text('{"hosts": [{"firstname": null}]}')
    paths = [f"{number}/{name}" for number, (file, _, _) in enumerate(HOSTILE.values()) for name in (file, "z-update.json")]
    done = subprocess.run(  # noqa: S603  # our own command
        [COMMAND, "lint", "--format", "json", *paths], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert done.stderr == b""
    assert done.returncode == 1
    found: dict[str, set[str]] = {path: set() for path in paths}
    for one in json.loads(done.stdout)["findings"]:
        found[one["file"]].add(one["code"])
    for number, (name, (file, _, code)) in enumerate(HOSTILE.items()):
        assert code in found[f"{number}/{file}"], name
        assert found[f"{number}/z-update.json"] == {"null"}, name


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.yaml", b"a: &a {x: 1}\nb: *a\n"),
        ("a.yaml", b"&k name: x\nother: *k\n"),
        ("a.yaml", b"? [a]\n: 1\n"),
        ("a.yaml", b"a: &a 1\nb: *a\n? [x]\n: 1"),
        ("a.yaml", b"foo: {{ x }}\n"),
        ("a.yaml", b"foo: !binary \xc3\xa9\n"),
        ("a.yaml", b"a: " + b"[" * 70 + b"]" * 70),
        ("a.yaml", b"a: &a 1\nb: *a\nc:\n" + b"- 1\n" * 100_001),
        ("a.yaml", b""),
        ("a.yaml", b"# nothing\n"),
        ("a.json", b"[" * 70 + b"]" * 70),
        ("a.har", b'{"log": {"entries": []}}'),
    ],
    ids=itertools.count(),  # pytest puts an id into the environment, which has no room for the longest one
)
def test_a_file_without_a_resource_is_skipped(tmp_path: Path, file: str, data: bytes) -> None:
    """Aliases, keys that are not texts, and deep values are allowed in a file without a resource."""
    (tmp_path / file).write_bytes(data)
    for options in ([], ["--verbose"], ["--explain-files"]) if len(data) < 1_000 else ([],):
        done = run("lint", *options, file, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr


def test_many_exchanges_take_no_more_time_each(tmp_path: Path) -> None:
    """Each of 500 exchanges has a finding of its own, in an archive and in a list of structures."""
    body = '{"contacts": [{"zip": 5}]}'
    entry = {"request": {"method": "PUT", "url": "http://x/api/v3/contacts/1", "postData": {"text": body}}, "response": {}}
    (tmp_path / "a.har").write_text(json.dumps({"log": {"entries": [entry] * 500}}))
    nock = {
        "scope": "http://x",
        "method": "PUT",
        "path": "/api/v3/contacts/1",
        "body": json.loads(body),
        "status": 1,
        "response": "",
    }
    (tmp_path / "b.json").write_text(json.dumps([nock] * 500))
    shown = json.loads(run("lint", "--format", "json", ".", cwd=tmp_path).stdout)
    assert shown["summary"]["errors"] == 1_000
    assert len({(one["file"], one["column"]) for one in shown["findings"]}) == 1_000


def test_bad_settings_keep_no_other_file_from_being_checked(tmp_path: Path) -> None:
    """A pipe holds no settings; settings that cannot be used keep only their own files from being checked."""
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "pyproject.toml")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pyproject.toml").write_text("[tool.bs-validate]\nnonsense = 1\n")
    for folder in ("pipe", "bad"):
        (tmp_path / folder / "update.json").write_text('{"hosts": [{"firstname": null}]}')
    done = run("lint", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.splitlines()[0] == b"./pipe/update.json:1:26: null firstname must not be null"
    assert b"unknown key 'nonsense'" in done.stderr


def test_a_closed_standard_error_gets_nothing(tmp_path: Path) -> None:
    """Messages do not go to standard output instead."""
    command = f"'{COMMAND}' lint --format json none.json 2>&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603, S607
    assert done.returncode == 2
    assert json.loads(done.stdout)["findings"] == []


INSERTED = [b"", b"[", b"{", b'"', b"'", b"\n", b": ", b"*a ", b"&a ", b"\xff", b"!binary "]


@given(st.randoms(use_true_random=False), st.sampled_from(RECORDINGS))
def test_no_damaged_recording_raises(chance: Any, path: Path) -> None:
    """A damaged recording gives findings or none, and every finding has a place that exists; a ZIP file may be unreadable."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.1:
            del data[at:]
        data[at : at + chance.randint(0, 2)] = chance.choice(INSERTED)
    try:
        found = documents(path.name, bytes(data))
    except Unreadable:
        if path.suffix != ".zip":
            raise
        return
    checked = check(path.name, found, VALIDATOR, None, Wanted(excerpts=True, explanations=True))
    lines = bytes(data).count(b"\n") + bytes(data).count(b"\r") + 2
    assert all(1 <= one.line <= lines and one.column >= 1 for one in checked.findings)


def test_a_walk_survives_a_directory_of_hostile_files(tmp_path: Path) -> None:
    """Loops of links, pipes, dangling links and directories with the name of a file are neither followed nor waited for."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.json").symlink_to("self.json")
    (tmp_path / "gone.json").symlink_to("none")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "sub" / "update.json").write_text('{"hosts": [{"firstname": null}]}')
    done = run("lint", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.splitlines()[0] == b"./sub/update.json:1:26: null firstname must not be null"
    for named in ("self.json", "gone.json", "pipe.json"):
        done = run("lint", named, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith(f"bs-validate: {named}: ".encode())


def test_an_archive_reads_no_file_outside_its_directory(tmp_path: Path) -> None:
    """Names that climb out, links that lead out, pipes and devices are skipped, with a reason."""
    (tmp_path / "secret.json").write_text('{"contacts": [{"country_code": "UK"}]}')
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "secret.json")
    os.mkfifo(tmp_path / "in" / "pipe")
    names = [
        "../secret.json",
        str(tmp_path / "secret.json"),
        "link",
        "pipe",
        "/dev/zero",
        "/dev/stdin",
        "none",
        ".",
        "\0",
        "\ud800",
    ]
    entries = [
        {"request": {"method": "PUT", "url": "http://x/api/v3/contacts/1", "postData": {"_file": name}}, "response": {}}
        for name in names
    ]
    (tmp_path / "in" / "a.har").write_text(json.dumps({"log": {"entries": entries}}))
    for path in ("in", "in/a.har"):
        done = run("lint", "--verbose", path, cwd=tmp_path)
        assert done.returncode == 0, done.stdout
        assert done.stderr.count(b"skipped, its file is") + done.stdout.count(b"skipped, its file is") == len(names)


def test_an_archive_that_names_one_file_many_times_is_limited(tmp_path: Path) -> None:
    """It names a file of 200 kB two thousand times. Only a part of that may be read."""
    (tmp_path / "x.dat").write_bytes(b'{"contacts": [{}]}' + b" " * 200_000)
    entry = {"request": {"method": "PUT", "url": "http://x/api/v3/contacts/1", "postData": {"_file": "x.dat"}}, "response": {}}
    (tmp_path / "a.har").write_text(json.dumps({"log": {"entries": [entry] * 2_000}}))
    assert run("lint", "a.har", cwd=tmp_path).returncode == 1


@pytest.mark.nightly
def test_a_large_recording_takes_limited_time_and_memory(tmp_path: Path) -> None:
    """The recordings have twenty megabytes, in three syntaxes."""
    (tmp_path / "large.har.zip").write_bytes(b"PK\x03\x04" + b"\0" * 20_000_000)
    (tmp_path / "large.json5").write_bytes(b"// x\n" + b"[1, 2, 3, 4,]" * 1_600_000)
    (tmp_path / "large").write_bytes(b"\n-\n    request: " + b"x" * 20_000_000)
    for file in ("large.har.zip", "large.json5", "large"):
        done = run("lint", file, cwd=tmp_path)
        assert done.returncode in ((2,) if file.endswith(".zip") else (0, 1)), done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    """The exit status is 2, and the reason is shown."""
    (tmp_path / "a.json").touch(0o000)
    done = run("lint", "a.json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, b"bs-validate: a.json: permission denied\n")


FORGERIES = [
    "::error file=x::forged.json",
    "##[error]forged.json",
    "a\x1b[2J\x1b]0;x\x07.json",
    "b\r\n::error::forged\n.json",
    "c\u202egnp.json",
    "d%0A::error::forged.json",
    "é\u2028::error::forged.json",
]


@pytest.mark.parametrize(
    "options", [*(["--format", form] for form in OUTPUT_FORMATS), ["--verbose"], ["--explain-files"], ["--diff"]]
)
def test_names_cannot_forge_output(tmp_path: Path, options: list[str]) -> None:
    """In every format, names of files and keys print no control character and no annotation."""
    keys = {name.removesuffix(".json"): 1 for name in FORGERIES}
    for name in FORGERIES:
        (tmp_path / name).write_text(json.dumps({"hosts": [{**keys, "id": "", "emial": ""}]}))
    (tmp_path / "pyproject.toml").write_text('[tool.bs-validate]\nfiles = { "*.json" = "host.update" }\n')
    done = run("lint", *options, ".", cwd=tmp_path)
    assert done.returncode == (0 if "--explain-files" in options else 1)
    shown = (done.stdout + done.stderr).decode()
    assert not any(char for char in shown if not char.isprintable() and char != "\n")
    assert "forged" in shown
    for line in shown.splitlines():
        if line.strip().startswith("::"):
            assert "github" in options
            assert line.startswith(("::error file=", "::warning file=", "::group::", "::endgroup::"))
        elif not {"json", "sarif", "html", "junit"} & set(options):
            assert "##[" not in line


def test_names_on_standard_error_are_escaped(tmp_path: Path) -> None:
    """The names of missing files, baselines, outputs and schemas are escaped."""
    for arguments in (
        ["a\x1b[2J"],
        ["--baseline", "b\x1b[2J", "."],
        ["--output", "none/\x1b[2J", "."],
        ["--as", "x\x1b[2J", "."],
    ):
        done = run("lint", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert b"\x1b" not in done.stderr + done.stdout
        assert b"[2J" in done.stderr
