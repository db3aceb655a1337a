#!/bin/sh
# A JSONata expression builds the address of a contact, '/contacts/' & id. It was written for the JavaScript library, and now runs in Python,
# where there are at least six implementations.
# Guess: The expression has the same result everywhere. An id of 16 digits is exact in JSON and in a double, so its digits are kept.
# Reality: In jsonata-python, which is used most, the id is a text with an exponent: /contacts/1.23456789012346e+15. There, 1 and true are
#   equal for "in" and for $distinct, but not for "=", so $distinct drops the true. $number reads "1_000", and 0.5 is rounded to 1,
#   where the others give 0. $count of null is 0 there and in jsonata-rs, and 1 in JavaScript. jsonata-rs cannot read a document with an
#   integer of more than 64 bits. In zopyx.pyjsonata, each number of a result is a float, 7.0, the fields of an object come in
#   another order, and $type and $formatNumber fail. jlens is like the JavaScript library each time.
# Library: jsonata 2.2.2 (npm), jsonata-python 0.7.1, jsonata-rs 0.1.4, jsonatapy 2.2.13, jlens 0.25.0, jsonata2py 0.1.3,
#   zopyx.pyjsonata 0.3.7 (PyPI).
# Why it matters: A request goes to another contact, or to none. Ids of 15 digits or less are right, and so is the id itself as a number. A
#   mapping that was tested in the editor of JSONata has to be tested again with the library that runs it.
# Needs: node, npm.
set -eu
command -v npm >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# jsonata-python and jsonata-rs are both imported as "jsonata".
for name in first second; do python3 -m venv $name; done
first/bin/pip install --quiet --disable-pip-version-check jsonata-python==0.7.1
second/bin/pip install --quiet --disable-pip-version-check jsonata-rs==0.1.4 jsonatapy==2.2.13 jlens==0.25.0 jsonata2py==0.1.3 zopyx.pyjsonata==0.3.7
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonata@2.2.2 >log 2>&1
cat >cases.json <<'JSON'
[
  [{"id": 123456789012345}, "'/contacts/' & id"],
  [{"id": 1234567890123456}, "'/contacts/' & id"],
  [{"id": 1234567890123456}, "id"],
  [{"id": 7, "zip": "2A", "email": null}, "$"],
  [{"flags": [1, true, 0, false]}, "$distinct(flags)"],
  [{"flags": [true]}, "1 in flags"],
  [{"flag": true}, "flag = 1"],
  [{"email": null}, "$count(email)"],
  [{"email": null}, "$type(email)"],
  [{"zip": " 12 "}, "$number(zip)"],
  [{"zip": "1_000"}, "$number(zip)"],
  [{"price": 0.5}, "$formatNumber(price, '0')"],
  [{"price": 2.675}, "$formatNumber(price, '0.00')"],
  [{"day": "2014-08-21T10:40:44"}, "$toMillis(day)"],
  [{"id": 12345678901234567890, "zip": "2A"}, "zip"]
]
JSON
cat >evaluate.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonata from "jsonata";

const rows = [];
for (const [document, expression] of JSON.parse(readFileSync("cases.json", "utf8"))) {
  let result;
  try {
    const value = await jsonata(expression).evaluate(document);
    result = JSON.stringify(value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value);
  } catch {
    result = "an error";
  }
  rows.push({ "jsonata (npm)": result });
}
console.log(JSON.stringify(rows));
JS
cat >evaluate.py <<'PY'
import json
import sys

import jsonata

if sys.argv[1] == "first":
    libraries = {"jsonata-python": lambda expression, document: jsonata.Jsonata(expression).evaluate(document)}
else:
    import jlens
    import jsonata2py
    import jsonatapy
    from zopyx import pyjsonata

    libraries = {
        "jsonata-rs": jsonata.evaluate,
        "jsonatapy": jsonatapy.evaluate,
        "jlens": lambda expression, document: jlens.Expression(expression).evaluate(document),
        "jsonata2py": lambda expression, document: jsonata2py.compile(expression).evaluate(document),
        "zopyx.pyjsonata": pyjsonata.evaluate,
    }
rows = []
with open("cases.json") as file:
    for document, expression in json.load(file):
        rows.append({})
        for name, evaluate in libraries.items():
            try:
                value = evaluate(expression, json.loads(json.dumps(document)))
                # zopyx.pyjsonata orders the fields of an object by chance.
                rows[-1][name] = json.dumps(value, separators=(",", ":"), sort_keys=True)
            except Exception:
                rows[-1][name] = "an error"
