#!/bin/sh
# Node's own test runner writes a JUnit report: node --test --test-reporter=junit. Three small test files have one failing test
#   each: at the top of the file, inside two describe(), and marked as todo.
# Guess: Every reader of JUnit reports finds one failed test in the first two reports. In the third it finds a skipped one, since
#   node exits with 0.
# Reality: A test that is not inside a describe() has no test suite around it in the report. junitparser, junit2html, junit-to-ctrf
#   and test-results-parser find no test at all in the first report, and none of them fails. junit2html and test-results-parser
#   also miss a test suite inside another one. A failing todo is marked as skipped and as failed: three readers call it
#   failed, and test-results-parser counts 0 tests, of which -1 passed. junit-report-merger writes a report with all test cases
#   of the first, and no counts.
# Library: node 20.20.2 (24.19.0 does the same), junit-to-ctrf 0.0.14, test-results-parser 0.4.6, junit-report-merger 9.0.4 (npm),
#   junitparser 5.0.3, junit2html 31.1.4 (PyPI).
# Why it matters: A plain test(...) is the form in Node's own documentation. CI that reads its report shows a failed run as an
#   empty one. Put the tests of a file into one describe(), and look at the exit status.
# Needs: node 20.20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts junit-to-ctrf@0.0.14 test-results-parser@0.4.6 junit-report-merger@9.0.4
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check junitparser==5.0.3 junit2html==31.1.4
cat >flat.test.mjs <<'JS'
import { test } from 'node:test'
test('a host has a name', () => {})
test('a contact has an email', () => { throw new Error('absent') })
JS
cat >nested.test.mjs <<'JS'
import { describe, it } from 'node:test'
describe('contacts', () => describe('create', () => {
  it('has a name', () => {})
  it('has an email', () => { throw new Error('absent') })
}))
JS
cat >todo.test.mjs <<'JS'
import { describe, it } from 'node:test'
describe('contacts', () => it('has a fax', { todo: true }, () => { throw new Error('absent') }))
JS
cat >count.py <<'PY'
import sys

from junit2htmlreport.parser import Junit
from junitparser import JUnitXml

report = JUnitXml.fromfile(sys.argv[1])
report.update_statistics()
cases = [case for suite in Junit(sys.argv[1]).suites for case in suite.all()]
print(f"  junitparser: {report.tests} tests, {report.failures} failed")
print(f"  junit2html: {len(cases)} tests, {sum(case.failed() for case in cases)} failed")
PY
cat >count.cjs <<'JS'
const { existsSync, readFileSync } = require('node:fs')
const { parse } = require('test-results-parser')
const [, , report] = process.argv
const { status, total, passed, failed } = parse({ type: 'junit', files: [report] })
const ctrf = existsSync('ctrf.json') ? JSON.parse(readFileSync('ctrf.json')).results.summary : { tests: 0, failed: 0 }
console.log(`  junit-to-ctrf: ${ctrf.tests} tests, ${ctrf.failed} failed`)
console.log(`  test-results-parser: ${total} tests, ${passed} passed, ${failed} failed: ${status}`)
JS
for name in flat nested todo; do
  rm -f ctrf.json
  status=0
  node --test --test-reporter=junit "$name.test.mjs" >"$name.xml" || status=$?
  echo "$name: node exits with $status"
  venv/bin/python count.py "$name.xml"
  status=0
  node_modules/.bin/junit-to-ctrf "$name.xml" --output ctrf.json --tool node >log || status=$?
  node count.cjs "$name.xml" 2>&1
  [ $status = 0 ] || echo "  junit-to-ctrf exits with $status"
  node_modules/.bin/junit-report-merger merged.xml "$name.xml" >log
  echo "  junit-report-merger: $(grep -c '<testcase ' merged.xml) test cases below $(grep -o '<testsuites[^>]*>' merged.xml | sed 's/ time="[^"]*"//')"
done 2>&1 | tee observed
cat >expected <<'TXT'
flat: node exits with 1
  junitparser: 0 tests, 0 failed
  junit2html: 0 tests, 0 failed
No test suites found in the provided file.
No test cases found in the provided path. No CTRF report generated.
  junit-to-ctrf: 0 tests, 0 failed
  test-results-parser: 0 tests, 0 passed, 0 failed: SKIP
  junit-report-merger: 2 test cases below <testsuites>
nested: node exits with 1
  junitparser: 2 tests, 1 failed
  junit2html: 0 tests, 0 failed
  junit-to-ctrf: 2 tests, 1 failed
  test-results-parser: 0 tests, 0 passed, 0 failed: SKIP
  junit-report-merger: 2 test cases below <testsuites tests="1" failures="1" errors="0" skipped="0">
todo: node exits with 0
  junitparser: 1 tests, 1 failed
  junit2html: 1 tests, 1 failed
  junit-to-ctrf: 1 tests, 1 failed
  test-results-parser: 0 tests, -1 passed, 1 failed: FAIL
  junit-report-merger: 1 test cases below <testsuites tests="1" failures="1" errors="0" skipped="1">
TXT
diff expected observed
