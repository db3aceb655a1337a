#!/bin/sh
# A pipeline of Singer adds a computed field to each booking with meltano-map-transform, such as {"total": "price * nights"}. A mapper
# writes the schema of each stream, and then its records.
# Guess: The schema describes the new field by the type of its values, as it does for a field that is copied. If the mapper does not know
#   the type, it leaves it open, or converts the value.
# Reality: The schema says "string" for every expression that is not a bare name or a call such as int(…). The record keeps the
#   number or the boolean. A pair of parentheses is enough: "nights" is an integer, and "(nights)" a string. target-jsonl validates the
#   records and stops at the first one. target-duckdb stores texts: 298.5 becomes '298.5', and a boolean 'False'. str(email) of null is the
#   text "None". "float(price * nights)" is described correctly.
# Library: meltano-map-transform 0.12.3 with singer-sdk 0.54.9, target-jsonl 0.1.4, target-duckdb 0.8.0 (PyPI).
# Why it matters: The sum of a column of texts is an error, and its order is 1000, 298.5, 50. With another target, the same pipeline
#   fails on its first record.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for name in map jsonl duckdb; do python3 -m venv $name; done
map/bin/pip install --quiet --disable-pip-version-check meltano-map-transform==0.12.3 singer-sdk==0.54.9
jsonl/bin/pip install --quiet --disable-pip-version-check target-jsonl==0.1.4
duckdb/bin/pip install --quiet --disable-pip-version-check target-duckdb==0.8.0
cat >bookings.singer <<'JSON'
{"type": "SCHEMA", "stream": "bookings", "key_properties": ["id"], "schema": {"type": "object", "properties": {"id": {"type": "integer"}, "price": {"type": ["number", "null"]}, "nights": {"type": ["integer", "null"]}, "email": {"type": ["string", "null"]}}}}
{"type": "RECORD", "stream": "bookings", "record": {"id": 1, "price": 99.5, "nights": 3, "email": null}}
JSON
cat >map.json <<'JSON'
{"stream_maps": {"bookings": {"copy": "nights", "brackets": "(nights)", "next": "nights + 1", "total": "price * nights",
  "known": "email is not None", "label": "str(email)", "declared": "float(price * nights)"}}}
JSON
cat >show.py <<'PY'
import json
import sys

schema, record = (json.loads(line) for line in list(sys.stdin)[:2])
for name in ["copy", "brackets", "next", "total", "known", "label", "declared"]:
    print(f"{name}: {schema['schema']['properties'][name]['type'][0]} in the schema, {json.dumps(record['record'][name])} in the record")
PY
cat >table.py <<'PY'
import duckdb

for row in duckdb.connect("table.duckdb").execute("SELECT brackets, next, total, known, label, declared FROM bookings").fetchall():
    print("target-duckdb:", *map(repr, row))
PY
echo "meltano-map-transform 0.12.3, target-jsonl 0.1.4, target-duckdb 0.8.0"
map/bin/meltano-map-transform --config map.json <bookings.singer >mapped.singer 2>log
{
  python3 show.py <mapped.singer
  echo '{"destination_path": "."}' >jsonl.json
  if jsonl/bin/target-jsonl --config jsonl.json <mapped.singer >log 2>&1; then
    echo "target-jsonl: written"
  else
    echo "target-jsonl: stops, $(grep -c 'Failed validating .type. in schema' log) field of a wrong type"
  fi
  echo '{"default_target_schema": "main", "path": "table.duckdb", "filepath": "table.duckdb"}' >duckdb.json
  duckdb/bin/target-duckdb --config duckdb.json <mapped.singer >log 2>&1
  duckdb/bin/python table.py
} | tee observed
cat >expected <<'TXT'
copy: integer in the schema, 3 in the record
brackets: string in the schema, 3 in the record
next: string in the schema, 4 in the record
total: string in the schema, 298.5 in the record
known: string in the schema, false in the record
label: string in the schema, "None" in the record
declared: number in the schema, 298.5 in the record
target-jsonl: stops, 1 field of a wrong type
target-duckdb: '3' '4' '298.5' 'False' 'None' 298.5
TXT
diff expected observed
