#!/bin/sh
# @hey-api/openapi-ts writes a "pattern" of an OpenAPI file into its zod schemas as a regular expression of JavaScript.
# Guess: The generator copies a pattern unchanged: OpenAPI and JavaScript have the same regular expressions. \u002E is a full stop
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
cat >patterns.mjs <<'JS'
export const patterns = {
  readable: [['^www\\u002E[a-z]+$', 'wwwxexample'], ['^a\\u002A$', 'aaa'], ['^[^\\u0000-\\u001F]+$', 'Ann']],
  broken: [['^[^\\u0009-\\u000D\\u2028\\u2029]+$', 'Ann']],
}
JS
cat >write.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import { patterns } from './patterns.mjs'

for (const [name, list] of Object.entries(patterns)) {
  const schema = { type: 'object', properties: Object.fromEntries(list.map(([pattern], index) => [`f${index}`, { type: 'string', pattern }])) }
  const requestBody = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Text' } } } }
  const paths = { '/texts': { post: { operationId: 'create', requestBody, responses: { 204: { description: 'created' } } } } }
  const api = { openapi: '3.1.0', info: { title: 'Texts', version: '1' }, paths, components: { schemas: { Text: schema } } }
  writeFileSync(`${name}.json`, JSON.stringify(api))
  writeFileSync(`${name}.config.mjs`, `export default { c: { input: './${name}.json', output: { client: 'zod', target: './${name}.ts' } } }`)
}
JS
node write.mjs
for name in readable broken; do
  npx openapi-ts -i "./$name.json" -o "hey-$name" -p @hey-api/typescript zod >"$name.report" 2>&1 || { cat "$name.report"; exit 1; }
  npx orval --config "$name.config.mjs" >"$name.report" 2>&1 || { cat "$name.report"; exit 1; }
  cp "hey-$name/zod.gen.ts" "hey-$name.mjs"
  cp "$name.ts" "orval-$name.mjs"
done
cat >check.mjs <<'JS'
import { patterns } from './patterns.mjs'

const load = async (path, name) => {
  try {
    return (await import(path))[name]
  } catch (error) {
    return error.name
  }
}
for (const [name, list] of Object.entries(patterns)) {
  const [hey, orval] = [await load(`./hey-${name}.mjs`, 'zText'), await load(`./orval-${name}.mjs`, 'CreateBody')]
  list.forEach(([pattern, text], index) => {
    const verdict = (schema) => (typeof schema === 'string' ? schema : schema.safeParse({ [`f${index}`]: text }).success ? 'accepts' : 'rejects')
    console.log(`${pattern} and "${text}": JavaScript ${new RegExp(pattern, 'u').test(text) ? 'accepts' : 'rejects'}`
      + `, hey-api ${verdict(hey)}, orval ${verdict(orval)}`)
  })
}
JS
echo "@hey-api/openapi-ts 0.99.0, orval 8.38.0, zod 4.6.7"
{
  node check.mjs
  grep -qI . hey-readable.mjs && echo "for grep, the file of hey-api is text" || echo "for grep, the file of hey-api is binary"
  grep -qI . orval-readable.mjs && echo "for grep, the file of orval is text" || echo "for grep, the file of orval is binary"
} | tee observed
cat >expected <<'TXT'
^www\u002E[a-z]+$ and "wwwxexample": JavaScript rejects, hey-api accepts, orval rejects
^a\u002A$ and "aaa": JavaScript rejects, hey-api accepts, orval rejects
^[^\u0000-\u001F]+$ and "Ann": JavaScript accepts, hey-api accepts, orval accepts
^[^\u0009-\u000D\u2028\u2029]+$ and "Ann": JavaScript accepts, hey-api SyntaxError, orval accepts
for grep, the file of hey-api is binary
for grep, the file of orval is text
TXT
diff expected observed
