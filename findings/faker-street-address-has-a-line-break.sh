#!/bin/sh
# Faker's street_address() fills a field for one line of an address; address() returns several lines.
# Guess: street_address() never returns a line break in any locale, since address() joins it with "\n" to the next line.
# Reality: In en_GB, en_IN and en_NZ, between a third and a half of the addresses have a line break ("Flat 17\nJanet
#   Meadows"). In es_ES, half of them end with a space. No other locale does this, including en_US, which most suites try
#   first.
# Library: Faker 40.63.0.
# Why it matters: Line breaks are control characters, which single-line fields such as address1 do not allow. A test that
#   generates British contacts fails now and then, although the code under test is correct.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check Faker==40.63.0
cd "$work"
cat > try.py <<'END'
import warnings
from importlib.metadata import version

from faker import Faker
from faker.config import AVAILABLE_LOCALES

warnings.simplefilter("ignore")
print("Faker", version("faker"))
for locale in sorted(AVAILABLE_LOCALES):
    fake = Faker(locale)
    fake.seed_instance(1)
    drawn = [fake.street_address() for _ in range(300)]
    breaks = [text for text in drawn if "\n" in text]
    spaces = [text for text in drawn if text != text.strip()]
    if breaks or spaces:
        print(locale, "line breaks:", len(breaks), "spaces at the ends:", len(spaces), "of", len(drawn), repr((breaks + spaces)[0]))
print("en_US", Faker("en_US").street_address().count("\n"))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
Faker 40.63.0
en_GB line breaks: 138 spaces at the ends: 0 of 300 'Flat 17\nJanet Meadows'
en_IN line breaks: 148 spaces at the ends: 0 of 300 '170\nSant Marg'
en_NZ line breaks: 94 spaces at the ends: 0 of 300 '166 Maungaterepuke Broadway\nRD 2'
es line breaks: 0 spaces at the ends: 147 of 300 'Urbanización de Domitila Calatayud 10 Apt. 80 '
es_ES line breaks: 0 spaces at the ends: 147 of 300 'Urbanización de Domitila Calatayud 10 Apt. 80 '
en_US 0
END
diff -u expected seen
