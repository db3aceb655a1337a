#!/bin/sh
# Contacts are given to a language model as TOON (Token-Oriented Object Notation), a short spelling of JSON, and its answer is read again.
# Guess: What an encoder writes, its own decoder reads as the same values, and so do the decoders of other packages. Two packages of PyPI
#   can be installed beside each other, or pip reports a conflict.
# Reality: toonify writes texts of digits without quotes, and reads them as numbers: "00150" is 150, and "+33612345678" has no plus. In a
#   list or a table, "null" and "" are None, spaces at the ends are removed, and a text with a quote swallows the next column. Each list
#   that toonify writes is a single text for the others, and so is each of their lists for toonify. toon-format, python-toon and toons read
#   all these values of @toon-format/toon. toonify and python-toon install the same module, toon. pip reports no conflict, and the one that
#   came last has overwritten the files of the other.
# Library: toonify 1.6.0, python-toon 0.2.0, toon-format 1.2.0, toons 0.9.0 (PyPI), @toon-format/toon 4.4.0 (npm).
# Why it matters: Postal codes and telephone numbers lose their zeros before the model sees them or after it has answered, and null clears
#   a field that had a text.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for name in toonify==1.6.0 python-toon==0.2.0 toon-format==1.2.0 toons==0.9.0; do
  python3 -m venv "${name%%=*}"
  "${name%%=*}/bin/pip" install --quiet --disable-pip-version-check "$name" 2>>log
done
npm install --no-audit --no-fund --silent --ignore-scripts @toon-format/toon@4.4.0
cat >values.json <<'JSON'
["00150", "+33612345678", "null", "", " a ", "5\" pipe", "fr"]
JSON
cat >run.py <<'PY'
import json
import sys

name, command = sys.argv[1:]
if name == "toons":
    from toons import dumps as encode, loads as decode
elif name == "toon-format":
    from toon_format import decode, encode
else:
    from toon import decode, encode
values = json.load(open("values.json"))
shapes = {
    "field": lambda value: {"note": value},
    "list": lambda value: {"notes": [value, "en"]},
    "table": lambda value: {"contacts": [{"note": value, "id": 1}, {"note": value, "id": 2}]},
}
if command == "encode":
    json.dump([[encode(shape(value)) for shape in shapes.values()] for value in values], open(f"{name}.json", "w"))
else:
    for source in ["toonify", "npm"]:
        wrong = {}
        for value, texts in zip(values, json.load(open(f"{source}.json")), strict=True):
            for (shape, make), text in zip(shapes.items(), texts, strict=True):
                try:
                    (found,) = decode(text).values()
                    (right,) = make(value).values()
                except Exception:
                    found, right = "an error", None
                if found != right:
                    wrong.setdefault(shape, []).append(f"{json.dumps(value)} {json.dumps(found)}")
        print(f"{source} to {name}:", "all right" if not wrong else "")
        for shape, examples in wrong.items():
            print(f"  {shape}:", "; ".join(examples))
PY
cat >run.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs'
import { encode } from '@toon-format/toon'
const values = JSON.parse(readFileSync('values.json'))
const texts = (value) => [{ note: value }, { notes: [value, 'en'] }, { contacts: [1, 2].map((id) => ({ note: value, id })) }].map((document) => encode(document))
writeFileSync('npm.json', JSON.stringify(values.map(texts)))
JS
node run.mjs
toonify/bin/python run.py toonify encode
python3 -m venv both
both/bin/pip install --quiet --disable-pip-version-check toonify==1.6.0 2>>log
both/bin/pip install --quiet --disable-pip-version-check python-toon==0.2.0 2>>log
{
  for name in toonify python-toon toon-format toons; do "$name/bin/python" run.py "$name" decode; done
  both/bin/pip check
  both/bin/python -c 'import toon; print("toonify and python-toon, module toon:", toon.encode({"zip": "00150"}))'
  both/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps toonify==1.6.0 2>>log
  both/bin/python -c 'import toon; print("the other way round, module toon:", toon.encode({"zip": "00150"}))'
} 2>>log | tee observed
cat >expected <<'TXT'
toonify to toonify: 
  field: "00150" 150; "+33612345678" 33612345678
  list: "00150" [150, "en"]; "+33612345678" [33612345678, "en"]; "null" [null, "en"]; "" [null, "en"]; " a " ["a", "en"]; "5\" pipe" ["5\\ pipe,en"]
  table: "00150" [{"note": 150, "id": 1}, {"note": 150, "id": 2}]; "+33612345678" [{"note": 33612345678, "id": 1}, {"note": 33612345678, "id": 2}]; "null" [{"note": null, "id": 1}, {"note": null, "id": 2}]; "" [{"note": null, "id": 1}, {"note": null, "id": 2}]; " a " [{"note": "a", "id": 1}, {"note": "a", "id": 2}]; "5\" pipe" [{"note": "5\\ pipe,1", "id": null}, {"note": "5\\ pipe,2", "id": null}]
npm to toonify: 
  list: "00150" "\"00150\",en"; "+33612345678" "\"+33612345678\",en"; "null" "\"null\",en"; "" "\"\",en"; " a " "\" a \",en"; "5\" pipe" "\"5\\\" pipe\",en"; "fr" "fr,en"
  table: "00150" [{"note": 150, "id": 1}, {"note": 150, "id": 2}]; "+33612345678" [{"note": 33612345678, "id": 1}, {"note": 33612345678, "id": 2}]; "null" [{"note": null, "id": 1}, {"note": null, "id": 2}]; "" [{"note": null, "id": 1}, {"note": null, "id": 2}]; " a " [{"note": "a", "id": 1}, {"note": "a", "id": 2}]; "5\" pipe" [{"note": "5\\ pipe,1", "id": null}, {"note": "5\\ pipe,2", "id": null}]
toonify to python-toon: 
  list: "00150" "[00150,en]"; "+33612345678" "[+33612345678,en]"; "null" "[\"null\",en]"; "" "[\"\",en]"; " a " "[\" a \",en]"; "5\" pipe" "[\"5\\\" pipe\",en]"; "fr" "[fr,en]"
npm to python-toon: all right
toonify to toon-format: 
  list: "00150" "[00150,en]"; "+33612345678" "[+33612345678,en]"; "null" "[\"null\",en]"; "" "[\"\",en]"; " a " "[\" a \",en]"; "5\" pipe" "[\"5\\\" pipe\",en]"; "fr" "[fr,en]"
npm to toon-format: all right
toonify to toons: 
  list: "00150" "[00150,en]"; "+33612345678" "[+33612345678,en]"; "null" "[\"null\",en]"; "" "[\"\",en]"; " a " "[\" a \",en]"; "5\" pipe" "[\"5\\\" pipe\",en]"; "fr" "[fr,en]"
npm to toons: all right
No broken requirements found.
toonify and python-toon, module toon: zip: "00150"
the other way round, module toon: zip: 00150
TXT
diff expected observed
