#!/bin/sh
# Five libraries draw a form from a JSON Schema: RJSF (react-jsonschema-form), JSON Forms, uniforms, JSON Editor and Jedison. A user opens a
#   document, and changes one field.
# Guess: A cleared field that may be null becomes null. A number field that was cleared is absent, and 1.5 in an integer is an error.
# Reality: None of them writes null. RJSF and JSON Forms leave the field out, JSON Editor and Jedison write an empty text, and uniforms
#   cannot show a field with two types. An integer that was cleared is absent, an empty text (JSON Editor) or 0 (Jedison). 1.5 in an
#   integer becomes 1 in three of them, and the text "1.5" in JSON Editor. In a field of texts or numbers, JSON Forms turns the postal
#   code 00151 into 151, and RJSF does so if the schema names the number first. A choice among integers is a text in JSON Forms and
#   uniforms, and the text is invalid. If the day of a time with +02:00 is changed, JSON Forms keeps the hour, drops the seconds and
#   writes Z, so the time moves by two hours.
# Library: @rjsf/core 6.11.1, @jsonforms/core 3.8.0 (with its vanilla renderers), uniforms 4.0.0 (unstyled),
#   @json-editor/json-editor 2.17.2, jedison 1.23.0 (npm), with jsdom 26.1.0.
# Why it matters: In an update, a field that is absent keeps its value. A user clears it, sees the empty field, saves, and the server
#   keeps the old text. With Jedison, an age that was cleared is stored as 0.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @rjsf/core@6.11.1 @rjsf/utils@6.11.1 @rjsf/validator-ajv8@6.11.1 \
  @jsonforms/core@3.8.0 @jsonforms/react@3.8.0 @jsonforms/vanilla-renderers@3.8.0 uniforms@4.0.0 uniforms-unstyled@4.0.0 \
  uniforms-bridge-json-schema@4.0.0 @json-editor/json-editor@2.17.2 jedison@1.23.0 ajv@8.20.0 react@18.3.1 react-dom@18.3.1 \
  @testing-library/react@16.3.3 @testing-library/dom@10.4.2 jsdom@26.1.0
