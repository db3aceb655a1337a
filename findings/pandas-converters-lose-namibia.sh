#!/bin/sh
# "NA" is the country code of Namibia, and a missing value for pandas.read_csv. A converter for the column protects the text.
# Guess: A column with converters={"country_code": str} keeps "NA" in every version, as the documentation of pandas said for
#   years: missing values have no effect on a column with a converter.
# Reality: Since pandas 3.1, the result of a converter is also compared with the list of missing values, and "NA" is nan. The
#   slower engine="python" did so before. Only keep_default_na=False protects the code. country_converter, which reads its
#   own table of countries with converters, cannot be used any more: every call raises a TypeError.
# Library: pandas 3.0.6 and 3.1.1, country_converter 1.3.2.
# Why it matters: After an upgrade to a new minor version, only contacts in Namibia lose their country, so a test without
#   Namibia finds nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >read.py <<'PY'
import io

import country_converter
import pandas

CONTACTS = "country_code,firstname\nFR,Ann\nNA,Ben\nGB,None\n"


def read(**options):
    return pandas.read_csv(io.StringIO(CONTACTS), **options).values.tolist()


print("pandas", pandas.__version__)
both = dict.fromkeys(("country_code", "firstname"), str)
print("  dtype=str:", read(dtype=str))
print("  converters:", read(converters=both))
print("  converters, engine='python':", read(converters=both, engine="python"))
print("  converters, keep_default_na=False:", read(converters=both, keep_default_na=False))
try:
    print("  country_converter:", country_converter.convert("Namibia", to="ISO2"), country_converter.convert("France", to="ISO2"))
except TypeError as error:
    print("  country_converter: TypeError:", error)
PY
for version in 3.0.6 3.1.1; do
  python3 -m venv "pandas-$version"
  "pandas-$version/bin/pip" install --quiet --disable-pip-version-check "pandas==$version" country_converter==1.3.2
  "pandas-$version/bin/python" -W ignore read.py
done >observed
cat observed
cat >expected <<'TXT'
pandas 3.0.6
  dtype=str: [['FR', 'Ann'], [nan, 'Ben'], ['GB', nan]]
  converters: [['FR', 'Ann'], ['NA', 'Ben'], ['GB', 'None']]
  converters, engine='python': [['FR', 'Ann'], [nan, 'Ben'], ['GB', nan]]
  converters, keep_default_na=False: [['FR', 'Ann'], ['NA', 'Ben'], ['GB', 'None']]
  country_converter: NA FR
pandas 3.1.1
  dtype=str: [['FR', 'Ann'], [nan, 'Ben'], ['GB', nan]]
  converters: [['FR', 'Ann'], [nan, 'Ben'], ['GB', nan]]
  converters, engine='python': [['FR', 'Ann'], [nan, 'Ben'], ['GB', nan]]
  converters, keep_default_na=False: [['FR', 'Ann'], ['NA', 'Ben'], ['GB', 'None']]
  country_converter: TypeError: first argument must be string or compiled pattern
TXT
diff expected observed
