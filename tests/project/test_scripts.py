"""The scripts find the faults that they are for, and the hook of pre-commit is complete."""

import importlib.util
import itertools
import os
import random
import re
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry

from bs_validate._schema.catalog import packaged
from bs_validate._schema.printing import printed
from bs_validate.lint.readers import ENDINGS
from support.places import ROOT, SCRIPTS, TESTS


def _load(name: str) -> ModuleType:
    if str(SCRIPTS) not in sys.path:  # a script imports the modules beside it from there
        sys.path.append(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_for_phone_numbers_agree_with_phonenumbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short run of the comparison finds nothing, and a wrong verdict is reported."""
    phones = _load("phones")
    drawn = list(itertools.islice(phones.numbers(random.Random(7)), 600))  # noqa: S311  # no secret
    covered: Counter[bool] = Counter()
    assert list(phones.disagreements(drawn, covered)) == []
    assert covered.total() == 600
    assert covered[True] > 400
    monkeypatch.setattr(phones, "verdict", lambda *_: None)
    [wrong] = phones.disagreements([("06 12 31 23 12", "US")], Counter())
    assert wrong == "'06 12 31 23 12' in US: the tables say None, phonenumbers says invalid_number"


_BROKEN_LAW = f"""
import sys
sys.path.append({str(TESTS)!r})
from hypothesis import given, strategies as st
from support.profiles import examples
@examples(1)
@given(st.randoms(use_true_random=True))
def test_half_of_these_fail(chance):
    assert chance.random() < 0.5
@given(st.just(1))
def test_this_holds(one):
    pass
"""


def test_fuzzing_prints_a_counterexample_and_how_to_try_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The printed command finds the same counterexample."""
    (tmp_path / "test_broken.py").write_text(_BROKEN_LAW, encoding="utf-8")
    fuzz = _load("fuzz")
    monkeypatch.setattr(fuzz, "LAWS", tmp_path)
    assert fuzz.main(["--examples", "30", "--seed", "3"]) == 1
    shown = capfd.readouterr().out
    counterexample = re.findall(r"chance=Random\(.*\)", shown)[0]
    assert "2 runs of a law with 30 examples each, 1 failures" in shown
    [again] = re.findall(r"^python scripts/fuzz.py (.*)$", shown, re.MULTILINE)
    assert again == "--law test_half_of_these_fail --seed 3 --examples 30"
    assert fuzz.main(shlex.split(again)) == 1
    assert counterexample in capfd.readouterr().out


@pytest.mark.parametrize("profile", ["nightly", "fuzz"])
def test_long_runs_draw_new_examples_in_continuous_integration(profile: str) -> None:
    """Hypothesis would otherwise draw the same ones each time there, whatever the seed."""
    program = "import support.profiles; from hypothesis import settings; print(settings.default.derandomize)"
    environment = {**os.environ, "CI": "true", "HYPOTHESIS_PROFILE": profile, "FUZZ_EXAMPLES": "1"}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT / "tests", env=environment, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "False\n"


def test_the_corpus_of_the_coverage_fuzzing_is_accepted() -> None:
    """Each target accepts its first inputs: recordings, texts and forms, none of them broken."""
    script = _load("fuzz_coverage")
    for target, take in script.TARGETS.items():
        found = script.corpus(target)
        assert len(found) > 10
        for data in found[:10]:
            take(data)


def test_each_text_that_a_planted_bug_replaces_is_in_the_code() -> None:
    """The text is in its file exactly once."""
    plant = _load("plant")
    assert len(plant.BUGS) == 6
    for bug in plant.BUGS:
        assert plant.planted(ROOT / "bs_validate", bug) != (ROOT / "bs_validate" / bug.file).read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="is not there exactly once"):
        plant.planted(ROOT / "bs_validate", plant.BUGS[0]._replace(found="no such text"))


def test_the_oldest_versions_are_those_of_the_project() -> None:
    """Every dependency of the package, its extras or the tests has a lower bound, and is tried at that version."""
    versions = _load("try_versions")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = versions.oldest(project)
    assert len(pins) == len({re.split("[>;[]", one)[0].lower() for one in versions.requirements(project)})
    assert "jsonschema-rs==0.59" in pins
    several = {"project": {"dependencies": ["a>=1.9; x", "B>=2"], "optional-dependencies": {"c": ["a[x]>=1.10"]}}}
    assert versions.oldest({**several, "dependency-groups": {"test": ["d"]}}) == ["a==1.10", "b==2"]


