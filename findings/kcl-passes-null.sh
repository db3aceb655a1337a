#!/bin/sh
# KCL is a language for configuration, with schemas that have types and required fields. Its library checks JSON and YAML
#   against such a schema, with validate_code.
# Guess: A file is valid if each document in it is an object with the required fields, of the right types. An optional field may
#   be absent.
# Reality: A JSON file with null, 1, "x" or [] is valid, whatever the schema is, and so is a list with null or 1 among its
#   records. Only objects are checked. An optional text may be null, and so may each item of a list of texts. Of a YAML file
#   with several documents, only the first is checked: a second one without the required field passes. A YAML file with the
#   price 2.50, 2.0 or 1e3 cannot be loaded at all. With 2.5 it can, and in JSON all four are valid. In YAML, 0150 is the
#   integer 150, which yaml.decode of the same language reads as the text "0150".
# Library: kcl_lib 0.13.2 (PyPI).
# Why it matters: A batch in which the program has written null for a record passes, and so does a file of fixtures from its
#   second document on. In an update, null clears a field that the schema only meant to be optional.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check kcl_lib==0.13.2
cat >check.py <<'PY'
import json

import kcl_lib.api as api

schema = """schema Contact:
    firstname: str
    email?: str
    languages?: [str]
    source_id?: int
    price?: float
"""
kcl = api.API()


def verdict(data, format_, code=schema):
    arguments = api.ValidateCodeArgs(code=code, data=data, format=format_, schema="Contact")
    result = kcl.validate_code(arguments)
    if result.success:
        return "valid"
    return "not loaded" if "Failed to Load" in result.err_message else "invalid"


ann = {"firstname": "Ann"}
for value in (ann, {}, {"firstname": None}, None, 1, "x", [], [ann, {}], [ann, None, 1], ann | {"email": None}, ann | {"languages": [None]}):
    text = json.dumps(value)
    print(f"JSON {text}: {verdict(text, 'json')}")
for price in ("2.5", "2.50", "2.0", "1e3"):
    in_json = verdict('{"firstname": "Ann", "price": %s}' % price, "json")
    in_yaml = verdict(f"firstname: Ann\nprice: {price}", "yaml")
    print(f"price {price}: JSON {in_json}, YAML {in_yaml}")
for text in ("firstname: Ann", "email: a@example.com", "firstname: Ann\n---\nemail: a@example.com", "firstname: Ann\n---\n1"):
    print(f"YAML {json.dumps(text)}: {verdict(text, 'yaml')}")
limit = schema + "    check:\n        source_id == 150\n"
print("YAML source_id: 0150, where only 150 is allowed:", verdict("firstname: Ann\nsource_id: 0150", "yaml", limit))
with open("read.k", "w") as file:
    file.write('import yaml\nread = yaml.decode("source_id: 0150")\n')
print("yaml.decode:", kcl.exec_program(api.ExecProgramArgs(k_filename_list=["read.k"])).json_result)
PY
echo "kcl_lib 0.13.2" | tee observed
venv/bin/python check.py | tee -a observed
cat >expected <<'TXT'
kcl_lib 0.13.2
JSON {"firstname": "Ann"}: valid
JSON {}: invalid
JSON {"firstname": null}: invalid
JSON null: valid
JSON 1: valid
JSON "x": valid
JSON []: valid
JSON [{"firstname": "Ann"}, {}]: invalid
JSON [{"firstname": "Ann"}, null, 1]: valid
JSON {"firstname": "Ann", "email": null}: valid
JSON {"firstname": "Ann", "languages": [null]}: valid
price 2.5: JSON valid, YAML valid
price 2.50: JSON valid, YAML not loaded
price 2.0: JSON valid, YAML not loaded
price 1e3: JSON valid, YAML not loaded
YAML "firstname: Ann": valid
YAML "email: a@example.com": invalid
YAML "firstname: Ann\n---\nemail: a@example.com": valid
YAML "firstname: Ann\n---\n1": valid
YAML source_id: 0150, where only 150 is allowed: valid
yaml.decode: {"read": {"source_id": "0150"}}
TXT
diff expected observed
