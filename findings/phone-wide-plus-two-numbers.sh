#!/bin/sh
# Guess: Either every port of libphonenumber understands a full-width plus sign, as a Japanese keyboard writes it,
#   or none does.
# Reality: phonenumbers reads it as a plus. libphonenumber-js does not recognise an international number and falls
#   back on the region. With the Netherlands as the region, the same text is two different numbers, and each library
#   calls its own valid.
# Library: phonenumbers 9.0.33, libphonenumber-js 1.13.16.
# Why it matters: The form in the browser and the check on the server both say "valid", and mean different
#   subscribers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.33
npm install --prefix "$folder" --no-audit --no-fund --silent libphonenumber-js@1.13.16
cat >"$folder/tries" <<'TXT'
＋31 800 1234|NL
＋383 28 012 345|XK
＋1 201-555-0123|US
+31 800 1234|NL
TXT
cat >"$folder/check.py" <<'PY'
import sys

import phonenumbers

for line in open(sys.argv[1], encoding="utf-8"):
    text, region = line.strip().split("|")
    number = phonenumbers.parse(text, region)
    print("python", text, region, phonenumbers.format_number(number, 0), str(phonenumbers.is_valid_number(number)).lower())
PY
cat >"$folder/check.cjs" <<'JS'
const { parsePhoneNumberFromString } = require("libphonenumber-js/max");
for (const line of require("fs").readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  const [text, region] = line.split("|");
  const number = parsePhoneNumberFromString(text, region);
  console.log("javascript", text, region, number?.number, number?.isValid());
}
JS
echo "phonenumbers 9.0.33, libphonenumber-js 1.13.16"
{ "$folder/venv/bin/python" "$folder/check.py" "$folder/tries" && node "$folder/check.cjs" "$folder/tries"; } | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
python ＋31 800 1234 NL +318001234 true
python ＋383 28 012 345 XK +38328012345 true
python ＋1 201-555-0123 US +12015550123 true
python +31 800 1234 NL +318001234 true
javascript ＋31 800 1234 NL +31318001234 true
javascript ＋383 28 012 345 XK +38338328012345 true
javascript ＋1 201-555-0123 US +12015550123 true
javascript +31 800 1234 NL +318001234 true
TXT
diff "$folder/expected" "$folder/observed"
