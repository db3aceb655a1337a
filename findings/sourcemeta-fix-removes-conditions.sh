#!/bin/sh
# A repository keeps JSON Schemas, and runs the linter of Sourcemeta's JSON Schema CLI over them. Its option --fix applies what
#   the linter advises, for example to take a rule out of an allOf.
# Guess: A fix makes a schema shorter. The schema accepts the same documents as before.
# Reality: The keywords of a branch of allOf are moved one by one, each if the outer schema does not have it yet. Of two
#   conditions in an allOf, one with "then" and one with "else", nothing is left. If both have a "then", they stay, but an
#   "else" of the second disappears. If there is an "if" outside, the "else" from the allOf is attached to that one. If
#   "additionalProperties": false is moved without the "properties" of its branch, fields that were allowed are rejected. A name
#   in "required" is added to "properties" as true, so "unevaluatedProperties" does not check its value any more. Nothing warns,
#   and each fixed file is a valid schema.
# Library: sourcemeta-jsonschema 17.3.0, jsonschema-rs 0.61.0 (PyPI). @sourcemeta/jsonschema 16.11.0 (npm) does the same.
# Why it matters: The rules of a form or of a payload disappear in a commit that says "lint". Tests with valid documents still
#   pass, because most of these schemas have only become more tolerant.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sourcemeta-jsonschema==17.3.0 jsonschema-rs==0.61.0
cat >write.py <<'PY'
import json
import pathlib


def country(code):
    return {"properties": {"country": {"const": code}}, "required": ["country"]}


def needs(name):
    return {"required": [name]}


schemas = {
    "then and then": {"allOf": [{"if": country("US"), "then": needs("state")}, {"if": country("CA"), "then": needs("province")}]},
    "then and else": {"allOf": [{"if": country("US"), "then": needs("state")}, {"if": country("CA"), "else": {"not": needs("province")}}]},
    "then, then and else": {
        "allOf": [
            {"if": country("US"), "then": needs("state")},
            {"if": country("CA"), "then": needs("province"), "else": {"not": needs("province")}},
        ]
    },
    "outer then, inner else": {
        "if": country("US"),
        "then": needs("state"),
        "allOf": [{"if": country("CA"), "else": {"not": needs("province")}}],
    },
    "closed part": {
        "properties": {"email": {"type": "string"}},
        "allOf": [{"properties": {"email": True, "phone": True}, "additionalProperties": False}],
    },
    "translations": {"required": ["en"], "unevaluatedProperties": {"type": "string"}},
}
for name, schema in schemas.items():
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", **schema}
    pathlib.Path("before", f"{name}.json").write_text(json.dumps(whole, indent=2))
PY
cat >check.py <<'PY'
import json
import pathlib

import jsonschema_rs

documents = {
    "then and then": [{"country": "US"}, {"country": "CA"}],
    "then and else": [{"country": "US"}, {"country": "FR", "province": "Gard"}],
    "then, then and else": [{"country": "US"}, {"country": "FR", "province": "Gard"}],
    "outer then, inner else": [{"country": "CA", "province": "Quebec"}, {"country": "US", "state": "Ohio", "province": "Ohio"}],
    "closed part": [{"email": "a@example.com", "phone": "1"}, {"email": "a@example.com", "fax": "1"}],
    "translations": [{"en": "Sea view"}, {"en": None}, {"en": "Sea view", "fr": None}],
}
for name, values in documents.items():
    before, after = (json.loads(pathlib.Path(folder, f"{name}.json").read_text()) for folder in ("before", "after"))
    print(f"{name}:")
    for value in values:
        verdicts = ["valid" if jsonschema_rs.is_valid(schema, value) else "invalid" for schema in (before, after)]
        print(f"  {json.dumps(value)}: {verdicts[0]}, after the fix {verdicts[1]}")
print("then and else, fixed:", json.dumps(json.loads(pathlib.Path("after", "then and else.json").read_text())))
PY
echo "sourcemeta-jsonschema $(venv/bin/jsonschema version), jsonschema-rs 0.61.0" | tee observed
mkdir before
venv/bin/python write.py
cp -r before after
venv/bin/jsonschema lint --fix after >log 2>&1 || true # it also advises a title, which it cannot write, so its status is not 0
venv/bin/python check.py | tee -a observed
cat >expected <<'TXT'
sourcemeta-jsonschema 17.3.0, jsonschema-rs 0.61.0
then and then:
  {"country": "US"}: invalid, after the fix invalid
  {"country": "CA"}: invalid, after the fix invalid
then and else:
  {"country": "US"}: invalid, after the fix valid
  {"country": "FR", "province": "Gard"}: invalid, after the fix valid
then, then and else:
  {"country": "US"}: invalid, after the fix invalid
  {"country": "FR", "province": "Gard"}: invalid, after the fix valid
outer then, inner else:
  {"country": "CA", "province": "Quebec"}: valid, after the fix invalid
  {"country": "US", "state": "Ohio", "province": "Ohio"}: invalid, after the fix valid
closed part:
  {"email": "a@example.com", "phone": "1"}: valid, after the fix invalid
  {"email": "a@example.com", "fax": "1"}: invalid, after the fix invalid
translations:
  {"en": "Sea view"}: valid, after the fix valid
  {"en": null}: invalid, after the fix valid
  {"en": "Sea view", "fr": null}: invalid, after the fix invalid
then and else, fixed: {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
TXT
diff expected observed
