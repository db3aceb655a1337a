#!/bin/sh
# tsoa makes the routes of a server and its OpenAPI file from TypeScript types. The routes check each JSON body.
# Guess: A body that the OpenAPI file rejects is rejected, and one that it accepts stays as it is. With the option bodyCoercion: false,
#   this holds for every field.
# Reality: By default the routes convert JSON as they convert a query. null is false, in a field that may not be null, and the list [5]
#   is 5. In a field of numbers or texts, the postal code "00150" is 150. A single phone becomes a list. "20140821" is accepted as a date,
#   and the handler gets a Date that is invalid. Three of these conversions remain with the option: "1" is 1 in a field that allows 1 and
#   2, the text "null" is null, and dates are read as before.
# Library: tsoa 6.6.0, express 4.22.3, ajv 8.20.0, ajv-formats 3.0.1 (npm).
# Why it matters: A client that does not follow the OpenAPI file is served with other values than it sent, and one that does can lose the
#   zeros of a postal code. A null that should clear a choice switches it off, and an invalid date is stored as null.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts tsoa@6.6.0 express@4.22.3 ajv@8.20.0 ajv-formats@3.0.1 \
  typescript@5.9.3 tsx@4.23.15
cat >tsconfig.json <<'JSON'
{"compilerOptions": {"experimentalDecorators": true, "target": "es2022", "module": "commonjs", "strict": true, "skipLibCheck": true}}
JSON
cat >contacts.ts <<'TS'
import { Body, Controller, Post, Route } from 'tsoa'

interface Phone {
  number: string
}
interface Contact {
  name?: string
  age?: number
  stars?: 1 | 2
  price?: number | null
  notify?: boolean
  zip?: number | string
  created?: Date
  languages?: string[]
  phones?: Phone[]
}
@Route('contacts')
export class Contacts extends Controller {
  @Post('')
  public async post(@Body() contact: Contact): Promise<any> {
    return contact
  }
}
TS
for coercion in true false; do
  cat >tsoa.json <<JSON
{
  "entryFile": "contacts.ts",
  "controllerPathGlobs": ["contacts.ts"],
  "noImplicitAdditionalProperties": "throw-on-extras",
  "spec": {"outputDirectory": "$coercion", "specVersion": 3},
  "routes": {"routesDir": "$coercion", "bodyCoercion": $coercion}
}
JSON
  npx tsoa spec-and-routes >generated 2>&1 || { cat generated; exit 1; }
done
cat >post.ts <<'TS'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { AddressInfo } from 'node:net'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import express from 'express'

const { components } = JSON.parse(readFileSync('true/swagger.json', 'utf8'))
const ajv = new Ajv({ strict: false })
addFormats(ajv)
const inFile = ajv.compile({ $ref: '#/components/schemas/Contact', components })
const bodies = [
  { name: null }, { notify: null }, { notify: 'false' }, { notify: 0 }, { age: [5] }, { age: '1e3' }, { age: null }, { stars: '1' },
  { price: 'null' }, { zip: '00150' }, { created: '20140821' }, { created: '2014-08-21' }, { created: '2014-02-31' },
  { languages: 'fr' }, { phones: { number: '01' } }, { phones: [{ number: 1 }] },
]
async function main() {
  const servers = ['true', 'false'].map((coercion) => {
    const application = express()
    application.use(express.json())
    require(`./${coercion}/routes`).RegisterRoutes(application)
    application.use((error: any, request: any, response: any, next: any) => response.status(error.status).send('"rejected"'))
    return application.listen(0, '127.0.0.1')
  })
  await Promise.all(servers.map((server) => once(server, 'listening')))
  for (const body of bodies) {
    const results = await Promise.all(servers.map(async (server) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/contacts`
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).text()
    }))
    const [converted, kept] = results.map((text) => (text === '"rejected"' ? 'rejected' : text))
    const verdict = inFile(body) ? 'valid' : 'invalid'
    console.log(`${JSON.stringify(body)}: OpenAPI ${verdict}, routes ${converted}, with bodyCoercion: false ${kept}`)
  }
  servers.forEach((server) => server.close())
}
main()
TS
TZ=UTC npx tsx post.ts | tee observed
cat >expected <<'TXT'
{"name":null}: OpenAPI invalid, routes rejected, with bodyCoercion: false rejected
{"notify":null}: OpenAPI invalid, routes {"notify":false}, with bodyCoercion: false rejected
{"notify":"false"}: OpenAPI invalid, routes {"notify":false}, with bodyCoercion: false rejected
{"notify":0}: OpenAPI invalid, routes rejected, with bodyCoercion: false rejected
{"age":[5]}: OpenAPI invalid, routes {"age":5}, with bodyCoercion: false rejected
{"age":"1e3"}: OpenAPI invalid, routes {"age":1000}, with bodyCoercion: false rejected
{"age":null}: OpenAPI invalid, routes rejected, with bodyCoercion: false rejected
{"stars":"1"}: OpenAPI invalid, routes {"stars":1}, with bodyCoercion: false {"stars":1}
{"price":"null"}: OpenAPI invalid, routes {"price":null}, with bodyCoercion: false {"price":null}
{"zip":"00150"}: OpenAPI valid, routes {"zip":150}, with bodyCoercion: false {"zip":"00150"}
{"created":"20140821"}: OpenAPI invalid, routes {"created":null}, with bodyCoercion: false {"created":null}
{"created":"2014-08-21"}: OpenAPI invalid, routes {"created":"2014-08-21T00:00:00.000Z"}, with bodyCoercion: false {"created":"2014-08-21T00:00:00.000Z"}
{"created":"2014-02-31"}: OpenAPI invalid, routes rejected, with bodyCoercion: false rejected
{"languages":"fr"}: OpenAPI invalid, routes {"languages":["fr"]}, with bodyCoercion: false rejected
{"phones":{"number":"01"}}: OpenAPI invalid, routes {"phones":[{"number":"01"}]}, with bodyCoercion: false rejected
{"phones":[{"number":1}]}: OpenAPI invalid, routes rejected, with bodyCoercion: false rejected
TXT
diff expected observed
