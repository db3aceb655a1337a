#!/bin/sh
# A phone exports contacts as vCards. In a text, RFC 2426 (vCard 3.0) writes "," as "\,", ";" as "\;", a line break as "\n".
# Guess: A reader of vCards returns the text without these backslashes, and a writer adds them.
# Reality: vcf does neither. It returns the text as it is in the file, and writes a value that the program sets without
#   escapes: a line break disappears, and two words become one. It does not distinguish a ";" in a street from the ";"
#   between two parts of an address. ical.js reads the escapes of an address, but in a name or a note it leaves the backslash
#   of "\;". vobject reads and writes all of them.
# Library: vcf 2.1.2, ical.js 2.2.1 (npm), vobject 0.9.9 (PyPI).
# Why it matters: An imported street is "1 rue A\, B\; C", which is a valid street for every check, so it stays in the
#   record. Written as a vCard again, it gets more backslashes.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts vcf@2.1.2 ical.js@2.2.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check vobject==0.9.9
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import vCard from 'vcf'

const text = readFileSync('contact.vcf', 'utf8')
const card = new vCard().parse(text)
const component = new ICAL.Component(ICAL.parse(text.trim()))
for (const name of ['fn', 'adr', 'note']) {
  console.log(`vcf, ${name}: ${JSON.stringify(card.get(name).valueOf())}`)
  console.log(`ical.js, ${name}: ${JSON.stringify(component.getFirstPropertyValue(name))}`)
}
const other = new vCard()
other.set('note', 'Key at the bar\nnext door; ask for Jo, please')
console.log(`vcf writes: ${other.toString('3.0').split('\n').find((line) => line.startsWith('NOTE')).trim()}`)
JS
cat >read.py <<'PY'
import json

import vobject

card = vobject.readOne(open("contact.vcf", newline="").read())
print("vobject, fn:", json.dumps(card.fn.value))
print("vobject, adr:", json.dumps(card.adr.value.street))
print("vobject, note:", json.dumps(card.note.value))
other = vobject.vCard()
other.add("fn").value = "Ann"
other.add("note").value = "Key at the bar\nnext door; ask for Jo, please"
print("vobject writes:", next(line for line in other.serialize().splitlines() if line.startswith("NOTE")))
PY
printf '%s\r\n' 'BEGIN:VCARD' 'VERSION:3.0' 'N:Lee;Ann;;;' 'FN:Ann Lee\, Jr\; owner' 'ADR;TYPE=home:;;1 rue A\, B\; C;Paris;;75001;FR' \
  'NOTE:Key at the bar\nnext door\; ask for Jo\, please' 'END:VCARD' >contact.vcf
echo "vcf 2.1.2, ical.js 2.2.1, vobject 0.9.9"
{ node read.mjs; venv/bin/python read.py; } | tee observed
cat >expected <<'TXT'
vcf, fn: "Ann Lee\\, Jr\\; owner"
ical.js, fn: "Ann Lee, Jr\\; owner"
vcf, adr: ";;1 rue A\\, B\\; C;Paris;;75001;FR"
ical.js, adr: ["","","1 rue A, B; C","Paris","","75001","FR"]
vcf, note: "Key at the bar\\nnext door\\; ask for Jo\\, please"
ical.js, note: "Key at the bar\nnext door\\; ask for Jo, please"
vcf writes: NOTE:Key at the barnext door; ask for Jo, please
vobject, fn: "Ann Lee, Jr; owner"
vobject, adr: "1 rue A, B; C"
vobject, note: "Key at the bar\nnext door; ask for Jo, please"
vobject writes: NOTE:Key at the bar\nnext door\; ask for Jo\, please
TXT
diff expected observed
