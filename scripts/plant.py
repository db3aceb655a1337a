"""Plant one bug at a time in a copy of the package, and check that ``scripts/fuzz.py`` finds each of them.

The copy without a bug is fuzzed too, and nothing must be found in it. The exit status is 1 if a planted bug is not found, or if
something is found in the copy without one.

    python scripts/plant.py
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
#: The number of examples for each law and seed; it is small, so that every law is tried soon.
EXAMPLES = 30


class Bug(NamedTuple):
    """A bug: a description, a file of the package, a text in that file, and the text that replaces it."""

    description: str
    file: str
    found: str
    planted: str


BUGS = (
    Bug(
        "a fast pattern accepts a text that its check refuses",
        "formats/email.py",
        r"{_SIGN_OF_LABEL}+\.)+",
        r"{_SIGN_OF_LABEL}*\.)+",
    ),
    Bug(
        "an error is reported at another item of a list",
        "_check/walk.py",
        "_find(errors, schema, items, item, (*location, index), [])",
        "_find(errors, schema, items, item, (*location, 0), [])",
    ),
    Bug(
        "an error is reported at another item if warnings are wanted too",
        "_check/walk.py",
        "at = (*location, index)",
        "at = (*location, 0)",
    ),
    Bug("a position is off by one", "_instance/spans.py", "own_key = (at, key_end)", "own_key = (at + 1, key_end)"),
    Bug(
        "a message quotes a value",
        "_check/suggest.py",
        "    return _only(meant) if meant else _closest(value.lower(), among)",
        "    return (_only(meant) if meant else _closest(value.lower(), among)) or value",
    ),
    Bug(
        "a repeated key is overlooked",
        "_instance/decode.py",
        "_texts(value) * 2 != _quotes(data)",
        "_texts(value) * 2 > _quotes(data)",
    ),
)


def planted(package: Path, bug: Bug) -> str:
    """Return the text of a file with a bug in it. Raises ``SystemExit`` if the bug does not fit the file."""
    text = (package / bug.file).read_text(encoding="utf-8")
    if text.count(bug.found) != 1:
        raise SystemExit(f"{bug.file}: {bug.found!r} is not there exactly once: plant the bug ({bug.description}) elsewhere")
    return text.replace(bug.found, bug.planted)


def fuzzed(bug: Bug | None, seconds: float, seed: int) -> tuple[list[str], float, str]:
    """Fuzz a copy of the package; return the commands that try the failures again, the seconds taken, and the output."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "bs_validate"
        shutil.copytree(ROOT / "bs_validate", package, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "schemas", package / "schemas", ignore=shutil.ignore_patterns("__pycache__"))
        if bug is not None:
            (package / bug.file).write_text(planted(package, bug), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": folder}
        where = [sys.executable, "-c", "import bs_validate; print(bs_validate.__file__)"]
        used = subprocess.run(where, cwd=folder, env=environment, capture_output=True, text=True, check=True)  # noqa: S603  # ours
        if Path(used.stdout.strip()).parent != package:
            raise SystemExit(f"the copy is not imported, but {used.stdout.strip()}")
        options = ["--examples", str(EXAMPLES), "--seconds", str(seconds), "--seed", str(seed), "--stop"]
        command = [sys.executable, str(ROOT / "scripts" / "fuzz.py"), *options]
        start = time.monotonic()
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # ours
        if run.returncode not in (0, 1):
            raise SystemExit(run.stdout + run.stderr)
        again = [line for line in run.stdout.splitlines() if line.startswith("python scripts/fuzz.py ")]
        return again, time.monotonic() - start, run.stdout


def main(argv: list[str] | None = None) -> int:
    """Plant the bugs one by one, and print how long it took to find each."""
    parser = argparse.ArgumentParser(description="Plant bugs and check that the fuzzing finds them.")
    parser.add_argument("--seconds", type=float, default=60, help="how long to look for each bug (default: 60)")
    parser.add_argument("--clean", type=float, default=10, help="how long to fuzz the copy without a bug (default: 10)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    arguments = parser.parse_args(argv)
    missed = 0
    for bug in BUGS:
        again, seconds, _ = fuzzed(bug, arguments.seconds, arguments.seed)
        missed += not again
        law = again[0].partition("--law ")[2].partition(" ")[0] if again else ""
        print(f"{bug.description} ({bug.file}): {f'found after {seconds:.1f} s by {law}' if again else 'not found'}", flush=True)
    again, seconds, output = fuzzed(None, arguments.clean, arguments.seed)
    print(f"no bug: {'something' if again else 'nothing'} was found in {seconds:.0f} s")
    if again:
        print(output, file=sys.stderr)
    return 1 if missed or again else 0


if __name__ == "__main__":
    raise SystemExit(main())
