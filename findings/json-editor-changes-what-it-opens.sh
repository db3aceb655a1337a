#!/bin/sh
# JSON Editor and Jedison draw a form for a JSON document from its schema, and return the document. Here nobody touches the form: a
#   document is opened, and read back.
# Guess: The document is the same, and the editor reports what is invalid in it.
# Reality: Jedison does both. JSON Editor changes the document until most faults are gone, and then reports no error. A language that is
#   not in the list becomes the first one in it, and so does null. The text "false" is true. An item after maxItems is dropped, and
#   minItems adds an empty text. null is an empty text, an empty object or false. A number in a field of texts is a text, and "00150" in a
#   field of numbers is 150. Valid texts change too: "Ann <ann@example.com>" loses the address, as if it were HTML, and "&lt;" becomes
#   "<". A time such as 08:40:44Z becomes an empty text, because it has a zone, which the format "time" demands.
# Library: @json-editor/json-editor 2.17.2, jedison 1.23.0 (npm), with jsdom 26.1.0.
# Why it matters: Somebody who opens the editor to look for a fault does not find it. Saving the form sends another language, and
#   loses phone numbers and the address in a note.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @json-editor/json-editor@2.17.2 jedison@1.23.0 jsdom@26.1.0
cat >open.mjs <<'JS'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
globalThis.self = globalThis
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) {
    globalThis[name] = window[name]
  }
}
globalThis.Event = window.Event
globalThis.CustomEvent = window.CustomEvent
const { default: jsonEditor } = await import('@json-editor/json-editor')
const { default: Jedison } = await import('jedison')

async function withJsonEditor(container, schema, startval) {
  const editor = new jsonEditor.JSONEditor(container, { schema, startval })
  await editor.promise
  return [editor.getValue(), editor.validate().length]
}
async function withJedison(container, schema, data) {
  const editor = new Jedison.Create({ container, schema, data, theme: new Jedison.Theme() })
  return [editor.getValue(), editor.getErrors().length]
}
const text = { type: 'string' }
const language = { type: 'string', enum: ['fr', 'en'] }
const tries = [
  ['text', text, 'Ann <ann@example.com>'],
  ['text', text, '1 &lt; 2'],
  ['text', text, '1 < 2'],
  ['text', text, null],
  ['text', text, 150],
  ['number', { type: 'number' }, '00150'],
  ['boolean', { type: 'boolean' }, 'false'],
  ['boolean', { type: 'boolean' }, null],
  ['object', { type: 'object', properties: { city: text } }, null],
  ['language', language, 'de'],
  ['language', language, null],
  ['languages', { type: 'array', items: language }, ['de', 'en']],
  ['at most 1 text', { type: 'array', items: text, maxItems: 1 }, ['01', '02']],
  ['at least 2 texts', { type: 'array', items: text, minItems: 2 }, ['01']],
  ['texts', { type: 'array', items: text }, ['01', null, 3]],
  ['time', { type: 'string', format: 'time' }, '08:40:44Z'],
  ['text or null', { type: ['string', 'null'] }, null],
]
for (const [name, schema, value] of tries) {
  for (const [library, open] of [['JSON Editor', withJsonEditor], ['Jedison', withJedison]]) {
    const container = document.body.appendChild(document.createElement('div'))
    const [document_, errors] = await open(container, { type: 'object', properties: { field: schema } }, { field: value })
    console.log(`${name} ${JSON.stringify(value)}: ${library} ${JSON.stringify(document_.field)}, ${errors ? 'invalid' : 'valid'}`)
  }
}
process.exit(0)
JS
node open.mjs | tee observed
cat >expected <<'TXT'
text "Ann <ann@example.com>": JSON Editor "Ann ", valid
text "Ann <ann@example.com>": Jedison "Ann <ann@example.com>", valid
text "1 &lt; 2": JSON Editor "1 < 2", valid
text "1 &lt; 2": Jedison "1 &lt; 2", valid
text "1 < 2": JSON Editor "1 < 2", valid
text "1 < 2": Jedison "1 < 2", valid
text null: JSON Editor "", valid
text null: Jedison null, invalid
text 150: JSON Editor "150", valid
text 150: Jedison 150, invalid
number "00150": JSON Editor 150, valid
number "00150": Jedison "00150", invalid
boolean "false": JSON Editor true, valid
boolean "false": Jedison "false", invalid
boolean null: JSON Editor false, valid
boolean null: Jedison null, invalid
object null: JSON Editor {}, valid
object null: Jedison null, invalid
language "de": JSON Editor "fr", valid
language "de": Jedison "de", invalid
language null: JSON Editor "fr", valid
language null: Jedison null, invalid
languages ["de","en"]: JSON Editor ["fr","en"], valid
languages ["de","en"]: Jedison ["de","en"], invalid
at most 1 text ["01","02"]: JSON Editor ["01"], valid
at most 1 text ["01","02"]: Jedison ["01","02"], invalid
at least 2 texts ["01"]: JSON Editor ["01",""], valid
at least 2 texts ["01"]: Jedison ["01"], invalid
texts ["01",null,3]: JSON Editor ["01","","3"], valid
texts ["01",null,3]: Jedison ["01",null,3], invalid
time "08:40:44Z": JSON Editor "", invalid
time "08:40:44Z": Jedison "08:40:44Z", valid
text or null null: JSON Editor null, valid
text or null null: Jedison null, valid
TXT
diff expected observed
