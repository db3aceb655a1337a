#!/bin/sh
# A rule about a contact is written in CEL (Common Expression Language), so that a browser, a server and a gateway can apply the same rule
#   to the same JSON. Two implementations for JavaScript and two for Python evaluate it.
# Guess: CEL has a specification and conformance tests. The same rule gives the same verdict, or one of them does not know a function.
# Reality: For @bufbuild/cel, a field that is null is absent: has(contact.email) is false, and so is "email" in contact. A whole number in
#   JSON is a double for both JavaScript packages, so contact.age + 1 is an error there, and contact.age + 1.5 in Python.
#   common-expression-language counts bytes, so "Zürich" has 7, and \w matches "ü" there only. For cel-python, true equals 1,
#   string(true) is "True", contact.languages[-1] is the last language, int("1_000") is 1000, and contact.age == 5.0 is an error.
#   @bufbuild/cel reads the text "1,5" as NaN. Both JavaScript packages read 31 February as 3 March.
# Library: @bufbuild/cel 0.6.1, @marcbachmann/cel-js 8.0.0 (npm), common-expression-language 0.10.0, cel-python 0.5.0 (PyPI).
# Why it matters: A rule such as "the email address may be cleared, but must be sent" holds in one place and fails in another. A limit of
#   characters in a name is a limit of bytes on a server in Python.
# Needs: node 20 or newer, npm, Python 3.11 with venv.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @bufbuild/cel@0.6.1 @bufbuild/protobuf@2.17.0 @marcbachmann/cel-js@8.0.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check common-expression-language==0.10.0 cel-python==0.5.0 2>/dev/null
cat >contact.json <<'JSON'
{"email": null, "age": 5, "city": "Zürich", "confirmed": true, "languages": ["fr", "en"], "price": "1,5", "id": "1_000"}
JSON
cat >rules <<'TXT'
has(contact.email)
"email" in contact
contact.email == null
contact.age == 5
contact.age == 5.0
contact.age + 1
contact.age + 1.5
contact.age / 2
size(contact.city)
contact.city.matches("^\\w+$")
contact.confirmed == 1
string(contact.confirmed)
contact.languages[-1]
int(contact.id)
double(contact.price) > 1.0
double(contact.price)
timestamp("2014-08-21T08:40:44Z").getFullYear()
timestamp("2014-08-21").getFullYear()
timestamp("2014-02-31T08:40:44Z").getMonth()
TXT
cat >rules.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { celEnv, run } from '@bufbuild/cel'
import { evaluate } from '@marcbachmann/cel-js'

const contact = JSON.parse(readFileSync('contact.json', 'utf8'))
const attempt = (act) => {
  try {
    const result = act()
    return result instanceof Error || result?.constructor?.name === 'CelError' ? 'error' : result
  } catch {
    return 'error'
  }
}
const rules = readFileSync('rules', 'utf8').trim().split('\n')
console.log(JSON.stringify(rules.map((rule) => [
  attempt(() => run(rule, { contact }, celEnv())),
  attempt(() => evaluate(rule, { contact })),
].map((result) => (typeof result === 'string' ? result : String(result))))))
JS
cat >rules.py <<'PY'
import json

import cel
import celpy

contact = json.load(open("contact.json"))
environment = celpy.Environment()


def with_rust(rule):
    return cel.evaluate(rule, {"contact": contact})


def with_celpy(rule):
    result = environment.program(environment.compile(rule)).evaluate({"contact": celpy.json_to_cel(contact)})
    return json.loads(json.dumps(result, cls=celpy.CELJSONEncoder))


def attempt(evaluate, rule):
    try:
        result = evaluate(rule)
    except Exception:
        return "error"
    return result if isinstance(result, str) else json.dumps(result)


for rule, results in zip(open("rules").read().splitlines(), json.load(open("javascript.json"))):
    names = ["@bufbuild/cel", "@marcbachmann/cel-js", "common-expression-language", "cel-python"]
    verdicts = [*results, attempt(with_rust, rule), attempt(with_celpy, rule)]
    print(rule)
    print("  " + ", ".join(f"{name} {verdict}" for name, verdict in zip(names, verdicts)))
PY
node rules.mjs >javascript.json
venv/bin/python rules.py | tee observed
cat >expected <<'TXT'
has(contact.email)
  @bufbuild/cel false, @marcbachmann/cel-js true, common-expression-language true, cel-python true
"email" in contact
  @bufbuild/cel false, @marcbachmann/cel-js true, common-expression-language true, cel-python true
contact.email == null
  @bufbuild/cel true, @marcbachmann/cel-js true, common-expression-language true, cel-python true
contact.age == 5
  @bufbuild/cel true, @marcbachmann/cel-js true, common-expression-language true, cel-python true
contact.age == 5.0
  @bufbuild/cel true, @marcbachmann/cel-js true, common-expression-language true, cel-python error
contact.age + 1
  @bufbuild/cel error, @marcbachmann/cel-js error, common-expression-language 6, cel-python 6
contact.age + 1.5
  @bufbuild/cel 6.5, @marcbachmann/cel-js 6.5, common-expression-language error, cel-python error
contact.age / 2
  @bufbuild/cel error, @marcbachmann/cel-js error, common-expression-language 2, cel-python 2
size(contact.city)
  @bufbuild/cel 6, @marcbachmann/cel-js 6, common-expression-language 7, cel-python 6
contact.city.matches("^\\w+$")
  @bufbuild/cel false, @marcbachmann/cel-js false, common-expression-language true, cel-python false
contact.confirmed == 1
  @bufbuild/cel false, @marcbachmann/cel-js false, common-expression-language false, cel-python true
string(contact.confirmed)
  @bufbuild/cel true, @marcbachmann/cel-js true, common-expression-language error, cel-python True
contact.languages[-1]
  @bufbuild/cel error, @marcbachmann/cel-js error, common-expression-language error, cel-python en
int(contact.id)
  @bufbuild/cel error, @marcbachmann/cel-js error, common-expression-language error, cel-python 1000
double(contact.price) > 1.0
  @bufbuild/cel false, @marcbachmann/cel-js error, common-expression-language error, cel-python error
double(contact.price)
  @bufbuild/cel NaN, @marcbachmann/cel-js error, common-expression-language error, cel-python error
timestamp("2014-08-21T08:40:44Z").getFullYear()
  @bufbuild/cel 2014, @marcbachmann/cel-js 2014, common-expression-language 2014, cel-python 2014
timestamp("2014-08-21").getFullYear()
  @bufbuild/cel error, @marcbachmann/cel-js error, common-expression-language error, cel-python 2014
timestamp("2014-02-31T08:40:44Z").getMonth()
  @bufbuild/cel 2, @marcbachmann/cel-js 2, common-expression-language error, cel-python error
TXT
diff expected observed
