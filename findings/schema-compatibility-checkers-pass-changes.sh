#!/bin/sh
# Before a service gets a new JSON Schema for the contacts that it reads, a checker compares it with the old one. The new schema has to accept
#   each document that the old one accepts. Where it does not, a document below shows it.
# Guess: A checker finds the change, or says that it does not know the keyword. Its answer is true or false, and a newer version does not find
#   less than an older one.
# Reality: All three call a change compatible if they do not look at its keyword. jsoncompat, which should raise an error for features that it
#   does not support, lets "unevaluatedProperties" and a keyword beside "$ref" pass. The newer version in npm also lets "dependentRequired"
#   and "patternProperties" pass, which the newest one for Python 3.11 finds. That one lets each change of a "pattern" pass. jsonsubschema
#   lets seven of these changes pass, and answers None for a number that becomes an integer. json-schema-diff, whose documentation has a
#   list of keywords, lets twelve pass, a shorter "enum" and another "const" among them, and stops at a "$ref" at the top. In the other direction,
#   it reports a removal where an "enum" of texts became any text, and jsoncompat 0.4.2 one where a pattern became wider.
# Library: jsoncompat 0.4.2 and json-schema-diff 1.0.0 (npm), jsoncompat 0.3.1, jsonsubschema 0.0.8 and jsonschema-rs 0.61.0 (PyPI).
# Why it matters: The check in CI is green, and the service rejects contacts that were valid yesterday.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsoncompat==0.3.1 jsonsubschema==0.0.8 jsonschema-rs==0.61.0 2>log
npm install --no-audit --no-fund --silent --ignore-scripts jsoncompat@0.4.2 json-schema-diff@1.0.0
cat >changes <<'TXT'
{"type":"string","maxLength":9} | {"type":"string","maxLength":5} | "abcdef"
{"type":["string","null"]} | {"type":"string"} | null
{"type":"string"} | {"type":"string","pattern":"^a"} | "b"
{"type":"string","pattern":"^a"} | {"type":"string","pattern":"^b"} | "a"
{"type":"string","pattern":"^ab"} | {"type":"string","pattern":"^a"} |
{"enum":["fr","en"]} | {"enum":["fr"]} | "en"
{"enum":["fr"]} | {"type":"string"} |
{"const":1} | {"const":2} | 1
{"type":"number"} | {"type":"integer"} | 1.5
{"type":"object"} | {"type":"object","dependentRequired":{"zip":["city"]}} | {"zip":"1"}
{"type":"object"} | {"type":"object","patternProperties":{"^a":{"type":"string"}}} | {"a":1}
{"type":"object"} | {"type":"object","propertyNames":{"maxLength":3}} | {"city":1}
{"type":"object"} | {"type":"object","if":{"required":["zip"]},"then":{"required":["city"]}} | {"zip":"1"}
{"type":"object"} | {"type":"object","properties":{"a":{}},"unevaluatedProperties":false} | {"b":1}
{"type":"array"} | {"type":"array","contains":{"type":"string"}} | [1]
{"type":"array"} | {"type":"array","prefixItems":[{"type":"string"}]} | [1]
{"type":"array"} | {"type":"array","uniqueItems":true} | [1,1]
{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}} | {"$ref":"#/$defs/a","maxLength":3,"$defs":{"a":{"type":"string"}}} | "abcd"
TXT
cat >check.mjs <<'JS'
import { readFileSync } from 'node:fs'
import init, { check_compat } from 'jsoncompat'
import diff from 'json-schema-diff'

await init({ module_or_path: readFileSync('node_modules/jsoncompat/jsoncompat_wasm_bg.wasm') })
for (const line of readFileSync('changes', 'utf8').trim().split('\n')) {
  const [before, after] = line.split(' | ').map((text) => text.replace(/ \|$/, ''))
  let found
  try {
    found = !(await diff.diffSchemas({ sourceSchema: JSON.parse(before), destinationSchema: JSON.parse(after) })).removalsFound
  } catch {
    found = 'an error'
  }
  console.log(`jsoncompat 0.4.2 ${check_compat(before, after, 'deserializer')}, json-schema-diff ${found}`)
}
JS
node check.mjs >answers
cat >check.py <<'PY'
import json
from importlib.metadata import version

