#!/bin/sh
# A program exports contacts with pyexcel, as a list of dicts, and imports the same file with pyexcel again.
# Guess: Each name that occurs becomes a column, or a name that the first contact does not have is an error. Texts are texts again, or a
#   column is read as one type.
# Reality: Only the names of the first dict become columns, and the other fields of all later dicts are lost without an error. The columns
#   are sorted by name. On import, each cell is guessed alone: "00150" stays a text, because it begins with a zero, and "44147" in the same
#   column is the number 44147. "+33612345678" is 33612345678, "2E4" is 20000.0, and the price "2,50" is 250. None
#   and an absent field are "", and True is the text "True". csv.DictWriter raises an error for the name that is new.
# Library: pyexcel 0.7.6, pyexcel-io 0.6.8 (PyPI).
# Why it matters: An export is missing fields of most contacts if the first one is short. A comparison or a join by postal code finds only
#   those that begin with a zero. Make the dicts equally long, and import with auto_detect_int=False and auto_detect_float=False.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyexcel==0.7.6 pyexcel-io==0.6.8 2>log
cat >exchange.py <<'PY'
import csv
import io
from importlib.metadata import version

import pyexcel

print(*(f"{name} {version(name)}" for name in ["pyexcel", "pyexcel-io"]))
CONTACTS = [
    {"zip": "00150", "id": 1},
    {"zip": "44147", "id": 2, "email": "a@example.com", "number": "0612345678"},
]
pyexcel.save_as(records=CONTACTS, dest_file_name="contacts.csv")
print("written:", open("contacts.csv").read().split())
try:
    csv.DictWriter(io.StringIO(), CONTACTS[0]).writerows(CONTACTS)
except ValueError as error:
    print("csv.DictWriter:", error)
COLUMNS = {
    "zip": ["00150", "44147", "2E4", "2A004"],
    "number": ["+33612345678", "0612345678", "612345678", "061 23"],
    "price": ["1.10", "2,50", "1_000", "-"],
    "opt_in": [True, False, None, "yes"],
}
rows = [dict(zip(COLUMNS, values, strict=True)) for values in zip(*COLUMNS.values(), strict=True)]
pyexcel.save_as(records=rows, dest_file_name="rows.csv")
for title, options in {"read": {}, "read without guesses": {"auto_detect_int": False, "auto_detect_float": False}}.items():
    found = pyexcel.get_records(file_name="rows.csv", **options)
    for name in COLUMNS:
        print(f"{title}, {name}:", [row[name] for row in found])
PY
venv/bin/python -W ignore exchange.py 2>>log | tee observed
cat >expected <<'TXT'
pyexcel 0.7.6 pyexcel-io 0.6.8
written: ['id,zip', '1,00150', '2,44147']
csv.DictWriter: dict contains fields not in fieldnames: 'email', 'number'
read, zip: ['00150', 44147, 20000.0, '2A004']
read, number: [33612345678, '0612345678', 612345678, '061 23']
read, price: [1.1, 250, '1_000', '-']
read, opt_in: ['True', 'False', '', 'yes']
read without guesses, zip: ['00150', '44147', '2E4', '2A004']
read without guesses, number: ['+33612345678', '0612345678', '612345678', '061 23']
read without guesses, price: ['1.10', '2,50', '1_000', '-']
read without guesses, opt_in: ['True', 'False', '', 'yes']
TXT
diff expected observed
