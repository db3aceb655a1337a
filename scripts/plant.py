"""Plant a bug of each kind in a copy of the package, and see that ``scripts/fuzz.py`` finds it within a minute.

The copy without a bug is fuzzed too, and nothing must be found in it. The exit status is 1 when a bug is not found, or one that
was not planted is.

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


class Bug(NamedTuple):
    """A bug: what is wrong, in which file of the package, and what is replaced there by what."""

    what: str
    file: str
    found: str
    planted: str


BUGS = (
    Bug("a fast pattern takes what its check refuses", "formats/email.py", r"{_SIGN_OF_LABEL}+\.)+", r"{_SIGN_OF_LABEL}*\.)+"),
    Bug(
        "an engine's answers are mapped to other places",
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
    """Return a file of a package with a bug in it."""
    text = (package / bug.file).read_text(encoding="utf-8")
    if text.count(bug.found) != 1:
        raise SystemExit(f"{bug.file}: {bug.found!r} is no longer there, once: plant the bug ({bug.what}) elsewhere")
    return text.replace(bug.found, bug.planted)


def fuzzed(bug: Bug | None, seconds: float, seed: int) -> tuple[bool, float, str]:
    """Fuzz a copy of the package; return whether anything was found, after how many seconds, and what was said."""
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
            raise SystemExit(f"the copy is not what is imported, but {used.stdout.strip()}")
        command = [sys.executable, str(ROOT / "scripts" / "fuzz.py"), "--seconds", str(seconds), "--seed", str(seed), "--stop"]
        start = time.monotonic()
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # ours
        return run.returncode != 0, time.monotonic() - start, run.stderr


def main(argv: list[str] | None = None) -> int:
    """Plant the bugs one by one, and say after how long each is found."""
    parser = argparse.ArgumentParser(description="Plant bugs and see that the fuzzing finds them.")
    parser.add_argument("--seconds", type=float, default=60, help="within how many seconds each must be found (default: 60)")
    parser.add_argument("--clean", type=float, default=10, help="for how long the copy without a bug is fuzzed (default: 10)")
    parser.add_argument("--seed", type=int, default=1, help="where to start (default: 1)")
    arguments = parser.parse_args(argv)
    missed = 0
    for bug in BUGS:
        found, after, said = fuzzed(bug, arguments.seconds, arguments.seed)
        missed += not found
        law = said.partition("--law ")[2].partition(" ")[0]
        print(f"{bug.what} ({bug.file}): " + (f"found after {after:.1f} s by {law}" if found else "not found"))
    found, _, said = fuzzed(None, arguments.clean, arguments.seed)
    print(f"no bug: {'something was found' if found else f'nothing found in {arguments.clean:.0f} s'}")
    if found:
        print(said, file=sys.stderr)
    return 1 if missed or found else 0


if __name__ == "__main__":
    raise SystemExit(main())
