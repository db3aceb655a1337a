#!/bin/sh
# A user empties a form field and submits: the browser posts "website=". The form is a pydantic model in FastAPI.
# Guess: An optional string is then "" and counts as set, as it does when the same model reads a query.
# Reality: FastAPI treats the field as absent. It keeps its default and is not in model_fields_set, so a partial update made
#   with exclude_unset keeps the old value. If the field is posted twice and the second value is empty, the first value is
#   lost too. An empty list field gives [""], and a single space counts as a value. The query keeps "" and counts it as set.
# Library: FastAPI 0.165.0, pydantic 2.14.4, python-multipart 0.0.34.
# Why it matters: In the payload of an update, a cleared field is null, and a field that was not on the form is absent. In a
#   payload made from such a model, both are absent, and the payload is valid either way. Read the posted values from
#   request.form().
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check fastapi==0.165.0 pydantic==2.14.4 starlette==1.10.0 \
    python-multipart==0.0.34 httpx==0.28.1
cd "$work"
cat > try.py <<'END'
import warnings

warnings.simplefilter("ignore")

from importlib.metadata import version
from typing import Annotated

from fastapi import FastAPI, Form, Query, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Contact(BaseModel):
    website: str | None = "as it was"
    languages: list[str] = []


app = FastAPI()


@app.post("/form")
def form(contact: Annotated[Contact, Form()]):
    return contact.model_dump(exclude_unset=True)


@app.post("/query")
def query(contact: Annotated[Contact, Query()]):
    return contact.model_dump(exclude_unset=True)


@app.post("/raw")
async def raw(request: Request):
    return (await request.form()).multi_items()


client = TestClient(app)
print("FastAPI", version("fastapi"), "pydantic", version("pydantic"), "python-multipart", version("python-multipart"))
for posted in ("website=", "website=+", "website=a&website=", "languages=", "website=a"):
    print(posted)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for name, answer in (
        ("form", client.post("/form", content=posted, headers=headers)),
        ("query", client.post(f"/query?{posted}")),
        ("request.form()", client.post("/raw", content=posted, headers=headers)),
    ):
        print("   ", name, answer.json())
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
FastAPI 0.165.0 pydantic 2.14.4 python-multipart 0.0.34
website=
    form {}
    query {'website': ''}
    request.form() [['website', '']]
website=+
    form {'website': ' '}
    query {'website': ' '}
    request.form() [['website', ' ']]
website=a&website=
    form {}
    query {'website': ''}
    request.form() [['website', 'a'], ['website', '']]
languages=
    form {'languages': ['']}
    query {'languages': ['']}
    request.form() [['languages', '']]
website=a
    form {'website': 'a'}
    query {'website': 'a'}
    request.form() [['website', 'a']]
END
diff -u expected seen
