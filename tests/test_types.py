"""The types are up to date with the schemas, true for every payload, and useful in common type checkers."""

import math
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import bs_validate
from bs_validate import strategies, types
from bs_validate._schema.catalog import packaged
from bs_validate.codes import CODES
from support.profiles import examples

ROOT = Path(__file__).parent.parent
PROGRAMS = ROOT / "tests" / "programs"
FILES = ("right.py", "wrong.py")
SCHEMAS = get_args(types.SchemaName)
#: The options with which each type checker is run.
CHECKERS = {
    "mypy": ("--strict", "--python-executable", sys.executable),
    "pyright": ("--pythonpath", sys.executable),
    "pyrefly": ("check", "--python-interpreter-path", sys.executable),
    "ty": ("check", "--output-format", "concise", "--python", sys.executable),
}


def _name(schema: str) -> str:
    resource, representation = schema.split(".")
    return resource.capitalize() + representation.capitalize()


def _exact(value: Any) -> Any:
    """Return a value in which numbers such as 1.0, which are integers for JSON Schema, are integers for Python too."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    return [_exact(inner) for inner in value] if isinstance(value, list) else value


def test_the_module_is_up_to_date() -> None:
    """The script that writes the module has nothing to change."""
    script = [sys.executable, str(ROOT / "scripts" / "update_types.py"), "--check"]
    run = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  # our own script
    assert (run.returncode, run.stdout) == (0, "bs_validate/types.py is up to date\n"), run.stderr


def test_the_names_are_those_of_the_schemas_and_of_the_codes() -> None:
    """The Literals list every packaged schema, every code and both severities."""
    assert packaged().names == SCHEMAS
    assert get_args(types.Code) == tuple(CODES)
    assert set(get_args(types.Severity)) == {code.severity for code in CODES.values()}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_schema_has_a_type_for_its_resource_and_for_its_document(schema: str) -> None:
    """A document holds a list of its resources under the name of the envelope."""
    resource, document = getattr(types, _name(schema)), getattr(types, f"{_name(schema)}Document")
    assert get_args(get_type_hints(document)[str(packaged()[schema].envelope)]) == (resource,)


@pytest.mark.parametrize("schema", SCHEMAS)
@given(data=st.data())
@examples(8)
def test_every_payload_fits_its_type(schema: str, data: st.DataObject) -> None:
    """The types allow every document and every resource that the schemas allow."""
    TypeAdapter(getattr(types, f"{_name(schema)}Document")).validate_python(
        _exact(data.draw(strategies.payloads(schema))), strict=True
    )
    TypeAdapter(getattr(types, _name(schema))).validate_python(
        _exact(data.draw(strategies.payloads(schema, resources=True))), strict=True
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ContactUpdate", {"city": None}),
        ("ContactUpdate", {"country_code": "UK"}),
        ("ContactUpdate", {"spoken_languages": ["hr"]}),
        ("ContactUpdate", {"phones": [{"number": "+33 1 23 45 67 89"}]}),
        ("HostCreate", {"firstname": "Jan"}),
        ("HostUpdate", {"user_id": "3"}),
        ("HostCreateDocument", {"hosts": {"firstname": "Jan", "lastname": "Kowalski"}}),
    ],
)
def test_a_value_of_another_type_does_not_fit(name: str, value: object) -> None:
    """A library that checks types at run time refuses it."""
    with pytest.raises(ValidationError):
        TypeAdapter(getattr(types, name)).validate_python(value, strict=True)


@pytest.mark.parametrize("name", ["ContactCreate", "ContactUpdate", "HostCreate", "HostUpdate"])
def test_a_write_type_has_only_fields_that_a_client_sends(name: str) -> None:
    """The fields that only the server sets are not among them."""
    set_by_the_server = {"id", "created_at", "updated_at", "links", "fullname", "canceled_at", "forget_me_at", "account"}
    assert not set_by_the_server & getattr(types, name).__annotations__.keys()


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_type_checker_finds_each_mistake_and_nothing_else(checker: str, tmp_path: Path) -> None:
    """Every checker accepts the right program, and objects to exactly the marked lines of the wrong one."""
    command = shutil.which(checker, path=str(Path(sys.executable).parent)) or shutil.which(checker)
    if command is None:
        pytest.skip(f"{checker} is not installed")
    for file in FILES:
        shutil.copy(PROGRAMS / file, tmp_path)
    (tmp_path / "pyrefly.toml").touch()  # without a configuration, pyrefly leaves most rules out
    package = Path(bs_validate.__file__).parent
    if package.parent.name != "site-packages":  # type checkers do not follow an editable installation
        (tmp_path / "bs_validate").symlink_to(package)
    run = subprocess.run(  # noqa: S603  # a tool that is installed for it
        [command, *CHECKERS[checker], *FILES], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    found = {(file, int(line)) for file, line in re.findall(r"(right|wrong)\.py:(\d+)", run.stdout)}
    lines = (PROGRAMS / "wrong.py").read_text(encoding="utf-8").splitlines()
    expected = {("wrong", number) for number, line in enumerate(lines, start=1) if line.endswith("# wrong")}
    assert found == expected, run.stdout + run.stderr
