#!/bin/sh
# Updates of contacts are opened in VisiData and saved again, without a change. In an update, null clears a field, and an absent field stays.
# Guess: A table cannot tell null from an absent field, so both are null in each row of the saved file, or both are absent.
# Reality: In the first row, each absent field is null. In all other rows, each null is absent. So the first contact loses its email address
#   and its phones, and in no other contact is a field cleared. That holds for .json, .jsonl and .ndjson, whichever contact is the first.
#   Nulls inside a list stay. 1e400 becomes Infinity, which is not JSON. In CSV, a list is written as VisiData shows it:
#   "[1] {2} number=01 label=None".
# Library: visidata 3.4 (PyPI).
# Why it matters: Saving the file changes what each update does. A test with one row that has all fields does not show it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check visidata==3.4 2>log
cat >updates.jsonl <<'TXT'
{"id":1,"city":"Rome"}
{"id":2,"email":null}
{"id":3,"email":null,"phones":[{"number":"01","label":null}]}
{"id":4,"zip":"00150","price":1e400}
TXT
sed -n 3,4p updates.jsonl >later.jsonl
sed -n 1,2p updates.jsonl >>later.jsonl
copy() { HOME="$folder" venv/bin/vd --batch "$1" --output "$2" </dev/null >>log 2>&1; }
venv/bin/python -c 'from importlib.metadata import version; print("visidata", version("visidata"))' >observed
for name in json jsonl ndjson csv; do
  copy updates.jsonl "saved.$name"
  echo "$name:"
  tr -d "\r" <"saved.$name"
done >>observed
copy later.jsonl saved-later.jsonl
{ echo "another order:"; cat saved-later.jsonl; } >>observed
cat observed
cat >expected <<'TXT'
visidata 3.4
json:
[
{"id": 1, "city": "Rome", "email": null, "phones": null, "zip": null, "price": null},
{"id": 2},
{"id": 3, "phones": [{"number": "01", "label": null}]},
{"id": 4, "zip": "00150", "price": Infinity}
]
jsonl:
{"id": 1, "city": "Rome", "email": null, "phones": null, "zip": null, "price": null}
{"id": 2}
{"id": 3, "phones": [{"number": "01", "label": null}]}
{"id": 4, "zip": "00150", "price": Infinity}
ndjson:
{"id": 1, "city": "Rome", "email": null, "phones": null, "zip": null, "price": null}
{"id": 2}
{"id": 3, "phones": [{"number": "01", "label": null}]}
{"id": 4, "zip": "00150", "price": Infinity}
csv:
id,city,email,phones,zip,price
1,Rome,,,,
2,,,,,
3,,,[1] {2} number=01 label=None,,
4,,,,00150,inf
another order:
{"id": 3, "email": null, "phones": [{"number": "01", "label": null}], "zip": null, "price": null, "city": null}
{"id": 4, "zip": "00150", "price": Infinity}
{"id": 1, "city": "Rome"}
{"id": 2}
TXT
diff expected observed
