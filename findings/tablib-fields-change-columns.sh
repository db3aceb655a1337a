#!/bin/sh
# A file of contacts in JSON is imported with tablib, or with django-import-export, which uses it. The objects have the same names in another
# order, as a file has that was edited by hand or put together from two sources.
# Guess: The order of the names does not matter, as in each reader of JSON. A name that is new in a later object is an error or a new column.
# Reality: tablib takes the names from the first object, and from the others only the values, in the order of the file. Ann's
#   last name becomes her first name. With {"id": 1, "email": …} and {"id": 2, "zip": …}, the postal code becomes the email address of the second
#   contact. django-import-export shows no error and stores these values. Only an object with more or fewer fields is an error. YAML and
#   a list of dicts in Python are read in the same way. pandas, polars and petl put each value into the column with its name.
# Library: tablib 3.10.0, django-import-export 4.4.3, Django 5.2.8, PyYAML 6.0.3, against pandas 3.1.1, polars 2.1.0, petl 1.7.30.
# Why it matters: Texts in the wrong field pass each check of types. Files that one program wrote have one order, so tests pass. Sort
#   the names of each object first, and check that all objects have the same ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tablib==3.10.0 django-import-export==4.4.3 Django==5.2.8 PyYAML==6.0.3 \
  pandas==3.1.1 polars==2.1.0 petl==1.7.30
mkdir contacts
cat >contacts/models.py <<'PY'
from django.db import models


class Contact(models.Model):
    firstname = models.CharField(max_length=100, blank=True)
    lastname = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=100, blank=True)
    zip = models.CharField(max_length=100, blank=True)
PY
cat >read.py <<'PY'
import io
import json
from importlib.metadata import version

import django
import pandas
import petl
import polars
import tablib
import yaml
from django.conf import settings
from django.db import connection

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["contacts"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from contacts.models import Contact
from import_export.resources import ModelResource


class Contacts(ModelResource):
    class Meta:
        model = Contact


with connection.schema_editor() as editor:
    editor.create_model(Contact)


def by_django(text):
    Contact.objects.all().delete()
    result = Contacts().import_data(tablib.Dataset().load(text, format="json"))
    assert not result.has_errors() and not result.has_validation_errors()
    names = json.loads(text)[0]
    return [{name: getattr(contact, name) for name in names} for contact in Contact.objects.order_by("id")]


def by_list(text):
    table = tablib.Dataset()
    table.dict = json.loads(text)
    return table.dict


READERS = {
    "tablib": lambda text: tablib.Dataset().load(text, format="json").dict,
    "tablib, a list": by_list,
    "tablib, YAML": lambda text: tablib.Dataset().load(yaml.safe_dump(json.loads(text), sort_keys=False), format="yaml").dict,
    "django-import-export": by_django,
    "pandas": lambda text: json.loads(pandas.read_json(io.StringIO(text)).to_json(orient="records")),
    "polars": lambda text: polars.read_json(text.encode()).to_dicts(),
    "petl": lambda text: list(petl.dicts(petl.fromjson(petl.MemorySource(text.encode())))),
}
print(*(f"{name} {version(name)}" for name in ["tablib", "django-import-export", "Django", "pandas", "polars", "petl"]))
for text in [
    '[{"id": 1, "firstname": "Bo", "lastname": "Lund"}, {"id": 2, "lastname": "Ek", "firstname": "Ann"}]',
    '[{"id": 1, "email": "bo@example.com"}, {"id": 2, "zip": "2A004"}]',
    '[{"id": 1, "email": "bo@example.com"}, {"id": 2}]',
]:
    print(text)
    for name, read in READERS.items():
        try:
            second = dict(sorted(read(text)[1].items()))
        except Exception as error:
            second = type(error).__name__
        print(f"  {name}: {second}")
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
tablib 3.10.0 django-import-export 4.4.3 Django 5.2.8 pandas 3.1.1 polars 2.1.0 petl 1.7.30
[{"id": 1, "firstname": "Bo", "lastname": "Lund"}, {"id": 2, "lastname": "Ek", "firstname": "Ann"}]
  tablib: {'firstname': 'Ek', 'id': 2, 'lastname': 'Ann'}
  tablib, a list: {'firstname': 'Ek', 'id': 2, 'lastname': 'Ann'}
  tablib, YAML: {'firstname': 'Ek', 'id': 2, 'lastname': 'Ann'}
  django-import-export: {'firstname': 'Ek', 'id': 2, 'lastname': 'Ann'}
  pandas: {'firstname': 'Ann', 'id': 2, 'lastname': 'Ek'}
  polars: {'firstname': 'Ann', 'id': 2, 'lastname': 'Ek'}
  petl: {'firstname': 'Ann', 'id': 2, 'lastname': 'Ek'}
[{"id": 1, "email": "bo@example.com"}, {"id": 2, "zip": "2A004"}]
  tablib: {'email': '2A004', 'id': 2}
  tablib, a list: {'email': '2A004', 'id': 2}
  tablib, YAML: {'email': '2A004', 'id': 2}
  django-import-export: {'email': '2A004', 'id': 2}
  pandas: {'email': None, 'id': 2, 'zip': '2A004'}
  polars: {'email': None, 'id': 2, 'zip': '2A004'}
  petl: {'email': None, 'id': 2, 'zip': '2A004'}
[{"id": 1, "email": "bo@example.com"}, {"id": 2}]
  tablib: InvalidDimensions
  tablib, a list: InvalidDimensions
  tablib, YAML: InvalidDimensions
  django-import-export: InvalidDimensions
  pandas: {'email': None, 'id': 2}
  polars: {'email': None, 'id': 2}
  petl: {'email': None, 'id': 2}
TXT
diff expected observed
