#!/bin/sh
# A guess: zod's fromJSONSchema either applies a JSON Schema keyword or says that it cannot, as it does for if/then and for not.
# What happens (zod 4.6.7): a required name that is not in properties is dropped without a word, at the top and inside allOf;
# maxItems does nothing beside no items; every keyword of a schema without "type" is ignored; a constant object equals nothing.
# Why it matters: a form that checks with zod a JSON Schema made for another validator lets an empty object through, and
# nothing at all is printed. Such a schema must carry "type" and list what it requires, and even so it is not the same check.
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
