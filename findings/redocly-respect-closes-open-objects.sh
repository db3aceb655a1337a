#!/bin/bash
# Guess: If a schema does not mention additional properties, a response with one passes, as JSON Schema and OpenAPI
#   define it.
# Reality: An object that only lists "properties" is treated as closed, and the response fails with "must NOT have
#   unevaluated properties". The same schema inside an allOf with one member is open. So is one with
#   "additionalProperties": true, although that is the default.
# Library: @redocly/cli 2.77.0 (its command respect), against ajv 8.20.0.
# Why it matters: Schemas that are open on purpose, so that a server may add fields, fail on the day it does. The
#   verdict depends on two spellings that mean the same to every validator.
set -eu
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts @redocly/cli@2.77.0 ajv@8.20.0
cd "$folder"
cat >server.cjs <<'JS'
const server = require("http").createServer((_, answer) => {
  answer.writeHead(200, { "content-type": "application/json" });
  answer.end('{"city":"Paris","since":2026}');
});
server.listen(0, "127.0.0.1", () => require("fs").writeFileSync("port", String(server.address().port)));
JS
cat >ajv.cjs <<'JS'
const Ajv = require("ajv/dist/2020").default;
console.log(new Ajv({ strict: false }).validate(JSON.parse(process.argv[2]), { city: "Paris", since: 2026 }));
JS
cat >flow.arazzo.yaml <<'YAML'
arazzo: 1.0.1
info: {title: Cities, version: 1.0.0}
sourceDescriptions: [{name: api, type: openapi, url: openapi.json}]
workflows: [{workflowId: one, steps: [{stepId: get, operationId: getCity}]}]
YAML
node server.cjs &
server=$!
for _ in $(seq 40); do [ -s port ] && break; sleep 0.2; done
export REDOCLY_TELEMETRY=off NO_COLOR=1
try() {
  cat >openapi.json <<JSON
{"openapi": "3.1.0", "info": {"title": "Cities", "version": "1"}, "servers": [{"url": "http://127.0.0.1:$(cat port)"}],
 "paths": {"/": {"get": {"operationId": "getCity", "responses": {"200": {"description": "a city",
  "content": {"application/json": {"schema": $1}}}}}}}}
JSON
  if node_modules/.bin/redocly respect flow.arazzo.yaml >log 2>&1; then verdict=true; else verdict=false; fi
  echo "$1: ajv $(node ajv.cjs "$1"), respect $verdict $(grep -o 'must NOT have unevaluated properties: "since"' log | head -n 1)" | sed 's/ $//'
}
echo "@redocly/cli 2.77.0, ajv 8.20.0"
{
  try '{"properties": {"city": {"type": "string"}}}'
  try '{"properties": {"city": {"type": "string"}}, "additionalProperties": true}'
  try '{"allOf": [{"properties": {"city": {"type": "string"}}}]}'
  try '{"allOf": [{"properties": {"city": {"type": "integer"}}}]}'
} | tee observed
cat >expected <<'TXT'
{"properties": {"city": {"type": "string"}}}: ajv true, respect false must NOT have unevaluated properties: "since"
{"properties": {"city": {"type": "string"}}, "additionalProperties": true}: ajv true, respect true
{"allOf": [{"properties": {"city": {"type": "string"}}}]}: ajv true, respect true
{"allOf": [{"properties": {"city": {"type": "integer"}}}]}: ajv false, respect false
TXT
diff expected observed
