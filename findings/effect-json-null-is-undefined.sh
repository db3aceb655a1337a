#!/bin/sh
# In Effect 4, one description of a value gives a JSON Schema and a codec for JSON.
# Guess: The JSON Schema of an optional text rejects null, as decoding with the same description does. A field that is
#   undefined is left out of the JSON, as JSON.stringify leaves it out.
# Reality: For the schema and the codec, null means undefined. Schema.optional(Schema.String) becomes "string or null", the
#   codec reads null as undefined, and it writes undefined as null. A required field that may be undefined must be null or a
#   text. Only optionalKey rejects null and undefined. A pattern reaches the schema only if it has the flag u: without a
#   flag, or with another one, the schema accepts any text.
# Library: effect 4.1.0, ajv 8.20.0.
# Why it matters: In an update, null clears a field and an absent field keeps its value. { lastname: undefined }, which means
#   "keep" everywhere else in JavaScript, clears it, and the exported schema calls the payload valid.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts effect@4.1.0 ajv@8.20.0
cat >contact.mjs <<'JS'
import Ajv from 'ajv/dist/2020.js'
import { Schema } from 'effect'

const attempt = (act) => {
  try {
    const value = act()
    return Object.hasOwn(value, 'field') ? `field is ${value.field}` : 'no field'
  } catch {
    return 'rejected'
  }
}
for (const [name, field] of Object.entries({
  'optionalKey(String)': Schema.optionalKey(Schema.String),
  'optional(String)': Schema.optional(Schema.String),
  'UndefinedOr(String)': Schema.UndefinedOr(Schema.String),
})) {
  const contact = Schema.Struct({ field })
  const { schema } = Schema.toJsonSchemaDocument(contact)
  const valid = new Ajv().compile(schema)
  const json = Schema.toCodecJson(contact)
  console.log(`${name}: ${JSON.stringify(schema.properties.field)}, required ${JSON.stringify(schema.required ?? [])}`)
  console.log(`  null: schema ${valid({ field: null }) ? 'valid' : 'invalid'}`
    + `, read as JSON: ${attempt(() => Schema.decodeUnknownSync(json)({ field: null }))}`
    + `, read as a value: ${attempt(() => Schema.decodeUnknownSync(contact)({ field: null }))}`)
  console.log(`  undefined is written as: ${attempt(() => Schema.encodeUnknownSync(json)({ field: undefined }))}`
    + `; JSON.stringify: ${JSON.stringify({ field: undefined })}`)
}
for (const pattern of [/^[a-z]{2}$/, /^[a-z]{2}$/u, /^[a-z]{2}$/i]) {
  console.log(`${pattern}: ${JSON.stringify(Schema.toJsonSchemaDocument(Schema.String.check(Schema.isPattern(pattern))).schema)}`)
}
JS
echo "effect 4.1.0, ajv 8.20.0"
node contact.mjs | tee observed
cat >expected <<'TXT'
optionalKey(String): {"type":"string"}, required []
  null: schema invalid, read as JSON: rejected, read as a value: rejected
  undefined is written as: rejected; JSON.stringify: {}
optional(String): {"anyOf":[{"type":"string"},{"type":"null"}]}, required []
  null: schema valid, read as JSON: field is undefined, read as a value: rejected
  undefined is written as: field is null; JSON.stringify: {}
UndefinedOr(String): {"anyOf":[{"type":"string"},{"type":"null"}]}, required ["field"]
  null: schema valid, read as JSON: field is undefined, read as a value: rejected
  undefined is written as: field is null; JSON.stringify: {}
/^[a-z]{2}$/: {"type":"string"}
/^[a-z]{2}$/u: {"type":"string","pattern":"^[a-z]{2}$"}
/^[a-z]{2}$/i: {"type":"string"}
TXT
diff expected observed
