"""Write ``bs_validate/javascript/program.js``: the sources beside it in one script, without comments and with short names.

Run it after a change of a source: ``python scripts/update_javascript.py``. It installs esbuild with npm, in a folder that is
removed afterwards. With ``--check`` it writes nothing, needs no npm, and exits with 1 if the script was made of other sources.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "bs_validate" / "javascript"
PROGRAM = FOLDER / "program.js"
#: The sources, each after those that it imports from.
SOURCES = ("texts", "values", "phone", "formats", "suggest", "check", "messages", "main")
ESBUILD = "esbuild@0.28.2"
_OPTIONS = ("--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=error")


def joined(folder: Path = FOLDER) -> str:
    """Return the sources as one script without imports, in which only those of the last are exported."""
    texts = []
    for name in SOURCES:
        text = re.sub(r"^import [^;]*;\n", "", (folder / "source" / f"{name}.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
        texts.append(text if name == SOURCES[-1] else re.sub(r"^export ", "", text, flags=re.MULTILINE))
    return "\n".join(texts)


def heading(script: str) -> str:
    """Return the first line of the program, which tells the sources that it was made of."""
    return f"// sha256 of the sources: {hashlib.sha256(script.encode()).hexdigest()}\n"


def minified(script: str) -> str:
    """Return a script as esbuild shortens it. Raises ``SystemExit`` where npm is missing."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing; it is needed to install esbuild")
    with tempfile.TemporaryDirectory() as folder:
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, ESBUILD]
        subprocess.run(install, check=True, capture_output=True)  # noqa: S603  # a pinned version
        esbuild = Path(folder) / "node_modules" / ".bin" / "esbuild"
        run = subprocess.run([esbuild, *_OPTIONS], input=script, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # installed above
    return run.stdout


def main(argv: list[str] | None = None) -> int:
    """Update the program, or with ``--check`` tell whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write the script that the JavaScript module consists of.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the script is out of date")
    arguments = parser.parse_args(argv)
    script = joined()
    if PROGRAM.is_file() and PROGRAM.read_text(encoding="utf-8").startswith(heading(script)):
        print("bs_validate/javascript/program.js is up to date")
        return 0
    if arguments.check:
        print("bs_validate/javascript/program.js is out of date: run python scripts/update_javascript.py")
        return 1
    PROGRAM.write_text(heading(script) + minified(script), encoding="utf-8")
    print("bs_validate/javascript/program.js is written anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
