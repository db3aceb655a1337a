"""Fuzz the functions that read bytes, guided by coverage (atheris, libFuzzer): JSON text, recorded traffic, posted forms.

The corpus is made anew each time, of the recordings and collections in the tests and of the examples in the schemas. Any
exception is a crash: its input is printed as base64, with the line that tries it again, and the exit status is 1.

    python scripts/fuzz_coverage.py --seconds 10
    python scripts/fuzz_coverage.py --target recording --seconds 300 --seed 1
"""

import argparse
import base64
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: The longest input in bytes: that of a recording, and of a form, whose unknown names are each compared with all known ones.
_LONGEST = 8192
_LONGEST_FORM = 512
#: Files that a recording may be in, by its first byte.
_FILES = ("a.yml", "a.json", "a.har", "a.ndjson", "update.yaml", "a", "a.http", "a.bru", "a.hurl")


def json_text(data: bytes) -> None:
    """Validate JSON text, and convert the report."""
    from bs_validate import validate_json

    for name in ("contact.create", "host.read"):
        json.dumps(validate_json(data, name).to_dict())


def recording(data: bytes) -> None:
    """Lint a file of recorded traffic."""
    from bs_validate import validator
    from bs_validate.lint.check import check
    from bs_validate.lint.finding import Wanted
    from bs_validate.lint.readers import Unreadable, documents

    file, text = _FILES[data[0] % len(_FILES)] if data else "a.yml", data[1:]
    try:
        found = documents(file, text)
    except Unreadable:  # the beginning of a ZIP file
        return
    checked = check(file, found, validator.DEFAULT, None, Wanted(excerpts=True, explanations=True))
    assert all(one.line >= 1 and one.column >= 1 for one in checked.findings)  # noqa: S101  # the fuzzer searches for crashes


def form(data: bytes) -> None:
    """Turn a posted form into a resource, and validate it."""
    from urllib.parse import parse_qs, parse_qsl

    from bs_validate import validate_resource
    from bs_validate.forms import from_form

    text = data.decode("utf-8", "surrogateescape")
    for posted in (parse_qsl(text, keep_blank_values=True), parse_qs(text, keep_blank_values=True)):
        resource = from_form(posted, "contact.create")
        json.dumps(validate_resource(resource, "contact.create").to_dict())


TARGETS: Mapping[str, Callable[[bytes], None]] = {"json": json_text, "recording": recording, "form": form}


def corpus(target: str) -> list[bytes]:
    """Return the first inputs: recordings and collections, or the examples in the schemas as texts or forms."""
    if target == "recording":
        folders = (ROOT / "tests" / "recordings", ROOT / "tests" / "collections")
        files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
        kinds = {".yml": 0, ".yaml": 0, ".json": 1, ".har": 2, ".http": 6, ".rest": 6, ".bru": 7, ".hurl": 8}
        return [bytes([kinds.get(path.suffix, 5)]) + path.read_bytes()[: _LONGEST - 1] for path in files]
    from bs_validate._schema.catalog import packaged
    from fuzzing.documents import example

    chance = random.Random(1)  # noqa: S311  # no secret
    drawn = [example(chance, schema.document) for schema in packaged() for _ in range(10)]
    if target == "json":
        return [json.dumps(document, indent=chance.choice([None, 1])).encode() for document in drawn]
    return ["&".join(_pairs(record)).encode() for document in drawn for record in (document.get("contacts") or [])[:1]]


def _pairs(value: Any, name: str = "") -> list[str]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return [pair for part, inner in items for pair in _pairs(inner, f"{name}[{part}]" if name else str(part))]
    return [f"{name}={'' if value is None else value}"]


def _run(target: str, arguments: list[str]) -> None:
    """Fuzz a target in this process, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["bs_validate"]):
        import bs_validate.forms
        import bs_validate.lint.check
        import bs_validate.lint.readers  # noqa: F401  # so that they are instrumented

    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


def fuzzed(target: str, seconds: int, seed: int) -> bool:
    """Fuzz a target in a process of its own, print the number of inputs, and return whether nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        seeds, crashes = Path(folder) / "corpus", Path(folder) / "crashes"
        for one in (seeds, crashes):
            one.mkdir()
        for index, data in enumerate(corpus(target)):
            (seeds / str(index)).write_bytes(data)
        longest = _LONGEST_FORM if target == "form" else _LONGEST
        options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={longest}", "-timeout=10", "-rss_limit_mb=2048"]
        command = [sys.executable, __file__, "--in-process", target, *options, f"-artifact_prefix={crashes}/", str(seeds)]
        start = time.monotonic()
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603  # ours
        runs = re.findall(r"^#(\d+)\s", run.stderr, re.MULTILINE)
        coverage = re.findall(r"\bcov: (\d+)", run.stderr)
        print(
            f"{target}: seed {seed}, {runs[-1] if runs else 0} inputs in {time.monotonic() - start:.0f} s, "
            f"{coverage[-1] if coverage else 0} places covered, {'nothing found' if run.returncode == 0 else 'a crash'}"
        )
        if run.returncode == 0 and runs:
            return True
        print(run.stdout[-4000:], run.stderr[-4000:], sep="\n", file=sys.stderr)
        for path in crashes.iterdir():
            shown = base64.b64encode(path.read_bytes()).decode()
            print(f"python scripts/fuzz_coverage.py --target {target} --input {shown}", file=sys.stderr)
        return False


def main(argv: list[str] | None = None) -> int:
    """Fuzz each target for some seconds, or try one input."""
    parser = argparse.ArgumentParser(description="Fuzz what reads bytes, guided by coverage.")
    parser.add_argument("--target", choices=TARGETS, action="append", help="what to fuzz (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="how long to fuzz each (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="where to start (default: 1)")
    parser.add_argument("--input", help="try only this input, in base64")
    arguments = parser.parse_args(argv)
    targets = arguments.target or list(TARGETS)
    if arguments.input is not None:
        for target in targets:
            TARGETS[target](base64.b64decode(arguments.input))
        return 0
    clean = [fuzzed(target, arguments.seconds, arguments.seed) for target in targets]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--in-process"]:
        _run(sys.argv[2], sys.argv[3:])
    raise SystemExit(main())
