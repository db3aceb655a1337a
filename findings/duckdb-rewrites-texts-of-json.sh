#!/bin/sh
# Lines of JSON are read with read_json, filtered, and written back as JSON, to be sent.
# Guess: JSON has texts and no dates, so at most what is ISO 8601 becomes a time, and comes out as it went in.
# Reality: a column whose texts all look like a time of day, a date in any order, or a UUID is rewritten: the label "12:30" comes out
#   as "12:30:00", the number "06-12-31" as "2006-12-31", a UUID in small letters. Within one column the order of day and
#   month is chosen text by text. created_at goes to "2014-08-21 10:40:44+02", by the time zone of the session. One more line that
#   does not fit, and the whole column stays as it was. A field that a line did not have comes out as null.
# Library: DuckDB 2.0.1 (1.5.6 takes the same texts for dates and times).
# Why it matters: what is sent is not what was checked; whether it differs hangs on the other lines of the file. The
#   lines that are written last are the ones to check.
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
