"""Measure the JavaScript module in Node beside ajv's standalone code, on valid contacts and on some with five faults.

Both check the same contacts in one process, in alternating rounds, and write messages for their findings. Ajv has the printed
schema, with formats that check nothing, and collects all errors. It is installed with npm, in a folder that is removed
afterwards. Prints the table of ``docs/javascript.md``; ``--write`` puts it there.

    python scripts/bench_javascript.py --seconds 5 --write
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bs_validate._schema.catalog import packaged
from bs_validate._schema.printing import printed
from bs_validate.javascript.module import module
from contacts import contacts, document, with_five_faults
from documentation import pages

AJV = "ajv@8.20.0"
SCHEMA = "contact.create"
PROGRAM = Path(__file__).with_suffix(".mjs")
PAGE = Path(__file__).parent.parent / "docs" / "javascript.md"


def measured(count: int, seconds: float) -> dict[str, Any]:
    """Return the output of the program for this many contacts. Raises ``SystemExit`` if npm is missing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise SystemExit("npm and node are needed")
    bare = list(contacts(count))
    every = {"valid": [document(one) for one in bare], "five faults": [document(with_five_faults(one)) for one in bare]}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--prefix", name, AJV], check=True, capture_output=True)  # noqa: S603  # a pinned version
        files = [folder / file for file in ("schema.json", "module.mjs", "documents.json")]
        texts = (json.dumps(printed(packaged()[SCHEMA])), module(packaged(), ()), json.dumps(every))
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        run = subprocess.run([node, PROGRAM, folder, *files, str(seconds)], check=True, capture_output=True, text=True)  # noqa: S603  # ours
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def table(found: dict[str, Any]) -> str:
    """Return the table of the page."""
    rows = [
        f"| {name} | {one['ajv']:.1f} | {one['bs-validate']:.1f} | {one['ratio']:.2f} |"
        for name, one in found.items()
        if isinstance(one, dict)
    ]
    return "\n".join(["| a contact | ajv, µs | bs-validate, µs | ratio |", "| --- | ---: | ---: | ---: |", *rows])


def main(argv: list[str] | None = None) -> int:
    """Run the measurement, print the table and write it on request."""
    parser = argparse.ArgumentParser(description="Measure the JavaScript module beside ajv.")
    parser.add_argument("--contacts", type=int, default=2000, help="how many contacts there are (default: 2000)")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to measure each kind (default: 5)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/javascript.md")
    arguments = parser.parse_args(argv)
    shown = table(measured(arguments.contacts, arguments.seconds))
    print(shown)
    if arguments.write:
        pages.fill(PAGE, "speed", shown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
