#!/bin/sh
# JSON writes characters beyond U+FFFF as two escapes, a surrogate pair. PHP and Python's json.dumps do so by default.
# Guess: json5 for Python reads "\ud83c\udfe0" as one character, like every JSON reader and like json5 for JavaScript.
# Reality: It returns two lone surrogates. The string has length 2, equals no string that another reader returns, and cannot
#   be encoded as UTF-8, so writing it to a file or a socket raises UnicodeEncodeError. The other package for the same
#   format, pyjson5, reads one character, and rejects a lone half, which json5 accepts as well.
# Library: json5 0.17.3 and pyjson5 2.0.1 (PyPI), json5 2.2.3 (npm).
# Why it matters: A settings or fixture file is read without an error, and the error comes later, where the value is sent. A
#   check of lengths counts two characters instead of one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts json5@2.2.3
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check json5==0.17.3 pyjson5==2.0.1
cd "$folder"
cat >check.py <<'PY'
import json

import json5
import pyjson5


def encoded(value):
    try:
        return value.encode().hex()
    except UnicodeEncodeError as error:
        return type(error).__name__


for text in ('"\\ud83c\\udfe0"', '"\\ud83c"', '"\U0001f3e0"'):
    for name, read in (("json", json.loads), ("json5", json5.loads), ("pyjson5", pyjson5.loads)):
        try:
            value = read(text)
            result = f"length {len(value)}, UTF-8 {encoded(value)}"
        except Exception as error:
            result = type(error).__name__
        print(ascii(text), name, result)
PY
cat >check.cjs <<'JS'
const value = require("json5").parse('"\\ud83c\\udfe0"');
console.log("npm json5: characters", [...value].length, "UTF-8", Buffer.from(value).toString("hex"));
JS
echo "json5 0.17.3 and pyjson5 2.0.1 (PyPI), json5 2.2.3 (npm)"
{ venv/bin/python check.py && node check.cjs; } | tee observed
cat >expected <<'TXT'
'"\\ud83c\\udfe0"' json length 1, UTF-8 f09f8fa0
'"\\ud83c\\udfe0"' json5 length 2, UTF-8 UnicodeEncodeError
'"\\ud83c\\udfe0"' pyjson5 length 1, UTF-8 f09f8fa0
'"\\ud83c"' json length 1, UTF-8 UnicodeEncodeError
'"\\ud83c"' json5 length 1, UTF-8 UnicodeEncodeError
'"\\ud83c"' pyjson5 Json5IllegalCharacter
'"\U0001f3e0"' json length 1, UTF-8 f09f8fa0
'"\U0001f3e0"' json5 length 1, UTF-8 f09f8fa0
'"\U0001f3e0"' pyjson5 length 1, UTF-8 f09f8fa0
npm json5: characters 1 UTF-8 f09f8fa0
TXT
diff expected observed
