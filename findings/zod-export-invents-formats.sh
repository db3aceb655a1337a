#!/bin/sh
# Guess: ajv can compile the JSON Schema that zod writes for its own checks, and the schema accepts every value that zod
#   accepts.
# Reality: zod writes endsWith and lowercase as formats ("ends_with", "lowercase") that no registry knows, so ajv with
#   ajv-formats rejects the whole schema. Of /^fr$/i, zod writes only ^fr$, so the schema rejects values that zod accepts.
# Library: zod 4.6.7, ajv 8.20.0, ajv-formats 3.0.1.
# Why it matters: A validator that asserts formats may fail to load an API description or a form made from zod's export, and
#   may reject values that the server accepts.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent zod@4.6.7 ajv@8.20.0 ajv-formats@3.0.1
cat >"$folder/check.mjs" <<'JS'
import * as zod from "zod";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
const tries = {
  endsWith: [zod.string().endsWith(".example"), "a.example"],
  lowercase: [zod.string().lowercase(), "a"],
  "regex with the flag i": [zod.string().regex(/^fr$/i), "FR"],
  "regex with the flag u": [zod.string().regex(/^\p{L}$/u), "é"],
  email: [zod.email(), "a@b.example"],
};
for (const [name, [check, value]] of Object.entries(tries)) {
  const { $schema, ...schema } = zod.toJSONSchema(check);
  let verdict;
  try {
    const ajv = new Ajv.default();
    addFormats.default(ajv);
    verdict = ajv.validate(schema, value);
  } catch (error) {
    verdict = error.message;
  }
  console.log(`${name}: format ${schema.format}, zod ${check.safeParse(value).success}, ajv ${verdict}`);
}
JS
echo "zod 4.6.7, ajv 8.20.0, ajv-formats 3.0.1"
node "$folder/check.mjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
endsWith: format ends_with, zod true, ajv unknown format "ends_with" ignored in schema at path "#"
lowercase: format lowercase, zod true, ajv unknown format "lowercase" ignored in schema at path "#"
regex with the flag i: format undefined, zod true, ajv false
regex with the flag u: format undefined, zod true, ajv true
email: format email, zod true, ajv true
TXT
diff "$folder/expected" "$folder/observed"
