#!/bin/sh
# Guess: {"not": {}} and false both forbid a field, and give the same TypeScript type.
# Reality: false becomes never. {"not": {}} becomes an object with any content, so the compiler accepts exactly the values
#   that the schema forbids.
# Library: json-schema-to-typescript 16.0.0, TypeScript 5.9.3, ajv 8.20.0.
# Why it matters: Generated types allow an object in a read-only field that the schema forbids with {"not": {}}, and the
#   compiler does not report it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent json-schema-to-typescript@16.0.0 typescript@5.9.3 ajv@8.20.0
cat >"$folder/check.cjs" <<'JS'
const { compile } = require("json-schema-to-typescript");
const ts = require("typescript");
const fs = require("fs");
const Ajv = require("ajv/dist/2020").default;
(async () => {
  for (const [name, forbidden] of [["not", { not: {} }], ["false", false]]) {
    const schema = { title: "Contact", type: "object", additionalProperties: false, properties: { id: forbidden } };
    const source = await compile(schema, "Contact", { bannerComment: "" });
    const file = `${__dirname}/${name}.ts`;
    fs.writeFileSync(file, `${source}\nexport const sent: Contact = { id: { href: "/contacts/1" } };\n`);
    const program = ts.createProgram([file], { strict: true, noEmit: true, types: [] });
    const found = ts.getPreEmitDiagnostics(program).length;
    const value = { id: { href: "/contacts/1" } };
    console.log(`${name}: ajv ${new Ajv().validate(schema, value)}, compiler ${found ? "refuses" : "accepts"}: ${source.replace(/\s+/g, " ").trim()}`);
  }
})();
JS
echo "json-schema-to-typescript 16.0.0, typescript 5.9.3, ajv 8.20.0"
node "$folder/check.cjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
not: ajv false, compiler accepts: export interface Contact { id?: { [k: string]: unknown; }; }
false: ajv false, compiler refuses: export interface Contact { id?: never; }
TXT
diff "$folder/expected" "$folder/observed"
