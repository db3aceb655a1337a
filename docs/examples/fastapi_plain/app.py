"""A plain HTML form for a contact with FastAPI: checked here, sent to the API, and every message under its own input.

Install it and run it in a checkout:

    pip install ".[fastapi,httpx]" jinja2 python-multipart uvicorn
    BOOKINGSYNC_TOKEN=… uvicorn --app-dir docs/examples/fastapi_plain app:app
"""

import os
import re

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.datastructures import FormData

from bs_validate import Report, choices, validate_resource
from bs_validate.adapters.fastapi import install, language
from bs_validate.adapters.httpx import async_preflight
from bs_validate.dump import parse_422
from bs_validate.forms import Posted

app = FastAPI()
install(app)  # for what is posted as JSON
api = httpx.AsyncClient(
    base_url=os.environ.get("BOOKINGSYNC_API", "https://www.bookingsync.com/api/v3/"),
    headers={"Authorization": f"Bearer {os.environ['BOOKINGSYNC_TOKEN']}"},
    event_hooks={"request": [async_preflight]},
)

PAGE = Environment(autoescape=True).from_string("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Contact</title>
{% macro errors(name) %}
  {% for message in messages[name] %}<p class="error" lang="{{ locale }}">{{ message }}</p>{% endfor %}
{% endmacro %}
{% macro text(label, name, value) %}
  <div><label>{{ label }} <input name="{{ name }}" value="{{ value }}"></label> {{ errors(name) }}</div>
{% endmacro %}
{% macro options(pairs, chosen) %}
  {% for code, name in pairs %}
  <option value="{{ code }}"{% if code in chosen %} selected{% endif %}>{{ name }}</option>{% endfor %}
{% endmacro %}
{% macro phone(row, label, number) %}
  <fieldset>{{ text("Label", "phones[%s][label]" % row, label) }}{{ text("Number", "phones[%s][number]" % row, number) }}
  <button type="button" onclick="this.parentNode.remove()">Delete</button></fieldset>
{% endmacro %}
{% if saved %}<p id="saved">Saved</p>{% endif %}
<form method="post">
  {{ errors("") }}
  {{ text("First name", "firstname", form.firstname) }}
  {{ text("Last name", "lastname", form.lastname) }}
  {{ text("Email", "email", form.email) }}
  {{ text("Address", "address1", form.address1) }}
  {{ text("City", "city", form.city) }}
  {{ text("Postal code", "zip", form.zip) }}
  <div><label>Country <select name="country_code"><option></option>
  {{ options(countries, form.getlist("country_code")) }}</select></label> {{ errors("country_code") }}</div>
  <input type="hidden" name="spoken_languages">
  <div><label>Languages <select name="spoken_languages" multiple>
  {{ options(languages, form.getlist("spoken_languages")) }}</select></label> {{ errors("spoken_languages") }}</div>
  <div id="phones">
  {% for row in rows %}{{ phone(row, form["phones[%s][label]" % row], form["phones[%s][number]" % row]) }}{% endfor %}</div>
  <button type="button" id="add">Add a phone</button>
  <button name="submit">Save</button>
</form>
<template>{{ phone("new", "", "") }}</template>
<script>
  let next = {{ rows|max + 1 }};
  document.getElementById("add").onclick = () => {
    const row = document.querySelector("template").innerHTML.replaceAll("[new]", `[${next++}]`);
    document.getElementById("phones").insertAdjacentHTML("beforeend", row);
  };
</script>
""")
NUMBER = re.compile(r"phones\[([0-9]{1,9})\]\[number\]")


@app.get("/")
async def show(request: Request) -> HTMLResponse:
    """Show the empty form."""
    return page(request, FormData(), {})


@app.post("/")
async def save(request: Request) -> HTMLResponse:
    """Take the form, and show what is wrong with it, or that it is saved."""
    form = await request.form()
    posted = Posted(form, "contact.create")
    report = validate_resource(posted.resource, "contact.create")
    if report.valid:
        report = await send(posted.resource)
    return page(request, form, posted.by_name(report, language(request)), saved=report.valid)


def page(request: Request, form: FormData, messages: dict[str, list[str]], *, saved: bool = False) -> HTMLResponse:
    """Return the page with what was typed in, and each message beside the input whose name it was posted by."""
    locale = language(request)
    rows = sorted(int(found[1]) for found in map(NUMBER.fullmatch, form) if found) or [0]
    names = {"countries": choices("country_code", locale), "languages": choices("spoken_languages", locale)}
    html = PAGE.render(form=form, rows=rows, messages=messages, locale=locale, saved=saved, **names)
    return HTMLResponse(html, 422 if messages else 200)


async def send(fields: dict[str, object]) -> Report:
    """Create the contact, and return what the server says of it as a report like our own."""
    answer = await api.post("contacts", json={"contacts": [fields]})
    if answer.status_code == 422:
        return parse_422(answer.content)
    answer.raise_for_status()
    return Report("contact.create", ())
