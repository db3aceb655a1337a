#!/bin/sh
# valibot checks times with isoDateTime, isoTime and others, and @valibot/to-json-schema exports them.
# Guess: A text that valibot accepts is valid for the schema, and the package says so where a check cannot be converted.
# Reality: isoDateTime accepts exactly YYYY-MM-DDThh:mm, and isoTime exactly hh:mm. They become the formats "date-time" and
#   "time", which require seconds and a zone. The schema therefore rejects every value that valibot accepts, and valibot
#   every value that the schema accepts. isoTimestamp is close to "date-time", but valibot accepts 31 February, and rejects a
#   lower-case z and ten digits of a fraction. The package throws for checks that it cannot convert, but not for these.
# Library: valibot 1.5.0, @valibot/to-json-schema 1.8.0, ajv 8.20.0, ajv-formats 3.0.1.
# Why it matters: A form checks with valibot, the server with the exported schema, and no time of day passes both.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts valibot@1.5.0 @valibot/to-json-schema@1.8.0 ajv@8.20.0 ajv-formats@3.0.1
cat >times.mjs <<'JS'
import { toJsonSchema } from '@valibot/to-json-schema'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import * as v from 'valibot'

const texts = [
  '2014-08-21', '2014-08-21T08:40', '2014-08-21T08:40:44Z', '2014-08-21T08:40:44+02:00', '2014-08-21T08:40:44.123456789Z',
  '2014-08-21T08:40:44.1234567890Z', '2014-08-21t08:40:44z', '2014-08-21 08:40:44Z', '2014-08-21T08:40Z', '2014-02-31T08:40:44Z',
  '08:40', '08:40:44', '08:40:44Z', '08:40:44+02:00',
]
for (const name of ['isoDate', 'isoDateTime', 'isoTime', 'isoTimestamp']) {
  const check = v.pipe(v.string(), v[name]())
  const schema = toJsonSchema(check)
  const valid = addFormats(new Ajv()).compile(schema)
  const both = { 'valibot and the schema': [], 'valibot only': [], 'the schema only': [] }
  for (const text of texts) {
    const [one, other] = [v.is(check, text), valid(text)]
    if (one || other) both[one && other ? 'valibot and the schema' : one ? 'valibot only' : 'the schema only'].push(text)
  }
  console.log(`${name}, exported as ${schema.format}`)
  for (const [who, taken] of Object.entries(both)) console.log(`  ${who}: ${taken.join(', ') || 'nothing'}`)
}
JS
echo "valibot 1.5.0, @valibot/to-json-schema 1.8.0, ajv 8.20.0, ajv-formats 3.0.1"
node times.mjs | tee observed
cat >expected <<'TXT'
isoDate, exported as date
  valibot and the schema: 2014-08-21
  valibot only: nothing
  the schema only: nothing
isoDateTime, exported as date-time
  valibot and the schema: nothing
  valibot only: 2014-08-21T08:40
  the schema only: 2014-08-21T08:40:44Z, 2014-08-21T08:40:44+02:00, 2014-08-21T08:40:44.123456789Z, 2014-08-21T08:40:44.1234567890Z, 2014-08-21t08:40:44z, 2014-08-21 08:40:44Z
isoTime, exported as time
  valibot and the schema: nothing
  valibot only: 08:40
  the schema only: 08:40:44Z, 08:40:44+02:00
isoTimestamp, exported as date-time
  valibot and the schema: 2014-08-21T08:40:44Z, 2014-08-21T08:40:44+02:00, 2014-08-21T08:40:44.123456789Z, 2014-08-21 08:40:44Z
  valibot only: 2014-02-31T08:40:44Z
  the schema only: 2014-08-21T08:40:44.1234567890Z, 2014-08-21t08:40:44z
TXT
diff expected observed
