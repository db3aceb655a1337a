#!/bin/sh
# Tests of a client run with fetch-vcr, which records the answers to fetch in files, and plays them back.
# Guess: Two POSTs with different bodies are two recordings, whatever the type of the body is, and the same POST twice is one. A Request is
#   sent and recorded with its method and its body. An answer has the bytes that the server sent.
# Reality: The key of a recording is made of the JSON of the options. The JSON of a URLSearchParams and of Headers is {}, so any two forms
#   are one recording. The second POST is not sent and gets the answer to the first, also in the run that records. A form of the package
#   form-data has a random boundary in its JSON, so it is never found again. A Request is sent as a GET without a body: a PUT and a DELETE
#   never reach the server, and get the answer to one GET. Texts and Buffers work. Bytes of an answer that are not UTF-8 become U+FFFD.
#   The request itself is not stored.
# Library: fetch-vcr 3.2.0, form-data 4.0.6 (npm).
# Why it matters: A test that expects 422 for a wrong form gets the recorded answer to another form, and nothing in the recording shows which
#   request it belongs to. Pass the text of the form, String(form), and an address with options in place of a Request.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts fetch-vcr@3.2.0 form-data@4.0.6 2>log
cat >record.mjs <<'JS'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import fetch from 'fetch-vcr'
import FormData from 'form-data'

console.log('fetch-vcr', JSON.parse(readFileSync('node_modules/fetch-vcr/package.json')).version)
const received = []
const server = createServer((request, response) => {
  received.push(request.method)
  request.resume()
  response.end(Buffer.from(`${received.length} Zürich`, 'latin1'))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}/contacts`
const form = (name) => {
  const data = new FormData()
  data.append('name', name)
  return data
}
const post = (body) => [address, { method: 'POST', body }]
const cases = {
  text: ['{"name":"Ann"}', '{"name":"Bob"}'].map(post),
  Buffer: ['Ann', 'Bob'].map((name) => post(Buffer.from(name))),
  URLSearchParams: ['Ann', 'Bob'].map((name) => post(new URLSearchParams({ name }))),
  'form-data, twice the same': ['Ann', 'Ann'].map((name) => post(form(name))),
  Headers: ['fr', 'de'].map((language) => [address, { headers: new Headers({ 'Accept-Language': language }) }]),
  Request: ['PUT', 'DELETE'].map((method) => [new Request(address, { method, body: method })]),
}
for (const [title, calls] of Object.entries(cases)) {
  received.length = 0
  mkdirSync(`recorded-${title}`)
  fetch.configure({ fixturePath: `recorded-${title}`, mode: 'cache' })
  const answers = []
  for (const call of calls) answers.push(await (await fetch(...call)).text())
  const files = readdirSync(`recorded-${title}`).length / 2
  console.log(`${title}: the server got ${received}, ${files} recorded, answers ${JSON.stringify(answers)}`)
}
server.close()
JS
timeout 60 node record.mjs 2>>log | tee observed
cat >expected <<'TXT'
fetch-vcr 3.2.0
text: the server got POST,POST, 2 recorded, answers ["1 Z�rich","2 Z�rich"]
Buffer: the server got POST,POST, 2 recorded, answers ["1 Z�rich","2 Z�rich"]
URLSearchParams: the server got POST, 1 recorded, answers ["1 Z�rich","1 Z�rich"]
form-data, twice the same: the server got POST,POST, 2 recorded, answers ["1 Z�rich","2 Z�rich"]
Headers: the server got GET, 1 recorded, answers ["1 Z�rich","1 Z�rich"]
Request: the server got GET, 1 recorded, answers ["1 Z�rich","1 Z�rich"]
TXT
diff expected observed