@pytest.mark.parametrize("name", ["run", "nightly", "prepare"])
def test_the_files_that_continuous_integration_names_exist(name: str) -> None:
    """They are tests and scripts of this repository."""
    named = re.findall(r"\b(?:tests|scripts)/[\w/]+(?:\.\w+)?", (ROOT / ".ci" / name).read_text(encoding="utf-8"))
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_the_pythons_are_those_that_are_tried() -> None:
    """The gate tries the oldest one, and the nightly run the others of the classifiers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert project["requires-python"] == f">={named[0]}"
    assert f"python{named[0]} --version" in (SCRIPTS / "test").read_text(encoding="utf-8")
    assert f"for version in {' '.join(named[1:])}; do" in (ROOT / ".ci" / "nightly").read_text(encoding="utf-8")


def test_a_python_is_found_by_its_version() -> None:
    """The running version is found, and one that does not exist is not."""
    interpreter = _load("try_versions").interpreter
    assert interpreter(sys.executable) == sys.executable
    assert interpreter("2.99") is None


def _asked(tmp_path: Path, *arguments: str) -> list[str]:
    """Return the commands that ``scripts/test`` gives to the Python of its environment, which a script replaces here."""
    python = tmp_path / "python"
    copied = 'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin"; fi'
    python.write_text(f'#!/bin/sh\necho "$*" >>"{tmp_path}/asked"\n{copied}\n')
    python.chmod(0o755)
    variables = {**os.environ, "PYTHON": str(python), "TMPDIR": str(tmp_path)}
    run = subprocess.run(  # noqa: S603  # ours
        ["/bin/sh", str(SCRIPTS / "test"), *arguments], env=variables, capture_output=True, text=True, check=True
    )
    assert run.stderr.startswith("scripts/test: 1. ")
    return (tmp_path / "asked").read_text().splitlines()


def test_the_whole_suite_is_tested_with_style_types_and_a_short_fuzz(tmp_path: Path) -> None:
    """Without a path everything is checked, and options go to pytest, which uses all cores."""
    *_, check, layout, package, rest, tests, fuzz = _asked(tmp_path, "-k", "tests")
    assert [check, layout] == [f"-m ruff check {ROOT}", f"-m ruff format --check {ROOT}"]
    assert package.endswith("--package bs_validate")
    assert rest.endswith(f"{ROOT}/scripts {ROOT}/tests")
    assert tests.endswith(f"-n logical --maxprocesses 8 --dist worksteal {ROOT}/tests -k tests")
    assert fuzz.startswith(f"{ROOT}/scripts/fuzz.py --examples 50 ")


def test_a_path_is_tested_alone(tmp_path: Path) -> None:
    """A named file or test replaces the whole suite, without the checks of style and types and without the fuzz."""
    commands = _asked(tmp_path, "tests/test_report.py", "tests/test_writing.py::test_a", "-k", "schemas or x", "-x")
    assert commands[-1].endswith(f" {ROOT}/tests/test_report.py {ROOT}/tests/test_writing.py::test_a -k schemas or x -x")
    assert not any("ruff" in one or "mypy" in one or "fuzz" in one or "-n logical" in one for one in commands)


def test_every_package_is_in_the_wheel() -> None:
    """Each folder with an ``__init__.py`` is listed in ``pyproject.toml``, which the editable install does not need."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "bs_validate").rglob("__init__.py")}
    assert sorted(listed) == sorted({*found, "bs_validate.schemas"})


def test_the_parts_of_the_nightly_run_are_functions() -> None:
    """Each part that runs by default is defined, and every script has a part unless it is for writing files."""
    text = (ROOT / ".ci" / "nightly").read_text(encoding="utf-8")
    parts = re.findall(r"parts=\(\s*([a-z\s]+)\s*\)$", text, re.MULTILINE)[0].split()
    assert set(parts) == set(re.findall(r"^([a-z]+)\(\) {", text, re.MULTILINE)) - {"pick"}
    for script in (
        "fuzz",
        "fuzz_coverage",
        "fuzz_formats",
        "plant",
        "bench",
        "bounds",
        "batch_cost",
        "startup_cost",
        "mutate",
        "try_editors",
        "try_pre_commit",
        "try_tools",
        "try_versions",
    ):
        assert f"scripts/{script}" in text


