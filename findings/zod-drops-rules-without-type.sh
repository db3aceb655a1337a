#!/bin/sh
# Guess: zod's fromJSONSchema either applies a JSON Schema keyword or raises because it cannot, as it does for
#   if/then and for not.
# Reality: zod silently drops a required name that is not in properties, at the top level and inside allOf. It
#   ignores maxItems without items, and every keyword of a schema without "type". No value equals a constant object.
# Library: zod 4.6.7, against ajv 8.20.0.
# Why it matters: A form that uses zod with a JSON Schema for another validator accepts an empty object, without a
#   message. Such a schema must have "type" and list every required property, and even then the check is not the
#   same.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent zod@4.6.7 ajv@8.20.0
cat >"$folder/check.mjs" <<'JS'
import * as zod from "zod";
import Ajv from "ajv/dist/2020.js";
const ajv = new Ajv.default({ strict: false });
const tries = [
  ["required, not in properties", { type: "object", required: ["email"] }, {}],
  ["required in a part of allOf", { allOf: [{ type: "object", properties: { email: { type: "string" } } }, { required: ["email"] }] }, {}],
  ["required, in properties", { type: "object", required: ["email"], properties: { email: { type: "string" } } }, {}],
  ["maxItems without items", { type: "array", maxItems: 1 }, [1, 2]],
  ["maxItems with items", { type: "array", maxItems: 1, items: {} }, [1, 2]],
  ["maxLength without type", { maxLength: 2 }, "abc"],
  ["properties without type", { properties: { id: { not: {} } } }, { id: 1 }],
  ["const that is an object", { const: { a: 1 } }, { a: 1 }],
];
for (const [name, schema, value] of tries) {
  console.log(`${name}: ajv ${ajv.validate(schema, value)}, zod ${zod.fromJSONSchema(schema).safeParse(value).success}`);
}
JS
echo "zod 4.6.7, ajv 8.20.0"
node "$folder/check.mjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
required, not in properties: ajv false, zod true
required in a part of allOf: ajv false, zod true
required, in properties: ajv false, zod false
maxItems without items: ajv false, zod true
maxItems with items: ajv false, zod false
maxLength without type: ajv false, zod true
properties without type: ajv false, zod true
const that is an object: ajv true, zod false
TXT
diff "$folder/expected" "$folder/observed"
