"""Ask this package and its JavaScript module the same questions, at random, and print those that they answer differently.

    python scripts/fuzz_javascript.py --examples 100000 --seed 1

Node runs with code generation from strings disallowed, as a page does under a strict Content-Security-Policy. Codes, places,
params and sentences must be equal; the exit status is 1 if they are not. With fewer languages than all, a missing suggestion is
counted separately, since the module has other names of countries and languages only in its own languages.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bs_validate._messages.translations import LOCALES
from bs_validate._schema.catalog import packaged
from bs_validate.javascript.module import module
from fuzzing.questions import answer, has_numeric_name, questions

RUNNER = Path(__file__).parent / "fuzzing" / "answers.mjs"
MOST_SHOWN = 20
MOST_CHARACTERS = 1000


def _comparable(found: Sequence[Any], asked: Sequence[Any]) -> list[Any]:
    return sorted(found, key=json.dumps) if has_numeric_name(asked[2]) else list(found)


def _without_suggestions(found: Sequence[Any]) -> list[Any]:
    return [[*one[:4], {k: v for k, v in one[4].items() if k != "suggestion"}] for one in found]


def main(argv: list[str] | None = None) -> int:
    """Compare the answers."""
    parser = argparse.ArgumentParser(description="Compare this package with its JavaScript module on questions at random.")
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--locale", action="append", help="a language of the module (default: all)")
    parser.add_argument("--node", default="node")
    arguments = parser.parse_args(argv)
    locales = sorted({"en", *(arguments.locale if arguments.locale is not None else LOCALES)})
    asked, lines = zip(*questions(arguments.seed, arguments.examples), strict=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bs-validate.mjs"
        path.write_text(module(packaged(), locales), encoding="utf-8")
        run = subprocess.run(  # noqa: S603  # our own script
            [arguments.node, "--disallow-code-generation-from-strings", RUNNER, path, *locales],
            input="\n".join(lines),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    different = unnamed = errors = 0
    for question, line in zip(asked, run.stdout.splitlines(), strict=True):
        ours, theirs = answer(question, locales), json.loads(line)
        errors += len(ours)
        if _comparable(ours, question) == _comparable(theirs, question):
            continue
        if (
            len(locales) <= len(LOCALES)
            and not any("suggestion" in one[4] for one in theirs)
            and _without_suggestions(ours) == _without_suggestions(theirs)
        ):
            unnamed += 1
            continue
        different += 1
        if different <= MOST_SHOWN:
            print(json.dumps(question)[:MOST_CHARACTERS])
            print(f"  Python:     {json.dumps(ours, ensure_ascii=False)[:MOST_CHARACTERS]}")
            print(f"  JavaScript: {line[:MOST_CHARACTERS]}")
    print(f"{len(asked)} questions, {errors} errors, {unnamed} suggestions from other languages, {different} different answers")
    return int(different > 0)


if __name__ == "__main__":
    raise SystemExit(main())
