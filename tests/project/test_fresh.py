"""The first commands of users work on a fresh machine, where nothing is cached."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("drawn", ['faults("host.create")', 'payloads("contact.create")'])
def test_the_strategies_pass_the_health_checks_on_a_first_run(tmp_path: Path, drawn: str) -> None:
    """A user's test draws only from them, in an empty directory, with Hypothesis' default settings.

    Hypothesis reads the processor's clock here, so that other work of the machine does not count.
    """
    (tmp_path / "test_alone.py").write_text(
        "import time\n\n"
        "time.perf_counter = time.process_time\n\n"
        "from hypothesis import given, settings\n"
        "from bs_validate.strategies import faults, payloads\n\n\n"
        "@settings(max_examples=15)  # the health checks look at the first ten\n"
        f"@given({drawn})\n"
        "def test_alone(drawn):\n"
        "    assert drawn\n",
        encoding="utf-8",
    )
    alone = {name: value for name, value in os.environ.items() if name not in ("CI", "HYPOTHESIS_PROFILE", "PYTEST_ADDOPTS")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_alone.py"]
    run = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert "1 passed" in run.stdout, run.stdout
    assert (tmp_path / ".hypothesis").is_dir()
