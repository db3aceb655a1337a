#!/bin/sh
# An OpenAPI 3.1 file describes a posted form with a field that may be null, a list of texts and a list of objects. Six tools make a client
#   for JavaScript from it.
# Guess: The clients write an object in a form as JSON, which is OpenAPI's default. They agree about null and about a list in a query
#   that says "explode: false", and they send the media type that the file names.
# Reality: swagger-typescript-api, oazapfts and openapi-fetch send each object as the text "[object Object]". orval, @hey-api/openapi-ts
#   and openapi-typescript-codegen send JSON. These three leave out a field of the form that is null, so the form cannot clear it.
#   swagger-typescript-api and openapi-fetch send the text "null", and oazapfts throws a TypeError. oazapfts and openapi-fetch join the
#   languages with a comma, and the others repeat the name. openapi-typescript-codegen sends the form as multipart/form-data. In a
#   query, orval and swagger-typescript-api send null as "null", oazapfts throws, and the others leave it out. Three of six ignore
#   "explode: false". oazapfts and openapi-fetch send application/vnd.api+json as application/json.
# Library: orval 8.38.0, @hey-api/openapi-ts 0.99.0, swagger-typescript-api 13.13.0, oazapfts 7.5.0, openapi-typescript-codegen 0.31.0,
#   openapi-fetch 0.17.0 (npm).
# Why it matters: All of this compiles, since the types say "string | null" and list the objects. A contact gets the email address "null"
#   and the phone "[object Object]". With another generator, a field that the user cleared keeps its value.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts orval@8.38.0 @hey-api/openapi-ts@0.99.0 swagger-typescript-api@13.13.0 \
  oazapfts@7.5.0 @oazapfts/runtime@1.2.0 openapi-typescript-codegen@0.31.0 openapi-fetch@0.17.0 axios@1.21.1 form-data@4.0.6 \
  typescript@5.9.3 tsx@4.23.15
npm pkg set type=module >/dev/null
cat >api.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": {"title": "contacts", "version": "1"},
  "servers": [{"url": "http://api.example.com"}],
  "paths": {
    "/contacts": {
      "get": {
        "operationId": "listContacts",
        "parameters": [
          {"name": "ids", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "integer"}}},
          {"name": "email", "in": "query", "schema": {"type": ["string", "null"]}}
        ],
        "responses": {"204": {"description": "none"}}
      },
      "post": {
        "operationId": "createForm",
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Contact"}}}},
        "responses": {"204": {"description": "none"}}
      }
    },
    "/documents": {
      "post": {
        "operationId": "createJson",
        "requestBody": {"content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/Contact"}}}},
        "responses": {"204": {"description": "none"}}
      }
    }
  },
  "components": {
    "schemas": {
      "Contact": {
        "type": "object",
        "properties": {
          "email": {"type": ["string", "null"]},
          "languages": {"type": "array", "items": {"type": "string"}},
          "phones": {"type": "array", "items": {"type": "object", "properties": {"number": {"type": "string"}}}}
        }
      }
    }
  }
}
JSON
cat >orval.config.mjs <<'JS'
export default { contacts: { input: './api.json', output: { target: './orval.ts', client: 'fetch', baseUrl: 'http://api.example.com' } } }
JS
{
  npx orval --config orval.config.mjs
  npx openapi-ts -i ./api.json -o hey -c @hey-api/client-fetch
  npx swagger-typescript-api generate -p ./api.json -o . -n swagger.ts
  npx oazapfts ./api.json oazapfts.ts
  npx openapi --input ./api.json --output codegen
} >generated 2>&1 || { cat generated; exit 1; }
cat >send.ts <<'TS'
import createClient from 'openapi-fetch'
import { DefaultService, OpenAPI } from './codegen'
import * as hey from './hey'
import { client } from './hey/client.gen'
import * as oazapfts from './oazapfts'
import * as orval from './orval'
import { Api } from './swagger'

