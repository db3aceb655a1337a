#!/bin/sh
# Payloads with prices are generated with Jsonnet, a language of templates for JSON. A price is a number, 19.99, and a text such as
# "Total: " + 19.99 or "%.2f" % 19.99 shows it.
# Guess: 19.99 is written as 19.99, as most languages with doubles write it, and "%.2f" gives two decimals.
# Reality: jsonnet and gojsonnet write 17 digits. 19.99 becomes 19.989999999999998, in the JSON and in the text "Total: 19.989999999999998".
#   Of the 3,000 prices from 0.00 to 29.99, 2,088 change. std.manifestJsonEx in gojsonnet writes 19.99, so one price has two spellings
#   in one file. rjsonnet writes 19.99, but its "%.2f" is wrong: -0.5, a discount, becomes "-1.-50", and 1.995 becomes "1.100".
# Library: jsonnet 0.22.0, gojsonnet 0.22.0, rjsonnet 0.5.6 (PyPI).
# Why it matters: A reader with doubles gets the same number from JSON. A reader with decimals, a check for two decimals, and each text get
#   another price. Write prices with "%.2f" in jsonnet and gojsonnet, and as texts or cents if rjsonnet is used too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsonnet==0.22.0 gojsonnet==0.22.0 rjsonnet==0.5.6
cat >evaluate.py <<'PY'
import json
from decimal import Decimal
from importlib.metadata import version

import _gojsonnet
import _jsonnet
import rjsonnet

LIBRARIES = {"jsonnet": _jsonnet, "gojsonnet": _gojsonnet, "rjsonnet": rjsonnet}
print(*(f"{name} {version(name)}" for name in LIBRARIES))
for name, library in LIBRARIES.items():

    def result(snippet):
        text = library.evaluate_snippet("price.jsonnet", snippet)
        return json.loads(text, parse_float=Decimal)

    print(name)
    for snippet in ["19.99", "2.50", "0.35"]:
        print(f"  {snippet}: {result(snippet)}")
    for snippet in [
        '"Total: " + 19.99',
        'std.manifestJsonEx({price: 19.99}, "", "")',
        '"%.2f" % 19.99',
        '"%.2f" % -0.5',
        '"%.2f" % 1.995',
        '"%.1f" % 99.95',
    ]:
        print(f"  {snippet}: {result(snippet)}")
    prices = result("[cents / 100 for cents in std.range(0, 2999)]")
    changed = [price for cents, price in enumerate(prices) if Decimal(price) * 100 != cents]
    print(f"  changed: {len(changed)} of {len(prices)} prices")
PY
timeout 300 venv/bin/python evaluate.py | tee observed
cat >expected <<'TXT'
jsonnet 0.22.0 gojsonnet 0.22.0 rjsonnet 0.5.6
jsonnet
  19.99: 19.989999999999998
  2.50: 2.5
  0.35: 0.34999999999999998
  "Total: " + 19.99: Total: 19.989999999999998
  std.manifestJsonEx({price: 19.99}, "", ""): {"price": 19.989999999999998}
  "%.2f" % 19.99: 19.99
  "%.2f" % -0.5: -0.50
  "%.2f" % 1.995: 2.00
  "%.1f" % 99.95: 100.0
  changed: 2088 of 3000 prices
gojsonnet
  19.99: 19.989999999999998
  2.50: 2.5
  0.35: 0.34999999999999998
  "Total: " + 19.99: Total: 19.989999999999998
  std.manifestJsonEx({price: 19.99}, "", ""): {"price": 19.99}
  "%.2f" % 19.99: 19.99
  "%.2f" % -0.5: -0.50
  "%.2f" % 1.995: 2.00
  "%.1f" % 99.95: 100.0
  changed: 2088 of 3000 prices
rjsonnet
  19.99: 19.99
  2.50: 2.5
  0.35: 0.35
  "Total: " + 19.99: Total: 19.99
  std.manifestJsonEx({price: 19.99}, "", ""): {"price": 19.99}
  "%.2f" % 19.99: 19.99
  "%.2f" % -0.5: -1.-50
  "%.2f" % 1.995: 1.100
  "%.1f" % 99.95: 99.10
  changed: 0 of 3000 prices
TXT
diff expected observed
