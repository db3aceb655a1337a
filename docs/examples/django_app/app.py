"""A form for a contact with Django and a formset: checked here, sent to the API, and every message under its own input.

Install it and run it in a checkout:

    pip install ".[django,httpx]"
    BOOKINGSYNC_TOKEN=… python docs/examples/django_app/app.py runserver
"""

import os
import secrets
import sys

import httpx
from django import forms
from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django.utils.translation import get_language

from bs_validate import Report, choices, validate_resource
from bs_validate.adapters.django import add_errors
from bs_validate.adapters.httpx import preflight
from bs_validate.dump import parse_422
from bs_validate.forms import from_form

settings.configure(
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    SECRET_KEY=os.environ.get("SECRET_KEY", secrets.token_hex()),
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.locale.LocaleMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
api = httpx.Client(
    base_url=os.environ.get("BOOKINGSYNC_API", "https://www.bookingsync.com/api/v3/"),
    headers={"Authorization": f"Bearer {os.environ['BOOKINGSYNC_TOKEN']}"},
    event_hooks={"request": [preflight]},
)


class Text(forms.CharField):
    """A text that bs_validate checks, so that Django need not."""

    def __init__(self) -> None:
        """Require nothing."""
        super().__init__(required=False)


class Phone(forms.Form):
    """A row of the list of phones."""

    label = Text()
    number = Text()


Phones = forms.formset_factory(Phone, can_delete=True)


class Contact(forms.Form):
    """The fields of a contact."""

    firstname = Text()
    lastname = Text()
    email = Text()
    address1 = Text()
    city = Text()
    zip = Text()
    country_code = forms.CharField(required=False, widget=forms.Select)
    spoken_languages = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: object) -> None:
        """Offer the names of countries and languages in the language of the user."""
        super().__init__(*args)
        self.fields["country_code"].widget.choices = [("", ""), *choices("country_code", get_language())]
        self.fields["spoken_languages"].choices = choices("spoken_languages", get_language())


PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Contact</title>
{% if saved %}<p id="saved">Saved</p>{% endif %}
<form method="post">
  {% csrf_token %}{{ phones.management_form }}
  {{ form.non_field_errors }}{{ phones.non_form_errors }}
  {% for field in form %}<div>{{ field.label_tag }} {{ field }} {{ field.errors }}</div>{% endfor %}
  <div id="phones">{% for row in phones %}<fieldset>{{ row.non_field_errors }}
    {% for field in row %}<div>{{ field.label_tag }} {{ field }} {{ field.errors }}</div>{% endfor %}
  </fieldset>{% endfor %}</div>
  <button type="button" id="add">Add a phone</button>
  <button name="submit">Save</button>
</form>
<template><fieldset>{{ phones.empty_form.as_div }}</fieldset></template>
<script>
  document.getElementById("add").onclick = () => {
    const total = document.getElementById("id_phones-TOTAL_FORMS");
    const row = document.querySelector("template").innerHTML.replaceAll("__prefix__", total.value++);
    document.getElementById("phones").insertAdjacentHTML("beforeend", row);
  };
</script>
"""


def contact(request: HttpRequest) -> HttpResponse:
    """Show the form; take it, and show what is wrong with it, or that it is saved."""
    data = request.POST if request.method == "POST" else None
    form, phones = Contact(data), Phones(data, prefix="phones")
    saved = False
    if form.is_valid() and phones.is_valid():
        fields = from_form(data, "contact.create")
        report = validate_resource(fields, "contact.create")
        if report.valid:
            report = send(fields)
        add_errors(form, report, formsets={"phones": phones})
        saved = report.valid
    context = RequestContext(request, {"form": form, "phones": phones, "saved": saved})
    return HttpResponse(Template(PAGE).render(context), status=422 if data and not saved else 200)


def send(fields: dict[str, object]) -> Report:
    """Create the contact, and return what the server says of it as a report like our own."""
    answer = api.post("contacts", json={"contacts": [fields]})
    if answer.status_code == 422:
        return parse_422(answer.content)
    answer.raise_for_status()
    return Report("contact.create", ())


urlpatterns = [path("", contact)]
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
