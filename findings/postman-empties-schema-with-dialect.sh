#!/bin/sh
# Guess: A "$schema" line in a schema of an OpenAPI 3.1 file, which that version allows, does not change the generated
#   collection.
# Reality: With "$schema" at the top of the schema of a body, the request has an empty body, for every draft except draft 4.
#   Only standard output says why. Without the line, the request has a sample. The conversion reports success in both cases.
# Library: openapi-to-postmanv2 6.3.3 (the importer of Postman).
# Why it matters: Stand-alone JSON Schema files have this line. An OpenAPI file that refers to them gives Postman a
#   collection in which every write is empty, and a linter of collections finds nothing to check.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts openapi-to-postmanv2@6.3.3
cd "$folder"
cat >check.cjs <<'JS'
const { convertV2 } = require("openapi-to-postmanv2");
const dialects = [
  undefined,
  "https://json-schema.org/draft/2020-12/schema",
  "http://json-schema.org/draft-07/schema#",
  "http://json-schema.org/draft-04/schema#",
];
const find = (items) => items.flatMap((item) => (item.item ? find(item.item) : [item]));
const convert = (schema) => new Promise((done) => {
  const description = {
    openapi: "3.1.0",
    info: { title: "Contacts", version: "1" },
    paths: { "/contacts": { post: {
      requestBody: { content: { "application/json": { schema } } },
      responses: { 204: { description: "done" } },
    } } },
  };
  convertV2({ type: "json", data: description }, { parametersResolution: "Schema" }, (_, result) => done(result));
});
(async () => {
  for (const dialect of dialects) {
    const schema = { ...(dialect && { $schema: dialect }), type: "object", properties: { city: { type: "string" } } };
    const log = console.log;
    console.log = () => {};
    const result = await convert(schema);
    console.log = log;
    const raw = find(result.output[0].data.item)[0].request.body?.raw;
    console.log(`${dialect}: ${result.result}, body ${raw && raw.replace(/\s/g, "")}`);
  }
})();
JS
echo "openapi-to-postmanv2 6.3.3"
node check.cjs 2>/dev/null | tee observed
cat >expected <<'TXT'
undefined: true, body {"city":"<string>"}
https://json-schema.org/draft/2020-12/schema: true, body null
http://json-schema.org/draft-07/schema#: true, body null
http://json-schema.org/draft-04/schema#: true, body {"city":"<string>"}
TXT
diff expected observed
