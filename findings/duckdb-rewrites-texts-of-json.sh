#!/bin/sh
# A program reads lines of JSON with read_json, filters them, and writes them back as JSON, to send them.
# Guess: JSON has strings and no dates, so at most ISO 8601 strings become times, and they are written as they were
#   read.
# Reality: DuckDB rewrites a column whose strings all look like a time of day, a date in any order, or a UUID. The
#   label "12:30" becomes "12:30:00", the number "06-12-31" becomes "2006-12-31", and UUIDs become lower case.
#   Within one column, DuckDB chooses the order of day and month for each string. created_at becomes "2014-08-21
#   10:40:44+02", depending on the time zone of the session. One more line that does not fit leaves the whole column
#   unchanged. A field that is absent from a line is written as null.
# Library: DuckDB 2.0.1 (1.5.6 recognises the same strings as dates and times).
# Why it matters: The program sends something else than it checked, and whether it differs depends on the other
#   lines of the file. Check the lines after the last write.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$work"
cat > try.py <<'END'
import duckdb

print("DuckDB", duckdb.__version__)


def round_trip(*lines, zone="UTC"):
    with open("in.ndjson", "w") as file:
        file.write("\n".join(lines))
    connection = duckdb.connect()
    connection.execute(f"set timezone = '{zone}'")
    connection.execute("copy (from read_json('in.ndjson')) to 'out.ndjson' (format json)")
    for line, out in zip(lines, open("out.ndjson").read().split("\n")):
        print("   ", line, "->", out)


for texts in (["12:30"], ["12:30", "noon"], ["06-12-31"], ["06-12-31", "06-12-32"], ["01-02-2014", "13-02-2014", "02-13-2014"],
              ["31-12-14"], ["123E4567-E89B-12D3-A456-426614174000"]):
    print("texts")
    round_trip(*(f'{{"label":"{text}"}}' for text in texts))
for zone in ("UTC", "Europe/Zagreb"):
    print(zone)
    round_trip('{"created_at":"2014-08-21T08:40:44Z"}', zone=zone)
print("absent")
round_trip('{"zip":"00150"}', '{"city":"Roma"}')
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
DuckDB 2.0.1
texts
    {"label":"12:30"} -> {"label":"12:30:00"}
texts
    {"label":"12:30"} -> {"label":"12:30"}
    {"label":"noon"} -> {"label":"noon"}
texts
    {"label":"06-12-31"} -> {"label":"2006-12-31"}
texts
    {"label":"06-12-31"} -> {"label":"2006-12-31"}
    {"label":"06-12-32"} -> {"label":"2032-12-06"}
texts
    {"label":"01-02-2014"} -> {"label":"2014-02-01"}
    {"label":"13-02-2014"} -> {"label":"2014-02-13"}
    {"label":"02-13-2014"} -> {"label":"2014-02-13"}
texts
    {"label":"31-12-14"} -> {"label":"2031-12-14"}
texts
    {"label":"123E4567-E89B-12D3-A456-426614174000"} -> {"label":"123e4567-e89b-12d3-a456-426614174000"}
UTC
    {"created_at":"2014-08-21T08:40:44Z"} -> {"created_at":"2014-08-21 08:40:44+00"}
Europe/Zagreb
    {"created_at":"2014-08-21T08:40:44Z"} -> {"created_at":"2014-08-21 10:40:44+02"}
absent
    {"zip":"00150"} -> {"zip":"00150","city":null}
    {"city":"Roma"} -> {"zip":null,"city":"Roma"}
END
diff -u expected seen
