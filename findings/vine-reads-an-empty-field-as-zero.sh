#!/bin/sh
# An application checks its forms and JSON bodies with VineJS, the validator of AdonisJS. The same description gives a JSON Schema
#   for clients.
# Guess: A number field that was left empty is rejected or absent. The JSON Schema accepts null, or the absence of a field, where the
#   validator accepts it.
# Reality: number() reads an empty text as 0, true as 1, and the list [5] as 5, which the JSON Schema rejects. A nullable
#   field must be sent, but the schema does not require it. An optional field may be null, which the schema forbids, and the validator
#   drops the null. date() rejects 2014-08-21T08:40:44Z, which is the JSON of a date, and the schema accepts
#   anything there. The flag "i" of a regular expression is dropped, and an unknown name is an error in the schema only.
# Library: @vinejs/vine 4.4.0, ajv 8.20.0 (npm).
# Why it matters: An empty field is stored as 0. A client cannot clear an optional field with null, and a client that follows the schema
#   is rejected if it leaves out a nullable one.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force @vinejs/vine@4.4.0 ajv@8.20.0
cat >check.mjs <<'JS'
import vine from '@vinejs/vine'
import { Ajv } from 'ajv'

const ajv = new Ajv({ strict: false, validateFormats: false })
const tries = [
  ['number', vine.number(), [{ field: '' }, { field: '5' }, { field: true }, { field: [5] }]],
  ['nullable', vine.string().nullable(), [{ field: null }, {}]],
  ['optional', vine.string().optional(), [{ field: null }, {}]],
  ['date', vine.date(), [{ field: '2014-08-21' }, { field: '2014-08-21T08:40:44Z' }, { field: 1 }]],
  ['regex', vine.string().regex(/^fr$/i), [{ field: 'fr' }, { field: 'FR' }]],
  ['string', vine.string(), [{ field: 'a', other: 1 }]],
]
for (const [name, type, documents] of tries) {
  const validator = vine.create({ field: type })
  const inSchema = ajv.compile(validator.toJSONSchema())
  for (const document of documents) {
    let read
    try {
      read = JSON.stringify(await validator.validate(structuredClone(document)))
    } catch (error) {
      read = `rejected (${error.messages[0].rule})`
    }
    console.log(`${name} ${JSON.stringify(document)}: vine ${read}, schema ${inSchema(document) ? 'valid' : 'invalid'}`)
  }
}
JS
TZ=UTC node check.mjs | tee observed
cat >expected <<'TXT'
number {"field":""}: vine {"field":0}, schema invalid
number {"field":"5"}: vine {"field":5}, schema invalid
number {"field":true}: vine {"field":1}, schema invalid
number {"field":[5]}: vine {"field":5}, schema invalid
nullable {"field":null}: vine {"field":null}, schema valid
nullable {}: vine rejected (required), schema valid
optional {"field":null}: vine {}, schema invalid
optional {}: vine {}, schema valid
date {"field":"2014-08-21"}: vine {"field":"2014-08-21T00:00:00.000Z"}, schema valid
date {"field":"2014-08-21T08:40:44Z"}: vine rejected (date), schema valid
date {"field":1}: vine rejected (date), schema valid
regex {"field":"fr"}: vine {"field":"fr"}, schema valid
regex {"field":"FR"}: vine {"field":"FR"}, schema invalid
string {"field":"a","other":1}: vine {"field":"a"}, schema invalid
TXT
diff expected observed
