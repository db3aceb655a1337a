#!/bin/sh
# Guess: 1.0 is an integer for every validator since draft 6, and 0.1 is not an integer in any spelling.
# Reality: VS Code's JSON checks treat a number as an integer if its text has no point. 1e-1, which is 0.1, passes
#   as an integer. 1.0 and 1.5e1, which are 1 and 15, do not.
# Library: vscode-json-languageservice 5.7.2 (the JSON checks of VS Code), against ajv 8.20.0.
# Why it matters: The editor and a validator disagree about the same file, in both directions.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent vscode-json-languageservice@5.7.2 ajv@8.20.0
cat >"$folder/check.cjs" <<'JS'
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");
const Ajv = require("ajv/dist/2020").default;
const service = getLanguageService({});
const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", type: "integer" };
const ajv = new Ajv();
(async () => {
  for (const text of ["1", "1.0", "1.5e1", "1e2", "1e-1", "15e-1"]) {
    const file = TextDocument.create("memory://fixture.json", "json", 1, text);
    const problems = await service.doValidation(file, service.parseJSONDocument(file), {}, schema);
    console.log(`${text}: editor ${problems.length === 0}, ajv ${ajv.validate(schema, JSON.parse(text))}`);
  }
})();
JS
echo "vscode-json-languageservice 5.7.2, ajv 8.20.0"
node "$folder/check.cjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
1: editor true, ajv true
1.0: editor false, ajv true
1.5e1: editor false, ajv true
1e2: editor true, ajv true
1e-1: editor true, ajv false
15e-1: editor true, ajv false
TXT
diff "$folder/expected" "$folder/observed"
