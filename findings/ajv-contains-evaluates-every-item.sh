#!/bin/sh
# A list must have at least one phone, and all other items must fit unevaluatedItems. In draft 2020-12, "contains" evaluates
#   only the items that it matches.
# Guess: ajv, which most JavaScript uses for this draft, finds an item that neither keyword allows, as other validators do.
# Reality: For ajv, "contains" evaluates every item of the list, so unevaluatedItems checks nothing beside it. Its strict mode accepts
#   such a schema. With "minContains": 0, which only its other mode accepts, it does the opposite: no item counts as evaluated, and
#   ajv rejects an item that "contains" matches. Four other validators follow the specification each time.
# Library: ajv 8.20.0, against @cfworker/json-schema 4.1.6, @hyperjump/json-schema 1.18.0, json-schema-library 11.6.2,
#   typebox 1.4.3 (npm).
# Why it matters: A schema that closes a list in this way is open for every client that checks with ajv, and the server
#   rejects what they send. Close such a list with "items" and anyOf.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts ajv@8.20.0 @cfworker/json-schema@4.1.6 @hyperjump/json-schema@1.18.0 \
  json-schema-library@11.6.2 typebox@1.4.3
cat >check.mjs <<'JS'
import { Validator } from '@cfworker/json-schema'
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { compileSchema } from 'json-schema-library'
import { Check } from 'typebox/schema'

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const phone = { type: 'string', pattern: '^[+]' }
const tries = [
  [{ contains: phone, unevaluatedItems: false }, ['+33', '+49'], ['+33', 1], [1, '+33']],
  [{ contains: phone, unevaluatedItems: { type: 'null' } }, ['+33', null], ['+33', 1]],
  [{ prefixItems: [true], contains: phone, unevaluatedItems: false }, [1, '+33'], [1, 2, '+33']],
  [{ contains: phone, minContains: 0, unevaluatedItems: false }, [], ['+33'], ['+33', 1]],
]
let count = 0
for (const [keywords, ...lists] of tries) {
  const schema = { $schema: dialect, type: 'array', ...keywords }
  const id = `https://example.com/${(count += 1)}`
  registerSchema(schema, id)
  const validators = {
    ajv: (list) => new Ajv2020({ strict: false }).validate(schema, list),
    cfworker: (list) => new Validator(schema, '2020-12').validate(list).valid,
    hyperjump: async (list) => (await validate(id, list)).valid,
    'json-schema-library': (list) => compileSchema(schema).validate(list).valid,
    typebox: (list) => Check(schema, list),
  }
  console.log(JSON.stringify(keywords))
  for (const list of lists) {
    const names = { true: [], false: [] }
    for (const [name, check] of Object.entries(validators)) names[await check(list)].push(name)
    console.log(`  ${JSON.stringify(list)}: valid for ${names.true.join(', ') || 'none'}`)
  }
}
JS
node check.mjs 2>&1 | tee observed
cat >expected <<'TXT'
{"contains":{"type":"string","pattern":"^[+]"},"unevaluatedItems":false}
  ["+33","+49"]: valid for ajv, cfworker, hyperjump, json-schema-library, typebox
  ["+33",1]: valid for ajv
  [1,"+33"]: valid for ajv
{"contains":{"type":"string","pattern":"^[+]"},"unevaluatedItems":{"type":"null"}}
  ["+33",null]: valid for ajv, cfworker, hyperjump, json-schema-library, typebox
  ["+33",1]: valid for ajv
{"prefixItems":[true],"contains":{"type":"string","pattern":"^[+]"},"unevaluatedItems":false}
  [1,"+33"]: valid for ajv, cfworker, hyperjump, json-schema-library, typebox
  [1,2,"+33"]: valid for ajv
{"contains":{"type":"string","pattern":"^[+]"},"minContains":0,"unevaluatedItems":false}
  []: valid for ajv, cfworker, hyperjump, json-schema-library, typebox
  ["+33"]: valid for cfworker, hyperjump, json-schema-library, typebox
  ["+33",1]: valid for none
TXT
diff expected observed
