#!/bin/sh
# python-rapidjson wraps RapidJSON, the fast JSON library for C++, and has its validator for JSON Schema, draft 4. The patterns
#   below are ordinary in that draft.
# Guess: A validator either understands a pattern or a reference, or refuses the schema.
# Reality: RapidJSON has a small regular expression engine of its own. It does not know \d, \w, \b, (?:…), \- in a class, or \/.
#   A pattern with one of them is dropped without an error, and every text is valid. Under "not", every text is invalid. In
#   patternProperties, no name matches, so a closed object rejects the fields that it lists. A reference to "#/$defs/…" accepts
#   everything, whereas "#/definitions/…" works. Two patterns are read wrongly: ^$ accepts every text, and a* rejects "b". With
#   [0-9] in place of \d, the verdicts are right.
# Library: python-rapidjson 1.25, against jsonschema-rs 0.61.0 with draft 4 (PyPI).
# Why it matters: A schema that has worked elsewhere compiles, and valid documents are valid, so the new library seems to work.
#   Postal codes, phone numbers and times are not checked any more.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-rapidjson==1.25 jsonschema-rs==0.61.0
cat >check.py <<'PY'
import json

import jsonschema_rs
import rapidjson


def rapid(schema, value):
    try:
        rapidjson.Validator(json.dumps(schema))(json.dumps(value))
    except rapidjson.ValidationError:
        return "invalid"
    return "valid"


def reference(schema, value):
    return "valid" if jsonschema_rs.Draft4Validator(schema).is_valid(value) else "invalid"


rows = [
    ({"pattern": "^[0-9]{5}$"}, "no digits"),
    ({"pattern": r"^\d{5}$"}, "no digits"),
    ({"pattern": r"^\w+$"}, "two words"),
    ({"pattern": r"\bfax\b"}, "phone"),
    ({"pattern": "^(?:fr|en)$"}, "de"),
    ({"pattern": r"^[\-0-9]+$"}, "no digits"),
    ({"pattern": r"^https?:\/\/"}, "ftp://example.com"),
    ({"pattern": "^https?://"}, "ftp://example.com"),
    ({"not": {"pattern": r"\d"}}, "no digits"),
    ({"patternProperties": {r"^x-\w+$": {"type": "string"}}, "additionalProperties": False}, {"x-name": "Ann"}),
    ({"patternProperties": {r"^x-\w+$": {"type": "string"}}}, {"x-name": 1}),
    ({"$ref": "#/definitions/name", "definitions": {"name": {"type": "string"}}}, 1),
    ({"$ref": "#/$defs/name", "$defs": {"name": {"type": "string"}}}, 1),
    ({"properties": {"name": {"$ref": "#/$defs/name"}}, "$defs": {"name": {"type": "string"}}}, {"name": 1}),
    ({"pattern": "^$"}, "text"),
    ({"pattern": "a*"}, "b"),
]
for schema, value in rows:
    print(f"{json.dumps(schema)}, {json.dumps(value)}: {rapid(schema, value)}, in jsonschema-rs {reference(schema, value)}")
PY
echo "python-rapidjson 1.25, jsonschema-rs 0.61.0" | tee observed
venv/bin/python check.py | tee -a observed
cat >expected <<'TXT'
python-rapidjson 1.25, jsonschema-rs 0.61.0
{"pattern": "^[0-9]{5}$"}, "no digits": invalid, in jsonschema-rs invalid
{"pattern": "^\\d{5}$"}, "no digits": valid, in jsonschema-rs invalid
{"pattern": "^\\w+$"}, "two words": valid, in jsonschema-rs invalid
{"pattern": "\\bfax\\b"}, "phone": valid, in jsonschema-rs invalid
{"pattern": "^(?:fr|en)$"}, "de": valid, in jsonschema-rs invalid
{"pattern": "^[\\-0-9]+$"}, "no digits": valid, in jsonschema-rs invalid
{"pattern": "^https?:\\/\\/"}, "ftp://example.com": valid, in jsonschema-rs invalid
{"pattern": "^https?://"}, "ftp://example.com": invalid, in jsonschema-rs invalid
{"not": {"pattern": "\\d"}}, "no digits": invalid, in jsonschema-rs valid
{"patternProperties": {"^x-\\w+$": {"type": "string"}}, "additionalProperties": false}, {"x-name": "Ann"}: invalid, in jsonschema-rs valid
{"patternProperties": {"^x-\\w+$": {"type": "string"}}}, {"x-name": 1}: valid, in jsonschema-rs invalid
{"$ref": "#/definitions/name", "definitions": {"name": {"type": "string"}}}, 1: invalid, in jsonschema-rs invalid
{"$ref": "#/$defs/name", "$defs": {"name": {"type": "string"}}}, 1: valid, in jsonschema-rs invalid
{"properties": {"name": {"$ref": "#/$defs/name"}}, "$defs": {"name": {"type": "string"}}}, {"name": 1}: valid, in jsonschema-rs invalid
{"pattern": "^$"}, "text": valid, in jsonschema-rs invalid
{"pattern": "a*"}, "b": invalid, in jsonschema-rs valid
TXT
diff expected observed