def test_the_page_names_the_versions_of_the_tools_that_are_tried() -> None:
    """No other tool is listed, and a compiler that one of them needs has no row."""
    tools = _load("try_tools")
    pins = [one.rpartition("==")[2] if "==" in one else one.rpartition("@")[2] for one in (*tools.NPM, *tools.PYPI)]
    section = (ROOT / tools.PAGE).read_text(encoding="utf-8").partition("## Tools for OpenAPI")[2].partition("\n```")[0]
    assert sorted(re.findall(r"[0-9]+\.[0-9]+\.[0-9]+", section)) == sorted(set(pins) - {"5.9.3"})


def test_tools_are_tried_with_documents_that_keywords_alone_can_judge() -> None:
    """A validator without our formats refuses the wrong documents, and accepts the documented ones."""
    tools = _load("try_tools")
    bare = {name: Draft202012Validator(printed(packaged()[name]), registry=Registry()) for name in tools.WRITES}
    assert len(list(tools.wrong_contacts())) == len(tools.WRONG)
    for _, document in tools.wrong_contacts():
        assert not bare["contact.create"].is_valid(document)
    for method, _, example, _ in tools.DOCUMENTED:
        name = f"{example.partition('_')[0]}.{'create' if method == 'POST' else 'update'}"
        assert bare[name].is_valid(tools.EXAMPLES[example]["value"])


def test_generated_types_are_judged_by_their_fields_and_names() -> None:
    """A type with exactly the writable fields is right; one with a field of the server, or a numbered name, is wrong."""
    tools = _load("try_tools")
    fields = {"firstname", "lastname", "email", "user_id", "source_id"}
    assert list(tools.complaints("host.create", {"Host": fields})) == []
    (complaint,) = tools.complaints("host.create", {"Host": {*fields, "id"}})
    assert complaint.startswith("host.create: no type has just the fields that can be written")
    assert list(tools.complaints("host.create", {"Host": fields, "Email3": set()})) == ["host.create: a type is named Email3"]


SOURCE = '''"""A docstring."""
Alias = tuple[int, ...]
LIMIT = 5


@some(1)
def held(value: int | None = None) -> bool:
    """Another."""
    return value is not None and value < LIMIT
'''


def test_mutants_are_made_everywhere_except_in_types() -> None:
    """Module level and decorated functions count. The name of a mutant has the change and its place."""
    made = list(_load("mutate").mutants(SOURCE))
    assert [one.name for one in made] == [
        "top: LIMIT = 5 → LIMIT = None",
        "top: LIMIT = 5 → LIMIT = 6",
        "held: return value is not None and value < LIMIT → return value is not None or value < LIMIT",
        "held: return value is not None and value < LIMIT → return value is None and value < LIMIT",
        "held: return value is not None and value < LIMIT → return value is not None and value <= LIMIT",
    ]
    assert made[1].source == SOURCE.replace("LIMIT = 5", "LIMIT = 6")


def test_a_mutant_survives_if_its_tests_pass_in_time() -> None:
    """A mutant that changes nothing survives; one that is wrong does not, nor does one that hangs."""
    program = """
import mutate
mutate.warm_up()
path = mutate.PACKAGE / "_instance" / "location.py"
source = path.read_text(encoding="utf-8")
given = [mutate.Mutant("same", source), mutate.Mutant("wrong", source.replace('"~0"', '"~2"'))]
print(mutate.survivors(path, given, ["instance/test_location.py"], 60, 2))
hangs = mutate.Mutant("hangs", source + "while True:\\n    pass\\n")
print(mutate.survivors(path, [hangs], ["instance/test_location.py"], 0.5, 1))
"""
    run = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", program], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    assert run.stdout == "['same']\n[]\n"


