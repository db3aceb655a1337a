#!/bin/sh
# A program sends the values of a form's number and JSON fields as JSON.
# Guess: A number field accepts only texts that are numbers in JSON too, and a JSON field accepts only JSON.
# Reality: WTForms and Django read "1_000" as 1000, and Arabic digits as a number, as Python's int() does. WTForms' decimal
#   field also accepts NaN and Infinity, which Django's rejects. Django's JSONField accepts NaN, and reads 1e400 as infinity.
#   Django's IntegerField reads "1.00" as 1, which WTForms rejects.
# Library: WTForms 3.3.2, Django 5.2.19.
# Why it matters: The form is valid, and json.dumps writes NaN or Infinity into the request, which is not JSON. A number with
#   an underscore is usually a typing error, or an identifier that is not a number.
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
    integer = wtforms.IntegerField(validators=[wtforms.validators.Optional()])
    decimal = wtforms.DecimalField(validators=[wtforms.validators.Optional()])

class WithDjango(forms.Form):
    integer = forms.IntegerField(required=False)
    decimal = forms.DecimalField(required=False)
    document = forms.JSONField(required=False)

print("WTForms", wtforms.__version__, "Django", django.__version__)
tries = [("integer", text) for text in ("1000", "1_000", "\u0663", "1.00", "1.5")]
tries += [("decimal", text) for text in ("1.5", "1_0.5", "NaN", "Infinity")]
tries += [("document", text) for text in ('{"rate": 1}', '{"rate": NaN}', '{"rate": 1e400}')]
for name, text in tries:
    form = WithDjango({name: text})
    print(name, ascii(text), "Django", form.cleaned_data[name] if form.is_valid() else "rejects", end=" ")
    form = WithWTForms(MultiDict({name: text}))
    print("" if name == "document" else f"WTForms {form.data[name] if form.validate() else 'rejects'}")
PY
"$folder/venv/bin/python" "$folder/check.py" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
WTForms 3.3.2 Django 5.2.19
integer '1000' Django 1000 WTForms 1000
integer '1_000' Django 1000 WTForms 1000
integer '\u0663' Django 3 WTForms 3
integer '1.00' Django 1 WTForms rejects
integer '1.5' Django rejects WTForms rejects
decimal '1.5' Django 1.5 WTForms 1.5
decimal '1_0.5' Django 10.5 WTForms 10.5
decimal 'NaN' Django rejects WTForms NaN
decimal 'Infinity' Django rejects WTForms Infinity
document '{"rate": 1}' Django {'rate': 1} 
document '{"rate": NaN}' Django {'rate': nan} 
document '{"rate": 1e400}' Django {'rate': inf} 
TXT
diff "$folder/expected" "$folder/observed"
