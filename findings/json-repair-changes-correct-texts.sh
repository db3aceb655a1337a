#!/bin/sh
# A language model writes a contact as JSON, and its answer ends before the last bracket. A library for such answers adds the bracket.
# Guess: A repair changes only what is broken. The values before the end are correct JSON, so they are read as a JSON parser reads them.
# Reality: If there is nothing to repair, json-repair reads the text with Python's json. Otherwise it reads the escapes in its own way, also
#   in correct texts. "C:\\" becomes C:", and with stream_stable, which is made for answers that are still coming, the next field becomes
#   part of the text. "\/" keeps its backslash, an escaped surrogate pair becomes two halves that cannot be encoded, "\f" is a backslash
#   and an f, and line breaks at the end of a text are removed. json-repair-js reads no escapes at all, trims each text, and makes "null" of
#   null. For best-effort-json-parser, 1e2 is 1, and the next field loses its name. incomplete-json-parser reads the complete text [1e2] as [12],
#   and cannot read {}. jsonrepair, partial-json, untruncate-json, partialjson and fast-json-repair read all these values correctly.
# Library: json-repair 0.64.4, partialjson 1.2.0, fast-json-repair 0.2.3 (PyPI), jsonrepair 3.15.0, json-repair-js 1.0.0,
#   partial-json 0.1.7, best-effort-json-parser 1.5.1, untruncate-json 0.0.1, incomplete-json-parser 1.1.5 (npm).
# Why it matters: The result is valid JSON, so nobody learns that the note or the price has changed. The same answer with its last bracket
#   is read correctly, so tests with complete answers pass.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check json-repair==0.64.4 partialjson==1.2.0 fast-json-repair==0.2.3 2>log
npm install --no-audit --no-fund --silent --ignore-scripts jsonrepair@3.15.0 json-repair-js@1.0.0 partial-json@0.1.7 \
  best-effort-json-parser@1.5.1 untruncate-json@0.0.1 incomplete-json-parser@1.1.5
cat >values <<'TXT'
"say \"hi\""
"C:\\"
"a\/b"
"caf\u00e9"
"\ud83d\ude00"
"a\fb"
"line\n"
" a "
null
{}
1e2
12345678901234567890
TXT
cat >repair.py <<'PY'
import json
from importlib.metadata import version

import fast_json_repair
import json_repair
from partialjson.json_parser import JSONParser

READERS = {
    "json-repair": json_repair.loads,
    "json-repair with stream_stable": lambda text: json_repair.loads(text, stream_stable=True),
    "partialjson": JSONParser().parse,
    "fast-json-repair": fast_json_repair.loads,
}
print(*(f"{name} {version(name)}" for name in ["json-repair", "partialjson", "fast-json-repair"]))
values = open("values").read().split("\n")[:-1]
for name, read in READERS.items():
    print(f"{name}:")
    for value in values:
        complete = f'{{"note":{value},"zip":"00150"}}'
        correct = json.loads(complete)
        if read(complete) != correct:
            print(f"  {value}, complete: {json.dumps(read(complete))}")
        if read(complete[:-1]) != correct:
            print(f"  {value}: {json.dumps(read(complete[:-1]))}")
PY
cat >repair.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { parse as bestEffort, disableErrorLogging } from 'best-effort-json-parser'
import incomplete from 'incomplete-json-parser'
import { loads } from 'json-repair-js'
import { jsonrepair } from 'jsonrepair'
import { parse as partial } from 'partial-json'
import untruncate from 'untruncate-json'

disableErrorLogging()
const readers = {
  jsonrepair: (text) => JSON.parse(jsonrepair(text)),
  'json-repair-js': loads,
  'partial-json': (text) => partial(text),
  'best-effort-json-parser': (text) => bestEffort(text),
  'untruncate-json': (text) => JSON.parse(untruncate.default(text)),
  'incomplete-json-parser': (text) => incomplete.IncompleteJsonParser.parse(text),
}
const shown = (read, text) => {
  try {
    return JSON.stringify(read(text))
  } catch {
    return 'an error'
  }
}
for (const [name, read] of Object.entries(readers)) {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`))
  console.log(`${name} ${version}:`)
  for (const value of readFileSync('values', 'utf8').trim().split('\n')) {
    const complete = `{"note":${value},"zip":"00150"}`
    for (const [title, text] of [[', complete', complete], ['', complete.slice(0, -1)]]) {
      const found = shown(read, text)
      if (found !== JSON.stringify(JSON.parse(complete))) console.log(`  ${value}${title}: ${found}`)
    }
  }
}
console.log('incomplete-json-parser, [1e2]:', shown(readers['incomplete-json-parser'], '[1e2]'))
JS
{ venv/bin/python repair.py; node repair.mjs; } 2>>log | tee observed
cat >expected <<'TXT'
json-repair 0.64.4 partialjson 1.2.0 fast-json-repair 0.2.3
json-repair:
  "C:\\": {"note": "C:\"", "zip": "00150"}
  "a\/b": {"note": "a\\/b", "zip": "00150"}
  "\ud83d\ude00": {"note": "\ud83d\ude00", "zip": "00150"}
  "a\fb": {"note": "a\\fb", "zip": "00150"}
  "line\n": {"note": "line", "zip": "00150"}
json-repair with stream_stable:
  "C:\\": {"note": "C:\",\"zip\":\"00150\""}
  "a\/b": {"note": "a\\/b", "zip": "00150"}
  "\ud83d\ude00": {"note": "\ud83d\ude00", "zip": "00150"}
  "a\fb": {"note": "a\\fb", "zip": "00150"}
partialjson:
fast-json-repair:
jsonrepair 3.15.0:
json-repair-js 1.0.0:
  "say \"hi\"": {"note":"say \\\"hi\\\"","zip":"00150"}
  "C:\\": {"note":"C:\\\\\",","zip\"":"00150"}
  "a\/b": {"note":"a\\/b","zip":"00150"}
  "caf\u00e9": {"note":"caf\\u00e9","zip":"00150"}
  "\ud83d\ude00": {"note":"\\ud83d\\ude00","zip":"00150"}
  "a\fb": {"note":"a\\fb","zip":"00150"}
  "line\n": {"note":"line\\n","zip":"00150"}
  " a ": {"note":"a","zip":"00150"}
  null: {"note":"null","zip":"00150"}
partial-json 0.1.7:
best-effort-json-parser 1.5.1:
  1e2: {"note":1,"e2,\"zip\"":"00150"}
untruncate-json 0.0.1:
incomplete-json-parser 1.1.5:
  {}, complete: an error
  {}: an error
  1e2, complete: an error
  1e2: an error
incomplete-json-parser, [1e2]: [12]
TXT
diff expected observed
