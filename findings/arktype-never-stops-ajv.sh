#!/bin/sh
# arktype writes a JSON Schema for its types, and throws where a type cannot be expressed, such as a transformation.
# Guess: The type "never", which forbids a field, becomes {"not": {}} or false, and any validator can use the schema.
# Reality: It becomes {"enum": []}. ajv refuses to compile the whole schema, because the specification advises against an
#   empty list. The five other validators compile it, and forbid the field. The flag "i" of a regular expression is dropped
#   without an error: the type accepts "FR", and the schema does not.
# Library: arktype 2.2.9, against ajv 8.20.0, @cfworker/json-schema 4.1.6, json-schema-library 11.6.2, typebox 1.4.3 (npm),
#   jsonschema 4.26.0 and jsonschema-rs 0.61.0 (PyPI).
# Why it matters: A test of the schema passes with any of the five, but a server with ajv does not start, even if nobody ever
#   sends the forbidden field.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts arktype@2.2.9 ajv@8.20.0 @cfworker/json-schema@4.1.6 \
  json-schema-library@11.6.2 typebox@1.4.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsonschema==4.26.0 jsonschema-rs==0.61.0
cat >check.mjs <<'JS'
import { Validator } from '@cfworker/json-schema'
import Ajv from 'ajv/dist/2020.js'
import { type } from 'arktype'
import { compileSchema } from 'json-schema-library'
import { writeFileSync } from 'node:fs'
import { Compile } from 'typebox/schema'

const schema = type({ firstname: 'string', 'source_id?': 'never' }).toJsonSchema()
writeFileSync('schema.json', JSON.stringify(schema))
console.log(`never: ${JSON.stringify(schema.properties.source_id)}`)
for (const [name, compile] of Object.entries({
  ajv: () => new Ajv().compile(schema),
  '@cfworker/json-schema': () => (value) => new Validator(schema, '2020-12').validate(value).valid,
  'json-schema-library': () => (value) => compileSchema(schema).validate(value).valid,
  typebox: () => (value) => Compile(schema).Check(value),
})) {
  try {
    const valid = compile()
    console.log(`${name}: without the field ${valid({ firstname: 'Ann' })}, with it ${valid({ firstname: 'Ann', source_id: 1 })}`)
  } catch (error) {
    console.log(`${name}: ${error.message}`)
  }
}
const country = type(/^fr$/i)
console.log(`/^fr$/i: type ${country.allows('FR')}, schema ${new Ajv().validate(country.toJsonSchema(), 'FR')}`)
JS
cat >check.py <<'PY'
import json

import jsonschema
import jsonschema_rs

schema = json.load(open("schema.json"))
for name, valid in {
    "jsonschema": jsonschema.Draft202012Validator(schema).is_valid,
    "jsonschema-rs": jsonschema_rs.validator_for(schema).is_valid,
}.items():
    print(f"{name}: without the field {valid({'firstname': 'Ann'})}, with it {valid({'firstname': 'Ann', 'source_id': 1})}")
PY
echo "arktype 2.2.9, ajv 8.20.0"
{ node check.mjs; venv/bin/python check.py; } | tee observed
cat >expected <<'TXT'
never: {"enum":[]}
ajv: enum must have non-empty array
@cfworker/json-schema: without the field true, with it false
json-schema-library: without the field true, with it false
typebox: without the field true, with it false
/^fr$/i: type true, schema false
jsonschema: without the field True, with it False
jsonschema-rs: without the field True, with it False
TXT
diff expected observed
