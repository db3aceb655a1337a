"""Define the paths of the folders that tests read."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
SCRIPTS = ROOT / "scripts"
#: Our formats for ajv, with the packages that they need.
AJV = TESTS / "conformance" / "ajv"
