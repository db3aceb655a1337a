#!/bin/sh
# A program sends notes of several lines with FormData, which fetch writes as multipart/form-data.
# Guess: The server gets the text that the program has appended, as it does with URLSearchParams or JSON.
# Reality: fetch writes each line feed as a carriage return and a line feed, which the HTML standard demands of forms in browsers.
#   FormData itself, URLSearchParams and JSON keep the text. Of the clients for Node, got, ky and axios change the text if they are
#   given a FormData. The package form-data does not, and neither does axios if it makes the form from an object.
# Library: fetch of node 20.20.2 (26.12.1 does the same), axios 1.21.1, got 16.1.0, ky 2.1.0, form-data 4.0.6 (npm).
# Why it matters: A text of exactly the allowed length is valid before it is sent, and too long for the server. A program that
#   compares its own text with that of the server finds a change in every record that has several lines.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts axios@1.21.1 got@16.1.0 ky@2.1.0 form-data@4.0.6
cat >send.mjs <<'JS'
import { createServer } from 'node:http'
import axios from 'axios'
import FormDataPackage from 'form-data'
import got from 'got'
import ky from 'ky'

let body = ''
const server = createServer(async (request, response) => {
  body = ''
  for await (const chunk of request) body += chunk
  response.end()
}).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const url = `http://127.0.0.1:${server.address().port}/`

const notes = 'Ring twice.\nThe key is under the mat.'
const form = () => {
  const data = new FormData()
  data.append('notes', notes)
  return data
}
const packageForm = () => {
  const data = new FormDataPackage()
  data.append('notes', notes)
  return data
}
const post = (content) => fetch(url, { method: 'POST', body: content })
const clients = {
  'fetch, FormData': () => post(form()),
  'got, FormData': () => got.post(url, { body: form() }),
  'ky, FormData': () => ky.post(url, { body: form() }),
  'axios, FormData': () => axios.post(url, form()),
  'axios, object': () => axios.postForm(url, { notes }),
  'axios, form-data': () => axios.post(url, packageForm()),
  'fetch, URLSearchParams': () => post(new URLSearchParams({ notes })),
  'fetch, JSON': () => post(JSON.stringify({ notes })),
}
const received = {
  FormData: () => body.split(/name="notes"(?:\r\n[^\r\n]+)*\r\n\r\n/)[1].split('\r\n--')[0],
  object: () => received.FormData(),
  'form-data': () => received.FormData(),
  URLSearchParams: () => new URLSearchParams(body).get('notes'),
  JSON: () => JSON.parse(body).notes,
}
console.log(`sent: ${JSON.stringify(notes)}, ${notes.length} characters`)
for (const [name, send] of Object.entries(clients)) {
  await send()
  const text = received[name.split(', ')[1]]()
  console.log(`  ${name.padEnd(22)} ${text === notes ? 'the same text' : `${JSON.stringify(text)}, ${text.length} characters`}`)
}
const read = await new Response(form()).formData()
console.log(`in one process: FormData ${JSON.stringify(form().get('notes').slice(9, 15))}`
  + `, written and read ${JSON.stringify(read.get('notes').slice(9, 16))}`)
server.close()
server.closeAllConnections()
JS
echo "axios 1.21.1, got 16.1.0, ky 2.1.0, form-data 4.0.6"
node send.mjs | tee observed
cat >expected <<'TXT'
sent: "Ring twice.\nThe key is under the mat.", 37 characters
  fetch, FormData        "Ring twice.\r\nThe key is under the mat.", 38 characters
  got, FormData          "Ring twice.\r\nThe key is under the mat.", 38 characters
  ky, FormData           "Ring twice.\r\nThe key is under the mat.", 38 characters
  axios, FormData        "Ring twice.\r\nThe key is under the mat.", 38 characters
  axios, object          the same text
  axios, form-data       the same text
  fetch, URLSearchParams the same text
  fetch, JSON            the same text
in one process: FormData "e.\nThe", written and read "e.\r\nThe"
TXT
diff expected observed
