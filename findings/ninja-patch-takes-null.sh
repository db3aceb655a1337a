#!/bin/sh
# An update has only the fields that change. Frameworks make a model for it from the model of the whole record.
# Guess: in the model of the update each field may be absent, and a field that is sent must be as in the whole record, so null
#   is rejected for a required text.
# Reality: django-ninja's PatchDict lets every field be absent by adding None to its type. It takes null for a required text
#   and for a list, both of which the whole model rejects, and null is among the fields that were sent. The OpenAPI file that
#   it writes says so too. Django REST framework and Litestar, with their partial models, tell absent from null.
# Library: django-ninja 1.7.1 (Django 5.2.19), djangorestframework 3.18.3, Litestar 2.25.0.
# Why it matters: null for a name, which a create rejects, passes as an update, and arrives at the next API, or at the
#   database, as an order to clear a required field.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check django==5.2.19 django-ninja==1.7.1 djangorestframework==3.18.3 litestar==2.25.0
cat >update.py <<'PY'
import json
import logging
from dataclasses import dataclass, field

import django
from django.conf import settings
from django.test import Client
from django.urls import path
from litestar import Litestar, patch
from litestar.dto import DataclassDTO, DTOConfig, DTOData
from litestar.testing import TestClient

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


@dataclass
class LitestarContact:
    firstname: str
    website: str | None = None
    languages: list[str] = field(default_factory=lambda: ["en"])


class UpdateDTO(DataclassDTO[LitestarContact]):
    config = DTOConfig(partial=True)


@patch("/", dto=UpdateDTO, return_dto=None)
async def litestar_update(data: DTOData[LitestarContact]) -> dict:
    return data.as_builtins()


def taken(answer):
    return answer.json() if answer.status_code in (200, 201) else "rejected"


def rest(fields):
    serializer = RestContact(data=fields, partial=True)
    return dict(serializer.validated_data) if serializer.is_valid() else "rejected"


django_client, litestar_client = Client(), TestClient(Litestar([litestar_update]))
logging.disable(logging.CRITICAL)
for name, value in [("firstname", None), ("languages", None), ("website", None)]:
    fields = {name: value}
    whole = taken(django_client.post("/create", {"firstname": "Ann"} | fields, content_type="application/json"))
    print(json.dumps(fields))
    print("  django-ninja, whole:", whole)
    print("  django-ninja, update:", taken(django_client.patch("/update", fields, content_type="application/json")))
    print("  Django REST framework, update:", rest(fields))
    print("  Litestar, update:", taken(litestar_client.patch("/", json=fields)))
document = json.loads(json.dumps(api.get_openapi_schema()))
body = document["paths"]["/update"]["patch"]["requestBody"]["content"]["application/json"]["schema"]
model = document["components"]["schemas"][body["$ref"].rpartition("/")[2]]
print("OpenAPI, firstname:", [one["type"] for one in model["properties"]["firstname"]["anyOf"]])
PY
echo "django-ninja 1.7.1, djangorestframework 3.18.3, Litestar 2.25.0"
venv/bin/python -W ignore update.py 2>log | tee observed
cat >expected <<'TXT'
{"firstname": null}
  django-ninja, whole: rejected
  django-ninja, update: {'firstname': None}
  Django REST framework, update: rejected
  Litestar, update: rejected
{"languages": null}
  django-ninja, whole: rejected
  django-ninja, update: {'languages': None}
  Django REST framework, update: rejected
  Litestar, update: rejected
{"website": null}
  django-ninja, whole: {'firstname': 'Ann', 'website': None}
  django-ninja, update: {'website': None}
  Django REST framework, update: {'website': None}
  Litestar, update: {'website': None}
OpenAPI, firstname: ['string', 'null']
TXT
diff expected observed
