#!/bin/sh
# talkback is a proxy that records HTTP traffic in files ("tapes") and plays it back. A test suite records once, and then
#   replays from the tapes.
# Guess: A replayed answer has the bytes that the server sent, and two requests with different bodies are two tapes.
# Reality: A tape holds JSON decoded, and a replay writes it again with an indent: the id 12345678901234567890 becomes
#   12345678901234567000, 1.10 becomes 1.1, and of two equal keys only one is left. The first run still gets the real bytes, so
#   only later runs differ. Requests are compared after decoding too: two ids of 20 digits get the answer of the first one. For
#   a compressed answer, Content-Length becomes the length of the unpacked text, so a short answer is cut off, and a
#   client waits for the rest of a long one, or fails. A text with a byte that is not UTF-8 is never found again.
# Library: talkback 4.2.0.
# Why it matters: Tests pass when they record and fail when they replay, or the other way round. Do not compare bytes or large
#   numbers of a replay, and record with "Accept-Encoding: identity".
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts talkback@4.2.0
cat >try.mjs <<'JS'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import talkback from 'talkback'

let calls = 0
const long = JSON.stringify({ note: 'a'.repeat(1000) })
const answers = {
  '/plain': '{"id":12345678901234567890,"price":1.10,"a":1,"a":2}',
  '/packed': gzipSync('{"name":"Bo"}'),
  '/long': gzipSync(long),
}
const server = createServer((message, reply) => {
  calls += 1
  const body = answers[message.url] ?? `{"call":${calls}}`
  const packed = Buffer.isBuffer(body) ? { 'content-encoding': 'gzip' } : {}
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...packed })
  reply.end(body)
})
await new Promise((done) => server.listen(0, done))

// Send a request on a socket of its own, and return the header Content-Length and the bytes that came.
function send(port, path, body = '', type = 'application/json') {
  return new Promise((done, fail) => {
    const chunks = []
    const socket = connect(port, '127.0.0.1')
    socket.on('error', fail)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const end = bytes.indexOf('\r\n\r\n')
      const [, length] = /content-length: (\d+)/i.exec(bytes.subarray(0, end))
      done({ length: Number(length), body: bytes.subarray(end + 4) })
    })
    const head = `${body ? 'POST' : 'GET'} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`
    socket.write(body ? `${head}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n` : `${head}\r\n`)
    socket.write(body)
  })
}

console.log('talkback', JSON.parse(readFileSync('node_modules/talkback/package.json')).version)
for (const run of ['recorded', 'replayed']) {
  const proxy = talkback({ host: `http://127.0.0.1:${server.address().port}`, port: 0, path: './tapes', silent: true })
  await proxy.start()
  const { port } = proxy.server.address()
  const before = calls
  console.log(`${run}:`)
  console.log('  plain', (await send(port, '/plain')).body.toString().replace(/\s+/g, ' '))
  for (const body of ['{"id":12345678901234567890}', '{"id":12345678901234567891}']) {
    console.log('  POST', body, (await send(port, '/ids', body)).body.toString().replace(/\s+/g, ' '))
  }
  for (const path of ['/packed', '/long']) {
    const { length, body } = await send(port, path)
    console.log(`  ${path.slice(1)}: Content-Length ${length}, ${body.length} bytes came: ${gunzipSync(body).toString().replace(/\s+/g, ' ').slice(0, 18)}`)
  }
  await send(port, '/text', Buffer.from([0xe9]), 'text/plain')
  console.log('  calls that reached the server', calls - before)
  await proxy.close()
}
process.exit()
JS
node try.mjs >observed
cat observed
cat >expected <<'TXT'
talkback 4.2.0
recorded:
  plain {"id":12345678901234567890,"price":1.10,"a":1,"a":2}
  POST {"id":12345678901234567890} {"call":2}
  POST {"id":12345678901234567891} {"call":2}
  packed: Content-Length 33, 33 bytes came: {"name":"Bo"}
  long: Content-Length 39, 39 bytes came: {"note":"aaaaaaaaa
  calls that reached the server 5
replayed:
  plain { "id": 12345678901234567000, "price": 1.1, "a": 2 }
  POST {"id":12345678901234567890} { "call": 2 }
  POST {"id":12345678901234567891} { "call": 2 }
  packed: Content-Length 18, 38 bytes came: { "name": "Bo" }
  long: Content-Length 1016, 44 bytes came: { "note": "aaaaaaa
  calls that reached the server 1
TXT
diff expected observed
