#!/bin/sh
# A JUnit report has two test cases with the same name and class. A linter writes them for two files, a test runner for two rows
#   of a table, and CI for the shards of a suite. The first fails, and the second passes.
# Guess: A reader of JUnit reports shows one failure and one success, or counts the two as one failed test.
# Reality: xunit-viewer keeps one test per name and class, with the status of the last one: "1 passed", although it shows the
#   text of the failure below it. In the other order it says "1 failure". A last test that was skipped hides the failure too,
#   and so does one in another suite of the same name. The attribute file does not count. junitparser and junit2html keep both
#   tests. But junitparser counts elements: a test with two failures counts as two, so that "2 tests, 2 failures" can mean one
#   failed test and one that passed.
# Library: xunit-viewer 10.6.1, junitparser 5.0.3, junit2html 31.1.4.
# Why it matters: A red run becomes a green page. Give each test case a name of its own, and one failure.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts xunit-viewer@10.6.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check junitparser==5.0.3 junit2html==31.1.4
failed='<failure message="no email"/>'
case_of() { printf '<testcase classname="lint" name="%s" file="%s">%s</testcase>' "$1" "$2" "$3"; }
suite() { printf '<testsuite name="lint">%s</testsuite>' "$1"; }
suite "$(case_of hosts a/hosts.json "$failed")$(case_of contacts b/contacts.json '')" >other-names.xml
suite "$(case_of hosts a/hosts.json "$failed")$(case_of hosts b/hosts.json '')" >fails-first.xml
suite "$(case_of hosts a/hosts.json '')$(case_of hosts b/hosts.json "$failed")" >fails-last.xml
suite "$(case_of hosts a/hosts.json "$failed")$(case_of hosts b/hosts.json '<skipped/>')" >skipped-last.xml
printf '<testsuites>%s%s</testsuites>' "$(suite "$(case_of hosts a/hosts.json "$failed")")" "$(suite "$(case_of hosts b/hosts.json '')")" >two-suites.xml
suite "$(case_of hosts a/hosts.json "$failed<failure message=\"no name\"/>")$(case_of contacts b/contacts.json '')" >two-failures.xml
cat >count.py <<'PY'
import sys

from junit2htmlreport.parser import Junit
from junitparser import JUnitXml

report = JUnitXml.fromfile(sys.argv[1])
report.update_statistics()
cases = [case for suite in Junit(sys.argv[1]).suites for case in suite.all()]
print("junitparser:", report.tests, "tests,", report.failures, "failures; junit2html:", len(cases), "tests,", sum(case.failed() for case in cases), "failed")
PY
for name in other-names fails-first fails-last skipped-last two-suites two-failures; do
  echo "$name"
  node_modules/.bin/xunit-viewer --results "$name.xml" --console --no-color --format none --output "$name.html" |
    sed -n 's/.*\(^[0-9].*\)/  xunit-viewer: \1/p'
  printf '  '
  venv/bin/python count.py "$name.xml"
done | tee observed
cat >expected <<'TXT'
other-names
  xunit-viewer: 1 passed, 1 failure
  junitparser: 2 tests, 1 failures; junit2html: 2 tests, 1 failed
fails-first
  xunit-viewer: 1 passed
  junitparser: 2 tests, 1 failures; junit2html: 2 tests, 1 failed
fails-last
  xunit-viewer: 1 failure
  junitparser: 2 tests, 1 failures; junit2html: 2 tests, 1 failed
skipped-last
  xunit-viewer: 1 skipped
  junitparser: 2 tests, 1 failures; junit2html: 2 tests, 1 failed
two-suites
  xunit-viewer: 1 passed
  junitparser: 2 tests, 1 failures; junit2html: 2 tests, 1 failed
two-failures
  xunit-viewer: 1 passed, 1 failure
  junitparser: 2 tests, 2 failures; junit2html: 2 tests, 1 failed
TXT
diff expected observed
