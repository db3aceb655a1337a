#!/bin/sh
# A report in TAP has five tests: two that failed and have a "#" in their titles, one with an escaped "#", one that passes and is
#   marked TODO, and one that failed and is marked SKIP.
# Guess: A title with "#todos" is only a title, since the mark is the word TODO after a "#". Every reader counts the same failures.
# Reality: Five readers give five results. tap-parser, the reader of node-tap, takes "#todos" and "#skip-links" for marks, and
#   both failures vanish. tap.py and tap-xunit take only "#skip-links" for one. tap.py and Meson read the escaped "\# TODO" as a
#   mark, so that failure is expected. A TODO that passes is an error for tap.py and Meson, a skipped test for tap-xunit, and
#   only a note for the others. A failed test that is marked SKIP is a failure for Perl's prove and for Meson.
# Library: tap-parser 18.3.4, tap-xunit 2.4.1 (npm), tap.py 3.2.1, Meson 1.12.1 (PyPI), TAP::Parser 3.44 (Perl 5.36).
# Why it matters: The same file is green in one tool and red in the next. Keep "#" out of the titles of tests, because escaping it
#   makes things worse with two of the five.
# Needs: node 20 or newer, npm, Perl with TAP::Parser 3.44.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
[ "$(perl -MTAP::Parser -e 'print TAP::Parser->VERSION' 2>/dev/null)" = 3.44 ] || { echo "skipped: needs TAP::Parser 3.44"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts tap-parser@18.3.4 tap-xunit@2.4.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tap.py==3.2.1 meson==1.12.1
cat >report.tap <<'TAP'
1..5
not ok 1 - posts to the channel #todos
not ok 2 - writes the note #skip-links
not ok 3 - escapes a \# TODO
ok 4 - knows the new format # TODO
not ok 5 - finds the server # SKIP offline
TAP
cat >read.pl <<'PL'
use TAP::Parser;
my $parser = TAP::Parser->new({ source => 'report.tap' });
my @seen;
while (my $line = $parser->next) {
    next unless $line->is_test;
    push @seen, !$line->is_ok ? 'failed' : $line->has_skip ? 'skipped' : $line->has_todo ? 'noted' : 'passed';
}
print 'TAP::Parser ', join(' ', @seen), "\n";
PL
cat >read.mjs <<'JS'
import { Parser } from 'tap-parser'
import { readFileSync } from 'node:fs'
const seen = []
const parser = new Parser()
parser.on('assert', ({ ok, todo, skip }) => seen.push(skip ? 'skipped' : todo ? (ok ? 'noted' : 'expected') : ok ? 'passed' : 'failed'))
parser.end(readFileSync('report.tap'))
console.log('tap-parser', seen.join(' '))
JS
cat >read.py <<'PY'
import re
import subprocess

from mesonbuild.mtest import TAPParser
from tap.parser import Parser

NAMES = {"OK": "passed", "FAIL": "failed", "SKIP": "skipped", "EXPECTEDFAIL": "expected", "UNEXPECTEDPASS": "error"}


def in_tap_py(line):
    if line.skip:
        return "skipped"
    if line.todo:
        return "error" if line.ok else "expected"
    return "passed" if line.ok else "failed"


print("tap.py", *(in_tap_py(line) for line in Parser().parse_file("report.tap") if line.category == "test"))
with open("report.tap") as report:
    print("Meson", *(NAMES[line.result.name] for line in TAPParser().parse(report) if hasattr(line, "result")))
with open("report.tap") as report:
    done = subprocess.run(["node_modules/.bin/tap-xunit"], stdin=report, capture_output=True, text=True)
cases = re.findall(r"<testcase .*?(?:/>\n    <|</testcase>|/>\n  </)", done.stdout, re.DOTALL)
print("tap-xunit", *("failed" if "<failure" in case else "skipped" if "<skipped" in case else "passed" for case in cases))
PY
{
  perl read.pl
  node read.mjs
  venv/bin/python read.py
} | tee observed
cat >expected <<'TXT'
TAP::Parser failed failed failed noted failed
tap-parser expected skipped failed noted skipped
tap.py failed skipped expected error skipped
Meson failed failed expected error failed
tap-xunit failed skipped failed skipped skipped
TXT
diff expected observed
