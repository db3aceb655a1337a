#!/bin/sh
# yaml-rs is a YAML reader for Python, written in Rust. Like others, it reads the plain 2014-08-21 as a date.
# Guess: A value in quotes is a text, whatever is in it. The specification says so, and the quotes are the way to keep a text.
# Reality: That holds for "0150", "1_000" and "NO", but a date or a time becomes a date or a datetime in quotes too, in block
#   texts that end without a line break, and as a key. JSON read as YAML gets datetimes in the same way. A day that does not exist
#   and a leap second stay texts, so the type depends on the value. Only the tag !!str keeps the text. yaml-rs puts a time in
#   quotes when it writes one, but not a date, 1_000 or 0o17, and it reads all four back as other values. ryaml, py-yaml12,
#   PyYAML and ruamel.yaml keep every value in quotes as a text.
# Library: yaml-rs 0.1.6, ryaml 0.5.1, py-yaml12 0.2.0, PyYAML 6.0.4, ruamel.yaml 0.19.1.
# Why it matters: A fixture or cassette with "created_at": "2014-08-21T08:40:44Z" is valid. Read by yaml-rs, it holds
#   an object that JSON cannot write. Written again, the text has changed. Its option parse_datetime=False keeps the texts.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check yaml-rs==0.1.6 ryaml==0.5.1 py-yaml12==0.2.0 PyYAML==6.0.4 ruamel.yaml==0.19.1
cat >read.py <<'PY'
from importlib.metadata import version

import ruamel.yaml
import ryaml
import yaml
import yaml12
import yaml_rs

OTHERS = [ryaml.loads, yaml12.parse_yaml, yaml.safe_load, ruamel.yaml.YAML(typ="safe", pure=True).load]


def short(value):
    return repr(value).replace("datetime.", "").replace("timezone.utc", "UTC")


print(*(f"{name} {version(name)}" for name in ("yaml-rs", "ryaml", "py-yaml12", "PyYAML", "ruamel.yaml")))
for text in [
    'zip: "0150"',
    'guests: "1_000"',
    'country: "NO"',
    'born: "2014-08-21"',
    "born: '2014-08-21'",
    'created_at: "2014-08-21T08:40:44Z"',
    '{"created_at": "2014-08-21T08:40:44Z"}',
    "born: |-\n  2014-08-21\n",
    "note: |\n  2014-08-21\n",
    '"2014-08-21": booked',
    'born: "2014-02-30"',
    'created_at: "2016-12-31T23:59:60Z"',
    "born: !!str 2014-08-21",
]:
    others = {short(read(text)) for read in OTHERS}
    print(f"{text!r}: yaml-rs {short(yaml_rs.loads(text))}, the others {' or '.join(others)}")
print("parse_datetime=False:", yaml_rs.loads('born: "2014-08-21"', parse_datetime=False))
for text in ["2014-08-21T08:40:44Z", "2014-08-21", "1_000", "0o17", "0612345678"]:
    written = yaml_rs.dumps({"text": text})
    print(f"{text!r} is written as {written.splitlines()[-1]}, and read as {short(yaml_rs.loads(written)['text'])}")
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
yaml-rs 0.1.6 ryaml 0.5.1 py-yaml12 0.2.0 PyYAML 6.0.4 ruamel.yaml 0.19.1
'zip: "0150"': yaml-rs {'zip': '0150'}, the others {'zip': '0150'}
'guests: "1_000"': yaml-rs {'guests': '1_000'}, the others {'guests': '1_000'}
'country: "NO"': yaml-rs {'country': 'NO'}, the others {'country': 'NO'}
'born: "2014-08-21"': yaml-rs {'born': date(2014, 8, 21)}, the others {'born': '2014-08-21'}
"born: '2014-08-21'": yaml-rs {'born': date(2014, 8, 21)}, the others {'born': '2014-08-21'}
'created_at: "2014-08-21T08:40:44Z"': yaml-rs {'created_at': datetime(2014, 8, 21, 8, 40, 44, tzinfo=UTC)}, the others {'created_at': '2014-08-21T08:40:44Z'}
'{"created_at": "2014-08-21T08:40:44Z"}': yaml-rs {'created_at': datetime(2014, 8, 21, 8, 40, 44, tzinfo=UTC)}, the others {'created_at': '2014-08-21T08:40:44Z'}
'born: |-\n  2014-08-21\n': yaml-rs {'born': date(2014, 8, 21)}, the others {'born': '2014-08-21'}
'note: |\n  2014-08-21\n': yaml-rs {'note': '2014-08-21\n'}, the others {'note': '2014-08-21\n'}
'"2014-08-21": booked': yaml-rs {date(2014, 8, 21): 'booked'}, the others {'2014-08-21': 'booked'}
'born: "2014-02-30"': yaml-rs {'born': '2014-02-30'}, the others {'born': '2014-02-30'}
'created_at: "2016-12-31T23:59:60Z"': yaml-rs {'created_at': '2016-12-31T23:59:60Z'}, the others {'created_at': '2016-12-31T23:59:60Z'}
'born: !!str 2014-08-21': yaml-rs {'born': '2014-08-21'}, the others {'born': '2014-08-21'}
parse_datetime=False: {'born': '2014-08-21'}
'2014-08-21T08:40:44Z' is written as text: "2014-08-21T08:40:44Z", and read as datetime(2014, 8, 21, 8, 40, 44, tzinfo=UTC)
'2014-08-21' is written as text: 2014-08-21, and read as date(2014, 8, 21)
'1_000' is written as text: 1_000, and read as 1000
'0o17' is written as text: 0o17, and read as 15
'0612345678' is written as text: "0612345678", and read as '0612345678'
TXT
diff expected observed