cat >edit.mjs <<'JS'
import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
globalThis.self = globalThis
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) {
    globalThis[name] = window[name]
  }
}
for (const name of ['Event', 'CustomEvent', 'MouseEvent']) {
  globalThis[name] = window[name]
}
// jsdom has no innerText, which browsers have.
Object.defineProperty(window.HTMLElement.prototype, 'innerText', { get() { return this.textContent } })
globalThis.IS_REACT_ACT_ENVIRONMENT = true
console.error = () => {} // warnings of React
const require = createRequire(import.meta.url)
const { createElement } = require('react')
const { render, fireEvent, act } = require('@testing-library/react')
const { default: Rjsf } = require('@rjsf/core')
const { default: validator } = require('@rjsf/validator-ajv8')
const { JsonForms } = require('@jsonforms/react')
const { vanillaRenderers: renderers, vanillaCells: cells } = require('@jsonforms/vanilla-renderers')
const { AutoForm } = require('uniforms-unstyled')
const { JSONSchemaBridge } = require('uniforms-bridge-json-schema')
const { default: Ajv } = require('ajv')
const { JSONEditor } = require('@json-editor/json-editor')
const Jedison = require('jedison')

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))
const valid = (schema, data) => new Ajv({ strict: false, validateFormats: false }).compile(schema)(data)
const inReact = async (make, edit) => {
  let data
  const { container } = render(make((changed) => { data = changed }))
  const field = container.querySelector('form input:not([type=submit]), form select, input, select')
  await act(async () => { fireEvent.change(field, { target: { value: edit(field) } }) })
  await act(async () => { await new Promise((resolve) => setTimeout(resolve, 600)) })
  return data
}
const inPage = async (make, find, edit) => {
  const container = document.body.appendChild(document.createElement('div'))
  const editor = make(container)
  await editor.promise
  const field = find(container)
  field.value = edit(field)
  for (const type of ['input', 'change']) {
    field.dispatchEvent(new window.Event(type, { bubbles: true }))
  }
  await pause()
  return editor.getValue()
}
const libraries = {
  RJSF: (schema, formData, edit) => inReact((keep) => createElement(Rjsf.default ?? Rjsf, {
    schema, formData, validator: validator.default ?? validator, onChange: (event) => keep(event.formData),
  }), edit),
  'JSON Forms': (schema, data, edit) => inReact((keep) => createElement(JsonForms, {
    schema, data, renderers, cells, onChange: (event) => keep(event.data),
  }), edit),
  uniforms: (schema, model, edit) => inReact((keep) => createElement(AutoForm, {
    schema: new JSONSchemaBridge({ schema, validator: () => null }), model, onChangeModel: keep,
  }), edit),
  'JSON Editor': (schema, startval, edit) => inPage((container) => new JSONEditor(container, { schema, startval }),
    (container) => container.querySelector('[name="root[field]"]'), edit),
  Jedison: (schema, data, edit) => inPage((container) => new Jedison.Create({ container, schema, data, theme: new Jedison.Theme() }),
    (container) => container.querySelector('#root-field'), edit),
}
const write = (text) => () => text
const tries = [
  ['text "a", cleared', { type: 'string' }, 'a', write('')],
  ['text or null "a", cleared', { type: ['string', 'null'] }, 'a', write('')],
  ['integer 5, cleared', { type: 'integer' }, 5, write('')],
  ['integer 5, changed to 1.5', { type: 'integer' }, 5, write('1.5')],
  ['string or number "00150", changed to 00151', { type: ['string', 'number'] }, '00150', write('00151')],
  ['number or string "00150", changed to 00151', { type: ['number', 'string'] }, '00150', write('00151')],
  ['one of 1 and 2, changed to 2', { type: 'integer', enum: [1, 2] }, 1, (field) => field.options[field.options.length - 1].value],
  ['time "2014-08-21T10:40:44+02:00", changed to 22 August', { type: 'string', format: 'date-time' }, '2014-08-21T10:40:44+02:00',
    (field) => field.value.replace('21', '22')],
]
for (const [title, field, value, edit] of tries) {
  console.log(title)
  const schema = { title: 'contact', type: 'object', properties: { field } }
  for (const [library, change] of Object.entries(libraries)) {
    let result
    try {
      const data = await change(structuredClone(schema), { field: value }, edit)
      result = `${JSON.stringify(data)}${valid(schema, data) ? '' : ', invalid'}`
    } catch (error) {
      result = `raises ${error.message}`
    }
    console.log(`  ${library}: ${result}`)
  }
}
process.exit(0)
JS
TZ=Europe/Paris node edit.mjs | tee observed
cat >expected <<'TXT'
text "a", cleared
  RJSF: {}
  JSON Forms: {}
  uniforms: {"field":""}
  JSON Editor: {"field":""}
  Jedison: {"field":""}
text or null "a", cleared
  RJSF: {}
  JSON Forms: {}
  uniforms: raises Unsupported field type: string,null
  JSON Editor: {"field":""}
  Jedison: {"field":""}
integer 5, cleared
  RJSF: {}
  JSON Forms: {}
  uniforms: {}
  JSON Editor: {"field":""}, invalid
  Jedison: {"field":0}
integer 5, changed to 1.5
  RJSF: {"field":1.5}, invalid
  JSON Forms: {"field":1}
  uniforms: {"field":1}
  JSON Editor: {"field":"1.5"}, invalid
  Jedison: {"field":1}
string or number "00150", changed to 00151
  RJSF: {"field":"00151"}
  JSON Forms: {"field":151}
  uniforms: raises Unsupported field type: string,number
  JSON Editor: {"field":"00151"}
  Jedison: {"field":"00151"}
number or string "00150", changed to 00151
  RJSF: {"field":151}
  JSON Forms: {"field":151}
  uniforms: raises Unsupported field type: number,string
  JSON Editor: {"field":"00151"}
  Jedison: {"field":"00151"}
one of 1 and 2, changed to 2
  RJSF: {"field":2}
  JSON Forms: {"field":"2"}, invalid
  uniforms: {"field":"2"}, invalid
  JSON Editor: {"field":2}
  Jedison: {"field":2}
time "2014-08-21T10:40:44+02:00", changed to 22 August
  RJSF: {"field":"2014-08-22T08:40:44.000Z"}
  JSON Forms: {"field":"2014-08-22T10:40:00.000Z"}
  uniforms: raises value.toISOString is not a function
  JSON Editor: {"field":"2014-08-22T10:40:44+02:00"}
  Jedison: {"field":"2014-08-22T10:40:44+02:00"}
TXT
diff expected observed
