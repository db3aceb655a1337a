#!/bin/sh
# openapi-python-client makes a Python client from an OpenAPI file. One operation posts a contact as a form, with a list of texts
#   and a list of phones, which are objects. Another sends it as JSON.
# Guess: The client writes the objects in one of the usual ways: as JSON, which is OpenAPI's default for an object, or as
#   phones[0][number]. An empty list reaches the server. A model that is read and written again has the same values.
# Reality: Each phone is sent as Python writes a dictionary, {'number': '01', 'mobile': True}. That is neither JSON
#   nor a form with brackets. An empty list is not sent at all. In the models, the date 2014-W34-4 is accepted and written as 2014-08-21. In a time
#   that may be null, the text "08" stays a text, and a day becomes midnight without a zone. additionalProperties: false only
#   makes unknown fields disappear.
# Library: openapi-python-client 0.29.1, httpx 0.28.1 (PyPI).
# Why it matters: The server cannot read the phones, and a form cannot clear a list. No type checker sees it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1
cat >openapi.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "contacts", "version": "1"}, "components": {"schemas": {
  "Phone": {"type": "object", "properties": {"number": {"type": "string"}, "mobile": {"type": "boolean"}}},
  "Contact": {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
    "name": {"type": "string"}, "email": {"type": "string", "nullable": true}, "languages": {"type": "array", "items": {"type": "string"}},
    "phones": {"type": "array", "items": {"$ref": "#/components/schemas/Phone"}},
    "birthday": {"type": "string", "format": "date"}, "canceled_at": {"type": "string", "format": "date-time", "nullable": true}}}}},
  "paths": {"/contacts": {"post": {"operationId": "create",
    "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Contact"}}}},
    "responses": {"200": {"description": "created"}}}}}}
JSON
venv/bin/openapi-python-client generate --path openapi.json --output-path api --meta none >log 2>&1
cat >post.py <<'PY'
import json
from urllib.parse import unquote_plus

import httpx
from api.api.default import create
from api.client import Client
from api.models import Contact, Phone


def answer(request):
    print(" ", unquote_plus(request.content.decode()))
    return httpx.Response(200)


client = Client(base_url="http://example.com", httpx_args={"transport": httpx.MockTransport(answer)})
print("posted:")
for contact in [
    Contact("Ann", phones=[Phone(number="01", mobile=True), Phone(number="02")]),
    Contact("Ann", languages=["fr", "en"]),
    Contact("Ann", languages=[]),
    Contact("Ann", email=None),
]:
    create.sync_detailed(client=client, body=contact)
print("read and written:")
for field in [{"birthday": "2014-W34-4"}, {"canceled_at": "08"}, {"canceled_at": "2014-08-21T08:40:44Z"}, {"canceled_at": "2014-08-21"}, {"nam": 1}]:
    contact = {"name": "Ann", **field}
    print(f"  {json.dumps(field)} -> {json.dumps({key: value for key, value in Contact.from_dict(contact).to_dict().items() if key != 'name'})}")
PY
echo "openapi-python-client 0.29.1, httpx 0.28.1"
venv/bin/python post.py | tee observed
cat >expected <<'TXT'
posted:
  name=Ann&phones={'number': '01', 'mobile': True}&phones={'number': '02'}
  name=Ann&languages=fr&languages=en
  name=Ann
  name=Ann&email=
read and written:
  {"birthday": "2014-W34-4"} -> {"birthday": "2014-08-21"}
  {"canceled_at": "08"} -> {"canceled_at": "08"}
  {"canceled_at": "2014-08-21T08:40:44Z"} -> {"canceled_at": "2014-08-21T08:40:44+00:00"}
  {"canceled_at": "2014-08-21"} -> {"canceled_at": "2014-08-21T00:00:00"}
  {"nam": 1} -> {}
TXT
diff expected observed
