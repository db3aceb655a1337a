#!/bin/sh
# pytest 9 has subtests of its own. A test checks three postal codes, each in a subtest. The first passes, the second fails, and the
# third is skipped. pytest says "2 failed" and exits with 1. Other programs read its JUnit report.
# Guess: Each subtest is a test case of the report, with its name. Every reader shows a failure.
# Reality: The report has one test case, with two failures and a "skipped" at once, and says tests="4" failures="2". The name of the
#   failed subtest, zip='2A000', is not in it. junit2html shows one skipped test and no failure. junit-to-ctrf shows one failed
#   test. test-results-parser shows three tests and two failures. junitparser first has four tests with two failures, and
#   after its update_statistics() one test with two failures. Without the wrong postal code, junit2html and junit-to-ctrf show
#   one skipped test, and test-results-parser two tests that passed.
# Library: pytest 9.2.0, junit2html 31.1.4, junitparser 5.0.3 (PyPI), junit-to-ctrf 0.0.14, test-results-parser 0.4.6 (npm).
# Why it matters: The page that junit2html makes of a failed run shows no failure, and each reader gives another result.
#   pytest.mark.parametrize gives each postal code a test case with its name.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts junit-to-ctrf@0.0.14 test-results-parser@0.4.6
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pytest==9.2.0 junitparser==5.0.3 junit2html==31.1.4
mkdir failure skip
cat >failure/test_zip.py <<'PY'
import pytest


def test_zip(subtests):
    for zip in ("21000", "2A000", "SW1A 1AA"):
        with subtests.test(zip=zip):
            if " " in zip:
                pytest.skip("spaces are not supported yet")
            assert zip.isdigit()
PY
sed 's/"2A000", //' failure/test_zip.py >skip/test_zip.py
cat >read.py <<'PY'
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

import junitparser

suite = xml.etree.ElementTree.parse("report.xml").find("testsuite")
print("  report:", *(f"{name}={suite.get(name)}" for name in ("tests", "failures", "skipped")))
for case in suite.iter("testcase"):
    print("    test case", case.get("name"), "with", *(child.tag for child in case))
print("    names the failed subtest:", "zip='2A000'" in Path("report.xml").read_text())
command = [sys.executable, "-m", "junit2htmlreport", "report.xml", "--summary-matrix"]
lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("Test Results:")[1].splitlines()
print("  junit2html:", *(line.replace(" ", "").replace(":", " ") for line in lines if line.strip("- ")))
read = next(iter(junitparser.JUnitXml.fromfile("report.xml")))
counts = [read.tests, read.failures, read.skipped]
read.update_statistics()
print("  junitparser: tests, failures, skipped", counts, "recalculated", [read.tests, read.failures, read.skipped])
PY
cat >read.cjs <<'JS'
const { readFileSync } = require('node:fs')
const { parse } = require('test-results-parser')

const { total, passed, failed, skipped } = parse({ type: 'junit', files: ['report.xml'] })
console.log(`  test-results-parser: total ${total}, passed ${passed}, failed ${failed}, skipped ${skipped}`)
const { summary } = JSON.parse(readFileSync('ctrf.json', 'utf8')).results
console.log(`  junit-to-ctrf: total ${summary.tests}, passed ${summary.passed}, failed ${summary.failed}, skipped ${summary.skipped}`)
JS
for name in failure skip; do
  status=0
  env/bin/python -m pytest -q -p no:cacheprovider --junitxml=report.xml "$name" >log || status=$?
  echo "$name: pytest exits with $status: $(tail -1 log | sed 's/ in .*//')"
  env/bin/python read.py
  node_modules/.bin/junit-to-ctrf report.xml --output ctrf.json --tool pytest >log
  node read.cjs
done | tee observed
cat >expected <<'TXT'
failure: pytest exits with 1: 2 failed, 1 skipped, 1 subtests passed
  report: tests=4 failures=2 skipped=1
    test case test_zip with failure skipped failure
    names the failed subtest: False
  junit2html: Skipped 1
  junitparser: tests, failures, skipped [4, 2, 1] recalculated [1, 2, 1]
  test-results-parser: total 3, passed 1, failed 2, skipped 1
  junit-to-ctrf: total 1, passed 0, failed 1, skipped 0
skip: pytest exits with 0: 1 passed, 1 skipped, 1 subtests passed
  report: tests=3 failures=0 skipped=1
    test case test_zip with skipped
    names the failed subtest: False
  junit2html: Skipped 1
  junitparser: tests, failures, skipped [3, 0, 1] recalculated [1, 0, 1]
  test-results-parser: total 2, passed 2, failed 0, skipped 1
  junit-to-ctrf: total 1, passed 0, failed 0, skipped 1
TXT
diff expected observed
