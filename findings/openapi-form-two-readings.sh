#!/bin/sh
# An OpenAPI file describes the body of a request once, with additionalProperties: false, for JSON and for forms. A list in a form
#   is one name that is repeated, which is the default of OpenAPI. Two packages for Python read posted forms by this file.
# Guess: Both read the same values, and the form is checked like the JSON: a field that the schema does not know is rejected.
# Reality: openapi-core drops every unknown field before it checks the form, so that a slip or languages[]=fr passes, and the value
#   is gone. connexion rejects it. Of a repeated text, openapi-core keeps the first, and connexion joins them with a comma.
#   connexion also splits one value of a list at its commas, and reads the text "null" as null in a text field that may be null.
#   openapi-core reads no and 0 as false, which connexion rejects. Both read 1_000 as 1000, and NaN as a number. In JSON, both
#   reject the unknown field.
# Library: openapi-core 0.23.1, connexion 3.3.0 (PyPI).
# Why it matters: One server loses the languages of a form that was made for Rails, without an error. The other writes two names
#   as one. Tests that post JSON show neither.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-core==0.23.1 connexion==3.3.0 httpx2==2.16.2
cat >forms.py <<'PY'
import json
import logging
import sys
import types

import connexion
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

logging.disable(logging.CRITICAL)
FORM = "application/x-www-form-urlencoded"
contact = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "maiden_name": {"type": "string", "nullable": True},
        "languages": {"type": "array", "items": {"type": "string"}},
        "source_id": {"type": "integer"},
        "price": {"type": "number"},
        "company": {"type": "boolean"},
    },
    "additionalProperties": False,
}
content = {media: {"schema": contact} for media in ("application/json", FORM)}
operation = {
    "operationId": "handlers.post",
    "requestBody": {"required": True, "content": content},
    "responses": {"200": {"description": "created"}},
}
spec = {
    "openapi": "3.0.3",
    "info": {"title": "contacts", "version": "1"},
    "servers": [{"url": "http://example.com"}],
    "paths": {"/contacts": {"post": operation}},
}
handlers = types.ModuleType("handlers")
handlers.post = lambda body: {"read": body}
sys.modules["handlers"] = handlers
app = connexion.AsyncApp("contacts")
app.add_api(spec | {"servers": [{"url": "/"}]})
api = OpenAPI.from_dict(spec)


def by_openapi_core(body, media):
    result = api.unmarshal_request(MockRequest("http://example.com", "post", "/contacts", data=body.encode(), content_type=media))
    return "rejected" if result.errors else json.dumps(getattr(result.body, "__dict__", result.body))


def by_connexion(client, body, media):
    answer = client.post("/contacts", content=body, headers={"content-type": media})
    return json.dumps(answer.json()["read"]) if answer.status_code == 200 else "rejected"


posts = [
    '{"name": "Ann", "languages[]": "fr"}',
    *["name=Ann&languages[]=fr", "name=Ann&langauges=fr", "name=Ann&languages=fr&languages=en", "name=Ann&languages=fr,en"],
    *["name=Ann&name=Eve", "name=Ann&maiden_name=null", "name=Ann&maiden_name="],
    *["name=Ann&company=no", "name=Ann&company=0", "name=Ann&company=false", "name=Ann&source_id=1_000", "name=Ann&price=NaN"],
]
with app.test_client() as client:
    for body in posts:
        media = "application/json" if body.startswith("{") else FORM
        print(body)
        print("  openapi-core:", by_openapi_core(body, media))
        print("  connexion:", by_connexion(client, body, media))
PY
echo "openapi-core 0.23.1, connexion 3.3.0"
venv/bin/python -W ignore forms.py | tee observed
cat >expected <<'TXT'
{"name": "Ann", "languages[]": "fr"}
  openapi-core: rejected
  connexion: rejected
name=Ann&languages[]=fr
  openapi-core: {"name": "Ann"}
  connexion: rejected
name=Ann&langauges=fr
  openapi-core: {"name": "Ann"}
  connexion: rejected
name=Ann&languages=fr&languages=en
  openapi-core: {"name": "Ann", "languages": ["fr", "en"]}
  connexion: {"name": "Ann", "languages": ["fr", "en"]}
name=Ann&languages=fr,en
  openapi-core: {"name": "Ann", "languages": ["fr,en"]}
  connexion: {"name": "Ann", "languages": ["fr", "en"]}
name=Ann&name=Eve
  openapi-core: {"name": "Ann"}
  connexion: {"name": "Ann,Eve"}
name=Ann&maiden_name=null
  openapi-core: {"name": "Ann", "maiden_name": "null"}
  connexion: {"name": "Ann", "maiden_name": null}
name=Ann&maiden_name=
  openapi-core: {"name": "Ann", "maiden_name": ""}
  connexion: {"name": "Ann", "maiden_name": ""}
name=Ann&company=no
  openapi-core: {"name": "Ann", "company": false}
  connexion: rejected
name=Ann&company=0
  openapi-core: {"name": "Ann", "company": false}
  connexion: rejected
name=Ann&company=false
  openapi-core: {"name": "Ann", "company": false}
  connexion: {"name": "Ann", "company": false}
name=Ann&source_id=1_000
  openapi-core: {"name": "Ann", "source_id": 1000}
  connexion: {"name": "Ann", "source_id": 1000}
name=Ann&price=NaN
  openapi-core: {"name": "Ann", "price": NaN}
  connexion: {"name": "Ann", "price": NaN}
TXT
diff expected observed
