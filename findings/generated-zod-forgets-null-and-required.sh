#!/bin/sh
# Two popular generators turn an OpenAPI file into zod schemas that check requests and answers at run time.
# Guess: A generated schema accepts at least every valid document. It is less strict only where zod has nothing similar.
# Reality: @hey-api/openapi-ts rejects valid documents: null from an enum without "type", a time with +02:00, and any name that
#   only patternProperties allow. It drops "required" beside a reference and in an allOf, and accepts a text for an int64.
#   orval has all of these right. But it accepts null if "type" lists it and "enum" does not. Both accept null in place of a
#   constant, and a number for a text with an allOf of patterns, because "type" is dropped as well.
# Library: @hey-api/openapi-ts 0.99.0, orval 8.38.0, zod 4.6.7, ajv 8.20.0.
# Why it matters: A create is often the schema of an update with more required names. The generated check and the TypeScript
#   type then allow a contact without a name, and the client cannot clear a field that may be null.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @hey-api/openapi-ts@0.99.0 orval@8.38.0 zod@4.6.7 ajv@8.20.0 ajv-formats@3.0.1 typescript@5.9.3
cat >cases.mjs <<'JS'
export const cases = [
  [{ enum: ['male', 'female', null] }, null],
  [{ type: 'string', format: 'date-time' }, '2014-08-21T10:40:44+02:00'],
  [{ type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false }, { 'x-a': 'b' }],
  [{ $ref: '#/components/schemas/Update', required: ['firstname'] }, {}],
  [{ allOf: [{ $ref: '#/components/schemas/Update' }, { required: ['firstname'] }] }, {}],
  [{ type: 'integer', format: 'int64' }, '7'],
  [{ type: ['string', 'null'], enum: ['fr', 'en'] }, null],
  [{ type: ['string', 'null'], const: 'fr' }, null],
  [{ type: 'string', allOf: [{ pattern: '^a' }, { pattern: 'z$' }] }, 5],
]
const schema = (name) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } })
export const api = {
  openapi: '3.1.0',
  info: { title: 'Contacts', version: '1' },
  paths: {
    '/contacts': {
      post: {
        operationId: 'create',
        requestBody: { required: true, content: schema('Contact') },
        responses: { 201: { description: 'created', content: schema('Contact') } },
      },
    },
  },
  components: {
    schemas: {
      Update: { type: 'object', properties: { firstname: { type: 'string' } } },
      Contact: { type: 'object', properties: Object.fromEntries(cases.map(([field], index) => [`f${index}`, field])) },
    },
  },
}
JS
node -e "import('./cases.mjs').then(({ api }) => require('fs').writeFileSync('api.json', JSON.stringify(api)))"
npx openapi-ts -i ./api.json -o hey -p @hey-api/typescript zod >generated 2>&1 || { cat generated; exit 1; }
echo "export default { c: { input: './api.json', output: { client: 'zod', target: './orval.ts' } } }" >orval.config.mjs
npx orval --config orval.config.mjs >generated 2>&1 || { cat generated; exit 1; }
cp hey/zod.gen.ts hey.mjs
cp orval.ts orval.mjs
cat >compare.mjs <<'JS'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { api, cases } from './cases.mjs'
import { zContact } from './hey.mjs'
import { CreateBody } from './orval.mjs'

const ajv = new Ajv({ strict: false })
addFormats(ajv)
const contact = ajv.compile({ $ref: '#/components/schemas/Contact', components: api.components })
const word = (accepted) => (accepted ? 'accepts' : 'rejects')
cases.forEach(([field, value], index) => {
  const document = { [`f${index}`]: value }
  console.log(`${JSON.stringify(value)} for ${JSON.stringify(field).replace('#/components/schemas/', '')}`)
  console.log(`  ajv ${word(contact(document))}, hey-api ${word(zContact.safeParse(document).success)}`
    + `, orval ${word(CreateBody.safeParse(document).success)}`)
})
JS
echo "@hey-api/openapi-ts 0.99.0, orval 8.38.0, zod 4.6.7, ajv 8.20.0"
node compare.mjs | tee observed
cat >expected <<'TXT'
null for {"enum":["male","female",null]}
  ajv accepts, hey-api rejects, orval accepts
"2014-08-21T10:40:44+02:00" for {"type":"string","format":"date-time"}
  ajv accepts, hey-api rejects, orval accepts
{"x-a":"b"} for {"type":"object","patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}
  ajv accepts, hey-api rejects, orval accepts
{} for {"$ref":"Update","required":["firstname"]}
  ajv rejects, hey-api accepts, orval rejects
{} for {"allOf":[{"$ref":"Update"},{"required":["firstname"]}]}
  ajv rejects, hey-api accepts, orval rejects
"7" for {"type":"integer","format":"int64"}
  ajv rejects, hey-api accepts, orval rejects
null for {"type":["string","null"],"enum":["fr","en"]}
  ajv rejects, hey-api rejects, orval accepts
null for {"type":["string","null"],"const":"fr"}
  ajv rejects, hey-api accepts, orval accepts
5 for {"type":"string","allOf":[{"pattern":"^a"},{"pattern":"z$"}]}
  ajv rejects, hey-api accepts, orval accepts
TXT
diff expected observed
