#!/bin/sh
# A workflow of Step CI is a YAML file. The body of a request has "day: 2014-08-21" and "at: 2014-08-21T08:40:44Z" without
#   quotes. YAML reads both as times.
# Guess: Step CI sends the day of the file, perhaps as the time 2014-08-21T00:00:00.000Z. A check of an answer compares types,
#   as JSON Schema does.
# Reality: Step CI sends the current time in both fields. It copies the workflow to fill in its variables, and copies each object
#   by a call of its constructor without an argument. For a time, that gives "now". With quotes, the text is sent as it is. A
#   check with jsonpath compares with JavaScript's ==: 1 passes for "1" and for true, 150 for "00150", and null for a field that
#   is absent. The check {eq: …} is strict. A check whose name has a slip, "jsonPath", passes for any value. In a form, null is
#   the text "null", and a list is one text with commas.
# Library: @stepci/runner 2.0.7 (npm).
# Why it matters: A test of a booking or a birthday passes today with a date that nobody wrote, and cannot be repeated. An answer
#   in which every value has the wrong type passes too.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @stepci/runner@2.0.7
cat >run.cjs <<'JS'
const { runFromYAML } = require('@stepci/runner')
const http = require('node:http')

const answer = '{"n": 1, "text": "1", "yes": true, "zip": "00150"}'
const server = http.createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const today = new Date().toISOString().slice(0, 10)
  if (body) console.log(body.replace(/"(\d{4}-\d\d-\d\d)T[\d:.]*Z"/g, (time, day) => day === today ? '(the current time)' : time))
  response.setHeader('content-type', 'application/json')
  response.end(answer)
})
const checks = ['{$.n: "1"}', '{$.text: 1}', '{$.yes: 1}', '{$.zip: 150}', '{$.absent: null}', '{$.n: 2}', '{$.n: [{eq: "1"}]}']
const workflow = (url) => `
version: "1.1"
name: contacts
config:
  continueOnFail: true
tests:
  send:
    steps:
      - name: JSON
        http:
          url: ${url}
          method: POST
          json: {day: 2014-08-21, at: 2014-08-21T08:40:44Z, quoted: "2014-08-21", zip: "00150"}
      - name: form
        http:
          url: ${url}
          method: POST
          form: {email: null, "languages[]": [fr, en]}
  check:
    steps:
${[...checks.map((check) => `jsonpath: ${check}`), 'jsonPath: {$.n: 2}'].map((check) => `
      - name: '${check}'
        http:
          url: ${url}
          method: GET
          check:
            ${check}
`).join('')}
    `
server.listen(0, '127.0.0.1', async () => {
  const { result } = await runFromYAML(workflow(`http://127.0.0.1:${server.address().port}/`))
  const steps = result.tests.find((test) => test.id === 'check').steps
  console.log(`checks of ${answer}`)
  for (const { name, passed } of steps) console.log(`  ${name} ${passed ? 'passes' : 'fails'}`)
  server.close()
  server.closeAllConnections()
})
JS
echo "@stepci/runner $(node -p 'require("./node_modules/@stepci/runner/package.json").version')"
TZ=UTC node run.cjs | tee observed
cat >expected <<'TXT'
{"day":(the current time),"at":(the current time),"quoted":"2014-08-21","zip":"00150"}
email=null&languages%5B%5D=fr%2Cen
checks of {"n": 1, "text": "1", "yes": true, "zip": "00150"}
  jsonpath: {$.n: "1"} passes
  jsonpath: {$.text: 1} passes
  jsonpath: {$.yes: 1} passes
  jsonpath: {$.zip: 150} passes
  jsonpath: {$.absent: null} passes
  jsonpath: {$.n: 2} fails
  jsonpath: {$.n: [{eq: "1"}]} fails
  jsonPath: {$.n: 2} passes
TXT
diff expected observed
