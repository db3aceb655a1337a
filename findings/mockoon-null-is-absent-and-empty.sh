#!/bin/sh
# A rule of a Mockoon mock looks at a field of the JSON body, with an operator such as "equals" or "null".
# Guess: "null" matches a field that is null, and "equals" compares the value, or its text, with the one in the rule.
# Reality: "null" also matches a field that is absent or an empty string, and "equals" cannot match only null: with "null" it
#   matches nothing, and with "" it matches null and the empty string. "equals" with a value also matches a list that
#   contains it, so [1, 2] equals 1, and the number equals its text.
# Library: @mockoon/cli 9.9.0.
# Why it matters: In an update, null clears a field and an absent field keeps its value. A test against such a mock cannot
#   tell them apart, and a client that sends a list instead of a value passes too.
set -eu
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts @mockoon/cli@9.9.0
cd "$folder"
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
cat >mock.cjs <<'JS'
const rules = [["null", ""], ["equals", "null"], ["equals", ""], ["equals", "1"]];
const body = (operator, value) => ({ target: "body", modifier: "source_id", value, invert: false, operator });
const response = (statusCode, rules) => ({ uuid: crypto.randomUUID(), body: "", latency: 0, statusCode, label: "", headers: [],
  bodyType: "INLINE", filePath: "", databucketID: "", sendFileAsBody: false, rules, rulesOperator: "AND", disableTemplating: true,
  fallbackTo404: false, default: rules.length === 0, crudKey: "id", callbacks: [] });
const routes = rules.map(([operator, value], at) => ({ uuid: crypto.randomUUID(), type: "http", documentation: "", method: "post",
  endpoint: String(at), responses: [response(201, [body(operator, value)]), response(404, [])], responseMode: null,
  streamingMode: null, streamingInterval: 0 }));
if (process.argv[2] === "write") {
  const off = { enabled: false, type: "CERT", pfxPath: "", certPath: "", keyPath: "", caPath: "", passphrase: "" };
  console.log(JSON.stringify({ uuid: crypto.randomUUID(), lastMigration: 33, name: "hosts", endpointPrefix: "", latency: 0,
    port: Number(process.argv[3]), hostname: "127.0.0.1", folders: [], routes, rootChildren: routes.map(({ uuid }) => ({ type: "route", uuid })),
    proxyMode: false, proxyHost: "", proxyRemovePrefix: false, tlsOptions: off, cors: true, headers: [], proxyReqHeaders: [],
    proxyResHeaders: [], data: [], callbacks: [] }));
} else (async () => {
  const post = async (path, text) => (await fetch(`http://127.0.0.1:${process.argv[3]}/${path}`,
    { method: "POST", body: text, headers: { "content-type": "application/json" } })).status;
  for (let tries = 0; tries < 300; tries++) {
    try { await post("none", "{}"); break; } catch { await new Promise((done) => setTimeout(done, 200)); }
  }
  const texts = ["null", '""', "1", '"1"', "true", "[1,2]"].map((value) => `{"source_id":${value}}`);
  for (const [at, [operator, value]] of rules.entries()) {
    const matching = [];
    for (const text of ["{}", ...texts]) if ((await post(at, text)) === 201) matching.push(text);
    console.log(`${operator} "${value}" matches: ${matching.join(" ") || "nothing"}`);
  }
})();
JS
node mock.cjs write "$port" >mock.json
node_modules/.bin/mockoon-cli start --data mock.json --repair --disable-log-to-file >log 2>&1 &
server=$!
echo "@mockoon/cli 9.9.0"
node mock.cjs ask "$port" | tee observed
cat >expected <<'TXT'
null "" matches: {} {"source_id":null} {"source_id":""}
equals "null" matches: nothing
equals "" matches: {"source_id":null} {"source_id":""}
equals "1" matches: {"source_id":1} {"source_id":"1"} {"source_id":[1,2]}
TXT
diff expected observed
