#!/bin/sh
# An update has only the fields that change. Frameworks make a model for it from the model of the whole record.
# Guess: In the model of the update, each field may be absent. A field that is sent must be valid for the whole record, so
#   null is rejected for a required text.
# Reality: django-ninja's PatchDict lets every field be absent by adding None to its type. It accepts null for a required
#   text and for a list, which the whole model rejects, and lists the null among the fields that were sent. Its OpenAPI file
#   says so too. Django REST framework, with partial=True, rejects the null.
# Library: django-ninja 1.7.1 (Django 5.2.19), djangorestframework 3.18.3.
# Why it matters: null for a name, which a create rejects, passes as an update, and the next API or the database is asked to
#   clear a required field.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check django==5.2.19 django-ninja==1.7.1 djangorestframework==3.18.3
cat >update.py <<'PY'
import json
import logging

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(SECRET_KEY="not a secret", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], DATABASES={})
django.setup()

from ninja import NinjaAPI, PatchDict, Schema  # noqa: E402
from rest_framework import serializers  # noqa: E402


class NinjaContact(Schema):
    firstname: str
    website: str | None = None
    languages: list[str] = ["en"]


api = NinjaAPI()


@api.post("/create")
def create(request, data: NinjaContact):
    return data.dict(exclude_unset=True)


@api.patch("/update")
def update(request, data: PatchDict[NinjaContact]):
    return dict(data)


urlpatterns = [path("", api.urls)]


class RestContact(serializers.Serializer):
    firstname = serializers.CharField()
    website = serializers.CharField(allow_null=True, required=False)
    languages = serializers.ListField(child=serializers.CharField(), required=False)


def taken(answer):
    return answer.json() if answer.status_code == 200 else "rejected"


def rest(fields):
    serializer = RestContact(data=fields, partial=True)
    return dict(serializer.validated_data) if serializer.is_valid() else "rejected"


client = Client()
logging.disable(logging.CRITICAL)
for name, value in [("firstname", None), ("languages", None), ("website", None)]:
    fields = {name: value}
    whole = taken(client.post("/create", {"firstname": "Ann"} | fields, content_type="application/json"))
    print(json.dumps(fields))
    print("  django-ninja, whole:", whole)
    print("  django-ninja, update:", taken(client.patch("/update", fields, content_type="application/json")))
    print("  Django REST framework, update:", rest(fields))
document = json.loads(json.dumps(api.get_openapi_schema()))
body = document["paths"]["/update"]["patch"]["requestBody"]["content"]["application/json"]["schema"]
model = document["components"]["schemas"][body["$ref"].rpartition("/")[2]]
print("OpenAPI, firstname:", [one["type"] for one in model["properties"]["firstname"]["anyOf"]])
PY
echo "django-ninja 1.7.1, djangorestframework 3.18.3"
venv/bin/python -W ignore update.py 2>log | tee observed
cat >expected <<'TXT'
{"firstname": null}
  django-ninja, whole: rejected
  django-ninja, update: {'firstname': None}
  Django REST framework, update: rejected
{"languages": null}
  django-ninja, whole: rejected
  django-ninja, update: {'languages': None}
  Django REST framework, update: rejected
{"website": null}
  django-ninja, whole: {'firstname': 'Ann', 'website': None}
  django-ninja, update: {'website': None}
  Django REST framework, update: {'website': None}
OpenAPI, firstname: ['string', 'null']
TXT
diff expected observed
