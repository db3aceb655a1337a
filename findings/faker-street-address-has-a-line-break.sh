#!/bin/sh
# Faker's street_address() fills a field for one line of an address; address() is the one that has several lines.
# Guess: no street_address() of any locale has a line break, since address() joins it with "\n" to what follows.
# Reality: in en_GB, en_IN and en_NZ two of five have one ("Flat 5\nBailey Hills"); in es_ES as many end with a space.
#   Nothing like it in the other locales, en_US among them, where a suite has usually been tried.
# Library: Faker 40.63.0.
# Why it matters: line breaks are control characters, which address1 and its like may not have; a test that draws British
#   contacts fails now and then, with a fault that nobody put there.
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
