#!/bin/sh
# Guess: A tool that makes a sample request from an OpenAPI file leaves out a field that the schema forbids with
#   {"not": {}}.
# Reality: openapi-to-postmanv2 and @usebruno/converters write the field into the request, as "". The former leaves
#   out readOnly fields (the latter does not), writes a nullable URL as "<string,null-uri>", and an email address as
#   "<email>".
# Library: openapi-to-postmanv2 6.3.3, @usebruno/converters 0.23.0, ajv 8.20.0.
# Why it matters: The API rejects a collection that was generated from its own description. A checker of collections
#   has to recognise placeholders that nobody typed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts openapi-to-postmanv2@6.3.3 @usebruno/converters@0.23.0 ajv@8.20.0
cd "$folder"
cat >check.cjs <<'JS'
const Ajv = require("ajv/dist/2020").default;
const contact = {
  type: "object",
  additionalProperties: false,
  required: ["email"],
  properties: {
    id: { not: {} },
    email: { type: "string", format: "email" },
    website: { type: ["string", "null"], format: "uri" },
    created_at: { type: "string", readOnly: true },
  },
};
const description = {
  openapi: "3.1.0",
  info: { title: "Contacts", version: "1" },
  paths: { "/contacts": { post: {
    requestBody: { content: { "application/json": { schema: contact } } },
    responses: { 204: { description: "done" } },
  } } },
};
const copy = () => JSON.parse(JSON.stringify(description));
const tell = (name, text) => {
  const sample = JSON.parse(text);
  console.log(name, JSON.stringify(sample));
  const check = new Ajv({ strict: false, validateFormats: false }).compile(contact);
  console.log(name, check(sample), (check.errors || []).map((one) => one.keyword + " " + one.instancePath).join());
};
require("openapi-to-postmanv2").convertV2({ type: "json", data: copy() }, { parametersResolution: "Schema" }, async (_, result) => {
  const find = (items) => items.flatMap((item) => (item.item ? find(item.item) : [item]));
  tell("postman:", find(result.output[0].data.item)[0].request.body.raw);
  const { openApiToBruno } = await import("@usebruno/converters");
  tell("bruno:", (await openApiToBruno(copy())).items[0].request.body.json);
});
JS
echo "openapi-to-postmanv2 6.3.3, @usebruno/converters 0.23.0, ajv 8.20.0"
node check.cjs | tee observed
cat >expected <<'TXT'
postman: {"email":"<email>","id":"","website":"<string,null-uri>"}
postman: false not /id
bruno: {"id":"","email":"","website":"","created_at":""}
bruno: false not /id
TXT
diff expected observed
