"""The output of the command, word for word: a changed sentence is a changed file under ``snapshots/``.

Run ``UPDATE_SNAPSHOTS=1 python -m pytest tests/cli/test_snapshots.py`` to write the files again, and read the diff before you
commit it. The output does not depend on the width of the terminal, the version of the package, the time or the paths of the
machine.
"""

import gzip
import json
import os
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from bs_validate.cli.main import main
from bs_validate.codes import CODES
from bs_validate.lint.output import OUTPUT_FORMATS
from support.places import TESTS

SNAPSHOTS = Path(__file__).parent / "snapshots"

FAULTY = {"contacts": [{"first_name": "Ana", "lastname": "", "email": "ana.example", "country_code": "fr", "zip": 5}]}
REQUEST = {"method": "post", "uri": "https://www.bookingsync.com/api/v3/contacts", "body": {"string": json.dumps(FAULTY)}}
TAKEN = {"request": REQUEST, "response": {"status": {"code": 201}, "body": {"string": '{"contacts": [], "total": 0}'}}}
ODD = {"request": {"method": "get", "uri": "https://www.bookingsync.com/api/v3/hosts?feilds=id"}, "response": {"status": 500}}
FILES: dict[str, bytes] = {
    "update.json": json.dumps(FAULTY, indent=2).encode(),
    "update.ndjson": json.dumps(FAULTY).encode() + b'\n{"contacts": [{"city": "\xe9"}]}\n',
    "cassette.yml": json.dumps({"http_interactions": [{"request": REQUEST, "response": {"status": {"code": 422}}}]}).encode(),
    "traffic.json": json.dumps({"http_interactions": [TAKEN, ODD]}).encode(),
    "broken.json": b'{"contacts": [',
    "package.json": b'{"name": "package"}',
    "damaged.json.gz": gzip.compress(b"{}", mtime=0)[:-4],
    "doubtful-update.json": b'{"hosts": [{"id": 1, "email": ""}]}',
    "known.json": json.dumps(
        {"version": 1, "findings": [{"file": "update.json", "pointer": "/contacts/0/zip", "code": "type", "count": 2}]}
    ).encode(),
    "list.json": b"[]",
    "bare.json": b'{"firstname": "Ana", "lastname": "Kos", "email": "ana.example", "city": "Zagreb"}',
    "bares.json": b'[{"firstname": "Ana", "lastname": "Kos"}, {"firstname": "", "lastname": "Kos"}]',
    "single.json": b'{"host": {"firstname": "Ana", "lastname": "Kos"}}',
}

MIXED = "examples update.json cassette.yml doubtful-update.json none.json"
#: Each command line by the name of its snapshot.
LINES: dict[str, str] = {
    **{
        f"help{command.replace(' ', '-')}": f"{command} --help"
        for command in (
            "",
            *(
                f" {one}"
                for one in ("lint", "drift", "coverage", "example", "schema", "explain", "fields", "javascript", "completion")
            ),
        )
    },
    "explain": "explain",
    **{f"explain-{code}": f"explain {code}" for code in CODES},
    "fields-contact": "fields contact",
    "fields-host": "fields host",
    **{f"lint-{form}": f"lint --format {form} {MIXED}" for form in OUTPUT_FORMATS},
    "lint-verbose": "lint --verbose update.json cassette.yml package.json",
    "lint-explain-files": "lint --explain-files examples update.json cassette.yml broken.json package.json",
    "lint-statistics": "lint --statistics update.json",
    "lint-strict": "lint --strict --statistics doubtful-update.json",
    "lint-french": "lint --lang fr update.json",
    "lint-unreadable": "lint broken.json damaged.json.gz update.ndjson",
    "lint-nothing": "lint empty",
    "lint-diff": "lint --diff update.json update.ndjson damaged.json.gz",
    "lint-fix": "lint --fix update.json",
    "lint-baseline": "lint --baseline known.json update.json",
    "lint-write-baseline": "lint --write-baseline new.json update.json",
    "lint-output": "lint --output report.json update.json",
    **{f"drift-{form}": f"drift --format {form} traffic.json none.json" for form in ("text", "json", "html")},
    "drift-nothing": "drift update.json",
    **{f"coverage-{form}": f"coverage --format {form} doubtful-update.json" for form in ("text", "json")},
    "coverage-under": "coverage --fail-under 99 list.json",
    "example": "example host.create --count 2 --seed 7",
    "example-fault": "example host.update --fault email:email",
    "usage-unknown-field": "example contact.create --fault emial:email",
    "usage-unknown-rule": "example contact.create --fault zip:email",
    "usage-bad-fault": "example contact.create --fault email",
    "usage-bad-seed": "example contact.create --seed x",
    "usage-bad-percent": "coverage --fail-under 101 .",
    "no-command": "",
    "lint-no-path": "lint",
    "lint-named": "lint bare.json bares.json single.json package.json list.json",
    "schema-settings": "schema settings",
    "usage-unknown-command": "lnit",
    "usage-unknown-option": "lint --nope .",
    "usage-unknown-format": "lint --format xml .",
    "usage-unknown-schema": "lint --as contact.creat .",
    "usage-unknown-code": "explain requird",
    "usage-unknown-resource": "fields contacts",
    "usage-unknown-shell": "completion bahs",
    "usage-bad-jobs": "lint --jobs 0 .",
    "usage-same-output": "lint --format json --output a --format html --output a .",
    "usage-output-over-input": "lint --output good.json good.json",
    "usage-drift-over-input": "drift --output traffic.json traffic.json",
    "usage-explain-and-write": "lint --explain-files --write-baseline known.json .",
    "usage-diff-and-write": "lint --diff --format json --output report.json .",
    "usage-bad-baseline": "lint --baseline list.json .",
    "usage-no-baseline": "lint --baseline none .",
    "usage-no-schemas": "lint --schemas none .",
    "usage-unwritable": "lint --output none/report .",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with the examples and the files, and go there."""
    shutil.copytree(TESTS / "examples", tmp_path / "examples")
    (tmp_path / "empty").mkdir()
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", LINES)
def test_the_output_equals_its_snapshot(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output, standard error and exit status are those of the file."""
    status = main(LINES[name].split())
    captured = capsys.readouterr()
    shown = f"$ bs-validate {LINES[name].strip()}\n{_same_everywhere(captured.out)}"
    if captured.err:
        shown += f"--- standard error\n{_same_everywhere(captured.err)}"
    shown += f"--- exit status {status}\n"
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_every_snapshot_has_a_command_line() -> None:
    """A snapshot whose command line is gone is deleted."""
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(LINES)


def _same_everywhere(text: str) -> str:
    """Return the output without the version, the style and script of the page, and the quotes of some versions of argparse."""
    text = text.replace(f'"version": "{version("bs-validate")}"', '"version": "X"')
    text = re.sub(r'\n *"semanticVersion": "[^"]+",', "", text)
    text = re.sub(r"(?s)(<style>|<script>).*?(</style>|</script>)", r"\1…\2", text)
    text = re.sub(r"'sha256-[^']+'", "'sha256-…'", text)
    return re.sub(r"\(choose from ([^)]*)\)", lambda match: f"(choose from {match[1].replace(chr(39), '')})", text)