def test_mutation_reports_unexplained_survivors(capsys: pytest.CaptureFixture[str]) -> None:
    """A survivor without a reason is reported, and so is a reason without a survivor."""
    mutate = _load("mutate")
    outcomes = [mutate.Outcome("a", 10, ("x", "y")), mutate.Outcome("b", 10, ())]
    assert list(mutate.complaints(outcomes, {"a": {"x", "y"}})) == []
    assert list(mutate.complaints(outcomes, {"a": {"x", "z"}, "c": {"w"}})) == [
        "a: survived: y",
        "a: explained, but killed or gone: z",
    ]
    assert mutate.table(outcomes, {"a": {"x", "z"}}).splitlines()[2:] == [
        "| `a` | 10 | 8 | 2 | 1 | 80.0 % |",
        "| `b` | 10 | 10 | 0 | 0 | 100.0 % |",
        "| all | 20 | 18 | 2 | 1 | 90.0 % |",
    ]
    with pytest.raises(SystemExit):
        mutate.main(["--module", "_instance/location", "--write"])
    assert "--write needs all modules" in capsys.readouterr().err


def test_a_sample_of_mutants_depends_only_on_its_seed() -> None:
    """The sample keeps their order, and a small file is tried completely."""
    mutate = _load("mutate")
    every = [mutate.Mutant(str(number), "") for number in range(100)]
    drawn = mutate.Sample(20, "monday").of(Path("walk.py"), every)
    assert len(drawn) == 20
    assert drawn == sorted(drawn, key=every.index)
    assert drawn == mutate.Sample(20, "monday").of(Path("walk.py"), every)
    assert drawn != mutate.Sample(20, "tuesday").of(Path("walk.py"), every)
    assert mutate.Sample(100, "monday").of(Path("walk.py"), every) == every


def test_an_explained_survivor_outside_the_sample_is_not_reported() -> None:
    """Only a full run can say that an explanation is stale."""
    mutate = _load("mutate")
    outcome = mutate.Outcome("a", 10, (), frozenset({"x"}))
    assert list(mutate.complaints([outcome], {"a": {"x", "y"}})) == ["a: explained, but killed or gone: y"]


def test_every_explained_survivor_is_in_a_mutated_module() -> None:
    """Each has a reason."""
    mutate = _load("mutate")
    assert set(mutate.explained()) <= set(mutate.settings().tests)
    assert all(mutate.explained().values())


def test_every_explained_survivor_is_in_existing_code() -> None:
    """An entry for a function that no longer exists, or for a line that has changed, explains nothing."""
    mutate = _load("mutate")
    found = {module: list(mutate.stale(module, names)) for module, names in mutate.explained().items()}
    assert {module: names for module, names in found.items() if names} == {}


def test_a_survivor_in_removed_code_is_stale() -> None:
    """The function is looked up with its class, and the line only in that function."""
    mutate = _load("mutate")
    limit = "top: QUOTED_LENGTH = 40 → QUOTED_LENGTH = 41"
    (quoted,) = (name for name in mutate.explained()["_instance/location"] if name.startswith("quoted: if "))
    gone = [
        quoted.replace("quoted: ", "dotted: "),
        quoted.replace("quoted: ", "Quoted.quoted: "),
        quoted.replace("len(name)", "size"),
    ]
    assert list(mutate.stale("_instance/location", [quoted, limit, *gone])) == gone
    packages = [f"{place}: code = 1 → code = 2" for place in ("nothing.reason", "email.reason")]
    assert list(mutate.stale("formats", packages)) == packages


def test_every_mutated_module_and_its_tests_exist() -> None:
    """Each entry of the settings names a module of the package and at least one file of tests."""
    mutate = _load("mutate")
    for module, tests in mutate.settings().tests.items():
        place = mutate.PACKAGE / module
        assert place.is_dir() or place.with_suffix(".py").is_file(), module
        assert tests, module
        assert [test for test in tests if not (ROOT / "tests" / shlex.split(test)[0]).is_file()] == []


def test_the_hook_accepts_the_endings_that_a_walk_finds() -> None:
    """It has exactly those endings. ``scripts/try_pre_commit`` tries the hook itself."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["entry"], hook["require_serial"]) == ("bs-validate", "bs-validate lint --force-exclude", True)
    endings = {*ENDINGS, ".txt", ".jsonc", ".xml", ".yamlx"}
    assert {ending for ending in endings if re.search(hook["files"], f"folder/a{ending}")} == set(ENDINGS)
