"""The action for GitHub, ``action.yml``: its steps run here as the runner runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.places import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSTALL, CHECK = (step for step in ACTION["runs"]["steps"] if "run" in step)
BAD = '{"hosts": [{"firstname": "A", "lastname": "B", "email": "x"}]}'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a checkout with two directories of payloads, one of them with a blank in its name."""
    for folder in ("one", "two three"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "new-host.json").write_text(BAD)
    return tmp_path


def _run(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks, with inputs as the runner passes them."""
    environment = dict(os.environ)
    for name, expression in CHECK["env"].items():
        (key,) = (one for one in ACTION["inputs"] if expression == f"${{{{ inputs.{one} }}}}")
        environment[name] = inputs.get(key, ACTION["inputs"][key]["default"])
    environment |= {"PATH": f"{Path(sys.executable).parent}:{environment['PATH']}", "GITHUB_WORKSPACE": str(folder)}
    environment.pop("GITHUB_STEP_SUMMARY", None)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]]  # as GitHub runs "shell: bash"
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own


def test_the_action_checks_the_whole_checkout_by_default(checkout: Path) -> None:
    """Findings are annotations, and make the step fail."""
    run = _run(checkout)
    assert run.returncode == 1, run.stderr
    assert [line.partition(",")[0] for line in run.stdout.splitlines()[:2]] == [
        "::error file=one/new-host.json",
        "::error file=two three/new-host.json",
    ]


def test_the_action_accepts_paths_options_and_a_report(checkout: Path) -> None:
    """A path may contain spaces, and is never treated as an option."""
    run = _run(checkout, paths="two three\n\n--strict\n", args="--ignore email --strict", sarif="out.sarif")
    assert run.returncode == 2
    assert "bs-validate: --strict: no such file or directory" in run.stderr
    (checkout / "--strict").mkdir()
    run = _run(checkout, paths="two three\n--strict", args="--ignore email", sarif="out.sarif")
    assert (run.returncode, run.stdout) == (0, "Checked 1 file: nothing to report\n")
    assert json.loads((checkout / "out.sarif").read_text())["version"] == "2.1.0"


def test_options_may_stand_on_several_lines(checkout: Path) -> None:
    """YAML has a block for them, and an option on its second line must not be lost."""
    run = _run(checkout, paths="one", args="--ignore email\n--ignore required\n--exit-zero\n", sarif="")
    assert (run.returncode, run.stdout) == (0, "Checked 1 file: nothing to report\n")
    run = _run(checkout, paths="one", args="--strict\n--exit-zero")
    assert run.returncode == 0


def test_no_input_gets_into_the_text_of_a_command() -> None:
    """Inputs reach a script only through its environment, and the installed package is the checkout of the action."""
    assert all("${{" not in step["run"] for step in (INSTALL, CHECK))
    assert INSTALL["run"].endswith('pip install --quiet "$GITHUB_ACTION_PATH"')
    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in (INSTALL, CHECK))
    assert all(one["description"] for one in ACTION["inputs"].values())
