"""The architecture: imports point down, modules are small, and the public names are fixed."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import bs_validate

PACKAGE = Path(bs_validate.__file__).parent

#: The rooms, from the bottom up: a module imports from the rooms below its own, and from its own.
ROOMS = (
    ("schemas", "codes", "formats", "types", "_html", "_instance"),
    ("_messages",),
    ("report",),
    ("exceptions",),
    ("_schema",),
    ("_check",),
    ("_tally", "validator"),
    ("batch", "dump", "forms", "javascript", "samples", "strategies", "writing"),
    ("lint", "serve"),
    ("adapters", "coverage", "drift"),
    ("cli",),
    ("__main__",),
)
FLOORS = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "schemas" not in path.parts)
MOST_LINES = 400
MOST_NAMES_AT_THE_TOP = 25
_PRESCRIBED = ("__init__.py", "__main__.py", "py.typed")


def _name(path: Path) -> str:
    """Return the dotted name of a module inside the package, which is empty for the package itself."""
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


NAMES = {_name(path): path for path in MODULES}


def _room(name: str) -> str:
    return name.partition(".")[0]


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each import from the package in a module as the module and the name.

    Imports at any place and for the type checker alone count, too.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                assert _room(alias.name) != "bs_validate", "modules are imported with from, so that they can be followed"
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not followed"
            package, _, module = str(node.module).partition(".")
            if package == "bs_validate":
                yield from ((module, alias.name) for alias in node.names)


def _imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of the package that a module imports."""
    for module, name in _imports(tree):
        inner = f"{module}.{name}".removeprefix(".")
        yield inner if inner in NAMES or _room(inner) == "schemas" else module


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / NAMES[name]).read_text(encoding="utf-8"))


GRAPH = {name: set(_imported(_tree(name))) for name in NAMES if name}


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_import_points_up() -> None:
    """A module imports from its own room or from one below."""
    arrows = ((name, one) for name, imported in GRAPH.items() for one in imported if _room(one) != _room(name))
    assert [(name, one) for name, one in arrows if FLOORS[_room(one)] >= FLOORS[_room(name)]] == []


def test_no_modules_import_each_other() -> None:
    """There is no cycle, inside a room either. Imports inside functions and for the type checker alone count, too."""
    assert _cycle(GRAPH) == []


def test_a_cycle_would_be_found() -> None:
    """The graph on which the other tests rely has the imports at the top, in functions and for types."""
    tree = ast.parse(
        "from bs_validate._check import issues\n"
        "if TYPE_CHECKING:\n    from bs_validate.report import Report\n"
        "def late():\n    from bs_validate._check.engines import rust\n"
    )
    assert set(_imported(tree)) == {"_check.issues", "report", "_check.engines.rust"}
    assert _cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) != []
    assert "_check.engines.rust" in GRAPH["_check.engines.select"]
    assert "report" in GRAPH["exceptions"]


def test_a_private_name_stays_in_its_module() -> None:
    """No module imports a name with a leading underscore from another; a private module is not a name."""
    private = [
        (name, module, one)
        for name in GRAPH
        for module, one in _imports(_tree(name))
        if one.startswith("_") and f"{module}.{one}".strip(".") not in NAMES
    ]
    assert private == []


def test_the_floors_have_every_module() -> None:
    """Modules that no longer exist are not among them."""
    assert set(FLOORS) == {_room(name) for name in GRAPH} | {"schemas"}


def test_the_top_of_the_package_has_at_most_25_rooms() -> None:
    """The files with names that Python prescribes do not count."""
    names = [path.name for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "schemas", *_PRESCRIBED)]
    assert len(names) <= MOST_NAMES_AT_THE_TOP, sorted(names)


@pytest.mark.parametrize("library", ["jsonschema", "jsonschema_rs", "referencing"])
def test_only_engines_import_the_json_schema_libraries(library: str) -> None:
    """No other module depends on them."""
    for path in MODULES:
        if path.parts[:2] != ("_check", "engines"):
            assert f"import {library}" not in (PACKAGE / path).read_text(encoding="utf-8")
            assert f"from {library}" not in (PACKAGE / path).read_text(encoding="utf-8")


def test_a_module_has_a_docstring_and_at_most_400_lines() -> None:
    """The first line of the docstring is a sentence."""
    for name, path in NAMES.items():
        docstring = ast.get_docstring(_tree(name))
        assert docstring, name
        assert docstring.partition("\n")[0].endswith("."), name
        assert (PACKAGE / path).read_text(encoding="utf-8").count("\n") <= MOST_LINES, name


def test_the_package_exports_the_public_names() -> None:
    """The package re-exports these, and does nothing else."""
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
    assert {type(statement) for statement in statements} == {ast.Assign, ast.FunctionDef, ast.If}
    assert [one.name for one in statements if isinstance(one, ast.FunctionDef)] == ["__getattr__", "__dir__"]
    assert set(bs_validate.__all__) <= set(dir(bs_validate))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The names of the package are looked up when they are first used."""
    with pytest.raises(AttributeError, match="has no attribute 'validates'"):
        getattr(bs_validate, "validate" + "s")


def test_the_package_is_typed() -> None:
    """The marker for type checkers is part of the package."""
    assert (PACKAGE / "py.typed").is_file()


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Validating a valid document does not import the libraries of advice, suggestions and the reference engine."""
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
        ('{"hosts": [{"firstname": "a", "lastname": "b", "email": "a@b.co"}]}', ["jsonschema_rs"], (97, 0, 236)),
        ('{"hosts": [{"firstname": null, "last": "b", "email": "a"}]}', ["jsonschema_rs"], (97, 0, 236)),
        (
            '{"contacts": [{"phones": [{"label": "a", "number": "+33 612312312"}]}]}',
            ["jsonschema_rs"],
            (103, 0, 242),
        ),
    ],
    ids=["valid", "faulty", "phone"],
)
def test_one_small_file_needs_few_modules(tmp_path: Path, given: str, others: list[str], at_most: tuple[int, ...]) -> None:
    """The limits count our modules, those of phonenumbers, and all; of other packages only the validation engine is imported."""
    import subprocess  # only here
    import sys

    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", _COUNT], input=given, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    *_, found, counts = run.stdout.splitlines()
    assert found == str(others)
    assert all(int(count) <= most for count, most in zip(counts.split(), at_most, strict=True)), counts


def test_linting_imports_only_what_the_file_needs(tmp_path: Path) -> None:
    """For one small JSON file, no YAML, no library of formats, no worker process and only one output format is imported."""
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