OpenAPI.BASE = 'http://api.example.com'
client.setConfig({ baseUrl: 'http://api.example.com' })
let sent = ''
globalThis.fetch = async (input: any, init?: any) => {
  const request = new Request(input, init)
  const type = (request.headers.get('content-type') ?? '').split(';')[0]
  const [body, search] = [await request.clone().text(), new URL(request.url).search]
  if (request.method === 'GET') {
    sent = decodeURIComponent(search) || '(nothing)'
  } else if (type === 'multipart/form-data') {
    sent = `${type} ${[...await request.formData()].map(([name, value]) => `${name}=${value}`).join('&')}`
  } else if (type === 'application/x-www-form-urlencoded') {
    sent = `form ${[...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).join('&')}`
  } else {
    sent = type
  }
  return new Response(null, { status: 204 })
}
const swagger = new Api({ baseUrl: 'http://api.example.com' })
const plain = createClient<any>({ baseUrl: 'http://api.example.com' }) as any
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const clients: any = {
  orval: [orval.createForm, orval.listContacts, orval.createJson],
  'hey-api': [
    (body: any) => hey.createForm({ body }),
    (query: any) => hey.listContacts({ query }),
    (body: any) => hey.createJson({ body }),
  ],
  'swagger-typescript-api': [swagger.contacts.createForm, swagger.contacts.listContacts, swagger.documents.createJson],
  oazapfts: [oazapfts.createForm, oazapfts.listContacts, oazapfts.createJson],
  'openapi-typescript-codegen': [
    (body: any) => DefaultService.createForm(body),
    (query: any) => DefaultService.listContacts(query.ids, query.email),
    (body: any) => DefaultService.createJson(body),
  ],
  'openapi-fetch': [
    (body: any) => plain.POST('/contacts', { body, headers: form }),
    (query: any) => plain.GET('/contacts', { params: { query } }),
    (body: any) => plain.POST('/documents', { body }),
  ],
}
const tries: any = [
  ['phones', 0, { phones: [{ number: '01' }, { number: '02' }] }],
  ['languages', 0, { languages: ['fr', 'en'] }],
  ['null', 0, { languages: ['fr'], email: null }],
  ['query null', 1, { email: null }],
  ['query list', 1, { ids: [1, 2] }],
  ['json', 2, { email: null }],
]
for (const [title, which, value] of tries) {
  console.log(title)
  for (const [name, calls] of Object.entries<any>(clients)) {
    try {
      await calls[which](value)
    } catch (error: any) {
      sent = error.name
    }
    console.log(`  ${name}: ${sent}`)
  }
}
TS
npx tsx send.ts | tee observed
cat >expected <<'TXT'
phones
  orval: form phones={"number":"01"}&phones={"number":"02"}
  hey-api: form phones={"number":"01"}&phones={"number":"02"}
  swagger-typescript-api: form phones=[object Object]&phones=[object Object]
  oazapfts: form phones=[object Object],[object Object]
  openapi-typescript-codegen: multipart/form-data phones={"number":"01"}&phones={"number":"02"}
  openapi-fetch: form phones=[object Object],[object Object]
languages
  orval: form languages=fr&languages=en
  hey-api: form languages=fr&languages=en
  swagger-typescript-api: form languages=fr&languages=en
  oazapfts: form languages=fr,en
  openapi-typescript-codegen: multipart/form-data languages=fr&languages=en
  openapi-fetch: form languages=fr,en
null
  orval: form languages=fr
  hey-api: form languages=fr
  swagger-typescript-api: form languages=fr&email=null
  oazapfts: TypeError
  openapi-typescript-codegen: multipart/form-data languages=fr
  openapi-fetch: form languages=fr&email=null
query null
  orval: ?email=null
  hey-api: (nothing)
  swagger-typescript-api: ?email=null
  oazapfts: TypeError
  openapi-typescript-codegen: (nothing)
  openapi-fetch: (nothing)
query list
  orval: ?ids=1,2
  hey-api: ?ids=1,2
  swagger-typescript-api: ?ids=1&ids=2
  oazapfts: ?ids=1,2
  openapi-typescript-codegen: ?ids=1&ids=2
  openapi-fetch: ?ids=1&ids=2
json
  orval: application/vnd.api+json
  hey-api: application/vnd.api+json
  swagger-typescript-api: application/vnd.api+json
  oazapfts: application/json
  openapi-typescript-codegen: application/vnd.api+json
  openapi-fetch: application/json
TXT
diff expected observed
