#!/bin/sh
# A program checks and counts a table with ibis. On a developer's machine it runs with polars, and elsewhere with DuckDB or SQLite. The
# expressions are the same, and ibis translates them for each.
# Guess: The result is the same, or ibis says that it cannot translate the expression.
# Reality: With polars, length() counts bytes, so "Grüße" has 7, nunique() counts null as a value, round() turns 2.5 into 2 where
#   the others give 3, and -7 % 3 is 2 instead of -1. all() is true without rows, and null for the others. With DuckDB, \w matches no
#   letter with an accent, re_extract() gives "" instead of null if nothing matches, the integer of "1.5" is 2, and a time loses its
#   offset. With SQLite, the integer of "1_000" is 1, "true" is false as a boolean, round(-1) leaves 15 unchanged, and microsecond()
#   returns the seconds. Nothing warns.
# Library: ibis-framework 12.0.0 with polars 2.1.0, DuckDB 2.0.1 and SQLite.
# Why it matters: A check that no street has more than 100 characters, or that names match a pattern, rejects different rows
#   after a move to another backend. A sum of rounded prices changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "ibis-framework[duckdb,polars,sqlite]==12.0.0" duckdb==2.0.1 polars==2.1.0
cat >compare.py <<'PY'
import datetime

import ibis
import pyarrow

TEXT, INTEGER, FLOAT, TIME = pyarrow.string(), pyarrow.int64(), pyarrow.float64(), pyarrow.timestamp("us")
MOMENT = datetime.datetime(2026, 8, 21, 8, 40, 44, 123456)
CASES = [
    ("length()", "Grüße", TEXT, lambda value: value.length()),
    (r"re_search('^\w+$')", "Zoé", TEXT, lambda value: value.re_search(r"^\w+$")),
    ("re_extract('(x)', 1)", "abc", TEXT, lambda value: value.re_extract("(x)", 1)),
    ("cast('int64')", "150", TEXT, lambda value: value.cast("int64")),
    ("cast('int64')", "1.5", TEXT, lambda value: value.cast("int64")),
    ("cast('int64')", "1_000", TEXT, lambda value: value.cast("int64")),
    ("cast('boolean')", "true", TEXT, lambda value: value.cast("boolean")),
    ("cast('timestamp')", "2026-08-21T10:40:44+02:00", TEXT, lambda value: value.cast("timestamp")),
    ("round()", 2.5, FLOAT, lambda value: value.round()),
    ("round(2)", 0.125, FLOAT, lambda value: value.round(2)),
    ("round(-1)", 15, INTEGER, lambda value: value.round(-1)),
    ("% 3", -7, INTEGER, lambda value: value % 3),
    ("microsecond()", MOMENT, TIME, lambda value: value.microsecond()),
]
TOTALS = [
    ("nunique()", [1, 2, None], lambda value: value.nunique()),
    ("(value > 1).all()", [], lambda value: (value > 1).all()),
    ("sum()", [1, 2, None], lambda value: value.sum()),
]
BACKENDS = {"polars": ibis.polars.connect(), "DuckDB": ibis.duckdb.connect(), "SQLite": ibis.sqlite.connect()}


def answers(values, kind, expression):
    for name, backend in BACKENDS.items():
        table = ibis.memtable(pyarrow.table({"value": pyarrow.array(values, kind)}))
        try:
            result = backend.to_pyarrow(expression(table.value))
            answer = result[0].as_py() if isinstance(result, pyarrow.ChunkedArray | pyarrow.Array) else result.as_py()
        except Exception:
            answer = "error"
        yield f"{name} {str(answer) if isinstance(answer, datetime.datetime) else repr(answer)}"


for name, value, kind, expression in CASES:
    shown = "a time with .123456" if value is MOMENT else repr(value)
    print(f"{shown} {name}:", ", ".join(answers([value], kind, expression)))
for name, values, expression in TOTALS:
    print(f"{values} {name}:", ", ".join(answers(values, INTEGER, expression)))
PY
echo "ibis-framework 12.0.0, polars 2.1.0, DuckDB 2.0.1"
venv/bin/python compare.py 2>/dev/null | tee observed
cat >expected <<'TXT'
'Grüße' length(): polars 7, DuckDB 5, SQLite 5
'Zoé' re_search('^\w+$'): polars True, DuckDB False, SQLite True
'abc' re_extract('(x)', 1): polars None, DuckDB '', SQLite None
'150' cast('int64'): polars 150, DuckDB 150, SQLite 150
'1.5' cast('int64'): polars 'error', DuckDB 2, SQLite 1
'1_000' cast('int64'): polars 'error', DuckDB 1000, SQLite 1
'true' cast('boolean'): polars 'error', DuckDB True, SQLite False
'2026-08-21T10:40:44+02:00' cast('timestamp'): polars 'error', DuckDB 2026-08-21 10:40:44, SQLite 2026-08-21 08:40:44
2.5 round(): polars 2, DuckDB 3, SQLite 3
0.125 round(2): polars 0.12, DuckDB 0.13, SQLite 0.13
15 round(-1): polars 'error', DuckDB 20.0, SQLite 15.0
-7 % 3: polars 2, DuckDB -1, SQLite -1
a time with .123456 microsecond(): polars 123456, DuckDB 123456, SQLite 44
[1, 2, None] nunique(): polars 3, DuckDB 2, SQLite 2
[] (value > 1).all(): polars True, DuckDB None, SQLite None
[1, 2, None] sum(): polars 3, DuckDB 3, SQLite 3
TXT
diff expected observed