import jsoncompat
import jsonschema_rs
from jsonsubschema import isSubschema

print(*(f"{name} {version(name)}" for name in ["jsoncompat", "jsonsubschema", "jsonschema-rs"]))
for line, answer in zip(open("changes"), open("answers"), strict=True):
    before, after, document = (part.strip() for part in line.split("|"))
    old, new = json.loads(before), json.loads(after)
    if document:
        assert jsonschema_rs.is_valid(old, json.loads(document)) and not jsonschema_rs.is_valid(new, json.loads(document))
    print(f"{before} to {after} is {'wrong for ' + document if document else 'right'}")
    checked = jsoncompat.check_compat(before, after, "deserializer")
    print(f"  {answer.strip()}, jsoncompat 0.3.1 {str(checked).lower()}, jsonsubschema {str(isSubschema(old, new)).lower()}")
PY
venv/bin/python -W ignore check.py 2>>log | tee observed
cat >expected <<'TXT'
jsoncompat 0.3.1 jsonsubschema 0.0.8 jsonschema-rs 0.61.0
{"type":"string","maxLength":9} to {"type":"string","maxLength":5} is wrong for "abcdef"
  jsoncompat 0.4.2 false, json-schema-diff false, jsoncompat 0.3.1 false, jsonsubschema false
{"type":["string","null"]} to {"type":"string"} is wrong for null
  jsoncompat 0.4.2 false, json-schema-diff false, jsoncompat 0.3.1 false, jsonsubschema false
{"type":"string"} to {"type":"string","pattern":"^a"} is wrong for "b"
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 true, jsonsubschema false
{"type":"string","pattern":"^a"} to {"type":"string","pattern":"^b"} is wrong for "a"
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 true, jsonsubschema false
{"type":"string","pattern":"^ab"} to {"type":"string","pattern":"^a"} is right
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 true, jsonsubschema true
{"enum":["fr","en"]} to {"enum":["fr"]} is wrong for "en"
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema false
{"enum":["fr"]} to {"type":"string"} is right
  jsoncompat 0.4.2 true, json-schema-diff false, jsoncompat 0.3.1 true, jsonsubschema true
{"const":1} to {"const":2} is wrong for 1
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema false
{"type":"number"} to {"type":"integer"} is wrong for 1.5
  jsoncompat 0.4.2 false, json-schema-diff false, jsoncompat 0.3.1 false, jsonsubschema none
{"type":"object"} to {"type":"object","dependentRequired":{"zip":["city"]}} is wrong for {"zip":"1"}
  jsoncompat 0.4.2 true, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema true
{"type":"object"} to {"type":"object","patternProperties":{"^a":{"type":"string"}}} is wrong for {"a":1}
  jsoncompat 0.4.2 true, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema false
{"type":"object"} to {"type":"object","propertyNames":{"maxLength":3}} is wrong for {"city":1}
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema true
{"type":"object"} to {"type":"object","if":{"required":["zip"]},"then":{"required":["city"]}} is wrong for {"zip":"1"}
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema true
{"type":"object"} to {"type":"object","properties":{"a":{}},"unevaluatedProperties":false} is wrong for {"b":1}
  jsoncompat 0.4.2 true, json-schema-diff true, jsoncompat 0.3.1 true, jsonsubschema true
{"type":"array"} to {"type":"array","contains":{"type":"string"}} is wrong for [1]
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema true
{"type":"array"} to {"type":"array","prefixItems":[{"type":"string"}]} is wrong for [1]
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema true
{"type":"array"} to {"type":"array","uniqueItems":true} is wrong for [1,1]
  jsoncompat 0.4.2 false, json-schema-diff true, jsoncompat 0.3.1 false, jsonsubschema false
{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}} to {"$ref":"#/$defs/a","maxLength":3,"$defs":{"a":{"type":"string"}}} is wrong for "abcd"
  jsoncompat 0.4.2 true, json-schema-diff an error, jsoncompat 0.3.1 true, jsonsubschema true
TXT
diff expected observed
