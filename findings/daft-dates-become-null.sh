#!/bin/sh
# A program reads lines of JSON with daft.read_json, and writes them with write_json.
# Guess: A column with values of several types is read as text, or is an error. Values are not lost.
# Reality: If one line has a time where the others have a date, the column is a column of times, and each date is null. There is no
#   error, the number of rows is right, and write_json writes the nulls. Beside a text, a list or an object is null. Beside a list, a
#   number or an object is null, and beside a number an object. Two times with different offsets are an error that names neither.
#   The labels "12:30" and "12:45" are written as "12:30:00" and "12:45:00". DuckDB keeps every value of these columns, except for the
#   spelling of times. polars keeps texts as they are, and reads the mixtures as JSON texts, or raises an error.
# Library: daft 0.7.26, against DuckDB 2.0.1 and polars 2.1.0.
# Why it matters: One line in three thousand empties a field of all others. If the rows are sent back as updates, null clears
#   the field of each contact.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check daft==0.7.26 duckdb==2.0.1 polars==2.1.0
cat >read.py <<'PY'
import json
import logging
import pathlib
import tempfile

import daft
import duckdb
import polars

logging.disable(logging.CRITICAL)
CASES = {
    "dates and one time": ["2026-08-21"] * 3000 + ["2026-08-21T08:40:44"],
    "an object and a text": [{"number": "123"}, "123"],
    "a list and a text": [["en"], "en"],
    "a list and a number": [[1], 1],
    "an object and a number": [{"id": 1}, 1],
    "a list and an object": [[1], {"id": 1}],
    "a number and a text": [150, "00150"],
    "times with two offsets": ["2026-08-21T08:40:44Z", "2026-08-21T10:40:44+02:00"],
    "labels": ["12:30", "12:45"],
}


def by_daft(path, folder):
    daft.read_json(path).write_json(folder)
    files = pathlib.Path(folder).glob("*.json")
    return [json.loads(line)["value"] for file in files for line in file.read_text().splitlines()]


def by_duckdb(path, folder):
    duckdb.execute(f"COPY (SELECT * FROM '{path}') TO '{folder}/rows.json'")
    return [json.loads(line)["value"] for line in pathlib.Path(folder, "rows.json").read_text().splitlines()]


def by_polars(path, folder):
    return polars.read_ndjson(path)["value"].to_list()


for name, values in CASES.items():
    print(name)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/values.jsonl"
        pathlib.Path(path).write_text("".join(json.dumps({"value": value}) + "\n" for value in values))
        for tool, read in {"daft": by_daft, "DuckDB": by_duckdb, "polars": by_polars}.items():
            with tempfile.TemporaryDirectory() as output:
                try:
                    rows = read(path, output)
                    nulls = sum(row is None for row in rows)
                    print(f"  {tool}: {len(rows)} rows, {nulls} null, {json.dumps([rows[0], rows[-1]])}")
                except Exception:
                    print(f"  {tool}: error")
PY
echo "daft 0.7.26, DuckDB 2.0.1, polars 2.1.0"
TZ=UTC venv/bin/python read.py 2>/dev/null | tee observed
cat >expected <<'TXT'
dates and one time
  daft: 3001 rows, 3000 null, [null, "2026-08-21T08:40:44"]
  DuckDB: 3001 rows, 0 null, ["2026-08-21", "2026-08-21T08:40:44"]
  polars: 3001 rows, 0 null, ["2026-08-21", "2026-08-21T08:40:44"]
an object and a text
  daft: 2 rows, 1 null, [null, "123"]
  DuckDB: 2 rows, 0 null, [{"number": "123"}, "123"]
  polars: 2 rows, 0 null, ["{\"number\": \"123\"}", "123"]
a list and a text
  daft: 2 rows, 1 null, [null, "en"]
  DuckDB: 2 rows, 0 null, [["en"], "en"]
  polars: 2 rows, 0 null, ["[\"en\"]", "en"]
a list and a number
  daft: 2 rows, 1 null, [[1], null]
  DuckDB: 2 rows, 0 null, [[1], 1]
  polars: error
an object and a number
  daft: 2 rows, 1 null, [null, "1"]
  DuckDB: 2 rows, 0 null, [{"id": 1}, 1]
  polars: error
a list and an object
  daft: 2 rows, 1 null, [["1"], null]
  DuckDB: 2 rows, 0 null, [[1], {"id": 1}]
  polars: error
a number and a text
  daft: 2 rows, 0 null, ["150", "00150"]
  DuckDB: 2 rows, 0 null, [150, "00150"]
  polars: 2 rows, 0 null, ["150", "00150"]
times with two offsets
  daft: error
  DuckDB: 2 rows, 0 null, ["2026-08-21 08:40:44+00", "2026-08-21 08:40:44+00"]
  polars: 2 rows, 0 null, ["2026-08-21T08:40:44Z", "2026-08-21T10:40:44+02:00"]
labels
  daft: 2 rows, 0 null, ["12:30:00", "12:45:00"]
  DuckDB: 2 rows, 0 null, ["12:30:00", "12:45:00"]
  polars: 2 rows, 0 null, ["12:30", "12:45"]
TXT
diff expected observed
