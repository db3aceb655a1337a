"""Mutate the core, one small change at a time, and see whether its tests notice.

The changes are mutmut's: its operators are applied here to all code of a module, at its top and under decorators too, which
mutmut itself leaves out; only annotations, decorators and aliases of types are not touched. Each mutant is imported afresh in a
process of its own, forked off one that has the libraries but nothing of the package in memory, and its module's tests run until
one fails. ``[tool.mutation]`` in ``pyproject.toml`` names these tests and the lowest score that passes.

A survivor that changes nothing a user could see is explained in ``scripts/mutation_survivors.toml``. The exit status is 1 if the
score is too low, a survivor is not explained, or an explanation is about a mutant that was killed or no longer exists.

    python scripts/mutate.py --processes 2                # everything
    python scripts/mutate.py --module _instance/location formats
    python scripts/mutate.py --most 20 --seed monday      # at most 20 mutants of each file; each seed draws others
"""

import argparse
import ast
import contextlib
import difflib
import gc
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import re
import resource
import shlex
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators

from documentation import pages

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "bs_validate"
SURVIVORS = ROOT / "scripts" / "mutation_survivors.toml"
PAGE = ROOT / "docs" / "trust.md"
REMEMBERED = ROOT / ".mutation"
MEMORY = 4 * 2**30
#: As little of pytest as the tests need, so that its start takes no longer than they do.
QUIET = [
    *(
        "-x",
        "-q",
        "--tb=no",
        "--assert=plain",
        "--rootdir",
        str(ROOT),
        "-p",
        "_hypothesis_pytestplugin",
        "--hypothesis-profile=mutation",
    ),
    *(
        f"-pno:{name}"
        for name in ("cacheprovider", "unraisableexception", "threadexception", "faulthandler", "junitxml", "doctest")
    ),
]

#: Slow modules that the package and the tests import; mutants have them in memory when they start.
LIBRARIES = [
    *(
        "babel.core",
        "babel.messages.pofile",
        "hypothesis.extra",
        "hypothesis.strategies",
        "_hypothesis_pytestplugin",
        "jsonschema",
    ),
    *("jsonschema_rs", "openapi_spec_validator", "orjson", "phonenumbers", "pycountry", "pytest", "referencing", "validators"),
    *("tomllib", "yaml"),
]
#: An assignment to such a name is an alias of a type.
_ALIAS = re.compile(r"_?[A-Z][A-Za-z]*[a-z][A-Za-z]*|JSON")
#: Calls that mutmut does not change, because they fail at once without an argument.
_CALLS = {"len", "isinstance", "TypeVar"}


class Mutant(NamedTuple):
    """A change of a module: a name that is stable while the code around it is, and the changed source."""

    name: str
    source: str


class Outcome(NamedTuple):
    """The result for the mutants of a module: the number tried, the survivors, and the names that the sample left out."""

    module: str
    mutants: int
    survivors: tuple[str, ...]
    left_out: frozenset[str] = frozenset()

    @property
    def killed(self) -> int:
        """How many a test noticed."""
        return self.mutants - len(self.survivors)


