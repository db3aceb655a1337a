#!/bin/sh
# A client without a browser posts a boolean to a form as "0", "off" or "no".
# Guess: The form reads them as false, or rejects them. Django's BooleanField documents "0" as false.
# Reality: WTForms reads all three as true; only "false" and the empty string are false. In Django, the field alone reads "0"
#   as false, but its default widget has already turned it into true. A NullBooleanField reads "0", "1", "on" and "off" all
#   as null, but "2" as true and "3" as false, which were the values of its list in old versions.
# Library: WTForms 3.3.2, Django 5.2.19.
# Why it matters: A payload that is built from the form says the opposite of the posted value, and it is valid.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check WTForms==3.3.2 Django==5.2.19 Werkzeug==3.1.9
cat >"$folder/check.py" <<'PY'
import django
import wtforms
from django import forms
from django.conf import settings
from werkzeug.datastructures import MultiDict

settings.configure()
django.setup()

class WithWTForms(wtforms.Form):
    primary = wtforms.BooleanField()

class WithDjango(forms.Form):
    primary = forms.BooleanField(required=False)

class WithNull(forms.Form):
    primary = forms.NullBooleanField(required=False)

def cleaned(form):
    return form.cleaned_data["primary"] if form.is_valid() else form.errors["primary"][0]

print("WTForms", wtforms.__version__, "Django", django.__version__)
print("Django, the field alone: 0", forms.BooleanField(required=False).clean("0"))
for value in ("true", "1", "on", "false", "", "0", "off", "no", "2", "3"):
    posted = {"primary": value}
    form = WithWTForms(MultiDict(posted))
    print(f'"{value}": WTForms {form.data["primary"]} {form.errors},', f"Django {cleaned(WithDjango(posted))}, with null {cleaned(WithNull(posted))}")
PY
"$folder/venv/bin/python" "$folder/check.py" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
WTForms 3.3.2 Django 5.2.19
Django, the field alone: 0 False
"true": WTForms True {}, Django True, with null True
"1": WTForms True {}, Django True, with null None
"on": WTForms True {}, Django True, with null None
"false": WTForms False {}, Django False, with null False
"": WTForms False {}, Django False, with null None
"0": WTForms True {}, Django True, with null None
"off": WTForms True {}, Django True, with null None
"no": WTForms True {}, Django True, with null None
"2": WTForms True {}, Django True, with null True
"3": WTForms True {}, Django True, with null False
TXT
diff "$folder/expected" "$folder/observed"
