#!/bin/sh
# Amazon Ion is a superset of JSON, so its libraries read JSON. A number with a point, such as 0.35, is a decimal in Ion. The
#   JavaScript library gives each value a toJSON, and a program writes what it has read with JSON.stringify.
# Guess: 0.35 is written as 0.35. At worst, a number has too many digits for JavaScript.
# Reality: ion-js multiplies the digits of a decimal by a power of ten, which is not exact: 35 * 10**-2 is 0.35000000000000003.
#   Of the 100,000 prices from 0.00 to 999.99, 13,929 change in this way, among them 0.35, 0.70 and 19.99. numberValue() gives
#   the same numbers. 0.30000000000000004 becomes 0.3, and of 20,000 latitudes 3,945 change. The library's own dumpText writes
#   each decimal as it was read. A number with an exponent is a float in Ion, and stays the same. Python's amazon.ion reads
#   exact decimals, and float() of each is the number in the file.
# Library: ion-js 5.2.1 (npm), amazon.ion 0.15.0 (PyPI).
# Why it matters: A price that went through Ion is not equal to the price that was sent, and has 17 digits in the next JSON
#   file. A check for at most two decimals rejects it.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts ion-js@5.2.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check amazon.ion==0.15.0
cat >read.cjs <<'JS'
const { writeFileSync } = require('fs')
const ion = require('ion-js')
const written = (text) => JSON.stringify(ion.load(text))
const changed = (texts) => texts.filter((text) => Number(written(text)) !== Number(text))
const text = '{"price": 0.35, "deposit": 0.70, "total": 19.99, "rent": 1.10, "sum": 0.30000000000000004, "rate": 35e-2}'
console.log(`JSON.stringify: ${written(text)}`)
console.log(`dumpText: ${ion.dumpText(ion.load(text))}`)
console.log(`numberValue: ${ion.load('0.35').numberValue()}`)
const prices = Array.from({ length: 100000 }, (_, cents) => (cents / 100).toFixed(2))
const latitudes = Array.from({ length: 20000 }, (_, step) => String(0.001 + (step * 90) / 20011))
console.log(`prices that change: ${changed(prices).length} of ${prices.length}`)
console.log(`latitudes that change: ${changed(latitudes).length} of ${latitudes.length}`)
writeFileSync('numbers', [...prices, ...latitudes].join('\n'))
JS
cat >read.py <<'PY'
from amazon.ion import simpleion

texts = open("numbers").read().split()
values = simpleion.loads(" ".join(texts), single_value=False)
print("changed in Python:", sum(float(value) != float(text) for value, text in zip(values, texts, strict=True)))
PY
echo "ion-js 5.2.1, amazon.ion 0.15.0" | tee observed
{ node read.cjs; venv/bin/python read.py; } | tee -a observed
cat >expected <<'TXT'
ion-js 5.2.1, amazon.ion 0.15.0
JSON.stringify: {"price":0.35000000000000003,"deposit":0.7000000000000001,"total":19.990000000000002,"rent":1.1,"sum":0.3,"rate":0.35}
dumpText: {price:0.35,deposit:0.70,total:19.99,rent:1.10,sum:0.30000000000000004,rate:3.5e-1}
numberValue: 0.35000000000000003
prices that change: 13929 of 100000
latitudes that change: 3945 of 20000
changed in Python: 0
TXT
diff expected observed
