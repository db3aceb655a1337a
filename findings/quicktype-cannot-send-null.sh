#!/bin/sh
# quicktype writes classes from a JSON Schema that read JSON and write it again, in some twenty languages.
# Guess: A contact that is read and written again has the same fields, and a field that may be null can be set to null.
# Reality: The Python class leaves out every optional field that is None, so a null that it has read disappears, and no field
#   can be cleared. It also reads null for a field that may not be null, and writes a time with "+00:00" in place of "Z". It
#   drops names that the schema does not list. The JavaScript code from the same schema keeps null and such names, rejects
#   null where the schema does, and writes a time with milliseconds.
# Library: quicktype-core 26.0.0, python-dateutil 2.9.0.post0.
# Why it matters: In an update, null clears a field. The same change works in one program and silently does nothing in the
#   other, and a check of the payload finds nothing wrong, because an absent field is valid.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts quicktype-core@26.0.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cat >generate.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from 'quicktype-core'

const schema = {
  type: 'object',
  required: ['firstname'],
  properties: {
    firstname: { type: 'string' },
    website: { type: ['string', 'null'] },
    city: { type: 'string' },
    created_at: { type: 'string', format: 'date-time' },
  },
}
for (const [lang, file] of [['python', 'contact.py'], ['javascript', 'contact.cjs']]) {
  const source = new JSONSchemaInput(new FetchingJSONSchemaStore())
  await source.addSource({ name: 'Contact', schema: JSON.stringify(schema) })
  const inputData = new InputData()
  inputData.addInput(source)
  writeFileSync(file, (await quicktype({ inputData, lang })).lines.join('\n'))
}
JS
node generate.mjs
cat >cases <<'TXT'
{"firstname":"Ann"}
{"firstname":"Ann","website":null}
{"firstname":"Ann","city":null}
{"firstname":"Ann","created_at":"2014-08-21T08:40:44Z"}
{"firstname":"Ann","email":"a@example.com"}
TXT
cat >again.py <<'PY'
import json

from contact import contact_from_dict, contact_to_dict

for line in open("cases"):
    try:
        print("Python:", line.strip(), "->", json.dumps(contact_to_dict(contact_from_dict(json.loads(line))), separators=(",", ":")))
    except Exception as error:
        print("Python:", line.strip(), "->", type(error).__name__)
PY
cat >again.cjs <<'JS'
const { contactToJson, toContact } = require('./contact.cjs')
for (const line of require('fs').readFileSync('cases', 'utf8').trim().split('\n')) {
  let again
  try { again = JSON.stringify(JSON.parse(contactToJson(toContact(line)))) } catch (error) { again = error.name }
  console.log(`JavaScript: ${line} -> ${again}`)
}
JS
echo "quicktype-core 26.0.0, python-dateutil 2.9.0.post0"
{ venv/bin/python again.py; node again.cjs; } | tee observed
cat >expected <<'TXT'
Python: {"firstname":"Ann"} -> {"firstname":"Ann"}
Python: {"firstname":"Ann","website":null} -> {"firstname":"Ann"}
Python: {"firstname":"Ann","city":null} -> {"firstname":"Ann"}
Python: {"firstname":"Ann","created_at":"2014-08-21T08:40:44Z"} -> {"firstname":"Ann","created_at":"2014-08-21T08:40:44+00:00"}
Python: {"firstname":"Ann","email":"a@example.com"} -> {"firstname":"Ann"}
JavaScript: {"firstname":"Ann"} -> {"firstname":"Ann"}
JavaScript: {"firstname":"Ann","website":null} -> {"firstname":"Ann","website":null}
JavaScript: {"firstname":"Ann","city":null} -> Error
JavaScript: {"firstname":"Ann","created_at":"2014-08-21T08:40:44Z"} -> {"created_at":"2014-08-21T08:40:44.000Z","firstname":"Ann"}
JavaScript: {"firstname":"Ann","email":"a@example.com"} -> {"firstname":"Ann","email":"a@example.com"}
TXT
diff expected observed
