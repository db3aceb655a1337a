#!/bin/sh
# dlt loads records into a table and derives the types of the columns from the values. In the first record, a booking reference is
# the number 150. Later ones are texts.
# Guess: A text that comes into a column of numbers is kept as a text, in a column beside it named reference__v_text. The
#   documentation describes these columns.
# Reality: That happens only to texts that dlt cannot convert. "00150" becomes 150, "1_000" becomes 1000, and " 8 " becomes 8, beside
#   "2A" in the other column. In a column that began with a time, "2014" is 1 January 2014, and "8" is eight seconds after 1970. In
#   a column that began with true, "n" is false, and "off" is a text. If a text is first, everything in the column stays as it is, and
#   numbers become texts. Two fields that get the same name, firstName and first_name, share a column: the later value wins.
# Library: dlt 1.31.0, DuckDB 2.0.1.
# Why it matters: The order of the records decides which values survive. The types are kept for all later runs, so the first record
#   of the first run decides for ever. A column hint with data_type "text" keeps the texts.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check dlt==1.31.0 duckdb==2.0.1
cd "$work"
cat > try.py <<'END'
import os
import tempfile
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"

import dlt
import duckdb


def loaded(*runs, **options):
    """Return the columns and rows of the table after these runs."""
    with tempfile.TemporaryDirectory() as folder:
        for records in runs:
            destination = dlt.destinations.duckdb(f"{folder}/table.duckdb")
            pipeline = dlt.pipeline("load", destination=destination, dataset_name="data", pipelines_dir=folder)
            pipeline.run(records, table_name="bookings", **options)
        with duckdb.connect(f"{folder}/table.duckdb") as connection:
            names = [row[0] for row in connection.execute("describe data.bookings").fetchall()]
            columns = [name for name in names if not name.startswith("_dlt")]
            connection.execute("set timezone = 'UTC'")
            return columns, connection.execute(f"select {', '.join(columns)} from data.bookings").fetchall()


def spelled(value):
    return f"{value:%Y-%m-%d %H:%M:%S}" if hasattr(value, "year") else repr(value)


def show(title, *runs, **options):
    columns, rows = loaded(*runs, **options)
    print(title, "->", *columns)
    for record, row in zip([record for records in runs for record in records], rows, strict=True):
        print("   ", *map(repr, record.values()), "->", *map(spelled, row))


def records(name, *values):
    return [{name: value} for value in values]


print(*(f"{name} {version(name)}" for name in ("dlt", "duckdb")))
show("a number first", records("reference", 150, "00150", "1_000", " 8 ", "2A"))
show("a text first", records("reference", "2A", "00150", 150))
show("a number in an earlier run", records("reference", 150), records("reference", "00150"))
show("a hint", records("reference", 150, "00150"), columns={"reference": {"data_type": "text"}})
show("a time first", records("remark", "2014-08-21T08:40:44Z", "2014", "8", "12:30"))
show("true first", records("answer", True, "n", "off"))
show("two names", [{"firstName": "Ana", "first_name": "Ben"}])
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
dlt 1.31.0 duckdb 2.0.1
a number first -> reference reference__v_text
    150 -> 150 None
    '00150' -> 150 None
    '1_000' -> 1000 None
    ' 8 ' -> 8 None
    '2A' -> None '2A'
a text first -> reference
    '2A' -> '2A'
    '00150' -> '00150'
    150 -> '150'
a number in an earlier run -> reference
    150 -> 150
    '00150' -> 150
a hint -> reference
    150 -> '150'
    '00150' -> '00150'
a time first -> remark remark__v_text
    '2014-08-21T08:40:44Z' -> 2014-08-21 08:40:44 None
    '2014' -> 2014-01-01 00:00:00 None
    '8' -> 1970-01-01 00:00:08 None
    '12:30' -> None '12:30'
true first -> answer answer__v_text
    True -> True None
    'n' -> False None
    'off' -> None 'off'
two names -> first_name
    'Ana' 'Ben' -> 'Ben'
END
diff -u expected seen
