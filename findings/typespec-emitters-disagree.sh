#!/bin/sh
# TypeSpec describes an API once. Its own emitters write the model as a JSON Schema and as an OpenAPI 3.1 file.
# Guess: Both emitters describe the JSON that is sent. OpenAPI 3.1 schemas are JSON Schemas, so the two accept the same documents.
# Reality: The JSON Schema emitter ignores @encode and @encodedName, which say how a value and a name look in JSON. A time in
#   seconds stays a text with the format "date-time", a duration in seconds one with "duration", and a renamed field keeps its
#   old name. int64 and decimal are texts there, and numbers in OpenAPI. No document is valid for both, and nothing warns.
# Library: @typespec/compiler, http, openapi, json-schema and openapi3 1.11.0 (1.16.0 with node 22 does the same), ajv 8.20.0.
# Why it matters: A team that validates its fixtures with the one file and generates its client from the other gets a client
#   whose every request is invalid.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @typespec/compiler@1.11.0 @typespec/http@1.11.0 @typespec/openapi@1.11.0 \
  @typespec/json-schema@1.11.0 @typespec/openapi3@1.11.0 ajv@8.20.0
cat >main.tsp <<'TSP'
import "@typespec/http";
import "@typespec/json-schema";
import "@typespec/openapi3";

using Http;
using JsonSchema;

@service(#{ title: "Contacts" })
@jsonSchema
namespace Contacts;

model Contact {
  number: int64;
  price: decimal;
  @encode("unixTimestamp", int32) created: utcDateTime;
  @encode("seconds", int32) stay: duration;
  @encodedName("application/json", "first_name") firstName: string;
}

@post op create(@body contact: Contact): void;
TSP
cat >tspconfig.yaml <<'YAML'
emit: ["@typespec/json-schema", "@typespec/openapi3"]
options:
  "@typespec/json-schema": { file-type: json }
  "@typespec/openapi3": { file-type: json, openapi-versions: ["3.1.0"] }
YAML
npx tsp compile main.tsp >compiled 2>&1 || { cat compiled; exit 1; }
cat >compare.mjs <<'JS'
import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'

const read = (path) => JSON.parse(readFileSync(`tsp-output/@typespec/${path}`, 'utf8'))
const jsonSchema = read('json-schema/Contact.json')
const { components } = read('openapi3/openapi.json')
console.log('warnings:', readFileSync('compiled', 'utf8').split('warning').length - 1)
for (const name of ['number', 'price', 'created', 'stay', 'firstName', 'first_name']) {
  const [a, b] = [jsonSchema, components.schemas.Contact].map((schema) => JSON.stringify(schema.properties[name]) ?? 'absent')
  console.log(`${name}\n  JSON Schema: ${a}\n  OpenAPI:     ${b}`)
}
console.log('required in JSON Schema:', jsonSchema.required.join(' '))
console.log('required in OpenAPI:', components.schemas.Contact.required.join(' '))
const ajv = new Ajv({ strict: false, validateFormats: false })
const [first, second] = [ajv.compile(jsonSchema), ajv.compile({ $ref: '#/components/schemas/Contact', components })]
for (const [name, document] of [
  ['as OpenAPI describes it', { number: 7, price: 2.5, created: 1408610444, stay: 3600, first_name: 'Ann' }],
  ['as JSON Schema describes it', { number: '7', price: '2.5', created: '2014-08-21T08:40:44Z', stay: 'PT1H', firstName: 'Ann' }],
]) {
  console.log(`a contact ${name}: JSON Schema ${first(document) ? 'valid' : 'invalid'}, OpenAPI ${second(document) ? 'valid' : 'invalid'}`)
}
JS
echo "TypeSpec 1.11.0, ajv 8.20.0"
node compare.mjs | tee observed
cat >expected <<'TXT'
warnings: 0
number
  JSON Schema: {"type":"string"}
  OpenAPI:     {"type":"integer","format":"int64"}
price
  JSON Schema: {"type":"string"}
  OpenAPI:     {"type":"number","format":"decimal"}
created
  JSON Schema: {"type":"string","format":"date-time"}
  OpenAPI:     {"type":"integer","format":"unixtime"}
stay
  JSON Schema: {"type":"string","format":"duration"}
  OpenAPI:     {"type":"integer","format":"int32"}
firstName
  JSON Schema: {"type":"string"}
  OpenAPI:     absent
first_name
  JSON Schema: absent
  OpenAPI:     {"type":"string"}
required in JSON Schema: number price created stay firstName
required in OpenAPI: number price created stay first_name
a contact as OpenAPI describes it: JSON Schema invalid, OpenAPI valid
a contact as JSON Schema describes it: JSON Schema valid, OpenAPI invalid
TXT
diff expected observed
