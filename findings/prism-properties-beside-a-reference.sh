#!/bin/bash
# Guess: In OpenAPI 3.1, a schema with "properties" beside a "$ref" requires both, as in JSON Schema 2020-12.
# Reality: The mock server merges the two objects, so these "properties" replace those of the target. A field that only the
#   target has is no longer checked.
# Library: Prism 5.14.2, against ajv 8.20.0.
# Why it matters: The mock accepts payloads that the API rejects, without a message. ajv reads the same schema correctly.
set -eu
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts @stoplight/prism-cli@5.14.2 ajv@8.20.0
cd "$folder"
cat >openapi.cjs <<'JS'
const known = { properties: { city: { type: "string" } } };
const beside = { properties: { since: { type: "integer" } } };
const schemas = (prefix) => ({
  known,
  both: { $ref: prefix + "known", ...beside },
});
module.exports = schemas;
if (require.main === module) {
  const path = (name) => ({ post: { operationId: name, responses: { 204: { description: "taken" }, 422: { description: "refused" } },
    requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } } } });
  console.log(JSON.stringify({ openapi: "3.1.0", info: { title: "Cities", version: "1" },
    paths: { "/known": path("known"), "/both": path("both") }, components: { schemas: schemas("#/components/schemas/") } }));
}
JS
cat >ask.cjs <<'JS'
const Ajv = require("ajv/dist/2020").default;
const $defs = require("./openapi.cjs")("#/$defs/");
const ask = (name, body) => fetch(`http://127.0.0.1:${process.argv[2]}/${name}`,
  { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).then((one) => one.status);
(async () => {
  for (let tries = 0; tries < 150; tries++) {
    try { await ask("both", {}); break; } catch { await new Promise((done) => setTimeout(done, 200)); }
  }
  for (const [name, body] of [["known", { city: 5 }], ["both", { city: 5 }], ["both", { since: "x" }]]) {
    const ajv = new Ajv({ strict: false }).validate({ $ref: `#/$defs/${name}`, $defs }, body);
    console.log(`${name} ${JSON.stringify(body)}: ajv ${ajv}, Prism ${(await ask(name, body)) === 204}`);
  }
})();
JS
node openapi.cjs >openapi.json
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
node_modules/.bin/prism mock -h 127.0.0.1 -p "$port" openapi.json >log 2>&1 &
server=$!
echo "@stoplight/prism-cli 5.14.2, ajv 8.20.0"
node ask.cjs "$port" | tee observed
cat >expected <<'TXT'
known {"city":5}: ajv false, Prism false
both {"city":5}: ajv false, Prism true
both {"since":"x"}: ajv false, Prism false
TXT
diff expected observed
