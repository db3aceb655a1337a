"""Run the tests with the oldest versions that pyproject.toml allows, or with the newest, on a Python of choice.

    python scripts/try_versions.py                                  the oldest, on this Python
    python scripts/try_versions.py --newest --python 3.13           the newest, on another one
    python scripts/try_versions.py tests/laws/test_laws.py -x           arguments of pytest, after the options

Of each package that pyproject.toml names with a lower bound, in the dependencies, the extras and the group ``test``, the oldest
is the bound itself; packages without a bound, and further dependencies, have the newest version that fits. The environment
is made in a temporary directory and is removed afterwards.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: Tests that need a browser, and have nothing to do with versions.
_LEFT_OUT = ("--ignore", str(ROOT / "tests" / "adapters" / "test_examples.py"))
#: All processors, as pytest-xdist counts them, for the whole suite.
_IN_PARALLEL = ("-n", "logical", "--maxprocesses", "8", "--dist", "worksteal")
_BOUND = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?\s*>=\s*([0-9][0-9A-Za-z.]*)")


def requirements(project: Mapping[str, Any]) -> Iterator[str]:
    """Yield the requirements of the package, of its extras and of the tests."""
    yield from project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        yield from extra
    yield from _group(project["dependency-groups"], "test")


def _group(groups: Mapping[str, Any], name: str) -> Iterator[str]:
    for one in groups[name]:
        if isinstance(one, str):
            yield one
        else:
            yield from _group(groups, one["include-group"])


def oldest(project: Mapping[str, Any]) -> list[str]:
    """Return each package with a lower bound, pinned to it. Of several bounds, the highest counts."""
    bounds: dict[str, str] = {}
    for requirement in requirements(project):
        match = _BOUND.match(requirement)
        if match:
            name = match[1].lower()
            bounds[name] = max(bounds.get(name, "0"), match[2], key=_numbers)
    return [f"{name}=={bound}" for name, bound in sorted(bounds.items())]


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]+", version)]


def interpreter(wanted: str) -> str | None:
    """Return the command of a Python, given as a command or as a version on the path or in pyenv; None if there is none."""
    for command in (wanted, f"python{wanted}"):
        if shutil.which(command) and _output(command, "-c", "print(1)"):
            return command
    installed = (_output("pyenv", "versions", "--bare") or "").split() if shutil.which("pyenv") else []
    found = [version for version in installed if version.startswith(f"{wanted}.")]
    prefix = _output("pyenv", "prefix", max(found, key=_numbers)) if found else None
    return None if prefix is None else str(Path(prefix.strip()) / "bin" / "python")


def _output(*command: str) -> str | None:
    run = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # arguments of the caller
    return run.stdout if run.returncode == 0 else None


def main(argv: Sequence[str] | None = None) -> int:
    """Make the environment, run the tests in it, and return the exit status of pytest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="an interpreter, or its version (default: this one)")
    parser.add_argument("--if-present", action="store_true", help="do nothing where there is no such interpreter")
    parser.add_argument("--newest", action="store_true", help="the newest versions, in place of the oldest")
    parser.add_argument("--print", action="store_true", help="only print the pins of the oldest versions")
    arguments, tests = parser.parse_known_args(argv)
    pins = oldest(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    if arguments.print:
        print("\n".join(pins))
        return 0
    python = interpreter(arguments.python)
    if python is None:
        print(f"try_versions: there is no Python {arguments.python} here", file=sys.stderr)
        return 0 if arguments.if_present else 2
    with tempfile.TemporaryDirectory() as work:
        return _tried(python, [] if arguments.newest else pins, tests, Path(work))


def _tried(interpreter: str, pins: Sequence[str], tests: Sequence[str], work: Path) -> int:
    work.chmod(0o755)  # a test runs the command as another user
    constraints = work / "constraints.txt"
    constraints.write_text("\n".join(pins), encoding="utf-8")
    _run([interpreter, "-m", "venv", str(work / "env")])
    python = str(work / "env" / "bin" / "python")
    _run([python, "-m", "pip", "install", "--quiet", "--upgrade", "pip"])
    source = work / "source"  # a copy, so that nothing is left in the tree
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("bs_validate", "schemas"):
        shutil.copytree(ROOT / name, source / name)
    wanted = [str(source), "--group", f"{ROOT / 'pyproject.toml'}:test"]
    _run([python, "-m", "pip", "install", "--quiet", "--constraint", str(constraints), *wanted])
    version = _output(python, "--version")
    print(f"try_versions: {(version or '').strip()}, {'the oldest versions' if pins else 'the newest versions'}", flush=True)
    named = [str(ROOT / one) if (ROOT / one.partition("::")[0]).exists() else one for one in tests]
    paths = [] if named != list(tests) else [*_IN_PARALLEL, *_LEFT_OUT, str(ROOT / "tests")]
    options = ["--quiet", "--config-file", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    return subprocess.run([python, "-m", "pytest", *options, *paths, *named], check=False, cwd=work).returncode  # noqa: S603  # ours


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})  # noqa: S603  # our own


if __name__ == "__main__":
    sys.exit(main())
