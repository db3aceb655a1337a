"""The command ``example``."""

import json
import sys
from pathlib import Path

import pytest

from bs_validate import validate_json
from bs_validate.cli.main import main


def _lines(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["example", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_command_prints_one_valid_document_per_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The number of documents is the requested one, and the same seed gives the same documents."""
    lines = _lines(["contact.create", "--count", "5"], capsys)
    assert len(set(lines)) == 5
    assert all(validate_json(line, "contact.create").valid for line in lines)
    assert lines == _lines(["contact.create", "--count", "5", "--seed", "0"], capsys)
    assert lines != _lines(["contact.create", "--count", "5", "--seed", "-1"], capsys)


def test_the_command_prints_documents_with_one_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """Each document has the requested fault."""
    for line in _lines(["contact.create", "--count", "3", "--fault", "phones.0.number:phone"], capsys):
        assert [error.field for error in validate_json(line, "contact.create").errors] == ["phones.0.number"]


def test_two_faults_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A payload with only the last of them would not be the requested one."""
    assert main(["example", "contact.create", "--fault", "email:email", "--fault", "zip:too_long"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "bs-validate: --fault can be given only once: a payload has exactly one fault\n"


def test_faker_is_an_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it, a message says how to install it. Examples without ``--faker`` still work."""
    faker = _lines(["host.create", "--faker"], capsys)
    monkeypatch.setitem(sys.modules, "faker", None)
    assert main(["example", "host.create", "--faker"]) == 2
    assert "python -m pip install faker" in capsys.readouterr().err
    assert _lines(["host.create"], capsys) != faker


def test_neither_hypothesis_nor_faker_is_imported() -> None:
    """Neither of them is installed with the package alone."""
    import subprocess  # only here

    program = (
        "import sys; from bs_validate.cli.main import main;"
        "main(['example', 'contact.read', '--fault', 'zip:blank']); main(['coverage', '.', '--format', 'json']);"
        "print([name for name in ('hypothesis', 'faker') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parent)  # noqa: S603  # ours
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_schema_that_cannot_be_drawn_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints a message and exits with 2."""
    tag = {"type": "object", "required": ["code"], "properties": {"code": {"type": "string", "pattern": "^q{9}$"}}}
    schema = {"type": "object", "required": ["tags"], "properties": {"tags": {"type": "array", "items": tag}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema))
    assert main(["example", "tag.create", "--schemas", str(tmp_path)]) == 2
    assert "no example could be made" in capsys.readouterr().err
