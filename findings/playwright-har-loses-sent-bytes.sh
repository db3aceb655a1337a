#!/bin/sh
# Guess: A HAR holds the bytes of a request as it holds those of a response: as text if they are UTF-8, otherwise as base64.
# Reality: A Latin-1 response is stored as base64. A Latin-1 or gzip request is stored as text with U+FFFD in place of every
#   byte that is not UTF-8, so it cannot be recovered. With content: "attach" the bytes are complete, but the file of the
#   gzip body ends in ".json". With content: "omit" the request's text is empty as well, while its mimeType still says JSON.
#   Of two JSON responses, one is base64 because its media type has a parameter.
# Library: playwright-core 1.65.1 (tracing.startHar of its request contexts, which needs no browser).
# Why it matters: A body that looks like broken JSON in such a recording may have been correct when it was sent. A check must
#   not report it as invalid.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts playwright-core@1.65.1
cd "$folder"
cat >check.cjs <<'JS'
const { request } = require("playwright-core");
const fs = require("fs");
const zlib = require("zlib");
const latin = Buffer.from('{"city":"Zürich"}', "latin1");
const types = { "/latin": "application/json; charset=iso-8859-1", "/plain": "application/hal+json", "/parameter": "application/hal+json;v=1" };
const server = require("http").createServer((asked, answer) => {
  asked.resume();
  asked.on("end", () => {
    answer.writeHead(200, { "content-type": types[asked.url] || "application/json" });
    answer.end(asked.url === "/latin" ? latin : "{}");
  });
});
server.listen(0, "127.0.0.1", async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (const content of ["embed", "attach", "omit"]) {
    const context = await request.newContext();
    await context.tracing.startHar(`${content}.har`, { content });
    for (const path of Object.keys(types)) await context.get(base + path);
    const send = (path, headers, data) => context.post(base + path, { headers: { "content-type": "application/json", ...headers }, data });
    await send("/sent-latin", {}, latin);
    await send("/sent-gzip", { "content-encoding": "gzip" }, zlib.gzipSync('{"city":"Paris"}'));
    await context.tracing.stopHar();
    await context.dispose();
    for (const { request: asked, response } of JSON.parse(fs.readFileSync(`${content}.har`, "utf8")).log.entries) {
      const path = new URL(asked.url).pathname;
      const { text, encoding, _file } = path.startsWith("/sent") ? asked.postData : response.content;
      const kind = _file ? fs.readFileSync(_file).subarray(0, 2).toString("hex") : undefined;
      const state = text === undefined ? "none" : !text ? "empty" : text.includes("\ufffd") ? "with U+FFFD" : "whole";
      console.log(`${content} ${path}: text ${state}, encoding ${encoding}, file ${_file && _file.split(".")[1]} ${kind}`);
    }
  }
  server.close();
});
JS
echo "playwright-core 1.65.1"
node check.cjs | tee observed
cat >expected <<'TXT'
embed /latin: text whole, encoding base64, file undefined undefined
embed /plain: text whole, encoding undefined, file undefined undefined
embed /parameter: text whole, encoding base64, file undefined undefined
embed /sent-latin: text with U+FFFD, encoding undefined, file undefined undefined
embed /sent-gzip: text with U+FFFD, encoding undefined, file undefined undefined
attach /latin: text none, encoding undefined, file json 7b22
attach /plain: text none, encoding undefined, file dat 7b7d
attach /parameter: text none, encoding undefined, file dat 7b7d
attach /sent-latin: text empty, encoding undefined, file json 7b22
attach /sent-gzip: text empty, encoding undefined, file json 1f8b
omit /latin: text none, encoding undefined, file undefined undefined
omit /plain: text none, encoding undefined, file undefined undefined
omit /parameter: text none, encoding undefined, file undefined undefined
omit /sent-latin: text empty, encoding undefined, file undefined undefined
omit /sent-gzip: text empty, encoding undefined, file undefined undefined
TXT
diff expected observed
