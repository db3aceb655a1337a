"""Fuzz the package: named laws, each tried on what is drawn at random, and whatever breaks one is told of.

Each example is drawn from the seed, the name of its law and its number, so that one can be tried again by itself: what is found
is printed with the line that does so, and the exit status is 1.

    python scripts/fuzz.py --examples 100000 --seed 1
    python scripts/fuzz.py --law engines --seconds 60
"""

import argparse
import itertools
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator

from fuzzing.laws import LAWS, Tried


def turns(names: list[str], first: int) -> Iterator[tuple[str, int]]:
    """Go through the laws in turn for ever, each with the number of its example."""
    order = [name for name in names for _ in range(LAWS[name][0])]
    counts = Counter(dict.fromkeys(names, first))
    for name in itertools.cycle(order):
        yield name, counts[name]
        counts[name] += 1


def tried(name: str, seed: int, number: int) -> Tried:
    """Try a law on one example; what it raises is wrong too."""
    chance = random.Random(f"{seed} {name} {number}")  # noqa: S311  # no secret
    try:
        return LAWS[name][1](chance)
    except Exception:  # noqa: BLE001  # that nothing raises is what is tried
        return Tried(None, traceback.format_exc())


def main(argv: list[str] | None = None) -> int:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description="Try the laws on what is drawn at random.")
    parser.add_argument("--examples", type=int, default=100_000, help="how many examples (default: 100000)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many seconds (default: never)")
    parser.add_argument("--seed", type=int, default=None, help="where to start (default: anew each time)")
    parser.add_argument("--law", choices=LAWS, action="append", help="try this law alone; may be repeated")
    parser.add_argument("--first", type=int, default=0, help="the number of the first example of each law (default: 0)")
    parser.add_argument("--stop", action="store_true", help="stop at the first disagreement")
    arguments = parser.parse_args(argv)
    seed = random.SystemRandom().randrange(2**32) if arguments.seed is None else arguments.seed
    codes: Counter[str] = Counter()
    laws: Counter[str] = Counter()
    valid = found = 0
    start = time.monotonic()
    for name, number in itertools.islice(turns(arguments.law or list(LAWS), arguments.first), arguments.examples):
        if time.monotonic() - start >= arguments.seconds or (arguments.stop and found):
            break
        report, wrong = tried(name, seed, number)
        laws[name] += 1
        if wrong:
            found += 1
            print(f"python scripts/fuzz.py --law {name} --seed {seed} --first {number} --examples 1\n  {wrong}", file=sys.stderr)
        if report is not None:
            valid += report.valid
            codes.update(error.code for error in report.errors)
    done = sum(laws.values())
    print(f"seed {seed}: {done} documents in {time.monotonic() - start:.0f} s, {valid} of them valid; {found} disagreements")
    print("laws: " + ", ".join(f"{name} {number}" for name, number in laws.items()))
    print("errors: " + ", ".join(f"{code} {number}" for code, number in codes.most_common()))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
