#!/bin/sh
# jsonschema checks formats with a FormatChecker; the plain FormatChecker() has all of them, those of a draft a part of these.
# Guess: a format of one name is judged alike by FormatChecker() and by Draft202012Validator.FORMAT_CHECKER.
# Reality: the plain one has draft 3's idea of "time", a time of day without a zone. So it takes 08:40:44 and refuses
#   08:40:44Z, the draft's own one takes 08:40:44Z and refuses 08:40:44: no time is right for both. The plain one also knows
#   "color", a word of draft 3 that later drafts leave open.
# Library: jsonschema 4.26.0 with its extra "format".
# Why it matters: the same schema and the same value get opposite verdicts by the spelling of one argument, and other
#   engines (jsonschema-rs, ajv) side with the draft.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check 'jsonschema[format]==4.26.0' jsonschema-rs==0.61.0
cd "$work"
cat > try.py <<'END'
from importlib.metadata import version

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker

print("jsonschema", version("jsonschema"), "jsonschema-rs", version("jsonschema-rs"))
print("format value plain draft rs")
for name, value in [("time", "08:40:44"), ("time", "08:40:44Z"), ("time", "08:40:44+02:00"), ("color", "1"), ("date-time", "2014-08-21T08:40:44Z")]:
    schema = {"format": name}
    plain = Draft202012Validator(schema, format_checker=FormatChecker()).is_valid(value)
    draft = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(value)
    print(name, value, plain, draft, jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
jsonschema 4.26.0 jsonschema-rs 0.61.0
format value plain draft rs
time 08:40:44 True False False
time 08:40:44Z False True True
time 08:40:44+02:00 False True True
color 1 False True True
date-time 2014-08-21T08:40:44Z True True True
END
diff -u expected seen
