"""Try the laws in ``tests/laws`` on more examples than the tests do.

Hypothesis draws the examples from the seed. A law that fails is printed with its counterexample and with the command that tries
it again, and the exit status is 1.

    python scripts/fuzz.py --examples 1000 --seed 1
    python scripts/fuzz.py --law engines --seconds 60
"""

import argparse
import itertools
import os
import random
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LAWS = ROOT / "tests" / "laws"
#: Exit statuses of pytest: every test passed, or some failed. All others mean that the laws were not tried.
PASSED, FAILED = 0, 1


class Round(NamedTuple):
    """The outcome of one run over the laws: how many were tried, and the names of those that failed."""

    tried: int
    failed: tuple[str, ...]


def run_laws(seed: int, examples: int, law: str = "", *, stop: bool = False) -> Round:
    """Run the laws whose names contain a text, each on so many examples, and print what pytest prints.

    Raises ``SystemExit`` if pytest cannot run them.
    """
    modules = [path for path in LAWS.glob("test_*.py") if "@given" in path.read_text(encoding="utf-8")]
    modules.sort(key=lambda path: path.stat().st_size)  # the small modules first, whose laws take less time
    # -P keeps the current directory out of the path, so that PYTHONPATH can name a changed copy of the package.
    pytest = [sys.executable, "-P", "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "-m", "hypothesis"]
    chosen = [f"--hypothesis-seed={seed}", *(["-k", law] if law else []), *(["-x"] if stop else [])]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "fuzz", "FUZZ_EXAMPLES": str(examples)}
    lines = []
    command = [*pytest, *chosen, *map(str, modules)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as run:  # noqa: S603  # our own
        for line in run.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    if run.returncode not in (PASSED, FAILED) or not lines:
        raise SystemExit(run.returncode or 1)
    counts = [int(count) for count in re.findall(r"(\d+) (?:passed|failed)", lines[-1])]
    failed = [line.split()[1].rpartition("::")[2] for line in lines if line.startswith("FAILED ")]
    return Round(sum(counts), tuple(failed))


def main(argv: list[str] | None = None) -> int:
    """Run the laws once, or repeatedly for some seconds, and print how to try each failure again."""
    parser = argparse.ArgumentParser(description="Try the laws in tests/laws on more examples.")
    parser.add_argument("--examples", type=int, default=500, help="how many examples to draw for each law (default: 500)")
    parser.add_argument("--seconds", type=float, default=0, help="repeat with the next seed until so many seconds have passed")
    parser.add_argument("--seed", type=int, help="the first seed (default: a random one)")
    parser.add_argument("--law", default="", help="try only the laws whose names contain this text")
    parser.add_argument("--stop", action="store_true", help="stop at the first law that fails")
    arguments = parser.parse_args(argv)
    first = random.SystemRandom().randrange(2**32) if arguments.seed is None else arguments.seed
    start = time.monotonic()
    tried, again = 0, []
    for seed in itertools.count(first):
        outcome = run_laws(seed, arguments.examples, arguments.law, stop=arguments.stop)
        tried += outcome.tried
        again += [
            f"python scripts/fuzz.py --law {shlex.quote(law)} --seed {seed} --examples {arguments.examples}"
            for law in outcome.failed
        ]
        if time.monotonic() - start >= arguments.seconds or (arguments.stop and again):
            break
    print(f"seeds {first} to {seed}: {tried} runs of a law with {arguments.examples} examples each, {len(again)} failures")
    for command in again:
        print(command)
    return 1 if again else 0


if __name__ == "__main__":
    raise SystemExit(main())
