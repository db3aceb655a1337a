#!/bin/sh
# Servers in Go, Rust or Java write seven to nine fractional digits of a second; Python's datetime holds six.
# Guess: Every reader truncates the rest, as the standard library does, so that a time never moves forward.
# Reality: msgspec and ruamel.yaml round and carry. A time in 2014 becomes one in 2015. In the last second of 9999, msgspec
#   rejects valid RFC 3339 as invalid, and ruamel.yaml raises OverflowError. PyYAML truncates where ruamel.yaml rounds.
# Library: msgspec 0.22.0, ruamel.yaml 0.19.1, PyYAML 6.0.4, pydantic 2.14.4, pendulum 3.3.0, python-dateutil 4.0.0, polars
#   2.1.0.
# Why it matters: Two readers in one suite turn the same recorded updated_at into two different times, so they are no longer
#   equal, and their order may change. A check of a time should look at its text.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check msgspec==0.22.0 ruamel.yaml==0.19.1 PyYAML==6.0.4 \
    pydantic==2.14.4 pendulum==3.3.0 python-dateutil==4.0.0 polars==2.1.0
cd "$work"
cat > try.py <<'END'
from datetime import datetime, timezone
from importlib.metadata import version

import dateutil.parser
import msgspec
import pendulum
import polars
import pydantic
import yaml
from ruamel.yaml import YAML

readers = {
    "pydantic": pydantic.TypeAdapter(datetime).validate_python,
    "pendulum": pendulum.parse,
    "python-dateutil": dateutil.parser.isoparse,
    "polars": lambda text: polars.Series([text]).str.to_datetime()[0],
    "PyYAML": yaml.safe_load,
    "ruamel.yaml": YAML(typ="safe", pure=True).load,
    "msgspec": lambda text: msgspec.convert(text, datetime),
}
for name, read in readers.items():
    print(name, version(name))
    for text in ("2014-12-31T23:59:59.9999994Z", "2014-12-31T23:59:59.9999996Z", "9999-12-31T23:59:59.9999999Z"):
        try:
            shown = read(text).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")
        except Exception as error:
            shown = type(error).__name__
        print("   ", text, shown)
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
pydantic 2.14.4
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2014-12-31T23:59:59.999999
    9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999
pendulum 3.3.0
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2014-12-31T23:59:59.999999
    9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999
python-dateutil 4.0.0
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2014-12-31T23:59:59.999999
    9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999
polars 2.1.0
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2014-12-31T23:59:59.999999
    9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999
PyYAML 6.0.4
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2014-12-31T23:59:59.999999
    9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999
ruamel.yaml 0.19.1
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2015-01-01T00:00:00.000000
    9999-12-31T23:59:59.9999999Z OverflowError
msgspec 0.22.0
    2014-12-31T23:59:59.9999994Z 2014-12-31T23:59:59.999999
    2014-12-31T23:59:59.9999996Z 2015-01-01T00:00:00.000000
    9999-12-31T23:59:59.9999999Z ValidationError
END
diff -u expected seen
