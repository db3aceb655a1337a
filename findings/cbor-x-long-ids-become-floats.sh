#!/bin/sh
# A service in JavaScript and a job in Python exchange records as CBOR or as MessagePack. Both formats have integers of 64 bits.
#   A number in JavaScript is exact up to 53 bits, so an id such as 5000000000 or a time in milliseconds is an integer there.
# Guess: An integer of up to 53 bits is an integer on the other side, in both directions, as it is in JSON.
# Reality: cbor-x and msgpackr write each integer over 32 bits as a float. In Python, the id is 5000000000.0, and so it is in
#   the JSON that Python writes. What Python writes as an integer of more than 32 bits, they read as a BigInt, although a number
#   of JavaScript could hold it. JSON.stringify then fails, and id === 5000000000 is false. What they write themselves, they
#   read correctly, so a test in JavaScript does not find the difference. cbor, cborg and @msgpack/msgpack write integers, and
#   read numbers. For an integer of more than 53 bits, all read a BigInt except @msgpack/msgpack, which rounds it.
# Library: cbor-x 1.6.9, msgpackr 2.1.4, cbor 10.0.12, cborg 6.1.5, @msgpack/msgpack 3.1.3 (npm), cbor2 6.2.1, msgpack 1.2.4
#   (PyPI).
# Why it matters: The first ids work for years. Then one is larger than 4294967295, and a record is rejected in Python because
#   its id is not an int, or "5000000000.0" becomes a part of a URL. msgpackr is the package for MessagePack that is downloaded
#   most.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts cbor-x@1.6.9 msgpackr@2.1.4 cbor@10.0.12 cborg@6.1.5 @msgpack/msgpack@3.1.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cbor2==6.2.1 msgpack==1.2.4
cat >convert.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs'
import * as msgpack from '@msgpack/msgpack'
import cbor from 'cbor'
import * as cborX from 'cbor-x'
import * as cborg from 'cborg'
import * as msgpackr from 'msgpackr'

const libraries = { 'cbor-x': cborX, cbor, cborg, msgpackr, '@msgpack/msgpack': msgpack }
if (process.argv[2] === 'write') {
  const record = { small: 4294967295, id: 4294967296, negative: -5000000000, milliseconds: 1408610444123 }
  const files = Object.entries(libraries).map(([name, { encode }]) => [name, Buffer.from(encode(record)).toString('hex')])
  writeFileSync('written.json', JSON.stringify(Object.fromEntries(files)))
  for (const [name, { encode, decode }] of Object.entries(libraries)) {
    console.log(`${name} reads its own id as ${decode(encode(record)).id}`)
  }
} else {
  const files = JSON.parse(readFileSync('python.json', 'utf8'))
  for (const [name, { decode }] of Object.entries(libraries)) {
    const read = Object.entries(files[name.includes('cbor') ? 'cbor' : 'msgpack']).map(([key, hex]) => {
      const value = decode(Buffer.from(hex, 'hex'))
      return `${key} is the ${typeof value} ${value}`
    })
    console.log(`Python to ${name}: ${read.join(', ')}`)
  }
}
JS
cat >convert.py <<'PY'
import json

import cbor2
import msgpack

for name, text in json.load(open("written.json")).items():
    record = (cbor2.loads if "cbor" in name else msgpack.unpackb)(bytes.fromhex(text))
    print(f"{name} to Python: {json.dumps(record)}")
values = {"small": 4294967295, "id": 4294967296, "long": 9007199254740993}
encoders = {"cbor": cbor2.dumps, "msgpack": msgpack.packb}
json.dump({name: {key: encode(value).hex() for key, value in values.items()} for name, encode in encoders.items()}, open("python.json", "w"))
PY
echo "cbor-x 1.6.9, msgpackr 2.1.4, cbor 10.0.12, cborg 6.1.5, @msgpack/msgpack 3.1.3, cbor2 6.2.1, msgpack 1.2.4" | tee observed
{ node convert.mjs write; venv/bin/python convert.py; node convert.mjs read; } | tee -a observed
cat >expected <<'TXT'
cbor-x 1.6.9, msgpackr 2.1.4, cbor 10.0.12, cborg 6.1.5, @msgpack/msgpack 3.1.3, cbor2 6.2.1, msgpack 1.2.4
cbor-x reads its own id as 4294967296
cbor reads its own id as 4294967296
cborg reads its own id as 4294967296
msgpackr reads its own id as 4294967296
@msgpack/msgpack reads its own id as 4294967296
cbor-x to Python: {"small": 4294967295, "id": 4294967296.0, "negative": -5000000000.0, "milliseconds": 1408610444123.0}
cbor to Python: {"small": 4294967295, "id": 4294967296, "negative": -5000000000, "milliseconds": 1408610444123}
cborg to Python: {"id": 4294967296, "small": 4294967295, "negative": -5000000000, "milliseconds": 1408610444123}
msgpackr to Python: {"small": 4294967295, "id": 4294967296.0, "negative": -5000000000.0, "milliseconds": 1408610444123.0}
@msgpack/msgpack to Python: {"small": 4294967295, "id": 4294967296, "negative": -5000000000, "milliseconds": 1408610444123}
Python to cbor-x: small is the number 4294967295, id is the bigint 4294967296, long is the bigint 9007199254740993
Python to cbor: small is the number 4294967295, id is the number 4294967296, long is the bigint 9007199254740993
Python to cborg: small is the number 4294967295, id is the number 4294967296, long is the bigint 9007199254740993
Python to msgpackr: small is the number 4294967295, id is the bigint 4294967296, long is the bigint 9007199254740993
Python to @msgpack/msgpack: small is the number 4294967295, id is the number 4294967296, long is the number 9007199254740992
TXT
diff expected observed
