#!/bin/sh
# @mswjs/source makes handlers for MSW from an OpenAPI file: one for each operation, which answers with the example of a
#   response.
# Guess: An operation whose only success is 201 answers with 201 and its example, and one with 204 with no body.
# Reality: A handler looks only for the responses "200" and "default". Any other operation answers "501 Not Implemented",
#   even when the file has an example. The Accept header of a request becomes a regular expression, in which "+" means "one
#   or more": a client that asks for application/vnd.api+json gets 200 without a body and without a type, and the same client
#   without the header gets the example.
# Library: @mswjs/source 0.5.0, msw 2.15.0.
# Why it matters: Creating and deleting, with 201 and 204, always fail in the tests of a client. Reading fails only if the
#   client asks for the media type of JSON:API.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @mswjs/source@0.5.0 msw@2.15.0
cat >ask.mjs <<'JS'
import { fromOpenApi } from '@mswjs/source/open-api'
import { getResponse } from 'msw'

const type = 'application/vnd.api+json'
const created = (status, media) => ({
  openapi: '3.0.3',
  info: { title: 'contacts', version: '1' },
  servers: [{ url: 'http://api.example.com' }],
  paths: {
    '/contacts': {
      post: {
        responses: {
          [status]: { description: 'an answer', ...(media && { content: { [media]: { example: { contacts: [{ id: 1 }] } } } }) },
        },
      },
    },
  },
})
for (const [status, media, accept] of [
  ['200', 'application/json', 'application/json'],
  ['default', 'application/json', 'application/json'],
  ['201', 'application/json', 'application/json'],
  ['2XX', 'application/json', 'application/json'],
  ['422', 'application/json', 'application/json'],
  ['204', undefined, undefined],
  ['200', type, undefined],
  ['200', type, '*/*'],
  ['200', type, type],
]) {
  const handlers = await fromOpenApi(created(status, media))
  const request = new Request('http://api.example.com/contacts', { method: 'POST', headers: accept ? { accept } : {} })
  const response = await getResponse(handlers, request)
  console.log(`${status} of ${media}, accept ${accept}: ${response.status} ${response.headers.get('content-type')} ${JSON.stringify(await response.text())}`)
}
JS
echo "@mswjs/source 0.5.0, msw 2.15.0"
node --no-warnings ask.mjs | tee observed
cat >expected <<'TXT'
200 of application/json, accept application/json: 200 application/json "{\"contacts\":[{\"id\":1}]}"
default of application/json, accept application/json: 200 application/json "{\"contacts\":[{\"id\":1}]}"
201 of application/json, accept application/json: 501 text/plain;charset=UTF-8 "Not Implemented"
2XX of application/json, accept application/json: 501 text/plain;charset=UTF-8 "Not Implemented"
422 of application/json, accept application/json: 501 text/plain;charset=UTF-8 "Not Implemented"
204 of undefined, accept undefined: 501 text/plain;charset=UTF-8 "Not Implemented"
200 of application/vnd.api+json, accept undefined: 200 application/vnd.api+json "{\"contacts\":[{\"id\":1}]}"
200 of application/vnd.api+json, accept */*: 200 application/vnd.api+json "{\"contacts\":[{\"id\":1}]}"
200 of application/vnd.api+json, accept application/vnd.api+json: 200 null ""
TXT
diff expected observed
