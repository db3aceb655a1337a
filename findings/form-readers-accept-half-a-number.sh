#!/bin/sh
# A server reads a posted form with the same zod schema, by four packages that turn the texts of a FormData into numbers, booleans and
#   dates: sveltekit-superforms, @conform-to/zod, zod-form-data and decode-formdata.
# Guess: A text that is not a number is an error in a number field, whatever the package. A field that was not sent is absent.
# Reality: sveltekit-superforms reads "1,5" as 1, "5 EUR" as 5 and "0x10" as 0. A required number that was not sent is 0, and a required
#   choice is the first of its list. An optional date that it cannot read is absent, so 21/08/2014 is valid and lost. "0", "off" and "no"
#   are true. decode-formdata reads a number that it does not understand as a date: "1,5" is 978652800000, "5 " is 988675200000 and
#   "12:30" is 45000000, and all are valid numbers. @conform-to/zod and zod-form-data reject most of these, but read "0x10" as 16. In the
#   three packages that read dates, 31 February is 3 March.
# Library: sveltekit-superforms 3.0.0, @conform-to/zod 1.21.1, zod-form-data 3.0.3, decode-formdata 0.9.0, zod 4.6.7 (npm).
# Why it matters: The schema sees the value only after these packages have made it, so it cannot reject it. A price of 1,5 is stored as
#   1, or as 978652800000.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts sveltekit-superforms@3.0.0 svelte@5.57.3 @sveltejs/kit@2.70.4 vite@8.4.0 \
  @conform-to/zod@1.21.1 @conform-to/dom@1.21.1 zod-form-data@3.0.3 decode-formdata@0.9.0 zod@4.6.7
cat >read.mjs <<'JS'
import { parseWithZod } from '@conform-to/zod/v4'
import { decode } from 'decode-formdata'
import { zod4 } from 'sveltekit-superforms/adapters'
import { z } from 'zod'
import { zfd } from 'zod-form-data'
// The entrance of the package needs a running SvelteKit, and this function does not.
import { superValidate } from './node_modules/sveltekit-superforms/dist/superValidate.js'

const types = {
  number: [z.number(), zfd.numeric(), { numbers: ['field'] }],
  'optional number': [z.number().optional(), zfd.numeric(z.number().optional()), { numbers: ['field'] }],
  'optional date': [z.date().optional(), null, { dates: ['field'] }],
  boolean: [z.boolean(), zfd.checkbox(), { booleans: ['field'] }],
  'one of fr and en': [z.enum(['fr', 'en']), zfd.text(z.enum(['fr', 'en'])), {}],
}
const tries = [
  ['number', '1,5'], ['number', '5 EUR'], ['number', '5 '], ['number', '12:30'], ['number', '0x10'], ['number', ''], ['number', undefined],
  ['optional date', '2014-08-21'], ['optional date', '21/08/2014'], ['optional date', '2014-02-31'],
  ['boolean', 'on'], ['boolean', 'off'], ['boolean', '0'], ['one of fr and en', undefined],
]
const invalid = { field: 'invalid' }
for (const [name, text] of tries) {
  const form = new FormData()
  form.append('other', '1')
  if (text !== undefined) {
    form.append('field', text)
  }
  const [type, zfdType, info] = types[name]
  const schema = z.object({ field: type })
  const superform = await superValidate(form, zod4(schema))
  const conform = parseWithZod(form, { schema })
  const decoded = schema.safeParse(decode(form, structuredClone(info)))
  const readings = {
    'sveltekit-superforms': superform.valid ? superform.data : invalid,
    '@conform-to/zod': conform.status === 'success' ? conform.value : invalid,
    'decode-formdata': decoded.success ? decoded.data : invalid,
  }
  if (zfdType) {
    const read = zfd.formData({ field: zfdType }).safeParse(form)
    readings['zod-form-data'] = read.success ? read.data : invalid
  }
  const results = Object.entries(readings).map(
    ([library, { field }]) => `${library} ${field instanceof Date ? field.toISOString() : field}`,
  )
  console.log(`${name} ${text === undefined ? 'not sent' : JSON.stringify(text)}\n  ${results.join('\n  ')}`)
}
JS
TZ=UTC node read.mjs | tee observed
cat >expected <<'TXT'
number "1,5"
  sveltekit-superforms 1
  @conform-to/zod invalid
  decode-formdata 978652800000
  zod-form-data invalid
number "5 EUR"
  sveltekit-superforms 5
  @conform-to/zod invalid
  decode-formdata invalid
  zod-form-data invalid
number "5 "
  sveltekit-superforms 5
  @conform-to/zod 5
  decode-formdata 988675200000
  zod-form-data 5
number "12:30"
  sveltekit-superforms 12
  @conform-to/zod invalid
  decode-formdata 45000000
  zod-form-data invalid
number "0x10"
  sveltekit-superforms 0
  @conform-to/zod 16
  decode-formdata invalid
  zod-form-data 16
number ""
  sveltekit-superforms 0
  @conform-to/zod invalid
  decode-formdata invalid
  zod-form-data invalid
number not sent
  sveltekit-superforms 0
  @conform-to/zod invalid
  decode-formdata invalid
  zod-form-data invalid
optional date "2014-08-21"
  sveltekit-superforms 2014-08-21T00:00:00.000Z
  @conform-to/zod 2014-08-21T00:00:00.000Z
  decode-formdata 2014-08-21T00:00:00.000Z
optional date "21/08/2014"
  sveltekit-superforms undefined
  @conform-to/zod invalid
  decode-formdata invalid
optional date "2014-02-31"
  sveltekit-superforms 2014-03-03T00:00:00.000Z
  @conform-to/zod 2014-03-03T00:00:00.000Z
  decode-formdata 2014-03-03T00:00:00.000Z
boolean "on"
  sveltekit-superforms true
  @conform-to/zod true
  decode-formdata true
  zod-form-data true
boolean "off"
  sveltekit-superforms true
  @conform-to/zod invalid
  decode-formdata false
  zod-form-data invalid
boolean "0"
  sveltekit-superforms true
  @conform-to/zod invalid
  decode-formdata false
  zod-form-data invalid
one of fr and en not sent
  sveltekit-superforms fr
  @conform-to/zod invalid
  decode-formdata invalid
  zod-form-data invalid
TXT
diff expected observed
