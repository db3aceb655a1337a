#!/bin/sh
# An Elysia application describes a contact with its types, and reads it from JSON, from a posted form and from multipart/form-data.
# Guess: The types mean the same in the three encodings, as far as a form can express them. t.Integer() is t.Number() without
#   fractions. A body of a media type that cannot be read is an error.
# Reality: In both kinds of form, a list accepts two languages, and rejects one. In multipart, a note that happens to be JSON, such as [1,2]
#   or {}, is decoded before it is checked, so a text is rejected. Without a type, it is another value, with rounded numbers. In JSON,
#   t.Number() rejects "5", and t.Integer() reads "5" as 5, " " as 0 and "0x10" as 16. As "integer or text", the postal code "00150"
#   is 150. t.Date() reads 5 as a day in 1970, and 31 February as 3 March. If every field is optional, as in an update, any text is valid
#   as {}: JSON that was sent as text/json is accepted, and its fields are lost. application/vnd.api+json and Application/JSON are not
#   read at all, and give status 422.
# Library: elysia 1.4.30, @sinclair/typebox 0.34.52 (npm).
# Why it matters: A form that was tested with two languages fails for everybody who speaks one. An update answers 200 and changes nothing.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts elysia@1.4.30 @sinclair/typebox@0.34.52
cat >post.mjs <<'JS'
import { Elysia, t } from 'elysia'

async function post(type, body, mediaType) {
  const application = new Elysia().post('/', (context) => new Response(JSON.stringify(context.body)), type && { body: type })
  const headers = mediaType ? { 'Content-Type': mediaType } : {}
  const response = await application.handle(new Request('http://localhost/', { method: 'POST', headers, body }))
  return response.ok ? response.text() : String(response.status)
}
const field = (type) => t.Object({ field: type })
async function forms(type, values) {
  const multipart = new FormData()
  values.forEach((value) => multipart.append('field', value))
  const posted = new URLSearchParams(values.map((value) => ['field', value]))
  return `form ${await post(type, posted)}, multipart ${await post(type, multipart)}`
}
const json = (type, value) => post(field(type), JSON.stringify({ field: value }), 'application/json')

for (const languages of [['fr', 'en'], ['fr']]) {
  console.log(`list of texts ${languages}: ${await forms(field(t.Array(t.String())), languages)}`)
}
for (const note of ['[draft]', '[1,2]', '{}', '{"id":12345678901234567890}']) {
  console.log(`text ${note}: ${await forms(field(t.String()), [note])}`)
  console.log(`no type ${note}: ${await forms(undefined, [note])}`)
}
for (const value of [5, '5', ' ', '0x10', '1,5']) {
  console.log(`JSON ${JSON.stringify(value)}: Number ${await json(t.Number(), value)}, Integer ${await json(t.Integer(), value)}`)
}
console.log(`JSON "00150": Number or String ${await json(t.Union([t.Number(), t.String()]), '00150')}`
  + `, Integer or String ${await json(t.Union([t.Integer(), t.String()]), '00150')}`)
for (const value of ['2014-08-21', '2014-02-31', 5, '5']) {
  console.log(`JSON ${JSON.stringify(value)}: Date ${await json(t.Date(), value)}`)
}
for (const type of ['application/json', 'Application/JSON', 'application/vnd.api+json', 'text/json', 'text/plain']) {
  const update = t.Object({ email: t.Optional(t.Nullable(t.String())) })
  console.log(`{"email":null} as ${type}: ${await post(update, '{"email":null}', type)}`)
}
JS
TZ=UTC node post.mjs | tee observed
cat >expected <<'TXT'
list of texts fr,en: form {"field":["fr","en"]}, multipart {"field":["fr","en"]}
list of texts fr: form 422, multipart 422
text [draft]: form {"field":"[draft]"}, multipart {"field":"[draft]"}
no type [draft]: form {"field":"[draft]"}, multipart {"field":"[draft]"}
text [1,2]: form {"field":"[1,2]"}, multipart 422
no type [1,2]: form {"field":"[1,2]"}, multipart {"field":[1,2]}
text {}: form {"field":"{}"}, multipart 422
no type {}: form {"field":"{}"}, multipart {"field":{}}
text {"id":12345678901234567890}: form {"field":"{\"id\":12345678901234567890}"}, multipart 422
no type {"id":12345678901234567890}: form {"field":"{\"id\":12345678901234567890}"}, multipart {"field":{"id":12345678901234567000}}
JSON 5: Number {"field":5}, Integer {"field":5}
JSON "5": Number 422, Integer {"field":5}
JSON " ": Number 422, Integer {"field":0}
JSON "0x10": Number 422, Integer {"field":16}
JSON "1,5": Number 422, Integer 422
JSON "00150": Number or String {"field":"00150"}, Integer or String {"field":150}
JSON "2014-08-21": Date {"field":"2014-08-21T00:00:00.000Z"}
JSON "2014-02-31": Date {"field":"2014-03-03T00:00:00.000Z"}
JSON 5: Date {"field":"1970-01-01T00:00:00.005Z"}
JSON "5": Date 422
{"email":null} as application/json: {"email":null}
{"email":null} as Application/JSON: 422
{"email":null} as application/vnd.api+json: 422
{"email":null} as text/json: {}
{"email":null} as text/plain: {}
TXT
diff expected observed
