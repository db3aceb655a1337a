#!/bin/sh
# Faker draws phone numbers in 108 of its 111 locales, most of which name a country.
# Guess: The numbers of a locale belong to its country, most of them are valid there, and a locale without numbers of its own
#   raises or warns.
# Reality: 36 other locales draw American numbers without a warning, among them fr_BE, is_IS, el_CY and en_IE. Of 300 numbers
#   that es_AR draws, none is valid in Argentina. In bg_BG, 6 of 100 are valid, and in de_LI 9 of 100; in pl_PL, es_ES and
#   cs_CZ, all are. en_PH, fil_PH and tl_PH only have mobile numbers, so phone_number() raises AttributeError.
# Library: Faker 40.63.0, phonenumbers 9.0.43.
# Why it matters: Fixtures with such numbers look local, but fail or are reported as doubtful if numbers are checked by
#   country. A suite that draws phone numbers in all locales gets American ones from a third of them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Faker==40.63.0 phonenumbers==9.0.43
cat >"$folder/draw.py" <<'PY'
import warnings

import phonenumbers
from faker import Faker
from faker.config import AVAILABLE_LOCALES

warnings.simplefilter("ignore")  # fr_QC is deprecated


def share(fake, region):
    valid = 0
    for _ in range(300):
        try:
            valid += phonenumbers.is_valid_number(phonenumbers.parse(fake.phone_number(), region))
        except phonenumbers.NumberParseException:
            pass
    return valid / 300


american, without = [], []
for locale in sorted(AVAILABLE_LOCALES):
    fake = Faker(locale)
    if not hasattr(fake, "phone_number"):
        without.append(locale)
        continue
    (provider,) = [one for one in fake.get_providers() if ".phone_number" in type(one).__module__]
    if type(provider).__module__.endswith(".en_US") and locale != "en_US":
        american.append(locale)
print("American numbers:", len(american), [one for one in ("el_CY", "en_IE", "fr_BE", "is_IS") if one in american])
print("no phone_number():", without)
for locale in ("es_AR", "bg_BG", "de_LI", "pl_PL", "es_ES", "cs_CZ"):
    fake = Faker(locale)
    fake.seed_instance(1)
    print(f"{locale}: {share(fake, locale[-2:]):.0%} valid")
PY
echo "Faker 40.63.0, phonenumbers 9.0.43"
"$folder/venv/bin/python" "$folder/draw.py" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
American numbers: 36 ['el_CY', 'en_IE', 'fr_BE', 'is_IS']
no phone_number(): ['en_PH', 'fil_PH', 'tl_PH']
es_AR: 0% valid
bg_BG: 6% valid
de_LI: 9% valid
pl_PL: 100% valid
es_ES: 100% valid
cs_CZ: 100% valid
TXT
diff "$folder/expected" "$folder/observed"