class _Changes(cst.CSTVisitor):
    """Collect the changes of mutmut's operators: the place of the node, the new node, and the function around it."""

    METADATA_DEPENDENCIES = (WhitespaceInclusivePositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.found: list[tuple[CodeRange, cst.CSTNode, str]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            return False
        if isinstance(node, cst.Assign) and _is_left_alone(node.targets[0].target):
            return False
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _CALLS:
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.within.append(node.name.value)
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                where = self.get_metadata(WhitespaceInclusivePositionProvider, node)
                self.found.extend((where, changed, ".".join(self.within)) for changed in operator(node))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.within.pop()


def _is_left_alone(target: cst.BaseExpression) -> bool:
    return isinstance(target, cst.Name) and (target.value == "__slots__" or _ALIAS.fullmatch(target.value) is not None)


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the mutants of a module that compile."""
    changes = _Changes()
    module = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True).visit(changes)
    starts = [0, 0, *accumulate(map(len, source.splitlines(keepends=True)))]
    seen = Counter[str]()
    for where, changed, within in changes.found:
        before = source[: starts[where.start.line] + where.start.column]
        code = before + module.code_for_node(changed) + source[starts[where.end.line] + where.end.column :]
        name = _name(within, source, code)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        try:
            compile(code, "mutant", "exec")
        except SyntaxError:
            continue
        yield Mutant(name, code)


def _name(within: str, before: str, after: str) -> str:
    """Return the name of a mutant: the function that it is in and the lines that it changes."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[3:]
    old, new = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return f"{within or 'top'}: {old} → {new}"


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import one module from a mutated source, and all others as usual."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.source = source
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        places = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(name, self.path, loader=self, submodule_search_locations=places)

    def get_data(self, path: str) -> bytes:
        """Return the content of a data file beside the module, as the loader of a package does."""
        return Path(path).read_bytes()

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)  # noqa: S102  # a mutant has to run


def survivors(path: Path, given: Iterable[Mutant], tests: Iterable[str], seconds: float, processes: int) -> list[str]:
    """Return the names of the mutants that pass all tests of their module, in time."""
    alive: list[str] = []
    running: dict[int, str] = {}

    def wait() -> None:
        child, status = os.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # processes that it started
        name = running.pop(child)
        if status == 0:
            alive.append(name)

    for mutant in given:
        if len(running) >= processes:
            wait()
        child = os.fork()
        if child == 0:
            os._exit(_tested(path, mutant.source, tests, seconds))
        running[child] = mutant.name
    while running:
        wait()
    return alive


def _tested(path: Path, source: str, tests: Iterable[str], seconds: float) -> int:
    """Run tests quietly, and return 0 if all pass. Only the time limit, which kills the process, ends a test that hangs."""
    import pytest

    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.meta_path.insert(0, _Finder(path, source))
    try:
        for test in tests:
            file, *options = shlex.split(test)
            if pytest.main([str(ROOT / "tests" / file), *options, *QUIET]):
                return 1
    except BaseException:  # noqa: BLE001  # any exception of a mutant means that it was noticed
        return 1
    return 0


class Settings(NamedTuple):
    """The settings in ``pyproject.toml``: the least score in percent, and the tests for each module, the nearest first."""

    least: float
    tests: Mapping[str, list[str]]


def settings() -> Settings:
    """Read the settings."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutation"]
    return Settings(found["least"], found["tests"])


def explained() -> dict[str, set[str]]:
    """Return the explained survivors of each module."""
    known: dict[str, set[str]] = {}
    for entry in tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivors", []):
        known.setdefault(entry["module"], set()).update(entry["mutants"] if entry["because"].strip() else ())
    return known


def stale(module: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the names of mutants whose function a module no longer has, or whose function no longer has the lines that change.

    This reads the module only. A full run also reports mutants that are no longer made, and those that a test kills.
    """
    place = PACKAGE / module
    parts = {f"{path.stem}.": path for path in place.glob("*.py")} if place.is_dir() else {"": place.with_suffix(".py")}
    sources = {
        f"{prefix}{function}": code
        for prefix, path in parts.items()
        for function, code in _functions(path.read_text(encoding="utf-8")).items()
    }
    for name in names:
        function, _, change = name.partition(": ")
        if change.partition(" → ")[0] not in sources.get(function, ""):
            yield name


def _functions(source: str) -> dict[str, str]:
    """Return the code of each function and class by its dotted name, and that of the module as ``top``, each on one line."""
    lines = source.splitlines()
    found: dict[str, str] = {"top": " ".join(line.strip() for line in lines)}

    def visit(node: ast.AST, within: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = (*within, child.name)
                found[".".join(name)] = " ".join(line.strip() for line in lines[child.lineno - 1 : child.end_lineno])
                visit(child, name)

    visit(ast.parse(source), ())
    return found


class Sample(NamedTuple):
    """The most mutants of each file to try, and the seed that draws them."""

    most: int
    seed: str

    def of(self, path: Path, every: list[Mutant]) -> list[Mutant]:
        """Return the mutants of a file to try, in their order; the same seed draws the same ones."""
        if len(every) <= self.most:
            return every
        drawn = random.Random(f"{self.seed}:{path.name}").sample(range(len(every)), self.most)  # noqa: S311  # no secret
        return [every[index] for index in sorted(drawn)]


def run(
    module: str, tests: list[str], processes: int, known: Collection[str], sample: Sample | None = None, *, again: bool = False
) -> Outcome:
    """Try all mutants of a module, a sample of them, or ``again`` those that survived when its source was last tried.

    A mutant that is known to survive, but was killed, is tried a second time: a busy machine may have been too slow for it.
    """
    place = PACKAGE / module
    paths = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    begin = time.monotonic()
    unchanged = Mutant("", paths[0].read_text(encoding="utf-8"))
    if survivors(paths[0], [unchanged], tests, 600, 1) != [""]:
        raise SystemExit(f"the tests of {module} fail without a mutant: {', '.join(tests)}")
    seconds = 10 + 3 * (time.monotonic() - begin)
    count = 0
    alive: list[str] = []
    left_out: set[str] = set()
    for path in paths:
        source = path.read_text(encoding="utf-8")
        prefix = f"{path.stem}." if place.is_dir() else ""
        made = list(mutants(source))
        every = sample.of(path, made) if sample else made
        left_out.update(f"{prefix}{one.name}" for one in set(made).difference(every))
        file = REMEMBERED / f"{hashlib.sha256(source.encode()).hexdigest()[:16]}.json"
        lived = set(json.loads(file.read_text())) if again and file.exists() else {one.name for one in every}
        found = survivors(path, [one for one in every if one.name in lived], tests, seconds, processes)
        killed = lived.difference(found)
        strange = [one for one in every if one.name in killed and f"{prefix}{one.name}" in known]
        found += survivors(path, strange, tests, 3 * seconds, processes)
        if not sample:
            REMEMBERED.mkdir(exist_ok=True)
            file.write_text(json.dumps(found))
        count += len(every)
        alive.extend(f"{prefix}{name}" for name in found)
    return Outcome(module, count, tuple(alive), frozenset(left_out))


def table(outcomes: Iterable[Outcome], known: Mapping[str, set[str]]) -> str:
    """Write the scores as a table in Markdown; ``known`` has the explained survivors of each module."""
    counts = {
        f"`{one.module}`": (one.mutants, len(one.survivors), len(known.get(one.module, set()).intersection(one.survivors)))
        for one in outcomes
    }
    mutants, left, explained = (sum(column) for column in zip(*counts.values(), strict=True))
    counts["all"] = mutants, left, explained
    lines = [
        f"| {name} | {mutants} | {mutants - left} | {left} | {explained} | {score(mutants, left):.1f} % |"
        for name, (mutants, left, explained) in counts.items()
    ]
    head = "| module | mutants | killed | survived | of these explained | score |"
    return "\n".join([head, "|---|---:|---:|---:|---:|---:|", *lines])


def score(mutants: int, survivors: int) -> float:
    """Return how many of a hundred mutants are killed."""
    return 100 * (mutants - survivors) / max(mutants, 1)


def complaints(outcomes: Iterable[Outcome], known: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield the complaints: a survivor without an explanation, and an explanation of a mutant that does not survive."""
    for one in outcomes:
        reasons = known.get(one.module, set())
        yield from (f"{one.module}: survived: {name}" for name in one.survivors if name not in reasons)
        yield from (
            f"{one.module}: explained, but killed or gone: {name}" for name in sorted(reasons - set(one.survivors) - one.left_out)
        )


def main(argv: list[str] | None = None) -> int:
    """Run the mutants and print the result of each."""
    wanted = settings()
    parser = argparse.ArgumentParser(description="Mutate the core and see whether its tests notice.")
    parser.add_argument("--module", nargs="+", choices=sorted(wanted.tests), default=list(wanted.tests), metavar="NAME")
    parser.add_argument("--processes", type=int, default=1, help="how many mutants run at a time (default: 1)")
    parser.add_argument("--again", action="store_true", help="try only those that lived when the same source was last tried")
    parser.add_argument("--most", type=int, metavar="N", help="try at most N mutants of each file, drawn at random")
    parser.add_argument("--seed", default="", help="which mutants --most draws; another seed draws others")
    parser.add_argument("--write", action="store_true", help="write the scores of all modules into docs/trust.md")
    arguments = parser.parse_args(argv)
    if arguments.write and set(arguments.module) != set(wanted.tests):
        parser.error("--write needs all modules")
    sample = Sample(arguments.most, arguments.seed) if arguments.most else None
    warm_up()
    outcomes = []
    known = explained()
    for module in arguments.module:
        begin = time.monotonic()
        tests, expected = wanted.tests[module], known.get(module, set())
        outcome = run(module, tests, arguments.processes, expected, sample, again=arguments.again)
        outcomes.append(outcome)
        left = len(outcome.survivors)
        shown = f"{outcome.mutants:5} mutants {outcome.killed:5} killed {left:4} survived {score(outcome.mutants, left):5.1f} %"
        print(f"{module:24} {shown} {time.monotonic() - begin:6.0f} s", flush=True)
        print("".join(f"{one}\n" for one in complaints([outcome], known)), end="", flush=True)  # a run may take hours
    print(table(outcomes, known))
    if arguments.write:
        pages.fill(PAGE, "mutation", _heading(sample) + table(outcomes, known))
    total = score(sum(one.mutants for one in outcomes), sum(len(one.survivors) for one in outcomes))
    if total < wanted.least:
        print(f"the score is {total:.1f} %, below {wanted.least} %")
    return 1 if total < wanted.least or any(complaints(outcomes, known)) else 0


def warm_up() -> None:
    """Import slow modules, and let Hypothesis draw few examples, the same ones each time, without shrinking."""
    from _pytest.config import default_plugins
    from hypothesis import HealthCheck, Phase
    from hypothesis import settings as hypothesis

    for library in (*LIBRARIES, *(f"_pytest.{name}" for name in default_plugins)):
        importlib.import_module(library)
    warm = importlib.import_module("babel.localedata")
    for language in ("en", "sr", "zh_Hans", "zh_Hant", *(path.stem for path in (PACKAGE / "_messages" / "locale").glob("*.po"))):
        if warm.exists(language):
            warm.load(language)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = False  # each process would compile the tests
    hypothesis.register_profile(
        "mutation",
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=30,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    gc.disable()
    gc.freeze()  # forked processes never collect imported objects


def _heading(sample: Sample | None) -> str:
    """Return a sentence that tells which mutants a table counts."""
    if sample is None:
        return "All mutants of each file:\n\n"
    return f"At most {sample.most} mutants of each file, drawn at random (`--most {sample.most} --seed {sample.seed}`):\n\n"


if __name__ == "__main__":
    raise SystemExit(main())
