"""A form for a contact with Flask-WTF: checked here, sent to the API, and every message under its own input.

Install it and run it in a checkout:

    pip install ".[wtforms,httpx]" flask flask-wtf
    BOOKINGSYNC_TOKEN=… flask --app docs/examples/flask_wtf/app.py run
"""

import os
import secrets

import httpx
from flask import Flask, render_template_string, request
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, SelectField, SelectMultipleField, StringField, SubmitField

from bs_validate import Report, choices, validate_resource
from bs_validate.adapters.httpx import preflight
from bs_validate.adapters.wtforms import add_errors
from bs_validate.dump import parse_422
from bs_validate.forms import from_form

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY", secrets.token_hex())
api = httpx.Client(
    base_url=os.environ.get("BOOKINGSYNC_API", "https://www.bookingsync.com/api/v3/"),
    headers={"Authorization": f"Bearer {os.environ['BOOKINGSYNC_TOKEN']}"},
    event_hooks={"request": [preflight]},
)


class Phone(Form):
    """A row of the list of phones."""

    label = StringField("Label")
    number = StringField("Number")


class Contact(FlaskForm):
    """The fields of a contact; bs_validate knows their rules, so that they need no validators here."""

    firstname = StringField("First name")
    lastname = StringField("Last name")
    email = StringField("Email")
    address1 = StringField("Address")
    city = StringField("City")
    zip = StringField("Postal code")
    country_code = SelectField("Country", validate_choice=False)
    spoken_languages = SelectMultipleField("Languages", validate_choice=False)
    phones = FieldList(FormField(Phone), min_entries=1)
    submit = SubmitField("Save")


PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Contact</title>
{% macro row(field) %}
  <div>{{ field.label }} {{ field() }}
  {% for message in field.errors %}<p class="error" lang="{{ locale }}">{{ message }}</p>{% endfor %}</div>
{% endmacro %}
{% macro phone(entry) %}
  <fieldset>{{ row(entry.form.label) }}{{ row(entry.form.number) }}
  <button type="button" onclick="this.parentNode.remove()">Delete</button></fieldset>
{% endmacro %}
{% if saved %}<p id="saved">Saved</p>{% endif %}
<form method="post">
  {{ form.csrf_token }}
  {% for message in form.csrf_token.errors|list + form.form_errors|list %}
  <p class="error" lang="{{ locale }}">{{ message }}</p>{% endfor %}
  {% for field in form if field.name not in ("csrf_token", "phones", "submit") %}{{ row(field) }}{% endfor %}
  <div id="phones">{% for entry in form.phones %}{{ phone(entry) }}{% endfor %}</div>
  <button type="button" id="add">Add a phone</button>
  {{ form.submit() }}
</form>
<template>{{ phone(empty) }}</template>
<script>
  let next = {{ form.phones.last_index + 1 }};
  document.getElementById("add").onclick = () => {
    const row = document.querySelector("template").innerHTML.replaceAll("phones-0", `phones-${next++}`);
    document.getElementById("phones").insertAdjacentHTML("beforeend", row);
  };
</script>
"""


@app.route("/", methods=["GET", "POST"])
def contact() -> tuple[str, int]:
    """Show the form; take it, and show what is wrong with it, or that it is saved."""
    locale = request.accept_languages.best or "en"
    form = Contact()
    form.country_code.choices = [("", ""), *choices("country_code", locale)]
    form.spoken_languages.choices = choices("spoken_languages", locale)
    saved = False
    if form.validate_on_submit():
        fields = from_form(request.form, "contact.create")
        report = validate_resource(fields, "contact.create")
        if report.valid:
            report = send(fields)
        add_errors(form, report, locale)
        saved = report.valid
    status = 200 if saved or request.method == "GET" else 422
    return render_template_string(PAGE, form=form, empty=Contact(None).phones[0], locale=locale, saved=saved), status


def send(fields: dict[str, object]) -> Report:
    """Create the contact, and return what the server says of it as a report like our own."""
    answer = api.post("contacts", json={"contacts": [fields]})
    if answer.status_code == 422:
        return parse_422(answer.content)
    answer.raise_for_status()
    return Report("contact.create", ())
