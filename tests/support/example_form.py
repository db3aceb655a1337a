"""A form of one page for a contact: Flask and WTForms, checked here, sent to the API by httpx.

Each message is under its field, in the language of the browser, whether it was found here or by the server.
"""

from typing import Any

import httpx
from flask import Flask, Response, render_template_string, request
from wtforms import FieldList, Form, FormField, SelectMultipleField, StringField, TextAreaField

from bs_validate import Report, validate_resource
from bs_validate.adapters.httpx import preflight
from bs_validate.adapters.wtforms import add_errors
from bs_validate.dump import parse_422
from bs_validate.forms import from_form

LANGUAGES = ["en", "fr", "de", "xx"]  # the last one is no language, so that there is something to be told


class Phone(Form):
    """A phone of the contact."""

    label = StringField("Libellé")
    number = StringField("Numéro")


class Contact(Form):
    """A contact, as staff type it in."""

    firstname = StringField("Prénom")
    lastname = StringField("Nom")
    email = StringField("E-mail")
    website = StringField("Site web")
    address1 = StringField("Adresse")
    zip = StringField("Code postal")
    city = StringField("Ville")
    country_code = StringField("Pays")
    spoken_languages = SelectMultipleField("Langues", choices=LANGUAGES, validate_choice=False)
    private_notes = TextAreaField("Notes")
    phones = FieldList(FormField(Phone), label="Téléphones", min_entries=2)


PAGE = """\
<!doctype html>
<html lang="{{ locale }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contact</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  label { display: block; font-weight: 600; margin-top: 1rem }
  input, textarea, select { width: 100%; box-sizing: border-box; font: inherit; padding: .4rem .6rem }
  input, textarea, select { border: 1px solid #8888; border-radius: 6px }
  [aria-invalid] { border-color: #b3261e }
  .error { color: #b3261e; margin: .25rem 0 0 }
  @media (prefers-color-scheme: dark) { .error { color: #ff9a90 } [aria-invalid] { border-color: #ff9a90 } }
  fieldset { border: 1px solid #8884; border-radius: 6px; margin-top: 1rem }
  button { margin-top: 1.5rem; font: inherit; padding: .5rem 1.5rem }
</style>
{% macro row(field) %}
  <label for="{{ field.id }}">{{ field.label.text }}</label>
  {% if field.errors %}{{ field(**{"aria-invalid": "true", "aria-describedby": field.id + "-error"}) }}
  {% else %}{{ field() }}{% endif %}
  {% for message in field.errors %}<p class="error" id="{{ field.id }}-error">{{ message }}</p>{% endfor %}
{% endmacro %}
<h1>Contact</h1>
{% if saved %}<p id="saved">Enregistré</p>{% endif %}
{% for message in form.form_errors %}<p class="error">{{ message }}</p>{% endfor %}
<form method="post" novalidate>
  {% for field in form if field.name != "phones" %}{{ row(field) }}{% endfor %}
  {% for phone in form.phones %}<fieldset>{{ row(phone.form.label) }}{{ row(phone.form.number) }}</fieldset>{% endfor %}
  <button>Enregistrer</button>
</form>
"""


def application(api: str) -> Flask:
    """Return the application; ``api`` is the base URL of the API."""
    app = Flask(__name__)
    client = httpx.Client(base_url=api, event_hooks={"request": [preflight]}, timeout=10)

    @app.route("/", methods=["GET", "POST"])
    def contact() -> Response:
        locale = request.accept_languages.best or "en"
        form = Contact(request.form)
        saved = False
        if request.method == "POST":
            fields = from_form(request.form, "contact.create")
            report = validate_resource(fields, "contact.create")
            if report.valid:
                report = _sent(client, fields)
            saved = report.valid
            add_errors(form, report, locale)
        page = render_template_string(PAGE, form=form, locale=locale, saved=saved)
        return Response(page, status=200 if saved or request.method == "GET" else 422)

    return app


def _sent(client: httpx.Client, fields: dict[str, Any]) -> Report:
    """Send a contact; what the server says of it is a report of the same kind."""
    answer = client.post("contacts", json={"contacts": [fields]})
    if answer.status_code == 422:
        return parse_422(answer.content)
    answer.raise_for_status()
    return Report("contact.create", ())
