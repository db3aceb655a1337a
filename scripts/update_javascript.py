"""Write the files that ``bs-validate javascript`` prints: the scripts and the declarations in ``bs_validate/javascript/``.

``program.js`` is the sources of the module in one script, without comments and with short names. ``page.js`` has the sources of
the page behind them. ``types.d.ts`` follows from ``bs_validate/types.py``. Run it after a change of one of these:
``python scripts/update_javascript.py``. If the sources have changed, it installs terser with npm, in a folder that is removed
afterwards. With ``--check`` it writes nothing, needs no npm, and exits with 1 if a file is out of date.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import tempfile
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from bs_validate import types as payloads
from bs_validate.javascript.data import CODES

FOLDER = Path(__file__).parent.parent / "bs_validate" / "javascript"
DECLARATIONS = FOLDER / "types.d.ts"
#: The sources, each after those that it imports from.
SOURCES = ("texts", "values", "phone", "formats", "suggest", "check", "messages", "main")
SOURCES_OF_PAGE = tuple(f"page/{name}" for name in ("json_text", "documents", "findings", "editor", "reference", "app"))
#: The scripts that are made, by the name of the file.
SCRIPTS = {"program.js": SOURCES, "page.js": (*SOURCES, *SOURCES_OF_PAGE)}
TERSER = "terser@5.51.4"
#: Properties of objects that neither the data nor a caller sees, which get short names.
_PRIVATE = (
    *("below", "byIdea", "checks", "conditional", "explain", "faults", "folded", "haveCountries", "haveLanguages", "holds"),
    *("isKnown", "isRead", "isSettled", "isValid", "keyword", "member", "members", "needed", "oneEdit", "parts", "passed"),
    *("place", "plan", "questions", "ranks", "refusing", "settled", "shown", "variants"),
)
#: Functions are not moved, because a function inside a loop would be created each time.
_OPTIONS = (
    *("--module", "--compress", "passes=3,ecma=2020,unsafe_arrows=true,reduce_funcs=false", "--mangle"),
    *("--mangle-props", f"regex=/^(?:{'|'.join(_PRIVATE)})$/"),
)


def joined(sources: Sequence[str]) -> str:
    """Return sources as one script without imports, in which only the names of the last one are exported."""
    texts = []
    for name in sources:
        text = re.sub(r"^import [^;]*;\n", "", (FOLDER / "source" / f"{name}.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
        texts.append(text if name == sources[-1] else re.sub(r"^export ", "", text, flags=re.MULTILINE))
    return "\n".join(texts)


def heading(script: str) -> str:
    """Return the first line of a script, which tells the sources that it was made of."""
    return f"// sha256 of the sources: {hashlib.sha256(script.encode()).hexdigest()}\n"


def minified(script: str) -> str:
    """Return a script as terser shortens it, with one word for all declarations. Raises ``SystemExit`` if npm is missing."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing; it is needed to install terser")
    with tempfile.TemporaryDirectory() as folder:
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, TERSER]
        subprocess.run(install, check=True, capture_output=True)  # noqa: S603  # a pinned version
        terser = Path(folder) / "node_modules" / ".bin" / "terser"
        script = script.replace("const ", "let ")
        run = subprocess.run([terser, *_OPTIONS], input=script, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # installed above
    return run.stdout.rstrip("\n") + "\n"


_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def declarations() -> str:
    """Return the declarations of the types of payloads."""
    return "\n".join(_declared())


def _declared() -> Iterator[str]:
    literals = {
        name: one for name, one in vars(payloads).items() if get_origin(one) is Literal and name not in ("Code", "Severity")
    }
    literals["Code"] = Literal[tuple(sorted(CODES))]
    for name, literal in sorted(literals.items()):
        yield f"export type {name} = {_expression(literal)};\n"
    for name, one in vars(payloads).items():
        if is_typeddict(one):
            hints = get_type_hints(one, include_extras=True)
            fields = "".join(_field(field, hint) for field, hint in hints.items())
            comment = "" if one.__doc__ is None or one.__doc__.startswith("dict(") else f"/** {one.__doc__} */\n"
            yield f"{comment}export interface {name} {{\n{fields}}}\n"


def _field(name: str, hint: Any) -> str:
    is_optional = get_origin(hint) is NotRequired
    expression = _expression(get_args(hint)[0] if is_optional else hint)
    return f"  {name if name.isidentifier() else chr(34) + name + chr(34)}{'?' if is_optional else ''}: {expression};\n"


def _expression(hint: Any) -> str:
    """Return the TypeScript type of a Python type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{one}"' for one in arguments)
    if origin in (Union, types.UnionType):
        return " | ".join(map(_expression, arguments))
    if origin is list:
        inner = _expression(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<string, {_expression(arguments[1])}>"
    return _PLAIN.get(hint) or str(hint.__name__)


def _text(path: Path) -> str:
    """Return the content of a file, empty if there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(argv: list[str] | None = None) -> int:
    """Update the files, or with ``--check`` report whether they are up to date."""
    parser = argparse.ArgumentParser(description="Write what the command javascript prints.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is out of date")
    arguments = parser.parse_args(argv)
    scripts = {FOLDER / name: joined(sources) for name, sources in SCRIPTS.items()}
    outdated = [path for path, script in scripts.items() if not _text(path).startswith(heading(script))]
    declared = declarations()
    if _text(DECLARATIONS) != declared:
        outdated.append(DECLARATIONS)
    state = "out of date" if arguments.check else "written anew"
    for path in (*scripts, DECLARATIONS):
        print(f"bs_validate/javascript/{path.name} is {state if path in outdated else 'up to date'}")
    if arguments.check:
        return 1 if outdated else 0
    for path in outdated:
        path.write_text(heading(scripts[path]) + minified(scripts[path]) if path in scripts else declared, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
