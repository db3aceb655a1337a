"""The house: imports point down its floors, and the public names are what they are."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bs_validate

PACKAGE = Path(bs_validate.__file__).parent

#: The rooms, from the bottom up: a module imports from rooms below its own, and from its own.
ROOMS = (
    ("schemas", "codes", "formats", "_instance", "_messages", "_console"),
    ("exceptions",),
    ("report",),
    ("_schema",),
    ("_check", "_form_names"),
    ("validator",),
    ("batch", "choices", "dump", "forms", "strategies", "writing"),
    ("adapters", "lint"),
    ("cli",),
    ("__main__",),
)
FLOORS = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "schemas" not in path.parts)


def _module(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def _imported(path: Path) -> Iterator[str]:
    """Go through the modules of the package that one imports, anywhere in it but for the type checker alone."""
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    for_types = [
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in block.body
    ]
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module
            if node.module == "bs_validate":
                yield from (alias.name for alias in node.names)
            elif node.module.startswith("bs_validate."):
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("bs_validate") for alias in node.names)


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py" or len(path.parts) > 1], ids=str)
def test_no_import_points_up(path: Path) -> None:
    """A module imports from its own room or from one below."""
    floor = FLOORS[_module(path)]
    for imported in _imported(path):
        assert imported == _module(path) or FLOORS[imported] < floor, f"{path} imports {imported}"


def test_the_floors_have_every_module() -> None:
    """And no module that is gone."""
    assert set(FLOORS) == {_module(path) for path in MODULES} - {"__init__"} | {"schemas"}


@pytest.mark.parametrize("library", ["jsonschema", "jsonschema_rs", "referencing"])
def test_only_engines_import_the_json_schema_libraries(library: str) -> None:
    """Nobody else needs to know them."""
    for path in MODULES:
        if path.parts[:2] != ("_check", "engines"):
            assert f"import {library}" not in (PACKAGE / path).read_text(encoding="utf-8")
            assert f"from {library}" not in (PACKAGE / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_is_one_noun_of_bearable_length(path: Path) -> None:
    """A docstring of a sentence or two, and at most 250 lines."""
    text = (PACKAGE / path).read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring
    assert docstring.partition("\n")[0].endswith(".")
    assert text.count("\n") <= 250


def test_the_public_names() -> None:
    """What the package re-exports, and nothing else."""
    assert bs_validate.__all__ == [
        "FieldError",
        "Forgotten",
        "InvalidPayload",
        "InvalidSchema",
        "Report",
        "UnknownEngine",
        "UnknownField",
        "UnknownName",
        "UnknownOperation",
        "UnknownSchema",
        "Validator",
        "choices",
        "to_write",
        "validate",
        "validate_batch",
        "validate_field",
        "validate_json",
        "validate_request",
        "validate_resource",
        "validate_response",
    ]
    assert all(hasattr(bs_validate, name) for name in bs_validate.__all__)
    statements = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body[1:]
    assert {type(statement) for statement in statements} == {ast.ImportFrom, ast.Assign}


def test_the_package_is_typed() -> None:
    """Its marker is installed with it."""
    assert (PACKAGE / "py.typed").is_file()


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Validating a valid document imports none of what advice, suggestions and the reference engine need."""
    import subprocess  # only here
    import sys

    heavy = ["babel", "phonenumbers", "pycountry", "validators", "jsonschema", "hypothesis", "yaml"]
    program = (
        "import sys, bs_validate as b;"
        "report = b.validate({'hosts': [{'firstname': 'a', 'lastname': 'b', 'email': 'a@b.co'}]}, 'host.create');"
        f"assert report.valid and report.warnings == (); print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "[]\n"


_COUNT = """
import sys
from bs_validate.cli.main import main
main(["lint", "-"])
others = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names - {"bs_validate"}
print(sorted(name for name in others if not name.startswith("_")))
packages = [name.partition(".")[0] for name in sys.modules]
print(packages.count("bs_validate"), packages.count("phonenumbers"), len(packages))
"""


@pytest.mark.parametrize(
    ("given", "others", "at_most"),
    [
        ('{"hosts": [{"firstname": "a", "lastname": "b", "email": "a@b.co"}]}', ["jsonschema_rs"], (70, 0, 210)),
        ('{"hosts": [{"firstname": null, "last": "b", "email": "a"}]}', ["jsonschema_rs"], (75, 0, 215)),
        (
            '{"contacts": [{"phones": [{"label": "a", "number": "+33 612312312"}]}]}',
            ["jsonschema_rs", "phonenumbers"],
            (70, 70, 280),
        ),
    ],
    ids=["valid", "faulty", "phone"],
)
def test_one_small_file_needs_few_modules(tmp_path: Path, given: str, others: list[str], at_most: tuple[int, ...]) -> None:
    """Ours, those of phone numbers where there is one, and all; of other packages none but what checks."""
    import subprocess  # only here
    import sys

    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", _COUNT], input=given, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    *_, found, counts = run.stdout.splitlines()
    assert found == str(others)
    assert all(int(count) <= most for count, most in zip(counts.split(), at_most, strict=True)), counts


def test_linting_imports_what_the_file_needs(tmp_path: Path) -> None:
    """One small JSON file: no YAML, no library of formats, no other process, no output but the one that is asked for."""
    import subprocess  # only here
    import sys

    heavy = [
        *("babel", "phonenumbers", "pycountry", "validators", "jsonschema", "yaml", "tomllib", "concurrent", "multiprocessing"),
        *("orjson", "dataclasses", "inspect", "importlib.metadata"),
        *("bs_validate.lint.output.html", "bs_validate.lint.output.sarif", "bs_validate.lint.fixing", "xml", "tempfile"),
    ]
    program = (
        "import sys; from bs_validate.cli.main import main;"
        "assert main(['lint', '-']) == 1;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    given = '{"hosts": [{"firstname": null, "lastname": "b", "email": "a@b.co"}]}'
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", program], input=given, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.splitlines()[-1] == "[]"
