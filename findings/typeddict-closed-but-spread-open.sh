#!/bin/sh
# PEP 728 gives Python 3.15 and typing_extensions a closed TypedDict, which cannot have other keys.
# Guess: A type checker that supports closed=True rejects {**contact} as a closed type if contact may have more keys.
# Reality: ty rejects it, and so does mypy with --strict. mypy without that option, pyright, and pyrefly in its preset
#   "default" accept it, although all of them reject the assignment of the same value without the spread. Conversely, mypy
#   rejects a closed TypedDict where a Mapping of its value types is expected, which PEP 728 allows and the other three
#   accept.
# Library: mypy 2.4.1, ty 0.0.108, pyright 1.1.414, pyrefly 1.5.0, typing_extensions 4.16.0.
# Why it matters: The usual way to copy a payload lets unknown fields into a type that was closed in order to exclude them,
#   and the API rejects or ignores these fields.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts pyright@1.1.414
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.108 pyrefly==1.5.0 typing_extensions==4.16.0
cd "$folder"
touch pyrefly.toml
cat >assign.txt <<'PY'
sent: Closed = contact
PY
cat >spread.txt <<'PY'
sent: Closed = {**contact}
PY
cat >mapping.txt <<'PY'
sent: Mapping[str, str] = closed
PY
for name in assign spread mapping; do
  cat >"$name.py" <<PY
from typing import Mapping
from typing_extensions import TypedDict
class Open(TypedDict):
    lastname: str
class Closed(TypedDict, closed=True):
    lastname: str
closed: Closed = {"lastname": "Doe"}
def send(contact: Open, closed: Closed) -> None:
    $(cat $name.txt)
PY
done
verdict() { if "$@" >log 2>&1; then printf accepts; else printf rejects; fi; }
echo "mypy 2.4.1, ty 0.0.108, pyright 1.1.414, pyrefly 1.5.0"
for name in assign spread mapping; do
  echo "$(cat $name.txt): mypy $(verdict venv/bin/mypy $name.py), mypy --strict $(verdict venv/bin/mypy --strict $name.py), ty $(verdict venv/bin/ty check --python venv $name.py)," \
    "pyright $(verdict node_modules/.bin/pyright --pythonpath venv/bin/python $name.py)," \
    "pyrefly $(verdict venv/bin/pyrefly check --python-interpreter-path venv/bin/python $name.py)"
done | tee observed
cat >expected <<'TXT'
sent: Closed = contact: mypy rejects, mypy --strict rejects, ty rejects, pyright rejects, pyrefly rejects
sent: Closed = {**contact}: mypy accepts, mypy --strict rejects, ty rejects, pyright accepts, pyrefly accepts
sent: Mapping[str, str] = closed: mypy rejects, mypy --strict rejects, ty accepts, pyright accepts, pyrefly accepts
TXT
diff expected observed
