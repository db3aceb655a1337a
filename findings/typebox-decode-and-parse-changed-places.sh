#!/bin/sh
# TypeBox moved from the package @sinclair/typebox to typebox. Both have Value.Check, Value.Decode and Value.Parse.
# Guess: Decode rejects the same values after the move, and so does the compiled form of the same type. A null that the type
#   does not allow is rejected, or stays null.
# Reality: The two functions changed places. In the old package Decode rejects every value that Check rejects, and Parse converts
#   first. In the new one Parse rejects, and Decode converts, null too: a name becomes the text "null", a list of texts the
#   list ["null"], a number 0. Decode also truncates 1.5 for an integer, and drops a name that additionalProperties: false
#   forbids. Encode does all this to values that are written. The Decode of a compiled type rejects each of these values.
# Library: typebox 1.4.3, @sinclair/typebox 0.34.52.
# Why it matters: The calls keep their names and arguments. A check of a payload becomes a conversion, which accepts what it
#   used to reject, and a contact whose names were removed is called "null".
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts typebox@1.4.3 @sinclair/typebox@0.34.52
cat >decode.mjs <<'JS'
import { Type as OldType } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Value as OldValue } from '@sinclair/typebox/value'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import Value from 'typebox/value'

const contact = (T) => T.Object({
  lastname: T.Optional(T.String()),
  languages: T.Optional(T.Array(T.String())),
  age: T.Optional(T.Integer()),
}, { additionalProperties: false })
const [before, after] = [contact(OldType), contact(Type)]
const attempt = (act) => {
  try {
    return JSON.stringify(act())
  } catch {
    return 'rejected'
  }
}
for (const value of [{ lastname: 'Lee' }, { lastname: null }, { languages: null }, { languages: 'fr' }, { age: null }, { age: 1.5 }, { city: 'Rome' }]) {
  console.log(`${JSON.stringify(value)}: Check ${OldValue.Check(before, value)} in 0.34, ${Value.Check(after, value)} in 1.4`)
  console.log(`  0.34  Decode ${attempt(() => OldValue.Decode(before, value))}, Parse ${attempt(() => OldValue.Parse(before, value))}`
    + `, compiled Decode ${attempt(() => TypeCompiler.Compile(before).Decode(value))}`)
  console.log(`  1.4   Decode ${attempt(() => Value.Decode(after, value))}, Parse ${attempt(() => Value.Parse(after, value))}`
    + `, compiled Decode ${attempt(() => Compile(after).Decode(value))}, Encode ${attempt(() => Value.Encode(after, value))}`)
}
JS
echo "typebox 1.4.3, @sinclair/typebox 0.34.52"
node decode.mjs | tee observed
cat >expected <<'TXT'
{"lastname":"Lee"}: Check true in 0.34, true in 1.4
  0.34  Decode {"lastname":"Lee"}, Parse {"lastname":"Lee"}, compiled Decode {"lastname":"Lee"}
  1.4   Decode {"lastname":"Lee"}, Parse {"lastname":"Lee"}, compiled Decode {"lastname":"Lee"}, Encode {"lastname":"Lee"}
{"lastname":null}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse rejected, compiled Decode rejected
  1.4   Decode {"lastname":"null"}, Parse rejected, compiled Decode rejected, Encode {"lastname":"null"}
{"languages":null}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse rejected, compiled Decode rejected
  1.4   Decode {"languages":["null"]}, Parse rejected, compiled Decode rejected, Encode {"languages":["null"]}
{"languages":"fr"}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse {"languages":["fr"]}, compiled Decode rejected
  1.4   Decode {"languages":["fr"]}, Parse rejected, compiled Decode rejected, Encode {"languages":["fr"]}
{"age":null}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse rejected, compiled Decode rejected
  1.4   Decode {"age":0}, Parse rejected, compiled Decode rejected, Encode {"age":0}
{"age":1.5}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse {"age":1}, compiled Decode rejected
  1.4   Decode {"age":1}, Parse rejected, compiled Decode rejected, Encode {"age":1}
{"city":"Rome"}: Check false in 0.34, false in 1.4
  0.34  Decode rejected, Parse {}, compiled Decode rejected
  1.4   Decode {}, Parse rejected, compiled Decode rejected, Encode {}
TXT
diff expected observed
