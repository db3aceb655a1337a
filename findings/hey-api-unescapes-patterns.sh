#!/bin/sh
# @hey-api/openapi-ts writes a "pattern" of an OpenAPI file into its zod schemas as a regular expression of JavaScript.
# Guess: A pattern is copied as it is, because OpenAPI and JavaScript have the same regular expressions. \u002E is a full stop
#   in both, whatever characters are around it.
# Reality: The generator replaces each \uXXXX in the finished source by the character, inside regular expressions too. An
#   escaped full stop then matches any character, and an escaped "*" repeats what is before it. A class with \u0000 puts this
#   character into the source, which git and grep then treat as a binary file. With \u000A, \u000D, \u2028 or \u2029, no
#   program can read the source. The generator reports success each time. orval writes the same patterns unchanged.
# Library: @hey-api/openapi-ts 0.99.0, orval 8.38.0, zod 4.6.7.
# Why it matters: Such escapes are the portable way to name control characters and white space. Their author learns only from
#   the build that the source is broken, and learns nothing at all where a rule became weaker.
# Needs: node 20 or newer, npm, grep.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @hey-api/openapi-ts@0.99.0 orval@8.38.0 zod@4.6.7 typescript@5.9.3
echo "export default { c: { input: './api.json', output: { client: 'zod', target: './orval.ts' } } }" >orval.config.mjs
cat >write.mjs <<'JS'
import { writeFileSync } from 'node:fs'
const content = { 'application/json': { schema: { $ref: '#/components/schemas/Text' } } }
writeFileSync('api.json', JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Texts', version: '1' },
  paths: { '/texts': { post: { operationId: 'create', requestBody: { content }, responses: { 204: { description: 'created' } } } } },
  components: { schemas: { Text: { type: 'string', pattern: process.argv[2] } } },
}))
JS
cat >check.mjs <<'JS'
const [, , module, name, text] = process.argv
try {
  const schema = (await import(module))[name]
  console.log(`accepts ${text}: ${schema.safeParse(JSON.parse(text)).success}`)
} catch (error) {
  console.log(error.name)
}
JS
echo "@hey-api/openapi-ts 0.99.0, orval 8.38.0, zod 4.6.7"
number=0
while read -r pattern text; do
  number=$((number + 1))
  node write.mjs "$pattern"
  npx openapi-ts -i ./api.json -o "hey$number" -p @hey-api/typescript zod </dev/null >/dev/null 2>&1 && report=success || report=failure
  npx orval --config orval.config.mjs </dev/null >/dev/null 2>&1
  cp "hey$number/zod.gen.ts" "hey$number.mjs"
  cp orval.ts "orval$number.mjs"
  grep -qI . "hey$number.mjs" && kind=text || kind=binary
  echo "$pattern"
  echo "  hey-api reports $report, writes a $kind file; $(node check.mjs "./hey$number.mjs" zText "$text")"
  echo "  orval: $(node check.mjs "./orval$number.mjs" CreateBody "$text")"
done >observed <<'TXT'
^www\u002E[a-z]+$ "wwwxexample"
^a\u002A$ "aaa"
^[^\u0000-\u001F]+$ "Ann"
^[^\u000A\u000D]+$ "Ann"
^[^\u2028\u2029]+$ "Ann"
TXT
cat observed
cat >expected <<'TXT'
^www\u002E[a-z]+$
  hey-api reports success, writes a text file; accepts "wwwxexample": true
  orval: accepts "wwwxexample": false
^a\u002A$
  hey-api reports success, writes a text file; accepts "aaa": true
  orval: accepts "aaa": false
^[^\u0000-\u001F]+$
  hey-api reports success, writes a binary file; accepts "Ann": true
  orval: accepts "Ann": true
^[^\u000A\u000D]+$
  hey-api reports success, writes a text file; SyntaxError
  orval: accepts "Ann": true
^[^\u2028\u2029]+$
  hey-api reports success, writes a text file; SyntaxError
  orval: accepts "Ann": true
TXT
diff expected observed
