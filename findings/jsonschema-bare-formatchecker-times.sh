#!/bin/sh
# jsonschema checks formats with a FormatChecker. The plain FormatChecker() has all formats; each draft has its own
# with a subset of them.
# Guess: FormatChecker() and Draft202012Validator.FORMAT_CHECKER give the same verdict on a format of the same name.
# Reality: The plain one uses draft 3's "time", a time of day without a zone. It accepts 08:40:44 and rejects
#   08:40:44Z, while the draft's own checker accepts 08:40:44Z and rejects 08:40:44. No time is valid for both. The
#   plain one also checks "color", a format of draft 3 that later drafts do not define.
# Library: jsonschema 4.26.0 with its extra "format", against jsonschema-rs 0.61.0.
# Why it matters: The same schema and value get opposite verdicts depending on one argument. jsonschema-rs agrees
#   with the draft.
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
