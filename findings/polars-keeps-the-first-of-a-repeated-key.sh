#!/bin/sh
# An object has the same key twice. The JSON readers of Python, Ruby and JavaScript keep the last value.
# Guess: polars keeps the last value too, or rejects the object, as DuckDB and pyarrow do.
# Reality: At the top of a line polars keeps the first value, but derives the type from both: 1 and then "x" gives the string
#   "1". Inside a list, read_json silently keeps the first value, while read_ndjson raises for the same object.
# Library: polars 2.1.0, against Python's json, orjson 3.13.0, DuckDB 2.0.1 and pyarrow 26.0.1.
# Why it matters: The server stores the other value, not the one in the table. So check the text of a payload, and not a
#   table made from it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1 orjson==3.13.0
cd "$work"
cat > try.py <<'END'
import io
import json
from importlib.metadata import version

import duckdb
import orjson
import polars
import pyarrow.json


def by_duckdb(text):
    with open("line.ndjson", "w") as file:
        file.write(text)
    relation = duckdb.sql("from read_json('line.ndjson')")
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


readers = {
    "json": lambda text: [json.loads(text)],
    "orjson": lambda text: [orjson.loads(text)],
    "polars.read_ndjson": lambda text: polars.read_ndjson(io.BytesIO(text.encode())).rows(named=True),
    "polars.read_json": lambda text: polars.read_json(io.BytesIO(f"[{text}]".encode())).rows(named=True),
    "duckdb": by_duckdb,
    "pyarrow": lambda text: pyarrow.json.read_json(io.BytesIO(text.encode())).to_pylist(),
}
print(*(f"{name} {version(name)}" for name in ("polars", "duckdb", "pyarrow", "orjson")))
for text in ('{"zip":1,"zip":2}', '{"zip":1,"zip":"x"}', '{"phones":[{"number":"1","number":"2"}]}'):
    print(text)
    for name, read in readers.items():
        try:
            print("   ", name, read(text)[0])
        except Exception as error:
            print("   ", name, type(error).__name__)
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
polars 2.1.0 duckdb 2.0.1 pyarrow 26.0.1 orjson 3.13.0
{"zip":1,"zip":2}
    json {'zip': 2}
    orjson {'zip': 2}
    polars.read_ndjson {'zip': 1}
    polars.read_json {'zip': 1}
    duckdb InvalidInputException
    pyarrow ArrowInvalid
{"zip":1,"zip":"x"}
    json {'zip': 'x'}
    orjson {'zip': 'x'}
    polars.read_ndjson {'zip': '1'}
    polars.read_json {'zip': '1'}
    duckdb InvalidInputException
    pyarrow ArrowInvalid
{"phones":[{"number":"1","number":"2"}]}
    json {'phones': [{'number': '2'}]}
    orjson {'phones': [{'number': '2'}]}
    polars.read_ndjson DuplicateError
    polars.read_json {'phones': [{'number': '1'}]}
    duckdb InvalidInputException
    pyarrow ArrowInvalid
END
diff -u expected seen
