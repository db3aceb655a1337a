#!/bin/sh
# Guess: A remark in brackets after a phone number is removed, or makes the number invalid.
# Reality: phonenumbers and google-libphonenumber read the letters as keys of a telephone. "+49 30 123456 (office)"
#   becomes +4930123456633423, which is valid in Germany's open numbering plan. libphonenumber-js removes the
#   remark. In most other countries the longer number is merely invalid.
# Library: phonenumbers 9.0.33, google-libphonenumber 3.2.47, libphonenumber-js 1.13.16.
# Why it matters: A validator that answers "valid" here has checked a number that nobody wrote, and that number is
#   stored as E.164.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.33
npm install --prefix "$folder" --no-audit --no-fund --silent google-libphonenumber@3.2.47 libphonenumber-js@1.13.16
cat >"$folder/check.py" <<'PY'
import phonenumbers

for text in ("+49 30 123456 (office)", "+43 1 123456 (office)", "+1 201-555-0123 (office)", "+33 1 23 45 67 89 (home)"):
    number = phonenumbers.parse(text, None)
    print("python", text, phonenumbers.format_number(number, 0), str(phonenumbers.is_valid_number(number)).lower())
PY
cat >"$folder/check.cjs" <<'JS'
const { PhoneNumberUtil } = require("google-libphonenumber");
const { parsePhoneNumberFromString } = require("libphonenumber-js/max");
const google = PhoneNumberUtil.getInstance();
for (const text of ["+49 30 123456 (office)", "+1 201-555-0123 (office)"]) {
  const number = google.parse(text);
  console.log("google", text, google.format(number, 0), google.isValidNumber(number));
  const other = parsePhoneNumberFromString(text);
  console.log("libphonenumber-js", text, other.number, other.isValid());
}
JS
echo "phonenumbers 9.0.33, google-libphonenumber 3.2.47, libphonenumber-js 1.13.16"
{ "$folder/venv/bin/python" "$folder/check.py" && node "$folder/check.cjs"; } | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
python +49 30 123456 (office) +4930123456633423 true
python +43 1 123456 (office) +431123456633423 false
python +1 201-555-0123 (office) +12015550123633423 false
python +33 1 23 45 67 89 (home) +331234567894663 false
google +49 30 123456 (office) +4930123456633423 true
libphonenumber-js +49 30 123456 (office) +4930123456 true
google +1 201-555-0123 (office) +12015550123633423 false
libphonenumber-js +1 201-555-0123 (office) +12015550123 true
TXT
diff "$folder/expected" "$folder/observed"
