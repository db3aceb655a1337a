#!/bin/sh
# A webhook tells a changed contact to other programs as a CloudEvent, in binary mode: the data is the body of the request. The
# specification allows any JSON value as data. A server in Python sends, and a service in Node receives.
# Guess: The body is the JSON of the data, as Content-Type says, and the receiver gets the same value.
# Reality: In version 2 of the Python package, a dict arrives as JSON. A list of contacts is written as [{'email': None}], and True as
#   True. A text is written without quotes: the label "150" arrives as the number 150 in Python, and "null" as None. None is an empty
#   body. The reader raises nothing: a body that is not JSON becomes a text. The package's older module, cloudevents.v1, writes JSON
#   in all these cases, and nothing for None. In Node, the reader fails at the lists. It reads only objects and lists as JSON, so
#   true, 0 and null become "true", "0" and "null", and it reads application/vnd.api+json as text. In structured mode, Python is right.
#   Node drops the data if it is null, false or 0.
# Library: cloudevents 2.2.0 (PyPI), cloudevents 10.0.0 (npm).
# Why it matters: After the move from version 1, a receiver in any language gets Python's spelling, which it cannot parse. A text of
#   digits changes its type.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts --force cloudevents@10.0.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cloudevents==2.2.0
cat >receive.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { CloudEvent, HTTP } from 'cloudevents'

const show = (make) => {
  try {
    return JSON.stringify(make().data) ?? 'no data'
  } catch {
    return 'error'
  }
}
const lines = readFileSync('messages', 'utf8').trim().split('\n').map((line) => JSON.parse(line))
for (const { data, type, headers, body } of lines) {
  console.log(`${JSON.stringify(data)}${type ? `, ${type}` : ''}`)
  console.log(`  Python writes ${body || 'nothing'}; Node reads ${show(() => HTTP.toEvent({ headers, body }))}`)
  for (const mode of ['binary', 'structured']) {
    const event = new CloudEvent({ id: '1', type: 'updated', source: '/contacts', ...(type && { datacontenttype: type }), data })
    const message = HTTP[mode](event)
    const own = { headers: message.headers, body: String(message.body) }
    const written = mode === 'binary' ? `writes ${own.body || 'nothing'}, and ` : ''
    console.log(`  Node to Node, ${mode}: ${written}reads ${show(() => HTTP.toEvent(own))}`)
  }
}
JS
cat >send.py <<'PY'
import json
import warnings

from cloudevents.core.bindings.http import HTTPMessage, from_http_event, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent
from cloudevents.v1 import conversion
from cloudevents.v1.http import CloudEvent as OldEvent

CASES = [
    ({"email": None}, None),
    ([{"email": None}], None),
    (["en", "fr"], None),
    ([1, 2], None),
    (True, None),
    (False, None),
    (0, None),
    (None, None),
    ("150", "application/json"),
    ("null", "application/json"),
    ({"email": None}, "application/vnd.api+json"),
]
with open("messages", "w") as file:
    for data, media_type in CASES:
        attributes = {"id": "1", "type": "updated", "source": "/contacts", "specversion": "1.0"}
        attributes |= {"datacontenttype": media_type} if media_type else {}
        message = to_binary_event(CloudEvent(dict(attributes), data))
        headers = {"content-type": "application/json", **message.headers}
        body = message.body.decode()
        file.write(json.dumps({"data": data, "type": media_type, "headers": headers, "body": body}) + "\n")
        structured = from_http_event(to_structured_event(CloudEvent(dict(attributes), data))).get_data()
        _, old = conversion.to_binary(OldEvent(dict(attributes), data))
        print(f"{data!r}: binary {from_http_event(message).get_data()!r}, structured {structured!r}, version 1 writes {old!r}")
PY
echo "cloudevents 2.2.0 (PyPI), 10.0.0 (npm)"
{
  echo "Python to Python"
  venv/bin/python send.py
  echo "Python to Node"
  node receive.mjs
} | tee observed
cat >expected <<'TXT'
Python to Python
{'email': None}: binary {'email': None}, structured {'email': None}, version 1 writes b'{"email": null}'
[{'email': None}]: binary "[{'email': None}]", structured [{'email': None}], version 1 writes b'[{"email": null}]'
['en', 'fr']: binary "['en', 'fr']", structured ['en', 'fr'], version 1 writes b'["en", "fr"]'
[1, 2]: binary [1, 2], structured [1, 2], version 1 writes b'[1, 2]'
True: binary 'True', structured True, version 1 writes b'true'
False: binary 'False', structured False, version 1 writes b'false'
0: binary 0, structured 0, version 1 writes b'0'
None: binary None, structured None, version 1 writes None
'150': binary 150, structured '150', version 1 writes b'"150"'
'null': binary None, structured 'null', version 1 writes b'"null"'
{'email': None}: binary {'email': None}, structured {'email': None}, version 1 writes b'{"email": null}'
Python to Node
{"email":null}
  Python writes {"email": null}; Node reads {"email":null}
  Node to Node, binary: writes {"email":null}, and reads {"email":null}
  Node to Node, structured: reads {"email":null}
[{"email":null}]
  Python writes [{'email': None}]; Node reads error
  Node to Node, binary: writes [{"email":null}], and reads [{"email":null}]
  Node to Node, structured: reads [{"email":null}]
["en","fr"]
  Python writes ['en', 'fr']; Node reads error
  Node to Node, binary: writes ["en","fr"], and reads ["en","fr"]
  Node to Node, structured: reads ["en","fr"]
[1,2]
  Python writes [1, 2]; Node reads [1,2]
  Node to Node, binary: writes [1,2], and reads [1,2]
  Node to Node, structured: reads [1,2]
true
  Python writes True; Node reads "True"
  Node to Node, binary: writes true, and reads "true"
  Node to Node, structured: reads true
false
  Python writes False; Node reads "False"
  Node to Node, binary: writes false, and reads "false"
  Node to Node, structured: reads no data
0
  Python writes 0; Node reads "0"
  Node to Node, binary: writes 0, and reads "0"
  Node to Node, structured: reads no data
null
  Python writes nothing; Node reads ""
  Node to Node, binary: writes null, and reads "null"
  Node to Node, structured: reads no data
"150", application/json
  Python writes 150; Node reads "150"
  Node to Node, binary: writes 150, and reads "150"
  Node to Node, structured: reads "150"
"null", application/json
  Python writes null; Node reads "null"
  Node to Node, binary: writes null, and reads "null"
  Node to Node, structured: reads "null"
{"email":null}, application/vnd.api+json
  Python writes {"email": null}; Node reads "{\"email\": null}"
  Node to Node, binary: writes {"email":null}, and reads "{\"email\":null}"
  Node to Node, structured: reads {"email":null}
TXT
diff expected observed
