"""The engines: which is used when, and that neither reaches out."""

import socket
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from referencing.exceptions import Unresolvable
from samples import documented

from bs_validate import Validator
from bs_validate.engines import ENGINES, Finding, reference, rust, select
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS

_WITHOUT_RUST = """
import sys
sys.modules["jsonschema_rs"] = None
from bs_validate import Validator, validate
report = validate({"hosts": [{"email": "x"}]}, "host.create")
assert [error.code for error in report.errors] == ["email", "required", "required"], report
assert "jsonschema" in sys.modules
assert Validator(engine="reference").validate({"hosts": []}, "host.read").valid
try:
    Validator(engine="rust").validate({}, "host.read")
except ImportError:
    print("as said")
"""


def test_the_reference_engine_is_used_where_the_fast_one_cannot_be_imported() -> None:
    """By itself; asked for by name, the fast one raises ImportError."""
    run = subprocess.run([sys.executable, "-c", _WITHOUT_RUST], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "as said\n"


def test_the_fast_engine_is_used_where_it_can_be_imported() -> None:
    """And the reference engine is then not even imported."""
    program = (
        "import sys, bs_validate as b; b.validate({}, 'host.read');"
        "print('jsonschema' in sys.modules, 'jsonschema_rs' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "False True\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_finds_places_and_keywords(engine: str) -> None:
    """And decides as it finds."""
    compiled = select(engine)({"properties": {"a": {"items": {"minimum": 1}}}, "required": ["b"]})
    assert set(compiled.findings({"a": [1, 0]})) == {
        Finding(("a", 1), ("properties", "a", "items", "minimum")),
        Finding((), ("required",)),
    }
    assert not compiled.is_valid({"a": [1, 0]})
    assert compiled.is_valid({"a": [1], "b": None})
    assert list(compiled.findings({"b": None})) == []


@pytest.mark.parametrize("compile_schema", [rust.compile_schema, reference.compile_schema], ids=["rust", "reference"])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_asserted(compile_schema: Any, name: str) -> None:
    """For texts, and for nothing else."""
    compiled = compile_schema({"format": name})
    assert not compiled.is_valid("\t")
    assert all(map(compiled.is_valid, [5, None, [], {}, True]))


def test_nothing_is_ever_fetched(validator: Validator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No socket is opened, whatever is validated and whatever a schema refers to."""

    def refuse(*_: Any, **__: Any) -> Any:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    for name in validator.catalog.names:
        report = Validator(engine="reference").validate(documented(name), name)
        assert report.warnings is not None
    for reference_ in ("http://localhost:1/a.json", "file:///etc/hostname"):
        (tmp_path / "a.read.json").write_text(f'{{"$ref": "{reference_}"}}')
        with pytest.raises(ValueError, match="cannot be read"):
            Validator(schemas=tmp_path).validate({}, "a.read")


@pytest.mark.parametrize("key", ["", "0", "007", "+1", "-1", "1.5", "a/b", "~", "~1", " ", "\u0661"])
@pytest.mark.parametrize("schema", [{"type": "string"}, {"additionalProperties": {"type": "string"}}])
def test_names_that_paths_can_lose_are_kept(key: str, schema: dict[str, Any]) -> None:
    """An empty name, one of digits, one with a pointer's own signs: in the data and in the schema, alone and nested."""
    for document in ({key: 1}, {"": {key: 1}}, {key: {"": 1}}, {"a": {key: 1}}, {key: {"a": 1}, "a": 1}):
        for whole in ({"additionalProperties": schema}, {"properties": {key: schema, "a": schema}}):
            found = set(rust.compile_schema(whole).findings(document))
            assert found == set(reference.compile_schema(whole).findings(document))
            for location, _ in found:
                at: Any = document
                for part in location:
                    at = at[part]
                assert not isinstance(at, str)


def test_an_engine_does_not_follow_a_reference_out(tmp_path: Path) -> None:
    """Not even to a file that is there; that there are none in what it is given is the catalogue's care."""
    (tmp_path / "other.json").write_text('{"type": "string"}')
    schema = {"$ref": (tmp_path / "other.json").as_uri()}
    with pytest.raises(InvalidSchema):
        rust.compile_schema(schema)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # or the warning of a fetch would pass for a refusal
        with pytest.raises(Unresolvable):
            reference.compile_schema(schema).is_valid(5)
