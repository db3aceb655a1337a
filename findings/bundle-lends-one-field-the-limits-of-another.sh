#!/bin/sh
# json-schema-ref-parser bundles a JSON Schema and the files that it refers to into one. Many generators and editors use it.
# Guess: A bundle accepts the same documents as the files it was made of.
# Reality: The target in the other file is copied to the first place that refers to it, and merged with the keywords there.
#   The next field then refers to this copy. If two fields share a definition and each has its own maxLength, the second
#   field gets both limits. A keyword beside the reference replaces the target's keyword of the same name, so
#   {"$ref": …, "required": […]} drops the target's required names. The same schema in a single file keeps its references,
#   and its meaning.
# Library: @apidevtools/json-schema-ref-parser 16.0.5, ajv 8.20.0.
# Why it matters: Schemas with a shared file of definitions are written like this. Their bundle rejects a valid city because
#   a postal code is short, and accepts a contact without its first name. Nothing warns about either.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @apidevtools/json-schema-ref-parser@16.0.5 ajv@8.20.0
cat >bundle.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import $RefParser from '@apidevtools/json-schema-ref-parser'
import Ajv from 'ajv/dist/2020.js'

const common = {
  $defs: {
    text: { type: 'string', minLength: 2 },
    person: { type: 'object', properties: { first: { type: 'string' } }, required: ['first'] },
  },
}
const text = 'common.json#/$defs/text'
const cases = [
  ['zip and city share a text', { zip: { $ref: text, maxLength: 5 }, city: { $ref: text, maxLength: 20 } }, { city: 'Ajaccio' }],
  ['minLength beside the reference', { city: { $ref: text, minLength: 1 } }, { city: 'Y' }],
  ['required beside the reference', { contact: { $ref: 'common.json#/$defs/person', required: ['last'] } }, { contact: { last: 'Lee' } }],
]
const verdict = (schema, document, others = []) => {
  const ajv = new Ajv({ strict: false })
  others.forEach(([name, other]) => ajv.addSchema(other, name))
  return ajv.compile(schema)(document) ? 'valid' : 'invalid'
}
writeFileSync('common.json', JSON.stringify(common))
for (const [name, properties, document] of cases) {
  const files = { type: 'object', properties }
  const single = { ...JSON.parse(JSON.stringify(files).replaceAll('common.json#', '#')), ...common }
  writeFileSync('files.json', JSON.stringify(files))
  writeFileSync('single.json', JSON.stringify(single))
  const bundle = await $RefParser.bundle('files.json')
  console.log(`${name}: ${JSON.stringify(document)}`)
  console.log(`  two files: ${verdict(files, document, [['common.json', common]])}, their bundle: ${verdict(bundle, document)}`
    + `, one file: ${verdict(single, document)}, its bundle: ${verdict(await $RefParser.bundle('single.json'), document)}`)
  console.log(`  ${JSON.stringify(bundle.properties)}`)
}
JS
echo "json-schema-ref-parser 16.0.5, ajv 8.20.0"
node bundle.mjs | tee observed
cat >expected <<'TXT'
zip and city share a text: {"city":"Ajaccio"}
  two files: valid, their bundle: invalid, one file: valid, its bundle: valid
  {"zip":{"maxLength":5,"type":"string","minLength":2},"city":{"$ref":"#/properties/zip","maxLength":20}}
minLength beside the reference: {"city":"Y"}
  two files: invalid, their bundle: valid, one file: invalid, its bundle: invalid
  {"city":{"minLength":1,"type":"string"}}
required beside the reference: {"contact":{"last":"Lee"}}
  two files: invalid, their bundle: valid, one file: invalid, its bundle: invalid
  {"contact":{"required":["last"],"type":"object","properties":{"first":{"type":"string"}}}}
TXT
diff expected observed
