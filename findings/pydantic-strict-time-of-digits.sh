#!/bin/sh
# pydantic has a strict mode that does not convert one type into another. For JSON, it still reads a time from its text.
# Guess: Strict mode rejects a text that is not a time in ISO 8601. AwareDatetime also rejects a time without a zone.
# Reality: A text of digits is read as a number of seconds since 1970, or of milliseconds if it is large. The compact date
#   "20140821" becomes a day in August 1970, and "20140821084044" one in the year 2608. The number 20140821 is rejected, since it
#   is not a text. AwareDatetime accepts both texts as times in UTC, and rejects "2014-08-21T08:40:44". The JSON Schema of
#   the same model says "date-time", which neither text is. Python's fromisoformat, Django REST framework and marshmallow
#   read "20140821" as 21 August 2014. They reject the longer text, and msgspec rejects both.
# Library: pydantic 2.14.4, msgspec 0.22.0, marshmallow 4.4.0, djangorestframework 3.18.3 (Django 5.2.19), jsonschema-rs 0.60.3.
# Why it matters: Exports of older systems write dates like this. They pass the strictest check that pydantic has, and the
#   wrong year appears only later, in the records.
# Needs: Python 3.11 or newer.
set -eu
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "skipped: needs Python 3.11"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pydantic==2.14.4 msgspec==0.22.0 marshmallow==4.4.0 \
  djangorestframework==3.18.3 Django==5.2.19 jsonschema-rs==0.60.3
cat >times.py <<'PY'
import json
from datetime import datetime
from typing import Annotated

import django
import jsonschema_rs
import marshmallow
import msgspec
import pydantic
from django.conf import settings

settings.configure(USE_TZ=False)
django.setup()
from rest_framework import serializers  # noqa: E402

strict = pydantic.TypeAdapter(Annotated[datetime, pydantic.Strict()])
aware = pydantic.TypeAdapter(Annotated[pydantic.AwareDatetime, pydantic.Strict()])
schema = jsonschema_rs.validator_for(strict.json_schema(), validate_formats=True)
readers = {
    "pydantic, strict": strict.validate_json,
    "pydantic, strict and aware": aware.validate_json,
    "its JSON Schema": lambda text: "valid" if schema.is_valid(json.loads(text)) else "invalid",
    "msgspec": lambda text: msgspec.json.decode(text, type=datetime),
    "marshmallow": lambda text: marshmallow.fields.DateTime().deserialize(json.loads(text)),
    "REST framework": lambda text: serializers.DateTimeField().run_validation(json.loads(text)),
    "fromisoformat": lambda text: datetime.fromisoformat(json.loads(text)),
}
for text in ('"2014-08-21T08:40:44Z"', '"2014-08-21T08:40:44"', '"20140821"', '"20140821084044"', '"2014"', "20140821"):
    print(text)
    for name, read in readers.items():
        try:
            print(f"  {name}: {read(text)}")
        except (ValueError, TypeError, msgspec.ValidationError, marshmallow.ValidationError, serializers.ValidationError):
            print(f"  {name}: rejected")
PY
echo "pydantic 2.14.4, msgspec 0.22.0, marshmallow 4.4.0, djangorestframework 3.18.3"
venv/bin/python times.py | tee observed
cat >expected <<'TXT'
"2014-08-21T08:40:44Z"
  pydantic, strict: 2014-08-21 08:40:44+00:00
  pydantic, strict and aware: 2014-08-21 08:40:44+00:00
  its JSON Schema: valid
  msgspec: 2014-08-21 08:40:44+00:00
  marshmallow: 2014-08-21 08:40:44+00:00
  REST framework: 2014-08-21 08:40:44
  fromisoformat: 2014-08-21 08:40:44+00:00
"2014-08-21T08:40:44"
  pydantic, strict: 2014-08-21 08:40:44
  pydantic, strict and aware: rejected
  its JSON Schema: invalid
  msgspec: 2014-08-21 08:40:44
  marshmallow: 2014-08-21 08:40:44
  REST framework: 2014-08-21 08:40:44
  fromisoformat: 2014-08-21 08:40:44
"20140821"
  pydantic, strict: 1970-08-22 02:40:21+00:00
  pydantic, strict and aware: 1970-08-22 02:40:21+00:00
  its JSON Schema: invalid
  msgspec: rejected
  marshmallow: 2014-08-21 00:00:00
  REST framework: 2014-08-21 00:00:00
  fromisoformat: 2014-08-21 00:00:00
"20140821084044"
  pydantic, strict: 2608-03-28 08:31:24.044000+00:00
  pydantic, strict and aware: 2608-03-28 08:31:24.044000+00:00
  its JSON Schema: invalid
  msgspec: rejected
  marshmallow: rejected
  REST framework: rejected
  fromisoformat: rejected
"2014"
  pydantic, strict: 1970-01-01 00:33:34+00:00
  pydantic, strict and aware: 1970-01-01 00:33:34+00:00
  its JSON Schema: invalid
  msgspec: rejected
  marshmallow: rejected
  REST framework: rejected
  fromisoformat: rejected
20140821
  pydantic, strict: rejected
  pydantic, strict and aware: rejected
  its JSON Schema: invalid
  msgspec: rejected
  marshmallow: rejected
  REST framework: rejected
  fromisoformat: rejected
TXT
diff expected observed
