"""Try the schemas for editors in VS Code's JSON service and in the YAML language server.

Both are installed in a pinned version in a temporary folder, and read a file with ten typical faults. The exit status is 1 if one
of them shows fewer than nine of the findings of ``lint``, shows something on another line, or does not name the countries.

    python scripts/try_editors.py
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs_validate import Validator
from bs_validate._schema.editor_form import for_editors
from bs_validate.lint.check import check
from bs_validate.lint.readers import documents

ROOT = Path(__file__).parent.parent
NPM = ("vscode-json-languageservice@5.7.2", "yaml-language-server@1.25.0")
FILES = (ROOT / "tests" / "editors" / "new-contact.json", ROOT / "tests" / "editors" / "new-contact.yaml")
SCHEMA = "contact.create"
WRONG = "Croatia"
COUNTRY = ("HR", "Croatia")
#: Findings that an editor may miss.
MISSED = 1
SECONDS = 300


def linted(file: Path) -> list[int]:
    """Return the lines of the findings of ``lint`` in a file."""
    found = check(file.name, documents(file.name, file.read_bytes()), Validator(), (SCHEMA, "--as")).findings
    return [one.line for one in found]


def complaints(expected: list[int], shown: dict[str, Any]) -> Iterator[str]:
    """Yield the differences between what an editor shows and the lines of the findings of ``lint``.

    A missing field is shown at the first line of its object, or at the brace above it.
    """
    left = list(expected)
    for problem in shown["problems"]:
        if problem["line"] in left:
            left.remove(problem["line"])
        else:
            yield f"line {problem['line']}: {problem['message']}: lint finds nothing there"
    if len(left) > MISSED:
        yield f"nothing is shown for the findings in the lines {', '.join(map(str, left))}"
    names = {one["label"].strip('"'): one["documentation"] for one in shown["completions"]}
    if names.get(COUNTRY[0]) != COUNTRY[1]:
        yield "the completions do not name the countries"


def shown_in_editor(modules: Path, schema: Path, file: Path) -> dict[str, Any]:
    """Return the output of an editor: the problems, and the hover and the completions at a wrong country."""
    command = ["node", str(ROOT / "scripts" / "try_editors.mjs"), str(modules), str(schema), str(file), WRONG]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)  # noqa: S603  # pinned
    shown: dict[str, Any] = json.loads(run.stdout)
    return shown


def main() -> int:
    """Try both editors; return 1 if something is missing or wrong."""
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = ["npm", "install", "--prefix", name, "--no-audit", "--no-fund", "--ignore-scripts", *NPM]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS)  # noqa: S603  # pinned
        schema = folder / f"{SCHEMA}.json"
        schema.write_text(json.dumps(for_editors(Validator().catalog[SCHEMA])), encoding="utf-8")
        for file in FILES:
            shown = shown_in_editor(folder, schema, file)
            found = list(complaints(linted(file), shown))
            failed = failed or bool(found)
            print(f"{file.name}: {len(shown['problems'])} problems shown", *found, sep="\n  ", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
