#!/bin/sh
# "\ud83d" in JSON is half of a surrogate pair. A string that was cut in the middle of an emoji ends with one.
# Guess: polars, whose strings are UTF-8, rejects it as orjson, DuckDB and pyarrow do, or replaces it with U+FFFD.
# Reality: A first half at the end of a string, or before plain letters, silently becomes U+0000. A second half, or
#   a first half before another escape, is rejected. So two similar mistakes of one client lead to different
#   results.
# Library: polars 2.1.0, against orjson 3.13.0, DuckDB 2.0.1 and pyarrow 26.0.1.
# Why it matters: In the table the fault is a control character, or no fault at all in a field that allows them,
#   while most servers reject the text as a whole.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1 orjson==3.13.0
cd "$work"
cat > try.py <<'END'
import io
from importlib.metadata import version

import duckdb
import orjson
import polars
import pyarrow.json


def by_duckdb(text):
    with open("line.ndjson", "w") as file:
        file.write(text)
    return duckdb.sql("from read_json('line.ndjson')").fetchall()[0][0]


readers = {
    "polars": lambda text: polars.read_ndjson(io.BytesIO(text.encode())).rows()[0][0],
    "orjson": lambda text: orjson.loads(text)["city"],
    "duckdb": by_duckdb,
    "pyarrow": lambda text: pyarrow.json.read_json(io.BytesIO(text.encode())).to_pylist()[0]["city"],
}
print(*(f"{name} {version(name)}" for name in readers))
for escape in ("Split \\ud83d", "\\ud83d Split", "\\ud83d\\u0020", "\\ude00"):
    print(escape)
    for name, read in readers.items():
        try:
            print("   ", name, ascii(read(f'{{"city":"{escape}"}}')))
        except Exception as error:
            print("   ", name, type(error).__name__)
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
polars 2.1.0 orjson 3.13.0 duckdb 2.0.1 pyarrow 26.0.1
Split \ud83d
    polars 'Split \x00'
    orjson JSONDecodeError
    duckdb InvalidInputException
    pyarrow ArrowInvalid
\ud83d Split
    polars '\x00 Split'
    orjson JSONDecodeError
    duckdb InvalidInputException
    pyarrow ArrowInvalid
\ud83d\u0020
    polars ComputeError
    orjson JSONDecodeError
    duckdb InvalidInputException
    pyarrow ArrowInvalid
\ude00
    polars ComputeError
    orjson JSONDecodeError
    duckdb InvalidInputException
    pyarrow ArrowInvalid
END
diff -u expected seen
