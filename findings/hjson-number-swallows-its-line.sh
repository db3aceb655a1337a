#!/bin/sh
# Hjson is JSON with comments and unquoted strings. Every JSON text is also Hjson, with the same meaning.
# Guess: A number that a double cannot hold, such as 1e400, is infinity or an error, as in other readers of JSON.
# Reality: In the JavaScript package, such a number begins an unquoted string that runs to the end of the line. The value
#   becomes "1e400," with the comma, or swallows the following fields of the same line. If the closing bracket is on that
#   line, the text is rejected as unfinished. The Python package raises OverflowError, which is not its own error.
# Library: hjson 3.2.2 (npm), hjson 3.1.0 (PyPI).
# Why it matters: A valid document in one line is rejected because of a missing bracket, and the same document in several
#   lines is read with other values and fewer fields.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts hjson@3.2.2
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check hjson==3.1.0
cd "$folder"
cat >texts.json <<'JSON'
["{\"rate\": 1e308, \"city\": \"Paris\"}", "{\"rate\": 1e400, \"city\": \"Paris\"}", "{\n\"rate\": 1e400,\n\"city\": \"Paris\"\n}", "{\"rate\": 1e400, \"city\": \"Paris\"\n}"]
JSON
cat >check.cjs <<'JS'
for (const text of require("./texts.json")) {
  let result;
  try { result = JSON.stringify(require("hjson").parse(text)); } catch (error) { result = error.message.split(" at ")[0]; }
  console.log(`JavaScript ${JSON.stringify(text)}: ${result}`);
}
JS
cat >check.py <<'PY'
import json

import hjson

for text in json.load(open("texts.json")):
    try:
        result = json.dumps(hjson.loads(text))
    except Exception as error:
        result = f"{type(error).__name__}, HjsonDecodeError: {isinstance(error, hjson.HjsonDecodeError)}"
    print(f"Python {json.dumps(text)}: {result}")
PY
echo "hjson 3.2.2 (npm), hjson 3.1.0 (PyPI)"
{ node check.cjs && venv/bin/python check.py; } | tee observed
cat >expected <<'TXT'
JavaScript "{\"rate\": 1e308, \"city\": \"Paris\"}": {"rate":1e+308,"city":"Paris"}
JavaScript "{\"rate\": 1e400, \"city\": \"Paris\"}": End of input while parsing an object (missing '}')
JavaScript "{\n\"rate\": 1e400,\n\"city\": \"Paris\"\n}": {"rate":"1e400,","city":"Paris"}
JavaScript "{\"rate\": 1e400, \"city\": \"Paris\"\n}": {"rate":"1e400, \"city\": \"Paris\""}
Python "{\"rate\": 1e308, \"city\": \"Paris\"}": {"rate": 1e+308, "city": "Paris"}
Python "{\"rate\": 1e400, \"city\": \"Paris\"}": OverflowError, HjsonDecodeError: False
Python "{\n\"rate\": 1e400,\n\"city\": \"Paris\"\n}": OverflowError, HjsonDecodeError: False
Python "{\"rate\": 1e400, \"city\": \"Paris\"\n}": OverflowError, HjsonDecodeError: False
TXT
diff expected observed
