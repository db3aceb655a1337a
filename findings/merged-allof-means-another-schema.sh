#!/bin/sh
# Tools for forms, documentation and code do not like allOf, so they merge its members into one schema before they use it.
# Guess: The merged schema accepts the same documents as before. A merger that cannot merge a keyword raises, as these do for two
#   formats.
# Reality: The three mergers that are used most change the meaning. Of the patterns "^a" and "b$" they make "(?=^a)(?=b$)". Both
#   parts must match at the same position, so no text is valid any more. The same holds for propertyNames. Of two "contains" they
#   make one, which asks for a single item that fits both. If one member closes an object and another one forbids a
#   field with false, json-schema-merge-allof and its fork allow the field again. All three lose limits of patternProperties or
#   of additionalProperties. allof-merge also keeps only the last of two if/then, ignores a false, and drops a rule of "items".
#   @x0k/json-schema-merge is right except for "items".
# Library: json-schema-merge-allof 0.8.1, @stoplight/json-schema-merge-allof 0.8.0, allof-merge 0.6.8,
#   @x0k/json-schema-merge 1.1.0, ajv 8.20.0 (npm).
# Why it matters: A form or a generated type accepts what the server rejects, or a text field accepts nothing. A schema with two
#   patterns for one text should have them in one expression.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts json-schema-merge-allof@0.8.1 @stoplight/json-schema-merge-allof@0.8.0 \
  allof-merge@0.6.8 @x0k/json-schema-merge@1.1.0 ajv@8.20.0
cat >merge.mjs <<'JS'
import { createComparator, createDeepAllOfMerge, createMerger, createShallowAllOfMerge } from '@x0k/json-schema-merge'
import { createDeduplicator, createIntersector } from '@x0k/json-schema-merge/lib/array'
import stoplight from '@stoplight/json-schema-merge-allof'
import { Ajv } from 'ajv'
import { merge } from 'allof-merge'
import original from 'json-schema-merge-allof'

const { compareSchemaDefinitions, compareSchemaValues } = createComparator()
const { mergeArrayOfSchemaDefinitions } = createMerger({
  intersectJson: createIntersector(compareSchemaValues),
  deduplicateJsonSchemaDef: createDeduplicator(compareSchemaDefinitions),
})
const mergers = {
  'json-schema-merge-allof': original,
  '@stoplight/json-schema-merge-allof': stoplight,
  'allof-merge': merge,
  '@x0k/json-schema-merge': createDeepAllOfMerge(createShallowAllOfMerge(mergeArrayOfSchemaDefinitions)),
}
const ajv = new Ajv({ strict: false, validateFormats: false })
const closed = { properties: { name: {} }, additionalProperties: false }
const short = { patternProperties: { '^x_': { maxLength: 2 } }, additionalProperties: false }
const tries = [
  ['two patterns', [{ pattern: '^a' }, { pattern: 'b$' }], 'ab'],
  ['two patterns of names', [{ propertyNames: { pattern: '^a' } }, { propertyNames: { pattern: 'b$' } }], { ab: 1 }],
  ['two contains', [{ contains: { minLength: 3 } }, { contains: { maxLength: 2 } }], ['phone', 'tv']],
  ['closed, and forbids', [closed, { properties: { name: false } }], { name: 'Ana' }],
  ['closed by pattern, and texts', [{ additionalProperties: { type: 'string' } }, short], { x_a: 1 }],
  ['minLength, and a pattern', [{ additionalProperties: { minLength: 2 } }, { patternProperties: { '^x_': { type: 'string' } } }], { x_a: 'a' }],
  ['texts, and forbids', [{ additionalProperties: { type: 'string' } }, { properties: { fax: false } }], { fax: 'a' }],
  ['two conditions', [{ if: { required: ['a'] }, then: { required: ['b'] } }, { if: { required: ['c'] }, then: { required: ['d'] } }], { a: 1 }],
  ['false', [{ type: 'string' }, false], 'a'],
  ['items', [{ items: { type: 'string' } }, { items: [{ minLength: 1 }] }], ['a', 1]],
  ['two formats', [{ format: 'email' }, { format: 'idn-email' }], 'a@b.example'],
]
for (const [name, allOf, value] of tries) {
  console.log(`${name}: ${ajv.validate({ allOf }, value) ? 'valid' : 'invalid'}`)
  for (const [merger, merged] of Object.entries(mergers)) {
    let verdict = 'raises'
    try {
      const schema = merged(structuredClone({ allOf }))
      verdict = ajv.validate(schema, value) ? 'valid' : 'invalid'
    } catch {}
    console.log(`  ${merger}: ${verdict}`)
  }
}
JS
node merge.mjs | tee observed
cat >expected <<'TXT'
two patterns: valid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: invalid
  @x0k/json-schema-merge: valid
two patterns of names: valid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: invalid
  @x0k/json-schema-merge: valid
two contains: valid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: invalid
  @x0k/json-schema-merge: valid
closed, and forbids: invalid
  json-schema-merge-allof: valid
  @stoplight/json-schema-merge-allof: valid
  allof-merge: invalid
  @x0k/json-schema-merge: invalid
closed by pattern, and texts: invalid
  json-schema-merge-allof: valid
  @stoplight/json-schema-merge-allof: valid
  allof-merge: valid
  @x0k/json-schema-merge: invalid
minLength, and a pattern: invalid
  json-schema-merge-allof: valid
  @stoplight/json-schema-merge-allof: valid
  allof-merge: valid
  @x0k/json-schema-merge: invalid
texts, and forbids: invalid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: valid
  @x0k/json-schema-merge: invalid
two conditions: invalid
  json-schema-merge-allof: raises
  @stoplight/json-schema-merge-allof: raises
  allof-merge: valid
  @x0k/json-schema-merge: invalid
false: invalid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: valid
  @x0k/json-schema-merge: invalid
items: invalid
  json-schema-merge-allof: invalid
  @stoplight/json-schema-merge-allof: invalid
  allof-merge: valid
  @x0k/json-schema-merge: valid
two formats: valid
  json-schema-merge-allof: raises
  @stoplight/json-schema-merge-allof: raises
  allof-merge: valid
  @x0k/json-schema-merge: valid
TXT
diff expected observed
