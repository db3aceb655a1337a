#!/bin/sh
# A repository has JSON Schemas of draft 7 and draft 4, and upgrades them to draft 2020-12 with a tool. Between the drafts,
#   keywords have new names: a list of "items" is now "prefixItems", and "dependencies" are "dependentRequired".
# Guess: An upgraded schema accepts the same documents as before.
# Reality: json-schema-migrate renames the keywords, but does not write the new draft into $schema, although its page says so. A
#   schema of draft 7 is still of draft 7, where the new names mean nothing, and one of draft 4 becomes one of 2019-09, which
#   has no "prefixItems". Lists are then not checked, or, if "additionalItems" was false, each list with an item is rejected.
#   Its fork json-schema-migrate-x and alterschema write the right draft. But a keyword beside "$ref", which draft 7 ignores,
#   counts after their upgrade. Sourcemeta's upgrade renames each keyword beside a "$ref" of draft 7 to "x-…", also the
#   "definitions" to which the reference points. So a schema that begins with a reference to its own definitions, as generators
#   write it, cannot be used any more.
# Library: json-schema-migrate 2.0.0, json-schema-migrate-x 2.1.0, alterschema 1.1.3 (npm), sourcemeta-jsonschema 17.3.0,
#   jsonschema-rs 0.61.0 (PyPI).
# Why it matters: The upgraded file looks right in a review, and most valid documents are still valid. json-schema-migrate is
#   downloaded two million times a month.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts json-schema-migrate@2.0.0 json-schema-migrate-x@2.1.0 alterschema@1.1.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sourcemeta-jsonschema==17.3.0 jsonschema-rs==0.61.0
cat >upgrade.mjs <<'JS'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const migrate = require('json-schema-migrate')
const fork = await import('json-schema-migrate-x')
const alterschema = require('alterschema')
const rules = {
  'open list': { items: [{ type: 'string' }] },
  'closed list': { items: [{ type: 'string' }], additionalItems: false },
  dependency: { dependencies: { state: ['country'] } },
  'reference at the top': { $ref: '#/definitions/name', definitions: { name: { type: 'string' } } },
  'keyword beside a reference': {
    properties: { name: { $ref: '#/definitions/name', maxLength: 3 } },
    definitions: { name: { type: 'string' } },
  },
}
const inPlace = (draft2020, schema) => {
  draft2020(schema)
  return schema
}
const tools = {
  'json-schema-migrate': (schema) => inPlace(migrate.draft2020, schema),
  'json-schema-migrate-x': (schema) => inPlace(fork.draft2020, schema),
  alterschema: (schema, draft) => alterschema(schema, draft, '2020-12'),
  sourcemeta: (schema) => {
    writeFileSync('schema.json', JSON.stringify(schema))
    return JSON.parse(execFileSync('venv/bin/jsonschema', ['upgrade', 'schema.json'], { encoding: 'utf8' }))
  },
}
const results = []
for (const draft of ['draft7', 'draft4']) {
  for (const [name, rule] of Object.entries(rules)) {
    if (draft === 'draft4' && name.includes('reference')) continue
    const schema = { $schema: `http://json-schema.org/draft-0${draft.slice(-1)}/schema#`, ...rule }
    const upgraded = {}
    for (const [tool, upgrade] of Object.entries(tools)) upgraded[tool] = await upgrade(structuredClone(schema), draft)
    results.push({ name: `${draft}, ${name}`, schema, upgraded })
  }
}
writeFileSync('results.json', JSON.stringify(results))
JS
cat >check.py <<'PY'
import json

import jsonschema_rs

documents = {
    "open list": [["a", 1], [1]],
    "closed list": [["a"], ["a", 1]],
    "dependency": [{"state": "Ohio", "country": "US"}, {"state": "Ohio"}],
    "reference at the top": ["Ann", 1],
    "keyword beside a reference": [{"name": "Anna"}, {"name": 1}],
}


def verdict(schema, value):
    try:
        return "valid" if jsonschema_rs.validator_for(schema).is_valid(value) else "invalid"
    except (jsonschema_rs.ReferencingError, ValueError):
        return "an error"


for result in json.load(open("results.json")):
    for value in documents[result["name"].partition(", ")[2]]:
        verdicts = [f"{tool} {verdict(schema, value)}" for tool, schema in result["upgraded"].items()]
        print(f"{result['name']}, {json.dumps(value)}: {verdict(result['schema'], value)}; after {', '.join(verdicts)}")
for tool, schema in json.load(open("results.json"))[0]["upgraded"].items():
    print(f"{tool}: {json.dumps(schema)}")
print("sourcemeta:", json.dumps(json.load(open("results.json"))[3]["upgraded"]["sourcemeta"]))
PY
echo "json-schema-migrate 2.0.0, json-schema-migrate-x 2.1.0, alterschema 1.1.3, sourcemeta-jsonschema 17.3.0, jsonschema-rs 0.61.0" | tee observed
node upgrade.mjs
venv/bin/python check.py | tee -a observed
cat >expected <<'TXT'
json-schema-migrate 2.0.0, json-schema-migrate-x 2.1.0, alterschema 1.1.3, sourcemeta-jsonschema 17.3.0, jsonschema-rs 0.61.0
draft7, open list, ["a", 1]: valid; after json-schema-migrate valid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft7, open list, [1]: invalid; after json-schema-migrate valid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft7, closed list, ["a"]: valid; after json-schema-migrate invalid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft7, closed list, ["a", 1]: invalid; after json-schema-migrate invalid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft7, dependency, {"state": "Ohio", "country": "US"}: valid; after json-schema-migrate valid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft7, dependency, {"state": "Ohio"}: invalid; after json-schema-migrate valid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft7, reference at the top, "Ann": valid; after json-schema-migrate valid, json-schema-migrate-x valid, alterschema valid, sourcemeta an error
draft7, reference at the top, 1: invalid; after json-schema-migrate invalid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta an error
draft7, keyword beside a reference, {"name": "Anna"}: valid; after json-schema-migrate valid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta valid
draft7, keyword beside a reference, {"name": 1}: invalid; after json-schema-migrate invalid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft4, open list, ["a", 1]: valid; after json-schema-migrate valid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft4, open list, [1]: invalid; after json-schema-migrate valid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft4, closed list, ["a"]: valid; after json-schema-migrate invalid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft4, closed list, ["a", 1]: invalid; after json-schema-migrate invalid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
draft4, dependency, {"state": "Ohio", "country": "US"}: valid; after json-schema-migrate valid, json-schema-migrate-x valid, alterschema valid, sourcemeta valid
draft4, dependency, {"state": "Ohio"}: invalid; after json-schema-migrate invalid, json-schema-migrate-x invalid, alterschema invalid, sourcemeta invalid
json-schema-migrate: {"$schema": "http://json-schema.org/draft-07/schema#", "prefixItems": [{"type": "string"}]}
json-schema-migrate-x: {"$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": [{"type": "string"}]}
alterschema: {"$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": [{"type": "string"}]}
sourcemeta: {"$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": [{"type": "string"}]}
sourcemeta: {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "#/definitions/name", "x-definitions": {"name": {"type": "string"}}}
TXT
diff expected observed
