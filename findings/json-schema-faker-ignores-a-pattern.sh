#!/bin/sh
# json-schema-faker generates documents from a JSON Schema, for tests and mock servers.
# Guess: A document that it generates is valid for the schema, or it raises an error for a keyword that it cannot follow.
# Reality: Beside a "format" that it knows, it ignores "pattern". Of two patterns in an allOf, it follows only the last. It
#   ignores a pattern under propertyNames. In the last two cases, each of 200 documents is invalid. With oneOf, every fourth
#   value fits both branches. There is no error and no warning, and its page lists pattern, allOf and oneOf as supported.
# Library: json-schema-faker 0.6.3, ajv 8.20.0.
# Why it matters: A schema may have a format and a pattern, for validators that check only one of them. Its generated
#   fixtures are then invalid in a validator that checks both.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts json-schema-faker@0.6.3 ajv@8.20.0
cat >generate.mjs <<'JS'
import Ajv from 'ajv/dist/2020.js'
import { generate } from 'json-schema-faker'

const ajv = new Ajv({ strict: false, validateFormats: false })
for (const [name, schema] of Object.entries({
  'a pattern beside a format': { type: 'string', format: 'email', pattern: '@example[.]com$' },
  'two patterns': { allOf: [{ type: 'string', pattern: '^[+]' }, { pattern: '[0-9]{6,}' }] },
  'a pattern of names': { type: 'object', minProperties: 1, propertyNames: { pattern: '^[a-z]{2}$' }, additionalProperties: { type: 'string' } },
  'one of two': { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] },
  'a pattern alone': { type: 'string', pattern: '^[+][0-9]{6,}$' },
})) {
  const valid = ajv.compile(schema)
  let invalid = 0
  for (let seed = 0; seed < 200; seed++) if (!valid(await generate(schema, { seed }))) invalid++
  console.log(`${name}: ${invalid} of 200 invalid`)
}
JS
echo "json-schema-faker 0.6.3, ajv 8.20.0"
node generate.mjs | tee observed
cat >expected <<'TXT'
a pattern beside a format: 166 of 200 invalid
two patterns: 200 of 200 invalid
a pattern of names: 200 of 200 invalid
one of two: 50 of 200 invalid
a pattern alone: 0 of 200 invalid
TXT
diff expected observed
