#!/bin/sh
# A log has one JSON object for each update of a contact, and each object has only the fields that changed. DuckDB reads it.
# Guess: The table has a column for each field that occurs, with null where an object lacks it.
# Reality: That holds while the objects have on average more than a tenth of all the fields of the file. From then on, the
#   whole file is a single column named "json" with a MAP. With one field in each object, nine different fields are nine
#   columns, and ten are one. With an id beside the field, 18 other fields are still columns, and 19 are not. If one field
#   is a number, the values of the MAP are JSON: the id is '7' and the name '"Ann"', with its quotes. If all fields are texts,
#   the name is 'Ann'. A nested object becomes a MAP in the same way. Queries that name a column then fail. With the option
#   map_inference_threshold=-1, the columns stay.
# Library: DuckDB 2.0.1 (1.5.6 does the same).
# Why it matters: A job that reads each day's updates works until a day on which people changed many different fields. The
#   number of lines plays no part, so no test with a few fields shows it. Name the columns, or set the option.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1
cat >read.py <<'PY'
import json

import duckdb

FIELDS = """firstname lastname email city zip state country_code locale notes website company fax phone gender address1 address2
vat_number timezone title reference""".split()


def write(fields, rows=1000, **constants):
    with open("updates.ndjson", "w") as file:
        for number in range(rows):
            file.write(json.dumps({**constants, FIELDS[number % fields]: "Ann"}) + "\n")


def read(options="", select="*"):
    try:
        table = duckdb.sql(f"SELECT {select} FROM read_json('updates.ndjson'{options})")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    columns = [f"{name} {kind}" for name, kind in zip(table.columns, table.types)]
    columns = f"{len(columns)} columns" if len(columns) > 1 else columns[0]
    return f"{columns}, first value {table.limit(1).fetchall()[0][0]!r}"


print("duckdb", duckdb.__version__)
for fields in (9, 10, 20):
    write(fields)
    print(f"one of {fields} fields: {read()}")
write(20, rows=30)
print(f"one of 20 fields, 30 lines: {read()}")
for fields in (18, 19):
    write(fields, id=7)
    print(f"a number and one of {fields} fields: {read()}")
    write(fields, id="7")
    print(f"a text and one of {fields} fields: {read()}")
write(20)
print("SELECT email, 20 fields:", read(select="email"))
print("map_inference_threshold=-1:", read(", map_inference_threshold=-1"))
for fields in (9, 10):
    with open("updates.ndjson", "w") as file:
        for number in range(1000):
            file.write(json.dumps({"id": number, "contact": {FIELDS[number % fields]: "Ann"}}) + "\n")
    print(f"nested, one of {fields} fields: {read(select='contact')[:60]}")
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
duckdb 2.0.1
one of 9 fields: 9 columns, first value 'Ann'
one of 10 fields: json MAP(VARCHAR, VARCHAR), first value {'firstname': 'Ann'}
one of 20 fields: json MAP(VARCHAR, VARCHAR), first value {'firstname': 'Ann'}
one of 20 fields, 30 lines: json MAP(VARCHAR, VARCHAR), first value {'firstname': 'Ann'}
a number and one of 18 fields: 19 columns, first value 7
a text and one of 18 fields: 19 columns, first value '7'
a number and one of 19 fields: json MAP(VARCHAR, JSON), first value {'id': '7', 'firstname': '"Ann"'}
a text and one of 19 fields: json MAP(VARCHAR, VARCHAR), first value {'id': '7', 'firstname': 'Ann'}
SELECT email, 20 fields: Binder Error: Referenced column "email" not found in FROM clause!
map_inference_threshold=-1: 20 columns, first value 'Ann'
nested, one of 9 fields: contact STRUCT(firstname VARCHAR, lastname VARCHAR, email VA
nested, one of 10 fields: contact MAP(VARCHAR, VARCHAR), first value {'firstname': 'An
TXT
diff expected observed
