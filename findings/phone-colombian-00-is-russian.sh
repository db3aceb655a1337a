#!/bin/sh
# Guess: "00" and a country code mean the same as "+" and that code, also inside that country.
# Reality: In Colombia the international prefix is 00 and the digit of a carrier. With the region CO, "0057 321
#   1234567" is a call through carrier 5 to the Russian number +7 321 123 4567. libphonenumber-js agrees, and with
#   its small metadata, where isValid checks only lengths, it calls that number valid. In Indonesia, "0062 …" stays
#   a national number that keeps its zeros.
# Library: phonenumbers 9.0.33, google-libphonenumber 3.2.47, libphonenumber-js 1.13.16.
# Why it matters: A program that parses a number with the contact's country as the region gets another country for a
#   number that was written with its own country code. Without a region, the same text cannot be parsed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.33
npm install --prefix "$folder" --no-audit --no-fund --silent libphonenumber-js@1.13.16 google-libphonenumber@3.2.47
cat >"$folder/check.py" <<'PY'
import phonenumbers

for text, region in (("0057 321 1234567", "CO"), ("+57 321 1234567", "CO"), ("0033 1 23 45 67 89", "FR"), ("0062 21 8350123", "ID")):
    number = phonenumbers.parse(text, region)
    valid = str(phonenumbers.is_valid_number(number)).lower()
    print("python", text, region, phonenumbers.format_number(number, 0), phonenumbers.region_code_for_country_code(number.country_code), valid)
PY
cat >"$folder/check.cjs" <<'JS'
const { PhoneNumberUtil } = require("google-libphonenumber");
const google = PhoneNumberUtil.getInstance();
const number = google.parse("0057 321 1234567", "CO");
console.log("google", google.format(number, 0), google.isValidNumber(number));
for (const metadata of ["min", "max"]) {
  const other = require(`libphonenumber-js/${metadata}`).parsePhoneNumberFromString("0057 321 1234567", "CO");
  console.log("libphonenumber-js", metadata, other?.number, other?.isValid());
}
JS
echo "phonenumbers 9.0.33, google-libphonenumber 3.2.47, libphonenumber-js 1.13.16"
{ "$folder/venv/bin/python" "$folder/check.py" && node "$folder/check.cjs"; } | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
python 0057 321 1234567 CO +73211234567 RU false
python +57 321 1234567 CO +573211234567 CO true
python 0033 1 23 45 67 89 FR +33123456789 FR true
python 0062 21 8350123 ID +620062218350123 ID false
google +73211234567 false
libphonenumber-js min +73211234567 true
libphonenumber-js max +73211234567 false
TXT
diff "$folder/expected" "$folder/observed"
