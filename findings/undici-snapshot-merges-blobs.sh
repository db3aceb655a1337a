#!/bin/sh
# undici, the HTTP client of Node, has a recorder of its own: SnapshotAgent (experimental, since 7.13).
# Guess: A recording has the body that was sent, and two POSTs with different bodies are two snapshots.
# Reality: undici converts the body of a request to a string and uses it as part of the key. fetch hands a Buffer over as a
#   Uint8Array, which becomes its numbers, "123,34,...". A Blob becomes "[object Blob]", so two POSTs with different bodies
#   are one snapshot with two responses. In playback, a POST then gets the first answer, whatever it sends.
# Library: undici 7.30.2.
# Why it matters: A recording does not show the body that was sent, and a test that plays it back passes with any body.
# Needs: node, npm.
set -eu
command -v npm >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts undici@7.30.2
cat >record.mjs <<'JS'
import http from 'node:http'
import { readFileSync } from 'node:fs'
import { SnapshotAgent, fetch } from 'undici'

const server = http.createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => response.end(`got ${Buffer.concat(parts)}`))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`
const kinds = {
  string: (text) => text,
  Buffer: (text) => Buffer.from(text),
  Uint8Array: (text) => new TextEncoder().encode(text),
  Blob: (text) => new Blob([text]),
}
const post = async (dispatcher, body) => (await fetch(url, { method: 'POST', body, dispatcher })).text()
for (const [kind, made] of Object.entries(kinds)) {
  const snapshotPath = `${kind}.json`
  const recorder = new SnapshotAgent({ mode: 'record', snapshotPath })
  await post(recorder, made('{"n":1}'))
  await post(recorder, made('{"n":2}'))
  await recorder.saveSnapshots()
  await recorder.close()
  const snapshots = JSON.parse(readFileSync(snapshotPath)).map((one) => one.snapshot)
  const player = new SnapshotAgent({ mode: 'playback', snapshotPath })
  const played = await post(player, made('{"n":2}'))
  await player.close()
  console.log(`${kind}: ${snapshots.map((one) => `${one.request.body} x${one.responses.length}`).join(' and ')}; 2 is played as: ${played}`)
}
server.close()
JS
echo "undici 7.30.2"
node --no-warnings record.mjs | tee observed
cat >expected <<'TXT'
string: {"n":1} x1 and {"n":2} x1; 2 is played as: got {"n":2}
Buffer: 123,34,110,34,58,49,125 x1 and 123,34,110,34,58,50,125 x1; 2 is played as: got {"n":2}
Uint8Array: 123,34,110,34,58,49,125 x1 and 123,34,110,34,58,50,125 x1; 2 is played as: got {"n":2}
Blob: [object Blob] x2; 2 is played as: got {"n":1}
TXT
diff expected observed
