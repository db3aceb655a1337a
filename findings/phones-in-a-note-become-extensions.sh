#!/bin/sh
# A note or an old field has phone numbers in running text. Three libraries find them with the metadata of Google's libphonenumber.
# Guess: Two numbers with a comma between them are two numbers for each library, in any of the usual spellings.
# Reality: In libphonenumber-js, the second number becomes an extension of the first, after a comma or a semicolon, unless it begins with
#   "+" or a bracket. The extension is its first group of digits, or nine digits of it. One number is lost, and the other one gets an
#   extension that does not exist. In German numbers, the rest is found as a number without its area code. awesome-phonenumber finds
#   only numbers with spaces or without separators: none with hyphens, dots, brackets or no-break spaces. It does find the digits inside
#   a word. Python's phonenumbers, a port of the original, finds both numbers each time.
# Library: libphonenumber-js 1.13.16, awesome-phonenumber 7.8.0 (npm), phonenumbers 9.0.43 (PyPI).
# Why it matters: A migration that splits a field with several numbers into a list of phones keeps one phone of each contact, with a
#   wrong extension, and the number is valid.
# Needs: node 20 or newer, npm, Python 3.11 with venv.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts libphonenumber-js@1.13.16 awesome-phonenumber@7.8.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check phonenumbers==9.0.43 2>/dev/null
cat >notes.py <<'PY'
NOTES = [
    ("FR", "06 12 34 56 78 / 06 98 76 54 32"),
    ("FR", "06 12 34 56 78, 06 98 76 54 32"),
    ("FR", "06 12 34 56 78; 06 98 76 54 32"),
    ("FR", "0612345678, 0698765432"),
    ("FR", "+33 6 12 34 56 78, +33 6 98 76 54 32"),
    ("FR", "06.12.34.56.78 / 06.98.76.54.32"),
    ("FR", "06\u00a012\u00a034\u00a056\u00a078"),
    ("FR", "Ann0612345678"),
    ("DE", "030 123456, 030 654321"),
    ("DE", "+49 (30) 123456"),
    ("HR", "091 123 4567, 091 765 4321"),
    ("US", "202-555-0143, 202-555-0198"),
    ("US", "(202) 555-0143"),
]
PY
cat >find.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { findNumbers } from 'awesome-phonenumber'
import { findPhoneNumbersInText } from 'libphonenumber-js/max'

for (const [region, note, python] of JSON.parse(readFileSync(0, 'utf8'))) {
  const found = findPhoneNumbersInText(note, { defaultCountry: region })
    .map(({ number }) => `${number.number}${number.ext ? ` ext. ${number.ext}` : ''}`)
  const awesome = findNumbers(note, { defaultRegionCode: region }).map(({ phoneNumber }) => phoneNumber.number.e164)
  console.log(`${region} ${JSON.stringify(note).replaceAll('\u00a0', '\\u00a0')}`)
  for (const [library, numbers] of [['phonenumbers', python], ['libphonenumber-js', found], ['awesome-phonenumber', awesome]]) {
    console.log(`  ${library}: ${numbers.join(', ') || 'none'}`)
  }
}
JS
cat >find.py <<'PY'
import json

import phonenumbers
from notes import NOTES


def written(number):
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{text} ext. {number.extension}" if number.extension else text


print(json.dumps([
    (region, note, [written(match.number) for match in phonenumbers.PhoneNumberMatcher(note, region)]) for region, note in NOTES
]))
PY
venv/bin/python find.py | node find.mjs | tee observed
cat >expected <<'TXT'
FR "06 12 34 56 78 / 06 98 76 54 32"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678, +33698765432
  awesome-phonenumber: +33612345678, +33698765432
FR "06 12 34 56 78, 06 98 76 54 32"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678 ext. 06
  awesome-phonenumber: +33612345678, +33698765432
FR "06 12 34 56 78; 06 98 76 54 32"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678 ext. 06
  awesome-phonenumber: +33612345678, +33698765432
FR "0612345678, 0698765432"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678 ext. 069876543
  awesome-phonenumber: +33612345678, +33698765432
FR "+33 6 12 34 56 78, +33 6 98 76 54 32"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678, +33698765432
  awesome-phonenumber: +33612345678, +33698765432
FR "06.12.34.56.78 / 06.98.76.54.32"
  phonenumbers: +33612345678, +33698765432
  libphonenumber-js: +33612345678, +33698765432
  awesome-phonenumber: none
FR "06\u00a012\u00a034\u00a056\u00a078"
  phonenumbers: +33612345678
  libphonenumber-js: +33612345678
  awesome-phonenumber: none
FR "Ann0612345678"
  phonenumbers: none
  libphonenumber-js: none
  awesome-phonenumber: +33612345678
DE "030 123456, 030 654321"
  phonenumbers: +4930123456, +4930654321
  libphonenumber-js: +4930123456 ext. 030, +49654321
  awesome-phonenumber: +4930123456, +4930654321
DE "+49 (30) 123456"
  phonenumbers: +4930123456
  libphonenumber-js: +4930123456
  awesome-phonenumber: none
HR "091 123 4567, 091 765 4321"
  phonenumbers: +385911234567, +385917654321
  libphonenumber-js: +385911234567 ext. 091
  awesome-phonenumber: +385911234567, +385917654321
US "202-555-0143, 202-555-0198"
  phonenumbers: +12025550143, +12025550198
  libphonenumber-js: +12025550143 ext. 202
  awesome-phonenumber: none
US "(202) 555-0143"
  phonenumbers: +12025550143
  libphonenumber-js: +12025550143
  awesome-phonenumber: none
TXT
diff expected observed
