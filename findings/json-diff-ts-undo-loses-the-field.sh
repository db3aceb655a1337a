#!/bin/sh
# A form keeps its changes to a contact as a changeset of json-diff-ts, for its buttons "undo" and "redo", or to store them one by one.
# Guess: revertChangeset() restores the first document. applyChangeset() with the same changeset then gives the second one again,
#   and so do the atomic changes, which the documentation describes as independently applicable.
# Reality: revertChangeset() reverses the caller's changeset. A field that was cleared, or changed its type, is removed and then
#   added in a changeset. The second apply adds it first and then removes it, so the field is gone. If two items were
#   appended to a list, the first undo leaves one of them. If two items were removed, the atomic changes leave one of them:
#   each names a position, and the second position has moved. A text that becomes another text is right each time.
#   The patches of jsondiffpatch and fast-json-patch are right in all these cases.
# Library: json-diff-ts 4.10.4, against jsondiffpatch 0.7.7 and fast-json-patch 3.1.1 (npm).
# Why it matters: A user who clears an email address, and clicks undo and redo, sends a contact without the field. The server
#   keeps the old address. A phone number that was removed is sent again.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force json-diff-ts@4.10.4 jsondiffpatch@0.7.7 fast-json-patch@3.1.1
cat >undo.mjs <<'JS'
import { applyChangeset, atomizeChangeset, diff, revertChangeset, unatomizeChangeset } from 'json-diff-ts'
import { create } from 'jsondiffpatch'
import fastJsonPatch from 'fast-json-patch'

const copy = (value) => structuredClone(value)
const delta = create()
const tries = [
  [{ name: 'Ann' }, { name: 'Bea' }],
  [{ email: 'ann@example.com' }, { email: null }],
  [{ zip: 150 }, { zip: '00150' }],
  [{ languages: ['en'] }, { languages: ['en', 'fr', 'de'] }],
  [{ languages: ['en', 'fr', 'de'] }, { languages: ['en'] }],
]
for (const [before, after] of tries) {
  const changes = diff(before, after)
  const done = applyChangeset(copy(before), changes)
  const undone = revertChangeset(copy(done), changes)
  const redone = applyChangeset(copy(before), changes)
  const atoms = unatomizeChangeset(atomizeChangeset(diff(before, after)))
  const difference = delta.diff(before, after)
  const other = delta.unpatch(delta.patch(copy(before), copy(difference)), copy(difference))
  console.log(`${JSON.stringify(before)} to ${JSON.stringify(after)}`)
  console.log(`  json-diff-ts: ${JSON.stringify(done)}, undo ${JSON.stringify(undone)}, redo ${JSON.stringify(redone)}`)
  console.log(`  json-diff-ts, atomic changes: ${JSON.stringify(applyChangeset(copy(before), atoms))}`)
  console.log(`  jsondiffpatch: ${JSON.stringify(delta.patch(copy(other), copy(difference)))}, undo ${JSON.stringify(other)}`)
  const patch = fastJsonPatch.compare(before, after)
  console.log(`  fast-json-patch: ${JSON.stringify(fastJsonPatch.applyPatch(copy(before), patch).newDocument)}`)
}
JS
echo "json-diff-ts 4.10.4"
node undo.mjs | tee observed
cat >expected <<'TXT'
{"name":"Ann"} to {"name":"Bea"}
  json-diff-ts: {"name":"Bea"}, undo {"name":"Ann"}, redo {"name":"Bea"}
  json-diff-ts, atomic changes: {"name":"Bea"}
  jsondiffpatch: {"name":"Bea"}, undo {"name":"Ann"}
  fast-json-patch: {"name":"Bea"}
{"email":"ann@example.com"} to {"email":null}
  json-diff-ts: {"email":null}, undo {"email":"ann@example.com"}, redo {}
  json-diff-ts, atomic changes: {"email":null}
  jsondiffpatch: {"email":null}, undo {"email":"ann@example.com"}
  fast-json-patch: {"email":null}
{"zip":150} to {"zip":"00150"}
  json-diff-ts: {"zip":"00150"}, undo {"zip":150}, redo {}
  json-diff-ts, atomic changes: {"zip":"00150"}
  jsondiffpatch: {"zip":"00150"}, undo {"zip":150}
  fast-json-patch: {"zip":"00150"}
{"languages":["en"]} to {"languages":["en","fr","de"]}
  json-diff-ts: {"languages":["en","fr","de"]}, undo {"languages":["en","de"]}, redo {"languages":["en","fr","de"]}
  json-diff-ts, atomic changes: {"languages":["en","fr","de"]}
  jsondiffpatch: {"languages":["en","fr","de"]}, undo {"languages":["en"]}
  fast-json-patch: {"languages":["en","fr","de"]}
{"languages":["en","fr","de"]} to {"languages":["en"]}
  json-diff-ts: {"languages":["en"]}, undo {"languages":["en","fr","de"]}, redo {"languages":["en"]}
  json-diff-ts, atomic changes: {"languages":["en","de"]}
  jsondiffpatch: {"languages":["en"]}, undo {"languages":["en","fr","de"]}
  fast-json-patch: {"languages":["en"]}
TXT
diff expected observed
