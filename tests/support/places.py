"""Where the repository has what tests read."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
SCRIPTS = ROOT / "scripts"