print(json.dumps(rows))
PY
cat >table.py <<'PY'
import json
import sys

with open("cases.json") as file:
    cases = json.load(file)
tables = [json.loads(line) for line in sys.stdin]
for (document, expression), *rows in zip(cases, *tables):
    results = {name: result for row in rows for name, result in row.items()}
    print(json.dumps(document), expression)
    reference = results["jsonata (npm)"]
    print(f"  {reference}: {', '.join(sorted(name for name in results if results[name] == reference))}")
    for name in sorted(results):
        if results[name] != reference:
            print(f"  {results[name]}: {name}")
PY
node -p '"jsonata " + require("jsonata/package.json").version' >observed
for name in first second; do $name/bin/pip list --format freeze 2>log | grep -i 'jsonata\|jlens' >>observed; done
{ node evaluate.mjs; first/bin/python evaluate.py first; second/bin/python evaluate.py second; } | python3 table.py >>observed
cat observed
cat >expected <<'TXT'
jsonata 2.2.2
jsonata-python==0.7.1
jlens==0.25.0
jsonata-rs==0.1.4
jsonata2py==0.1.3
jsonatapy==2.2.13
zopyx.pyjsonata==0.3.7
{"id": 123456789012345} '/contacts/' & id
  "/contacts/123456789012345": jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonata2py, jsonatapy, zopyx.pyjsonata
{"id": 1234567890123456} '/contacts/' & id
  "/contacts/1234567890123456": jlens, jsonata (npm), jsonata-rs, jsonata2py, jsonatapy, zopyx.pyjsonata
  "/contacts/1.23456789012346e+15": jsonata-python
{"id": 1234567890123456} id
  1234567890123456: jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonata2py, jsonatapy
  1234567890123456.0: zopyx.pyjsonata
{"id": 7, "zip": "2A", "email": null} $
  {"email":null,"id":7,"zip":"2A"}: jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonata2py, jsonatapy
  {"email":null,"id":7.0,"zip":"2A"}: zopyx.pyjsonata
{"flags": [1, true, 0, false]} $distinct(flags)
  [1,true,0,false]: jlens, jsonata (npm), jsonata-rs, jsonata2py, jsonatapy
  [1,0]: jsonata-python
  [1.0,true,0.0,false]: zopyx.pyjsonata
{"flags": [true]} 1 in flags
  false: jlens, jsonata (npm), jsonata-rs, jsonata2py, jsonatapy, zopyx.pyjsonata
  true: jsonata-python
{"flag": true} flag = 1
  false: jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonata2py, jsonatapy, zopyx.pyjsonata
{"email": null} $count(email)
  1: jlens, jsonata (npm), jsonata2py, jsonatapy
  0: jsonata-python
  0: jsonata-rs
  1.0: zopyx.pyjsonata
{"email": null} $type(email)
  "null": jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonata2py, jsonatapy
  an error: zopyx.pyjsonata
{"zip": " 12 "} $number(zip)
  an error: jlens, jsonata (npm), jsonata2py, zopyx.pyjsonata
  12: jsonata-python
  12: jsonata-rs
  12: jsonatapy
{"zip": "1_000"} $number(zip)
  an error: jlens, jsonata (npm), jsonata-rs, jsonata2py, jsonatapy, zopyx.pyjsonata
  1000: jsonata-python
{"price": 0.5} $formatNumber(price, '0')
  "0": jlens, jsonata (npm), jsonata-rs, jsonata2py, jsonatapy
  "1": jsonata-python
  an error: zopyx.pyjsonata
{"price": 2.675} $formatNumber(price, '0.00')
  "2.68": jlens, jsonata (npm), jsonata2py, jsonatapy
  "2.67": jsonata-python
  "2.67": jsonata-rs
  an error: zopyx.pyjsonata
{"day": "2014-08-21T10:40:44"} $toMillis(day)
  1408617644000: jlens, jsonata (npm), jsonata-python, jsonata-rs, jsonatapy
  an error: jsonata2py
  an error: zopyx.pyjsonata
{"id": 12345678901234567890, "zip": "2A"} zip
  "2A": jlens, jsonata (npm), jsonata-python, jsonata2py, jsonatapy, zopyx.pyjsonata
  an error: jsonata-rs
TXT
diff expected observed
