#!/bin/sh
# In 2026, several places changed their rules for the time of day. Vancouver, Edmonton and Winnipeg did not put their clocks back
# on 1 November. tzdata 2026.6 has the new rules. A program computes local times in December.
# Guess: The newest releases of this autumn agree on the local time. A conversion to another zone never changes the moment.
# Reality: polars has the rules in its binary, and they are the old ones. For Vancouver, Edmonton, Winnipeg and Havana it is one
#   hour behind Python, pytz, pandas and DuckDB, and for Casablanca one hour ahead. A row that Python reads from polars is another
#   moment: polars computes 04:00 by the old rule, and Python adds the new offset, -07:00. Noon in UTC has become 11:00 in UTC.
#   The file of zones in python-dateutil is from 2024.
# Library: polars 2.1.0, python-dateutil 2.9.0.post0, against tzdata 2026.6, pytz 2026.6, pandas 3.1.1, DuckDB 2.0.1. node
#   20.20.2 has the old rules too, and node 26.12.1 the new ones.
# Why it matters: Arrivals that a table puts into local time are an hour wrong, and an update of tzdata does not help. zoneinfo reads
#   the zone files of the system before the package tzdata, so on a system with old files Python has the old rules too. This
#   script empties PYTHONTZPATH, so that Python reads the package.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 polars-runtime-32==2.1.0 duckdb==2.0.1 \
  pandas==3.1.1 tzdata==2026.6 pytz==2026.6 python-dateutil==2.9.0.post0
cd "$work"
cat > try.py <<'END'
from datetime import datetime, timezone
from importlib.metadata import version
from zoneinfo import ZoneInfo

import dateutil.zoneinfo
import duckdb
import pandas
import polars
import pytz

noon = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)


def by_duckdb(zone):
    return duckdb.execute("select timezone(?, ?::timestamptz)", [zone, noon.isoformat()]).fetchone()[0]


def in_polars(zone):
    return polars.Series([noon]).dt.convert_time_zone(zone)


clocks = {
    "zoneinfo": lambda zone: noon.astimezone(ZoneInfo(zone)),
    "pytz": lambda zone: noon.astimezone(pytz.timezone(zone)),
    "pandas": lambda zone: pandas.Timestamp(noon).tz_convert(zone),
    "duckdb": by_duckdb,
    "polars": lambda zone: in_polars(zone).dt.replace_time_zone(None).item(),
    "dateutil.zoneinfo": lambda zone: noon.astimezone(dateutil.zoneinfo.get_zonefile_instance().get(zone)),
}
print(*(f"{name} {version(name)}" for name in ("polars", "python-dateutil", "tzdata", "pytz", "pandas", "duckdb")))
zones = ["America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Havana", "Africa/Casablanca", "Europe/Paris"]
print("1 December 2026, 12:00 in UTC:".ljust(31), *zones)
for name, read in clocks.items():
    print("   ", name.ljust(26), *(f"{read(zone):%H:%M}".ljust(len(zone)) for zone in zones))
row = in_polars("America/Vancouver").to_list()[0]
print("a row of polars:", row.isoformat(), "which is", row.astimezone(timezone.utc).isoformat())
END
PYTHONTZPATH='' env/bin/python try.py | sed 's/ *$//' > seen
cat seen
cat > expected <<'END'
polars 2.1.0 python-dateutil 2.9.0.post0 tzdata 2026.6 pytz 2026.6 pandas 3.1.1 duckdb 2.0.1
1 December 2026, 12:00 in UTC:  America/Vancouver America/Edmonton America/Winnipeg America/Havana Africa/Casablanca Europe/Paris
    zoneinfo                   05:00             06:00            07:00            08:00          12:00             13:00
    pytz                       05:00             06:00            07:00            08:00          12:00             13:00
    pandas                     05:00             06:00            07:00            08:00          12:00             13:00
    duckdb                     05:00             06:00            07:00            08:00          12:00             13:00
    polars                     04:00             05:00            06:00            07:00          13:00             13:00
    dateutil.zoneinfo          04:00             05:00            06:00            07:00          13:00             13:00
a row of polars: 2026-12-01T04:00:00-07:00 which is 2026-12-01T11:00:00+00:00
END
diff -u expected seen
