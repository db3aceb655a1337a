#!/bin/sh
# A file has 30,000 lines of JSON of the same shape, then one line with a field (or a nested field) that no earlier
# line had.
# Guess: A reader that infers a schema from the first lines raises at a later line that does not fit, as polars does
#   for a late type.
# Reality: polars silently drops the late field, and the late nested field. pyarrow keeps both with read_json, but
#   its dataset of the same file drops both. Only DuckDB raises.
# Library: polars 2.1.0, pyarrow 26.0.1, DuckDB 2.0.1.
# Why it matters: A check that receives rows instead of lines never sees a misspelt field of the last contacts. Give
#   the check the lines as text.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1
cd "$work"
cat > try.py <<'END'
from importlib.metadata import version

import duckdb
import polars
import pyarrow.dataset
import pyarrow.json


def by_duckdb(path):
    relation = duckdb.sql(f"from read_json('{path}')")
    return dict(zip(relation.columns, relation.fetchall()[-1]))


readers = {
    "polars.read_ndjson": lambda path: polars.read_ndjson(path).rows(named=True)[-1],
    "polars.scan_ndjson": lambda path: polars.scan_ndjson(path).collect().rows(named=True)[-1],
    "pyarrow.json.read_json": lambda path: pyarrow.json.read_json(path).slice(30000).to_pylist()[0],
    "pyarrow.dataset": lambda path: pyarrow.dataset.dataset(path, format="json").to_table().slice(30000).to_pylist()[0],
    "duckdb": by_duckdb,
}
lasts = {
    "late field": '{"id": 2, "phones": [{"number": "1"}], "emial": "a"}',
    "late nested field": '{"id": 2, "phones": [{"number": "1", "lable": "a"}]}',
    "late type": '{"id": "two", "phones": [{"number": "1"}]}',
}
print(*(f"{name} {version(name)}" for name in ("polars", "pyarrow", "duckdb")))
for what, last in lasts.items():
    with open("contacts.ndjson", "w") as file:
        file.write('{"id": 1, "phones": [{"number": "1"}]}\n' * 30000 + last + "\n")
    print(what, last)
    for name, read in readers.items():
        try:
            print("   ", name, read("contacts.ndjson"))
        except Exception as error:
            print("   ", name, type(error).__name__)
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
polars 2.1.0 pyarrow 26.0.1 duckdb 2.0.1
late field {"id": 2, "phones": [{"number": "1"}], "emial": "a"}
    polars.read_ndjson {'id': 2, 'phones': [{'number': '1'}]}
    polars.scan_ndjson {'id': 2, 'phones': [{'number': '1'}]}
    pyarrow.json.read_json {'id': 2, 'phones': [{'number': '1'}], 'emial': 'a'}
    pyarrow.dataset {'id': 2, 'phones': [{'number': '1'}]}
    duckdb InvalidInputException
late nested field {"id": 2, "phones": [{"number": "1", "lable": "a"}]}
    polars.read_ndjson {'id': 2, 'phones': [{'number': '1'}]}
    polars.scan_ndjson {'id': 2, 'phones': [{'number': '1'}]}
    pyarrow.json.read_json {'id': 2, 'phones': [{'number': '1', 'lable': 'a'}]}
    pyarrow.dataset {'id': 2, 'phones': [{'number': '1'}]}
    duckdb InvalidInputException
late type {"id": "two", "phones": [{"number": "1"}]}
    polars.read_ndjson ComputeError
    polars.scan_ndjson ComputeError
    pyarrow.json.read_json ArrowInvalid
    pyarrow.dataset ArrowInvalid
    duckdb InvalidInputException
END
diff -u expected seen
