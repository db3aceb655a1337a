#!/bin/sh
# TOML 1.1 allows an inline table over several lines, with a comma at its end. A project writes the "urls" of its pyproject.toml
# in this way. The settings of its tools are in the same file.
# Guess: A tool either reads the file, or stops with an error, because it cannot know its settings.
# Reality: ruff reads the file, and so does the package tomli. Python's own tomllib, up to 3.13, reads only TOML 1.0. Of the
#   tools that use it, pytest stops with an error. mypy, pylint and isort print a warning, work on without
#   any of their settings, and exit with 0. mypy says "Success: no issues found" about a function that the settings forbid,
#   pylint rates the file 10 of 10, and isort accepts an order of imports that the settings forbid. With the table in one
#   line, all three report an error.
# Library: ruff 0.17.6, tomli 2.5.0, mypy 2.4.1, pylint 4.1.4, isort 9.0.2, pytest 9.2.0, on Python 3.11.
# Why it matters: The editor and ruff accept the new layout. The build then stays green because its checks are off, which no
#   exit status shows. Let one step of the build read pyproject.toml with tomllib.
# Needs: Python 3.11 to 3.13 as python3.
set -eu
python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "needs Python 3.11 to 3.13"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check ruff==0.17.6 tomli==2.5.0 mypy==2.4.1 pylint==4.1.4 isort==9.0.2 pytest==9.2.0
mkdir project
cd project
cat >settings.toml <<'TOML'

[tool.ruff.lint]
select = ["ANN"]

[tool.mypy]
disallow_untyped_defs = true

[tool.pylint.format]
max-line-length = 60

[tool.isort]
force_sort_within_sections = true

[tool.pytest.ini_options]
addopts = "--collect-only"
TOML
cat >test_contact.py <<'PY'
"""Test contacts."""

import os
import sys
from json import dumps


def test_name(tmp_path):
    """The name is in the text."""
    assert dumps({"name": os.sep}) and tmp_path and sys.path  # holds
PY
printf '[project]\nname = "contacts"\nversion = "1"\nurls = { home = "https://example.com" }\n' | cat - settings.toml >one-line.toml
printf '[project]\nname = "contacts"\nversion = "1"\nurls = {\n  home = "https://example.com",\n}\n' | cat - settings.toml >lines.toml
check() {
  name=$1
  shift
  status=0
  "../venv/bin/$@" >../output 2>../errors || status=$?
  echo "$name exits with $status: $(grep -ohE "$pattern" ../output ../errors | head -n 1)"
}
{
  for file in one-line.toml lines.toml; do
    cp "$file" pyproject.toml
    echo "pyproject.toml is $file"
    pattern='ANN001' check ruff ruff check --no-cache --output-format concise test_contact.py
    pattern='ok' check tomli python -c 'import tomli; tomli.load(open("pyproject.toml", "rb")); print("ok")'
    pattern='ok|Invalid initial character' check tomllib python -c 'import tomllib; tomllib.load(open("pyproject.toml", "rb")); print("ok")'
    pattern='1 test collected|Invalid initial character' check pytest pytest -p no:cacheprovider test_contact.py
    pattern='Success.*|Function is missing a type annotation' check mypy mypy --cache-dir /dev/null test_contact.py
    pattern='C0301|rated at 10.00/10' check pylint pylint test_contact.py
    pattern='Imports are incorrectly sorted|Failed to pull configuration' check isort isort --check test_contact.py
  done
} | tee ../observed
cat >../expected <<'TXT'
pyproject.toml is one-line.toml
ruff exits with 1: ANN001
tomli exits with 0: ok
tomllib exits with 0: ok
pytest exits with 0: 1 test collected
mypy exits with 1: Function is missing a type annotation
pylint exits with 16: C0301
isort exits with 1: Imports are incorrectly sorted
pyproject.toml is lines.toml
ruff exits with 1: ANN001
tomli exits with 0: ok
tomllib exits with 1: Invalid initial character
pytest exits with 4: Invalid initial character
mypy exits with 0: Success: no issues found in 1 source file
pylint exits with 0: rated at 10.00/10
isort exits with 0: Failed to pull configuration
TXT
diff ../expected ../observed
