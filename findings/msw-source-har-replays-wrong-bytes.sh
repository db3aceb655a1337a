#!/bin/sh
# @mswjs/source makes handlers for MSW from a HAR, so that a test gets the recorded responses again.
# Guess: A response comes back as the program that was recorded saw it, whatever its media type and encoding.
# Reality: A body that the HAR holds as base64 is decoded only if its media type contains "text". JSON comes back as base64.
#   The handler repeats Content-Encoding: gzip for a body that the HAR, as its specification asks, holds unpacked, so that
#   fetch fails to unpack it. Requests are matched by method and URL only: of two POSTs to one address, the first that is
#   sent gets the first answer, whatever its body, and all others get the second.
# Library: @mswjs/source 0.5.0, msw 2.15.0.
# Why it matters: Recorders choose base64, and the server chooses gzip, so a test fails while it parses JSON, although the
#   recording is right. A recorded 422 is returned by its position, and not for the payload that caused it.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @mswjs/source@0.5.0 msw@2.15.0
cat >replay.mjs <<'JS'
import { fromTraffic } from '@mswjs/source/traffic'
import { setupServer } from 'msw/node'

const host = 'http://api.example.com'
const entry = (method, path, sent, status, text, { mimeType = 'application/json', encoding, headers = [] } = {}) => ({
  startedDateTime: '2014-08-21T08:40:44Z',
  time: 0,
  cache: {},
  timings: { send: 0, wait: 0, receive: 0 },
  request: {
    method, url: host + path, httpVersion: 'HTTP/1.1', headers: [], cookies: [], queryString: [], headersSize: -1, bodySize: -1,
    ...(sent && { postData: { mimeType, text: sent } }),
  },
  response: {
    status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], redirectURL: '', headersSize: -1, bodySize: -1,
    headers: [{ name: 'content-type', value: mimeType }, ...headers],
    content: { size: text.length, mimeType, text, ...(encoding && { encoding }) },
  },
})
const base64 = { encoding: 'base64' }
const server = setupServer(...fromTraffic({
  log: {
    version: '1.2',
    creator: { name: 'by hand', version: '1' },
    entries: [
      entry('GET', '/json', '', 200, btoa('{"id":1}'), base64),
      entry('GET', '/text', '', 200, btoa('{"id":1}'), { ...base64, mimeType: 'text/plain' }),
      entry('GET', '/gzip', '', 200, '{"id":1}', { headers: [{ name: 'content-encoding', value: 'gzip' }] }),
      entry('POST', '/contacts', '{"firstname":"Ann"}', 201, '{"id":1}'),
      entry('POST', '/contacts', '{"firstname":""}', 422, '{"errors":[]}'),
    ],
  },
}))
server.listen({ onUnhandledRequest: 'error' })
for (const [path, body] of [
  ['/json'], ['/text'], ['/gzip'],
  ['/contacts', '{"firstname":""}'], ['/contacts', '{"firstname":"Ann"}'], ['/contacts', '{"firstname":"Ann"}'],
]) {
  const answer = await fetch(host + path, body ? { method: 'POST', body } : {})
    .then(async (response) => `${response.status} ${await response.text()}`)
    .catch((error) => `${error.name}: ${error.message}`)
  console.log(`${path}${body ? ` with ${body}` : ''}: ${answer}`)
}
server.close()
JS
echo "@mswjs/source 0.5.0, msw 2.15.0"
node --no-warnings replay.mjs | tee observed
cat >expected <<'TXT'
/json: 200 eyJpZCI6MX0=
/text: 200 {"id":1}
/gzip: Error: incorrect header check
/contacts with {"firstname":""}: 201 {"id":1}
/contacts with {"firstname":"Ann"}: 422 {"errors":[]}
/contacts with {"firstname":"Ann"}: 422 {"errors":[]}
TXT
diff expected observed
