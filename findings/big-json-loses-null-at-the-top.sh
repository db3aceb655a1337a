#!/bin/sh
# A program reads large JSON files with big-json, which describes itself as a JSON.parse for objects that are too large for it. It uses
# JSONStream, which reads a text piece by piece.
# Guess: The result is the one of JSON.parse, and it does not depend on the depth of a field. At most, numbers with many digits are rounded
#   as JSON.parse rounds them.
# Reality: A null at the top is lost: {"email":null} becomes {}, and [1,null] becomes [1]. In [null,1], the first entry becomes a hole. A null
#   at any other depth stays. JSONStream.parse("*") does not emit the null either, so all later values move up by one. An integer over 53
#   bits becomes a text, which JSONStream documents, but a negative one becomes a rounded number. One half of a surrogate pair is removed.
#   A text, a number or null at the top becomes {}. A character of four bytes that comes in three pieces is an error. @streamparser/json
#   returns what JSON.parse returns for all of these.
# Library: big-json 3.2.0, JSONStream 1.3.5, jsonparse 1.3.1, @streamparser/json 0.0.26 (npm).
# Why it matters: An update that clears a field arrives without it, so the field keeps its value, and an id changes its type with its size.
#   Tests with a contact inside "contacts" do not show the missing null.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts big-json@3.2.0 JSONStream@1.3.5 jsonparse@1.3.1 @streamparser/json@0.0.26
cat >documents <<'TXT'
{"email":null,"zip":"00150"}
{"contacts":[{"email":null}]}
[1,null]
[null,1]
[[null]]
null
"text"
{"id":9007199254740992}
{"id":9007199254740993}
{"id":-9007199254740993}
{"note":"a\ud83db"}
TXT
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { JSONParser } from '@streamparser/json'
import big from 'big-json'
import JSONStream from 'JSONStream'
import Parser from 'jsonparse'

for (const name of ['big-json', 'JSONStream', 'jsonparse', '@streamparser/json']) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version)
}
const shown = (value) => JSON.stringify(value, (_, part) => (Array.isArray(part) ? Array.from(part, (item, index) => (index in part ? item : 'a hole')) : part))
const read = (parser, text) =>
  new Promise((resolve, reject) => {
    const values = []
    parser.on('data', (value) => values.push(value))
    parser.on('end', () => resolve(values))
    parser.on('error', reject)
    parser.end(text)
  })
const tokens = (pieces) => {
  const found = []
  const parser = new JSONParser()
  parser.onValue = ({ value, stack }) => stack.length || found.push(value)
  for (const piece of pieces) parser.write(piece)
  return found[0]
}
for (const text of readFileSync('documents', 'utf8').trim().split('\n')) {
  const correct = shown(JSON.parse(text))
  const [streamed] = await read(big.createParseStream(), text)
  const other = shown(tokens([Buffer.from(text)]))
  console.log(`${text}: JSON.parse ${correct}, big-json ${shown(streamed)}, @streamparser/json ${other === correct ? 'the same as JSON.parse' : other}`)
}
console.log('JSONStream.parse("*") of [1,null,3]:', JSON.stringify(await read(JSONStream.parse('*'), '[1,null,3]')))
const bytes = Buffer.from('{"note":"😀"}')
const start = bytes.indexOf(0xf0)
const pieces = [bytes.subarray(0, start + 1), bytes.subarray(start + 1, start + 2), bytes.subarray(start + 2)]
const parser = new Parser()
let problem = 'no error'
parser.onError = (error) => (problem = error.message)
for (const piece of pieces) parser.write(piece)
console.log(`jsonparse, three pieces: ${problem}; @streamparser/json: ${JSON.stringify(tokens(pieces))}`)
JS
node read.mjs 2>log | tee observed
cat >expected <<'TXT'
big-json 3.2.0
JSONStream 1.3.5
jsonparse 1.3.1
@streamparser/json 0.0.26
{"email":null,"zip":"00150"}: JSON.parse {"email":null,"zip":"00150"}, big-json {"zip":"00150"}, @streamparser/json the same as JSON.parse
{"contacts":[{"email":null}]}: JSON.parse {"contacts":[{"email":null}]}, big-json {"contacts":[{"email":null}]}, @streamparser/json the same as JSON.parse
[1,null]: JSON.parse [1,null], big-json [1], @streamparser/json the same as JSON.parse
[null,1]: JSON.parse [null,1], big-json ["a hole",1], @streamparser/json the same as JSON.parse
[[null]]: JSON.parse [[null]], big-json [[null]], @streamparser/json the same as JSON.parse
null: JSON.parse null, big-json {}, @streamparser/json the same as JSON.parse
"text": JSON.parse "text", big-json {}, @streamparser/json the same as JSON.parse
{"id":9007199254740992}: JSON.parse {"id":9007199254740992}, big-json {"id":9007199254740992}, @streamparser/json the same as JSON.parse
{"id":9007199254740993}: JSON.parse {"id":9007199254740992}, big-json {"id":"9007199254740993"}, @streamparser/json the same as JSON.parse
{"id":-9007199254740993}: JSON.parse {"id":-9007199254740992}, big-json {"id":-9007199254740992}, @streamparser/json the same as JSON.parse
{"note":"a\ud83db"}: JSON.parse {"note":"a\ud83db"}, big-json {"note":"ab"}, @streamparser/json the same as JSON.parse
JSONStream.parse("*") of [1,null,3]: [1,3]
jsonparse, three pieces: Invalid UTF-8 character at position 0 in state STRING1; @streamparser/json: {"note":"😀"}
TXT
diff expected observed
