#!/bin/sh
# pyrefly checks types in Python. A project without a pyrefly.toml runs "pyrefly check" on its payloads, which are
#   TypedDicts.
# Guess: A type checker without settings reports an unknown key, a missing key and a value of the wrong type.
# Reality: Without a file with settings, pyrefly uses its preset "basic", which does not report any of the three, prints "0
#   errors" and exits with 0. An empty pyrefly.toml is enough to get the preset "default", with three errors.
# Library: pyrefly 1.5.0, against mypy 2.4.1 and ty 0.0.108.
# Why it matters: A job in CI that calls the checker without settings passes whatever the payloads say. Only a line at the
#   end of the output names the preset.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyrefly==1.5.0 mypy==2.4.1 ty==0.0.108
mkdir "$folder/project"
cd "$folder/project"
cat >payloads.py <<'PY'
from typing import TypedDict


class Contact(TypedDict):
    lastname: str


unknown: Contact = {"lastname": "Doe", "name": "Doe"}
missing: Contact = {}
wrong: Contact = {"lastname": 5}
PY
count() {
  status=0
  "$@" >../log 2>&1 || status=$?
  echo "exit status $status, $(grep -cE 'payloads.py:[0-9]+.*error|ERROR' ../log || true) errors"
}
echo "pyrefly 1.5.0, mypy 2.4.1, ty 0.0.108"
{
  echo "mypy: $(count ../venv/bin/mypy payloads.py)"
  echo "ty: $(count ../venv/bin/ty check --output-format concise payloads.py)"
  echo "pyrefly: $(count ../venv/bin/pyrefly check --output-format min-text payloads.py)"
  touch pyrefly.toml
  echo "pyrefly with an empty pyrefly.toml: $(count ../venv/bin/pyrefly check --output-format min-text payloads.py)"
} | tee ../observed
cat >../expected <<'TXT'
mypy: exit status 1, 3 errors
ty: exit status 1, 3 errors
pyrefly: exit status 0, 0 errors
pyrefly with an empty pyrefly.toml: exit status 1, 3 errors
TXT
diff ../expected ../observed
