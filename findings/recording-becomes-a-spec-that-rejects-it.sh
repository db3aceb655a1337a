#!/bin/sh
# mitmproxy2swagger and har-to-openapi make an OpenAPI file from recorded traffic. A list of contacts was recorded twice: first
#   with "email": null and no phones, then with an email address and a phone.
# Guess: The file describes both answers: email is a string or null. Any OpenAPI validator accepts the file, and the answers.
# Reality: mitmproxy2swagger describes the first answer only. Its null becomes "type: object, nullable: true", so the email
#   address of the second answer is an error, and the phones may be anything. In the other order, null is the error. It also
#   files everything under application/json, although the server sent application/vnd.api+json. har-to-openapi accepts both
#   answers, but writes "required: []", which OpenAPI 3.0 forbids, so validators reject the whole file. It closes every object
#   with additionalProperties: false, and gives the phone number "1234" the format "integer".
# Library: mitmproxy2swagger 0.15.0 (with mitmproxy 12.3.1), har-to-openapi 3.0.1, openapi-spec-validator 0.9.0.
# Why it matters: Mocks, tests and clients that are generated from such a file depend on which answer came first. Check every
#   recorded answer against the generated file before you use it.
# Needs: Python 3.12 or newer, node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
python=
for one in python3 python3.14 python3.13 python3.12 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3; do
  if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then python=$one && break; fi
done
[ -n "$python" ] || { echo "skipped: needs Python 3.12 or newer"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts har-to-openapi@3.0.1
"$python" -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile mitmproxy2swagger==0.15.0 mitmproxy==12.3.1 \
  openapi-spec-validator==0.9.0 openapi-schema-validator==0.9.0
cat >har.py <<'PY'
import json
import sys

ANSWERS = {
    "empty": {"contacts": [{"id": 1, "email": None, "phones": []}]},
    "full": {"contacts": [{"id": 2, "email": "anna@example.com", "phones": [{"number": "1234"}]}]},
}


def entry(answer):
    media_type = "application/vnd.api+json"
    headers = [{"name": "Content-Type", "value": media_type}]
    request = {"method": "GET", "url": "https://api.example.com/contacts", "headers": [], "queryString": []}
    response = {"status": 200, "statusText": "OK", "headers": headers, "redirectURL": "", "headersSize": -1, "bodySize": -1}
    for message in (request, response):
        message.update(httpVersion="HTTP/1.1", cookies=[], headersSize=-1, bodySize=-1)
    response["content"] = {"size": 0, "mimeType": media_type, "text": json.dumps(answer)}
    times = {"startedDateTime": "2026-01-01T00:00:00.000Z", "time": 1, "timings": {"send": 0, "wait": 1, "receive": 0}}
    return {"request": request, "response": response, "cache": {}, **times}


if __name__ == "__main__":
    entries = [entry(ANSWERS[name]) for name in sys.argv[1:]]
    print(json.dumps({"log": {"version": "1.2", "creator": {"name": "recorder", "version": "1"}, "entries": entries}}))
PY
cat >convert.mjs <<'JS'
import { generateSpec } from 'har-to-openapi'
import { readFileSync } from 'node:fs'
console.log((await generateSpec(JSON.parse(readFileSync('recorded.har')), {})).yamlSpec)
JS
cat >check.py <<'PY'
import sys

import yaml
from har import ANSWERS
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

with open(sys.argv[1]) as file:
    spec = yaml.safe_load(file)
((media_type, content),) = spec["paths"]["/contacts"]["get"]["responses"]["200"]["content"].items()
print(f"  {media_type}, the file is", "valid" if OpenAPIV30SpecValidator(spec).is_valid() else "not valid")
fields = content["schema"]["properties"]["contacts"]["items"]["properties"]
number = fields["phones"]["items"].get("properties", {}).get("number")
print("  email:", fields["email"], "number of a phone:", number)
for name, answer in ANSWERS.items():
    print(f"  {name} answer:", *([error.message for error in OAS30Validator(content["schema"]).iter_errors(answer)] or ["accepted"]))
PY
for order in "empty full" "full empty"; do
  venv/bin/python har.py $order >recorded.har
  rm -f spec.yml
  for run in 1 2; do # the first run only lists the paths, with "ignore:" before each
    venv/bin/mitmproxy2swagger -i recorded.har -o spec.yml -p https://api.example.com -f har >log 2>&1
    sed -i 's/- ignore:/- /' spec.yml
  done
  echo "mitmproxy2swagger, $order"
  venv/bin/python check.py spec.yml
done >observed
echo "har-to-openapi, $order" >>observed
node convert.mjs >spec.yml
venv/bin/python check.py spec.yml >>observed
sed -i 's/required: \[\]/x-removed: true/' spec.yml
echo "har-to-openapi, without required" >>observed
venv/bin/python check.py spec.yml >>observed
cat observed
cat >expected <<'TXT'
mitmproxy2swagger, empty full
  application/json, the file is valid
  email: {'type': 'object', 'nullable': True} number of a phone: None
  empty answer: accepted
  full answer: 'anna@example.com' is not of type 'object'
mitmproxy2swagger, full empty
  application/json, the file is valid
  email: {'type': 'string'} number of a phone: {'type': 'string'}
  empty answer: None for not nullable None is not of type 'string'
  full answer: accepted
har-to-openapi, full empty
  application/vnd.api+json, the file is not valid
  email: {'anyOf': [{'nullable': True, 'type': 'string'}]} number of a phone: {'format': 'integer', 'type': 'string'}
  empty answer: accepted
  full answer: accepted
har-to-openapi, without required
  application/vnd.api+json, the file is valid
  email: {'anyOf': [{'nullable': True, 'type': 'string'}]} number of a phone: {'format': 'integer', 'type': 'string'}
  empty answer: accepted
  full answer: accepted
TXT
diff expected observed
