#!/bin/sh
# A program reads a large file of JSON lines with pandas: in one piece, or in chunks (chunksize) to save memory.
# Guess: Chunks change the memory that is needed, and not the values: both ways give the same rows.
# Reality: read_json turns a column of texts into numbers or times if every text in the chunk looks like one, and each chunk
#   decides alone. As long as the file has one postal code like "2A", reading it whole keeps "00150". In chunks of two, the same
#   row has the number 150, its phone has no zero, and "1_0" is 10. created_at is a time in one chunk and a text in the next.
#   In a column named "modified", the text "12:30" becomes that time of the current day. With dtype=False, all chunks keep
#   the texts. DuckDB gives each column of the file one type, here text.
# Library: pandas 3.1.1, DuckDB 2.0.1.
# Why it matters: Which postal codes lose their zeros depends on their neighbours, so a test with a small file shows nothing, and
#   another chunk size damages other rows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 duckdb==2.0.1
cat >try.py <<'PY'
import datetime
import json
from importlib.metadata import version

import duckdb
import pandas

ROWS = [
    {"zip": "00150", "phone": "0612345678", "flat": "1_0", "created_at": "2014-08-21T08:40:44Z", "modified": "12:30"},
    {"zip": "00151", "phone": "0612345679", "flat": "2_0", "created_at": "2014-08-22T08:40:44Z", "modified": "12:31"},
    {"zip": "2A", "phone": "+33 6 12", "flat": "3 B", "created_at": "unknown", "modified": "noon"},
]
with open("rows.ndjson", "w") as file:
    file.writelines(json.dumps(row) + "\n" for row in ROWS)


def shown(value):
    if isinstance(value, datetime.datetime):
        day = "today" if abs(value.date() - datetime.date.today()) <= datetime.timedelta(1) else value.date()
        return f"time {day} {value.time()}"
    return repr(value) if isinstance(value, str) else f"{type(value).__name__} {value}"


def show(name, frames):
    print(f"{name}:")
    for frame in frames:
        for row in frame.to_dict("records"):
            print("  ", ", ".join(map(shown, row.values())))


print("pandas", version("pandas"), "DuckDB", version("duckdb"))
show("whole", [pandas.read_json("rows.ndjson", lines=True)])
show("chunks of 2", pandas.read_json("rows.ndjson", lines=True, chunksize=2))
show("chunks of 2, dtype=False", pandas.read_json("rows.ndjson", lines=True, chunksize=2, dtype=False))
print("DuckDB:", duckdb.sql("select typeof(zip), typeof(created_at) from read_json('rows.ndjson') limit 1").fetchall()[0])
PY
venv/bin/python try.py >observed
cat observed
cat >expected <<'TXT'
pandas 3.1.1 DuckDB 2.0.1
whole:
   '00150', '0612345678', '1_0', '2014-08-21T08:40:44Z', '12:30'
   '00151', '0612345679', '2_0', '2014-08-22T08:40:44Z', '12:31'
   '2A', '+33 6 12', '3 B', 'unknown', 'noon'
chunks of 2:
   int 150, int 612345678, int 10, time 2014-08-21 08:40:44, time today 12:30:00
   int 151, int 612345679, int 20, time 2014-08-22 08:40:44, time today 12:31:00
   '2A', '+33 6 12', '3 B', 'unknown', 'noon'
chunks of 2, dtype=False:
   '00150', '0612345678', '1_0', '2014-08-21T08:40:44Z', '12:30'
   '00151', '0612345679', '2_0', '2014-08-22T08:40:44Z', '12:31'
   '2A', '+33 6 12', '3 B', 'unknown', 'noon'
DuckDB: ('VARCHAR', 'VARCHAR')
TXT
diff expected observed
